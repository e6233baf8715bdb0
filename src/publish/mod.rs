//! Executes a plan into a folder: compares with the ledger, renders what differs beside its
//! place, and only when all of it is there moves it into place, in an order in which a visitor
//! never meets half a page or a dead link.
//!
//! The order is: the ledger with old and planned paths together, all new files, the ledger in which
//! they count as published, changed files, the home page, removals, the final ledger.
//!
//! Invariant, whenever the program is killed and however often: a published page is whole, and
//! what it leads to is there and published. New files keep it because nothing published leads to
//! them before they are all there; changed pages, because they lead only to what is in the plan;
//! removals, because a page says farewell before anything it led to goes. The one exception is a
//! name that was a file and becomes a folder, or the other way round: the old must go first.

mod disk;
mod farewell;
mod make;
mod room;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

pub use disk::facts;
pub use make::{Content, Made as MadeOutput, Maker, Matter, Part};

use crate::asset::extension;
use crate::cache::Cache;
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::ledger::{self, Ledger};
use crate::plan::{Output, Plan, Recipe};

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
    /// The fingerprint of the output folder as it was left, by [`state`].
    #[serde(skip)]
    pub left: Option<Fingerprint>,
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
#[derive(Debug, Serialize, Deserialize)]
struct Made<P, M> {
    /// In the order of their paths.
    files: Vec<(P, M)>,
}

impl Made<String, Mark> {
    fn of(&self, path: &str) -> Option<&Mark> {
        let at = self.files.binary_search_by(|(known, _)| known.as_str().cmp(path)).ok()?;
        Some(&self.files[at].1)
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Mark {
    parts: Vec<Part>,
    print: Fingerprint,
    len: u64,
    modified: u128,
}

impl Mark {
    /// The length and time of the file.
    fn facts(&self) -> (u64, u128) {
        (self.len, self.modified)
    }
}

/// Where what is remembered is kept in the cache.
const MADE: &str = "made";

/// A thread takes so many outputs at a time. Left to itself it would take a quarter of all of them,
/// and the others would wait for the last.
const AT_A_TIME: usize = 32;

/// The home page, which comes after everything that it leads to.
pub const HOME: &str = "index.html";

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
    ledger::sweep(folder);
    if old.unfinished {
        disk::sweep(folder, old.files.keys().chain(plan.outputs().paths()));
    }
    let made = if old.unfinished { None } else { cache.read(MADE) };
    let made: Made<String, Mark> = made.unwrap_or(Made { files: Vec::new() });
    let removed: BTreeSet<String> =
        old.files.keys().filter(|path| !plan.outputs().contains(path)).cloned().collect();
    // Only these must go before what is new; until then they stay, whatever takes their place.
    let is_in_the_way =
        |path: &&String| plan.outputs().is_folder(path) || plan.outputs().is_inside_a_file(path);
    let (in_the_way, others): (Vec<&String>, Vec<&String>) =
        removed.iter().partition(is_in_the_way);
    let opened = Mutex::new(false);
    let work =
        Work { plan, maker, folder, old: &old, made: &made, in_the_way: &in_the_way, opened };
    let undo = |problems: Vec<Problem>| {
        if work.is_open() {
            // A file that could not be written to its end stands beside its place too.
            disk::discard(plan.outputs().paths().map(|path| work.beside(path)));
            restore(folder, &old);
        }
        problems
    };
    // Photos come first, so that each is decoded once for all its sizes.
    let photos = plan.outputs().iter().filter(|(path, output)| work.lacks_picture(path, output));
    maker.prepare_pictures(photos.map(|(_, output)| output), progress).map_err(undo)?;
    // In the order of the plan, all of them.
    let results = work.stage_all(progress);
    let outcomes = || results.iter().flatten();
    if outcomes().count() < results.len() {
        let mut problems: Vec<Problem> = results.into_iter().filter_map(Result::err).collect();
        // One broken template fails on every page that uses it; it is one problem.
        problems.dedup();
        return Err(undo(problems));
    }
    let moves = outcomes().filter_map(|outcome| match outcome.fate {
        Fate::Staged(phase, _) => Some((outcome.path, phase)),
        Fate::Kept | Fate::Same => None,
    });
    let staged: Vec<Move> = moves.collect();
    let mut published = Published {
        photos: maker.pictures_made(),
        unchanged: results.len() - staged.len(),
        ..Published::default()
    };
    let known = outcomes().all(|outcome| !matches!(outcome.fate, Fate::Same));
    let nothing = staged.is_empty() && removed.is_empty() && known && !old.unfinished;
    if nothing && folder.join(ledger::FILE).exists() {
        published.left = Some(state(outcomes().map(Outcome::facts)));
        return Ok(published);
    }
    work.open().map_err(|problem| undo(vec![problem]))?;
    progress("发布", 0, staged.len());
    let lines: Vec<ledger::Line> =
        outcomes().map(|Outcome { path, mark, .. }| (path.as_str(), Some(mark.print))).collect();
    // What is remembered counts only beside a ledger that is finished, so that it may be written
    // while the files still move.
    let remember = || {
        let outcomes = || results.iter().flatten();
        let files = outcomes().map(|Outcome { path, mark, .. }| (*path, mark)).collect();
        cache.write(MADE, &Made { files });
        published.left = Some(state(outcomes().map(Outcome::facts)));
        let written =
            results.into_iter().flatten().filter_map(|Outcome { path, fate, .. }| match fate {
                Fate::Staged(_, why) => Some((path.clone(), why)),
                Fate::Kept | Fate::Same => None,
            });
        published.written = written.collect();
        ledger::text(false, lines.iter().copied())
    };
    let (moved, done) = rayon::join(|| work.settle_all(&staged, &others, &lines), remember);
    moved?;
    work.write_ledger(&done).map_err(|problem| vec![problem])?;
    published.removed = removed;
    Ok(published)
}

/// The fingerprint of an output folder by the lengths and times of its files, in their order.
pub fn state<'p>(files: impl Iterator<Item = (&'p String, Option<(u64, u128)>)>) -> Fingerprint {
    Fingerprint::of(&files.collect::<Vec<_>>())
}

