//! Renders random texts: nothing panics, every place is in range and on a character boundary.

use super::{Options, TargetKind, render, summary};

const BITS: &[&str] = &[
    "*",
    "**",
    "***",
    "****",
    "~",
    "~~",
    "_",
    "`",
    "```",
    "\n",
    "\n\n",
    "\r\n",
    "　　",
    "    ",
    "\t",
    " ",
    "张",
    "三",
    "李*四",
    "138****1234",
    "，",
    "。",
    "：",
    "“",
    "”",
    "（一）",
    "一、",
    "2026. ",
    "1. ",
    "- ",
    "- [x] ",
    "> ",
    "> [!NOTE]\n",
    "# ",
    "## a {#b}",
    "===\n",
    "---\n",
    "| a | b |\n|---|:-:|\n",
    "|",
    "[^a]",
    "[^a]: 注",
    "[",
    "]",
    "(",
    ")",
    "[a](b.md)",
    "![图](a.png \"t\")",
    "[x](javascript:y)",
    "<a@b.cn>",
    "<https://a.cn/>",
    "<",
    ">",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<!--",
    "-->",
    "<script>",
    "</script>",
    "<a href=\"x\">",
    "<a href=data:x title='",
    "<img src=\"中.png\" alt=y>",
    "<table>",
    "<p ",
    "</p>",
    "<plaintext>",
    "&amp;",
    "&#xFDD0;",
    "&",
    "\u{FDD0}",
    "\u{FDD1}",
    "\u{FDD2}",
    "\0",
    "\\",
    ": ",
    "术语\n: 释义\n",
    "a",
    "B7",
    "é",
    "\u{FEFF}",
    "\u{FE0F}",
    "😀",
    "{#",
    "}",
    "<?",
    "<![CDATA[",
    "\u{2028}",
];

/// A small generator, so that a failure can be repeated from its seed.
pub(crate) struct Random(pub u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or(0) % limit
    }

    pub(super) fn text(&mut self, bits: &[&str], most: usize) -> String {
        (0..=self.below(most)).map(|_| bits[self.below(bits.len())]).collect()
    }
}

/// How many texts to try; `MINSHENG_TRIES` asks for more.
pub(super) fn tries(usual: usize) -> usize {
    std::env::var("MINSHENG_TRIES").ok().and_then(|tries| tries.parse().ok()).unwrap_or(usual)
}

#[test]
fn any_text_is_rendered() {
    let mut random = Random(0x9E37_79B9_7F4A_7C15);
    for _ in 0..tries(4_000) {
        let text = random.text(BITS, 24);
        let options = Options { pasted: random.below(2) == 0, lead: random.below(40) };
        let rendered = render(&text, &options);
        let spans = rendered.notes.iter().map(|note| &note.span);
        for span in spans.chain(rendered.body.targets().map(|target| &target.span)) {
            assert!(text.get(span.clone()).is_some(), "{span:?} of {text:?}");
        }
        let html = rendered.body.fill(|target, html| {
            html.push_str(if target.kind == TargetKind::Link { " href=\"\"" } else { "<img>" });
        });
        for forbidden in ["<script", "<plaintext", " onclick", " style=", "\0", "\u{FDD1}"] {
            assert!(!html.contains(forbidden), "{forbidden:?} in {html:?} of {text:?}");
        }
        let most = random.below(30);
        let width: usize =
            summary(&rendered.lead, most).chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        assert!(width <= 2 * most, "{:?}", rendered.lead);
    }
}
