//! Keeps the stage in step with the site's files.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

use super::stage::Stage;
use super::watch::{Heard, Watch};
use super::{Effect, News, Options};
use crate::diagnostic::Problem;
use crate::live::{Live, Reach};
use crate::{asset, source};

/// So often it is looked whether the preview is at its end, and whether it has become another day.
const TICK: Duration = Duration::from_millis(250);

/// So often a file that grows is looked at.
const GROWING: Duration = Duration::from_millis(30);

/// So long a document that cannot be read may be one that is being saved just now.
const SAVING: Duration = Duration::from_millis(100);

/// Applies changes until the stage is closed.
pub fn keep(mut live: Live, options: &Options, stage: &Stage, tell: &(dyn Fn(&News) + Sync)) {
    let root = options.site.root.as_path();
    let mut watch = Watch::new(root, &live.site().config.theme, options.poll);
    if let Some(reason) = &watch.reason {
        tell(&News::Polling(reason));
    }
    let mut trouble: Vec<Problem> = Vec::new();
    stage.show(&live, &trouble, true);
    let mut growing = Growing::default();
    let mut away = false;
    loop {
        let mut heard = watch.listen(if growing.is_empty() { TICK } else { GROWING });
        if stage.is_closed() {
            return;
        }
        if away {
            // The folder is back when its content is; the watch over the old one is worth nothing.
            if !source::is_folder(root, "content") {
                continue;
            }
            watch.arm();
            heard.all = true;
        }
        heard.all |= live.day_has_passed();
        growing.sort(root, &mut heard);
        if heard == Heard::default() {
            continue;
        }
        let started = Instant::now();
        if heard.all {
            // No file has this name, so that all are looked at.
            heard.paths.insert("content".to_owned());
        }
        let step = step(&mut live, &heard.paths);
        let was_away = away;
        away = step.is_err() && !source::is_folder(root, "content");
        if away {
            if !was_away {
                tell(&News::OutOfReach);
            }
            continue;
        }
        let before = std::mem::take(&mut trouble);
        let reach = match step {
            Ok(reach) => {
                trouble = live.refused().to_vec();
                reach
            }
            Err(problems) => {
                trouble = problems;
                Reach::Nothing
            }
        };
        if reach == Reach::Nothing && trouble == before && !was_away {
            continue;
        }
        if reach != Reach::Nothing {
            stage.show(&live, &trouble, false);
        }
        let milliseconds = started.elapsed().as_millis();
        let problems = stage.show(&live, &trouble, true);
        let errors = problems.iter().filter(|problem| problem.stops()).count();
        let effect = match (errors, reach) {
            (1.., _) => Effect::Errors(errors),
            (_, Reach::Pages) => Effect::Pages(addresses(&live, &heard.paths)),
            _ => Effect::Everything,
        };
        let paths: Vec<String> = heard.paths.into_iter().collect();
        tell(&News::Changed(&paths, &effect, milliseconds));
    }
}

/// Where the documents among some files stand in the site.
fn addresses(live: &Live, files: &BTreeSet<String>) -> Vec<String> {
    let site = live.site();
    let pages = files.iter().filter_map(|file| site.page_by_file(file));
    pages.map(|id| site.pages[id].path.clone()).collect()
}

/// Applies changes. A document that cannot be read is looked at again for a moment, because an
/// editor's program may be in the middle of saving it.
fn step(live: &mut Live, paths: &BTreeSet<String>) -> Result<Reach, Vec<Problem>> {
    let started = Instant::now();
    let mut step = live.apply(paths)?;
    let mut reach = step.reach;
    while !step.broken.is_empty() && started.elapsed() < SAVING {
        std::thread::sleep(Duration::from_millis(10));
        step = live.apply(&step.broken.iter().cloned().collect())?;
        reach = reach.max(step.reach);
    }
    Ok(reach)
}

/// Files and folders that are still being copied, with their lengths when last looked at.
#[derive(Debug, Default)]
struct Growing(BTreeMap<String, u64>);

impl Growing {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes out of what was heard all that may still grow, and puts in what no longer does. Texts
    /// are written at once; photos and whole folders are not.
    fn sort(&mut self, root: &Path, heard: &mut Heard) {
        let slow = |path: &String| asset::named_picture(path) || source::is_folder(root, path);
        let top = |path: &String| !path.contains('/');
        let new: BTreeSet<String> =
            heard.paths.iter().filter(|path| !top(path) && slow(path)).cloned().collect();
        heard.paths.retain(|path| !new.contains(path));
        let known: Vec<String> = self.0.keys().cloned().collect();
        for path in known {
            let length = source::length(root, &path);
            if self.0.insert(path.clone(), length) == Some(length) && !new.contains(&path) {
                self.0.remove(&path);
                heard.paths.insert(path);
            }
        }
        for path in new {
            let length = source::length(root, &path);
            self.0.insert(path, length);
        }
    }
}
