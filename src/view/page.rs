//! One document with everything around it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::head::{Subject, head};
use super::{Catalogue, Entry, Link, Main, Picture, View, body, list, picture, root_of};
use crate::asset;
use crate::page::{Field, Shape, Value};
use crate::site::{PageId, Placed, Resolved, Site, Standing, relation};

/// One document.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Page {
    /// The name of its kind, such as `policy`.
    pub kind: &'static str,
    /// The Chinese name of its kind, such as 政策解读.
    pub kind_title: &'static str,
    /// Its title, shown as the only `<h1>`.
    pub title: String,
    /// Its subtitle (副标题); may be empty.
    pub subtitle: String,
    /// Date as `2026-10-24`; empty for an undated page.
    pub date: String,
    /// Date and time as `2026-10-24 16:30`, the date alone where no time is given; empty for an
    /// undated page.
    pub date_time: String,
    /// The date of the last change to its matter (更新日期) as `2026-10-26`; may be empty.
    pub updated: String,
    /// Who published it first (来源); may be empty.
    pub source: String,
    /// The address of the original (原文链接), an absolute URL; may be empty.
    pub source_url: String,
    /// Author (作者); may be empty.
    pub author: String,
    /// Editor in charge (责任编辑); may be empty.
    pub editor: String,
    /// Reviewer (审核); may be empty.
    pub reviewer: String,
    /// The summary: given by the editor or cut from the text; may be empty.
    pub summary: String,
    /// The editor wrote the summary, so that it is worth showing above the text.
    pub summary_given: bool,
    /// The text as HTML, links resolved.
    pub content: String,
    /// Headings for a table of contents; empty on short pages.
    pub toc: Vec<TocEntry>,
    /// Length in 字.
    pub words: usize,
    /// Reading time in minutes, at least 1.
    pub minutes: usize,
    /// The kind's own fields that have a value, in the kind's order, ready to be shown.
    pub facts: Vec<Entry>,
    /// The same by key, for templates that place one by hand: `page.fields.standard`.
    pub fields: BTreeMap<&'static str, Entry>,
    /// Its terms, by the taxonomy's name: `page.terms.categories`. Every taxonomy is there, with
    /// an empty list where the page has none of its terms.
    pub terms: BTreeMap<&'static str, Vec<Entry>>,
    /// Files to download.
    pub attachments: Vec<Attachment>,
    /// The photos of an album; empty for other kinds.
    pub photos: Vec<Picture>,
    /// The cover, where the editor chose one.
    pub cover: Option<Picture>,
    /// A warning above the text, such as that the validity has run out.
    pub banner: Option<Banner>,
    /// The next older page of the column.
    pub previous: Option<Link>,
    /// The next newer page of the column.
    pub next: Option<Link>,
    /// Pages that share the most terms.
    pub related: Vec<Entry>,
    /// Of a policy explainer (政策解读): the document (政策文件) that it explains, on this site.
    pub document: Option<Entry>,
    /// Of a document: its explainers on this site, newest first.
    pub explainers: Vec<Entry>,
}

/// A heading in the table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TocEntry {
    /// 2 to 6, as in `<h2>`.
    pub level: u8,
    /// The anchor.
    pub id: String,
    /// The heading's text.
    pub title: String,
}

/// One field of a kind with its value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fact {
    /// The field's name, such as `standard`.
    pub key: &'static str,
    /// The field's Chinese name, such as 补助标准.
    pub label: &'static str,
    /// `text`, `list`, `phone`, `date` or `link`: how to show the value.
    pub shape: &'static str,
    /// The value's parts, at least one: paragraphs of a text, entries of a list, phone numbers; of
    /// a link what the visitor reads, or the absolute address.
    pub values: Vec<String>,
    /// Of a link inside the site: its path from the site's root; else empty.
    pub path: String,
    /// Of a link to a file of the site: the name under which a browser saves it; else empty.
    pub name: String,
}

