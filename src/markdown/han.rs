//! Which characters are Chinese, and in which sense.

/// A Han character, one 字 each.
pub(super) fn is_han(c: char) -> bool {
    // Nearly all of them stand in one range, so it is asked for by itself.
    is_common_han(c) || is_rare_han(c)
}

fn is_common_han(c: char) -> bool {
    matches!(c, '\u{4E00}'..='\u{9FFF}')
}

fn is_rare_han(c: char) -> bool {
    matches!(u32::from(c),
        0x3400..=0x4DBF | 0x3005..=0x3007 | 0x3021..=0x3029 | 0x3038..=0x303B
        | 0x2E80..=0x2FD5 | 0xF900..=0xFAFF | 0x20000..=0x3FFFD)
}

/// A Chinese character or punctuation mark, beside which a line break is not a space. The quotes,
/// dashes and dots that Chinese shares with the West count too: a break beside a Western one
/// stays, because the other side is then no Chinese character.
pub(super) fn is_chinese(c: char) -> bool {
    is_han(c)
        || matches!(u32::from(c),
            0x3001..=0x303F | 0x3041..=0x312F | 0xFE30..=0xFE4F | 0xFF01..=0xFF65
            | 0xFFE0..=0xFFE6)
        || matches!(c, '“' | '”' | '‘' | '’' | '…' | '—' | '·')
}

/// A letter or digit, of what is no 字 by itself part of a word.
pub(super) fn is_word(c: char) -> bool {
    // The marks of Chinese are many, and looking them up among all letters is slow.
    let is_mark = |c| matches!(c, '、'..='〃' | '〈'..='〟' | '！'..='／' | '：'..='＠' | '“' | '”' | '—' | '…');
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_mark(c) && c.is_alphanumeric() }
}

/// The characters beside which emphasis follows the CJK rule, after the table of
/// `markdown-cjk-friendly`, with its gaps of unassigned characters closed.
pub(super) fn is_cjk(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x11FF | 0x20A9 | 0x2329..=0x232A | 0x2E80..=0x303E | 0x3041..=0x321E
        | 0x3220..=0x3247 | 0x3250..=0xA4C6 | 0xA960..=0xA97C | 0xAC00..=0xD7FB
        | 0xF900..=0xFAFF | 0xFE10..=0xFE19 | 0xFE30..=0xFE6B | 0xFF01..=0xFFBE
        | 0xFFC2..=0xFFDC | 0xFFE0..=0xFFE6 | 0xFFE8..=0xFFEE | 0x16FE0..=0x1B2FB
        | 0x1D300..=0x1D376 | 0x1F200..=0x1F202 | 0x1F210..=0x1F265 | 0x20000..=0x3FFFD)
}

/// Neither letter, digit nor space. Marks that the parser takes for letters are called
/// punctuation here; that only makes an insertion beside them that changes nothing.
pub(super) fn is_punctuation(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_punctuation();
    }
    // Looking up a Han character among all letters is slow.
    !is_common_han(c) && !c.is_alphanumeric() && !c.is_whitespace()
}
