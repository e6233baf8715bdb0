//! Everything read from the site's folder, by path: each file once, in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::asset::{self, Asset};
use crate::cache::Seen;
use crate::diagnostic::{self, Problem};
use crate::markdown::Scratch;
use crate::page::folder::{self, Folder};
use crate::page::{self, Kind, Reading};
use crate::source::{self, Entry, Tree};
use crate::threads::EachThread;

/// What the site's folder holds.
#[derive(Clone, Debug, Default)]
pub struct Library {
    /// What `_index.md` says, by folder below `content/`; the root is the empty path.
    pub folders: BTreeMap<String, Folder>,
    /// Documents by file, each with its own problems.
    pub documents: BTreeMap<String, Arc<page::Read>>,
    /// All other files of `content/` and `static/`.
    pub assets: BTreeMap<String, Arc<Asset>>,
    /// Captions from `图说.txt`, by folder from the site's root.
    pub captions: BTreeMap<String, Vec<Caption>>,
    /// Problems of the files that are no documents, by file; documents keep their own.
    pub problems: BTreeMap<String, Vec<Problem>>,
    /// Folders that are two things at once, and pages where none can be.
    pub structure: Vec<Problem>,
}

/// A line of `图说.txt`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caption {
    /// The photo's file name.
    pub file: String,
    /// What is said of it.
    pub text: String,
    /// Where the line stands, in bytes of the file's text.
    pub span: std::ops::Range<usize>,
}

/// The file beside the photos of an album that may hold their captions.
pub const CAPTIONS: &str = "图说.txt";

/// A thread takes so many files at a time, lest the others wait for the last.
const AT_A_TIME: usize = 32;

/// Reads every file that `tree` lists. `seen` remembers assets of earlier runs, so that large
/// ones are not read again.
pub fn read(root: &Path, tree: &Tree, reading: &Reading, seen: &Seen) -> Library {
    let mut library = Library { structure: structure(&tree.content), ..Library::default() };
    for entry in tree.content.iter().filter(|entry| is_folder(&entry.path)) {
        library.read_folder(root, &entry.path, reading);
    }
    let scratches = EachThread::new(Scratch::default);
    // First as a list: a map of a sorted list is made much faster than by insertions.
    let documents: Vec<_> = tree
        .content
        .par_iter()
        .with_max_len(AT_A_TIME)
        .filter(|entry| is_document(&entry.path))
        .map(|entry| {
            let scratch = &mut scratches.own();
            let read = document(root, &entry.path, &library.folders, reading, scratch);
            (entry.path.clone(), Arc::new(read))
        })
        .collect();
    library.documents = documents.into_iter().collect();
    let files = tree.content.par_iter().chain(&tree.statics);
    let assets: Vec<(&str, Result<Asset, Problem>)> = files
        .filter(|entry| is_asset(&entry.path))
        .map(|entry| (entry.path.as_str(), asset_of(root, entry, seen)))
        .collect();
    for (path, asset) in assets {
        library.keep_asset(path, asset);
    }
    for entry in tree.content.iter().filter(|entry| name(&entry.path) == CAPTIONS) {
        library.read_captions(root, &entry.path, reading);
    }
    library
}

/// What reading some files anew has brought.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Refreshed {
    /// Documents that say something else than before, or that are new.
    pub documents: Vec<String>,
    /// Documents that can no longer be read: what was read of them before still stands.
    pub broken: Vec<String>,
    /// Something else is different: documents are gone, or other files say something else.
    pub more: bool,
}

/// Reads some files anew; those that `tree` does not list are forgotten.
pub fn refresh(
    library: &mut Library,
    root: &Path,
    tree: &Tree,
    reading: &Reading,
    files: &BTreeSet<String>,
) -> Refreshed {
    let mut refreshed = Refreshed::default();
    let structure = structure(&tree.content);
    refreshed.more |= structure != library.structure;
    library.structure = structure;
    let mut scratch = Scratch::default();
    let mut documents: BTreeSet<String> = BTreeSet::new();
    for path in files {
        let entry = tree.entry(path);
        if is_folder(path) {
            let folder = inner(folder_of(path)).to_owned();
            let old = library.folders.remove(&folder);
            let told = library.problems.remove(path);
            if entry.is_some() {
                library.read_folder(root, path, reading);
            }
            let new = library.folders.get(&folder);
            refreshed.more |= old.as_ref() != new || told.as_ref() != library.problems.get(path);
            if old.and_then(|old| old.kind) != new.and_then(|new| new.kind) {
                let below = library.documents.keys().filter(|file| is_below(file, &folder));
                documents.extend(below.cloned());
            }
        } else if is_document(path) && path.starts_with("content/") {
            documents.insert(path.clone());
        } else if is_asset(path) {
            let old = (library.assets.remove(path), library.problems.remove(path));
            let is_captions = name(path) == CAPTIONS;
            let folder = folder_of(path);
            let captions = is_captions.then(|| library.captions.remove(folder)).flatten();
            if let Some(entry) = entry {
                library.keep_asset(path, asset_of(root, entry, &Seen::default()));
                if is_captions {
                    library.read_captions(root, path, reading);
                }
            }
            let new = (library.assets.get(path), library.problems.get(path));
            refreshed.more |= (old.0.as_ref(), old.1.as_ref()) != new
                || is_captions && captions.as_ref() != library.captions.get(folder);
        }
    }
    for path in documents {
        let old = library.documents.get(&path);
        if tree.entry(&path).is_none() {
            refreshed.more |= library.documents.remove(&path).is_some();
            continue;
        }
        let mut new = document(root, &path, &library.folders, reading, &mut scratch);
        let is_wrong =
            |read: &page::Read| !read.draft && read.problems.iter().any(Problem::is_error);
        let was_right = old.is_some_and(|old| old.kept || !is_wrong(old));
        if !new.draft && new.page.is_none() || is_wrong(&new) && was_right {
            new.page = old.and_then(|old| old.page.clone()).or(new.page);
            new.kept = old.is_some_and(|old| old.page.is_some());
            refreshed.broken.push(path.clone());
        }
        if old.is_none_or(|old| **old != new) {
            library.documents.insert(path.clone(), Arc::new(new));
            refreshed.documents.push(path);
        }
    }
    refreshed
}

