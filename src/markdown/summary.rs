//! Cuts a summary where a Chinese reader would stop.

use super::han::is_han;

/// The beginning of a plain text, at most `max` 字 long.
///
/// A 字 is one Chinese character or mark, or two ASCII characters. The cut is made after the last
/// sentence that fits, with its closing quotation marks; else at a clause, with `……`; else
/// between two characters that are not inside a number or a word, with `……`.
#[must_use]
pub fn summary(lead: &str, max: usize) -> String {
    let lead = lead.trim();
    let room = max.saturating_mul(2);
    let Some(end) = end_of(lead, room) else { return lead.to_owned() };
    // A closing mark that no longer fits would leave the quotation open: stop a sentence earlier.
    let mut whole = end;
    while whole > 0 && lead[whole..].starts_with(is_closing) {
        whole = previous(lead, whole);
        while whole > 0 && !lead[..whole].ends_with(is_sentence_end) {
            whole = previous(lead, whole);
        }
    }
    if let Some(cut) = last_cut(lead, whole, is_sentence_end) {
        return lead[..cut].to_owned();
    }
    // The ellipsis is two 字 and counts.
    let end = end_of(lead, room.saturating_sub(4)).unwrap_or(lead.len());
    let clause = last_cut(lead, end, |c| matches!(c, '，' | '、' | ',' | '：'));
    let cut = clause.unwrap_or_else(|| word_boundary(lead, end));
    let kept = lead[..cut].trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '，' | '、' | ',' | '：' | '（' | '“' | '「' | '《')
    });
    if kept.is_empty() { String::new() } else { format!("{kept}……") }
}

/// The byte where a text exceeds a width in half 字, or none when it fits.
fn end_of(text: &str, room: usize) -> Option<usize> {
    let mut width = 0;
    text.char_indices().find_map(|(at, c)| {
        width += if c.is_ascii() { 1 } else { 2 };
        (width > room).then_some(at)
    })
}

/// The byte after the last mark of a kind, and after the quotation marks that close behind it.
fn last_cut(text: &str, end: usize, is_mark: impl Fn(char) -> bool) -> Option<usize> {
    let ends = |&(at, c): &(usize, char)| {
        let follows = || text[at + c.len_utf8()..].chars().next();
        is_mark(c) && !is_inside_word(text[..at].chars().next_back(), c, follows())
    };
    let (at, mark) = text[..end].char_indices().rev().find(ends)?;
    let after = at + mark.len_utf8();
    let closed = text[after..end].trim_start_matches(is_closing);
    Some(end - closed.len())
}

/// The last place before `end` that is not inside a number or a word.
fn word_boundary(text: &str, end: usize) -> usize {
    let is_word = |c: Option<char>| {
        c.is_some_and(|c| (c.is_alphanumeric() && !is_han(c)) || matches!(c, '.' | '%' | '-' | ','))
    };
    let mut cut = end;
    while cut > 0 && is_word(text[..cut].chars().next_back()) && is_word(text[cut..].chars().next())
    {
        cut = previous(text, cut);
    }
    cut
}

fn previous(text: &str, at: usize) -> usize {
    text[..at].char_indices().next_back().map_or(0, |(before, _)| before)
}

/// A stop between two digits is a decimal point, and one before a letter is in a name.
fn is_inside_word(left: Option<char>, mark: char, right: Option<char>) -> bool {
    mark.is_ascii()
        && left.is_some_and(|c| c.is_ascii_alphanumeric())
        && right.is_some_and(|c| c.is_ascii_alphanumeric())
}

fn is_sentence_end(c: char) -> bool {
    matches!(c, '。' | '！' | '？' | '；' | '…' | '!' | '?')
}

fn is_closing(c: char) -> bool {
    matches!(c, '”' | '’' | '』' | '」' | '）' | '》' | '】' | ')' | '…' | '！' | '？')
}

#[cfg(test)]
mod tests {
    use super::summary;

    #[test]
    fn a_text_that_fits_is_kept_whole() {
        assert_eq!(summary("  云溪镇开展宣传  ", 10), "云溪镇开展宣传");
        assert_eq!(summary("", 10), "");
    }

    #[test]
    fn the_cut_is_after_a_sentence_with_its_quotation_marks() {
        let text = "他说：“今天很好。”明天还要继续宣传政策";
        assert_eq!(summary(text, 12), "他说：“今天很好。”");
        assert_eq!(summary("好！走吧。继续往前走很远", 8), "好！走吧。");
        assert_eq!(summary("第一句。（第二句。）第三句很长很长", 9), "第一句。");
    }

    #[test]
    fn without_a_sentence_the_cut_is_at_a_clause() {
        assert_eq!(summary("为了让群众知晓政策，镇里组织了宣讲", 12), "为了让群众知晓政策……");
    }

    #[test]
    fn numbers_and_words_stay_whole() {
        assert_eq!(summary("本镇共发放补贴1234567.89元整", 10), "本镇共发放补贴……");
        assert_eq!(summary("本镇使用Microsoft办公", 8), "本镇使用……");
        assert_eq!(summary("共发3.5万元！今年还将继续", 8), "共发3.5万元！");
    }

    #[test]
    fn two_ascii_characters_are_one_character() {
        assert_eq!(summary("abcd。efghijklmn", 3), "abcd。");
    }
}
