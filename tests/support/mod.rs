//! The only test code that knows the program's API: a site in a scratch folder, built and looked at.

#![allow(dead_code, reason = "each test file uses its own part")]

pub mod random;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

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
    report: Report,
}

/// The day for which tests build unless they say another: after every date in the fixtures.
const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");

impl Scratch {
    /// An empty site: a title, and nothing else.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder for the test");
        let site = Self { folder, today: TODAY, drafts: false, report: Report::default() };
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
        self.root().join("public")
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

    /// The last build wrote exactly these files.
    pub fn wrote(self, paths: &[&str]) -> Self {
        assert_eq!(self.written().keys().collect::<Vec<_>>(), paths);
        self
    }

    /// The last build removed exactly these files.
    pub fn removed(self, paths: &[&str]) -> Self {
        let published = self.report.published.as_ref().expect("the last build published");
        assert_eq!(published.removed.iter().collect::<Vec<_>>(), paths);
        self
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

/// Copies a folder into another that exists.
pub fn copy(from: &Path, to: &Path) {
    for (path, bytes) in files(from) {
        let path = to.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }
}
