//! Links to a place in a page: the place must exist.

use crate::diagnostic::{self, Problem};
use crate::page::Page;
use crate::site::{Resolved, Site};

pub(super) fn check(site: &Site, problems: &mut Vec<Problem>) {
    for placed in &site.pages {
        let page = &placed.page;
        for (target, resolved) in page.body.targets().zip(&placed.links.targets) {
            let (of, anchor): (&Page, &str) = match resolved {
                Resolved::Page(id, anchor) => (&site.pages[*id].page, anchor),
                Resolved::Outside(url) if url.starts_with('#') => (page, &url[1..]),
                _ => continue,
            };
            if !anchor.is_empty() && !of.headings.iter().any(|heading| heading.id == anchor) {
                let span = target.span.start + page.body_at..target.span.end + page.body_at;
                problems.push(
                    Problem::new(&diagnostic::ANCHOR_MISSING, format!("`#{anchor}`"))
                        .at(&page.file, span)
                        .mend(mend(of)),
                );
            }
        }
    }
}

/// What the page has instead: the texts of its first headings, which may be written behind `#`.
fn mend(page: &Page) -> String {
    let titles: Vec<String> =
        page.headings.iter().take(5).map(|heading| format!("`#{}`", heading.text.trim())).collect();
    match titles.as_slice() {
        [] => "这个页面没有小标题，去掉 `#` 和后面的文字".to_owned(),
        titles => format!("可以写小标题：{}", titles.join("、")),
    }
}
