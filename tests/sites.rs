//! Each folder of `sites/` is a small site: what is published must be what its `expected/` holds,
//! and what is told must be its `messages.txt`.
//!
//! `MINSHENG_BLESS=1 cargo test --test sites` writes down what comes out now, to be looked through
//! before it is committed. A site that asks for the theme `plain` is given the one in
//! `support/plain`, which shows the values of a page and no look, so that a case about content
//! does not change with the design.

mod support;

use std::collections::BTreeMap;
use std::path::Path;

use support::{Scratch, cases, compare, compare_text, copy, is_of_index, tests};

#[test]
fn every_site_comes_out_as_expected() {
    let mut differences = Vec::new();
    for case in cases("sites") {
        let folder = tests().join("sites").join(&case);
        let site = case_of(&folder).build();
        let expected = folder.join("expected");
        let told = compare_text(&folder.join("messages.txt"), &site.messages());
        let differs = compare(&expected, &shown(site.files()));
        differences.extend(told.into_iter().chain(differs).map(|line| format!("{case}: {line}")));
    }
    assert!(differences.is_empty(), "MINSHENG_BLESS=1 accepts:\n{}", differences.join("\n"));
}

#[test]
fn every_site_comes_out_the_same_again_without_its_cache() {
    for case in cases("sites") {
        let folder = tests().join("sites").join(&case);
        let first = case_of(&folder).build();
        let before = first.files();
        let again = first.remove("public").remove(".minsheng").build();
        assert!(again.files() == before, "{case} comes out differently the second time");
    }
}

/// The case's own files, and the plain theme where it asks for it.
fn case_of(folder: &Path) -> Scratch {
    let site = Scratch::new();
    for part in ["site.toml", "content", "static", "themes"] {
        let from = folder.join(part);
        if from.is_dir() {
            copy(&from, &site.root().join(part));
        } else if from.is_file() {
            std::fs::copy(&from, site.root().join(part)).expect("a copy");
        }
    }
    let config = std::fs::read_to_string(site.root().join("site.toml")).expect("site.toml");
    if config.contains("theme = \"plain\"") {
        copy(&tests().join("support/plain"), &site.root().join("themes/plain"));
    }
    site
}

/// Published files as `expected/` keeps them: a photo's pixels are the encoder's affair and differ
/// between processors, so its size in pixels stands for it; the search index is for no one to read,
/// and has tests of its own.
fn shown(files: BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    files
        .into_iter()
        .filter(|(path, _)| !is_of_index(path))
        .map(|(path, bytes)| match minsheng::photo::facts(&bytes) {
            Ok(facts) if minsheng::asset::named_picture(&path) => {
                let size = format!("{}×{} 像素\n", facts.width, facts.height);
                (format!("{path}.txt"), size.into_bytes())
            }
            _ => (path, bytes),
        })
        .collect()
}
