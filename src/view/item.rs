//! A page as it appears in a list.

use serde::Serialize;

use super::{Catalogue, Entry, Picture, picture};
use crate::site::PageId;

/// One entry of a list; views hold it as an [`Entry`](super::Entry).
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Item {
    /// The page's title.
    pub title: String,
    /// The page's path from the site's root.
    pub path: String,
    /// The name of the page's kind, such as `news`.
    pub kind: &'static str,
    /// The date as `2026-10-24`, empty for an undated page.
    pub date: String,
    /// The year as `2026`, empty for an undated page.
    pub year: String,
    /// The month and day as `10-24`, empty for an undated page.
    pub month_day: String,
    /// The summary: given by the editor or cut from the text.
    pub summary: String,
    /// The column that it is in, a [`Link`](super::Link).
    pub column: Entry,
    /// The cover, or an album's first photo.
    pub cover: Option<Picture>,
    /// How many photos an album has; 0 for other kinds.
    pub photos: usize,
    /// Kept at the top by the editor (置顶).
    pub featured: bool,
    /// Its validity has run out (有效期已过).
    pub outdated: bool,
}

/// A page as lists show it.
pub fn item(site: &Catalogue, id: PageId) -> Item {
    let placed = &site.pages[id];
    let page = &placed.page;
    let date = page.date.map_or(String::new(), |date| date.iso());
    Item {
        title: page.title.clone(),
        path: placed.path.clone(),
        kind: page.kind.name,
        year: date.get(..4).unwrap_or_default().to_owned(),
        month_day: date.get(5..).unwrap_or_default().to_owned(),
        date,
        summary: page.summary.clone(),
        column: site.column(placed.column),
        cover: picture::cover(site, id),
        photos: placed.links.photos.len(),
        featured: page.values.flag("featured"),
        outdated: page.outdated(site.today),
    }
}
