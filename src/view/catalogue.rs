//! The site as views read it: with the entry of each page in lists, made once for all of them.

use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use serde::{Serialize, Serializer};
use tera::Value;

use super::drawing::{ROWS_OF_ENTRY, Row};
use super::head::SharedHead;
use super::item::item;
use super::{Link, elders, list, numbered};
use crate::fingerprint::Fingerprint;
use crate::search::Index;
use crate::site::relation::{self, Scores};
use crate::site::{ColumnId, PageId, Site};
use crate::threads::EachThread;

/// A site and the entries of its pages, each made when a list first shows it.
///
/// A page of a large site stands in some fifteen lists; making its entry anew for each would cost
/// more than rendering them.
#[derive(Debug)]
pub struct Catalogue {
    site: Arc<Site>,
    entries: Vec<OnceLock<Entry>>,
    /// By column.
    trails: Vec<OnceLock<Entry>>,
    /// By column.
    columns: Vec<OnceLock<Entry>>,
    /// By column.
    heads: Vec<OnceLock<SharedHead>>,
    policies: OnceLock<Vec<PageId>>,
    /// By taxonomy and term.
    terms: Vec<Vec<OnceLock<Entry>>>,
    index: OnceLock<Index>,
    scores: EachThread<Scores>,
}

/// A value in the form in which templates take it, with its fingerprint: an [`Item`](super::Item) of a list, a
/// [`Link`] to a term, a [`Fact`](super::Fact).
#[derive(Clone, Debug)]
pub struct Entry(Arc<Ready>);

#[derive(Debug)]
struct Ready {
    value: Value,
    print: Fingerprint,
    rows: [OnceLock<Option<Row>>; ROWS_OF_ENTRY],
}

impl Catalogue {
    /// The catalogue of a site, still without entries.
    pub fn new(site: Arc<Site>) -> Self {
        let blank = |count: usize| (0..count).map(|_| OnceLock::new()).collect();
        let heads = site.columns.iter().map(|_| OnceLock::new()).collect();
        let terms = site.taxonomies.iter().map(|taxonomy| blank(taxonomy.terms.len()));
        Self {
            entries: blank(site.pages.len()),
            trails: blank(site.columns.len()),
            columns: blank(site.columns.len()),
            heads,
            policies: OnceLock::new(),
            terms: terms.collect(),
            index: OnceLock::new(),
            scores: EachThread::new(Scores::default),
            site,
        }
    }

    /// The entry of a page.
    pub fn entry(&self, id: PageId) -> Entry {
        self.entries[id].get_or_init(|| Entry::of(&item(self, id))).clone()
    }

    /// The link to a term's list, its title and path.
    pub fn term(&self, taxonomy: usize, term: usize) -> Entry {
        let link = || {
            let found = &self.site.taxonomies[taxonomy].terms[term];
            Entry::of(&Link::new(&found.title, numbered(&found.folder, 1)))
        };
        self.terms[taxonomy][term].get_or_init(link).clone()
    }

    /// The link to a column's list, its title and path.
    pub fn column(&self, id: ColumnId) -> Entry {
        let link = || {
            let column = &self.site.columns[id];
            Entry::of(&Link::new(&column.title, numbered(&column.path, 1)))
        };
        self.columns[id].get_or_init(link).clone()
    }

    /// The links from the home page down to a column: the way to its pages.
    pub fn trail(&self, column: ColumnId) -> Entry {
        let trail = || Entry::list(&list::trail(&self.site, column));
        self.trails[column].get_or_init(trail).clone()
    }

    /// What the heads of pages with the tags of a column have alike.
    pub fn shared_head(&self, column: ColumnId) -> &SharedHead {
        self.heads[column].get_or_init(|| SharedHead::of(&self.site, column))
    }

    /// The pages that share most terms with one, as many as a page is to show.
    pub fn related(&self, id: PageId) -> Vec<PageId> {
        relation::related(&self.site, id, self.site.config.lists.related, &mut self.scores.own())
    }

    /// All policies (政策解读), newest first.
    pub fn policies(&self) -> &[PageId] {
        self.policies.get_or_init(|| elders::policies(&self.site))
    }

    /// The index of the site's texts, computed when a file of it is first asked for.
    pub fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::of(&self.site))
    }

    /// The entries of some pages, in their order.
    pub fn entries(&self, pages: &[PageId]) -> Vec<Entry> {
        pages.iter().map(|&id| self.entry(id)).collect()
    }
}

impl Deref for Catalogue {
    type Target = Site;

    fn deref(&self) -> &Site {
        &self.site
    }
}

impl Entry {
    /// Makes a value ready.
    pub fn of(value: &impl Serialize) -> Self {
        Self::with_print(value, Fingerprint::of(value))
    }

    /// Makes a value ready whose fingerprint is known.
    pub fn with_print(value: &impl Serialize, print: Fingerprint) -> Self {
        let value = Value::from_serializable(value);
        Self(Arc::new(Ready { value, print, rows: Default::default() }))
    }

    /// Makes a list of links ready.
    pub fn list(links: &[Link]) -> Self {
        Self::of(&links)
    }

    /// The value as templates take it.
    pub fn value(&self) -> &Value {
        &self.0.value
    }

    /// Its fingerprint.
    pub fn print(&self) -> Fingerprint {
        self.0.print
    }

    /// What the theme has drawn of it as a row, once it has: an entry is shown by one theme, in one
    /// site. `None` where one row does not do for all pages.
    pub fn row(&self, kind: usize) -> &OnceLock<Option<Row>> {
        &self.0.rows[kind]
    }
}

impl PartialEq for Entry {
    fn eq(&self, other: &Self) -> bool {
        self.0.print == other.0.print && self.0.value == other.0.value
    }
}

/// A template is given the value as it is; for the fingerprint of a page that lists the entry, the
/// entry's own fingerprint says as much as its value.
impl Serialize for Entry {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        let Ready { value, print, .. } = &*self.0;
        if out.is_human_readable() { value.serialize(out) } else { print.serialize(out) }
    }
}
