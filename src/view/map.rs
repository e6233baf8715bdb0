//! The human site map (站点地图): every column with its count and newest date.

use serde::Serialize;

use super::head::{Subject, head};
use super::{Catalogue, Entry, Link, Main, View, dates, numbered, root_of};
use crate::site::Site;

/// The site map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Map {
    /// Columns that have pages, in the order of the navigation, parents before children.
    pub columns: Vec<MapRow>,
    /// The other ways in: taxonomies and the date index.
    pub indexes: Vec<Link>,
    /// Pages outside every column, such as `about.md` in `content/` itself.
    pub pages: Vec<Link>,
}

/// One column of the site map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapRow {
    /// The column.
    pub column: Link,
    /// Its description; may be empty.
    pub description: String,
    /// 0 for a top column, 1 for one below it, and so on.
    pub depth: usize,
    /// How many pages it has, those of columns below it included.
    pub count: usize,
    /// The newest page's date as `2026-10-24`; empty where all are undated.
    pub newest: String,
}

/// The address of the site map page.
pub const PATH: &str = "sitemap/index.html";

/// The site map.
pub fn view(site: &Catalogue) -> View {
    let path = PATH.to_owned();
    View {
        template: "map.html".to_owned(),
        root: root_of(&path),
        column: String::new(),
        head: head(site, &path, &Subject { title: "站点地图", ..Subject::default() }),
        path,
        crumbs: Entry::list(&[]),
        main: Main::Map(map(site)),
    }
}

/// Every column and every other way in.
pub fn map(site: &Site) -> Map {
    let columns = site
        .filled_columns()
        .map(|(id, column)| MapRow {
            column: Link::new(&column.title, numbered(&column.path, 1)),
            description: column.description.clone(),
            depth: site.column_trail(id).len() - 1,
            count: column.pages.len(),
            newest: column
                .pages
                .first()
                .and_then(|&id| site.pages[id].page.date)
                .map_or(String::new(), |date| date.iso()),
        })
        .collect();
    let taxonomies = site.taxonomies.iter().filter(|taxonomy| !taxonomy.terms.is_empty());
    let mut indexes: Vec<Link> =
        taxonomies.map(|taxonomy| Link::new(taxonomy.title, numbered(taxonomy.name, 1))).collect();
    if !site.columns[0].months.is_empty() {
        indexes.push(Link::new("按日期查阅", dates::path(site, 0, None)));
    }
    let loose = site.pages.iter().filter(|placed| placed.column == 0);
    let pages = loose.map(|placed| Link::new(&placed.page.title, &placed.path)).collect();
    Map { columns, indexes, pages }
}
