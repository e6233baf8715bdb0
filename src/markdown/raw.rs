//! Writes raw HTML: what is allowed is kept, links and images become slots, the rest is left out
//! and noted.

use std::fmt::Write as _;
use std::ops::Range;

use super::body::TargetKind;
use super::escape::escape;
use super::prepare::clean;
use super::tags::{Piece, decode, pieces};
use super::write::Writer;
use super::{NoteKind, links, tables};

/// The elements that a text may hold as raw HTML.
pub(super) const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "blockquote",
    "br",
    "caption",
    "code",
    "dd",
    "del",
    "details",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "ins",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "rp",
    "rt",
    "ruby",
    "s",
    "small",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// The elements whose content is no text for readers.
pub(super) const WITH_CONTENT: &[&str] = &[
    "script", "style", "iframe", "noscript", "noframes", "noembed", "template", "object",
    "textarea", "select", "svg", "math", "title", "audio", "video", "canvas", "xmp",
];

/// Whether an element may have an attribute; those of links and images are read elsewhere.
pub(super) fn may_have(tag: &str, attribute: &str) -> bool {
    match attribute {
        "colspan" | "rowspan" => matches!(tag, "td" | "th"),
        "scope" => tag == "th",
        "title" => tag == "abbr",
        "start" | "reversed" => tag == "ol",
        "open" => tag == "details",
        _ => false,
    }
}

/// A stretch of raw HTML: the text, and where its parts come from in the mended text.
#[derive(Debug, Default)]
pub(super) struct Raw {
    text: String,
    parts: Vec<(usize, Range<usize>)>,
}

impl Raw {
    /// Adds what one event holds.
    pub(super) fn push(&mut self, html: &str, range: &Range<usize>) {
        self.parts.push((self.text.len(), range.clone()));
        self.text.push_str(html);
    }

    /// The name of the element whose whole content is to be left out, if this opens one.
    pub(super) fn opens_removed(html: &str) -> Option<&'static str> {
        let name = html.strip_prefix('<')?;
        WITH_CONTENT.iter().copied().find(|tag| begins_with_name(name, tag))
    }

    /// Whether an inline tag closes an element.
    pub(super) fn closes(html: &str, name: &str) -> bool {
        html.strip_prefix("</").is_some_and(|rest| begins_with_name(rest, name))
    }

    /// Writes what is allowed.
    pub(super) fn write(&self, writer: &mut Writer<'_, '_>) {
        let pieces = pieces(&self.text);
        let mut at = 0;
        while let Some((place, piece)) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Text(text) => {
                    let text = clean(text);
                    writer.raw(&text.replace('<', "&lt;"));
                    writer.prose.aside(&text);
                }
                Piece::Close(name) if ELEMENTS.contains(&name.as_str()) => close(writer, name),
                Piece::Open(name, attributes) if ELEMENTS.contains(&name.as_str()) => {
                    self.open(writer, place, name, attributes);
                }
                Piece::Open(name, _) => {
                    let tag = clean(name).into_owned();
                    writer.note(&self.range(place), NoteKind::RemovedHtml { tag });
                    if WITH_CONTENT.contains(&name.as_str()) {
                        at += skip(&pieces[at..], name);
                    }
                }
                Piece::Close(_) | Piece::Nothing => {}
            }
        }
    }

    fn open(
        &self,
        writer: &mut Writer<'_, '_>,
        place: &Range<usize>,
        name: &str,
        attributes: &[(String, &str)],
    ) {
        let range = self.range(place);
        if !is_void(name) && !writer.nesting.enter(name) {
            return writer.note(&range, NoteKind::RemovedHtml { tag: name.to_owned() });
        }
        let value = |wanted: &str| {
            let found = attributes.iter().find(|(name, _)| name == wanted);
            found.map(|(_, value)| clean(&decode(value)).into_owned())
        };
        let (kind, url) = match name {
            "a" => (Some(TargetKind::Link), value("href")),
            "img" => (Some(TargetKind::Image), value("src")),
            _ => (None, None),
        };
        if name == "table" {
            writer.raw_tables += 1;
            writer.raw(tables::OPEN);
        }
        let mut tag = format!("<{name}");
        for (attribute, written) in attributes {
            let is_known = match kind {
                Some(TargetKind::Link) => matches!(attribute.as_str(), "href" | "title"),
                Some(TargetKind::Image) => matches!(attribute.as_str(), "src" | "alt" | "title"),
                None => may_have(name, attribute),
            };
            if !is_known {
                let (tag, attribute) = (name.to_owned(), clean(attribute).into_owned());
                writer.note(&range, NoteKind::RemovedAttribute { tag, attribute });
            } else if kind.is_none() {
                let _ = write!(tag, " {attribute}=\"");
                escape(&clean(&decode(written)), &mut tag);
                tag.push('"');
            }
        }
        let alt = value("alt").filter(|_| name == "img").unwrap_or_default();
        match (kind, url) {
            (Some(kind), Some(url)) if links::is_allowed(&url) => {
                let title = value("title").unwrap_or_default();
                writer.raw(if kind == TargetKind::Link { "<a" } else { "" });
                writer.slot(kind, url, title, alt, &range);
                if kind == TargetKind::Link {
                    writer.raw(">");
                    remember(writer, name);
                }
                return;
            }
            (Some(_), Some(url)) => writer.note(&range, NoteKind::BadScheme { url }),
            _ => {}
        }
        if name == "img" {
            // An image without an address is what it would have said.
            escape(&alt, &mut tag);
            writer.raw(tag.trim_start_matches("<img"));
        } else {
            writer.raw(&tag);
            writer.raw(">");
        }
        if !is_void(name) && name != "table" {
            remember(writer, name);
        }
    }

    /// Where a piece comes from in the mended text.
    fn range(&self, place: &Range<usize>) -> Range<usize> {
        let source = |at: usize| {
            let part = self.parts.partition_point(|(start, _)| *start <= at).saturating_sub(1);
            self.parts
                .get(part)
                .map_or(0, |(start, range)| (range.start + at - start).min(range.end))
        };
        // The end is looked up by its last byte: the next byte may be in the next line.
        source(place.start)..source(place.end.saturating_sub(1)) + 1
    }
}

