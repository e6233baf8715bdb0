//! What stands in a page's `<head>`, the page tags of 国办发〔2017〕47号 among it.

use serde::Serialize;

use super::linked::{self, Told};
use super::{Catalogue, elders, picture, root_of};
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
    /// What only machines read, as HTML, in which a theme has no choice: the page tags (网页标签) in
    /// the norm's order (site, column, article), what chats show of a shared page (Open Graph), what
    /// search engines are told of a document (JSON-LD) and by which address they should know it, and
    /// the feeds. All but the page tags need a `base_url`.
    pub tags: String,
    /// The page's counterpart in the edition for old readers (长辈版), and the other way round.
    pub edition: String,
    /// A `<base>` address: on the page for missing addresses alone, which a server shows at any
    /// depth; else empty.
    pub base: String,
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
    /// It only repeats what other pages hold: search engines are asked to leave it out.
    pub noindex: bool,
    /// The path of the page that it stands for, by which search engines should know it.
    pub stands_for: Option<&'a str>,
}

/// What the heads of all pages with the tags of a column have alike, made once for them.
#[derive(Debug)]
pub struct SharedHead {
    /// The page tags of the site, and those of the column but for its type.
    pub tags: String,
    /// The beginning of the way that search engines are told of a document, as JSON.
    pub way: String,
}

impl SharedHead {
    /// That of a column.
    pub fn of(site: &Site, id: ColumnId) -> Self {
        let (config, column) = (&site.config, &site.columns[id]);
        let mut tags = String::new();
        let mut tag = |name: &str, content: &str| meta(&mut tags, "name", name, content);
        tag("SiteName", or(&config.portal.name, &config.title));
        tag("SiteDomain", &config.portal.domain);
        tag("SiteIDCode", &config.portal.id_code);
        let (name, about, words) = if id == 0 {
            (config.title.as_str(), config.description.as_str(), &config.keywords)
        } else {
            (column.title.as_str(), column.description.as_str(), &column.keywords)
        };
        tag("ColumnName", name);
        tag("ColumnDescription", or(about, name));
        tag("ColumnKeywords", or(&words.join(","), name));
        Self { tags, way: linked::way(site, id) }
    }
}

/// The head of the page at `path`.
pub fn head(site: &Catalogue, path: &str, subject: &Subject) -> Head {
    let config = &site.config;
    let title = match subject.title {
        "" => config.title.clone(),
        title => [title, " - ", &config.title].concat(),
    };
    Head {
        title,
        description: subject.description.to_owned(),
        tags: tags(site, path, subject),
        edition: elders::counterpart(site, subject.column, subject.page),
        base: String::new(),
    }
}

fn tags(site: &Catalogue, path: &str, subject: &Subject) -> String {
    let mut tags = String::with_capacity(3 << 10);
    let known_as = subject.stands_for.unwrap_or(path);
    let image = subject.page.and_then(|id| picture::cover(site, id)).map(|image| image.large.path);
    let image = image.as_deref();
    page_tags(&mut tags, site, known_as, subject, image);
    if subject.noindex {
        meta(&mut tags, "name", "robots", "noindex");
    }
    let Some(base) = site.config.base() else { return tags };
    let told = Told { site, base, path: known_as, subject, image };
    linked::open_graph(&mut tags, told);
    linked::linked_data(&mut tags, told, &site.shared_head(subject.column).way);
    if !subject.noindex || subject.stands_for.is_some() {
        tags.push_str("\n<link rel=\"canonical\" href=\"");
        escape(base, &mut tags);
        escape(known_as, &mut tags);
        tags.push_str("\">");
    }
    let mut feed = |title: &str, id: ColumnId| {
        let Some(feed) = feed_of(site, id) else { return };
        tags.push_str("\n<link rel=\"alternate\" type=\"application/atom+xml\" title=\"");
        escape(title, &mut tags);
        tags.extend(["\" href=\"", &root_of(path), &feed, "\">"]);
    };
    feed(&site.config.title, 0);
    if subject.column != 0 {
        feed(&site.columns[subject.column].title, subject.column);
    }
    tags
}

/// Appends `<meta NAME="name" content="content">` on a line of its own, and nothing for an empty
/// content.
pub fn meta(out: &mut String, attribute: &str, name: &str, content: &str) {
    if content.is_empty() {
        return;
    }
    out.extend(["\n<meta ", attribute, "=\"", name, "\" content=\""]);
    escape(content, out);
    out.push_str("\">");
}

/// The Atom feed of a column, or of the site (0); none without a `base_url`, nor where no page has
/// a date: a feed must say when it last changed.
pub fn feed_of(site: &Site, id: ColumnId) -> Option<String> {
    let column = &site.columns[id];
    let has_feed = site.config.base().is_some() && !column.months.is_empty();
    has_feed.then(|| address::join(&column.path, "feed.xml"))
}

/// The page tags of 政府网站发展指引 (国办发〔2017〕47号, 网页设计规范): those of the site on every
/// page, those of a column on its pages too, those of an article on documents. Optional tags
/// without a value are left out; required ones fall back to what is known.
fn page_tags(
    out: &mut String,
    site: &Catalogue,
    path: &str,
    subject: &Subject,
    image: Option<&str>,
) {
    let config = &site.config;
    out.push_str(&site.shared_head(subject.column).tags);
    let mut tag = |name: &str, content: &str| meta(out, "name", name, content);
    let type_of_column = match subject.column {
        _ if subject.title.is_empty() => "首页",
        0 => &config.title,
        column => &site.columns[column].title,
    };
    tag("ColumnType", type_of_column);
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
