//! Taxonomies: categories, tags, audiences, villages and departments with their pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::lookup::Lookup;
use super::{Month, PageId, Placed, Site, address, timeline};
use crate::diagnostic::{self, Problem};
use crate::slug;

/// A way of sorting pages by a key of their front matter.
#[derive(Clone, Debug)]
pub struct Taxonomy {
    /// Its name and its address: `categories`.
    pub name: &'static str,
    /// Its Chinese name: 分类.
    pub title: &'static str,
    /// Its terms, most pages first.
    pub terms: Vec<Term>,
}

/// One term with its pages.
#[derive(Clone, Debug)]
pub struct Term {
    /// As editors write it.
    pub title: String,
    /// The folder of its lists, from the site's root: `categories/yiliao`.
    pub folder: String,
    /// Its pages, newest first.
    pub pages: Vec<PageId>,
    /// Months that have pages, newest first.
    pub months: Vec<Month>,
}

/// Where a page stands in the list of one of its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The taxonomy, by its place in [`Site::taxonomies`].
    pub taxonomy: usize,
    /// The term, by its place in [`Taxonomy::terms`].
    pub term: usize,
    /// The page's place in [`Term::pages`].
    pub at: usize,
}

/// The taxonomies: address, Chinese name, key.
const TAXONOMIES: [(&str, &str, &str); 5] = [
    ("categories", "分类", "categories"),
    ("tags", "标签", "tags"),
    ("audiences", "面向人群", "audience"),
    ("villages", "村（社区）", "villages"),
    ("departments", "责任单位", "departments"),
];

/// Addresses at the site's root that taxonomies take.
pub fn addresses() -> impl Iterator<Item = &'static str> {
    TAXONOMIES.iter().map(|(name, _, _)| *name)
}

/// Sorts the pages by their terms; `months` has the month of each.
pub fn index(site: &mut Site, months: &[Option<(i32, u32)>], problems: &mut Vec<Problem>) {
    // One walk over the pages for all taxonomies: a page's values lie all over the memory.
    let named: Vec<Named> = site.pages.par_iter().map(|placed| named(placed)).collect();
    let found: Vec<Sorted> = (0..TAXONOMIES.len())
        .into_par_iter()
        .map(|which| sorted(site, which, months, &named))
        .collect();
    site.pages.par_iter_mut().enumerate().for_each(|(id, placed)| {
        let standings = found.iter().flat_map(|sorted| sorted.standings(id)).copied();
        Arc::make_mut(placed).terms = standings.collect();
    });
    let (taxonomies, told): (Vec<Taxonomy>, Vec<Vec<Problem>>) =
        found.into_iter().map(|sorted| (sorted.taxonomy, sorted.problems)).unzip();
    site.taxonomies = Arc::new(taxonomies);
    problems.extend(told.into_iter().flatten());
}

/// The pages sorted by one taxonomy.
struct Sorted {
    taxonomy: Taxonomy,
    problems: Vec<Problem>,
    /// Where all pages stand, one page after another.
    standings: Vec<Standing>,
    /// Where those of each page end.
    ends: Vec<usize>,
}

impl Sorted {
    /// Where a page stands, its terms ascending.
    fn standings(&self, id: PageId) -> &[Standing] {
        let start = id.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.standings[start..self.ends[id]]
    }
}

/// What a page says of each taxonomy.
type Named<'s> = [&'s [String]; TAXONOMIES.len()];

fn named(placed: &Placed) -> Named<'_> {
    TAXONOMIES.map(|(_, _, key)| placed.page.values.list(key))
}

