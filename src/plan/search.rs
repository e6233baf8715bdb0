//! The search page, and the files that its script asks for.

use super::{Family, Recipe};
use crate::search;
use crate::site::Site;
use crate::view;

pub(super) fn add(site: &Site, plan: &mut Family) {
    if !site.config.search.enabled {
        return;
    }
    plan.add(view::search::path(), Recipe::Search, "站内检索");
    for part in search::parts(site) {
        plan.add(part.path(), Recipe::Searched(part), "站内检索");
    }
}
