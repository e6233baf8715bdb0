//! Writes the parser's events as HTML with slots.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::body::{Slot, Target, TargetKind};
use super::escape::escape;
use super::footnotes::{self, Footnotes};
use super::han::is_chinese;
use super::headings::{Heading, Plan};
use super::nesting::Nesting;
use super::prepare::{Source, clean};
use super::prose::Prose;
use super::raw::{self, Raw};
use super::tables::Table;
use super::{Note, NoteKind, blocks, links};

/// Events with their places in the mended text.
pub(super) type Events<'a> = [(Event<'a>, Range<usize>)];

/// What is written so far, and what the rest depends on.
#[derive(Debug)]
pub(super) struct Writer<'w, 'e> {
    pub html: String,
    pub slots: Vec<Slot>,
    pub headings: Vec<Heading>,
    pub notes: Vec<Note>,
    pub prose: Prose,
    pub footnotes: Footnotes,
    pub table: Table,
    pub plan: &'w Plan,
    /// Raw HTML was written, so the page must be sanitised.
    pub has_raw: bool,
    /// The raw elements that are open in this paragraph.
    pub open: Vec<String>,
    /// How many raw tables are open.
    pub raw_tables: usize,
    events: &'w Events<'e>,
    source: &'w Source<'w>,
    /// The links that are being written, from the outermost: whether each has an `<a>`.
    links: Vec<bool>,
    /// The raw elements that are open in the whole page.
    pub(super) nesting: Nesting,
}

/// Writes all events into `html`, and their text into `heard`, which are empty.
pub(super) fn write<'w, 'e>(
    events: &'w Events<'e>,
    source: &'w Source<'w>,
    plan: &'w Plan,
    lead: usize,
    html: String,
    heard: String,
) -> Writer<'w, 'e> {
    let mut writer = Writer {
        html,
        slots: Vec::new(),
        headings: Vec::new(),
        notes: Vec::new(),
        prose: Prose::new(lead, heard),
        footnotes: footnotes::find(events),
        table: Table::default(),
        plan,
        has_raw: false,
        open: Vec::new(),
        raw_tables: 0,
        events,
        source,
        links: Vec::new(),
        nesting: Nesting::default(),
    };
    writer.events(0..events.len());
    raw::close_tables(&mut writer);
    writer.prose.hush();
    footnotes::write(&mut writer);
    writer
}

impl Writer<'_, '_> {
    /// Writes a range of events.
    pub(super) fn events(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while at < range.end {
            at = self.event(at);
        }
    }

    /// Begins a new line unless one has begun, and writes markup there.
    pub(super) fn line(&mut self, markup: &str) {
        if !self.html.is_empty() && !self.html.ends_with('\n') {
            self.html.push('\n');
        }
        self.html.push_str(markup);
    }

    /// Writes raw HTML.
    pub(super) fn raw(&mut self, html: &str) {
        self.has_raw = true;
        self.html.push_str(html);
    }

    /// Notes a problem at a place of the mended text.
    pub(super) fn note(&mut self, place: &Range<usize>, what: NoteKind) {
        self.notes.push(Note { span: self.source.span(place), what });
    }

    /// Leaves a slot here.
    pub(super) fn slot(
        &mut self,
        kind: TargetKind,
        url: String,
        title: String,
        alt: String,
        place: &Range<usize>,
    ) {
        let span = self.source.span(place);
        self.slots.push(Slot::new(self.html.len(), Target { kind, url, title, alt, span }));
    }

