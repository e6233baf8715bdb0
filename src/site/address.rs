//! Addresses: where pages, files and pictures stand in the output. An address depends on the
//! thing itself, never on which others exist.

use std::sync::Arc;

use chrono::Datelike as _;
use rayon::prelude::*;

use super::{Column, Placed, terms};
use crate::config::{self, Config};
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::page::Page;
use crate::slug;

/// Names that indexes take below every column.
const RESERVED_BELOW: &[&str] = &["date", "page"];

/// Names that indexes and files take at the site's root, besides the taxonomies.
const RESERVED_TOP: &[&str] =
    &["assets", "sitemap", "search", "index", "404", "robots", "feed", "zhangzhe"];

/// The address of a page by the site's form of addresses.
pub fn page(config: &Config, column: &Column, page: &Page) -> String {
    let day = page.date.map(|moment| moment.day);
    let number = |value: Option<u32>, width: usize| {
        value.map_or("undated".to_owned(), |v| format!("{v:0width$}"))
    };
    let mut form = config.permalink.as_str();
    let mut path = String::with_capacity(form.len() + page.file.len());
    while let Some((before, rest)) = form.split_once(':') {
        path.push_str(before);
        let Some(token) = config::PERMALINK_WORDS.iter().find(|token| rest.starts_with(**token))
        else {
            path.push(':');
            form = rest;
            continue;
        };
        match *token {
            "column" => path.push_str(&column.path),
            "slug" => path.push_str(&page_slug(page)),
            "year" => path.push_str(&number(day.map(|day| day.year().unsigned_abs()), 4)),
            "month" => path.push_str(&number(day.map(|day| day.month()), 2)),
            "day" => path.push_str(&number(day.map(|day| day.day()), 2)),
            _ => path.push_str(&Fingerprint::of_bytes(page.file.as_bytes()).hex()[..8]),
        }
        form = &rest[token.len()..];
    }
    path.push_str(form);
    while let Some(at) = path.find("//") {
        path.remove(at);
    }
    path.trim_start_matches('/').to_owned()
}

/// A page's own part of its address: given, or from the name of its file or folder.
pub fn page_slug(page: &Page) -> String {
    let given = page.values.text("slug");
    if slug::is_clean(given) {
        return given.to_owned();
    }
    let path = page
        .file
        .strip_suffix("/index.md")
        .unwrap_or(page.file.strip_suffix(".md").unwrap_or(&page.file));
    slug::slug(path.rsplit('/').next().unwrap_or(path))
}

/// The folder in the output that a folder page's files go to.
pub fn page_folder(path: &str) -> &str {
    path.strip_suffix(".html").unwrap_or(path)
}

/// The address of a file beside pages: below the page whose folder it is in, or else below the
/// column. `owner` is the folder page's source folder with its address, where there is one.
pub fn file(source: &str, owner: Option<(&str, &str)>, columns: &[Column]) -> String {
    let (base, rest) = if let Some((folder, path)) = owner {
        (page_folder(path), source[folder.len()..].trim_start_matches('/'))
    } else {
        let inner = source.strip_prefix("content/").unwrap_or(source);
        columns
            .iter()
            .filter_map(|column| {
                let rest = inner.strip_prefix(column.folder.as_str())?;
                (column.folder.is_empty() || rest.starts_with('/'))
                    .then(|| (column.path.as_str(), rest.trim_start_matches('/')))
            })
            .min_by_key(|(_, rest)| rest.len())
            .unwrap_or(("", inner))
    };
    join(base, &plain_path(rest))
}

/// The address of a file in `static/`: its own path, names that no address can hold written anew.
pub fn static_file(source: &str) -> String {
    plain_path(source.strip_prefix("static/").unwrap_or(source))
}

/// A picture's address in one size: `news/x/01-400.jpg`.
pub fn picture(address: &str, width: u32) -> String {
    let stem = address.rsplit_once('.').map_or(address, |(stem, _)| stem);
    format!("{stem}-{width}.jpg")
}

/// A list's or index's address below a base.
pub fn join(base: &str, rest: &str) -> String {
    if base.is_empty() { rest.to_owned() } else { [base, "/", rest].concat() }
}

fn plain_path(path: &str) -> String {
    let names: Vec<&str> = path.split('/').collect();
    let (last, folders) = names.split_last().unwrap_or((&"", &[]));
    let keep = |name: &str| {
        !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b))
    };
    folders
        .iter()
        .map(|name| if keep(name) { (*name).to_owned() } else { slug::slug(name) })
        .chain([if keep(last) { (*last).to_owned() } else { slug::file_name(last) }])
        .collect::<Vec<_>>()
        .join("/")
}

/// Columns and pages that take a name which indexes need.
pub fn check(columns: &[Column], pages: &[Arc<Placed>]) -> Vec<Problem> {
    let mut problems = Vec::new();
    for column in columns.iter().skip(1) {
        let (parent, slug) = column.path.rsplit_once('/').unwrap_or(("", &column.path));
        if is_taken(slug, parent) {
            let file = format!("content/{}/_index.md", column.folder);
            problems.push(
                Problem::new(&diagnostic::NAME_RESERVED, format!("`{slug}`"))
                    .in_file(file)
                    .mend("给文件夹换一个名称，或在 _index.md 里写 `网址名：`"),
            );
        }
    }
    problems.par_extend(pages.par_iter().filter_map(|placed| {
        let stem = page_folder(&placed.path);
        let (parent, slug) = stem.rsplit_once('/').unwrap_or(("", stem));
        (is_taken(slug, parent) || slug == "index").then(|| {
            Problem::new(&diagnostic::NAME_RESERVED, format!("`{slug}`"))
                .in_file(&placed.page.file)
                .mend("给文件换一个名称，或加一行 `网址名：`")
        })
    }));
    problems
}

/// A folder in the site's form of addresses that indexes need.
pub fn check_form(config: &Config) -> Option<Problem> {
    let form = config.permalink.trim_start_matches('/');
    let mut parent = "";
    let name = form.match_indices('/').map(|(end, _)| &form[..end]).find_map(|folder| {
        let name = folder[parent.len()..].trim_start_matches('/');
        let is_taken = is_taken(name, parent);
        parent = folder;
        is_taken.then_some(name)
    })?;
    Some(
        Problem::new(&diagnostic::NAME_RESERVED, format!("`{name}`"))
            .in_file(config::FILE)
            .mend("给 `permalink` 里的这一段换一个名称"),
    )
}

/// Whether indexes need a name right below a folder, the site's root being the empty one.
fn is_taken(name: &str, parent: &str) -> bool {
    let at_root = || RESERVED_TOP.contains(&name) || terms::addresses().any(|taken| taken == name);
    RESERVED_BELOW.contains(&name) || (parent.is_empty() && at_root())
}
