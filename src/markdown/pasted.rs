//! Reads a text that was pasted from WPS or Word: each line is a paragraph, indents are layout.
//!
//! A blank line is put before a line that begins a paragraph: one with a full-width indent, one
//! after a line that ends a sentence, and one that begins with an ordinal such as `一、` or
//! `（二）`. Indents of full-width spaces are cut, and so are indents of tabs or four spaces before
//! Chinese text, which Markdown would print as code. Quotations are read like the text around
//! them. A list goes on in lines that are indented, or that follow no sentence; a table ends
//! before what is no row. Code fences and raw HTML with open elements are left alone.

use super::han::is_chinese;
use super::html_lines::{is_block, opened};
use super::prepare::Edit;

/// The edits that make paragraphs of lines.
pub(super) fn lines(text: &str, edits: &mut Vec<Edit>) {
    let mut state = State::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        state.line(line.trim_end(), start, edits);
        start += line.len();
    }
}

/// What the lines before mean for the next one.
#[derive(Clone, Copy, PartialEq, Default)]
enum Above {
    /// Nothing that a paragraph could continue.
    #[default]
    Blank,
    /// A paragraph, and whether its last line ends a sentence.
    Paragraph { ended: bool },
    /// A list or footnote, in which an indent has a meaning, and whether a sentence ends there.
    List { ended: bool },
    /// A heading, a quotation or a rule.
    Other,
    /// A table, and whether its last line ends a sentence and so is hardly a row.
    Table { ended: bool },
    /// Raw HTML up to the next blank line, and how many of its elements are open.
    Html { open: usize },
}

/// Where in the text the next line stands.
#[derive(Default)]
struct State<'t> {
    /// The mark of the code fence that is open.
    fence: Option<&'t str>,
    /// What the line before means.
    above: Above,
    /// A blank line ends no list: its next paragraph may follow, indented.
    in_list: bool,
    /// How far the list is indented by which the lines before it are not.
    shift: usize,
    /// In how many quotations.
    quotes: usize,
}

impl<'t> State<'t> {
    /// Reads one line, which begins at a byte of the text.
    fn line(&mut self, line: &'t str, start: usize, edits: &mut Vec<Edit>) {
        let (quotes, line, at) = self.unquoted(line, start);
        self.enter(quotes);
        let body = line.trim_start_matches([' ', '\t', '\u{3000}', '\u{A0}']);
        let indent = &line[..line.len() - body.len()];
        if let Some(mark) = self.fence {
            if body.starts_with(mark) && body.trim_start_matches(&mark[..1]).is_empty() {
                self.fence = None;
                self.above = Above::Other;
            }
            return;
        }
        if body.is_empty() {
            self.above = Above::Blank;
            return;
        }
        let is_full_width = indent.contains('\u{3000}');
        if let Above::Html { open } = self.above
            && (open > 0 || !is_full_width)
        {
            self.above = Above::Html { open: opened(open, body) };
            return;
        }
        self.fence = fence_mark(body);
        if self.fence.is_some() {
            return;
        }
        let is_deep = (indent.contains('\t') || indent.len() >= 4) && body.contains(is_chinese);
        let kind = kind(body, self.above);
        let was_in_list = self.in_list;
        self.in_list = matches!(kind, Above::List { .. })
            || (self.in_list
                && !is_full_width
                && (self.above != Above::Blank || !indent.is_empty()));
        let begins = self.begins(indent, body, kind, is_deep);
        if begins {
            edits.push(Edit { at: start, cut: 0, put: BLANK[quotes.min(BLANK.len() - 1)] });
        }
        if !was_in_list {
            self.shift = if is_deep { indent.len() } else { 0 };
        }
        let cut = if is_full_width || (is_deep && !self.in_list) {
            indent.len()
        } else {
            self.shift.min(indent.len())
        };
        if cut > 0 {
            edits.push(Edit { at, cut, put: "" });
        }
        let is_text = matches!(kind, Above::Paragraph { .. });
        if begins && is_text && (is_ordinal(body) || indent.is_empty()) {
            self.in_list = false;
        }
        self.above = match (kind, self.above) {
            (Above::Paragraph { ended }, Above::List { .. }) if !begins => Above::List { ended },
            (Above::Paragraph { ended }, Above::Table { .. }) if !begins => Above::Table { ended },
            _ => kind,
        };
    }

