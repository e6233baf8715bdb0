//! What a file beside the pages is: a picture with its size, a table to be looked through, an
//! office file, or something else to download.

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::photo::{self, Facts, Refusal};
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
}

/// What sort of file it is, told by its bytes rather than by its name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Sort {
    /// A picture.
    Picture(Facts),
    /// A picture that cannot be published.
    BadPicture(Refusal),
    /// Text such as CSV, with every figure in it that must not be shown.
    Text(Vec<Figure>),
    /// A document of an office program, into which no one has looked.
    Office,
    /// Anything else.
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
        let len = bytes.len() as u64;
        Self { print, len, sort: sort(&extension(path), bytes) }
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

fn sort(extension: &str, bytes: &[u8]) -> Sort {
    match photo::facts(bytes) {
        Ok(facts) => return Sort::Picture(facts),
        Err(Refusal::Unsupported) if !named_picture(&format!(".{extension}")) => {}
        Err(refusal) => return Sort::BadPicture(refusal),
    }
    match extension {
        "csv" | "tsv" | "txt" | "md" | "json" | "xml" | "htm" | "html" | "vcf" | "log" | "js"
        | "css" => match source::decode(bytes) {
            Some(text) => Sort::Text(figures(&text.text)),
            None => Sort::Other,
        },
        "doc" | "docx" | "wps" | "xls" | "xlsx" | "et" | "ppt" | "pptx" | "dps" | "ofd" | "pdf"
        | "odt" | "ods" | "odp" | "rtf" | "zip" | "rar" | "7z" => Sort::Office,
        _ => Sort::Other,
    }
}

fn figures(text: &str) -> Vec<Figure> {
    privacy::scan(text)
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
