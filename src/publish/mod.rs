//! Executes a plan into a folder: compares with the ledger, renders what differs beside its
//! place, and only when all of it is there moves it into place, in an order in which a visitor
//! never meets half a page or a dead link.
//!
//! The order is: the ledger with old and planned paths together, all new files, changed files,
//! the home page, removals, the final ledger.

mod disk;
mod make;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use disk::facts;
pub use make::{Maker, Part};

use crate::cache::Cache;
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::ledger::{self, Ledger};
use crate::plan::Plan;

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// Written files, each with the reason.
    pub written: BTreeMap<String, Why>,
    /// Removed files.
    pub removed: BTreeSet<String>,
    /// How many files were left as they were.
    pub unchanged: usize,
    /// How many photo sizes were made, not found in the cache.
    pub photos: usize,
}

/// Why a file was written: the very comparison that decided it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// It was not there before.
    New,
    /// These parts of its value differ.
    Parts(Vec<String>),
    /// The file in the output is not as it was left.
    Disturbed,
    /// Nothing is known of how it was made, and its bytes differ.
    Unknown,
}

/// What is remembered of each output, so that one that would be the same is not rendered.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Made {
    files: BTreeMap<String, Mark>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    parts: Vec<Part>,
    print: Fingerprint,
    len: u64,
    modified: u128,
}

/// Where what is remembered is kept in the cache.
const MADE: &str = "made.json";

/// The home page, which comes after everything that it leads to.
const HOME: &str = "index.html";

/// Tells how far the work is: what is being done, how much of it is done, how much there is.
pub type Progress<'a> = &'a (dyn Fn(&str, usize, usize) + Sync);

/// Executes `plan` into `folder`.
///
/// # Errors
///
/// Everything that stood in the way; the published site is then as it was before.
pub fn publish(
    plan: &Plan,
    maker: &Maker,
    folder: &Path,
    cache: &Cache,
    progress: Progress,
) -> Result<Published, Vec<Problem>> {
    let _lock = disk::claim(folder).map_err(|problem| vec![problem])?;
    let old = ledger::read(folder).unwrap_or_default();
    if old.unfinished {
        disk::sweep(folder, old.files.keys().chain(plan.outputs().keys()));
    }
    let made: Made =
        if old.unfinished { Made::default() } else { cache.read(MADE).unwrap_or_default() };
    let done = AtomicUsize::new(0);
    let decided: Vec<(&String, Decision)> = plan
        .outputs()
        .par_iter()
        .map(|(path, output)| {
            let parts = maker.parts(path, output);
            let decision = decide(folder, path, &old, made.files.get(path), parts);
            progress("比对", done.fetch_add(1, Ordering::Relaxed) + 1, plan.outputs().len());
            (path, decision)
        })
        .collect();
    let removed: BTreeSet<String> =
        old.files.keys().filter(|path| !plan.outputs().contains_key(*path)).cloned().collect();
    let mut marks: BTreeMap<String, Mark> = BTreeMap::new();
    let mut wanted: Vec<(&String, Vec<Part>, Why)> = Vec::new();
    for (path, decision) in decided {
        match decision {
            Decision::Keep(mark) => {
                marks.insert(path.clone(), mark);
            }
            Decision::Make(parts, why) => wanted.push((path, parts, why)),
        }
    }
    let mut published = Published { unchanged: marks.len(), ..Published::default() };
    if wanted.is_empty()
        && removed.is_empty()
        && !old.unfinished
        && folder.join(ledger::FILE).exists()
    {
        return Ok(published);
    }
    let blocked = |path: &str, error: &std::io::Error| {
        let detail = format!("`{path}`（{}）", disk::reason(error));
        vec![Problem::new(&diagnostic::OUTPUT_BLOCKED, detail)]
    };
    let open = Ledger {
        unfinished: true,
        files: old
            .files
            .keys()
            .chain(plan.outputs().keys())
            .map(|path| (path.clone(), None))
            .collect(),
    };
    ledger::write(folder, &open).map_err(|error| blocked(ledger::FILE, &error))?;
    let undo = |staged: &[Staged], problems: Vec<Problem>| {
        disk::discard(folder, staged.iter().map(|file| file.path.as_str()));
        restore(folder, &old);
        problems
    };
    maker
        .prepare_pictures(wanted.iter().map(|(path, ..)| &plan.outputs()[*path]), progress)
        .map_err(|problems| undo(&[], problems))?;
    let staged = match stage(plan, maker, folder, &old, wanted, progress) {
        Ok(staged) => staged,
        Err((staged, problems)) => return Err(undo(&staged, problems)),
    };
    let (unchanged, staged): (Vec<Staged>, Vec<Staged>) =
        staged.into_iter().partition(|file| file.same);
    published.unchanged += unchanged.len();
    progress("发布", 0, staged.len());
    for phase in [Phase::New, Phase::Changed, Phase::Home] {
        staged.par_iter().filter(|file| file.phase == phase).try_for_each(|file| {
            disk::settle(folder, &file.path).map_err(|error| blocked(&file.path, &error))
        })?;
    }
    for path in &removed {
        disk::remove(folder, path).map_err(|error| blocked(path, &error))?;
    }
    for file in staged.iter().chain(&unchanged) {
        marks.insert(file.path.clone(), file.mark.clone());
    }
    published.written = staged.into_iter().map(|file| (file.path, file.why)).collect();
    published.removed = removed;
    published.photos = maker.pictures_made();
    let last = Ledger {
        unfinished: false,
        files: marks.iter().map(|(path, mark)| (path.clone(), Some(mark.print))).collect(),
    };
    ledger::write(folder, &last).map_err(|error| blocked(ledger::FILE, &error))?;
    cache.write(MADE, &Made { files: marks });
    Ok(published)
}

