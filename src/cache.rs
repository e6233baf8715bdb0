//! `.minsheng/` in the site's root: what earlier runs found out, keyed by content and by this
//! program's version. It may be removed at any time, and is ignored when it cannot be read.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::asset::Asset;
use crate::fingerprint::Fingerprint;
use crate::source::Entry;

/// The folder's name in the site's root.
pub const FOLDER: &str = ".minsheng";

/// A change within so many nanoseconds before a file was looked at may carry the same time as
/// another one after it, so such a look is not trusted later.
const SAME_TICK: u128 = 2_000_000_000;

/// The end of the names of files that are being written.
const BESIDE: &str = ".tmp";

/// The cache of one site.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

/// Assets that earlier runs looked at.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Seen {
    assets: BTreeMap<String, Look>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Look {
    len: u64,
    modified: u128,
    noted: i128,
    asset: Asset,
}

impl Seen {
    /// What is known of a file, if it is the file that was looked at.
    pub fn asset(&self, entry: &Entry) -> Option<Asset> {
        self.assets
            .get(&entry.path)
            .filter(|look| {
                look.len == entry.len
                    && look.modified == entry.modified
                    && look.noted == entry.noted
                    && entry.modified != 0
            })
            .map(|look| look.asset.clone())
    }

    /// What to remember of a run that began then: every asset whose time tells it from a later
    /// change.
    pub fn remember<'a>(found: impl Iterator<Item = (&'a Entry, &'a Asset)>, began: u128) -> Self {
        let settled = found.filter(|(entry, _)| is_settled(entry.modified, began));
        let look = |entry: &Entry, asset: &Asset| Look {
            len: entry.len,
            modified: entry.modified,
            noted: entry.noted,
            asset: asset.clone(),
        };
        Self {
            assets: settled
                .map(|(entry, asset)| (entry.path.clone(), look(entry, asset)))
                .collect(),
        }
    }
}

/// Whether a file's time lies far enough back to tell it from a later change.
pub fn is_settled(modified: u128, looked: u128) -> bool {
    modified != 0 && modified + SAME_TICK < looked
}

impl Cache {
    /// The cache of the site in `root`.
    pub fn of(root: &Path) -> Self {
        Self { folder: root.join(FOLDER) }
    }

    /// Reads a value that an earlier run of the same version wrote.
    pub fn read<T: DeserializeOwned>(&self, name: &str) -> Option<T> {
        let bytes = std::fs::read(self.folder.join(name)).ok()?;
        let start = bytes.iter().position(|&b| b == b'\n')?;
        let (head, body) = (&bytes[..start], &bytes[start + 1..]);
        (head == header(body).as_bytes()).then(|| postcard::from_bytes(body).ok()).flatten()
    }

    /// Keeps a value for later runs. A cache that cannot be written is no loss.
    pub fn write<T: Serialize>(&self, name: &str, value: &T) {
        if let Ok(body) = postcard::to_extend(value, Vec::new()) {
            self.put(name, &[header(&body).as_bytes(), b"\n", &body]);
        }
    }

    /// A picture that an earlier run made.
    pub fn picture(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = std::fs::read(self.folder.join("photos").join(name)).ok()?;
        let (body, mark) = bytes.split_at_checked(bytes.len().checked_sub(32)?)?;
        (mark == Fingerprint::of_bytes(body).hex().as_bytes()).then(|| body.to_vec())
    }

    /// Keeps a picture, with a mark at its end by which damage is seen.
    pub fn keep_picture(&self, name: &str, bytes: &[u8]) {
        let mark = Fingerprint::of_bytes(bytes).hex();
        self.put(&format!("photos/{name}"), &[bytes, mark.as_bytes()]);
    }

    /// Removes the pictures that this run did not use.
    pub fn forget_pictures(&self, used: &std::collections::BTreeSet<String>) {
        let Ok(entries) = std::fs::read_dir(self.folder.join("photos")) else { return };
        for entry in entries.flatten() {
            if !used.contains(&*entry.file_name().to_string_lossy()) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    /// Removes what a killed run left half written.
    pub fn sweep(&self) {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return };
        for entry in entries.flatten() {
            if entry.file_name().to_string_lossy().ends_with(BESIDE) {
                let _ = std::fs::remove_file(entry.path());
            }
        }
    }

    fn put(&self, name: &str, pieces: &[&[u8]]) {
        let path = self.folder.join(name);
        let Some(folder) = path.parent() else { return };
        if std::fs::create_dir_all(folder).is_err() {
            return;
        }
        let ignore = self.folder.join(".gitignore");
        if !ignore.exists() {
            let _ = std::fs::write(ignore, "*\n");
        }
        let beside = path.with_extension(format!("{}{BESIDE}", std::process::id()));
        let write = || {
            let mut file = File::create(&beside)?;
            pieces.iter().try_for_each(|piece| file.write_all(piece))
        };
        if write().and_then(|()| std::fs::rename(&beside, &path)).is_err() {
            let _ = std::fs::remove_file(&beside);
        }
    }
}

/// The first line of a cached value: which program wrote it, and a mark by which damage is seen.
fn header(body: &[u8]) -> String {
    format!("minsheng {} {}", env!("CARGO_PKG_VERSION"), Fingerprint::of_made(body).hex())
}