impl Library {
    /// Lets documents that can no longer be read stand as they did `before`; drafts need not.
    pub fn keep_readable(&mut self, before: &Self) {
        if before.documents.is_empty() {
            return;
        }
        let lost = |read: &page::Read| read.page.is_none() && !read.draft;
        for (path, read) in self.documents.iter_mut().filter(|(_, read)| lost(read)) {
            let page = before.documents.get(path).and_then(|read| read.page.clone());
            let read = Arc::make_mut(read);
            (read.kept, read.page) = (page.is_some(), page);
        }
    }

    fn read_folder(&mut self, root: &Path, path: &str, reading: &Reading) {
        let problems = match source::text(root, path) {
            Ok(text) => {
                let (folder, problems) = folder::read(path, &text, reading);
                if let Some(folder) = folder {
                    self.folders.insert(inner(folder_of(path)).to_owned(), folder);
                }
                problems
            }
            Err(problem) => vec![problem],
        };
        self.note(path, problems);
    }

    fn read_captions(&mut self, root: &Path, path: &str, reading: &Reading) {
        let problems = match source::text(root, path) {
            Ok(text) => {
                self.captions.insert(folder_of(path).to_owned(), captions(&text.text));
                page::private_figures(path, &text.text, reading.config).collect()
            }
            Err(problem) => vec![problem],
        };
        self.note(path, problems);
    }

    fn keep_asset(&mut self, path: &str, asset: Result<Asset, Problem>) {
        match asset {
            Ok(asset) => {
                self.assets.insert(path.to_owned(), Arc::new(asset));
            }
            Err(problem) => self.note(path, vec![problem]),
        }
    }

    fn note(&mut self, path: &str, problems: Vec<Problem>) {
        if !problems.is_empty() {
            self.problems.entry(path.to_owned()).or_default().extend(problems);
        }
    }
}

/// Reads one document in the light of its folders.
pub fn document(
    root: &Path,
    path: &str,
    folders: &BTreeMap<String, Folder>,
    reading: &Reading,
    scratch: &mut Scratch,
) -> page::Read {
    let text = match source::text(root, path) {
        Ok(text) => text,
        Err(problem) => return page::Read { problems: vec![problem], ..page::Read::default() },
    };
    let kind = kind_in(folder_of(path), folders, reading);
    let mut read = page::read(path, &text, kind, reading, scratch);
    read.draft |= above(folder_of(path)).any(|folder| is_draft(folders, folder));
    // Whoever looks at drafts looks at those that can be shown; an unfinished one stops no other.
    if read.draft && reading.drafts && read.problems.iter().any(Problem::is_error) {
        read.page = None;
    }
    read
}

impl Library {
    /// Whether a file of the site is a draft, or belongs to one.
    pub fn is_of_draft(&self, file: &str) -> bool {
        let is_draft = |file: &str| self.documents.get(file).is_some_and(|read| read.draft);
        is_draft(file)
            || above(folder_of(file)).any(|folder| {
                is_draft(&format!("{folder}/index.md")) || self::is_draft(&self.folders, folder)
            })
    }
}

/// Whether a folder's `_index.md` says that all of it is not finished.
fn is_draft(folders: &BTreeMap<String, Folder>, folder: &str) -> bool {
    folders.get(inner(folder)).is_some_and(|said| said.values.flag("draft"))
}

/// A folder or file, and all folders above it.
pub fn above(folder: &str) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(folder), |folder| folder.rsplit_once('/').map(|(above, _)| above))
}

/// What the nearest folder above says that its pages are.
fn kind_in(folder: &str, folders: &BTreeMap<String, Folder>, reading: &Reading) -> &'static Kind {
    let mut folder = inner(folder);
    loop {
        if let Some(kind) = folders.get(folder).and_then(|folder| folder.kind) {
            return kind;
        }
        match folder.rsplit_once('/') {
            Some((above, _)) => folder = above,
            None if folder.is_empty() => return reading.kinds.fallback(),
            None => folder = "",
        }
    }
}

