//! Reads a text that was pasted from WPS or Word: each line is a paragraph, indents are layout.
//!
//! A blank line is put before a line that begins a paragraph: one with a full-width indent, one
//! after a line that ends a sentence, and one that begins with an ordinal such as `一、` or
//! `（二）`. Indents of full-width spaces are cut, and so are indents of tabs or four spaces before
//! Chinese text, which Markdown would print as code. Code fences, HTML and tables are left alone;
//! in lists and quotations only the full-width indent and the ordinal begin a paragraph.

use super::han::is_chinese;
use super::prepare::Edit;

/// What the lines before mean for the next one.
#[derive(Clone, Copy, PartialEq)]
enum Above {
    /// Nothing that a paragraph could continue.
    Blank,
    /// A paragraph, and whether its last line ends a sentence.
    Paragraph { ended: bool },
    /// A list or footnote, in which an indent has a meaning.
    List,
    /// A heading, a quotation or a rule.
    Other,
    /// A table or raw HTML, up to the next blank line.
    Verbatim,
}

/// The edits that make paragraphs of lines.
pub(super) fn lines(text: &str, edits: &mut Vec<Edit>) {
    let mut fence: Option<&str> = None;
    let mut above = Above::Blank;
    // A blank line ends no list: its next paragraph may follow, indented.
    let mut in_list = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let at = start;
        start += line.len();
        let line = line.trim_end();
        let body = line.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
        let indent = &line[..line.len() - body.len()];
        if let Some(mark) = fence {
            if body.starts_with(mark) && body.trim_start_matches(&mark[..1]).is_empty() {
                fence = None;
                above = Above::Other;
            }
            continue;
        }
        if body.is_empty() {
            above = Above::Blank;
            continue;
        }
        fence = fence_mark(body);
        if above == Above::Verbatim || fence.is_some() {
            continue;
        }
        let is_full_width = indent.contains('\u{3000}');
        let is_deep = (indent.contains('\t') || indent.len() >= 4) && body.starts_with(is_chinese);
        let kind = kind(body);
        in_list = kind == Above::List
            || (in_list && !is_full_width && (above != Above::Blank || !indent.is_empty()));
        let begins = match above {
            Above::Blank | Above::Verbatim => false,
            _ if is_full_width => true,
            // Markdown lets only the number 1 end a paragraph.
            Above::Paragraph { .. }
                if body.starts_with(|c: char| c.is_ascii_digit()) && kind == Above::List =>
            {
                true
            }
            _ if !matches!(kind, Above::Paragraph { .. }) => false,
            _ if is_ordinal(body) => true,
            Above::Paragraph { ended } => !in_list && (ended || is_deep),
            Above::List | Above::Other => false,
        };
        if begins {
            edits.push(Edit { at, cut: 0, put: "\n" });
        }
        if is_full_width || (is_deep && !in_list) {
            edits.push(Edit { at, cut: indent.len(), put: "" });
        }
        above = match kind {
            Above::Paragraph { .. } if !begins && matches!(above, Above::List) => above,
            kind => kind,
        };
        if begins && in_list && is_ordinal(body) {
            in_list = false;
        }
    }
}

/// The opening mark of a code fence.
fn fence_mark(body: &str) -> Option<&str> {
    let mark = ['`', '~'].into_iter().find(|mark| body.starts_with(*mark))?;
    let len = body.len() - body.trim_start_matches(mark).len();
    // A line such as ```` ```a``` ```` is inline code.
    (len >= 3 && !(mark == '`' && body[len..].contains('`'))).then(|| &body[..len])
}

/// What a line is by its own beginning.
fn kind(body: &str) -> Above {
    let bytes = body.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_numbered = (1..=3).contains(&digits)
        && matches!(bytes.get(digits), Some(b'.' | b')'))
        && bytes.get(digits + 1).is_none_or(|byte| *byte == b' ');
    let is_bullet = matches!(bytes.first(), Some(b'-' | b'+' | b'*'))
        && bytes.get(1).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    if is_numbered || is_bullet || body.starts_with("[^") || body.starts_with(": ") {
        Above::List
    } else if body.starts_with('|') || body.starts_with('<') || is_delimiter_row(body) {
        Above::Verbatim
    } else if body.starts_with(['#', '>']) || is_rule(body) {
        Above::Other
    } else {
        Above::Paragraph { ended: is_sentence(body) || is_title(body) }
    }
}

