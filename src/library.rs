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
        if new.page.is_none() && !new.draft {
            new.page = old.and_then(|old| old.page.clone());
            new.kept = new.page.is_some();
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
                let (captions, mut problems) = captions(path, &text.text);
                self.captions.insert(folder_of(path).to_owned(), captions);
                if text.legacy {
                    problems.push(Problem::new(&diagnostic::ENCODING_OLD, "").in_file(path));
                }
                problems.extend(page::private_figures(path, &text.text, reading.config));
                problems
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

/// Reads the text of `图说.txt`: each line a photo and what is said of it. Lines that are neither
/// that nor a note behind `#` are told, for their words would be missing from the album.
pub fn captions(path: &str, text: &str) -> (Vec<Caption>, Vec<Problem>) {
    let (mut all, mut problems) = (Vec::new(), Vec::new());
    let mut at = 0;
    for whole in text.split_inclusive('\n') {
        let line = whole.trim();
        let start = at + whole.len() - whole.trim_start().len();
        let span = start..start + line.len();
        at += whole.len();
        if line.is_empty() || line.starts_with('#') {
            continue;
        }
        match caption(line) {
            Some((file, said)) => {
                all.push(Caption { file: file.to_owned(), text: said.to_owned(), span });
            }
            None => problems.push(
                Problem::new(&diagnostic::PHOTO_UNKNOWN, "这一行没有写成 `照片文件名：说明`")
                    .at(path, span)
                    .mend("写成 `01.jpg：说明`；不是说明的行，在前面加 `#`"),
            ),
        }
    }
    (all, problems)
}

/// A line's photo and its caption: a colon or a tab is between them, or spaces where the name of a
/// picture stands before them.
fn caption(line: &str) -> Option<(&str, &str)> {
    let by_mark = line.split_once(['：', ':', '\t']);
    let before_mark = by_mark.map_or(line, |(file, _)| file);
    let is_picture = |parts: &(&str, &str)| asset::named_picture(parts.0.trim_end());
    // A name may have spaces of its own.
    let spaces = before_mark.match_indices(char::is_whitespace);
    let mut by_space = spaces.map(|(at, _)| line.split_at(at));
    let (file, said) = by_mark
        .filter(is_picture)
        .or_else(|| by_space.find(is_picture))
        .or(by_mark)
        .map(|(file, said)| (file.trim(), said.trim()))?;
    (!file.is_empty()).then_some((file, said))
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

    fn read(text: &str) -> (Vec<(String, String)>, Vec<String>) {
        let (captions, problems) = captions("content/gallery/a/图说.txt", text);
        let quoted = |span: std::ops::Range<usize>| text[span].to_owned();
        for caption in &captions {
            assert!(quoted(caption.span.clone()).starts_with(&caption.file));
        }
        let places = problems.into_iter().filter_map(|problem| problem.place?.span.map(quoted));
        let places = places.collect();
        (captions.into_iter().map(|caption| (caption.file, caption.text)).collect(), places)
    }

    #[test]
    fn captions_are_lines_of_name_and_text() {
        let (captions, lost) = read(
            "01.jpg：清晨，宣传台前：横幅刚刚挂好。\r\n\r\n# 备注\n 02.jpg: 发放明白纸\n03\t合影\n",
        );
        let expected = [
            ("01.jpg", "清晨，宣传台前：横幅刚刚挂好。"),
            ("02.jpg", "发放明白纸"),
            ("03", "合影"),
        ];
        assert_eq!(captions, expected.map(|(file, text)| (file.to_owned(), text.to_owned())));
        assert!(lost.is_empty(), "{lost:?}");
    }

    #[test]
    fn a_space_is_enough_behind_the_name_of_a_picture() {
        for line in [
            "a b.JPG：说明",
            "a.jpg 说明",
            "a.jpg　说明",
            "a.jpg   说明：会场",
            "a.jpg ：说明",
            "答疑 现场.jpg 说明",
            "a.jpg\t说明 一",
        ] {
            let (captions, lost) = read(line);
            assert_eq!((captions.len(), lost.len()), (1, 0), "{line}");
            assert!(captions[0].0.to_lowercase().ends_with(".jpg"), "{captions:?}");
            assert!(captions[0].1.starts_with("说明"), "{captions:?}");
        }
    }

    #[test]
    fn a_line_that_is_no_caption_is_told() {
        let (captions, lost) =
            read("宣传日图说\n01.jpg：横幅\r\n  没有冒号的一行  \n：没有照片\n#备注\n01.jpg");
        assert_eq!(captions.len(), 1, "{captions:?}");
        assert_eq!(lost, ["宣传日图说", "没有冒号的一行", "：没有照片", "01.jpg"]);
    }
}
