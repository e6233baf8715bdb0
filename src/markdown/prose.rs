//! Listens to the text of a page: how long it is, how it begins, and what the last character was.

use super::han::{is_chinese, is_han, is_word};

/// What was heard so far.
#[derive(Debug, Default)]
pub(super) struct Prose {
    /// 字数 so far.
    pub words: usize,
    /// The opening paragraphs' plain text.
    pub lead: String,
    /// The last character of the block, for soft breaks.
    pub last: Option<char>,
    /// The plain text of the heading that is being written.
    pub heading: Option<String>,
    /// What the opening still wants, in half 字.
    room: usize,
    quiet: usize,
    in_word: bool,
    parted: bool,
}

/// The opening has room for so many bytes from the start; more where a site asks for more.
const LONGEST_LEAD: usize = 4096;

impl Prose {
    /// A listener that keeps an opening of so many 字.
    pub(super) fn new(room: usize) -> Self {
        let room = room.saturating_mul(2);
        let lead = String::with_capacity(room.saturating_mul(2).min(LONGEST_LEAD));
        Self { lead, room, ..Self::default() }
    }

    /// Hears text.
    pub(super) fn text(&mut self, text: &str) {
        self.count(text);
        self.last = text.chars().next_back().or(self.last);
        if let Some(heading) = &mut self.heading {
            join(heading, text, self.parted);
        }
        if self.quiet == 0 && self.room > 0 {
            self.lead(text);
        }
        self.parted = false;
    }

    /// Counts text that is seen but belongs to no paragraph.
    pub(super) fn count(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let (mut words, mut in_word) = (0, self.in_word);
        let mut at = 0;
        while let Some(&first) = bytes.get(at) {
            // Nearly all of a text is told by its bytes. U+5000 to U+9FFF begin with these.
            let (is_han, is_word, length) = if matches!(first, 0xE5..=0xE9) {
                (true, false, 3)
            } else if first.is_ascii() {
                (false, first.is_ascii_alphanumeric(), 1)
            } else {
                match bytes[at..] {
                    [0xE4, 0xB8..=0xBF, ..] => (true, false, 3),
                    // `，` and other marks of full width, `、` and `。`.
                    [0xEF, 0xBC, 0x81..=0x8F | 0x9A..=0xA0, ..] | [0xE3, 0x80, 0x81 | 0x82, ..] => {
                        (false, false, 3)
                    }
                    _ => {
                        let Some(c) = text[at..].chars().next() else { break };
                        let is_han = is_han(c);
                        (is_han, !is_han && is_word(c), c.len_utf8())
                    }
                }
            };
            words += usize::from(is_han || (is_word && !in_word));
            in_word = is_word;
            at += length;
        }
        self.words += words;
        self.in_word = in_word;
    }

    /// A new block begins: words and lines do not run across it.
    pub(super) fn part(&mut self) {
        self.in_word = false;
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

    fn lead(&mut self, text: &str) {
        join(&mut self.lead, text, self.parted);
        // Two for each character, and one less for each that is ASCII. A byte that continues a
        // character is the only one that begins with a single 1.
        let count = |is: fn(&&u8) -> bool| text.as_bytes().iter().filter(is).count();
        let (characters, ascii) = (count(|byte| byte.leading_ones() != 1), count(|b| b.is_ascii()));
        self.room = self.room.saturating_sub(2 * characters - ascii);
    }
}

/// Appends text. Between two blocks or lines a space is needed only where no mark ends the first.
fn join(so_far: &mut String, text: &str, parted: bool) {
    if parted && so_far.chars().next_back().is_some_and(|c| is_han(c) || !is_chinese(c)) {
        so_far.push(' ');
    }
    so_far.push_str(text);
}
