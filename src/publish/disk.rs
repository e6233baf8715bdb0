//! The output folder: whose it is, and how a file comes into it whole or not at all.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::{Duration, UNIX_EPOCH};

use super::make::{Content, Made};
use crate::diagnostic::{self, Problem, refusal};
use crate::fingerprint::Fingerprint;
use crate::ledger;
use crate::source::native;

/// Held while a build is at work; the system lets go of it when the process ends, however.
const LOCK: &str = ".minsheng-lock";

/// The end of the names of files that stand beside their place.
const BESIDE: &str = ".minsheng-tmp";

/// Larger files are copied, not held in memory.
pub const HELD: u64 = 64 << 20;

/// Makes sure that the folder is ours, and that no other build is at work in it.
///
/// # Errors
///
/// A folder that holds something else, or that cannot be used.
pub fn claim(folder: &Path) -> Result<File, Problem> {
    let shown = folder.display().to_string();
    let blocked = |error: &io::Error| {
        Problem::new(&diagnostic::OUTPUT_BLOCKED, format!("`{shown}`（{}）", refusal(error)))
    };
    if folder.exists() && ledger::read(folder).is_none() {
        let foreign = fs::read_dir(folder)
            .map_err(|error| blocked(&error))?
            .flatten()
            .any(|entry| !is_ours(&entry.file_name().to_string_lossy()));
        // Whoever made the files, what tells it is there, and nobody can read it.
        if ledger::is_there(folder) {
            let detail = format!("`{}`", folder.join(ledger::FILE).display());
            return Err(Problem::new(&diagnostic::OUTPUT_RECORD, detail));
        }
        if foreign {
            return Err(Problem::new(&diagnostic::OUTPUT_FOREIGN, format!("`{shown}`")));
        }
    }
    fs::create_dir_all(folder).map_err(|error| blocked(&error))?;
    // Emptied, it would get a new time by a build that has nothing else to do.
    let lock = File::options().write(true).create(true).truncate(false).open(folder.join(LOCK));
    let lock = lock.map_err(|error| blocked(&error))?;
    match lock.try_lock() {
        Err(fs::TryLockError::WouldBlock) => Err(Problem::new(&diagnostic::OUTPUT_BUSY, "")),
        // A network drive without locks is used without one.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(lock),
    }
}

fn is_ours(name: &str) -> bool {
    name == LOCK
        || name.ends_with(BESIDE)
        || [".DS_Store", "Thumbs.db", "desktop.ini"].contains(&name)
}

/// Length and time of an output, if it is there.
pub fn facts(folder: &Path, path: &str) -> Option<(u64, u128)> {
    fs::metadata(native(folder, path)).ok().filter(fs::Metadata::is_file).map(|facts| of(&facts))
}

fn of(facts: &fs::Metadata) -> (u64, u128) {
    let since = facts.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    (facts.len(), since.map_or(0, |since| since.as_nanos()))
}

/// Whether a file stands in an output's place, whosever it is. A link that leads nowhere is one too.
pub fn is_taken(folder: &Path, path: &str) -> bool {
    fs::symlink_metadata(native(folder, path)).is_ok_and(|facts| !facts.is_dir())
}

/// Whether the output holds these very bytes already.
pub fn holds(folder: &Path, path: &str, made: &Made) -> bool {
    let path = native(folder, path);
    let len = fs::metadata(&path).map_or(u64::MAX, |facts| facts.len());
    match &made.content {
        Content::Bytes(bytes) => {
            len == bytes.len() as u64 && fs::read(&path).is_ok_and(|old| old == *bytes)
        }
        Content::Copy(_) => {
            let print = File::open(&path).and_then(Fingerprint::of_reader);
            print.is_ok_and(|print| print == made.print)
        }
    }
}

/// Makes the folder in which a file is to wait.
///
/// # Errors
///
/// What the system refuses.
pub fn make_folder(beside: &Path) -> io::Result<()> {
    fs::create_dir_all(beside.parent().unwrap_or(beside))
}