fn blocked(path: &str, error: &std::io::Error) -> Problem {
    Problem::new(&diagnostic::OUTPUT_BLOCKED, format!("`{path}`（{}）", diagnostic::refusal(error)))
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
    made: &Made<String, Mark>,
    parts: Vec<Part>,
) -> Decision {
    let Some(print) = old.files.get(path) else { return Decision::Make(parts, Why::New) };
    let Some(known) = made.of(path) else { return Decision::Make(parts, Why::Unknown) };
    let changed: Vec<String> = changed_parts(&known.parts, &parts);
    if !changed.is_empty() {
        return Decision::Make(parts, Why::Parts(changed));
    }
    let as_left = *print == Some(known.print)
        && disk::facts(folder, path).is_some_and(|facts| facts == known.facts());
    if as_left { Decision::Keep(known.clone()) } else { Decision::Make(parts, Why::Disturbed) }
}

/// The names of the parts that differ, in the order of the new value.
fn changed_parts(old: &[Part], new: &[Part]) -> Vec<String> {
    let gone = old.iter().filter(|part| !new.iter().any(|other| other.name == part.name));
    new.iter()
        .filter(|part| !old.contains(part))
        .chain(gone)
        .map(|part| part.name.to_string())
        .collect()
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    New,
    /// A page that visitors knew and that is gone, through someone's hand or a build that was
    /// killed: it leads to others of its kind, so a page without links stands for it until all
    /// that is new is there.
    Returning,
    Changed,
    Home,
}

/// A file that stands beside its place, and when it is to move there.
type Move<'p> = (&'p String, Phase);

/// What became of one output.
struct Outcome<'p> {
    path: &'p String,
    mark: Mark,
    fate: Fate,
}

