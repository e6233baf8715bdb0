//! A site that is kept in step with random edits equals one that is read from nothing: every
//! output byte for byte, and every problem.
//!
//! `MINSHENG_EDITS=20000` makes it a long run, `MINSHENG_SEED=7` another one than usual.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minsheng::build;
use minsheng::cache::Cache;
use minsheng::live::{self, Live, Reach};
use minsheng::page::Kinds;
use minsheng::publish::Content;
use support::Scratch;
use support::random::Random;
use support::random::edit;
use support::random::site::{self, Files};
use support::random::step::{self, Step};

/// How many edits one site goes through.
const EDITS: usize = 40;

#[test]
fn a_site_kept_in_step_equals_one_read_from_nothing() {
    let said = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let edits: u64 = said("MINSHENG_EDITS").unwrap_or(1200);
    let first: u64 = said("MINSHENG_SEED").unwrap_or(1);
    let sites = edits.div_ceil(EDITS as u64);
    let mut tally = Tally::default();
    for seed in first..first + sites {
        follow(seed, &mut tally);
    }
    println!("{tally:?}");
    // Each way of following must have been gone, or nothing is shown.
    assert!(tally.pages * 20 > tally.edits && tally.everything * 10 > tally.edits, "{tally:?}");
    assert!(tally.nothing > 0 && tally.refused * 2 < tally.edits, "{tally:?}");
}

#[derive(Debug, Default)]
struct Tally {
    edits: usize,
    nothing: usize,
    pages: usize,
    everything: usize,
    refused: usize,
}

fn follow(seed: u64, tally: &mut Tally) {
    let random = &mut Random::new(seed);
    let (mut files, scratch, mut live) = loop {
        let files = site::site(random);
        let scratch =
            files.iter().fold(Scratch::new(), |site, (path, bytes)| site.write(path, bytes));
        if let Some(live) = read(scratch.root())
            && !build::has_errors(&live.problems())
        {
            break (files, scratch, live);
        }
    };
    let mut good = files.clone();
    let mut broken = false;
    for number in 0..EDITS {
        let mut steps = Vec::new();
        if broken {
            steps = step::between(&files, &good);
        }
        while steps.is_empty() {
            edit::edit(random, &files, &mut steps);
        }
        steps.retain(|step| !matches!(step, Step::Today(_)));
        let before = files.clone();
        for step in &steps {
            step.perform(scratch.root(), &scratch.output(), &[]);
            step.change(&mut files);
        }
        let step = live.apply(&named(&steps, &before, &files));
        let fresh = read(scratch.root());
        tally.edits += 1;
        let (Ok(step), Some(fresh)) = (step, fresh) else {
            (broken, tally.refused) = (true, tally.refused + 1);
            continue;
        };
        match step.reach {
            Reach::Nothing => tally.nothing += 1,
            Reach::Pages => tally.pages += 1,
            Reach::Everything => tally.everything += 1,
        }
        let sorted = |live: &Live| build::sorted(scratch.root(), live.problems());
        let (is, wanted) = (sorted(&live), sorted(&fresh));
        broken = build::has_errors(&wanted);
        tally.refused += usize::from(broken);
        if broken {
            // What can no longer be read stands as it was, so the two may differ in what follows.
            assert!(build::has_errors(&is), "seed {seed}, edit {number}: {steps:?}");
            continue;
        }
        good.clone_from(&files);
        assert_eq!(is, wanted, "seed {seed}, edit {number}: {steps:?}");
        let (is, wanted) = (outputs(&live), outputs(&fresh));
        for path in is.keys().chain(wanted.keys()) {
            let text = |of: &BTreeMap<String, Vec<u8>>| {
                of.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
            };
            let differs = is.get(path) != wanted.get(path);
            assert!(
                !differs,
                "seed {seed}, edit {number}: {path} differs after {steps:?}: it is\n{:?}\nnot\n{:?}",
                text(&is),
                text(&wanted)
            );
        }
    }
}

/// The names that the system would tell: of files that are written or gone, and at times of the
/// folder alone.
fn named(steps: &[Step], before: &Files, after: &Files) -> BTreeSet<String> {
    let changed = before.keys().chain(after.keys());
    let changed = changed.filter(|path| before.get(*path) != after.get(*path)).cloned();
    let touched = steps.iter().filter_map(|step| match step {
        Step::Write(path, ..) | Step::Touch(path, _) => Some(path.clone()),
        _ => None,
    });
    changed.chain(touched).collect()
}

fn read(root: &Path) -> Option<Live> {
    let options = live::Options {
        root: root.to_owned(),
        today: Some("2026-11-24".parse().expect("a day")),
        drafts: false,
        kinds: Kinds::built_in(),
    };
    let listed = live::list(&options).ok()?;
    Live::read(options, listed, Cache::of(root), &|_, _, _| {}).ok()
}

/// Everything that the site would publish.
fn outputs(live: &Live) -> BTreeMap<String, Vec<u8>> {
    let made = |path: &String, output| {
        let (matter, _) = live.maker().matter(path, output);
        match live.maker().make(matter).expect("an output").content {
            Content::Bytes(bytes) => bytes,
            Content::Copy(file) => std::fs::read(file).expect("a file"),
        }
    };
    live.plan().outputs().iter().map(|(path, output)| (path.clone(), made(path, output))).collect()
}