/// Files larger than this are not held in memory to be looked at.
const LOOKED_AT: u64 = 64 << 20;

fn asset_of(root: &Path, entry: &Entry, seen: &Seen) -> Result<Asset, Problem> {
    if let Some(asset) = seen.asset(entry) {
        return Ok(asset);
    }
    if entry.len > LOOKED_AT && !asset::named_picture(&entry.path) {
        let print = source::print(root, &entry.path)?;
        return Ok(Asset::large(&entry.path, print, entry.len));
    }
    source::bytes(root, &entry.path).map(|bytes| Asset::of(&entry.path, &bytes))
}

/// Folders that are two things at once, pages where none can be, and names in capital letters.
fn structure(content: &[Entry]) -> Vec<Problem> {
    let capital = content.iter().filter_map(|entry| {
        let right = in_small_letters(name(&entry.path))?;
        let problem = Problem::new(&diagnostic::NAME_CAPITAL, format!("`{}`", name(&entry.path)));
        Some(problem.in_file(&entry.path).mend(format!("改名为 `{right}`")))
    });
    let mut problems: Vec<Problem> = capital.collect();
    problems.extend(ownership(content));
    problems
}

/// The name that a page's file should have, where it has it but for capital letters. Every system
/// takes them for one name or for two as it likes, so they are not read as one here.
fn in_small_letters(name: &str) -> Option<String> {
    let (stem, end) = name.rsplit_once('.')?;
    let small = |fixed: &&str| stem.eq_ignore_ascii_case(fixed);
    let stem = ["index", "_index"].into_iter().find(small).unwrap_or(stem);
    let right = format!("{stem}.md");
    (end.eq_ignore_ascii_case("md") && right != name).then_some(right)
}

/// Folders that are two things at once, and pages where none can be.
fn ownership(content: &[Entry]) -> Vec<Problem> {
    let owners: BTreeSet<&str> = content
        .iter()
        .filter(|entry| name(&entry.path) == "index.md")
        .map(|entry| folder_of(&entry.path))
        .collect();
    if owners.is_empty() {
        return Vec::new();
    }
    let documents = content.iter().filter(|entry| asset::extension(&entry.path) == "md");
    let problem = |entry: &Entry| {
        let (folder, name) = (folder_of(&entry.path), name(&entry.path));
        if name == "_index.md" && owners.contains(folder) {
            return Some(Problem::new(&diagnostic::INDEX_BOTH, "").in_file(&entry.path));
        }
        // A page's own folder is no folder around it.
        let around = above(folder).skip(usize::from(name == "index.md"));
        let owner = around.filter(|folder| owners.contains(folder)).last()?;
        let detail = format!("`{owner}/index.md`");
        Some(Problem::new(&diagnostic::PAGE_INSIDE_PAGE, detail).in_file(&entry.path))
    };
    documents.filter_map(problem).collect()
}

/// Reads the text of `图说.txt`: each line a file's name, a colon or tab, and what is said of it.
pub fn captions(text: &str) -> Vec<Caption> {
    let mut all = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let parts = line.trim().split_once(['：', ':', '\t']);
        if let Some((file, said)) =
            parts.filter(|(file, _)| !file.trim().is_empty() && !file.starts_with('#'))
        {
            all.push(Caption {
                file: file.trim().to_owned(),
                text: said.trim().to_owned(),
                span: at..at + line.trim_end().len(),
            });
        }
        at += line.len();
    }
    all
}

/// One whose name is told to be in capital letters waits until it is not.
fn is_document(path: &str) -> bool {
    let is_named = asset::extension(path) == "md" && in_small_letters(name(path)).is_none();
    is_named && !is_folder(path)
}

fn is_folder(path: &str) -> bool {
    name(path) == "_index.md"
}

/// Everything else, and whatever `static/` holds.
fn is_asset(path: &str) -> bool {
    asset::extension(path) != "md" || path.starts_with("static/")
}

/// Whether a file of `content/` lies below a folder of it; the empty folder is `content/` itself.
fn is_below(file: &str, folder: &str) -> bool {
    let file = inner(file);
    folder.is_empty() || file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A folder's path below `content/`.
fn inner(folder: &str) -> &str {
    folder.strip_prefix("content").unwrap_or(folder).trim_start_matches('/')
}

#[cfg(test)]
mod tests {
    use super::captions;

    #[test]
    fn captions_are_lines_of_name_and_text() {
        let text = "01.jpg：清晨，宣传台前：横幅刚刚挂好。\r\n\r\n# 备注\n02.jpg: 发放明白纸\n没有冒号的一行\n";
        let read = captions(text);
        assert_eq!(read.len(), 2);
        assert_eq!(
            (read[0].file.as_str(), read[0].text.as_str()),
            ("01.jpg", "清晨，宣传台前：横幅刚刚挂好。")
        );
        assert_eq!(&text[read[1].span.clone()], "02.jpg: 发放明白纸");
    }
}