    /// Whether a line begins a paragraph that Markdown would not begin there.
    fn begins(&self, indent: &str, body: &str, kind: Above, is_deep: bool) -> bool {
        let is_full_width = indent.contains('\u{3000}');
        match self.above {
            Above::Blank => false,
            Above::Table { .. } if is_row(body, is_full_width) => false,
            _ if is_full_width => true,
            Above::Table { ended } => ended || is_ordinal(body),
            // Markdown lets only the number 1 end a paragraph.
            Above::Paragraph { .. }
                if body.starts_with(|c: char| c.is_ascii_digit())
                    && matches!(kind, Above::List { .. }) =>
            {
                true
            }
            _ if !matches!(kind, Above::Paragraph { .. }) => false,
            _ if is_ordinal(body) => true,
            Above::Paragraph { ended } if !self.in_list => ended || is_deep,
            Above::Paragraph { ended } | Above::List { ended } => ended && indent.is_empty(),
            Above::Other | Above::Html { .. } => false,
        }
    }

    /// In how many quotations a line stands, what it says there, and where that begins.
    fn unquoted<'l>(&self, line: &'l str, start: usize) -> (usize, &'l str, usize) {
        let is_literal = self.fence.is_some() || matches!(self.above, Above::Html { .. });
        // What is indented below a list's item belongs to the item.
        let is_inner = self.quotes == 0 && self.in_list && line.starts_with(' ');
        let most = if is_literal || is_inner { self.quotes } else { usize::MAX };
        let mut rest = line;
        let mut quotes = 0;
        while quotes < most {
            let text = rest.trim_start_matches(' ');
            let Some(inner) = text.strip_prefix('>').filter(|_| rest.len() - text.len() < 4) else {
                break;
            };
            rest = inner.strip_prefix(' ').unwrap_or(inner);
            quotes += 1;
        }
        (quotes, rest, start + line.len() - rest.len())
    }

    /// Goes into a quotation or out of it. The last paragraph of one goes on after it.
    fn enter(&mut self, quotes: usize) {
        if quotes == self.quotes {
            return;
        }
        let is_open = matches!(self.above, Above::Paragraph { .. } | Above::List { .. });
        if quotes > self.quotes || !is_open {
            self.above = Above::Blank;
        }
        self.fence = None;
        self.in_list = false;
        self.quotes = quotes;
    }
}

/// Blank lines in so many quotations; in a deeper one, the last parts paragraphs well enough.
const BLANK: [&str; 4] = ["\n", ">\n", ">>\n", ">>>\n"];

/// Whether a line after a table is one more row of it.
fn is_row(body: &str, is_full_width: bool) -> bool {
    body.starts_with('|') || is_delimiter_row(body) || (!is_full_width && body.contains('|'))
}

/// The opening mark of a code fence.
fn fence_mark(body: &str) -> Option<&str> {
    let mark = ['`', '~'].into_iter().find(|mark| body.starts_with(*mark))?;
    let len = body.len() - body.trim_start_matches(mark).len();
    // A line such as ```` ```a``` ```` is inline code.
    (len >= 3 && !(mark == '`' && body[len..].contains('`'))).then(|| &body[..len])
}