fn sorted(site: &Site, which: usize, months: &[Option<(i32, u32)>], named: &[Named]) -> Sorted {
    let (name, title, key) = TAXONOMIES[which];
    let mut found: Vec<(&str, Vec<PageId>)> = Vec::new();
    let mut places: Lookup<&str> = Lookup::default();
    let (mut standings, mut ends) = (Vec::new(), Vec::with_capacity(named.len()));
    for (id, lists) in named.iter().enumerate() {
        for term in lists[which] {
            let place = places.number(term);
            if place == found.len() {
                found.push((term, Vec::new()));
            }
            let pages = &mut found[place].1;
            if pages.last() != Some(&id) {
                standings.push(Standing { taxonomy: which, term: place, at: pages.len() });
                pages.push(id);
            }
        }
        ends.push(standings.len());
    }
    let mut order: Vec<usize> = (0..found.len()).collect();
    order.sort_by_key(|&place| (Reverse(found[place].1.len()), found[place].0));
    let mut rank = vec![0; found.len()];
    for (at, &place) in order.iter().enumerate() {
        rank[place] = at;
    }
    let mut start = 0;
    for &end in &ends {
        let own = &mut standings[start..end];
        for standing in own.iter_mut() {
            standing.term = rank[standing.term];
        }
        own.sort_unstable_by_key(|standing| standing.term);
        start = end;
    }
    let mut problems = if name == "categories" { near_misses(site, &found) } else { Vec::new() };
    let chosen = &site.config.term_slugs;
    let folder = |title: &str| {
        address::join(name, &chosen.get(title).cloned().unwrap_or_else(|| slug::slug(title)))
    };
    problems.extend(one_address(site, key, &found, &order, folder));
    let term = |place: usize| {
        let (title, pages) = (found[place].0, std::mem::take(&mut found[place].1));
        let months = timeline::months(months, &pages);
        Term { title: title.to_owned(), folder: folder(title), months, pages }
    };
    let taxonomy = Taxonomy { name, title, terms: order.into_iter().map(term).collect() };
    Sorted { taxonomy, problems, standings, ends }
}

/// Terms that sound alike have one address: most often one of them is a slip of the input method,
/// the one on fewer pages.
fn one_address(
    site: &Site,
    key: &str,
    found: &[(&str, Vec<PageId>)],
    order: &[usize],
    folder: impl Fn(&str) -> String,
) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mut first: BTreeMap<String, &str> = BTreeMap::new();
    for (term, pages) in order.iter().map(|&place| &found[place]) {
        let address = folder(term);
        let Some(usual) = first.get(&address) else {
            first.insert(address, term);
            continue;
        };
        let slug = address.rsplit('/').next().unwrap_or_default();
        for &id in pages {
            let page = &site.pages[id].page;
            let detail = format!("`{term}` 和 `{usual}` 读音相同，都是 `/{address}/`");
            problems.push(
                Problem::new(&diagnostic::ADDRESS_TWICE, detail)
                    .at(&page.file, page.values.span(key).unwrap_or_default())
                    .mend(format!(
                        "写错了就改成 `{usual}`；确是两个词，就在 site.toml 的 [term_slugs] 下写 \
                         `\"{term}\" = \"{slug}-2\"`"
                    )),
            );
        }
    }
    problems
}

/// A category on one or two pages that is one character away from one on more, or from one on as
/// many that was there before, is a slip.
fn near_misses(site: &Site, found: &[(&str, Vec<PageId>)]) -> Vec<Problem> {
    let mut problems = Vec::new();
    // The newest page has the lowest number.
    let is_usual = |more: &[PageId], pages: &[PageId]| {
        more.len() > pages.len() || more.len() == pages.len() && more.last() > pages.last()
    };
    let found: BTreeMap<&str, &[PageId]> =
        found.iter().map(|(term, pages)| (*term, pages.as_slice())).collect();
    for (term, pages) in found.iter().filter(|(_, pages)| pages.len() <= 2) {
        let usual = found.iter().find(|(other, more)| {
            other != &term
                && is_usual(more, pages)
                && term.chars().count() >= 3
                && strsim::osa_distance(term, other) == 1
        });
        if let Some((usual, _)) = usual {
            for &id in *pages {
                let page = &site.pages[id].page;
                let span = page.values.span("categories").unwrap_or_default();
                problems.push(
                    Problem::new(&diagnostic::TERM_NEAR, format!("`{term}`"))
                        .at(&page.file, span)
                        .mend(format!("是不是 `{usual}`？确是另一类就不用改")),
                );
            }
        }
    }
    problems
}
