//! Links to a place in a page: the place must exist.

use crate::diagnostic::{self, Problem};
use crate::page::Page;
use crate::site::{Resolved, Site};

pub(super) fn check(site: &Site, problems: &mut Vec<Problem>) {
    for placed in &site.pages {
        let page = &placed.page;
        for (target, resolved) in page.body.targets().zip(&placed.targets) {
            let (of, anchor): (&Page, &str) = match resolved {
                Resolved::Page(id, anchor) => (&site.pages[*id].page, anchor),
                Resolved::Outside(url) if url.starts_with('#') => (page, &url[1..]),
                _ => continue,
            };
            if !anchor.is_empty() && !of.headings.iter().any(|heading| heading.id == anchor) {
                let span = target.span.start + page.body_at..target.span.end + page.body_at;
                problems.push(
                    Problem::new(&diagnostic::ANCHOR_MISSING, format!("`#{anchor}`"))
                        .at(&page.file, span),
                );
            }
        }
    }
}
