//! What the site must say of itself: its address, for feeds and search engines, and its logo.

use crate::config;
use crate::diagnostic::{self, Problem};
use crate::site::Site;

pub(super) fn check(site: &Site, problems: &mut Vec<Problem>) {
    if site.config.base().is_none() {
        problems.push(Problem::new(&diagnostic::BASE_URL_MISSING, "").in_file(config::FILE));
    }
    let logo = site.config.look.logo.trim_start_matches('/');
    let is_shown =
        || site.assets.get(&format!("static/{logo}")).is_some_and(|file| file.picture().is_some());
    if !logo.is_empty() && !is_shown() {
        problems.push(
            Problem::new(&diagnostic::IMAGE_MISSING, format!("`logo`，`static/{logo}`"))
                .in_file(config::FILE)
                .mend("把标志的图片（PNG、JPEG 或 SVG）放进 static 文件夹，这里写它的文件名"),
        );
    }
}
