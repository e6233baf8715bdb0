//! The front page.

use serde::Serialize;

use super::head::{Subject, head};
use super::{Catalogue, Entry, Link, Main, TermLink, View, body, numbered, terms};
use crate::site::{Column, PageId};

/// What the front page shows.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Home {
    /// Pages that editors keep at the top (置顶), newest first.
    pub featured: Vec<Entry>,
    /// The newest pages of all columns together, without albums.
    pub latest: Vec<Entry>,
    /// The newest of each top column that has pages, in the order of the navigation; album columns
    /// are in `albums` instead, and campaigns that are over are left out.
    pub columns: Vec<Showcase>,
    /// What each top column is for, while none has a page.
    pub guide: Vec<Purpose>,
    /// The newest albums (图看民生).
    pub albums: Vec<Entry>,
    /// The first top column of albums that has some.
    pub album_column: Option<Link>,
    /// Entrances by audience (我能享受什么), with counts.
    pub audiences: Vec<TermLink>,
    /// Entrances by category (分类), with counts.
    pub categories: Vec<TermLink>,
    /// The home page's own text from `content/_index.md`, as HTML; may be empty.
    pub content: String,
}

/// A column on the front page.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Showcase {
    /// The column.
    pub column: Link,
    /// The name of its kind.
    pub kind: &'static str,
    /// Its newest pages.
    pub items: Vec<Entry>,
}

/// What a column is for.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Purpose {
    /// The column.
    pub column: Link,
    /// Its description (说明); may be empty.
    pub description: String,
}

/// The front page.
pub fn view(site: &Catalogue) -> View {
    let lists = &site.config.lists;
    let path = "index.html".to_owned();
    let link = |column: &Column| Link::new(&column.title, numbered(&column.path, 1));
    let filled = || site.top_columns().filter(|column| !column.pages.is_empty());
    let guide = site
        .top_columns()
        .filter(|column| column.pages.is_empty())
        .map(|column| Purpose { column: link(column), description: column.description.clone() })
        .collect();
    let columns = filled()
        .filter(|column| !column.kind.album && !column.archived)
        .map(|column| Showcase {
            column: link(column),
            kind: column.kind.name,
            items: site.entries(&column.pages[..lists.home.min(column.pages.len())]),
        })
        .collect();
    let root = &site.columns[0];
    let is_album = |id: &PageId| site.pages[*id].page.kind.album;
    let is_featured = |id: &PageId| site.pages[*id].page.values.flag("featured");
    let albums = &site.albums[..lists.home_albums.min(site.albums.len())];
    let listed = root.listed.iter().copied();
    let featured: Vec<PageId> = listed.take_while(is_featured).take(lists.home).collect();
    let latest: Vec<PageId> =
        (0..site.pages.len()).filter(|id| !is_album(id)).take(lists.home).collect();
    let content = root.introduction.as_ref().map_or(String::new(), |introduction| {
        body::fill(site, &path, &introduction.body, &root.targets)
    });
    View {
        template: "home.html".to_owned(),
        root: String::new(),
        column: String::new(),
        head: head(
            site,
            &path,
            &Subject { description: &site.config.description, ..Subject::default() },
        ),
        path,
        crumbs: Entry::list(&[]),
        main: Main::Home(Home {
            featured: site.entries(&featured),
            latest: site.entries(&latest),
            columns,
            guide,
            albums: site.entries(albums),
            album_column: filled().find(|column| column.kind.album).map(link),
            audiences: terms::links(site, "audiences"),
            categories: terms::links(site, "categories"),
            content,
        }),
    }
}
