//! The titles and texts of pages: what of a page is searched, and what a result shows of it.

use super::initials::initials;
use super::{PAGES_OF_TEXT, placed};
use crate::markdown::TargetKind;
use crate::site::{Placed, Site};

/// Title, its initials, address, date and text of each page of a block.
pub fn block(site: &Site, block: usize) -> Vec<(&str, String, &str, String, String)> {
    let start = block * PAGES_OF_TEXT;
    let pages = start..site.pages.len().min(start + PAGES_OF_TEXT);
    pages
        .map(|number| {
            let placed = placed(site, number);
            let page = &placed.page;
            let date = page.date.map_or(String::new(), |date| date.iso());
            (page.title.as_str(), initials(&page.title), placed.path.as_str(), date, text(placed))
        })
        .collect()
}

/// The text of a page, a paragraph on each line: what its visitors read, and nothing else.
pub fn text(placed: &Placed) -> String {
    let page = &placed.page;
    let mut text = String::with_capacity(page.words * 3 + 256);
    line(page.values.text("subtitle"), &mut text);
    line(page.values.text("summary"), &mut text);
    page.body.plain(&mut text);
    for target in page.body.targets().filter(|target| target.kind == TargetKind::Image) {
        line(&target.alt, &mut text);
    }
    for photo in &placed.links.photos {
        line(&photo.caption, &mut text);
        line(&photo.place, &mut text);
        if photo.alt != photo.caption {
            line(&photo.alt, &mut text);
        }
    }
    for field in page.kind.fields {
        line(page.values.text(field.key), &mut text);
    }
    for file in page.values.references("attachments") {
        line(&file.title, &mut text);
    }
    text
}

fn line(part: &str, text: &mut String) {
    if !part.is_empty() {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
        text.push_str(part);
    }
}
