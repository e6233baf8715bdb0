//! Searching without a server: an index in small files that a browser's script asks for as needed.
//!
//! What is looked up is a unit of folded text or two that follow each other (`shard`), so a query
//! of two characters needs one file of the index, and any substring is found, for it is made of
//! such pairs. For each page that has a pair the index keeps two bytes of evidence (`postings`),
//! which tell almost surely whether pairs follow each other there, without its text. The texts
//! themselves (`texts`) are loaded for the pages that are shown, and have the last word.
//!
//! A page's number depends on its address alone ([`Numbers`]), and nothing in the index depends on
//! how far into its page a sentence stands: an edit, a new page and a removed one reach the shards
//! of what they change, and no others. Which page is newer than which is told in the head.

mod digits;
mod fold;
mod head;
mod initials;
mod numbers;
mod postings;
mod shard;
mod texts;

use std::fmt::Write as _;

pub use fold::{Fold, GAP};
pub use numbers::Numbers;
pub use shard::{home_of, shard_bits};

use crate::site::Site;

/// The folder in the output.
pub const FOLDER: &str = "search";

/// One file of what a search needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The folding, and where each page belongs: for every query.
    Head,
    /// Some of the pairs with the pages that have them.
    Shard(usize),
    /// The titles, addresses and texts of pages whose numbers follow each other.
    Texts(usize),
}

/// Numbers whose texts are one file, one or two pages of them in use: few enough that showing a
/// result costs little, and many enough that a large site is not twice as many files.
pub const PAGES_OF_TEXT: usize = 4;

/// Which pages have a pair; the part of a search that is computed from all texts at once.
#[derive(Debug)]
pub struct Index {
    numbers: Numbers,
    shards: Vec<Vec<u8>>,
}

impl Index {
    /// The index of a site.
    pub fn of(site: &Site) -> Self {
        let numbers = Numbers::of(site);
        let shards = shard::shards(&postings::gather(site, &numbers), shard_bits(site));
        Self { numbers, shards }
    }

    /// The script that hands over one shard.
    pub fn script(&self, shard: usize) -> String {
        let digits = self.shards.get(shard).map_or(&[][..], Vec::as_slice);
        called(Part::Shard(shard), digits::text(digits))
    }
}

/// Every part of a site's search.
pub fn parts(site: &Site) -> impl Iterator<Item = Part> + use<> {
    let shards = (0..1 << shard_bits(site)).map(Part::Shard);
    let texts = Numbers::of(site).blocks().into_iter().map(Part::Texts);
    std::iter::once(Part::Head).chain(shards).chain(texts)
}

/// The script that hands over one part; `index` is asked for where the part needs it.
pub fn script<'i>(site: &Site, part: Part, index: impl FnOnce() -> &'i Index) -> String {
    match part {
        Part::Head => called(part, &head::head(site, &Numbers::of(site))),
        Part::Shard(shard) => index().script(shard),
        Part::Texts(block) => called(part, &texts::block(site, index().numbers.block(block))),
    }
}

impl Part {
    /// Its name, by which the browser's script asks for it: `i/3f`.
    pub fn name(self) -> String {
        match self {
            Self::Head => "head".to_owned(),
            Self::Shard(number) => format!("i/{number:x}"),
            Self::Texts(number) => format!("t/{number:x}"),
        }
    }

    /// Its address. The name never changes, so that an edit rewrites what it touches and no more.
    pub fn path(self) -> String {
        format!("{FOLDER}/{}.js", self.name())
    }
}

/// A call of the script's one function. A plain script works from `file://` and under the
/// strictest policy, where a request for data does not.
fn called<T: serde::Serialize + ?Sized>(part: Part, value: &T) -> String {
    let value = serde_json::to_string(value).expect("plain data always serialises");
    let mut script = String::with_capacity(value.len() + 32);
    let _ = write!(script, "minsheng(\"{}\",", part.name());
    script.push_str(&value);
    script.push_str(")\n");
    // Two line breaks that JSON allows in a text, and scripts of before 2019 do not.
    if script.contains(['\u{2028}', '\u{2029}']) {
        script = script.replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029");
    }
    script
}
