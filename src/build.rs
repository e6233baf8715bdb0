//! One build: from the site's folder to the published site, with everything there is to tell.

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache::{self, Cache};
use crate::config;
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::ledger;
use crate::live::{self, Live};
use crate::page::Kinds;
use crate::publish::{self, Progress, Published};
use crate::site::agenda::{self, Agenda};
use crate::source::{self, Tree};

/// What to build, and where to.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The folder to publish into.
    pub output: PathBuf,
    /// The day to build for; the day in the site's zone where none is given.
    pub today: Option<NaiveDate>,
    /// Drafts and scheduled pages too.
    pub drafts: bool,
    /// The kinds of document that the site may use.
    pub kinds: Kinds,
}

/// How a build went.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Everything that should be mended, errors first, then by place.
    pub problems: Vec<Problem>,
    /// What was done; `None` where an error stood in the way, and nothing was touched.
    pub published: Option<Published>,
    /// What falls due.
    pub agenda: Agenda,
    /// How many documents visitors see.
    pub pages: usize,
}

/// Builds a site. Nothing is published while there is an error.
pub fn build(options: &Options, progress: Progress) -> Report {
    let failed =
        |problems| Report { problems: sorted(&options.root, problems), ..Report::default() };
    let reading = live::Options {
        root: options.root.clone(),
        today: options.today,
        drafts: options.drafts,
        kinds: options.kinds.clone(),
    };
    let listed = match live::list(&reading) {
        Ok(listed) => listed,
        Err(problems) => return failed(problems),
    };
    if let Some(problem) = overlap(&options.root, &options.output) {
        return Report { problems: vec![problem], ..Report::default() };
    }
    let cache = Cache::of(&options.root);
    cache.sweep();
    let inputs = inputs(options, &listed.tree, listed.today);
    if let Some(report) = unchanged(options, &cache, inputs, &listed.tree) {
        return report;
    }
    let told = [&listed.doubts[..], &listed.problems].concat();
    let live = match Live::read(reading, listed, cache.clone(), progress) {
        Ok(live) => live,
        Err(more) => return failed([told, more].concat()),
    };
    let mut report = Report {
        published: None,
        agenda: agenda::agenda(live.site(), live.library()),
        pages: live.site().pages.len(),
        problems: sorted(&options.root, live.problems()),
    };
    if has_errors(&report.problems) {
        return report;
    }
    match publish::publish(live.plan(), live.maker(), &options.output, &cache, progress) {
        Ok(published) => {
            cache.forget_pictures(
                &live.maker().picture_names(live.plan().outputs().iter().map(|(_, output)| output)),
            );
            report.published = Some(published);
            remember(&cache, inputs, live.tree(), &report);
        }
        Err(more) => {
            report.problems.extend(more);
            report.problems = sorted(&options.root, std::mem::take(&mut report.problems));
        }
    }
    // Ten thousand pages take a while to be let go of, and nobody need wait for it.
    rayon::spawn(move || drop(live));
    report
}

/// Where the last build is kept in the cache.
const LAST: &str = "last";

/// Whether there is an error among problems for which nothing is published.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(Problem::stops)
}

/// Problems with their places, errors first, then by place.
pub fn sorted(root: &Path, mut problems: Vec<Problem>) -> Vec<Problem> {
    source::locate(root, &mut problems);
    let place = |problem: &Problem| {
        let quote = problem.place.as_ref().and_then(|place| place.quote.as_ref());
        quote.map_or((0, 0), |quote| (quote.line, quote.column))
    };
    let order =
        |problem: &Problem| (problem.rule.level, problem.file().map(str::to_owned), place(problem));
    problems
        .sort_by_cached_key(|problem| (order(problem), problem.rule.code, problem.detail.clone()));
    problems.dedup();
    problems
}

/// The output may lie in the site's folder, but not in what is read from it, nor around it.
fn overlap(root: &Path, output: &Path) -> Option<Problem> {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let output = whole(output).canonicalize().unwrap_or_else(|_| whole(output));
    let root = whole(root).canonicalize().unwrap_or_else(|_| whole(root));
    let read = ["content", "static", "themes", cache::FOLDER].map(|folder| root.join(folder));
    let inside = root.starts_with(&output) || read.iter().any(|folder| output.starts_with(folder));
    inside.then(|| Problem::new(&diagnostic::OUTPUT_INSIDE, format!("`{}`", output.display())))
}

/// The last build that succeeded: as long as its inputs and outputs are as it left them, the next
/// one would do nothing, and need not even read.
#[derive(Serialize, Deserialize)]
struct Last {
    inputs: Fingerprint,
    outputs: Fingerprint,
    began: u128,
    report: Report,
}

/// The fingerprint of everything that a build depends on, by the files' sizes and times.
fn inputs(options: &Options, tree: &Tree, today: NaiveDate) -> Fingerprint {
    let config = source::entry(&options.root, config::FILE);
    let files: Vec<(&str, u64, u128, i128)> = tree
        .entries()
        .chain(&config)
        .map(|entry| (entry.path.as_str(), entry.len, entry.modified, entry.noted))
        .collect();
    Fingerprint::of(&(files, today, options.drafts, &options.output))
}

/// The fingerprint of the output folder by sizes and times; `None` where it is not as a finished
/// build leaves it.
fn outputs(folder: &Path) -> Option<Fingerprint> {
    let ledger = ledger::read(folder).filter(|ledger| !ledger.unfinished)?;
    if ledger::is_half_written(folder) {
        return None;
    }
    let paths: Vec<&String> = ledger.files.keys().collect();
    let facts: Vec<Option<(u64, u128)>> =
        paths.par_iter().map(|path| publish::facts(folder, path)).collect();
    Some(publish::state(paths.into_iter().zip(facts)))
}

/// What the last build told, if this one would be the same.
fn unchanged(options: &Options, cache: &Cache, inputs: Fingerprint, tree: &Tree) -> Option<Report> {
    let last: Last = cache.read(LAST)?;
    let config = source::entry(&options.root, config::FILE);
    let settled =
        tree.entries().chain(&config).all(|entry| cache::is_settled(entry.modified, last.began));
    if !settled || last.inputs != inputs || outputs(&options.output) != Some(last.outputs) {
        return None;
    }
    Some(last.report)
}

fn remember(cache: &Cache, inputs: Fingerprint, tree: &Tree, report: &Report) {
    let Some(outputs) = report.published.as_ref().and_then(|done| done.left) else { return };
    let files = report.published.as_ref().map_or(0, |done| done.written.len() + done.unchanged);
    let nothing = Published { unchanged: files, ..Published::default() };
    let report = Report {
        published: Some(nothing),
        problems: report.problems.clone(),
        agenda: report.agenda.clone(),
        pages: report.pages,
    };
    cache.write(LAST, &Last { inputs, outputs, began: tree.began, report });
}
