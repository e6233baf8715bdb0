//! How a problem reads to a person: a stable code, a place, a cause, and apart from it a mend.
//!
//! Problems are noted and gathered, never thrown, so that one run tells the editor all of them.

mod refusal;
mod render;
mod rules;

use std::ops::Range;

use serde::{Deserialize, Serialize};
use unicode_width::UnicodeWidthStr as _;

pub use refusal::refusal;
pub use render::{counted, screen};
pub use rules::*;

/// How much a problem matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Nothing is published while there is one.
    Error,
    /// Published, but worth mending.
    Warning,
}

impl Level {
    /// 错误 or 警告.
    pub fn name(self) -> &'static str {
        match self {
            Self::Error => "错误",
            Self::Warning => "警告",
        }
    }
}

/// A kind of problem: what its code stands for, wherever it is found.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// The stable code, such as `MS0103`.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// What is wrong, as the beginning of the message.
    pub title: &'static str,
    /// How to mend it where nothing better is known; may be empty.
    pub mend: &'static str,
}

/// One problem found in a site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem.
    #[serde(with = "rules::by_code")]
    pub rule: &'static Rule,
    /// What follows the rule's title, with what was found in backquotes; may be empty.
    pub detail: String,
    /// Where, if it has a place.
    pub place: Option<Place>,
    /// How to mend it.
    pub mend: String,
    /// It is in a draft that someone looks at: told as it is, but no other page waits for it.
    pub in_draft: bool,
}

/// A place in a file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, from the site's root, with `/` on every system.
    pub file: String,
    /// Bytes in the file's decoded text; `None` where the file as a whole is meant.
    pub span: Option<Range<usize>>,
    /// The line as it stands, once the text has been at hand.
    pub quote: Option<Quote>,
}

/// A line of a file with the part that is meant.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// From 1.
    pub line: usize,
    /// From 1, counted in columns of the screen: a Chinese character takes two.
    pub column: usize,
    /// The whole line, without its end.
    pub text: String,
    /// Which bytes of `text` are meant, at least one character where there is one.
    pub span: Range<usize>,
}

impl Problem {
    /// A problem without a place yet, mended as its rule says.
    pub fn new(rule: &'static Rule, detail: impl Into<String>) -> Self {
        Self {
            rule,
            detail: detail.into(),
            place: None,
            mend: rule.mend.to_owned(),
            in_draft: false,
        }
    }

    /// The same problem in a file as a whole.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.place = Some(Place { file: file.into(), span: None, quote: None });
        self
    }

    /// The same problem at some bytes of a file's text.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, span: Range<usize>) -> Self {
        self.place = Some(Place { file: file.into(), span: Some(span), quote: None });
        self
    }

    /// The same problem with a better mend than the rule's own.
    #[must_use]
    pub fn mend(mut self, mend: impl Into<String>) -> Self {
        self.mend = mend.into();
        self
    }

    /// Whether it is an error, wherever it is.
    pub fn is_error(&self) -> bool {
        self.rule.level == Level::Error
    }

    /// Whether nothing is published because of it.
    pub fn stops(&self) -> bool {
        self.is_error() && !self.in_draft
    }

    /// The file it is in, if it has a place.
    pub fn file(&self) -> Option<&str> {
        self.place.as_ref().map(|place| place.file.as_str())
    }

    /// What is wrong in one line, figures that must not be shown masked.
    pub fn message(&self) -> String {
        let text = match self.detail.as_str() {
            "" => self.rule.title.to_owned(),
            detail => format!("{}：{detail}", self.rule.title),
        };
        crate::privacy::mask(&text).into_owned()
    }

    /// Fills in the quoted line from the file's text, unless it is known already.
    pub fn locate(&mut self, text: &str) {
        let Some(place) = &mut self.place else { return };
        if place.quote.is_none() {
            place.quote = place.span.clone().map(|span| Quote::of(text, span));
        }
    }
}

impl Quote {
    /// The line of `text` in which `span` begins. A span that does not fit the text is cut to it.
    pub fn of(text: &str, span: Range<usize>) -> Self {
        let start = floor_boundary(text, span.start);
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line = text[line_start..line_end].trim_end_matches('\r');
        let begin = (start - line_start).min(line.len());
        let end = floor_boundary(line, (span.end.max(start) - line_start).min(line.len()));
        let one = line[begin..].chars().next().map_or(0, char::len_utf8);
        Self {
            line: text[..start].matches('\n').count() + 1,
            column: line[..begin].width() + 1,
            text: line.to_owned(),
            span: begin..end.max(begin + one),
        }
    }
}

fn floor_boundary(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The known name nearest to what was typed, if one is near enough to be meant.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = typed.chars().count();
    let reach = match length {
        0..=1 => 0,
        2..=3 => 1,
        4..=6 => 2,
        _ => 3,
    };
    known
        .into_iter()
        .map(|name| (strsim::osa_distance(typed, name), name))
        .filter(|&(distance, name)| distance <= reach && distance < name.chars().count())
        .min_by_key(|&(distance, _)| distance)
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::{Quote, nearest};

    #[test]
    fn a_quote_is_the_line_in_which_the_span_begins() {
        let quote = Quote::of("---\r\n日期：2026年13月1日\r\n---", 14..26);
        assert_eq!((quote.line, quote.column), (2, 7));
        assert_eq!(quote.text, "日期：2026年13月1日");
        assert_eq!(&quote.text[quote.span], "2026年13月");
    }

    #[test]
    fn a_quote_never_panics() {
        for (start, end) in [(0, 0), (1, 2), (7, 3), (99, 120)] {
            Quote::of("云溪\n镇", start..end);
        }
        Quote::of("", 0..9);
    }

    #[test]
    fn near_names_are_proposed_and_far_ones_are_not() {
        let known = ["标题", "日期", "责任单位", "来源"];
        assert_eq!(nearest("责任单", known), Some("责任单位"));
        assert_eq!(nearest("标提", known), Some("标题"));
        assert_eq!(nearest("天气", known), None);
    }
}
