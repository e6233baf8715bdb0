//! What stands in a page's `<head>`, the page tags of 国办发〔2017〕47号 among it.

use serde::Serialize;

use super::{Link, elders, linked, picture};
use crate::markdown::escape;
use crate::page::Page;
use crate::site::{ColumnId, PageId, Site, address};

/// The head of one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Head {
    /// The window's title: the page and the site; on the home page the site alone.
    pub title: String,
    /// A summary for search engines; may be empty.
    pub description: String,
    /// The page tags (网页标签) as HTML, in the norm's order: site, column, article. A theme has no
    /// choice in them.
    pub tags: String,
    /// What chats show of a shared page (Open Graph), as HTML; empty without a `base_url`.
    pub sharing: String,
    /// What search engines are told of a document (JSON-LD); empty for other pages, and without a
    /// `base_url`.
    pub linked_data: String,
    /// The absolute address by which search engines should know the page: its own, or that of the
    /// page it stands for. Known only where `site.toml` has a `base_url`; else empty.
    pub canonical: String,
    /// Feeds that belong to the page; empty without a `base_url`.
    pub feeds: Vec<Link>,
    /// Search engines are asked to leave it out: pages that only repeat others.
    pub noindex: bool,
    /// The page's counterpart in the edition for old readers (长辈版), and the other way round.
    pub edition: String,
    /// A `<base>` address: on the page for missing addresses alone, which a server shows at any
    /// depth; else empty.
    pub base: String,
}

/// Appends `<meta NAME="name" content="content">` on a line of its own, and nothing for an empty
/// content.
pub fn meta(out: &mut String, attribute: &str, name: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    for piece in ["\n<meta ", attribute, "=\"", name, "\" content=\""] {
        out.push_str(piece);
    }
    escape(content, out);
    out.push_str("\">");
}

/// What the head of a page is made of.
#[derive(Default)]
pub struct Subject<'a> {
    /// The page's own title; empty for the home page.
    pub title: &'a str,
    /// Its summary; may be empty.
    pub description: &'a str,
    /// The column whose tags it carries.
    pub column: ColumnId,
    /// The document that it shows.
    pub page: Option<PageId>,
    /// It only repeats what other pages hold.
    pub noindex: bool,
}

/// The head of the page at `path`.
pub fn head(site: &Site, path: &str, subject: &Subject) -> Head {
    let config = &site.config;
    let title = match subject.title {
        "" => config.title.clone(),
        title => format!("{title} - {}", config.title),
    };
    let feed_of =
        |id: ColumnId| Link::new(&site.columns[id].title, feed_path(&site.columns[id].path));
    let feeds = match (config.base(), subject.column) {
        (None, _) => Vec::new(),
        (Some(_), 0) => vec![Link::new(&config.title, feed_path(""))],
        (Some(_), id) => vec![Link::new(&config.title, feed_path("")), feed_of(id)],
    };
    let image = subject.page.and_then(|id| picture::cover(site, id)).map(|image| image.large.path);
    let image = image.as_deref();
    Head {
        title,
        description: subject.description.to_owned(),
        tags: tags(site, path, subject, image),
        sharing: linked::open_graph(site, path, subject, image),
        linked_data: linked::linked_data(site, path, subject, image),
        canonical: config.base().map_or(String::new(), |base| format!("{base}{path}")),
        feeds,
        noindex: subject.noindex,
        edition: elders::counterpart(site, subject.column, subject.page),
        base: String::new(),
    }
}

/// The Atom feed of a column, or of the site.
pub fn feed_path(column: &str) -> String {
    address::join(column, "feed.xml")
}

/// The page tags of 政府网站发展指引 (国办发〔2017〕47号, 网页设计规范): those of the site on every
/// page, those of a column on its pages too, those of an article on documents. Optional tags
/// without a value are left out; required ones fall back to what is known.
fn tags(site: &Site, path: &str, subject: &Subject, image: Option<&str>) -> String {
    let config = &site.config;
    let column = &site.columns[subject.column];
    let mut tags = String::with_capacity(1 << 10);
    let mut tag = |name: &str, content: &str| meta(&mut tags, "name", name, content);
    tag("SiteName", or(&config.portal.name, &config.title));
    tag("SiteDomain", &config.portal.domain);
    tag("SiteIDCode", &config.portal.id_code);
    let is_home = path == "index.html";
    let (name, about, words) = if subject.column == 0 {
        (config.title.as_str(), config.description.as_str(), &config.keywords)
    } else {
        (column.title.as_str(), column.description.as_str(), &column.keywords)
    };
    tag("ColumnName", name);
    tag("ColumnDescription", or(about, name));
    tag("ColumnKeywords", or(&words.join(","), name));
    tag("ColumnType", if is_home { "首页" } else { name });
    if let Some(id) = subject.page {
        let page = &site.pages[id].page;
        let text = |key: &str| page.values.text(key);
        let absolute =
            |path: &str| config.base().map_or(String::new(), |base| format!("{base}{path}"));
        tag("ArticleTitle", &page.title);
        tag("PubDate", &page.date.map_or(String::new(), |date| date.iso_minute()));
        tag("ContentSource", or(text("source"), &config.title));
        tag("Keywords", &keywords(page));
        tag("Author", or(text("author"), text("editor")));
        tag("Description", &page.summary);
        tag("Image", &image.map_or(String::new(), absolute));
        tag("Url", &absolute(path));
    }
    tags
}

/// A value, or another one where it is empty.
fn or<'a>(value: &'a str, other: &'a str) -> &'a str {
    if value.is_empty() { other } else { value }
}

fn keywords(page: &Page) -> String {
    let own = page.values.list("keywords");
    let words = if own.is_empty() {
        [page.values.list("categories"), page.values.list("tags")].concat()
    } else {
        own.to_vec()
    };
    words.join(",")
}