/// Writes a file that waits beside its place; returns its length and time. Its folder is made when
/// the file misses it.
///
/// # Errors
///
/// What the system refuses.
pub fn put_beside(beside: &Path, made: &Made) -> io::Result<(u64, u128)> {
    let mut file = match File::create(beside) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            make_folder(beside)?;
            File::create(beside)?
        }
        created => created?,
    };
    match &made.content {
        Content::Bytes(bytes) => file.write_all(bytes)?,
        Content::Copy(source) => {
            io::copy(&mut File::open(source)?, &mut file)?;
        }
    }
    Ok(of(&file.metadata()?))
}

/// Moves a file from beside into its place.
///
/// # Errors
///
/// What the system refuses, after some patience: on Windows a virus scanner or a browser may hold
/// the file for a moment.
pub fn settle(beside: &Path, folder: &Path, path: &str) -> io::Result<()> {
    let place = native(folder, path);
    match patiently(|| fs::rename(beside, &place)) {
        // It waited elsewhere, until its folder could be made.
        Err(error) if error.kind() == ErrorKind::NotFound => {
            fs::create_dir_all(place.parent().unwrap_or(folder))?;
            fs::rename(beside, &place)
        }
        // The system does not tell whether that folder holds anything.
        Err(_) if fs::read_dir(&place).is_ok_and(|mut inside| inside.next().is_some()) => {
            Err(ErrorKind::DirectoryNotEmpty.into())
        }
        settled => settled,
    }
}

/// Removes an output, and the folders that it leaves empty.
///
/// # Errors
///
/// What the system refuses. A file that is gone already is no error.
pub fn remove(folder: &Path, path: &str) -> io::Result<()> {
    let file = native(folder, path);
    match patiently(|| fs::remove_file(&file)) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        // The old file's name is a folder now, whose files are in the plan.
        Err(_) if file.is_dir() => return Ok(()),
        Err(error) => return Err(error),
    }
    let mut above = path;
    while let Some((parent, _)) = above.rsplit_once('/') {
        if fs::remove_dir(native(folder, parent)).is_err() {
            break;
        }
        above = parent;
    }
    Ok(())
}

/// Removes files that wait beside their places.
pub fn discard(waiting: impl Iterator<Item = PathBuf>) {
    for beside in waiting {
        let _ = fs::remove_file(beside);
    }
}

/// Removes what a killed build left beside: in the folders of all known paths, by name.
pub fn sweep<'a>(folder: &Path, paths: impl Iterator<Item = &'a String>) {
    let folders: BTreeSet<&str> =
        paths.map(|path| path.rsplit_once('/').map_or("", |(above, _)| above)).collect();
    for above in folders {
        let Ok(entries) = fs::read_dir(native(folder, above)) else { continue };
        for entry in
            entries.flatten().filter(|entry| entry.file_name().to_string_lossy().ends_with(BESIDE))
        {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// Leaves a folder as it was before a first build that failed: without anything of ours.
pub fn leave_empty(folder: &Path) {
    let _ = fs::remove_file(folder.join(ledger::FILE));
    for entry in
        walkdir::WalkDir::new(folder).min_depth(1).contents_first(true).into_iter().flatten()
    {
        if entry.file_type().is_dir() {
            let _ = fs::remove_dir(entry.path());
        }
    }
}

/// On Windows a rename or removal is refused while another program has the file open, mostly for
/// a moment. Elsewhere these refusals are final.
fn patiently(mut work: impl FnMut() -> io::Result<()>) -> io::Result<()> {
    let tries = if cfg!(windows) { 40 } else { 1 };
    for _ in 1..tries {
        match work() {
            Err(error) if error.kind() == ErrorKind::PermissionDenied => {
                std::thread::sleep(Duration::from_millis(50));
            }
            done => return done,
        }
    }
    work()
}

/// The place beside an output where it waits.
pub fn beside(folder: &Path, path: &str) -> PathBuf {
    let (above, name) = path.split_at(path.rfind('/').map_or(0, |slash| slash + 1));
    native(folder, &[above, ".", name, BESIDE].concat())
}

/// The place for an output that cannot wait beside its own.
pub fn apart(folder: &Path, path: &str) -> PathBuf {
    folder.join(format!(".{}{BESIDE}", Fingerprint::of_bytes(path.as_bytes()).hex()))
}
