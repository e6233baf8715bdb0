//! `site.toml` is read whole, or everything that is wrong with it is told.

use minsheng::config;

use super::problems;

/// Whatever passes fulfils what the rest of the program relies on.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match config::parse(&text) {
        Ok(config) => {
            assert!(!config.title.trim().is_empty());
            assert!(config.base().is_none_or(|base| base.ends_with('/') && base.contains("://")));
            assert!(minsheng::date::zone(&config.zone) == Some(config.zone()));
            assert!(!config.theme.contains(['/', '\\']) && config.theme != "..");
            assert!(config.permalink.starts_with('/') && config.permalink.contains(".html"));
            assert!(!config.permalink.split('/').any(|name| name == ".."));
            assert!((1..=500).contains(&config.lists.page_size));
            assert!(config.photos.widths.iter().all(|width| (16..=8000).contains(width)));
        }
        Err(problems) => {
            assert!(problems::any_error(&problems), "refused without a reason");
            problems::hold(&text, &problems);
        }
    }
}
