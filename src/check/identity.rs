//! What the site must say of itself: its address, for feeds and search engines.

use crate::config;
use crate::diagnostic::{self, Problem};
use crate::site::Site;

pub(super) fn check(site: &Site, problems: &mut Vec<Problem>) {
    if site.config.base().is_none() {
        problems.push(Problem::new(&diagnostic::BASE_URL_MISSING, "").in_file(config::FILE));
    }
}