/// A file to download.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Attachment {
    /// What the visitor reads, the file's own name by default.
    pub title: String,
    /// Its path from the site's root, ASCII.
    pub path: String,
    /// The name under which a browser saves it: the editor's own.
    pub name: String,
    /// Such as `CSV`, in capitals.
    pub format: String,
    /// Such as `12 KB`.
    pub size: String,
}

/// A warning above the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Banner {
    /// `outdated` or `abolished`.
    pub kind: &'static str,
    /// What it says.
    pub text: String,
}

/// The page of one document.
pub fn view(site: &Catalogue, id: PageId) -> View {
    let placed = &site.pages[id];
    let path = placed.path.clone();
    View {
        template: format!("{}.html", placed.page.kind.name),
        root: root_of(&path),
        column: list::top_path(site, placed.column),
        head: head(site, &path, &subject(site, id)),
        crumbs: site.trail(placed.column),
        main: main(site, id, &path),
        path,
    }
}

/// What the head of a document's page is made of.
pub fn subject(site: &Site, id: PageId) -> Subject<'_> {
    let placed = &site.pages[id];
    Subject {
        title: &placed.page.title,
        description: &placed.page.summary,
        column: placed.column,
        page: Some(id),
        ..Subject::default()
    }
}

/// The document as it is shown at `path`, with what stands around it: its terms, its neighbours in
/// the column, related pages.
fn main(site: &Catalogue, id: PageId, path: &str) -> Main {
    let (older, newer) = relation::neighbours(site, id);
    let link = |id: PageId| Link::new(&site.pages[id].page.title, &site.pages[id].path);
    Main::Page(Box::new(Page {
        previous: older.map(link),
        next: newer.map(link),
        related: site.entries(&site.related(id)),
        ..with_terms(site, id, path, &site.pages[id].terms)
    }))
}

/// The document by itself as it is shown at `path`.
pub fn document(site: &Catalogue, id: PageId, path: &str) -> Page {
    with_terms(site, id, path, &[])
}

