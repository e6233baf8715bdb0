//! Counts the length of a text in 字.

use super::han::{is_han, is_word};

/// 字数: every Han character counts one, every run of other letters and digits counts one.
pub(super) fn words(text: &str) -> usize {
    let mut words = 0;
    let mut rest = text;
    while !rest.is_empty() {
        // No run goes across a line.
        let least = rest.floor_char_boundary(STRETCH);
        let line = memchr::memchr(b'\n', &rest.as_bytes()[least..]);
        let (stretch, after) = rest.split_at(line.map_or(rest.len(), |end| least + end + 1));
        words += usual(stretch.as_bytes()).unwrap_or_else(|| any(stretch));
        rest = after;
    }
    words
}

/// Texts are looked at in stretches of some hundred bytes, so that a rare character slows one down
/// and not the whole.
const STRETCH: usize = 512;

/// The length of a text, character by character.
fn any(text: &str) -> usize {
    let (mut words, mut in_word) = (0, false);
    for c in text.chars() {
        let is_han = is_han(c);
        let is_word = !is_han && is_word(c);
        words += usize::from(is_han || (is_word && !in_word));
        in_word = is_word;
    }
    words
}

/// The length of a text that is made of the characters of nearly all texts, told by its bytes, many
/// of them side by side; `None` where there are others.
fn usual(text: &[u8]) -> Option<usize> {
    let (Some(second), Some(third)) = (text.get(1..), text.get(2..)) else { return None };
    let others = text.iter().zip(second).zip(third).fold(0, |any, ((&a, &b), &c)| {
        let han = within(a, 0xE5..=0xE9) | (is(a, 0xE4) & within(b, 0xB8..=0xBF));
        let western = is(a, 0xE2) & is(b, 0x80);
        let chinese = is(a, 0xE3) & is(b, 0x80) & (within(c, 0x80..=0x84) | within(c, 0x88..=0xA0));
        let wide = is(a, 0xEF) & is(b, 0xBC) & (within(c, 0x80..=0x8F) | within(c, 0x9A..=0xA0));
        any | (within(a, 0xC2..=0xF4) & !(han | western | chinese | wide))
    });
    // Only a character of two bytes can begin where two are left.
    let ends = text.last_chunk().is_some_and(|[a, _]| (0xC2..=0xDF).contains(a));
    if others != 0 || ends {
        return None;
    }
    let han = count(text, text, |a, _| within(a, 0xE4..=0xE9));
    let begun = count(text, second, |before, b| letter(b) & !letter(before));
    Some(han + begun + usize::from(text.first().is_some_and(u8::is_ascii_alphanumeric)))
}

/// For how many pairs of bytes `what` says 1.
pub(super) fn count(a: &[u8], b: &[u8], what: impl Fn(u8, u8) -> u8) -> usize {
    // A byte can hold the sum of so many, and sixteen sums are made at once.
    let chunks = a.chunks(240).zip(b.chunks(240));
    let sum = |(a, b): (&[u8], &[u8])| a.iter().zip(b).fold(0, |sum, (&a, &b)| sum + what(a, b));
    chunks.map(|chunk| usize::from(sum(chunk))).sum()
}

/// 1 for a byte that is the other one, else 0.
fn is(byte: u8, other: u8) -> u8 {
    u8::from(byte == other)
}

/// 1 for a byte of a range, else 0.
fn within(byte: u8, range: std::ops::RangeInclusive<u8>) -> u8 {
    u8::from(byte.wrapping_sub(*range.start()) <= range.end() - range.start())
}

/// 1 for an ASCII letter or digit, else 0.
fn letter(byte: u8) -> u8 {
    within(byte | 0x20, b'a'..=b'z') | within(byte, b'0'..=b'9')
}

#[cfg(test)]
mod tests {
    use super::{any, usual, words};
    use crate::markdown::fuzz::Random;

    #[test]
    fn bytes_tell_what_characters_would() {
        // The ends of all ranges, and what stands beside them.
        let signs: Vec<char> =
            "\n aZ09@[`{/:é¿߿ࠀ㐀䶿一俿倀鿿ꀀ　、〄々〇〈〠〡！／０９：＠Ａ［‐—…“⁀①℃\u{10FFFF}"
                .chars()
                .collect();
        let mut random = Random(0x5EED);
        for length in 0..400 {
            let mut common = String::new();
            let mut text = String::new();
            for _ in 0..length {
                let sign = signs[random.below(signs.len())];
                text.push(sign);
                common.extend("\n aZ09一俿倀鿿、〈！：—“".contains(sign).then_some(sign));
            }
            assert_eq!(words(&text), any(&text), "{text}");
            assert_eq!(words(&common), any(&common), "{common}");
            if common.len() > 1 {
                assert_eq!(usual(common.as_bytes()), Some(any(&common)), "{common}");
            }
        }
    }
}
