//! Everything read from the site's folder, by path: each file once, in parallel.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::asset::{self, Asset};
use crate::cache::Seen;
use crate::diagnostic::{self, Problem};
use crate::page::folder::{self, Folder};
use crate::page::{self, Kind, Reading};
use crate::source::{self, Entry, Tree};

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
    /// Problems of the folder as a whole; documents keep their own.
    pub problems: Vec<Problem>,
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

/// Reads every file that `tree` lists. `seen` remembers assets of earlier runs, so that large
/// ones are not read again.
pub fn read(root: &Path, tree: &Tree, reading: &Reading, seen: &Seen) -> Library {
    let mut library = Library::default();
    structure(&tree.content, &mut library.problems);
    for entry in tree.content.iter().filter(|entry| name(&entry.path) == "_index.md") {
        match source::text(root, &entry.path) {
            Ok(text) => {
                let (folder, problems) = folder::read(&entry.path, &text, reading);
                library.problems.extend(problems);
                if let Some(folder) = folder {
                    library.folders.insert(inner(folder_of(&entry.path)).to_owned(), folder);
                }
            }
            Err(problem) => library.problems.push(problem),
        }
    }
    library.documents = tree
        .content
        .par_iter()
        .filter(|entry| is_document(&entry.path))
        .map(|entry| {
            (entry.path.clone(), Arc::new(document(root, &entry.path, &library.folders, reading)))
        })
        .collect();
    let files = tree
        .content
        .par_iter()
        .chain(&tree.statics)
        .filter(|entry| asset::extension(&entry.path) != "md");
    let assets: Vec<(String, Result<Asset, Problem>)> =
        files.map(|entry| (entry.path.clone(), asset_of(root, entry, seen))).collect();
    for (path, asset) in assets {
        match asset {
            Ok(asset) => {
                library.assets.insert(path, Arc::new(asset));
            }
            Err(problem) => library.problems.push(problem),
        }
    }
    for entry in tree.content.iter().filter(|entry| name(&entry.path) == CAPTIONS) {
        match source::text(root, &entry.path) {
            Ok(text) => {
                library.problems.extend(page::private_figures(
                    &entry.path,
                    &text.text,
                    reading.config,
                ));
                library.captions.insert(folder_of(&entry.path).to_owned(), captions(&text.text));
            }
            Err(problem) => library.problems.push(problem),
        }
    }
    library
}

/// Reads one document in the light of its folders.
pub fn document(
    root: &Path,
    path: &str,
    folders: &BTreeMap<String, Folder>,
    reading: &Reading,
) -> page::Read {
    match source::text(root, path) {
        Ok(text) => page::read(path, &text, kind_in(folder_of(path), folders, reading), reading),
        Err(problem) => page::Read { page: None, problems: vec![problem] },
    }
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
        return Ok(Asset { print, len: entry.len, sort: asset::Sort::Office });
    }
    source::bytes(root, &entry.path).map(|bytes| Asset::of(&entry.path, bytes))
}

/// Folders that are two things at once, and pages where none can be.
fn structure(content: &[Entry], problems: &mut Vec<Problem>) {
    let owners: Vec<&str> = content
        .iter()
        .filter(|entry| name(&entry.path) == "index.md")
        .map(|entry| folder_of(&entry.path))
        .collect();
    for entry in content.iter().filter(|entry| asset::extension(&entry.path) == "md") {
        let folder = folder_of(&entry.path);
        if name(&entry.path) == "_index.md" && owners.contains(&folder) {
            problems.push(Problem::new(&diagnostic::INDEX_BOTH, "").in_file(&entry.path));
            continue;
        }
        let inside = owners.iter().find(|owner| {
            entry
                .path
                .strip_prefix(**owner)
                .is_some_and(|rest| rest.starts_with('/') && rest != "/index.md")
        });
        if let Some(owner) = inside {
            let detail = format!("`{owner}/index.md`");
            problems.push(Problem::new(&diagnostic::PAGE_INSIDE_PAGE, detail).in_file(&entry.path));
        }
    }
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

fn is_document(path: &str) -> bool {
    asset::extension(path) == "md" && name(path) != "_index.md"
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
