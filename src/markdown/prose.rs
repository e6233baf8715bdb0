//! Listens to the text of a page: how long it is, how it begins, and what the last character was.

use super::han::{is_chinese, is_han};
use super::words::{count, words};

/// What was heard so far.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// The opening paragraphs' plain text.
    pub lead: String,
    /// The last character of the block, for soft breaks.
    pub last: Option<char>,
    /// The plain text of the heading that is being written.
    pub heading: Option<String>,
    /// What the opening still wants, in half 字.
    room: usize,
    quiet: usize,
    /// All text, each block on a line.
    pub heard: String,
    parted: bool,
}

/// The opening has room for so many bytes from the start; more where a site asks for more.
const LONGEST_LEAD: usize = 4096;

impl Prose {
    /// A listener that keeps an opening of so many 字; `heard` is empty.
    pub(super) fn new(room: usize, heard: String) -> Self {
        let room = room.saturating_mul(2);
        let lead = String::with_capacity(room.saturating_mul(2).min(LONGEST_LEAD));
        Self { lead, room, heard, ..Self::default() }
    }

    /// Hears the text that `put` appends, and gives it back.
    pub(super) fn text(&mut self, put: impl FnOnce(&mut String)) -> &str {
        let start = self.heard.len();
        put(&mut self.heard);
        let text = &self.heard[start..];
        self.last = text.chars().next_back().or(self.last);
        if let Some(heading) = &mut self.heading {
            join(heading, text, self.parted);
        }
        if self.quiet == 0 && self.room > 0 {
            join(&mut self.lead, text, self.parted);
            self.room = self.room.saturating_sub(width(text));
        }
        self.parted = false;
        text
    }

    /// Hears text that is seen but belongs to no paragraph.
    pub(super) fn aside(&mut self, text: &str) {
        self.heard.push_str(text);
    }

    /// 字数 so far.
    pub(super) fn words(&self) -> usize {
        words(&self.heard)
    }

    /// A new block begins: words and lines do not run across it.
    pub(super) fn part(&mut self) {
        self.heard.push('\n');
        self.parted = true;
        self.last = None;
    }

    /// Enters a block that is no opening paragraph.
    pub(super) fn hush(&mut self) {
        self.quiet += 1;
    }

    /// Leaves such a block.
    pub(super) fn unhush(&mut self) {
        self.quiet = self.quiet.saturating_sub(1);
    }
}

/// How wide a text is, in half 字: two for each character, and one less for each that is ASCII.
fn width(text: &str) -> usize {
    let bytes = text.as_bytes();
    2 * text.chars().count() - count(bytes, bytes, |byte, _| u8::from(byte.is_ascii()))
}

/// Appends text. Between two blocks or lines a space is needed only where no mark ends the first.
fn join(so_far: &mut String, text: &str, parted: bool) {
    if parted && so_far.chars().next_back().is_some_and(|c| is_han(c) || !is_chinese(c)) {
        so_far.push(' ');
    }
    so_far.push_str(text);
}
