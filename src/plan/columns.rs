//! The lists of columns, page by page.

use super::{Family, Recipe};
use crate::site::Site;
use crate::view::{list, numbered};

pub(super) fn add(site: &Site, plan: &mut Family) {
    // An empty column keeps its own page, so that an address that was once published stays.
    for (id, column) in site.columns.iter().enumerate().skip(1) {
        for number in 1..=list::page_count(column.pages.len(), list::page_size(site, id)) {
            plan.add(
                numbered(&column.path, number),
                Recipe::Column(id, number),
                format!("content/{}", column.folder),
            );
        }
    }
}
