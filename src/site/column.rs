//! Columns (栏目): the folders of `content/` as a tree.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::lookup::Lookup;
use super::{ColumnId, Month, PageId, Placed, Resolved, Showing};
use crate::library::Library;
use crate::markdown::Body;
use crate::page::folder::Freshness;
use crate::page::{Kind, Kinds, Page, State};
use crate::slug;

/// A column, or the site itself.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its folder below `content/`; empty for the site.
    pub folder: String,
    /// Its address from the site's root, without a slash at the end; empty for the site.
    pub path: String,
    /// Its name.
    pub title: String,
    /// What it is for; may be empty.
    pub description: String,
    /// Keywords for its page tags.
    pub keywords: Vec<String>,
    /// The kind of its pages.
    pub kind: &'static Kind,
    /// How soon it must have something new.
    pub freshness: Option<Freshness>,
    /// Items on a page of its list, where it says so.
    pub page_size: Option<usize>,
    /// Over, and kept for reading (已归档).
    pub archived: bool,
    /// The column above; 0 for a top column and for the site.
    pub parent: ColumnId,
    /// The columns right below, in order.
    pub children: Vec<ColumnId>,
    /// Its pages and those of columns below, newest first.
    pub pages: Vec<PageId>,
    /// The same in the order of its list: featured ones (置顶) before the others.
    pub listed: Vec<PageId>,
    /// Months that have pages, newest first.
    pub months: Vec<Month>,
    /// Its introduction, with the file and where its text begins.
    pub introduction: Option<Introduction>,
    /// Where the links of the introduction lead.
    pub targets: Vec<Resolved>,
}

/// The text of `_index.md`.
#[derive(Clone, Debug)]
pub struct Introduction {
    /// The file, from the site's root.
    pub file: String,
    /// The text with slots.
    pub body: Body,
    /// Where it begins in the file's text, in bytes.
    pub body_at: usize,
}

/// The folders below `content/` that are not to be published yet (草稿), and all that is in them.
pub fn drafts(library: &Library, showing: Showing) -> Vec<&str> {
    let said =
        library.folders.iter().filter(|(_, said)| said.values.flag("draft") && !showing.drafts);
    said.map(|(folder, _)| folder.as_str()).collect()
}

