//! The only test code that knows the program's API: a site in a scratch folder, built and looked at.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod html;
pub mod nginx;
pub mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use chrono::NaiveDate;
use minsheng::build::{self, Options, Report};
use minsheng::diagnostic;
use minsheng::page::Kinds;
use minsheng::publish::Why;
use tempfile::TempDir;

/// A site in a folder that vanishes after the test, built for a day that never changes.
pub struct Scratch {
    folder: TempDir,
    today: NaiveDate,
    drafts: bool,
    output: PathBuf,
    report: Report,
}

/// The day for which tests build unless they say another: after every date in the fixtures.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");

impl Scratch {
    /// An empty site: a title, and nothing else.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let output = folder.path().join("public");
        let report = Report::default();
        let site = Self { folder, today: TODAY, drafts: false, output, report };
        std::fs::create_dir(site.root().join("content")).expect("a new folder");
        site.write("site.toml", "title = \"云溪镇民生工程\"\n")
    }

    /// A copy of a fixture, a folder below `tests/`.
    pub fn copy_of(fixture: &str) -> Self {
        let site = Self::new();
        copy(&tests().join(fixture), site.root());
        site
    }

    /// The site's folder.
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Where it is published.
    pub fn output(&self) -> PathBuf {
        self.output.clone()
    }

    /// Publishes into another folder of the site from now on.
    pub fn publish_to(mut self, folder: &str) -> Self {
        self.output = self.root().join(folder);
        self
    }

    /// Builds for another day from now on, written `2026-11-24`.
    pub fn on(mut self, day: &str) -> Self {
        self.today = day.parse().expect("a day");
        self
    }

    /// Builds drafts and scheduled pages too from now on.
    pub fn with_drafts(mut self) -> Self {
        self.drafts = true;
        self
    }

    /// Writes a file of the site, its folders as needed.
    pub fn write(self, path: &str, text: impl AsRef<[u8]>) -> Self {
        let path = self.root().join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, text).expect("a file");
        self
    }

    /// Replaces a text that must be there in a file of the site.
    pub fn replace(self, path: &str, old: &str, new: &str) -> Self {
        let text = std::fs::read_to_string(self.root().join(path)).expect("a text file");
        assert!(text.contains(old), "{path} does not contain {old}");
        self.write(path, text.replace(old, new))
    }

    /// Removes a file or folder of the site.
    pub fn remove(self, path: &str) -> Self {
        let path = self.root().join(path);
        if path.is_dir() {
            std::fs::remove_dir_all(path).expect("a folder that can go");
        } else {
            std::fs::remove_file(path).expect("a file that can go");
        }
        self
    }

    /// Renames a file or folder of the site.
    pub fn rename(self, old: &str, new: &str) -> Self {
        let new = self.root().join(new);
        std::fs::create_dir_all(new.parent().expect("a folder")).expect("folders");
        std::fs::rename(self.root().join(old), new).expect("a rename");
        self
    }

    /// Gives a file of the site the time of now, its bytes left alone.
    pub fn touch(self, path: &str) -> Self {
        date(&self.root().join(path), SystemTime::now());
        self
    }

    /// An hour passes: no file of the site can be told from a change that follows at once.
    pub fn an_hour_later(self) -> Self {
        let then = SystemTime::now() - Duration::from_hours(1);
        for entry in walkdir::WalkDir::new(self.root()).into_iter().flatten() {
            let inside = entry.path().strip_prefix(self.root()).expect("below the root");
            if entry.file_type().is_file()
                && !inside.starts_with("public")
                && !inside.starts_with(".minsheng")
            {
                date(entry.path(), then);
            }
        }
        self
    }

    /// Builds the site, whatever comes of it.
    pub fn try_build(mut self) -> Self {
        let options = Options {
            root: self.root().to_owned(),
            output: self.output(),
            today: Some(self.today),
            drafts: self.drafts,
            kinds: Kinds::built_in(),
        };
        self.report = build::build(&options, &|_, _, _| {});
        self
    }

    /// Builds the site, which must have no errors.
    pub fn build(self) -> Self {
        let site = self.try_build();
        assert!(!build::has_errors(&site.report.problems), "{}", site.messages());
        site
    }

    /// How the last build went.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// All problems of the last build as they stand on the screen.
    pub fn messages(&self) -> String {
        self.report.problems.iter().map(diagnostic::screen).collect::<Vec<_>>().join("\n")
    }

    /// The codes of the last build's problems, in their order.
    pub fn codes(&self) -> Vec<&str> {
        self.report.problems.iter().map(|problem| problem.rule.code).collect()
    }

    /// The files that the last build wrote, each with the reason.
    pub fn written(&self) -> &BTreeMap<String, Why> {
        &self.report.published.as_ref().expect("the last build published").written
    }

    /// The last build wrote every file that there is.
    pub fn wrote_everything(self) -> Self {
        let written: Vec<&String> = self.written().keys().collect();
        let there = self.files();
        assert_eq!(written, there.keys().collect::<Vec<_>>());
        self
    }

    /// The last build wrote exactly these files, and of the search index what it touches, which
    /// `tests/search.rs` looks at.
    pub fn wrote(self, paths: &[&str]) -> Self {
        let written = self.written().keys().filter(|path| !is_of_index(path));
        assert_eq!(written.collect::<Vec<_>>(), paths);
        self
    }

    /// The last build removed exactly these files, and perhaps some of the search index.
    pub fn removed(self, paths: &[&str]) -> Self {
        let published = self.report.published.as_ref().expect("the last build published");
        let removed = published.removed.iter().filter(|path| !is_of_index(path));
        assert_eq!(removed.collect::<Vec<_>>(), paths);
        self
    }

    /// The names of all published files.
    pub fn paths(&self) -> Vec<String> {
        self.files().into_keys().collect()
    }

    /// When each published file was last written.
    pub fn times(&self) -> BTreeMap<String, SystemTime> {
        let time = |path: String| {
            let facts = std::fs::metadata(self.output().join(&path)).expect("a file");
            (path, facts.modified().expect("a time"))
        };
        self.paths().into_iter().map(time).collect()
    }

    /// Every published file with its bytes; the program's own bookkeeping is left out.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(&self.output())
    }

    /// A published text file.
    pub fn page(&self, path: &str) -> String {
        std::fs::read_to_string(self.output().join(path))
            .unwrap_or_else(|error| panic!("{path}: {error}; there are {:#?}", self.files().keys()))
    }

    /// A published text file contains a text.
    pub fn shows(self, path: &str, text: &str) -> Self {
        let page = self.page(path);
        assert!(page.contains(text), "{path} does not show {text}:\n{page}");
        self
    }

    /// A published text file does not contain a text.
    pub fn hides(self, path: &str, text: &str) -> Self {
        let page = self.page(path);
        assert!(!page.contains(text), "{path} shows {text}");
        self
    }
}

