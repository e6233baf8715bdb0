//! Turns Markdown text into a body: HTML with empty slots where links and images will stand.
//!
//! The room knows no other document. It prepares the text (`prepare`), parses it, and writes
//! the events (`write`); a page with raw HTML is sanitised as well (`sanitise`).

mod blocks;
mod body;
mod delimiters;
mod escape;
mod footnotes;
mod han;
mod headings;
mod html_lines;
mod links;
mod mask;
mod names;
mod near;
mod nesting;
mod pasted;
mod plain;
mod prepare;
mod prose;
mod raw;
mod sanitise;
mod summary;
mod tables;
pub(crate) mod tags;
mod words;
mod write;

#[cfg(test)]
pub(crate) mod fuzz;
#[cfg(test)]
mod oracle;
#[cfg(test)]
mod tests;

use std::ops::Range;

use pulldown_cmark::{Event, Options as Extensions, Parser};

pub use body::{Body, Slot, Target, TargetKind};
pub use escape::{escape, escape_url};
pub use headings::Heading;
pub use links::is_allowed;
pub use summary::summary;

/// How a text is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The text was pasted from WPS or Word: a line is a paragraph, an indent is no code.
    pub pasted: bool,
    /// How many 字 of plain text to keep for the summary.
    pub lead: usize,
}

/// What a text became.
#[derive(Clone, Debug, PartialEq)]
pub struct Rendered {
    /// The HTML with its slots.
    pub body: Body,
    /// The headings in their order, for a table of contents.
    pub headings: Vec<Heading>,
    /// Plain text of the opening paragraphs, for [`summary`].
    pub lead: String,
    /// 字数: every Han character counts one, every run of other letters and digits counts one.
    pub words: usize,
    /// Problems, in the order in which they were met.
    pub notes: Vec<Note>,
}

/// A problem and its place in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The bytes of the text that are meant.
    pub span: Range<usize>,
    /// What is wrong there.
    pub what: NoteKind,
}

/// What can be wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoteKind {
    /// A raw HTML element that is not allowed was left out.
    RemovedHtml {
        /// The element's name in lower case.
        tag: String,
    },
    /// A raw HTML attribute that is not allowed was left out.
    RemovedAttribute {
        /// The element's name in lower case.
        tag: String,
        /// The attribute's name in lower case.
        attribute: String,
    },
    /// A link or image with a scheme such as `javascript:` became plain text.
    BadScheme {
        /// The address as written.
        url: String,
    },
    /// What is printed as it stands, and was meant as Markdown.
    NearMiss {
        /// The right spelling.
        right: String,
    },
    /// A footnote to which nothing refers was left out.
    UnusedFootnote {
        /// The name between `[^` and `]`.
        label: String,
    },
}

/// Where a text's events, HTML and plain text are put while it is rendered. They take ten times the
/// room of the text and are gone after it, so that whoever renders many has the same room for all of
/// them.
#[derive(Debug, Default)]
pub struct Scratch {
    events: Vec<(Event<'static>, Range<usize>)>,
    html: String,
    heard: String,
}

/// One of more bytes is let go of: only a page of a hundred kilobytes needs it.
const MOST_KEPT: usize = 1 << 20;

/// Renders a text. Any text is accepted; what cannot be kept becomes a [`Note`].
#[must_use]
pub fn render(text: &str, options: &Options) -> Rendered {
    render_in(&mut Scratch::default(), text, options)
}

/// The same as [`render`], with a scratch that serves one text after another.
pub fn render_in(scratch: &mut Scratch, text: &str, options: &Options) -> Rendered {
    let source = prepare::prepare(text, options.pasted);
    let mut html = std::mem::take(&mut scratch.html);
    html.reserve(source.text().len() * 5 / 4 + 64);
    let mut events: Vec<(Event<'_>, Range<usize>)> = std::mem::take(&mut scratch.events);
    // An event for every ten bytes at most, in all but odd texts: growing would copy them all.
    events.reserve(source.text().len() / 10);
    events.extend(Parser::new_ext(source.text(), extensions()).into_offset_iter());
    let plan = headings::plan(&mut events);
    let heard = std::mem::take(&mut scratch.heard);
    let written = write::write(&events, &source, &plan, options.lead, html, heard);
    let words = written.prose.words();
    let (html, lead, heard) = (written.html, written.prose.lead, written.prose.heard);
    let mut body = Body::new(&html, written.slots);
    let mut headings = written.headings;
    if written.has_raw {
        body = sanitise::sanitise(&body);
        headings = headings::in_their_turn(headings, &body);
    }
    let mut notes = written.notes;
    near::find(&events, &source, &mut notes);
    scratch.take_back(events, html, heard);
    Rendered { body, headings, lead, words, notes }
}

impl Scratch {
    fn take_back(
        &mut self,
        mut events: Vec<(Event<'_>, Range<usize>)>,
        mut html: String,
        mut heard: String,
    ) {
        let bytes = events.capacity() * size_of::<(Event, Range<usize>)>();
        if bytes.max(html.capacity()).max(heard.capacity()) <= MOST_KEPT {
            events.clear();
            html.clear();
            heard.clear();
            // No event is left that could borrow from the text, and the list stays where it is.
            let events = events.into_iter().map_while(|_| None).collect();
            *self = Self { events, html, heard };
        }
    }
}

/// Heading attributes are absent on purpose: they would swallow `{重要}` at the end of a heading,
/// so `{#id}` is read by `headings`. Smart punctuation would spoil Chinese quotation marks.
fn extensions() -> Extensions {
    Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_DEFINITION_LIST
        | Extensions::ENABLE_GFM
}