impl<'p> Outcome<'p> {
    /// Its path, and the length and time of its file.
    fn facts(&self) -> (&'p String, Option<(u64, u128)>) {
        (self.path, Some(self.mark.facts()))
    }
}

enum Fate {
    /// It was there and would have come out the same, so it was not made.
    Kept,
    /// It was made, and was there already.
    Same,
    /// It was made, and waits.
    Staged(Phase, Why),
}

/// A plan that is being executed.
struct Work<'p> {
    plan: &'p Plan,
    maker: &'p Maker,
    folder: &'p Path,
    old: &'p Ledger,
    made: &'p Made<String, Mark>,
    /// Old files that must go before what is new can come.
    in_the_way: &'p [&'p String],
    /// The ledger says that a build is at work.
    opened: Mutex<bool>,
}

impl<'p> Work<'p> {
    /// Makes every output that is not as it should be, and puts it beside its place.
    fn stage_all(&self, progress: Progress) -> Vec<Result<Outcome<'p>, Problem>> {
        let (total, done) = (self.plan.outputs().iter().len(), AtomicUsize::new(0));
        self.plan
            .outputs()
            .par_iter()
            .with_max_len(AT_A_TIME)
            .map(|(path, output)| {
                let outcome = self.stage(path, output);
                progress("生成", done.fetch_add(1, Ordering::Relaxed) + 1, total);
                outcome
            })
            .collect()
    }

    /// Moves all that waits into its place, and removes what is not planned; `now` are the files as
    /// they then are.
    fn settle_all(
        &self,
        staged: &[Move],
        gone: &[&String],
        now: &[ledger::Line],
    ) -> Result<(), Vec<Problem>> {
        farewell::remove(self.folder, self.in_the_way)?;
        let settle = |phase| {
            staged
                .par_iter()
                .with_max_len(AT_A_TIME)
                .filter(|(_, when)| *when == phase)
                .try_for_each(|(path, _)| {
                    disk::settle(&self.beside(path), self.folder, path)
                        .map_err(|error| vec![blocked(path, &error)])
                })
        };
        let returning = staged.iter().filter(|(_, phase)| *phase == Phase::Returning);
        farewell::hold_the_place(self.folder, returning.map(|(path, _)| *path))?;
        settle(Phase::New)?;
        if now.iter().any(|(path, _)| !self.old.is_published(path)) {
            let files: BTreeMap<_, _> = self.old.lines().chain(now.iter().copied()).collect();
            self.write_ledger(&ledger::text(true, files.into_iter()))
                .map_err(|problem| vec![problem])?;
        }
        settle(Phase::Returning)?;
        settle(Phase::Changed)?;
        settle(Phase::Home)?;
        farewell::remove(self.folder, gone)
    }

    fn stage(&self, path: &'p String, output: &'p Output) -> Result<Outcome<'p>, Problem> {
        let (matter, parts) = self.maker.matter(path, output);
        let (parts, why) = match decide(self.folder, path, self.old, self.made, parts) {
            Decision::Keep(mark) => return Ok(Outcome { path, mark, fate: Fate::Kept }),
            Decision::Make(parts, why) => (parts, why),
        };
        let made = self.maker.make(matter)?;
        let mark = |(len, modified)| Mark { parts, print: made.print, len, modified };
        let is_known = self.old.files.contains_key(path);
        let is_foreign = !is_known && self.is_foreign(path);
        if (is_known || is_foreign) && disk::holds(self.folder, path, &made) {
            let facts = disk::facts(self.folder, path).unwrap_or_default();
            return Ok(Outcome { path, mark: mark(facts), fate: Fate::Same });
        }
        if is_foreign {
            return Err(Problem::new(&diagnostic::OUTPUT_FOREIGN, format!("`{path}`"))
                .mend("把它移到别处，或给生成它的文章换一个文件名；不要了就删除它，再运行一次"));
        }
        self.open()?;
        let beside = self.beside(path);
        // With a new index comes a new folder, nearly always: the file need not miss it first.
        let folder = if !is_known && path.ends_with("/index.html") {
            disk::make_folder(&beside)
        } else {
            Ok(())
        };
        let facts = folder
            .and_then(|()| disk::put_beside(&beside, &made))
            .map_err(|error| blocked(path, &error))?;
        let phase = match path.as_str() {
            HOME => Phase::Home,
            // What someone deleted, or an earlier build that was killed, is new once more: no page
            // of this plan may lead to it before it is there.
            _ if self.old.is_published(path) && disk::facts(self.folder, path).is_some() => {
                Phase::Changed
            }
            _ if self.old.is_published(path)
                && extension(path) == "html"
                && disk::facts(self.folder, HOME).is_some() =>
            {
                Phase::Returning
            }
            _ => Phase::New,
        };
        Ok(Outcome { path, mark: mark(facts), fate: Fate::Staged(phase, why) })
    }

    /// Whether a file that no ledger has stands in an output's place. Files of a build that was
    /// killed are no such: the ledger has them before they come. Where the disk takes capitals for
    /// small letters, an old file may be found under its new name.
    fn is_foreign(&self, path: &str) -> bool {
        disk::is_taken(self.folder, path)
            && !self.old.files.keys().any(|known| known.eq_ignore_ascii_case(path))
    }

    /// Where a file waits: beside its place, or where no folder can be made for it yet because an
    /// old file stands there, in the output folder itself.
    fn beside(&self, path: &str) -> PathBuf {
        let is_below = |old: &&String| {
            path.strip_prefix(old.as_str()).is_some_and(|rest| rest.starts_with('/'))
        };
        if self.in_the_way.iter().any(is_below) {
            disk::apart(self.folder, path)
        } else {
            disk::beside(self.folder, path)
        }
    }

    /// Whether a picture has to be looked for in the cache, or made.
    fn lacks_picture(&self, path: &str, output: &Output) -> bool {
        matches!(output.recipe, Recipe::Picture(..)) && {
            let (_, parts) = self.maker.matter(path, output);
            matches!(decide(self.folder, path, self.old, self.made, parts), Decision::Make(..))
        }
    }

    /// Writes the ledger with old and planned paths together, before the first file is put beside
    /// its place: whatever happens from now on, it is known whose all these files are.
    fn open(&self) -> Result<(), Problem> {
        let mut opened = self.opened.lock().unwrap_or_else(PoisonError::into_inner);
        if !*opened {
            let planned = self.plan.outputs().paths().map(|path| (path.as_str(), None));
            let files: BTreeMap<_, _> = planned.chain(self.old.lines()).collect();
            self.write_ledger(&ledger::text(true, files.into_iter()))?;
            *opened = true;
        }
        Ok(())
    }

    fn write_ledger(&self, text: &str) -> Result<(), Problem> {
        ledger::write(self.folder, text).map_err(|error| blocked(ledger::FILE, &error))
    }

    fn is_open(&self) -> bool {
        *self.opened.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Puts the ledger back after a build that changed nothing.
fn restore(folder: &Path, old: &Ledger) {
    if old.files.is_empty() {
        disk::leave_empty(folder);
    } else {
        // A ledger that cannot be put back stays open, which only costs the next build time.
        let _ = ledger::write(folder, &ledger::text(old.unfinished, old.lines()));
    }
}

#[cfg(test)]
mod tests {
    use super::{Part, changed_parts};
    use crate::fingerprint::Fingerprint;

    #[test]
    fn the_reason_names_what_differs() {
        let part = |name: &str, value: &str| Part {
            name: name.to_owned().into(),
            print: Fingerprint::of(value),
        };
        let old = [part("page", "甲"), part("head", "一"), part("dates", "x")];
        let new = [part("page", "乙"), part("head", "一"), part("list", "y")];
        assert_eq!(changed_parts(&old, &new), ["page", "list", "dates"]);
        assert!(changed_parts(&old, &old).is_empty());
    }
}
