//! `.minsheng-ledger` in the output folder: which files there are ours, and what they hold.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use crate::fingerprint::Fingerprint;

/// The ledger's name in the output folder.
pub const FILE: &str = ".minsheng-ledger";

/// Files that a build made, with the fingerprints of their bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// A build was at work and did not say that it was done, so that nothing is known of the
    /// bytes, only whose files they are.
    pub unfinished: bool,
    /// Output paths. While a build is at work those without a fingerprint are new, and nothing
    /// that visitors find leads to them yet; the others were published before, in whatever state.
    pub files: BTreeMap<String, Option<Fingerprint>>,
}

impl Ledger {
    /// Whether visitors may find a file: it was published by a build that is done, or by one that
    /// had all its new files in place.
    pub fn is_published(&self, path: &str) -> bool {
        self.files.get(path).is_some_and(Option::is_some)
    }

    /// Its files in their order.
    pub fn lines(&self) -> impl Iterator<Item = Line<'_>> {
        self.files.iter().map(|(path, print)| (path.as_str(), *print))
    }
}

/// A file as a ledger has it.
pub type Line<'p> = (&'p str, Option<Fingerprint>);

/// Whether there is a ledger, whatever it says.
pub fn is_there(folder: &Path) -> bool {
    folder.join(FILE).exists()
}

/// Reads the ledger of a folder; `None` where there is none, or one that is not ours.
pub fn read(folder: &Path) -> Option<Ledger> {
    parse(&std::fs::read_to_string(folder.join(FILE)).ok()?)
}

/// Reads a ledger's text. Paths that lead out of the folder are left out.
pub fn parse(text: &str) -> Option<Ledger> {
    let mut lines = text.lines();
    let unfinished = match lines.next()? {
        DONE => false,
        OPEN => true,
        _ => return None,
    };
    let mut files = BTreeMap::new();
    for line in lines {
        let (print, path) = line.split_once("  ")?;
        let inside = !path.contains([':', '\0'])
            && !path.split(['/', '\\']).any(|name| matches!(name, "" | "." | ".."));
        if inside {
            files.insert(path.to_owned(), Fingerprint::from_hex(print));
        }
    }
    Some(Ledger { unfinished, files })
}

/// The text of a ledger of these files, which are in their order.
pub fn text<'p>(unfinished: bool, files: impl Iterator<Item = Line<'p>>) -> String {
    let mut text = String::with_capacity(files.size_hint().0 * 80);
    text.push_str(if unfinished { OPEN } else { DONE });
    text.push('\n');
    for (path, print) in files {
        match print {
            Some(print) => print.push_hex(&mut text),
            None => text.push_str(NO_PRINT),
        }
        text.extend(["  ", path, "\n"]);
    }
    text
}

/// Writes a ledger's text beside its place and renames it, so that it is never half a ledger.
///
/// # Errors
///
/// What the system refuses.
pub fn write(folder: &Path, text: &str) -> std::io::Result<()> {
    let beside = beside(folder);
    std::fs::write(&beside, text)?;
    std::fs::rename(&beside, folder.join(FILE))
}

/// Whether a build was killed while it wrote a ledger.
pub fn is_half_written(folder: &Path) -> bool {
    beside(folder).exists()
}

/// Removes a ledger that was not written to its end.
pub fn sweep(folder: &Path) {
    let _ = std::fs::remove_file(beside(folder));
}

fn beside(folder: &Path) -> PathBuf {
    folder.join(format!("{FILE}.minsheng-tmp"))
}

const DONE: &str = "minsheng ledger 1";
const OPEN: &str = "minsheng ledger 1 unfinished";
/// Stands for a fingerprint that is not known.
const NO_PRINT: &str = "--------------------------------";

#[cfg(test)]
mod tests {
    use super::{Ledger, read, text, write};
    use crate::fingerprint::Fingerprint;

    #[test]
    fn a_ledger_is_read_as_it_was_written_and_never_leads_out() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::default();
        ledger.files.insert("news/index.html".into(), Some(Fingerprint::of_bytes(b"a")));
        ledger.files.insert("index.html".into(), None);
        write(folder.path(), &text(false, ledger.lines())).unwrap();
        assert_eq!(read(folder.path()), Some(ledger));

        let hostile = format!("minsheng ledger 1\n{}  ../outside\n", "0".repeat(32));
        std::fs::write(folder.path().join(super::FILE), hostile).unwrap();
        assert!(read(folder.path()).unwrap().files.is_empty());
        std::fs::write(folder.path().join(super::FILE), "something else").unwrap();
        assert_eq!(read(folder.path()), None);
    }
}
