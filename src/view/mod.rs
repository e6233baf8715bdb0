//! Every value that a template may see: the contract with themes.
//!
//! A template reaches `site` (the same on every page), the fields of [`View`], and the one value
//! of [`Main`] that its page is about, under the variant's name. Paths in a view are written from
//! the site's root without a leading slash; a template puts `root` before them, so that every
//! link is relative.

pub mod body;
pub mod calendar;
pub mod catalogue;
pub mod dates;
pub mod drawing;
pub mod elders;
pub mod head;
pub mod home;
pub mod item;
pub mod linked;
pub mod list;
pub mod map;
pub mod page;
pub mod picture;
pub mod plain;
pub mod portal;
pub mod search;
pub mod terms;

use serde::Serialize;

pub use calendar::{Calendar, Cell};
pub use catalogue::{Catalogue, Entry};
pub use dates::{Dates, Day, Period};
pub use drawing::{DRAWINGS, Drawing, Place, Row};
pub use elders::Elders;
pub use head::Head;
pub use home::{Home, Purpose, Showcase};
pub use item::Item;
pub use list::{List, Pager, PagerLink};
pub use map::{Map, MapRow};
pub use page::{Attachment, Banner, Fact, Page, TocEntry};
pub use picture::{Picture, Size};
pub use portal::{NavEntry, Portal};
pub use search::Search;
pub use terms::{TermLink, Terms};

/// One rendered page: which template, and everything that the template sees of it.
#[derive(Clone, Debug, PartialEq)]
pub struct View {
    /// The template's name, such as `article.html`.
    pub template: String,
    /// From this page's folder up to the site's root: empty, or `../` as often as needed.
    pub root: String,
    /// This page's own path from the site's root.
    pub path: String,
    /// The folder of the top column (栏目) that this page is below, such as `news`, for the
    /// navigation; else empty.
    pub column: String,
    /// What stands in the page's `<head>`.
    pub head: Head,
    /// The way here from the home page, without this page itself: a list of [`Link`]s.
    pub crumbs: Entry,
    /// What the page is about.
    pub main: Main,
}

/// What a page is about; the template sees it under the variant's name in small letters.
#[derive(Clone, Debug, PartialEq)]
pub enum Main {
    /// `home`: the front page.
    Home(Home),
    /// `page`: one document.
    Page(Box<Page>),
    /// `list`: a column's or a term's page of items.
    List(List),
    /// `dates`: an index by year or month.
    Dates(Dates),
    /// `terms`: all terms of one taxonomy.
    Terms(Terms),
    /// `elders`: a page of the edition for old readers (长辈版).
    Elders(Elders),
    /// `map`: the human site map (站点地图).
    Map(Map),
    /// `search`: the search page (站内检索).
    Search(Search),
    /// `missing`: the page for addresses that do not exist.
    Missing,
    /// `moved`: the page at an old address, which leads to the new one.
    Moved(Link),
}

/// A title and where it leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// What the visitor reads.
    pub title: String,
    /// The target's path from the site's root; an absolute address where `site` says so.
    pub path: String,
}

impl Link {
    /// A link to `path` that reads `title`.
    pub fn new(title: impl Into<String>, path: impl Into<String>) -> Self {
        Self { title: title.into(), path: path.into() }
    }
}

/// Receives the parts of a view one by one: a fingerprint is taken of each, and a template is
/// given each, so that the two cannot differ.
pub trait PartSink {
    /// Takes the part that templates know by `name`.
    fn part<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T);

    /// Takes a part that follows from the others and from where the page stands, with its drawings.
    /// Many pages have the same.
    fn following<T: Serialize>(
        &mut self,
        name: &'static str,
        value: impl FnOnce() -> T,
        of: &[&Drawing],
    );

    /// Takes a drawing of each of some values, which are among the parts already; of none, a
    /// drawing that knows nothing of the page.
    fn drawing<'e>(&mut self, drawing: &Drawing, of: impl IntoIterator<Item = &'e Entry>);
}

impl View {
    /// Hands every part that a template may see to `sink`.
    pub fn parts(&self, sink: &mut impl PartSink) {
        sink.part("root", &self.root);
        sink.part("path", &self.path);
        sink.part("column", &self.column);
        sink.part("head", &self.head);
        sink.part("crumbs", &self.crumbs);
        sink.drawing(&drawing::TRAIL, [&self.crumbs]);
        match &self.main {
            Main::Home(home) => sink.part("home", home),
            Main::Page(page) => {
                sink.part("page", page);
                sink.drawing(&drawing::RELATED_ROWS, &page.related);
                sink.drawing(&drawing::TERM_ROWS, page.terms.values().flatten());
            }
            Main::List(list) => {
                sink.part("list", list);
                sink.drawing(drawing::rows(list), &list.items);
            }
            Main::Dates(dates) => sink.part("dates", dates),
            Main::Terms(terms) => sink.part("terms", terms),
            Main::Elders(elders) => sink.part("elders", elders),
            Main::Map(map) => sink.part("map", map),
            Main::Search(search) => sink.part("search", search),
            Main::Missing => sink.part("missing", &true),
            Main::Moved(link) => sink.part("moved", link),
        }
        sink.following("place", || Place::of(self), &[&drawing::MASTHEAD, &drawing::NAV]);
        sink.drawing(&drawing::SHEETS, []);
        sink.drawing(&drawing::FOOTER, []);
    }
}

/// From the folder of `path` up to the site's root: one `../` for each folder in it.
pub fn root_of(path: &str) -> String {
    "../".repeat(path.matches('/').count())
}

/// A page number's file in the folder of a list: `news/index.html`, `news/page/2/index.html`.
pub fn numbered(folder: &str, number: usize) -> String {
    let slash = if folder.is_empty() { "" } else { "/" };
    match number {
        0 | 1 => [folder, slash, "index.html"].concat(),
        _ => format!("{folder}{slash}page/{number}/index.html"),
    }
}

#[cfg(test)]
mod tests {
    use super::{numbered, root_of};

    #[test]
    fn roots_lead_up_from_the_folder() {
        assert_eq!(root_of("index.html"), "");
        assert_eq!(root_of("news/date/2026/index.html"), "../../../");
    }

    #[test]
    fn lists_are_folders() {
        assert_eq!(numbered("news", 1), "news/index.html");
        assert_eq!(numbered("", 1), "index.html");
        assert_eq!(numbered("news", 3), "news/page/3/index.html");
    }
}
