//! Which files the site has, and which names cannot be accepted.

use std::collections::{BTreeMap, btree_map};
use std::ffi::OsStr;
use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use super::unreadable;
use crate::diagnostic::{self, Problem};
use crate::slug;

/// The files of a site, each list in the order of the paths.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// Files below `content/`.
    pub content: Vec<Entry>,
    /// Files below `static/`, copied as they are.
    pub statics: Vec<Entry>,
    /// Files below `themes/NAME/`, the site's own theme.
    pub theme: Vec<Entry>,
    /// When listing them began, in nanoseconds since 1970: what changed about then or later may
    /// have changed again while it was read.
    pub began: u128,
}

impl Tree {
    /// All files, the theme's last.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.content.iter().chain(&self.statics).chain(&self.theme)
    }

    /// A file by its path.
    pub fn entry(&self, path: &str) -> Option<&Entry> {
        let list = self.list(path);
        list.binary_search_by(|entry| entry.path.as_str().cmp(path)).ok().map(|at| &list[at])
    }

    /// Notes that a file which is listed has other length or times now; whether it is listed.
    pub fn renew(&mut self, entry: Entry) -> bool {
        let list = match entry.path.split('/').next() {
            Some("content") => &mut self.content,
            Some("static") => &mut self.statics,
            _ => &mut self.theme,
        };
        let place = list.binary_search_by(|other| other.path.cmp(&entry.path));
        place.map(|at| list[at] = entry).is_ok()
    }

    fn list(&self, path: &str) -> &[Entry] {
        match path.split('/').next() {
            Some("content") => &self.content,
            Some("static") => &self.statics,
            _ => &self.theme,
        }
    }
}

/// A file as the folder lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// From the site's root, with `/` on every system: `content/news/a.md`.
    pub path: String,
    /// Length in bytes.
    pub len: u64,
    /// Time of the last change, in nanoseconds since 1970; 0 where the system does not tell.
    pub modified: u128,
    /// When the system itself noted a change of the file, its name or its time, where it tells:
    /// programs that copy or unpack give a file back its old time, and cannot do so here.
    pub noted: i128,
}

/// Lists the site's files. Names that would do harm elsewhere are told, and left out.
pub fn walk(root: &Path, theme: &str) -> (Tree, Vec<Problem>) {
    let began = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_nanos());
    let mut problems = Vec::new();
    let mut list = |folder: &str| folder_files(root, folder, &mut problems);
    let tree = Tree {
        content: list("content"),
        statics: list("static"),
        theme: list(&format!("themes/{theme}")),
        began,
    };
    if !root.join("content").is_dir() {
        problems.push(Problem::new(&diagnostic::CONTENT_MISSING, "没有 `content` 文件夹"));
    }
    (tree, problems)
}

fn folder_files(root: &Path, folder: &str, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let top = super::native(root, folder);
    if !top.is_dir() {
        return Vec::new();
    }
    let whole = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let bounds = Bounds { root, folder, inside: &whole(root), top: &whole(&top) };
    if !bounds.top.starts_with(bounds.inside) {
        problems.push(outside().in_file(folder));
        return Vec::new();
    }
    let mut found = right_below(&bounds, &top);
    // The folders right below it are walked side by side.
    let folders: Vec<PathBuf> =
        found.folders.values().map(|path| super::native(root, path)).collect();
    let inner: Vec<Found> = folders.par_iter().map(|folder| below(&bounds, folder)).collect();
    for Found { files, folders, problems } in inner {
        found.files.extend(files);
        found.folders.extend(folders);
        found.problems.extend(problems);
    }
    let Found { files, folders, problems: met } = found;
    problems.extend(met);
    let site_path = |path: &Path| site_path(path.strip_prefix(root).unwrap_or(path));
    let mut files: Vec<(String, Entry)> = files
        .into_par_iter()
        .map(|file| {
            let path = site_path(&file);
            (path.to_lowercase(), listed(path, &file))
        })
        .collect();
    files.par_sort_by(|(a, first), (b, second)| a.cmp(b).then(first.path.cmp(&second.path)));
    let mut kept: Vec<(String, Entry)> = Vec::with_capacity(files.len());
    for (small, entry) in files {
        let before = kept.last().filter(|(other, _)| *other == small);
        match before.map(|(_, other)| &other.path).or_else(|| folders.get(&small)) {
            Some(other) => problems.push(twins(other, &entry.path).in_file(&entry.path)),
            None => kept.push((small, entry)),
        }
    }
    let mut files: Vec<Entry> = kept.into_iter().map(|(_, entry)| entry).collect();
    files.par_sort_by(|a, b| a.path.cmp(&b.path));
    files
}

/// What is looked for, and where.
struct Bounds<'a> {
    root: &'a Path,
    folder: &'a str,
    /// The site's folder, without symbolic links.
    inside: &'a Path,
    /// The folder that is listed, without symbolic links.
    top: &'a Path,
}

/// What lies below a folder.
#[derive(Default)]
struct Found {
    files: Vec<PathBuf>,
    /// Folders from the site's root, by their names in small letters.
    folders: BTreeMap<String, String>,
    problems: Vec<Problem>,
}

/// What lies right below a folder. The folders there are not read: a walk in the order of names
/// would read all of them to their ends before it turned away from them.
fn right_below(bounds: &Bounds, folder: &Path) -> Found {
    let walk = WalkDir::new(folder).min_depth(1).max_depth(1).follow_links(true);
    let mut entries: Vec<Result<DirEntry, walkdir::Error>> = walk.into_iter().collect();
    entries.sort_by(|a, b| {
        let name = |entry: &Result<DirEntry, _>| Some(entry.as_ref().ok()?.file_name().to_owned());
        name(a).cmp(&name(b))
    });
    let mut found = Found::default();
    for entry in entries {
        found.take(bounds, entry);
    }
    found
}

