//! After any list of edits the incremental output equals a build from nothing, byte for byte.
//!
//! `MINSHENG_EDITS=20000` makes it a long run, `MINSHENG_SEED=7` another one than usual.

mod support;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use minsheng::build;
use minsheng::diagnostic::{self, Problem};
use support::Scratch;
use support::random::Random;
use support::random::edit;
use support::random::site::{self, Files};
use support::random::step::{self, Step};

/// How many edits one site goes through.
const EDITS: usize = 50;

#[test]
fn an_incremental_build_equals_one_from_nothing() {
    let said = |name: &str| std::env::var(name).ok().and_then(|value| value.parse().ok());
    let edits: u64 = said("MINSHENG_EDITS").unwrap_or(2000);
    let first: u64 = said("MINSHENG_SEED").unwrap_or(1);
    let sites = edits.div_ceil(EDITS as u64);
    let next = AtomicU64::new(first);
    let workers = std::thread::available_parallelism().map_or(2, usize::from);
    let tallies: Vec<Tally> = std::thread::scope(|scope| {
        let work = || {
            let mut tally = Tally::default();
            loop {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= first + sites {
                    return tally;
                }
                explore(seed, &mut tally);
            }
        };
        let started: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        started.into_iter().map(|worker| worker.join().expect("the property holds")).collect()
    });
    let sum = |of: fn(&Tally) -> usize| tallies.iter().map(of).sum::<usize>();
    let (edits, refused, written, kept) =
        (sum(|t| t.edits), sum(|t| t.refused), sum(|t| t.written), sum(|t| t.kept));
    println!("{edits} edits, {refused} of them refused; {written} files written, {kept} kept");
    // A generator whose sites are nearly all broken, or whose edits change nothing, shows nothing.
    assert!(refused * 2 < edits && refused * 50 > edits, "{refused} of {edits} edits were refused");
    assert!(written > edits && kept > written, "{written} files were written, {kept} kept");
}

/// What a run has seen, for the sake of knowing that it was worth it.
#[derive(Default)]
struct Tally {
    edits: usize,
    refused: usize,
    written: usize,
    kept: usize,
}

/// Edits one random site; fails with as few edits as show the difference.
fn explore(seed: u64, tally: &mut Tally) {
    let random = &mut Random::new(seed);
    let start = loop {
        let files = site::site(random);
        if from_nothing(&files, TODAY, false).report().published.is_some() {
            break files;
        }
    };
    let drafts = seed.is_multiple_of(8);
    let mut all: Vec<Vec<Step>> = vec![vec![Step::Settle]];
    let mut play = Play::new(&start, drafts);
    let mut good = start.clone();
    for number in 0..=EDITS {
        if number > 0 {
            let mut steps = Vec::new();
            if play.refused && random.chance(60) {
                steps = step::between(&play.files, &good);
            }
            while steps.is_empty() || random.chance(20) {
                edit::edit(random, &play.files, &mut steps);
            }
            all.push(steps);
        }
        if let Err(what) = play.edit(&all[number]) {
            let (fewest, what) = shortest(&start, drafts, all, what);
            panic!("seed {seed}: {what}\nafter\n{}\nof\n{}", told(&fewest), names(&start));
        }
        tally.edits += 1;
        tally.refused += usize::from(play.refused);
        tally.written += play.written;
        tally.kept += play.outputs.len().saturating_sub(play.written);
        if !play.refused {
            good = play.files.clone();
        }
    }
}

/// Leaves out edits one by one, as long as what is left still fails.
fn shortest(
    start: &Files,
    drafts: bool,
    mut all: Vec<Vec<Step>>,
    mut what: String,
) -> (Vec<Vec<Step>>, String) {
    let mut at = 0;
    while at < all.len() {
        let mut fewer = all.clone();
        fewer.remove(at);
        let mut play = Play::new(start, drafts);
        match fewer.iter().find_map(|steps| play.edit(steps).err()) {
            Some(still) => (all, what) = (fewer, still),
            None => at += 1,
        }
    }
    (all, what)
}

/// The day for which a site is built until an edit says another.
const TODAY: &str = "2026-11-24";

/// A site on its way through edits.
struct Play {
    site: Option<Scratch>,
    files: Files,
    today: String,
    drafts: bool,
    outputs: Vec<String>,
    refused: bool,
    written: usize,
}

