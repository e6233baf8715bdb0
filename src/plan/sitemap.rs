//! `sitemap.xml` and `robots.txt` (sitemaps.org), where the site's address is known.

use std::io::Write as _;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Family, Recipe};
use crate::site::Site;
use crate::view::numbered;

/// Which file of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The only file of a small map.
    Whole,
    /// The file that names the parts of a large one.
    Index,
    /// A part, from 1.
    Number(usize),
}

/// The protocol allows 50,000 addresses in a file.
const PART_SIZE: usize = 45_000;

pub(super) fn add(site: &Site, plan: &mut Family) {
    if site.config.base().is_none() {
        return;
    }
    let addresses = 1 + site.filled_columns().count() + site.pages.len();
    let parts = addresses.div_ceil(PART_SIZE);
    if parts <= 1 {
        plan.add("sitemap.xml".to_owned(), Recipe::Sitemap(Part::Whole), "sitemap.xml");
    } else {
        plan.add("sitemap.xml".to_owned(), Recipe::Sitemap(Part::Index), "sitemap.xml");
        for number in 1..=parts {
            plan.add(part_path(number), Recipe::Sitemap(Part::Number(number)), "sitemap.xml");
        }
    }
    plan.add("robots.txt".to_owned(), Recipe::Robots, "robots.txt");
}

/// The text of one file of the map.
pub(super) fn xml(site: &Site, part: Part) -> String {
    let all = addresses(site);
    match part {
        Part::Whole => document("urlset", "url", &all),
        Part::Number(number) => {
            let rest = all.get((number - 1) * PART_SIZE..).unwrap_or_default();
            document("urlset", "url", &rest[..rest.len().min(PART_SIZE)])
        }
        Part::Index => {
            let base = site.config.base().unwrap_or_default();
            let parts: Vec<(String, String)> = (1..=all.len().div_ceil(PART_SIZE))
                .map(|number| (format!("{base}{}", part_path(number)), String::new()))
                .collect();
            document("sitemapindex", "sitemap", &parts)
        }
    }
}

/// The text of `robots.txt`.
pub(super) fn robots(site: &Site) -> String {
    let base = site.config.base().unwrap_or_default();
    format!("User-agent: *\nAllow: /\n\nSitemap: {base}sitemap.xml\n")
}

fn part_path(number: usize) -> String {
    format!("sitemap-{number}.xml")
}

/// Every page worth finding with the day of its last change: the front page, documents, and the
/// first page of each column.
fn addresses(site: &Site) -> Vec<(String, String)> {
    let base = site.config.base().unwrap_or_default();
    let newest = |pages: &[usize]| {
        pages
            .first()
            .and_then(|&id| site.pages[id].page.date)
            .map_or(String::new(), |date| date.iso())
    };
    let front = (format!("{base}index.html"), newest(&site.columns[0].pages));
    let columns = site
        .filled_columns()
        .map(|(_, column)| (format!("{base}{}", numbered(&column.path, 1)), newest(&column.pages)));
    let pages = site.pages.iter().map(|placed| {
        let page = &placed.page;
        let changed = page.values.date("updated").or(page.date);
        (format!("{base}{}", placed.path), changed.map_or(String::new(), |date| date.iso()))
    });
    std::iter::once(front).chain(columns).chain(pages).collect()
}

fn document(root: &str, entry: &str, addresses: &[(String, String)]) -> String {
    // What surrounds an address takes some 60 bytes: growing would copy a megabyte or more.
    let room = addresses.iter().map(|(address, changed)| address.len() + changed.len() + 80).sum();
    let mut writer = Writer::new_with_indent(Vec::with_capacity(room), b' ', 1);
    let written = (|| -> std::io::Result<()> {
        writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writer
            .create_element(root)
            .with_attribute(("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9"))
            .write_inner_content(|writer| {
                for (address, changed) in addresses {
                    writer.create_element(entry).write_inner_content(|writer| {
                        writer.create_element("loc").write_text_content(BytesText::new(address))?;
                        if !changed.is_empty() {
                            writer
                                .create_element("lastmod")
                                .write_text_content(BytesText::new(changed))?;
                        }
                        Ok(())
                    })?;
                }
                Ok(())
            })?;
        writer.get_mut().write_all(b"\n")
    })();
    debug_assert!(written.is_ok(), "writing to memory does not fail");
    String::from_utf8(writer.into_inner()).unwrap_or_default()
}
