//! Sees a text as its readers do: without the tags and comments between its figures, entities
//! decoded. `138&#48;0138000` and `1380<b>013</b>8000` show a number that their bytes do not hold.

use std::ops::Range;

/// A text without its marks, and where each stretch of it comes from.
pub(super) struct Seen {
    /// What readers see. Tags that begin a new line, cell or paragraph are ends of lines.
    pub(super) text: String,
    stretches: Vec<Stretch>,
}

/// A part of what is seen: bytes of the original as they are, or what a mark stands for.
struct Stretch {
    at: usize,
    original: Range<usize>,
    is_mark: bool,
}

/// Tags that leave what is around them on one line.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "time", "tspan", "tt",
    "u", "var", "wbr",
];

/// The longest entity that is read, in bytes.
const LONGEST_ENTITY: usize = 10;

/// What is seen of a text; `None` where it has no marks.
pub(super) fn seen(text: &str) -> Option<Seen> {
    let mut seen = Seen { text: String::new(), stretches: Vec::new() };
    let mut kept = 0;
    // Where no tag or comment ends any more, none is looked for.
    let mut ends = true;
    for at in memchr::memchr2_iter(b'<', b'&', text.as_bytes()) {
        if at < kept {
            continue;
        }
        let rest = &text[at..];
        let mark = if rest.starts_with('&') { entity(rest) } else { tag(rest, &mut ends) };
        let Some((length, stands_for)) = mark else { continue };
        seen.keep(text, kept..at);
        kept = at + length;
        let original = at..kept;
        if let Some(shown) = stands_for {
            seen.stretches.push(Stretch { at: seen.text.len(), original, is_mark: true });
            seen.text.push(shown);
        }
    }
    if kept == 0 {
        return None;
    }
    seen.keep(text, kept..text.len());
    Some(seen)
}

impl Seen {
    fn keep(&mut self, text: &str, original: Range<usize>) {
        if !original.is_empty() {
            let at = self.text.len();
            self.text.push_str(&text[original.clone()]);
            self.stretches.push(Stretch { at, original, is_mark: false });
        }
    }

    /// Where a part of what is seen, which is not empty, stands in the original.
    pub(super) fn original(&self, part: &Range<usize>) -> Range<usize> {
        let stretch = |at: usize| {
            let after = self.stretches.partition_point(|stretch| stretch.at <= at);
            after.checked_sub(1).and_then(|found| self.stretches.get(found))
        };
        let start = stretch(part.start).map_or(0, |first| {
            first.original.start + if first.is_mark { 0 } else { part.start - first.at }
        });
        let end = stretch(part.end.saturating_sub(1)).map_or(start, |last| {
            if last.is_mark {
                last.original.end
            } else {
                last.original.start + (part.end - last.at)
            }
        });
        start..end
    }
}

/// The length of the tag or comment that begins the text, and what stands in its place.
fn tag(text: &str, ends: &mut bool) -> Option<(usize, Option<char>)> {
    if !*ends {
        return None;
    }
    if let Some(comment) = text.strip_prefix("<!--") {
        let Some(length) = comment.find("-->") else {
            *ends = comment.contains('>');
            return None;
        };
        return Some(("<!--".len() + length + "-->".len(), None));
    }
    let name = text[1..].trim_start_matches('/');
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let Some(length) = memchr::memchr(b'>', text.as_bytes()) else {
        *ends = false;
        return None;
    };
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let is_inline = INLINE.iter().any(|inline| inline.eq_ignore_ascii_case(name));
    Some((length + 1, (!is_inline).then_some('\n')))
}

/// The length of the entity that begins the text, and what it shows: digits, gaps and dashes, all
/// that can stand in a number.
fn entity(text: &str) -> Option<(usize, Option<char>)> {
    let length = text.bytes().take(LONGEST_ENTITY).position(|byte| byte == b';')?;
    let shown = match &text[1..length] {
        "nbsp" | "ensp" | "emsp" | "thinsp" | "numsp" => '\u{A0}',
        "shy" | "zwj" | "zwnj" => '\u{200B}',
        "ndash" | "mdash" | "hyphen" | "dash" | "minus" => '-',
        name => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)?
        }
    };
    Some((length + 1, Some(shown)))
}

#[cfg(test)]
mod tests {
    use super::seen;
    use crate::privacy::{Kind, mask, scan, scan_shown};

    #[test]
    fn marks_hide_no_number() {
        for text in [
            "电话138&#48;0138000。",
            "电话138&#x30;0138000。",
            "电话138<!-- x -->00138000。",
            "电话1380<span class=\"a\">013</span>8000。",
            "电话138&nbsp;0013&nbsp;8000。",
            "&lt;电话 <b>138</b>00138000",
        ] {
            let found = scan(text);
            assert_eq!(found.len(), 1, "{text}");
            assert_eq!((found[0].kind, found[0].digits.as_str()), (Kind::Mobile, "13800138000"));
            let part = &text[found[0].span.clone()];
            assert!(part.starts_with("13") && part.ends_with("000"), "{part}");
            let masked = mask(text);
            assert!(scan(&masked).is_empty() && masked.chars().count() == text.chars().count());
        }
    }

    #[test]
    fn cells_and_notes_make_no_number_of_two() {
        for text in [
            "<td>13800</td><td>138000</td>",
            "1380013800<sup>1</sup>",
            "1380013<br>8000",
            "a<1 & 2",
        ] {
            assert!(scan(text).is_empty(), "{text}");
        }
        assert!(seen("a<1 & 2 <3 <!-- b <c d").is_none());
    }

    #[test]
    fn a_number_without_marks_is_found_once() {
        assert_eq!(scan("<p>13800138000</p>&nbsp;13900139000").len(), 2);
        let drawing = "<path d=\"M13800138000 2\"/><text>138<tspan>00138000</tspan></text>";
        assert_eq!(scan_shown(drawing).len(), 1);
    }
}
