//! Atom feeds (RFC 4287) of the site and of each column, where the site's address is known.

use atom_syndication::{Category, Entry, Feed, FixedDateTime, Link, Person, Text};
use chrono::{NaiveTime, TimeZone as _};

use super::{Family, Recipe};
use crate::date::Moment;
use crate::site::{ColumnId, PageId, Site};
use crate::view::head::feed_of;
use crate::view::numbered;

pub(super) fn add(site: &Site, plan: &mut Family) {
    for (id, column) in site.columns.iter().enumerate() {
        if let Some(path) = feed_of(site, id) {
            plan.add(path, Recipe::Feed(id), format!("{}的订阅", column.title));
        }
    }
}

/// The feed of a column's newest pages; column 0 is the site.
pub(super) fn atom(site: &Site, id: ColumnId) -> String {
    let column = &site.columns[id];
    let config = &site.config;
    let base = config.base().unwrap_or_default();
    let dated = column.pages.iter().filter(|&&page| site.pages[page].page.date.is_some());
    let entries: Vec<Entry> =
        dated.take(config.lists.feed).map(|&page| entry(site, page, base)).collect();
    // A feed is as new as its newest page: the clock would make every build differ.
    let updated = entries.iter().map(|entry| entry.updated).max().unwrap_or_default();
    let title =
        if id == 0 { config.title.clone() } else { format!("{} - {}", column.title, config.title) };
    let feed = Feed {
        title: Text::plain(title),
        id: tag(site, &numbered(&column.path, 1)),
        updated,
        authors: vec![Person { name: author(site), ..Person::default() }],
        links: vec![
            link(
                "self",
                format!("{base}{}", feed_of(site, id).unwrap_or_default()),
                "application/atom+xml",
            ),
            link("alternate", format!("{base}{}", numbered(&column.path, 1)), "text/html"),
        ],
        lang: Some("zh-CN".to_owned()),
        entries,
        ..Feed::default()
    };
    feed.to_string()
}

fn entry(site: &Site, id: PageId, base: &str) -> Entry {
    let placed = &site.pages[id];
    let page = &placed.page;
    let published = page.date.map(|date| instant(site, date));
    let updated = page.values.date("updated").map(|date| instant(site, date)).or(published);
    Entry {
        title: Text::plain(page.title.clone()),
        id: tag(site, &placed.path),
        updated: updated.unwrap_or_default(),
        published,
        links: vec![link("alternate", format!("{base}{}", placed.path), "text/html")],
        summary: (!page.summary.is_empty()).then(|| Text::plain(page.summary.clone())),
        categories: page
            .values
            .list("categories")
            .iter()
            .map(|term| Category { term: term.clone(), ..Category::default() })
            .collect(),
        ..Entry::default()
    }
}

fn link(rel: &str, href: String, mime: &str) -> Link {
    Link { rel: rel.to_owned(), href, mime_type: Some(mime.to_owned()), ..Link::default() }
}

fn author(site: &Site) -> String {
    let host = &site.config.footer.host;
    if host.is_empty() { site.config.title.clone() } else { host.clone() }
}

fn instant(site: &Site, moment: Moment) -> FixedDateTime {
    let local = moment.day.and_time(moment.time.unwrap_or(NaiveTime::MIN));
    site.config.zone().from_local_datetime(&local).single().unwrap_or_default()
}

/// A `tag:` URI (RFC 4151), which stays the same when the site moves to another address. The
/// RFC wants a day on which the host held its name; one for all keeps an id whatever happens to
/// the dates of pages.
fn tag(site: &Site, path: &str) -> String {
    let host = site
        .config
        .base()
        .and_then(|url| url.split("//").nth(1))
        .and_then(|rest| rest.split(['/', ':']).next());
    let domain = match site.config.portal.domain.as_str() {
        "" => host.unwrap_or("localhost"),
        domain => domain,
    };
    format!("tag:{domain},{NAMED}:/{path}")
}

/// The beginning of the year in which this program came to be: no site is older.
const NAMED: &str = "2026";
