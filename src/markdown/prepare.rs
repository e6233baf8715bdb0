//! Mends a text before it is parsed, and finds the way back to the text as given.
//!
//! All mending is done with three characters that no text may hold: they are cut from the text,
//! put in by the rules, and taken out of every event. So a rule need not know whether it is
//! inside code: what it does there leaves no trace.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::{delimiters, han, mask, pasted};

/// Stands between two characters that must not be neighbours, and shows nothing.
pub(super) const JOINT: &str = "\u{FDD0}";
/// Stands for a `*` that is text.
pub(super) const STAR: &str = "\u{FDD1}";
/// Stands for a `~` that is text.
pub(super) const TILDE: &str = "\u{FDD2}";

/// One change: at byte `at`, `cut` bytes are replaced with `put`.
#[derive(Debug)]
pub(super) struct Edit {
    pub at: usize,
    pub cut: usize,
    pub put: &'static str,
}

/// A mended text.
#[derive(Debug)]
pub(super) struct Source<'a> {
    given: &'a str,
    text: Cow<'a, str>,
    shifts: Vec<Shift>,
    /// An event may hold one of the three characters: put in by a rule, or typed as `&#xFDD0;`.
    is_marked: bool,
    /// An event may hold what HTML would take for markup: one of its characters stands in the text,
    /// `&` among them, with which an entity for another begins.
    pub has_markup: bool,
}

/// Where an edit stands: its start as given, and its end as given and as mended.
#[derive(Debug)]
struct Shift {
    start: usize,
    end: usize,
    mended: usize,
}

/// Applies every rule to a text.
pub(super) fn prepare(text: &str, pasted: bool) -> Source<'_> {
    let mut edits = Vec::new();
    forbidden(text, &mut edits);
    if pasted {
        pasted::lines(text, &mut edits);
    }
    years(text, &mut edits);
    let runs = delimiters::runs(text);
    mask::mask(text, &runs, &mut edits);
    delimiters::unblock(text, &runs, &mut edits);
    // The sort is stable: at one place the edit of the earlier rule comes first.
    edits.sort_by_key(|edit| edit.at);
    apply(text, &edits)
}

/// Takes the three characters out again, and puts back what they stand for.
pub(super) fn clean(text: &str) -> Cow<'_, str> {
    if MARK.find(text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut cleaned = String::with_capacity(text.len());
    append_clean(text, &mut cleaned);
    Cow::Owned(cleaned)
}

fn append_clean(text: &str, out: &mut String) {
    let mut rest = text;
    while let Some(at) = MARK.find(rest.as_bytes()) {
        // Both bytes are the first of one character, which is one of the three or stays.
        let (before, from) = rest.split_at(at);
        let (mark, after) = from.split_at(JOINT.len());
        out.push_str(before);
        out.push_str(match mark {
            JOINT => "",
            STAR => "*",
            TILDE => "~",
            other => other,
        });
        rest = after;
    }
    out.push_str(rest);
}

/// How each of the three characters begins; a search that is made ready once.
static MARK: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new(b"\xEF\xB7"));

impl Source<'_> {
    /// The text to parse.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Appends what an event holds, without the three characters, which most pages do not have.
    pub(super) fn append_clean(&self, text: &str, out: &mut String) {
        if self.is_marked { append_clean(text, out) } else { out.push_str(text) }
    }

    /// The bytes of the text as given that a range of the mended text came from.
    pub(super) fn span(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.given_at(range.start);
        start..self.given_at(range.end).max(start)
    }

    fn given_at(&self, at: usize) -> usize {
        let after = self.shifts.partition_point(|shift| shift.mended <= at);
        let moved = match after.checked_sub(1).and_then(|before| self.shifts.get(before)) {
            Some(shift) => shift.end + (at - shift.mended),
            None => at,
        };
        // A place inside what an edit put in belongs to where the edit begins.
        let moved = self.shifts.get(after).map_or(moved, |next| moved.min(next.start));
        self.given.floor_char_boundary(moved)
    }
}

fn apply<'a>(given: &'a str, edits: &[Edit]) -> Source<'a> {
    let and = memchr::memchr(b'&', given.as_bytes()).is_some();
    let source = Source {
        given,
        text: Cow::Borrowed(given),
        shifts: Vec::new(),
        is_marked: edits.iter().any(|edit| [JOINT, STAR, TILDE].contains(&edit.put))
            || (and && given.contains("&#")),
        has_markup: and || memchr::memchr3(b'<', b'>', b'"', given.as_bytes()).is_some(),
    };
    if edits.is_empty() {
        return source;
    }
    let mut text = String::with_capacity(given.len() + 3 * edits.len());
    let mut shifts = Vec::with_capacity(edits.len());
    let mut done = 0;
    for edit in edits {
        // Two rules may cut the same bytes; what one cut the other need not.
        let (start, end) = (edit.at.max(done), (edit.at + edit.cut).max(done));
        text.push_str(&given[done..start]);
        text.push_str(edit.put);
        done = end;
        shifts.push(Shift { start, end, mended: text.len() });
    }
    text.push_str(&given[done..]);
    Source { text: Cow::Owned(text), shifts, ..source }
}

/// Cuts the three characters, and NUL, which HTML may not hold either.
fn forbidden(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    edits.extend(memchr::memchr_iter(0, bytes).map(|at| Edit { at, cut: 1, put: "" }));
    edits.extend(
        MARK.find_iter(bytes)
            .filter(|&at| [JOINT, STAR, TILDE].iter().any(|mark| text[at..].starts_with(mark)))
            .map(|at| Edit { at, cut: JOINT.len(), put: "" }),
    );
}

/// A line that begins with a year and a full stop (`2026. `) is no ordered list.
fn years(text: &str, edits: &mut Vec<Edit>) {
    let bytes = text.as_bytes();
    // Stops are rarer than lines in Chinese, and most follow a letter.
    for stop in memchr::memchr_iter(b'.', bytes) {
        let Some(start) = stop.checked_sub(4) else { continue };
        if bytes.get(stop + 1) != Some(&b' ') || !bytes[start..stop].iter().all(u8::is_ascii_digit)
        {
            continue;
        }
        let markers = [' ', '\t', '　', '>', '-', '+', '*'];
        let line = text[..start].trim_end_matches(markers);
        if line.is_empty() || line.ends_with('\n') {
            edits.push(Edit { at: stop, cut: 0, put: JOINT });
        }
    }
}

/// The character before a byte offset.
pub(super) fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().next_back()
}

/// The character after a byte offset.
pub(super) fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// Whether a neighbour is a space, or there is none.
pub(super) fn is_gap(neighbour: Option<char>) -> bool {
    neighbour.is_none_or(char::is_whitespace)
}

/// Whether a neighbour is punctuation.
pub(super) fn is_mark(neighbour: Option<char>) -> bool {
    neighbour.is_some_and(han::is_punctuation)
}
