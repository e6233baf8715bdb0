//! The documents, and the pages at their old addresses.

use super::{Family, Recipe};
use crate::page::is_alias;
use crate::site::Site;

pub(super) fn add(site: &Site, plan: &mut Family) {
    for (id, placed) in site.pages.iter().enumerate() {
        plan.add(placed.path.clone(), Recipe::Page(id), &placed.page.file);
    }
    for (id, placed) in site.pages.iter().enumerate() {
        // The others have been told.
        for alias in placed.page.values.list("aliases").iter().filter(|alias| is_alias(alias)) {
            let path = alias.trim_start_matches('/');
            let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
            let path = if is_file {
                path.to_owned()
            } else {
                format!("{}/index.html", path.trim_end_matches('/'))
            };
            plan.add(path, Recipe::Moved(id), &placed.page.file);
        }
    }
}