fn with_terms(site: &Catalogue, id: PageId, path: &str, terms: &[Standing]) -> Page {
    let placed = &site.pages[id];
    let page = &placed.page;
    let text = |key: &str| page.values.text(key).to_owned();
    let day = |key: &str| page.values.date(key).map_or(String::new(), |date| date.iso());
    let fact = |field: &'static Field| Some((field.key, Entry::of(&fact(site, placed, field)?)));
    let facts: Vec<(&'static str, Entry)> = page.kind.fields.iter().filter_map(fact).collect();
    let options = &site.config.text;
    let toc = if page.headings.len() >= options.toc_from { page.headings.as_slice() } else { &[] };
    Page {
        kind: page.kind.name,
        kind_title: page.kind.title,
        title: page.title.clone(),
        subtitle: text("subtitle"),
        date: page.date.map_or(String::new(), |date| date.iso()),
        date_time: page.date.map_or(String::new(), |date| {
            if date.time.is_some() { date.iso_minute() } else { date.iso() }
        }),
        updated: day("updated"),
        source: text("source"),
        source_url: match placed
            .links
            .references
            .get("source_url")
            .and_then(|targets| targets.first())
        {
            Some(Resolved::Outside(url)) => url.clone(),
            _ => String::new(),
        },
        author: text("author"),
        editor: text("editor"),
        reviewer: text("reviewer"),
        summary: page.summary.clone(),
        summary_given: !page.values.text("summary").is_empty(),
        content: body::fill(site, path, &page.body, &placed.links.targets),
        toc: toc
            .iter()
            .map(|heading| TocEntry {
                level: heading.level,
                id: heading.id.clone(),
                title: heading.text.clone(),
            })
            .collect(),
        words: page.words,
        minutes: page.words.div_ceil(options.words_per_minute).max(1),
        fields: facts.iter().cloned().collect(),
        facts: facts.into_iter().map(|(_, fact)| fact).collect(),
        terms: terms_of(site, terms),
        attachments: attachments(site, placed),
        photos: picture::album(site, &placed.links.photos),
        cover: placed.links.references.get("cover").and_then(|_| picture::cover(site, id)),
        banner: banner(site, placed),
        previous: None,
        next: None,
        related: Vec::new(),
        document: placed.explains.map(|document| site.entry(document)),
        explainers: site.entries(site.explainers.get(&id).map_or(&[], Vec::as_slice)),
    }
}

fn fact(site: &Site, placed: &Placed, field: &Field) -> Option<Fact> {
    let values = &placed.page.values;
    let texts = |shape, values| Some((shape, values, String::new()));
    let (shape, values, path) = match values.get(field.key)? {
        Value::Text(text) => texts(
            "text",
            text.lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(str::to_owned)
                .collect(),
        ),
        Value::List(list) => {
            texts(if field.shape == Shape::Phone { "phone" } else { "list" }, list.clone())
        }
        Value::Date(date) => texts("date", vec![date.chinese()]),
        Value::Flag(flag) => texts("text", vec![if *flag { "是" } else { "否" }.to_owned()]),
        Value::Number(number) => texts("text", vec![number.to_string()]),
        Value::References(_) => match placed.links.references.get(field.key)?.first()? {
            Resolved::Outside(url) => Some(("link", vec![url.clone()], String::new())),
            inside => {
                let title = match inside {
                    Resolved::Page(id, _) => site.pages[*id].page.title.clone(),
                    _ => field.names[0].to_owned(),
                };
                body::address_of(site, inside).map(|path| ("link", vec![title], path))
            }
        },
        Value::Photos(_) => None,
    }?;
    let name = match placed.links.references.get(field.key).and_then(|found| found.first()) {
        Some(Resolved::File(file)) => file.rsplit('/').next().unwrap_or(file).to_owned(),
        _ => String::new(),
    };
    let fact = Fact { key: field.key, label: field.names[0], shape, values, path, name };
    (!fact.values.is_empty()).then_some(fact)
}

fn terms_of(site: &Catalogue, terms: &[Standing]) -> BTreeMap<&'static str, Vec<Entry>> {
    let mut lists: BTreeMap<&'static str, Vec<Entry>> =
        site.taxonomies.iter().map(|taxonomy| (taxonomy.name, Vec::new())).collect();
    for &Standing { taxonomy, term, .. } in terms {
        let name = site.taxonomies[taxonomy].name;
        lists.entry(name).or_default().push(site.term(taxonomy, term));
    }
    lists
}

fn attachments(site: &Site, placed: &Placed) -> Vec<Attachment> {
    let named = placed.page.values.references("attachments");
    let found = placed.links.references.get("attachments").map_or(&[][..], Vec::as_slice);
    named
        .iter()
        .zip(found)
        .filter_map(|(reference, resolved)| attachment(site, &reference.title, resolved))
        .collect()
}

fn attachment(site: &Site, title: &str, resolved: &Resolved) -> Option<Attachment> {
    let Resolved::File(file) = resolved else { return None };
    let published = site.files.get(file)?;
    let name = file.rsplit('/').next().unwrap_or(file);
    Some(Attachment {
        title: if title.is_empty() { name.to_owned() } else { title.to_owned() },
        path: published.address.clone(),
        name: name.to_owned(),
        format: asset::extension(file).to_uppercase(),
        size: size(site.assets.get(file)?.len),
    })
}

fn size(bytes: u64) -> String {
    match bytes {
        0..1024 => format!("{bytes} 字节"),
        1024..1_048_576 => format!("{} KB", bytes.div_ceil(1024)),
        _ => format!("{}.{} MB", bytes >> 20, ((bytes & 0xF_FFFF) * 10) >> 20),
    }
}

fn banner(site: &Site, placed: &Placed) -> Option<Banner> {
    let page = &placed.page;
    if page.abolished() {
        return Some(Banner {
            kind: "abolished",
            text: "本文件已经废止或失效，仅供查阅。".to_owned(),
        });
    }
    let last = page.values.date("valid_until").filter(|last| site.today > last.day)?;
    let text = format!("本内容有效期至{}，已过有效期，请以最新政策为准。", last.chinese());
    Some(Banner { kind: "outdated", text })
}
