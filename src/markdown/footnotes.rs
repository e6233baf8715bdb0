//! Footnotes: numbered by their first mention, gathered at the end, linked both ways.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::fmt::Write as _;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::NoteKind;
use super::prepare::clean;
use super::write::Writer;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// By label: the events of its definition, and its number once it is mentioned.
    known: BTreeMap<String, Footnote>,
    /// The labels in the order of their numbers.
    order: Vec<String>,
    /// Definitions that can never be shown, as another has their label.
    doubled: Vec<(String, Range<usize>)>,
}

#[derive(Debug)]
struct Footnote {
    events: Range<usize>,
    place: Range<usize>,
    number: usize,
    mentions: usize,
}

/// Finds the definitions.
pub(super) fn find(events: &[(Event<'_>, Range<usize>)]) -> Footnotes {
    let mut found = Footnotes::default();
    for (index, (event, place)) in events.iter().enumerate() {
        let Event::Start(Tag::FootnoteDefinition(label)) = event else { continue };
        let events = index + 1..definition_end(events, index);
        let label = key(label);
        match found.known.entry(label) {
            Entry::Occupied(first) => found.doubled.push((first.key().clone(), place.clone())),
            Entry::Vacant(free) => {
                free.insert(Footnote { events, place: place.clone(), number: 0, mentions: 0 });
            }
        }
    }
    found
}

/// The index of the event that ends the definition at `start`.
pub(super) fn definition_end(events: &[(Event<'_>, Range<usize>)], start: usize) -> usize {
    let mut depth = 0;
    for (index, (event, _)) in events.iter().enumerate().skip(start) {
        match event {
            Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
            Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return index;
        }
    }
    events.len()
}

/// Labels are compared without regard to case, as the parser does.
fn key(label: &str) -> String {
    clean(label).to_lowercase()
}

impl Footnotes {
    /// Writes a mention of a footnote; the parser only reports those that are defined.
    pub(super) fn mention(&mut self, label: &str, html: &mut String) {
        let Some(note) = self.known.get_mut(&key(label)) else { return };
        if note.number == 0 {
            self.order.push(key(label));
            note.number = self.order.len();
        }
        note.mentions += 1;
        let number = note.number;
        let _ = write!(
            html,
            "<sup class=\"footnote-ref\"><a href=\"#fn-{number}\" id=\"{}\" role=\"doc-noteref\" \
             aria-label=\"脚注 {number}\">{number}</a></sup>",
            mention_id(number, note.mentions),
        );
    }
}

/// Writes all footnotes that were mentioned, also those that only a footnote mentions.
pub(super) fn write(writer: &mut Writer<'_, '_>) {
    let mut number = 0;
    while let Some(label) = writer.footnotes.order.get(number) {
        let Some(note) = writer.footnotes.known.get(label) else { break };
        let events = note.events.clone();
        if number == 0 {
            writer.line(
                "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n",
            );
        }
        number += 1;
        let _ = writeln!(writer.html, "<li id=\"fn-{number}\">");
        writer.prose.part();
        writer.events(events);
        back_links(writer, number);
        writer.line("</li>\n");
    }
    if number > 0 {
        writer.html.push_str("</ol>\n</section>\n");
    }
    note_unused(writer);
}

/// Puts a link to every mention at the end of the footnote's last paragraph.
fn back_links(writer: &mut Writer<'_, '_>, number: usize) {
    let label = writer.footnotes.order.get(number - 1);
    let note = label.and_then(|label| writer.footnotes.known.get(label));
    let mentions = note.map_or(0, |note| note.mentions);
    let mut html = String::new();
    for mention in 1..=mentions {
        let name = match mention {
            1 => "返回正文".to_owned(),
            _ => format!("返回正文第 {mention} 处"),
        };
        let id = mention_id(number, mention);
        let _ = write!(
            html,
            " <a href=\"#{id}\" class=\"footnote-back\" role=\"doc-backlink\" aria-label=\"{name}\">↩</a>"
        );
    }
    let end = "</p>\n";
    let is_paragraph = writer.html.ends_with(end);
    if is_paragraph {
        writer.html.truncate(writer.html.len() - end.len());
    }
    writer.html.push_str(&html);
    if is_paragraph {
        writer.html.push_str(end);
    }
}

fn note_unused(writer: &mut Writer<'_, '_>) {
    let mut unused = std::mem::take(&mut writer.footnotes.doubled);
    for (label, note) in &writer.footnotes.known {
        if note.number == 0 {
            unused.push((label.clone(), note.place.clone()));
        }
    }
    unused.sort_by_key(|(_, place)| place.start);
    for (label, place) in unused {
        writer.note(&place, NoteKind::UnusedFootnote { label });
    }
}

fn mention_id(number: usize, mention: usize) -> String {
    match mention {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{mention}"),
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::tests::{html, page};
    use crate::markdown::{Note, NoteKind};

    #[test]
    fn footnotes_are_linked_both_ways() {
        assert_eq!(
            html("甲[^b]\n\n[^b]: 注[链](x)"),
            "<p>甲<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\" \
             aria-label=\"脚注 1\">1</a></sup></p>\n\
             <section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"脚注\">\n<ol>\n\
             <li id=\"fn-1\">\n<p>注<a href=\"x\">链</a> <a href=\"#fnref-1\" class=\"footnote-back\" \
             role=\"doc-backlink\" aria-label=\"返回正文\">↩</a></p>\n</li>\n</ol>\n</section>\n"
        );
    }

    #[test]
    fn a_footnote_may_mention_another() {
        let html = html("甲[^a]乙[^a]\n\n[^b]: 二\n[^a]: 一[^b]");
        assert!(html.contains("<li id=\"fn-2\">\n<p>二 <a href=\"#fnref-2\""), "{html}");
        assert!(html.contains("href=\"#fnref-1-2\""), "{html}");
    }

    #[test]
    fn a_footnote_without_mention_is_noted() {
        let text = "甲\n\n[^乙]: 注";
        let what = NoteKind::UnusedFootnote { label: "乙".into() };
        assert_eq!(page(text).notes, [Note { span: 5..text.len(), what }]);
    }
}
