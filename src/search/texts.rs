//! The titles and texts of pages: what of a page is searched, and what a result shows of it.

use super::PAGES_OF_TEXT;
use super::initials::initials;
use crate::markdown::TargetKind;
use crate::site::{PageId, Placed, Site};

/// Of each page of a block: its place in the block, title, the title's initials, address, date and
/// text.
pub fn block<'s>(
    site: &'s Site,
    pages: &[(usize, PageId)],
) -> Vec<(usize, &'s str, String, &'s str, String, String)> {
    let row = |(number, page): &(usize, PageId)| {
        let placed = &site.pages[*page];
        let page = &placed.page;
        let date = page.date.map_or(String::new(), |date| date.iso());
        let (title, place) = (page.title.as_str(), number % PAGES_OF_TEXT);
        (place, title, initials(title), placed.path.as_str(), date, text(placed))
    };
    pages.iter().map(row).collect()
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