    /// The event at an index, if there is one.
    pub(super) fn peek(&self, at: usize) -> Option<&Event<'_>> {
        self.events.get(at).map(|(event, _)| event)
    }

    /// Writes the event at an index and returns the index of the next to write.
    fn event(&mut self, at: usize) -> usize {
        let events = self.events;
        let (event, place) = &events[at];
        match event {
            Event::Text(text) => self.text(text),
            Event::Code(text) => {
                self.html.push_str("<code>");
                self.text(text);
                self.html.push_str("</code>");
            }
            Event::SoftBreak => self.soft_break(at),
            Event::HardBreak => {
                self.html.push_str("<br>\n");
                self.prose.part();
            }
            Event::Rule => self.line("<hr>\n"),
            Event::FootnoteReference(label) => self.footnotes.mention(label, &mut self.html),
            Event::TaskListMarker(is_done) => self.html.push_str(if *is_done {
                "<input type=\"checkbox\" disabled checked aria-label=\"已完成\"> "
            } else {
                "<input type=\"checkbox\" disabled aria-label=\"未完成\"> "
            }),
            Event::Start(Tag::Image { dest_url, title, .. }) => {
                return self.image(at, dest_url, title, place);
            }
            Event::Start(Tag::Link { link_type, dest_url, title, .. }) => {
                let scheme =
                    if *link_type == pulldown_cmark::LinkType::Email { "mailto:" } else { "" };
                self.link(format!("{scheme}{}", clean(dest_url)), title, place);
            }
            Event::End(TagEnd::Link) => {
                if self.links.pop() == Some(true) {
                    self.html.push_str("</a>");
                }
            }
            Event::Start(Tag::FootnoteDefinition(_)) => {
                return footnotes::definition_end(events, at) + 1;
            }
            Event::Start(Tag::HtmlBlock) => return self.html_block(at),
            Event::InlineHtml(html) => return self.inline_html(at, html, place),
            Event::Start(tag) => blocks::start(self, tag, at),
            Event::End(tag) => blocks::end(self, *tag),
            // The remaining events belong to syntax that is not enabled, or to blocks read whole.
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
        at + 1
    }

    fn text(&mut self, text: &str) {
        let text = self.prose.text(|out| self.source.append_clean(text, out));
        if self.source.has_markup {
            escape(text, &mut self.html);
        } else {
            self.html.push_str(text);
        }
    }

    /// A line break between two Chinese characters is no space.
    fn soft_break(&mut self, at: usize) {
        let next = self.events[at + 1..].iter().find_map(|(event, _)| match event {
            // A tag is nothing that a reader would see a space before.
            Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. })
            | Event::End(
                TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link,
            )
            | Event::InlineHtml(_) => None,
            Event::Text(text) | Event::Code(text) => Some(clean(text).chars().next()),
            _ => Some(None),
        });
        if !is_joined(self.prose.last, next.flatten()) {
            self.html.push('\n');
            self.prose.part();
        }
    }

    fn link(&mut self, url: String, title: &str, place: &Range<usize>) {
        // The parser finds an address in the text of a link too; HTML has no link in a link.
        let is_inner = self.links.contains(&true);
        let is_allowed = links::is_allowed(&url);
        self.links.push(is_allowed && !is_inner);
        if !is_allowed {
            self.note(place, NoteKind::BadScheme { url });
        } else if !is_inner {
            self.html.push_str("<a");
            self.slot(TargetKind::Link, url, clean(title).into_owned(), String::new(), place);
            self.html.push('>');
        }
    }

    /// Writes an image's slot; its description is read as plain text.
    fn image(&mut self, at: usize, url: &str, title: &str, place: &Range<usize>) -> usize {
        let mut alt = String::new();
        let mut is_broken = false;
        let mut depth = 0;
        let mut end = at;
        for (event, _) in &self.events[at..] {
            end += 1;
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                Event::Text(text) | Event::Code(text) => {
                    let text = clean(text);
                    let is_joined = is_joined(alt.chars().next_back(), text.chars().next());
                    if std::mem::take(&mut is_broken) && !is_joined {
                        alt.push('\n');
                    }
                    alt.push_str(&text);
                }
                Event::SoftBreak => is_broken = true,
                Event::HardBreak => alt.push('\n'),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let url = clean(url).into_owned();
        if links::is_allowed(&url) {
            self.slot(TargetKind::Image, url, clean(title).into_owned(), alt, place);
        } else {
            escape(&alt, &mut self.html);
            self.note(place, NoteKind::BadScheme { url });
        }
        self.prose.last = None;
        end
    }

    fn html_block(&mut self, at: usize) -> usize {
        let mut raw = Raw::default();
        let mut end = at + 1;
        while let Some((Event::Html(html) | Event::Text(html), place)) = self.events.get(end) {
            raw.push(html, place);
            end += 1;
        }
        self.line("");
        self.prose.part();
        raw.write(self);
        // Unlike those of a paragraph, the elements of a block may hold the blocks after it.
        self.open.clear();
        self.line("");
        end
    }

    fn inline_html(&mut self, at: usize, html: &str, place: &Range<usize>) -> usize {
        let mut raw = Raw::default();
        raw.push(html, place);
        raw.write(self);
        let Some(name) = Raw::opens_removed(html) else { return at + 1 };
        for (index, (event, _)) in self.events.iter().enumerate().skip(at + 1) {
            match event {
                Event::InlineHtml(html) if Raw::closes(html, name) => return index + 1,
                Event::InlineHtml(html) if Raw::opens_removed(html) == Some(name) => break,
                Event::Text(_)
                | Event::Code(_)
                | Event::SoftBreak
                | Event::HardBreak
                | Event::InlineHtml(_) => {}
                // What crosses emphasis or ends the paragraph is kept as text.
                _ => break,
            }
        }
        at + 1
    }
}

/// Whether a line break between two characters is no space.
fn is_joined(last: Option<char>, next: Option<char>) -> bool {
    last.is_some_and(is_chinese) && next.is_some_and(is_chinese)
}