/// Closes the tables that the text left open, so that nothing after them falls into a cell.
pub(super) fn close_tables(writer: &mut Writer<'_, '_>) {
    while writer.raw_tables > 0 {
        close(writer, "table");
    }
}

/// Closes the elements that a paragraph left open, so that a forgotten `</b>` ends with it.
pub(super) fn close_all(writer: &mut Writer<'_, '_>) {
    while let Some(name) = writer.open.pop() {
        writer.nesting.leave(&name);
        writer.raw(&format!("</{name}>"));
    }
}

/// Remembers an open element. More than a few are no slip but nonsense, which the guard closes.
fn remember(writer: &mut Writer<'_, '_>, name: &str) {
    if writer.open.len() < 32 {
        writer.open.push(name.to_owned());
    }
}

fn close(writer: &mut Writer<'_, '_>, name: &str) {
    writer.nesting.leave(name);
    if name == "table" {
        // Without its table the box's end would close something else.
        if let Some(left) = writer.raw_tables.checked_sub(1) {
            writer.raw_tables = left;
            writer.raw("</table>\n</div>");
        }
        return;
    }
    if let Some(open) = writer.open.iter().rposition(|open| open == name) {
        writer.open.remove(open);
    }
    if !is_void(name) {
        writer.raw(&format!("</{name}>"));
    }
}

fn is_void(name: &str) -> bool {
    matches!(name, "img" | "br" | "hr")
}

/// How many pieces to leave out after the opening tag of a removed element.
fn skip(pieces: &[(Range<usize>, Piece<'_>)], name: &str) -> usize {
    let close = pieces
        .iter()
        .position(|(_, piece)| matches!(piece, Piece::Close(closed) if closed == name));
    // A script or style sheet without an end runs to the end of the block.
    let rest = if matches!(name, "script" | "style") { pieces.len() } else { 0 };
    close.map_or(rest, |close| close + 1)
}

fn begins_with_name(text: &str, name: &str) -> bool {
    text.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name))
        && !text[name.len()..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '-')
}

#[cfg(test)]
mod tests {
    use crate::markdown::NoteKind;
    use crate::markdown::tests::{html, page};