impl Play {
    fn new(start: &Files, drafts: bool) -> Self {
        Self {
            site: Some(scratch(start, TODAY, drafts)),
            files: start.clone(),
            today: TODAY.to_owned(),
            drafts,
            outputs: Vec::new(),
            refused: false,
            written: 0,
        }
    }

    /// Does all steps of an edit, builds, and compares with a build from nothing.
    fn edit(&mut self, steps: &[Step]) -> Result<(), String> {
        let site = self.site.take().expect("a site");
        for step in steps {
            step.perform(site.root(), &site.output(), &self.outputs);
            step.change(&mut self.files);
            if let Step::Today(day) = step {
                self.today.clone_from(day);
            }
        }
        let before = site.files();
        let site = site.on(&self.today).try_build();
        let result = self.compare(&before, &site);
        self.site = Some(site);
        result
    }

    fn compare(&mut self, before: &Files, site: &Scratch) -> Result<(), String> {
        let after = site.files();
        let fresh = from_nothing(&self.files, &self.today, self.drafts);
        let (said, wanted) = (site.report(), fresh.report());
        if said.problems != wanted.problems {
            let only = |these: &[Problem], others: &[Problem]| {
                let only = these.iter().filter(|problem| !others.contains(problem));
                only.map(diagnostic::screen).collect::<String>()
            };
            return Err(format!(
                "only the incremental build says\n{}\nonly the other\n{}",
                only(&said.problems, &wanted.problems),
                only(&wanted.problems, &said.problems),
            ));
        }
        self.refused = build::has_errors(&said.problems);
        if self.refused {
            self.written = 0;
            return same("what was published", &after, before);
        }
        same("the output", &after, &fresh.files())?;
        if (&said.agenda, said.pages) != (&wanted.agenda, wanted.pages) {
            return Err(format!("it announces {:?}, not {:?}", said.agenda, wanted.agenda));
        }
        let published = said.published.as_ref().ok_or("nothing was published")?;
        let written: Vec<&String> = after
            .iter()
            .filter(|(path, bytes)| before.get(*path) != Some(*bytes))
            .map(|(path, _)| path)
            .collect();
        if published.written.keys().collect::<Vec<_>>() != written {
            let said = published.written.keys();
            return Err(format!("it wrote {said:?}, but {written:?} changed"));
        }
        self.written = written.len();
        self.outputs = after.into_keys().collect();
        Ok(())
    }
}

fn scratch(files: &Files, today: &str, drafts: bool) -> Scratch {
    let site =
        files.iter().fold(Scratch::new(), |site, (path, bytes)| site.write(path, bytes)).on(today);
    if drafts { site.with_drafts() } else { site }
}

fn from_nothing(files: &Files, today: &str, drafts: bool) -> Scratch {
    scratch(files, today, drafts).try_build()
}

fn same(
    what: &str,
    is: &BTreeMap<String, Vec<u8>>,
    wanted: &BTreeMap<String, Vec<u8>>,
) -> Result<(), String> {
    for path in is.keys().chain(wanted.keys()) {
        let (is, wanted) = (is.get(path), wanted.get(path));
        if is != wanted {
            let text = |bytes: Option<&Vec<u8>>| bytes.map_or("nothing".to_owned(), |b| shown(b));
            return Err(format!(
                "{what} differs at {path}: it is\n{}\nnot\n{}",
                text(is),
                text(wanted)
            ));
        }
    }
    Ok(())
}

fn told(edits: &[Vec<Step>]) -> String {
    let step = |step: &Step| match step {
        Step::Write(path, bytes, time) => {
            format!("  write {path} ({time:?})\n{}", shown(bytes))
        }
        other => format!("  {other:?}"),
    };
    let edit = |steps: &Vec<Step>| steps.iter().map(step).collect::<Vec<_>>().join("\n");
    edits.iter().map(edit).collect::<Vec<_>>().join("\n  -- build --\n")
}

fn shown(bytes: &[u8]) -> String {
    std::str::from_utf8(bytes).map_or_else(|_| format!("{} bytes", bytes.len()), str::to_owned)
}

fn names(files: &Files) -> String {
    files.keys().cloned().collect::<Vec<_>>().join("\n")
}
