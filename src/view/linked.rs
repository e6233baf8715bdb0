//! What chats and search engines are told of a page: Open Graph (ogp.me), and JSON-LD in the words
//! of schema.org. Both want absolute addresses, so a site without a `base_url` has neither.

use serde::{Serialize, Serializer};

use super::head::{Subject, meta};
use super::{numbered, portal};
use crate::asset;
use crate::page::POLICY;
use crate::site::{ColumnId, PageId, Site};

/// What there is to tell of a page.
#[derive(Clone, Copy)]
pub struct Told<'a> {
    /// The site.
    pub site: &'a Site,
    /// The site's address.
    pub base: &'a str,
    /// The page's path.
    pub path: &'a str,
    /// What its head is made of.
    pub subject: &'a Subject<'a>,
    /// The path of its picture.
    pub image: Option<&'a str>,
}

/// Appends a page's Open Graph tags; where it has no picture, the site's logo stands in.
pub fn open_graph(out: &mut String, told: Told) {
    let Told { site, base, path, subject, image } = told;
    let config = &site.config;
    let absolute = |path: &str| [base, path].concat();
    // Chats show no drawings.
    let logo = || portal::logo(site).filter(|logo| asset::extension(&logo.path) != "svg");
    let image = match image {
        Some(image) => absolute(image),
        None => logo().map_or(String::new(), |logo| absolute(&logo.path)),
    };
    let title = if subject.title.is_empty() { &config.title } else { subject.title };
    let mut tag = |name: &str, content: &str| meta(out, "property", name, content);
    tag("og:site_name", &config.title);
    tag("og:title", title);
    tag("og:description", subject.description);
    tag("og:type", if subject.page.is_some() { "article" } else { "website" });
    tag("og:url", &absolute(path));
    tag("og:image", &image);
}

/// Appends a document's JSON-LD: what it is, and the way to it. Other pages have none.
pub fn linked_data(out: &mut String, told: Told, way: &str) {
    let Told { site, base, path, subject, image } = told;
    let Some(id) = subject.page else { return };
    let address = |path| Address { base, path };
    out.push_str("\n<script type=\"application/ld+json\">");
    out.push_str("{\"@context\":\"https://schema.org\",\"@graph\":[");
    json(out, &thing(site, id, address(path), image.map(address)));
    out.push_str(",{\"@type\":\"BreadcrumbList\",\"itemListElement\":[");
    out.push_str(way);
    let placed = &site.pages[id];
    let position = site.column_trail(placed.column).len() + 2;
    json(out, &Step { position, name: &placed.page.title, item: address(&placed.path) });
    out.push_str("]}]}</script>");
}

/// The steps of the way from the front page down to a column, each with a comma behind it.
pub fn way(site: &Site, id: ColumnId) -> String {
    let Some(base) = site.config.base() else { return String::new() };
    let columns = site.column_trail(id).into_iter().map(|id| &site.columns[id]);
    let columns = columns.map(|column| (column.title.as_str(), numbered(&column.path, 1)));
    let front = (site.config.title.as_str(), "index.html".to_owned());
    let mut way = String::new();
    for ((name, path), position) in std::iter::once(front).chain(columns).zip(1..) {
        json(&mut way, &Step { position, name, item: Address { base, path: &path } });
        way.push(',');
    }
    way
}

/// Appends a value; no text of it can end the element that it stands in.
fn json(out: &mut String, value: &impl Serialize) {
    // These values have no maps, so that writing them cannot fail.
    let text = serde_json::to_string(value).unwrap_or_default();
    let ends = memchr::memchr(b'<', text.as_bytes()).is_some();
    out.push_str(&if ends { text.replace('<', "\\u003c") } else { text });
}

/// What a document is.
#[derive(Serialize)]
struct Thing<'a> {
    #[serde(rename = "@type")]
    is: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    url: Address<'a>,
    #[serde(rename = "inLanguage")]
    language: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<Address<'a>>,
    #[serde(flatten)]
    more: More<'a>,
}

#[derive(Serialize)]
#[serde(untagged, rename_all_fields = "camelCase")]
enum More<'a> {
    /// Of a policy (政策解读): for whom, and whom to ask.
    Service {
        provider: Office<'a>,
        #[serde(skip_serializing_if = "Option::is_none")]
        audience: Option<Audience>,
        #[serde(skip_serializing_if = "Option::is_none")]
        available_channel: Option<Channel<'a>>,
    },
    /// Of all others: when, and by whom.
    Work {
        headline: &'a str,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_published: Option<String>,
        #[serde(skip_serializing_if = "Option::is_none")]
        date_modified: Option<String>,
        publisher: Office<'a>,
    },
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "GovernmentOrganization")]
struct Office<'a> {
    name: &'a str,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename_all = "camelCase")]
struct Audience {
    audience_type: String,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ServiceChannel", rename_all = "camelCase")]
struct Channel<'a> {
    service_phone: Phone<'a>,
}

#[derive(Serialize)]
#[serde(tag = "@type", rename = "ContactPoint")]
struct Phone<'a> {
    telephone: &'a str,
}

/// One step of the way from the front page to a document.
#[derive(Serialize)]
#[serde(tag = "@type", rename = "ListItem")]
struct Step<'a> {
    position: usize,
    name: &'a str,
    item: Address<'a>,
}

/// A path of the site as an absolute address.
struct Address<'a> {
    base: &'a str,
    path: &'a str,
}

impl Serialize for Address<'_> {
    fn serialize<S: Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
        out.serialize_str(&[self.base, self.path].concat())
    }
}

fn thing<'a>(
    site: &'a Site,
    id: PageId,
    url: Address<'a>,
    image: Option<Address<'a>>,
) -> Thing<'a> {
    let page = &site.pages[id].page;
    let office = Office {
        name: match site.config.footer.host.as_str() {
            "" => &site.config.title,
            host => host,
        },
    };
    let (is, more) = if page.kind.name == POLICY.name {
        let audience = page.values.list("audience");
        let phone = page.values.list("consultation_phone").first();
        let service = More::Service {
            provider: office,
            audience: (!audience.is_empty())
                .then(|| Audience { audience_type: audience.join("、") }),
            available_channel: phone
                .map(|phone| Channel { service_phone: Phone { telephone: phone } }),
        };
        ("GovernmentService", service)
    } else {
        let published = page.date.map(|date| date.iso());
        let updated = page.values.date("updated").map(|date| date.iso());
        let work = More::Work {
            headline: &page.title,
            date_modified: updated.or_else(|| published.clone()),
            date_published: published,
            publisher: office,
        };
        (if page.kind.album { "ImageGallery" } else { "NewsArticle" }, work)
    };
    let (name, description) = (&page.title, &page.summary);
    Thing { is, name, description, url, language: "zh-CN", image, more }
}
