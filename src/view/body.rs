//! A document's text with its links and pictures filled in, relative to where it stands.

use super::{picture, root_of};
use crate::markdown::{Body, Target, TargetKind, escape, escape_url};
use crate::site::{Resolved, Site};

/// The HTML of `body` for a page at `path`; `targets` tells where its links lead, in order.
pub fn fill(site: &Site, path: &str, body: &Body, targets: &[Resolved]) -> String {
    let root = root_of(path);
    let mut targets = targets.iter();
    body.fill(|target, out| {
        let resolved = targets.next().unwrap_or(&Resolved::Nowhere);
        match target.kind {
            TargetKind::Link => link(site, &root, target, resolved, out),
            TargetKind::Image => image(site, &root, target, resolved, out),
        }
    })
}

fn link(site: &Site, root: &str, target: &Target, resolved: &Resolved, out: &mut String) {
    let mut href = |address: &str| {
        out.push_str(" href=\"");
        out.push_str(root);
        escape_url(address, out);
        out.push('"');
    };
    match resolved {
        Resolved::Page(id, fragment) if fragment.is_empty() => href(&site.pages[*id].path),
        Resolved::Page(id, fragment) => href(&format!("{}#{fragment}", site.pages[*id].path)),
        Resolved::Column(id) => href(&super::numbered(&site.columns[*id].path, 1)),
        Resolved::File(file) | Resolved::Picture(file) => {
            if let Some(published) = site.files.get(file) {
                href(&published.address);
                download(file, &published.address, out);
            }
        }
        Resolved::Outside(url) => outside(site, url, out),
        Resolved::Nowhere => {}
    }
    if !target.title.is_empty() {
        attribute("title", &target.title, out);
    }
}

/// The name under which a browser saves a file whose address could not keep it.
fn download(file: &str, address: &str, out: &mut String) {
    let own = file.rsplit('/').next().unwrap_or(file);
    if own != address.rsplit('/').next().unwrap_or(address) {
        attribute("download", own, out);
    }
}

fn outside(site: &Site, url: &str, out: &mut String) {
    out.push_str(" href=\"");
    escape_url(url, out);
    out.push('"');
    let away = (url.starts_with("http") || url.starts_with("//")) && !is_of_government(site, url);
    if away {
        out.push_str(" class=\"external\" rel=\"noopener noreferrer external\"");
    }
}

/// Government sites and the host portal are no strangers (点击外部链接应有提示).
fn is_of_government(site: &Site, url: &str) -> bool {
    let rest = url.split_once("//").map_or(url, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    let own = site.config.portal.domain.as_str();
    host == "gov.cn"
        || host.ends_with(".gov.cn")
        || (!own.is_empty()
            && (host == own || host.strip_suffix(own).is_some_and(|sub| sub.ends_with('.'))))
}

fn image(site: &Site, root: &str, target: &Target, resolved: &Resolved, out: &mut String) {
    let Resolved::Picture(file) = resolved else {
        escape(&target.alt, out);
        return;
    };
    let sizes = picture::sizes(site, file);
    let Some(largest) = sizes.last() else { return };
    out.push_str("<img");
    let rooted = |path: &str| format!("{root}{path}");
    attribute("src", &rooted(&largest.path), out);
    if sizes.len() > 1 {
        let set: Vec<String> =
            sizes.iter().map(|size| format!("{root}{} {}w", size.path, size.width)).collect();
        attribute("srcset", &set.join(", "), out);
        attribute("sizes", "(min-width: 48em) 44rem, 100vw", out);
    }
    attribute("width", &largest.width.to_string(), out);
    attribute("height", &largest.height.to_string(), out);
    attribute("alt", &target.alt, out);
    if !target.title.is_empty() {
        attribute("title", &target.title, out);
    }
    out.push_str(" loading=\"lazy\" decoding=\"async\">");
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

/// The address of anything that a reference leads to inside the site.
pub fn address_of(site: &Site, resolved: &Resolved) -> Option<String> {
    match resolved {
        Resolved::Page(id, _) => Some(site.pages[*id].path.clone()),
        Resolved::Column(id) => Some(super::numbered(&site.columns[*id].path, 1)),
        Resolved::File(file) => site.files.get(file).map(|published| published.address.clone()),
        Resolved::Picture(file) => picture::sizes(site, file).last().map(|size| size.path.clone()),
        Resolved::Outside(_) | Resolved::Nowhere => None,
    }
}
