//! Taxonomies: categories, tags, audiences, villages and departments with their pages.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

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
    let found: Vec<(Taxonomy, Vec<Problem>)> = (0..TAXONOMIES.len())
        .into_par_iter()
        .map(|which| taxonomy(site, which, months, &named))
        .collect();
    let (taxonomies, told): (Vec<Taxonomy>, Vec<Vec<Problem>>) = found.into_iter().unzip();
    let places: Vec<BTreeMap<&str, usize>> = taxonomies
        .iter()
        .map(|found| found.terms.iter().enumerate().map(|(at, term)| (&*term.title, at)).collect())
        .collect();
    let terms: Vec<Vec<(usize, usize)>> = named
        .par_iter()
        .map(|lists| {
            let of = |(which, list): (usize, &&[String])| {
                let mut own: Vec<(usize, usize)> =
                    list.iter().map(|title| (which, places[which][title.as_str()])).collect();
                own.sort_unstable();
                own.dedup();
                own
            };
            lists.iter().enumerate().flat_map(of).collect()
        })
        .collect();
    site.pages
        .par_iter_mut()
        .zip(terms)
        .for_each(|(placed, terms)| Arc::make_mut(placed).terms = terms);
    site.taxonomies = Arc::new(taxonomies);
    problems.extend(told.into_iter().flatten());
}

/// What a page says of each taxonomy.
type Named<'s> = [&'s [String]; TAXONOMIES.len()];

fn named(placed: &Placed) -> Named<'_> {
    TAXONOMIES.map(|(_, _, key)| placed.page.values.list(key))
}

fn taxonomy(
    site: &Site,
    which: usize,
    months: &[Option<(i32, u32)>],
    named: &[Named],
) -> (Taxonomy, Vec<Problem>) {
    let (name, title, _) = TAXONOMIES[which];
    let mut found: BTreeMap<&str, Vec<PageId>> = BTreeMap::new();
    for (id, lists) in named.iter().enumerate() {
        for term in lists[which] {
            let pages = found.entry(term).or_default();
            if pages.last() != Some(&id) {
                pages.push(id);
            }
        }
    }
    let problems = if name == "categories" { near_misses(site, &found) } else { Vec::new() };
    let chosen = &site.config.term_slugs;
    let mut terms: Vec<Term> = found
        .into_iter()
        .map(|(title, pages)| Term {
            title: title.to_owned(),
            folder: address::join(
                name,
                &chosen.get(title).cloned().unwrap_or_else(|| slug::slug(title)),
            ),
            months: timeline::months(months, &pages),
            pages,
        })
        .collect();
    terms.sort_by(|a, b| b.pages.len().cmp(&a.pages.len()).then_with(|| a.title.cmp(&b.title)));
    (Taxonomy { name, title, terms }, problems)
}

/// A category on one or two pages that is one character away from a usual one is a slip.
fn near_misses(site: &Site, found: &BTreeMap<&str, Vec<PageId>>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (term, pages) in found.iter().filter(|(_, pages)| pages.len() <= 2) {
        let usual = found.iter().find(|(other, more)| {
            other != &term
                && more.len() >= 3
                && term.chars().count() >= 3
                && strsim::osa_distance(term, other) == 1
        });
        if let Some((usual, _)) = usual {
            for &id in pages {
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
