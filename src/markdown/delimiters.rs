//! Lets emphasis stand beside Chinese punctuation.
//!
//! `CommonMark` asks for a space between a letter and a `**` that meets punctuation, and Chinese
//! has none: `的**“两癌”筛查**的` would show its stars. The rule of `markdown-cjk-friendly` lifts that
//! where either neighbour is Chinese. A joint between the run and the punctuation, which the
//! parser takes for a letter, has exactly that effect, and leaves the other direction as it was.

use super::han::is_cjk;
use super::prepare::{Edit, JOINT, TILDE, after, before, is_gap, is_mark};

/// A run of one of the two delimiters, none of it escaped.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub at: usize,
    pub len: usize,
    pub delimiter: u8,
}

impl Run {
    /// The byte after the run.
    pub(super) fn end(self) -> usize {
        self.at + self.len
    }
}

/// The runs of `*` and `~`, in their order.
pub(super) fn runs(text: &str) -> Vec<Run> {
    let bytes = text.as_bytes();
    let mut runs: Vec<Run> = Vec::new();
    for at in memchr::memchr2_iter(b'*', b'~', bytes) {
        if let Some(last) = runs.last_mut()
            && last.end() == at
            && last.delimiter == bytes[at]
        {
            last.len += 1;
        } else if !is_escaped(bytes, at) {
            if runs.is_empty() {
                // One seldom comes alone.
                runs.reserve(32);
            }
            runs.push(Run { at, len: 1, delimiter: bytes[at] });
        }
    }
    runs
}

/// Puts a joint beside every run that punctuation blocks, and turns a single `~` into text:
/// Chinese writes ranges with it (`5~10元`), and GFM's strikethrough has two.
pub(super) fn unblock(text: &str, runs: &[Run], edits: &mut Vec<Edit>) {
    for run in runs {
        if run.delimiter == b'~' && run.len == 1 {
            edits.push(Edit { at: run.at, cut: 1, put: TILDE });
            continue;
        }
        let (left, right) = (outer(text, run.at), after(text, run.end()));
        if ![left, right].into_iter().flatten().any(is_cjk) {
            continue;
        }
        let (left_letter, right_letter) =
            (!is_gap(left) && !is_mark(left), !is_gap(right) && !is_mark(right));
        if left_letter && is_mark(right) && is_free(right) {
            edits.push(Edit { at: run.end(), cut: 0, put: JOINT });
        } else if right_letter && is_mark(left) && is_free(left) {
            edits.push(Edit { at: run.at, cut: 0, put: JOINT });
        }
    }
}

/// Whether the neighbour does not itself look at its neighbours: `_` would no longer open beside
/// a joint, and a `|` may end a table's cell.
fn is_free(neighbour: Option<char>) -> bool {
    !matches!(neighbour, Some('_' | '|'))
}

/// The character before a run, or none where it is the marker of a quotation.
fn outer(text: &str, at: usize) -> Option<char> {
    let left = before(text, at);
    if left == Some('>') {
        let line = text[..at].trim_end_matches(['>', ' ']);
        if line.is_empty() || line.ends_with('\n') {
            return None;
        }
    }
    left
}

fn is_escaped(bytes: &[u8], at: usize) -> bool {
    bytes[..at].iter().rev().take_while(|&&byte| byte == b'\\').count() % 2 == 1
}
