//! What stands around a number and says what it is or is not.

use std::ops::Range;

/// Words that announce an account number.
const ACCOUNT_WORDS: [&str; 11] = [
    "卡号",
    "账号",
    "帐号",
    "账户",
    "帐户",
    "一卡通",
    "社保卡",
    "开户行",
    "开户银行",
    "银行卡",
    "存折",
];
/// How far from a number such a word may stand, in characters.
const EARSHOT: usize = 12;
/// How many letters that touch a number are read on for further figures.
const LETTERS: usize = 16;

/// Whether the number is a word of its own: no part of a decimal fraction, of a hash or code that
/// mixes letters and figures, and no sum of money.
pub(super) fn stands_alone(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    !mixes(before.bytes().rev())
        && !mixes(after.bytes())
        && !is_fraction(before, after)
        && !is_sum(after)
}

/// Whether an account is spoken of close by.
pub(super) fn is_account(text: &str, span: &Range<usize>) -> bool {
    let (before, after) = (&text[..span.start], &text[span.end..]);
    let from = before.char_indices().rev().take(EARSHOT).last().map_or(before.len(), |(at, _)| at);
    let to = after.char_indices().nth(EARSHOT).map_or(after.len(), |(at, _)| at);
    ACCOUNT_WORDS.iter().any(|word| before[from..].contains(word) || after[..to].contains(word))
}

/// Whether the letters that touch the number lead to further figures: `tel13800138000` does not,
/// `a13800138000f3` does.
fn mixes(outward: impl Iterator<Item = u8>) -> bool {
    let mut word = outward.take(LETTERS).take_while(u8::is_ascii_alphanumeric);
    word.any(|byte| byte.is_ascii_digit())
}

fn is_fraction(before: &str, after: &str) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let (before, after) = (before.as_bytes(), after.as_bytes());
    let whole = before.last() == Some(&b'.') && digit(before.iter().nth_back(1));
    let rest = after.first() == Some(&b'.') && digit(after.get(1));
    whole || rest
}

fn is_sum(after: &str) -> bool {
    after.trim_start_matches([' ', '\u{3000}']).starts_with(['元', '万', '亿', '%', '％'])
}
