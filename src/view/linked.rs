//! What chats and search engines are told of a page: Open Graph (ogp.me), and JSON-LD in the words
//! of schema.org. Both want absolute addresses, so a site without a `base_url` has neither.

use serde_json::{Value, json};

use super::head::{Subject, Tag};
use super::{Link, numbered};
use crate::page::POLICY;
use crate::site::{Placed, Site};

/// The Open Graph tags of the page at `path`; `image` is the path of its picture.
pub fn open_graph(site: &Site, path: &str, subject: &Subject, image: Option<&str>) -> Vec<Tag> {
    let Some(base) = site.config.base() else { return Vec::new() };
    let config = &site.config;
    let title = if subject.title.is_empty() { &config.title } else { subject.title };
    let mut tags = vec![
        Tag { name: "og:site_name", content: config.title.clone() },
        Tag { name: "og:title", content: title.to_owned() },
        Tag { name: "og:description", content: subject.description.to_owned() },
        Tag {
            name: "og:type",
            content: if subject.page.is_some() { "article" } else { "website" }.to_owned(),
        },
        Tag { name: "og:url", content: format!("{base}{path}") },
        Tag {
            name: "og:image",
            content: image.map_or(String::new(), |image| format!("{base}{image}")),
        },
    ];
    tags.retain(|tag| !tag.content.is_empty());
    tags
}

/// A document's JSON-LD, safe inside a `<script>` element: what it is, and the way to it. Other
/// pages have none.
pub fn linked_data(site: &Site, path: &str, subject: &Subject, image: Option<&str>) -> String {
    let (Some(base), Some(placed)) = (site.config.base(), subject.page) else {
        return String::new();
    };
    let graph = json!({
        "@context": "https://schema.org",
        "@graph": [thing(site, base, path, placed, image), way(site, base, placed)],
    });
    // No text of the page can end the element.
    graph.to_string().replace('<', "\\u003c")
}

fn thing(site: &Site, base: &str, path: &str, placed: &Placed, image: Option<&str>) -> Value {
    let page = &placed.page;
    let host = match site.config.footer.host.as_str() {
        "" => &site.config.title,
        host => host,
    };
    let publisher = json!({ "@type": "GovernmentOrganization", "name": host });
    let mut thing = json!({
        "name": page.title,
        "description": page.summary,
        "url": format!("{base}{path}"),
        "inLanguage": "zh-CN",
    });
    if let Some(image) = image {
        thing["image"] = json!(format!("{base}{image}"));
    }
    let published = page.date.map(|date| date.iso());
    if page.kind.name == POLICY.name {
        thing["@type"] = json!("GovernmentService");
        thing["provider"] = publisher;
        let audience = page.values.list("audience");
        if !audience.is_empty() {
            thing["audience"] = json!({ "@type": "Audience", "audienceType": audience.join("、") });
        }
        if let Some(phone) = page.values.list("consultation_phone").first() {
            thing["availableChannel"] = json!({
                "@type": "ServiceChannel",
                "servicePhone": { "@type": "ContactPoint", "telephone": phone },
            });
        }
        return thing;
    }
    thing["@type"] = json!(if page.kind.album { "ImageGallery" } else { "NewsArticle" });
    thing["headline"] = json!(page.title);
    thing["datePublished"] = json!(published);
    let updated = page.values.date("updated").map(|date| date.iso());
    thing["dateModified"] = json!(updated.or(published));
    thing["publisher"] = publisher;
    thing
}

/// The way from the front page to a document.
fn way(site: &Site, base: &str, placed: &Placed) -> Value {
    let columns = site.column_trail(placed.column).into_iter().map(|id| &site.columns[id]);
    let columns = columns.map(|column| Link::new(&column.title, numbered(&column.path, 1)));
    let front = Link::new(&site.config.title, "index.html");
    let page = Link::new(&placed.page.title, &placed.path);
    let steps: Vec<Value> = std::iter::once(front)
        .chain(columns)
        .chain([page])
        .zip(1..)
        .map(|(step, position)| {
            json!({
                "@type": "ListItem",
                "position": position,
                "name": step.title,
                "item": format!("{base}{}", step.path),
            })
        })
        .collect();
    json!({ "@type": "BreadcrumbList", "itemListElement": steps })
}