/// Whether a published file belongs to the search index.
pub fn is_of_index(path: &str) -> bool {
    path.starts_with("search/") && minsheng::asset::extension(path) == "js"
}

fn date(path: &Path, time: SystemTime) {
    let file = std::fs::File::options().write(true).open(path).expect("a file");
    file.set_modified(time).expect("a new time");
}

/// The folder `tests/`.
pub fn tests() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests")
}

/// All files below a folder by their paths with `/`, without what the program keeps for itself.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            (path.to_string_lossy().replace('\\', "/"), entry.path().to_owned())
        })
        .filter(|(path, _)| !path.starts_with(".minsheng"))
        .map(|(path, file)| (path, std::fs::read(file).expect("a file")))
        .collect()
}

/// The names of the folders in one of `tests/`, each a case.
pub fn cases(of: &str) -> Vec<String> {
    let entries = std::fs::read_dir(tests().join(of)).expect("a folder of cases");
    let mut names: Vec<String> = entries
        .flatten()
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert!(!names.is_empty(), "tests/{of} has no cases");
    names
}

/// Whether what comes out is to be written down as what is expected.
pub fn blessing() -> bool {
    std::env::var_os("MINSHENG_BLESS").is_some()
}

/// Compares what came out with a folder of expected files: one line for each that is missing, is
/// left over, or differs. Blessing makes the folder equal instead.
pub fn compare(expected: &Path, found: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
    if blessing() {
        if expected.exists() {
            std::fs::remove_dir_all(expected).expect("a folder that can go");
        }
        for (path, bytes) in found {
            let path = expected.join(path);
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
            std::fs::write(path, bytes).expect("a file");
        }
        return Vec::new();
    }
    let wanted = files(expected);
    let left_over = wanted.keys().filter(|path| !found.contains_key(*path));
    let left_over = left_over.map(|path| format!("{path} is expected and was not published"));
    let differing = found.iter().filter_map(|(path, bytes)| match wanted.get(path) {
        None => Some(format!("{path} was published and is not expected")),
        Some(wanted) if wanted == bytes => None,
        Some(wanted) => Some(format!("{path} differs\n{}", difference(wanted, bytes))),
    });
    left_over.chain(differing).collect()
}

/// The same for one text file, which is not there where nothing is expected.
pub fn compare_text(expected: &Path, found: &str) -> Option<String> {
    if blessing() {
        if found.is_empty() {
            let _ = std::fs::remove_file(expected);
        } else {
            std::fs::write(expected, found).expect("a file");
        }
        return None;
    }
    let wanted = std::fs::read(expected).unwrap_or_default();
    let name = expected.file_name().unwrap_or_default().to_string_lossy();
    (wanted != found.as_bytes())
        .then(|| format!("{name} differs\n{}", difference(&wanted, found.as_bytes())))
}

/// The first line in which two texts differ.
fn difference(wanted: &[u8], found: &[u8]) -> String {
    let (wanted, found) = (String::from_utf8_lossy(wanted), String::from_utf8_lossy(found));
    let (mut wanted, mut found) = (wanted.split('\n'), found.split('\n'));
    for number in 1.. {
        match (wanted.next(), found.next()) {
            (None, None) => break,
            (a, b) if a == b => {}
            (a, b) => {
                let shown = |line: Option<&str>| line.unwrap_or("(the end)").to_owned();
                return format!(
                    "  line {number} expected: {}\n  line {number} found:    {}",
                    shown(a),
                    shown(b)
                );
            }
        }
    }
    String::new()
}

/// Copies a folder into another.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }
}

/// The names of all files below a folder, the program's own included.
pub fn everything(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = walkdir::WalkDir::new(folder)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
        .map(|entry| {
            let path = entry.path().strip_prefix(folder).expect("below the folder");
            path.to_string_lossy().replace('\\', "/")
        })
        .collect();
    names.sort();
    names
}
