//! The pages that every site has once: the front page, the site map, the page for missing ones.

use super::{Family, Recipe};
use crate::site::Site;
use crate::view::map;

pub(super) fn add(_site: &Site, plan: &mut Family) {
    plan.add("index.html".to_owned(), Recipe::Home, "首页");
    plan.add(map::PATH.to_owned(), Recipe::Map, "站点地图");
    plan.add("404.html".to_owned(), Recipe::Missing, "404 页");
}
