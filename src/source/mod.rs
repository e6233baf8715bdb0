//! The only reader of the site's files: which there are, and what they hold.

mod encoding;
mod walk;

use std::path::{Path, PathBuf};

pub use encoding::{Text, decode};
pub use walk::{Entry, Tree, entry, is_private, length, site_path, walk};

use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;

/// Whether there is such a file.
pub fn is_file(root: &Path, path: &str) -> bool {
    native(root, path).is_file()
}

/// Whether there is such a folder.
pub fn is_folder(root: &Path, path: &str) -> bool {
    native(root, path).is_dir()
}

/// A file's bytes.
///
/// # Errors
///
/// A problem that names the file, where the system refuses to read it.
pub fn bytes(root: &Path, path: &str) -> Result<Vec<u8>, Problem> {
    std::fs::read(native(root, path)).map_err(|error| unreadable(path, &error))
}

/// The fingerprint of a file that is too large to be held in memory.
///
/// # Errors
///
/// A problem that names the file, where the system refuses to read it.
pub fn print(root: &Path, path: &str) -> Result<Fingerprint, Problem> {
    std::fs::File::open(native(root, path))
        .and_then(Fingerprint::of_reader)
        .map_err(|error| unreadable(path, &error))
}

/// A file's text, whatever encoding an editor's program saved it in.
///
/// # Errors
///
/// A problem that names the file, where it cannot be read or is no text.
pub fn text(root: &Path, path: &str) -> Result<Text, Problem> {
    let bytes = bytes(root, path)?;
    decode(&bytes).ok_or_else(|| Problem::new(&diagnostic::ENCODING_UNKNOWN, "").in_file(path))
}

/// Quotes the lines of problems that know only where they are.
pub fn locate(root: &Path, problems: &mut [Problem]) {
    let mut last: Option<(String, String)> = None;
    for problem in problems {
        let Some(place) = &problem.place else { continue };
        if place.quote.is_some() || place.span.is_none() {
            continue;
        }
        if last.as_ref().is_none_or(|(file, _)| *file != place.file) {
            let text = text(root, &place.file).map(|text| text.text).unwrap_or_default();
            last = Some((place.file.clone(), text));
        }
        if let Some((_, text)) = &last {
            problem.locate(text);
        }
    }
}

/// A path of the site, written with `/`, as this system writes it.
pub fn native(root: &Path, path: &str) -> PathBuf {
    let mut place = PathBuf::with_capacity(root.as_os_str().len() + 1 + path.len());
    place.push(root);
    if cfg!(windows) {
        place.extend(path.split('/'));
    } else {
        // A path that began at the system's root would take the place of the site's.
        place.push(path.trim_start_matches('/'));
    }
    place
}

pub(crate) fn unreadable(path: &str, error: &std::io::Error) -> Problem {
    let reason = match error.kind() {
        std::io::ErrorKind::NotFound => "文件不存在",
        std::io::ErrorKind::PermissionDenied => "没有读取权限",
        _ => "系统拒绝读取",
    };
    let problem = Problem::new(&diagnostic::FILE_UNREADABLE, reason).in_file(path);
    match error.kind() {
        std::io::ErrorKind::NotFound => {
            problem.mend("它可能刚被移走，也可能是失效的快捷链接；删去或放回它，再运行一次")
        }
        _ => problem,
    }
}
