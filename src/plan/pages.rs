//! The documents, and the pages at their old addresses.

use super::{Family, Recipe};
use crate::site::Site;

pub(super) fn add(site: &Site, plan: &mut Family) {
    for (id, placed) in site.pages.iter().enumerate() {
        plan.add(placed.path.clone(), Recipe::Page(id), &placed.page.file);
    }
    for (id, placed) in site.pages.iter().enumerate() {
        for alias in placed.page.values.list("aliases") {
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
