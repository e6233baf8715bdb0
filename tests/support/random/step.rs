//! One step of an edit: what it makes of the map of files, and of the files themselves.

use std::fs::{File, create_dir_all};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::super::files;
use super::site::Files;

/// One thing that happens between two builds.
#[derive(Clone, Debug)]
pub enum Step {
    /// A file is written.
    Write(String, Vec<u8>, Time),
    /// A file goes; its folder stays, as it does in a file manager.
    Remove(String),
    /// A file takes another's name; its time stays.
    Rename(String, String),
    /// Two files take each other's names; their times stay.
    Swap(String, String),
    /// A file is saved without a change.
    Touch(String, Time),
    /// The site is built for another day.
    Today(String),
    /// The output that comes so far in the list is damaged.
    Damage(usize, Damage),
    /// The cache is deleted.
    ForgetCache,
    /// Files of the cache are cut short.
    BreakCache,
    /// Hours pass: no file's time is near the present any more.
    Settle,
}

/// What another program does to an output.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    /// It deletes it.
    Delete,
    /// It writes something else of the same length.
    Overwrite,
    /// It empties it.
    Truncate,
    /// It changes its time alone.
    Touch,
}

/// Which time a written file carries.
#[derive(Clone, Copy, Debug)]
pub enum Time {
    /// That of its writing: edits right after each other fall into one tick of the clock.
    Now,
    /// That of the file that it replaces, as copying programs do.
    Kept,
    /// So many seconds before the present.
    Past(u64),
}

/// What leads from one state of the files to another.
pub fn between(old: &Files, new: &Files) -> Vec<Step> {
    let gone = old.keys().filter(|path| !new.contains_key(*path));
    let other = new.iter().filter(|(path, bytes)| old.get(*path) != Some(*bytes));
    gone.map(|path| Step::Remove(path.clone()))
        .chain(other.map(|(path, bytes)| Step::Write(path.clone(), bytes.clone(), Time::Now)))
        .collect()
}

impl Step {
    /// The files after this step; the step says nothing where it does not fit them.
    pub fn change(&self, files: &mut Files) {
        match self {
            Self::Write(path, bytes, _) if !path.is_empty() => {
                // A file takes the place of a folder, and a folder that of a file.
                files.retain(|file, _| !is_below(file, path) && !is_below(path, file));
                files.insert(path.clone(), bytes.clone());
            }
            Self::Remove(path) => {
                files.remove(path);
            }
            Self::Rename(old, new) if fits(old, new) => {
                if let Some(bytes) = files.remove(old) {
                    Self::Write(new.clone(), bytes, Time::Now).change(files);
                }
            }
            Self::Swap(a, b) => {
                if let (Some(first), Some(second)) = (files.get(a).cloned(), files.get(b).cloned())
                {
                    files.insert(a.clone(), second);
                    files.insert(b.clone(), first);
                }
            }
            _ => {}
        }
    }

    /// Does to the files below `root` what [`Step::change`] does to the map.
    pub fn perform(&self, root: &Path, output: &Path, outputs: &[String]) {
        let at = |path: &str| root.join(path);
        match self {
            Self::Write(path, bytes, time) if !path.is_empty() => {
                clear_way(root, path);
                let before = at(path).metadata().and_then(|facts| facts.modified()).ok();
                std::fs::write(at(path), bytes).expect("a file");
                set_time(&at(path), *time, before);
            }
            Self::Remove(path) => {
                let _ = std::fs::remove_file(at(path));
                // An empty folder is a theme too, which the map of files cannot say.
                if let Some(theme) = path.strip_prefix("themes/") {
                    for folder in Path::new(theme).ancestors().skip(1) {
                        let _ = std::fs::remove_dir(at("themes").join(folder));
                    }
                }
            }
            Self::Rename(old, new) if fits(old, new) && at(old).is_file() => {
                clear_way(root, new);
                std::fs::rename(at(old), at(new)).expect("a rename");
            }
            Self::Swap(a, b) if a != b && at(a).is_file() && at(b).is_file() => {
                std::fs::rename(at(a), at("third")).expect("a rename");
                std::fs::rename(at(b), at(a)).expect("a rename");
                std::fs::rename(at("third"), at(b)).expect("a rename");
            }
            Self::Touch(path, time) if at(path).is_file() => {
                let before = at(path).metadata().and_then(|facts| facts.modified()).ok();
                set_time(&at(path), *time, before);
            }
            Self::Damage(number, how) if !outputs.is_empty() => {
                damage(&output.join(&outputs[number % outputs.len()]), *how);
            }
            Self::ForgetCache => {
                let _ = std::fs::remove_dir_all(at(".minsheng"));
            }
            Self::BreakCache => {
                for (path, bytes) in files(&at(".minsheng")) {
                    std::fs::write(at(".minsheng").join(path), &bytes[..bytes.len() / 2])
                        .expect("a file");
                }
            }
            Self::Settle => {
                for path in files(root).keys().filter(|path| !path.starts_with("public/")) {
                    set_time(&at(path), Time::Past(3600), None);
                }
            }
            _ => {}
        }
    }
}

fn damage(path: &Path, how: Damage) {
    // A change of the same length within the tick in which the build wrote the file cannot be
    // told from no change without reading every output; no program is that quick.
    std::thread::sleep(Duration::from_millis(12));
    let Ok(bytes) = std::fs::read(path) else { return };
    match how {
        Damage::Delete => std::fs::remove_file(path).expect("a file that can go"),
        Damage::Overwrite => std::fs::write(path, vec![b'x'; bytes.len()]).expect("a file"),
        Damage::Truncate => std::fs::write(path, "").expect("a file"),
        Damage::Touch => set_time(path, Time::Past(77), None),
    }
}

fn set_time(path: &Path, time: Time, before: Option<SystemTime>) {
    let time = match time {
        Time::Now => return,
        Time::Kept => before,
        Time::Past(seconds) => Some(SystemTime::now() - Duration::from_secs(seconds)),
    };
    if let Some(time) = time {
        File::options()
            .append(true)
            .open(path)
            .expect("a file")
            .set_modified(time)
            .expect("a time");
    }
}

/// Makes the folders of a path. A file where a folder must be goes, and the other way round.
fn clear_way(root: &Path, path: &str) {
    let mut above = root.to_path_buf();
    for name in path.split('/') {
        if above.is_file() {
            std::fs::remove_file(&above).expect("a file that can go");
        }
        above.push(name);
    }
    if above.is_dir() {
        std::fs::remove_dir_all(&above).expect("a folder that can go");
    }
    create_dir_all(above.parent().expect("a folder")).expect("folders");
}

/// A file cannot be renamed into a folder of its own name, nor to that of its folder.
fn fits(old: &str, new: &str) -> bool {
    !new.is_empty() && !is_below(old, new) && !is_below(new, old)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