/// `---|:--:`, the second line of a table without outer bars.
fn is_delimiter_row(body: &str) -> bool {
    body.contains('|') && body.bytes().all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '))
}

/// A rule, or the line under a heading.
fn is_rule(body: &str) -> bool {
    ['-', '=', '*', '_'].iter().any(|mark| body.chars().all(|c| c == *mark || c == ' '))
}

fn is_sentence(body: &str) -> bool {
    body.trim_end_matches(['”', '’', '』', '」', '）', '》', '】', ')', '*'])
        .ends_with(['。', '！', '？', '：', '；', '…'])
}

/// A numbered line too short to be broken by the paper's edge: a heading of its own.
fn is_title(body: &str) -> bool {
    is_ordinal(body) && body.chars().nth(24).is_none()
}

/// `一、`, `（一）`, `(1)`, `1、`: the numbering of official documents.
fn is_ordinal(body: &str) -> bool {
    let is_number = |c: char| "一二三四五六七八九十百".contains(c) || c.is_ascii_digit();
    let rest = body.trim_start_matches(['（', '(']);
    let tail = rest.trim_start_matches(is_number);
    let number = rest.len() - tail.len();
    let closing: &[char] = if rest.len() < body.len() { &['）', ')'] } else { &['、', '．'] };
    (1..=9).contains(&number) && tail.starts_with(closing)
}

#[cfg(test)]
mod tests {
    use crate::markdown::tests::pasted;

    #[test]
    fn a_full_width_indent_begins_a_paragraph() {
        assert_eq!(pasted("　　第一\n　　第二\n第三"), "<p>第一</p>\n<p>第二第三</p>\n");
        assert_eq!(pasted("- 项\n　　段"), "<ul>\n<li>项</li>\n</ul>\n<p>段</p>\n");
    }

    #[test]
    fn a_line_after_a_sentence_begins_a_paragraph() {
        assert_eq!(
            pasted("他说：“好。”\n第二\n仍是第二"),
            "<p>他说：“好。”</p>\n<p>第二仍是第二</p>\n"
        );
        assert_eq!(
            pasted("甲。\n1. 乙。\n2. 丙。\n续"),
            "<p>甲。</p>\n<ol>\n<li>乙。</li>\n<li>丙。续</li>\n</ol>\n"
        );
    }

    #[test]
    fn an_ordinal_begins_a_paragraph_and_a_short_one_is_a_title() {
        assert_eq!(
            pasted("总则\n一、目标\n内容\n（二）任务\n(3)其他"),
            "<p>总则</p>\n<p>一、目标</p>\n<p>内容</p>\n<p>（二）任务</p>\n<p>(3)其他</p>\n"
        );
    }

    #[test]
    fn an_indent_is_no_code_before_chinese() {
        assert_eq!(pasted("\t甲\n    乙"), "<p>甲</p>\n<p>乙</p>\n");
        assert_eq!(pasted("    let x;"), "<pre><code>let x;</code></pre>\n");
        assert_eq!(pasted("- 甲\n\n    乙"), "<ul>\n<li>\n<p>甲</p>\n<p>乙</p>\n</li>\n</ul>\n");
    }

    #[test]
    fn code_tables_and_html_are_left_alone() {
        assert_eq!(
            pasted("```\n甲。\n　　乙\n```\n　　丙"),
            "<pre><code>甲。\n　　乙\n</code></pre>\n<p>丙</p>\n"
        );
        assert!(pasted("名|数\n---|---\n甲。|1\n乙。|2").contains("<td>乙。</td>"));
        assert_eq!(pasted("<div>甲。\n　　乙</div>"), "<div>甲。\n　　乙</div>\n");
    }
}
