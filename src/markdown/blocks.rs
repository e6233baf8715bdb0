//! The opening and closing markup of everything that has an inside.

use std::fmt::Write as _;

use pulldown_cmark::{BlockQuoteKind, CodeBlockKind, Event, Tag, TagEnd};

use super::escape::escape;
use super::headings::Heading;
use super::prepare::clean;
use super::raw;
use super::tables::Table;
use super::write::Writer;

/// Writes what opens at the event with this index.
pub(super) fn start(writer: &mut Writer<'_, '_>, tag: &Tag<'_>, at: usize) {
    match tag {
        Tag::Emphasis => return writer.html.push_str("<em>"),
        Tag::Strong => return writer.html.push_str("<strong>"),
        Tag::Strikethrough => return writer.html.push_str("<del>"),
        _ => writer.prose.part(),
    }
    match tag {
        Tag::Paragraph => writer.line("<p>"),
        Tag::Heading { level, .. } => heading(writer, *level as u8),
        Tag::BlockQuote(Some(kind)) => {
            let (class, title) = alert(*kind);
            writer.line(&format!(
                "<div class=\"alert {class}\">\n<p class=\"alert-title\">{title}</p>\n"
            ));
        }
        Tag::BlockQuote(None) => writer.line("<blockquote>\n"),
        Tag::CodeBlock(kind) => code(writer, kind),
        Tag::List(None) => writer.line("<ul>\n"),
        Tag::List(Some(1)) => writer.line("<ol>\n"),
        Tag::List(Some(start)) => writer.line(&format!("<ol start=\"{start}\">\n")),
        Tag::Item => {
            let is_task = [at + 1, at + 2]
                .iter()
                .take_while(|next| !matches!(writer.peek(**next), Some(Event::Text(_))))
                .any(|next| matches!(writer.peek(*next), Some(Event::TaskListMarker(_))));
            writer.line(if is_task { "<li class=\"task\">" } else { "<li>" });
        }
        Tag::DefinitionList => writer.line("<dl>\n"),
        Tag::DefinitionListTitle => writer.line("<dt>"),
        Tag::DefinitionListDefinition => writer.line("<dd>"),
        Tag::Table(alignments) => {
            writer.prose.hush();
            writer.line("");
            writer.table = Table::begin(alignments, &mut writer.html);
        }
        Tag::TableHead => writer.table.begin_head(&mut writer.html),
        Tag::TableRow => writer.table.begin_row(&mut writer.html),
        Tag::TableCell => writer.table.begin_cell(&mut writer.html),
        // The rest is written where it is met, or belongs to syntax that is not enabled.
        _ => {}
    }
}

/// Writes what closes.
pub(super) fn end(writer: &mut Writer<'_, '_>, tag: TagEnd) {
    match tag {
        TagEnd::Emphasis => return writer.html.push_str("</em>"),
        TagEnd::Strong => return writer.html.push_str("</strong>"),
        TagEnd::Strikethrough => return writer.html.push_str("</del>"),
        _ => raw::close_all(writer),
    }
    match tag {
        TagEnd::Paragraph => writer.html.push_str("</p>\n"),
        TagEnd::Heading(_) => end_heading(writer),
        TagEnd::BlockQuote(Some(_)) => writer.line("</div>\n"),
        TagEnd::BlockQuote(None) => writer.line("</blockquote>\n"),
        TagEnd::CodeBlock => {
            writer.prose.unhush();
            writer.html.push_str("</code></pre>\n");
        }
        TagEnd::List(true) => writer.line("</ol>\n"),
        TagEnd::List(false) => writer.line("</ul>\n"),
        TagEnd::Item => writer.html.push_str("</li>\n"),
        TagEnd::DefinitionList => writer.line("</dl>\n"),
        TagEnd::DefinitionListTitle => writer.html.push_str("</dt>\n"),
        TagEnd::DefinitionListDefinition => writer.html.push_str("</dd>\n"),
        TagEnd::Table => {
            writer.prose.unhush();
            writer.table.end(&mut writer.html);
        }
        TagEnd::TableHead => writer.table.end_head(&mut writer.html),
        TagEnd::TableRow => writer.html.push_str("</tr>\n"),
        TagEnd::TableCell => writer.table.end_cell(&mut writer.html),
        _ => {}
    }
}

fn heading(writer: &mut Writer<'_, '_>, level: u8) {
    let level = (level + writer.plan.shift).min(6);
    let id = writer.plan.ids.get(writer.headings.len()).cloned().unwrap_or_default();
    writer.line("");
    let _ = write!(writer.html, "<h{level} id=\"{id}\">");
    writer.headings.push(Heading { level, id, text: String::new() });
    writer.prose.hush();
    writer.prose.heading = Some(String::new());
}

fn end_heading(writer: &mut Writer<'_, '_>) {
    writer.prose.unhush();
    if let (Some(heading), Some(text)) = (writer.headings.last_mut(), writer.prose.heading.take()) {
        text.trim().clone_into(&mut heading.text);
        let _ = writeln!(writer.html, "</h{}>", heading.level);
    }
}

fn code(writer: &mut Writer<'_, '_>, kind: &CodeBlockKind<'_>) {
    writer.prose.hush();
    writer.line("<pre><code");
    if let CodeBlockKind::Fenced(info) = kind
        && let Some(language) = clean(info).split_whitespace().next()
    {
        writer.html.push_str(" class=\"language-");
        escape(language, &mut writer.html);
        writer.html.push('"');
    }
    writer.html.push('>');
}

/// The class and the title of an alert.
fn alert(kind: BlockQuoteKind) -> (&'static str, &'static str) {
    match kind {
        BlockQuoteKind::Note => ("alert-note", "说明"),
        BlockQuoteKind::Tip => ("alert-tip", "提示"),
        BlockQuoteKind::Important => ("alert-important", "重要"),
        BlockQuoteKind::Warning => ("alert-warning", "注意"),
        BlockQuoteKind::Caution => ("alert-caution", "警告"),
    }
}
