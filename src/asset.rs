//! What a file beside the pages is: a picture with its size, a table to be looked through, an
//! office file, or something else to download.

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::photo::{self, Facts, Format, Refusal};
use crate::{privacy, source};

/// A file that may be published as it is or in other sizes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Asset {
    /// The fingerprint of its bytes.
    pub print: Fingerprint,
    /// Length in bytes.
    pub len: u64,
    /// What it is.
    pub sort: Sort,
    /// Every figure in its text that must not be shown; none where no one has looked.
    pub figures: Vec<Figure>,
}

/// What sort of file it is, told by its bytes rather than by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sort {
    /// A picture.
    Picture(Facts),
    /// A picture that cannot be published.
    BadPicture(Refusal),
    /// Text such as CSV, which has been looked through.
    Text,
    /// What should be text, in no encoding that is known.
    Garbled,
    /// A document of an office program or the like, into which no one has looked.
    Office,
    /// Sound, film, letters: nothing to look for.
    Other,
}

/// A figure that must not be shown, in a text file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figure {
    /// Where, in bytes of the decoded text.
    pub start: usize,
    /// The end of it.
    pub end: usize,
    /// The line that it is in, from 1.
    pub line: usize,
    /// What it is.
    pub kind: privacy::Kind,
    /// The figure as digits, for the list of office numbers; never printed.
    pub digits: String,
}

impl Asset {
    /// Looks at a file's bytes; `path` decides only between formats that bytes do not tell apart.
    pub fn of(path: &str, bytes: &[u8]) -> Self {
        let print = Fingerprint::of_bytes(bytes);
        let (sort, figures) = sort(&extension(path), bytes);
        Self { print, len: bytes.len() as u64, sort, figures }
    }

    /// A file that is too large to be looked at.
    pub fn large(path: &str, print: Fingerprint, len: u64) -> Self {
        let sort = if is_media(&extension(path)) { Sort::Other } else { Sort::Office };
        Self { print, len, sort, figures: Vec::new() }
    }

    /// A picture's facts.
    pub fn picture(&self) -> Option<&Facts> {
        match &self.sort {
            Sort::Picture(facts) => Some(facts),
            _ => None,
        }
    }
}

/// The ending of a file's name in small letters, without the dot; empty where there is none.
pub fn extension(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or(String::new(), |(_, end)| end.to_lowercase())
}

/// Whether a file's name says that it is a picture.
pub fn named_picture(path: &str) -> bool {
    [
        "jpg", "jpeg", "jpe", "jfif", "png", "webp", "gif", "svg", "heic", "heif", "avif", "bmp",
        "tif", "tiff",
    ]
    .contains(&extension(path).as_str())
}

/// A picture's facts, or why it cannot be published; `None` for what is no picture by its bytes, nor
/// by its name.
pub fn picture(path: &str, bytes: &[u8]) -> Option<Result<Facts, Refusal>> {
    match photo::facts(bytes) {
        Err(Refusal::Unsupported) if !named_picture(path) => None,
        facts => Some(facts),
    }
}

/// What a file is, with the figures of its text.
fn sort(extension: &str, bytes: &[u8]) -> (Sort, Vec<Figure>) {
    let alone = |sort| (sort, Vec::new());
    match picture(&format!(".{extension}"), bytes) {
        Some(Ok(facts)) if facts.format == Format::Svg => {
            let read = source::decode(bytes);
            let shown = |read: &source::Text| figures(&read.text, privacy::scan_shown(&read.text));
            return (Sort::Picture(facts), read.as_ref().map_or(Vec::new(), shown));
        }
        Some(Ok(facts)) => return alone(Sort::Picture(facts)),
        Some(Err(refusal)) => return alone(Sort::BadPicture(refusal)),
        None => {}
    }
    if is_media(extension) {
        return alone(Sort::Other);
    }
    match extension {
        "doc" | "docx" | "wps" | "xls" | "xlsx" | "et" | "ppt" | "pptx" | "dps" | "ofd" | "pdf"
        | "odt" | "ods" | "odp" | "rtf" | "eml" | "mht" | "mhtml" => alone(Sort::Office),
        _ => match source::decode(bytes) {
            Some(read) => (Sort::Text, figures(&read.text, privacy::scan(&read.text))),
            None if is_text(extension) => alone(Sort::Garbled),
            None => alone(Sort::Office),
        },
    }
}

/// Whether a file with this ending holds sound, film or letters.
fn is_media(extension: &str) -> bool {
    [
        "mp3", "m4a", "aac", "wav", "ogg", "oga", "opus", "flac", "amr", "mp4", "m4v", "webm",
        "ogv", "mov", "avi", "mkv", "woff", "woff2", "ttf", "otf", "ico",
    ]
    .contains(&extension)
}

/// Whether a file with this ending is opened as text by everyone.
fn is_text(extension: &str) -> bool {
    ["csv", "tsv", "tab", "txt", "md", "json", "xml", "htm", "html", "vcf", "log", "js", "css"]
        .contains(&extension)
}

fn figures(text: &str, found: Vec<privacy::Finding>) -> Vec<Figure> {
    found
        .into_iter()
        .map(|found| Figure {
            line: text[..found.span.start].matches('\n').count() + 1,
            start: found.span.start,
            end: found.span.end,
            kind: found.kind,
            digits: found.digits,
        })
        .collect()
}