/// What a line is by its own beginning, below what stands above.
fn kind(body: &str, above: Above) -> Above {
    let bytes = body.as_bytes();
    let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let is_numbered = (1..=3).contains(&digits)
        && matches!(bytes.get(digits), Some(b'.' | b')'))
        && bytes.get(digits + 1).is_none_or(|byte| *byte == b' ');
    let is_bullet = matches!(bytes.first(), Some(b'-' | b'+' | b'*'))
        && bytes.get(1).is_none_or(|byte| matches!(byte, b' ' | b'\t'));
    if is_numbered || is_bullet || body.starts_with("[^") || body.starts_with(": ") {
        Above::List { ended: is_sentence(body) }
    } else if body.starts_with('|') || is_delimiter_row(body) {
        Above::Table { ended: is_sentence(body) }
    } else if body.starts_with('<') && is_block(body, matches!(above, Above::Paragraph { .. })) {
        Above::Html { open: opened(0, body) }
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
    let mut body = body;
    // A tag at the end says nothing: `<u>说明：</u>`.
    while let Some(tag) = body.rfind('<').filter(|_| body.ends_with('>')) {
        body = &body[..tag];
    }
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
            "<p>甲。</p>\n<ol>\n<li>乙。</li>\n<li>丙。</li>\n</ol>\n<p>续</p>\n"
        );
        assert_eq!(
            pasted(
                "1. 提高标准。\n2. 简化流程，\n方便群众。\n  还要快。\n各村要认真落实。\n3. 完。"
            ),
            "<ol>\n<li>提高标准。</li>\n<li>简化流程，方便群众。还要快。</li>\n</ol>\n\
             <p>各村要认真落实。</p>\n<ol start=\"3\">\n<li>完。</li>\n</ol>\n"
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
        assert_eq!(
            pasted("    2026年10月，\n好。\n    1、提高标准。\n\n    PPP项目"),
            "<p>2026年10月，好。</p>\n<p>1、提高标准。</p>\n<p>PPP项目</p>\n"
        );
        assert_eq!(
            pasted("    - 甲\n    - 乙\n        - 丙\n丁"),
            pasted("- 甲\n- 乙\n    - 丙\n丁")
        );
        assert_eq!(pasted("    let x;"), "<pre><code>let x;</code></pre>\n");
        assert_eq!(pasted("- 甲\n\n    乙"), "<ul>\n<li>\n<p>甲</p>\n<p>乙</p>\n</li>\n</ul>\n");
    }

    #[test]
    fn quotations_are_read_like_other_text() {
        assert_eq!(
            pasted("> 引文。\n> 第二句\n> 　　第三段\n> 仍是\n> 一、题\n末段"),
            "<blockquote>\n<p>引文。</p>\n<p>第二句</p>\n<p>第三段仍是</p>\n<p>一、题</p>\n</blockquote>\n<p>末段</p>\n"
        );
        assert_eq!(
            pasted("甲。\n>> 乙。\n>> 丙\n续"),
            "<p>甲。</p>\n<blockquote>\n<blockquote>\n<p>乙。</p>\n<p>丙续</p>\n</blockquote>\n</blockquote>\n"
        );
        assert_eq!(
            pasted("> [!NOTE]\n> 　　甲。\n> 乙"),
            "<div class=\"alert alert-note\">\n<p class=\"alert-title\">说明</p>\n<p>甲。</p>\n<p>乙</p>\n</div>\n"
        );
        assert_eq!(
            pasted("> ```\n> 甲。\n> 　　乙\n> ```\n> - 丙\n> 　　丁"),
            "<blockquote>\n<pre><code>甲。\n　　乙\n</code></pre>\n<ul>\n<li>丙</li>\n</ul>\n<p>丁</p>\n</blockquote>\n"
        );
    }

    #[test]
    fn a_paragraph_begins_below_what_only_looks_like_a_table_or_html() {
        for (above, below) in [
            ("| 附注：", "　　第一段**重点**"),
            ("| 附注：", "第一段**重点**"),
            ("<附件>", "　　第一段**重点**"),
            ("<u>说明</u>", "　　第一段**重点**"),
            ("<u>说明：</u>", "第一段**重点**"),
            ("<br>", "　　第一段**重点**"),
            ("<div>甲</div>", "　　第一段**重点**"),
            ("<!-- 甲 -->", "　　第一段**重点**"),
            ("| 名 | 数 |\n|---|---|\n| 甲 | 1 |", "　　第一段**重点**"),
            ("名|数\n---|---\n甲|1", "　　第一段**重点**"),
        ] {
            let html = pasted(&format!("{above}\n{below}"));
            assert!(html.ends_with("<p>第一段<strong>重点</strong></p>\n"), "{html}");
        }
        assert!(pasted("| 名 |\n|---|\n| 甲 |\n一、题").ends_with("<p>一、题</p>\n"));
        assert!(pasted("　　| 名 |\n　　|---|\n　　| 甲 |").contains("<td>甲</td>"));
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
