//! The search page (站内检索): the ways to find a page that need no script; a script adds the rest.

use serde::Serialize;

use super::head::{Subject, head};
use super::{Catalogue, Entry, Main, Map, View, map, root_of};
use crate::search::FOLDER;

/// The search page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Search {
    /// Columns and indexes, for whom the script does not run.
    pub map: Map,
}

/// The address of the search page.
pub fn path() -> String {
    format!("{FOLDER}/index.html")
}

/// The search page.
pub fn view(site: &Catalogue) -> View {
    let path = path();
    View {
        template: "search.html".to_owned(),
        root: root_of(&path),
        column: String::new(),
        head: head(
            site,
            &path,
            &Subject { title: "站内检索", noindex: true, ..Subject::default() },
        ),
        path,
        crumbs: Entry::list(&[]),
        main: Main::Search(Search { map: map::map(site) }),
    }
}
