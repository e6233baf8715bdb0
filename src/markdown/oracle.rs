//! Compares emphasis beside Chinese punctuation with comrak, which knows the rule itself.
//!
//! `~~` is absent: comrak sees through it beside a star, and our parser opens it before punctuation,
//! neither of which a rule says.

use super::fuzz::{Random, tries};
use super::{Options, render};

/// One Han character beside a star would be a masked name for us, so Han comes in threes, and
/// digits are absent.
const LETTERS: [&str; 22] = [
    "中文字",
    "文字们",
    "a",
    "bc",
    "é",
    "，",
    "。",
    "、",
    "“",
    "”",
    "‘",
    "’",
    "（",
    "）",
    "《",
    "》",
    "…",
    "—",
    " ",
    "\n",
    "!",
    "(",
];

#[test]
fn emphasis_is_what_comrak_makes_of_it() {
    let stars = ["*", "**", "***", "*", "**", "**"];
    let bits = [&stars[..], &stars, &LETTERS].concat();
    let mut options = comrak::Options::default();
    options.extension.cjk_friendly_emphasis = true;
    let mut random = Random(0xD1B5_4A32_D192_ED03);
    for _ in 0..tries(4_000) {
        let text = random.text(&bits, 14);
        let ours = render(&text, &Options { pasted: false, lead: 0 }).body.fill(|_, _| {});
        assert_eq!(plain(&ours), plain(&comrak::markdown_to_html(&text, &options)), "{text:?}");
    }
}

/// Line breaks are compared elsewhere: we drop those between two Chinese characters.
fn plain(html: &str) -> String {
    html.replace(" />", ">").replace('\n', "")
}
