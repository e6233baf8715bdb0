//! Two builds of one site are the same to the byte, wherever and however they are made.

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::random::Random;
use support::random::site::{self, Files};
use support::tests;
use tempfile::TempDir;

/// The surroundings of a build.
#[derive(Clone, Copy, Debug)]
struct Around {
    threads: usize,
    zone: &'static str,
    locale: &'static str,
    /// The site's folder, below one for the test.
    root: &'static str,
    /// The files are written to the disk in this order or the other way round.
    backwards: bool,
}

const HERE: Around =
    Around { threads: 1, zone: "America/New_York", locale: "C", root: "site", backwards: false };

const ELSEWHERE: Around = Around {
    threads: 2,
    zone: "Asia/Shanghai",
    locale: "zh_CN.UTF-8",
    root: "云溪镇 民生/网站/public",
    backwards: true,
};

#[test]
fn a_random_site_comes_out_the_same_in_any_surroundings() {
    let mut compared = 0;
    for seed in 1..=8 {
        let files = site::site(&mut Random::new(seed));
        // A site with an error publishes nothing, wherever it is built.
        let Some(wanted) = build(&files, HERE) else { continue };
        for other in [
            HERE,
            Around { threads: ELSEWHERE.threads, ..HERE },
            Around { zone: ELSEWHERE.zone, ..HERE },
            Around { locale: ELSEWHERE.locale, ..HERE },
            Around { root: ELSEWHERE.root, ..HERE },
            Around { backwards: ELSEWHERE.backwards, ..HERE },
        ] {
            let found =
                build(&files, other).unwrap_or_else(|| panic!("no site {seed} with {other:?}"));
            same(&found, &wanted, &format!("site {seed} with {other:?}"));
        }
        compared += 1;
    }
    assert!(compared > 3, "only {compared} random sites had no errors");
}

#[test]
fn the_sample_site_comes_out_the_same_in_other_surroundings() {
    let repository = tests().join("..");
    let mut files = Files::new();
    for folder in ["content", "static", "themes"] {
        let there = support::files(&repository.join(folder));
        files.extend(there.into_iter().map(|(path, bytes)| (format!("{folder}/{path}"), bytes)));
    }
    files.insert("site.toml".into(), std::fs::read(repository.join("site.toml")).expect("a file"));
    // Making its photos takes a while, so everything is different in a single other build.
    let (here, elsewhere) = std::thread::scope(|scope| {
        let here = scope.spawn(|| build(&files, HERE));
        let elsewhere = build(&files, ELSEWHERE);
        (here.join().expect("a build").expect("a site"), elsewhere.expect("a site"))
    });
    assert!(here.len() > 500, "the sample has only {} files", here.len());
    same(&elsewhere, &here, "the sample elsewhere");
}

/// Builds a site with the real program; `None` where it has an error.
fn build(files: &Files, around: Around) -> Option<BTreeMap<String, Vec<u8>>> {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = lay(&folder, files, around);
    let status = Command::new(env!("CARGO_BIN_EXE_minsheng"))
        .args(["build", "--today", "2026-11-24", "--root"])
        .arg(&root)
        .env("RAYON_NUM_THREADS", around.threads.to_string())
        .env("TZ", around.zone)
        .env("LC_ALL", around.locale)
        .env("LANG", around.locale)
        .output()
        .expect("the program runs")
        .status;
    let output = root.join("public");
    let ledger = Path::new(minsheng::ledger::FILE);
    status.success().then(|| {
        let mut made = support::files(&output);
        made.insert("the ledger".into(), std::fs::read(output.join(ledger)).expect("a ledger"));
        made
    })
}

fn lay(folder: &TempDir, files: &Files, around: Around) -> PathBuf {
    let root = folder.path().join(around.root);
    let mut order: Vec<(&String, &Vec<u8>)> = files.iter().collect();
    if around.backwards {
        order.reverse();
    }
    for (path, bytes) in order {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        std::fs::write(path, bytes).expect("a file");
    }
    root
}

fn same(found: &BTreeMap<String, Vec<u8>>, wanted: &BTreeMap<String, Vec<u8>>, which: &str) {
    let differing: Vec<&String> = found
        .keys()
        .chain(wanted.keys())
        .filter(|path| found.get(*path) != wanted.get(*path))
        .collect();
    assert!(differing.is_empty(), "{which}: {differing:?} come out differently");
}
