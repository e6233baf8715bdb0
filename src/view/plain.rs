//! Pages without a value of their own: the one for missing addresses, and those at old addresses.

use super::head::{Subject, head};
use super::{Catalogue, Entry, Link, Main, View, root_of};
use crate::site::PageId;

/// The page that a server shows for an address that does not exist, at whatever depth: the only
/// one that carries a `<base>`, where the site's address is known.
pub fn missing(site: &Catalogue) -> View {
    let path = "404.html".to_owned();
    let mut head = head(
        site,
        &path,
        &Subject { title: "没有找到这个页面", noindex: true, ..Subject::default() },
    );
    head.base = site.config.base().map_or(String::new(), |url| {
        let path = url.splitn(4, '/').nth(3).unwrap_or_default();
        format!("/{path}")
    });
    View {
        template: "404.html".to_owned(),
        root: String::new(),
        path,
        column: String::new(),
        head,
        crumbs: Entry::list(&[]),
        main: Main::Missing,
    }
}

/// The page at `path`, an old address of a document, which leads to where it is now.
pub fn moved(site: &Catalogue, id: PageId, path: &str) -> View {
    let placed = &site.pages[id];
    View {
        template: "moved.html".to_owned(),
        root: root_of(path),
        path: path.to_owned(),
        column: String::new(),
        head: head(
            site,
            path,
            &Subject {
                title: &placed.page.title,
                noindex: true,
                stands_for: Some(&placed.path),
                ..Subject::default()
            },
        ),
        crumbs: Entry::list(&[]),
        main: Main::Moved(Link::new(&placed.page.title, &placed.path)),
    }
}
