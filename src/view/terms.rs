//! All terms of one taxonomy.

use serde::Serialize;

use super::head::{Subject, head};
use super::{Catalogue, Entry, Main, View, numbered, root_of};
use crate::site::Site;
use crate::site::terms::Term;

/// A taxonomy's index.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Terms {
    /// The taxonomy's title, such as 分类.
    pub title: String,
    /// The taxonomy's name, such as `categories`.
    pub taxonomy: &'static str,
    /// Its terms, most pages first.
    pub terms: Vec<TermLink>,
}

/// A term (or column) with its page and how many pages it has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermLink {
    /// What the visitor reads.
    pub title: String,
    /// Its page.
    pub path: String,
    /// How many pages it has.
    pub count: usize,
}

/// The index of a taxonomy.
pub fn view(site: &Catalogue, taxonomy: usize) -> View {
    let found = &site.taxonomies[taxonomy];
    let path = numbered(found.name, 1);
    View {
        template: "terms.html".to_owned(),
        root: root_of(&path),
        column: String::new(),
        head: head(site, &path, &Subject { title: found.title, ..Subject::default() }),
        path,
        crumbs: Entry::list(&[]),
        main: Main::Terms(Terms {
            title: found.title.to_owned(),
            taxonomy: found.name,
            terms: links(site, found.name),
        }),
    }
}

/// All terms of a taxonomy with their pages and counts.
pub fn links(site: &Site, name: &str) -> Vec<TermLink> {
    let Some(index) = site.taxonomies.iter().position(|taxonomy| taxonomy.name == name) else {
        return Vec::new();
    };
    let link = |term: &Term| TermLink {
        title: term.title.clone(),
        path: numbered(&term.folder, 1),
        count: term.pages.len(),
    };
    site.taxonomies[index].terms.iter().map(link).collect()
}