/// What lies below a folder, at any depth.
fn below(bounds: &Bounds, folder: &Path) -> Found {
    let walk = WalkDir::new(folder).min_depth(1).follow_links(true).sort_by_file_name();
    let mut found = Found::default();
    let mut entries = walk.into_iter();
    while let Some(entry) = entries.next() {
        let is_folder = entry.as_ref().is_ok_and(|entry| entry.file_type().is_dir());
        if !found.take(bounds, entry) && is_folder {
            entries.skip_current_dir();
        }
    }
    found
}

impl Found {
    /// Takes what a walk has come to; whether it is accepted.
    fn take(&mut self, bounds: &Bounds, entry: Result<DirEntry, walkdir::Error>) -> bool {
        let site_path = |path: &Path| site_path(path.strip_prefix(bounds.root).unwrap_or(path));
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                self.problems.push(refused(bounds.root, bounds.folder, &error));
                return false;
            }
        };
        if is_private(&entry.file_name().to_string_lossy()) {
            return false;
        }
        let mut trouble = astray(&entry, bounds).or_else(|| unfit(entry.file_name()));
        if trouble.is_none() && entry.file_type().is_dir() {
            let path = site_path(entry.path());
            match self.folders.entry(path.to_lowercase()) {
                btree_map::Entry::Occupied(other) => trouble = Some(twins(other.get(), &path)),
                btree_map::Entry::Vacant(free) => {
                    free.insert(path);
                }
            }
        }
        if let Some(problem) = trouble {
            self.problems.push(problem.in_file(site_path(entry.path())));
            return false;
        }
        if entry.file_type().is_file() {
            self.files.push(entry.into_path());
        }
        true
    }
}

fn listed(path: String, file: &Path) -> Entry {
    match std::fs::metadata(file) {
        Ok(facts) => of(path, &facts),
        Err(_) => Entry { path, len: 0, modified: 0, noted: 0 },
    }
}

/// One file of the site by itself, as a folder would list it.
pub fn entry(root: &Path, path: &str) -> Option<Entry> {
    let facts = std::fs::metadata(super::native(root, path)).ok()?;
    Some(of(path.to_owned(), &facts))
}

/// The length of a file, or of all files of a folder together.
pub fn length(root: &Path, path: &str) -> u64 {
    let files = WalkDir::new(super::native(root, path)).into_iter().flatten();
    files.filter_map(|entry| entry.metadata().ok()).filter(Metadata::is_file).map(|f| f.len()).sum()
}

fn of(path: String, facts: &Metadata) -> Entry {
    let since = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = since.map_or(0, |since| since.as_nanos());
    Entry { path, len: facts.len(), modified, noted: noted(facts) }
}

#[cfg(unix)]
fn noted(facts: &Metadata) -> i128 {
    use std::os::unix::fs::MetadataExt as _;
    i128::from(facts.ctime()) * 1_000_000_000 + i128::from(facts.ctime_nsec())
}

/// Windows does not tell; there a change that keeps both length and time goes unseen.
#[cfg(not(unix))]
fn noted(_: &Metadata) -> i128 {
    0
}

/// A path from the site's root with `/` on every system.
pub fn site_path(inner: &Path) -> String {
    inner.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Files that programs leave behind: lock files of WPS and Word, thumbnails, backups, and
/// everything hidden.
pub fn is_private(name: &str) -> bool {
    let ends = |end: &&str| {
        let start = name.len().checked_sub(end.len()).and_then(|at| name.get(at..));
        start.is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    name.starts_with('.')
        || name.starts_with("~$")
        || name.ends_with('~')
        || [".bak", ".tmp", ".swp", ".crdownload"].iter().any(ends)
        || ["thumbs.db", "desktop.ini", "ehthumbs.db"].iter().any(|n| name.eq_ignore_ascii_case(n))
}

/// A symbolic link that leads out of the site's folder, or back above itself.
fn astray(entry: &DirEntry, bounds: &Bounds) -> Option<Problem> {
    if !entry.path_is_symlink() {
        return None;
    }
    let target = entry.path().canonicalize().ok()?;
    if !target.starts_with(bounds.inside) {
        return Some(outside());
    }
    bounds.top.starts_with(&target).then(circle)
}

fn outside() -> Problem {
    Problem::new(&diagnostic::LINK_OUTSIDE, "指向站点文件夹之外")
}

fn circle() -> Problem {
    Problem::new(&diagnostic::LINK_OUTSIDE, "绕成了圈")
}

/// A name that Windows refuses, whatever system this is.
fn unfit(name: &OsStr) -> Option<Problem> {
    let fits = name.to_str().is_some_and(slug::is_file_name);
    (!fits).then(|| {
        let shown = name.to_string_lossy().escape_debug().to_string();
        Problem::new(&diagnostic::NAME_REFUSED, format!("`{shown}`"))
    })
}

/// Two names that differ only in case are one on Windows.
fn twins(other: &str, path: &str) -> Problem {
    Problem::new(&diagnostic::NAME_CASE, format!("`{other}` 与 `{path}`"))
}

fn refused(root: &Path, folder: &str, error: &walkdir::Error) -> Problem {
    let path = error.path().map_or_else(
        || folder.to_owned(),
        |path| site_path(path.strip_prefix(root).unwrap_or(path)),
    );
    match error.io_error() {
        Some(error) => unreadable(&path, error),
        // The only other error is a loop of symbolic links.
        None => circle().in_file(path),
    }
}