/// Whether a file of `content/` lies below a folder of it.
pub fn is_below(file: &str, folder: &str) -> bool {
    let inner = file.strip_prefix("content/").unwrap_or(file);
    inner.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

/// All columns, in the order of the navigation, parents before children. A folder is a column if
/// it has an `_index.md`, or a document below it that is not a page's own folder; one that has
/// not been published yet gives nothing away.
pub fn build(
    library: &Library,
    kinds: &Kinds,
    drafts: &[&str],
    states: &BTreeMap<String, State>,
) -> Vec<Column> {
    let mut folders: BTreeSet<&str> = library.folders.keys().map(String::as_str).collect();
    folders.insert("");
    let mut last = "";
    for file in library.documents.keys() {
        let home = home_of(file);
        // They are in their order, so most are in the folder of the one before.
        if home != last
            && !matches!(states.get(file.as_str()), Some(State::Draft | State::Scheduled(_)))
        {
            folders.insert(home);
            last = home;
        }
    }
    // A folder above a column is a column.
    for folder in folders.clone() {
        let mut folder = folder;
        while let Some((above, _)) = folder.rsplit_once('/') {
            folders.insert(above);
            folder = above;
        }
    }
    let hidden = |folder: &str| {
        drafts.iter().any(|draft| {
            folder == *draft || folder.strip_prefix(draft).is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let mut below: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for &folder in folders.iter().filter(|folder| !folder.is_empty() && !hidden(folder)) {
        below.entry(above(folder)).or_default().push(folder);
    }
    let weight = |folder: &&str| {
        library
            .folders
            .get(*folder)
            .and_then(|said| said.values.number("weight"))
            .unwrap_or(i64::MAX)
    };
    for list in below.values_mut() {
        list.sort_by_key(|folder| (weight(folder), *folder));
    }
    let mut columns = Vec::new();
    place("", 0, &below, library, kinds, &mut columns);
    columns
}

fn place(
    folder: &str,
    parent: ColumnId,
    below: &BTreeMap<&str, Vec<&str>>,
    library: &Library,
    kinds: &Kinds,
    columns: &mut Vec<Column>,
) {
    let id = columns.len();
    let kind = columns.get(parent).map_or(kinds.fallback(), |above| above.kind);
    let above_path = columns.get(parent).map_or("", |above| &above.path).to_owned();
    columns.push(column(folder, &above_path, parent, kind, library));
    for child in below.get(folder).into_iter().flatten() {
        let child_id = columns.len();
        place(child, id, below, library, kinds, columns);
        columns[id].children.push(child_id);
    }
}

fn column(
    folder: &str,
    above_path: &str,
    parent: ColumnId,
    kind: &'static Kind,
    library: &Library,
) -> Column {
    let said = library.folders.get(folder);
    let text = |key: &str| said.map_or("", |said| said.values.text(key));
    let name = folder.rsplit('/').next().unwrap_or(folder);
    let own_slug = match text("slug") {
        "" => slug::slug(name),
        given => given.to_owned(),
    };
    let path = match (folder, above_path) {
        ("", _) => String::new(),
        (_, "") => own_slug,
        (_, above) => format!("{above}/{own_slug}"),
    };
    Column {
        folder: folder.to_owned(),
        path,
        title: if text("title").is_empty() { name.to_owned() } else { text("title").to_owned() },
        description: text("description").replace('\n', ""),
        keywords: said.map_or(Vec::new(), |said| said.values.list("keywords").to_vec()),
        kind: said.and_then(|said| said.kind).unwrap_or(kind),
        freshness: said.and_then(|said| said.freshness),
        page_size: said
            .and_then(|said| said.values.number("page_size"))
            .and_then(|size| usize::try_from(size).ok())
            // No items on a page has been told as an error, and would be no list.
            .filter(|&size| size > 0),
        archived: said.is_some_and(|said| said.values.flag("archived")),
        parent,
        children: Vec::new(),
        pages: Vec::new(),
        listed: Vec::new(),
        months: Vec::new(),
        introduction: said.map(|said| Introduction {
            file: said.file.clone(),
            body: said.body.clone(),
            body_at: said.body_at,
        }),
        targets: Vec::new(),
    }
}

/// The column that a page is in.
pub(super) fn of(columns: &Lookup<String>, page: &Page) -> ColumnId {
    columns.get(home_of(&page.file)).unwrap_or(0)
}

/// The columns by their folders below `content/`.
pub(super) fn by_folder(columns: &[Column]) -> Lookup<String> {
    columns.iter().map(|column| column.folder.clone()).collect()
}

/// Gives each column its pages, and the columns above it too; returns the pages that are albums.
pub fn fill(columns: &mut [Column], pages: &[Arc<Placed>]) -> Vec<PageId> {
    for (id, placed) in pages.iter().enumerate() {
        let mut column = placed.column;
        while column != 0 {
            columns[column].pages.push(id);
            column = columns[column].parent;
        }
        columns[0].pages.push(id);
    }
    let is_featured: Vec<bool> =
        pages.par_iter().map(|placed| placed.page.values.flag("featured")).collect();
    let is_album = |id: &PageId| pages[*id].page.kind.album;
    columns.par_iter_mut().for_each(|column| {
        let (featured, rest): (Vec<PageId>, Vec<PageId>) =
            column.pages.iter().partition(|&&id| is_featured[id]);
        column.listed = [featured, rest].concat();
    });
    (0..pages.len()).into_par_iter().filter(is_album).collect()
}

/// The folder below `content/` that a document belongs to: for a folder page, the one above it.
fn home_of(file: &str) -> &str {
    let inner = file.strip_prefix("content/").unwrap_or(file);
    match inner.strip_suffix("/index.md") {
        Some(own) => above(own),
        None => above(inner),
    }
}

fn above(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(above, _)| above)
}