    #[test]
    fn what_is_allowed_stays() {
        assert_eq!(
            html(
                "H<sub>2</sub>O<BR/>\n\n<details open><summary>甲</summary>\n\n*乙*\n\n</details>"
            ),
            "<p>H<sub>2</sub>O<br></p>\n<details open=\"\"><summary>甲</summary>\n<p><em>乙</em></p>\n</details>\n"
        );
        assert!(html("<table><tr><td colspan=2>甲").contains("<td colspan=\"2\">甲"));
        let table = html("<table><tr><td>甲</table></table>");
        assert!(
            table.starts_with(super::tables::OPEN) && table.ends_with("</table>\n</div>\n"),
            "{table}"
        );
    }

    #[test]
    fn what_is_not_allowed_is_left_out_and_noted() {
        let text = "甲<font color=red>乙</font>\n\n<p style=\"x\">丙<script>bad()</script></p>\n\n丁<style>bad</style>戊";
        assert_eq!(html(text), "<p>甲乙</p>\n<p>丙</p>\n<p>丁戊</p>\n");
        let found: Vec<_> =
            page(text).notes.into_iter().map(|note| (&text[note.span], note.what)).collect();
        let removed = |tag: &str| NoteKind::RemovedHtml { tag: tag.into() };
        let style = NoteKind::RemovedAttribute { tag: "p".into(), attribute: "style".into() };
        assert_eq!(
            found,
            [
                ("<font color=red>", removed("font")),
                ("<p style=\"x\">", style),
                ("<script>", removed("script")),
                ("<style>", removed("style")),
            ]
        );
    }

    #[test]
    fn raw_links_and_images_are_slots() {
        let text = "[甲](a) <a href='b&amp;c' title=t onclick=x>乙</a> <img src=\"c.png\" alt=\"丙\"> <a href=\"data:x\">丁</a>";
        assert_eq!(
            html(text),
            "<p><a href=\"a\">甲</a> <a href=\"b&ct\">乙</a> [丙|c.png] <a>丁</a></p>\n"
        );
        let page = page(text);
        let spans: Vec<_> = page.body.targets().map(|target| &text[target.span.clone()]).collect();
        assert_eq!(
            spans,
            ["[甲](a)", "<a href='b&amp;c' title=t onclick=x>", "<img src=\"c.png\" alt=\"丙\">"]
        );
        assert!(page.notes.iter().any(|n| n.what == NoteKind::BadScheme { url: "data:x".into() }));
    }

    #[test]
    fn comments_are_dropped_silently() {
        assert_eq!(html("甲<!-- x -->乙\n\n<!--\n丙\n-->"), "<p>甲乙</p>\n");
        assert!(page("<!-- x -->").notes.is_empty());
    }

    #[test]
    fn what_is_left_open_is_closed() {
        assert_eq!(html("甲<b>乙\n\n丙"), "<p>甲<b>乙</b></p>\n<p>丙</p>\n");
        assert_eq!(html("<div>甲\n\n乙"), "<div>甲\n<p>乙</p>\n</div>");
        assert_eq!(html("<p 是一种标签\n"), "&lt;p 是一种标签\n");
    }

    #[test]
    fn our_own_markup_passes_the_guard() {
        let text = "# 甲 {#jia}\n\n- [x] 乙[^1]\n\n> [!TIP]\n> 丙\n\n| 丁 |\n|:-:|\n| 戊 |\n\n```rs\n己\n```\n\n[^1]: 庚";
        let guarded = html(&format!("{text}\n\n<u>辛</u>"));
        for line in html(text).lines().filter(|line| !line.contains("<input") && !line.is_empty()) {
            assert!(guarded.contains(line), "{line} is not in {guarded}");
        }
    }

    #[test]
    fn a_slot_cannot_be_forged() {
        assert_eq!(html("<a data-slot=\"0\" href=\"x\">甲</a>"), "<p><a href=\"x\">甲</a></p>\n");
        assert_eq!(
            html("甲 `<a data-slot=\"0\">` <u>&lt;a data-slot=\"0\"</u>"),
            "<p>甲 <code>&lt;a data-slot=\"0\"&gt;</code> <u>&lt;a data-slot=\"0\"</u></p>\n"
        );
    }
}