enum Decision {
    /// It is there and would come out the same.
    Keep(Mark),
    /// It is to be made.
    Make(Vec<Part>, Why),
}

fn decide(
    folder: &Path,
    path: &str,
    old: &Ledger,
    known: Option<&Mark>,
    parts: Vec<Part>,
) -> Decision {
    let Some(print) = old.files.get(path) else { return Decision::Make(parts, Why::New) };
    let Some(known) = known else { return Decision::Make(parts, Why::Unknown) };
    let changed: Vec<String> = changed_parts(&known.parts, &parts);
    if !changed.is_empty() {
        return Decision::Make(parts, Why::Parts(changed));
    }
    let as_left = *print == Some(known.print)
        && disk::facts(folder, path).is_some_and(|facts| facts == (known.len, known.modified));
    if as_left { Decision::Keep(known.clone()) } else { Decision::Make(parts, Why::Disturbed) }
}

/// The names of the parts that differ, in the order of the new value.
fn changed_parts(old: &[Part], new: &[Part]) -> Vec<String> {
    let gone = old.iter().filter(|part| !new.iter().any(|other| other.name == part.name));
    new.iter()
        .filter(|part| !old.contains(part))
        .chain(gone)
        .map(|part| part.name.clone())
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    Changed,
    Home,
}

/// A file that stands beside its place, or was found to be there already.
struct Staged {
    path: String,
    phase: Phase,
    why: Why,
    mark: Mark,
    same: bool,
}

type Failed = (Vec<Staged>, Vec<Problem>);

/// Makes every wanted file and puts it beside its place.
fn stage(
    plan: &Plan,
    maker: &Maker,
    folder: &Path,
    old: &Ledger,
    wanted: Vec<(&String, Vec<Part>, Why)>,
    progress: Progress,
) -> Result<Vec<Staged>, Failed> {
    let folders: BTreeSet<&str> = wanted
        .iter()
        .filter_map(|(path, ..)| path.rsplit_once('/'))
        .map(|(above, _)| above)
        .collect();
    for above in folders {
        if let Err(error) = disk::make_folder(folder, above) {
            let detail = format!("`{above}`（{}）", disk::reason(&error));
            return Err((Vec::new(), vec![Problem::new(&diagnostic::OUTPUT_BLOCKED, detail)]));
        }
    }
    let (total, done) = (wanted.len(), AtomicUsize::new(0));
    let results: Vec<Result<Staged, Problem>> = wanted
        .into_par_iter()
        .map(|(path, parts, why)| {
            let made = maker.make(path, &plan.outputs()[path])?;
            let known = old.files.contains_key(path);
            let same = known && disk::holds(folder, path, &made);
            let facts = if same {
                disk::facts(folder, path).unwrap_or_default()
            } else {
                disk::put_beside(folder, path, &made).map_err(|error| {
                    let detail = format!("`{path}`（{}）", disk::reason(&error));
                    Problem::new(&diagnostic::OUTPUT_BLOCKED, detail)
                })?
            };
            progress("生成", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            let phase = match path.as_str() {
                HOME => Phase::Home,
                _ if known => Phase::Changed,
                _ => Phase::New,
            };
            let mark = Mark { parts, print: made.print, len: facts.0, modified: facts.1 };
            Ok(Staged { path: path.clone(), phase, why, mark, same })
        })
        .collect();
    let (mut staged, mut problems) = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(file) => staged.push(file),
            Err(problem) => problems.push(problem),
        }
    }
    // One broken template fails on every page that uses it; it is one problem.
    problems.dedup();
    if problems.is_empty() { Ok(staged) } else { Err((staged, problems)) }
}

/// Puts the ledger back after a build that changed nothing.
fn restore(folder: &Path, old: &Ledger) {
    if old.files.is_empty() {
        disk::leave_empty(folder);
    } else {
        // A ledger that cannot be put back stays open, which only costs the next build time.
        let _ = ledger::write(folder, old);
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, changed_parts};
    use crate::fingerprint::Fingerprint;

    #[test]
    fn the_reason_names_what_differs() {
        let part =
            |name: &str, value: &str| Part { name: name.into(), print: Fingerprint::of(value) };
        let old = [part("page", "甲"), part("head", "一"), part("dates", "x")];
        let new = [part("page", "乙"), part("head", "一"), part("list", "y")];
        assert_eq!(changed_parts(&old, &new), ["page", "list", "dates"]);
        assert!(changed_parts(&old, &old).is_empty());
    }
}
