//! Front matter as clerks type it → the same lines as strict YAML, with every offset mapped back.
//!
//! Only what stands between a known key and its value is touched: a full-width colon, a missing
//! space, an indent by tab or ideographic space, a value that YAML would take for syntax.

use std::ops::Range;

/// Rewritten text that remembers where each part came from.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Rewritten {
    /// The strict text.
    pub text: String,
    /// Pairs of offsets (here, in the original) at which a run of equal text begins.
    runs: Vec<(usize, usize)>,
}

impl Rewritten {
    /// The offset in the original of an offset in `text`.
    pub fn original(&self, at: usize) -> usize {
        let index = self.runs.partition_point(|&(here, _)| here <= at);
        let Some(&(here, there)) = index.checked_sub(1).and_then(|i| self.runs.get(i)) else {
            return at;
        };
        let next = self.runs.get(index).map_or(usize::MAX, |&(_, there)| there);
        (there + (at - here)).min(next)
    }

    fn keep(&mut self, original: &str, start: usize, end: usize) {
        self.runs.push((self.text.len(), start));
        self.text.push_str(&original[start..end]);
    }

    fn put(&mut self, text: &str, at: usize) {
        self.runs.push((self.text.len(), at));
        self.text.push_str(text);
    }
}

/// Rewrites front matter; `known` tells which keys exist, in either language.
pub fn forgive(original: &str, known: impl Fn(&str) -> bool) -> Rewritten {
    let mut out = Rewritten::default();
    let mut block: Option<usize> = None;
    let mut entry: Option<usize> = None;
    let mut at = 0;
    for whole in original.split_inclusive('\n') {
        let line = line(whole);
        let body = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let body_at = at + line.len() - body.len();
        let indent: usize =
            line[..line.len() - body.len()].chars().map(|c| if c == ' ' { 1 } else { 2 }).sum();
        if indent > 0 {
            out.put(&" ".repeat(indent), at);
        }
        let inside = block.is_some_and(|outer| body.is_empty() || indent > outer);
        if inside || body.starts_with('#') {
            out.keep(original, body_at, body_at + body.len());
        } else {
            let line = body_at..body_at + body.len();
            block = line_of(original, line, indent, &mut entry, &known, &mut out);
        }
        out.put("\n", at + line.len());
        at += whole.len();
    }
    out
}

/// Rewrites one line; returns the indent of its key where a block of literal text follows. `entry`
/// is the indent of the keys of the list's entry that is being read.
fn line_of(
    original: &str,
    line: Range<usize>,
    indent: usize,
    entry: &mut Option<usize>,
    known: &impl Fn(&str) -> bool,
    out: &mut Rewritten,
) -> Option<usize> {
    let Range { mut start, end } = line;
    let mut indent = indent;
    let mut begins_entry = indent == 0;
    // A list entry: `- 老年人`, also typed `-老年人`, `－ 老年人` or with an ideographic space.
    if let Some(rest) = original[start..end].strip_prefix(['-', '－'])
        && !rest.starts_with(['-', '.'])
        && !rest.starts_with(|c: char| c.is_ascii_digit())
    {
        let entry = rest.trim_start_matches([' ', '\t', '\u{3000}']);
        out.put("- ", start);
        start = end - entry.len();
        indent += 2;
        begins_entry = true;
    }
    if begins_entry {
        *entry = None;
    }
    let text = &original[start..end];
    let Some(colon) = text.find([':', '：']) else {
        out.keep(original, start, end);
        return None;
    };
    let key = text[..colon].trim_matches([' ', '\u{3000}', '"', '\'']);
    let colon_len = if text[colon..].starts_with(':') { 1 } else { '：'.len_utf8() };
    // Beside a key that is known, an entry has no text but other keys.
    let is_beside = indent == 0 || *entry == Some(indent);
    let is_known = known(key);
    if is_known && indent > 0 {
        *entry = Some(indent);
    }
    if !(is_known || is_beside && looks_like_key(key)) {
        out.keep(original, start, end);
        return None;
    }
    out.keep(original, start, start + self::key(&text[..colon]).len());
    out.put(": ", start + colon);
    let value = value(&text[colon + colon_len..]);
    let value_at = end - value.len();
    let gap = text.len() - colon - colon_len - value.len();
    if value.starts_with('#') && gap > 0 {
        // The hint behind a key that is not filled in yet.
        out.keep(original, value_at, end);
        return None;
    }
    if is_block_header(value) {
        out.keep(original, value_at, end);
        return Some(indent);
    }
    put_value(original, value_at, end, out);
    None
}

/// A line without its end and the spaces before it.
pub fn line(whole: &str) -> &str {
    whole.trim_end_matches(['\n', '\r', ' ', '\t', '\u{3000}'])
}

/// What stands before a colon, without the spaces between.
pub fn key(before: &str) -> &str {
    before.trim_end_matches([' ', '\u{3000}'])
}

/// What stands after a colon, without the spaces between.
pub fn value(after: &str) -> &str {
    after.trim_start_matches([' ', '\t', '\u{3000}'])
}

/// An unknown word in the place of a key, so that it is told as an unknown key.
pub fn looks_like_key(word: &str) -> bool {
    // Looking up a Han character among all letters is slow.
    let is_letter = |c: char| matches!(c, '\u{4E00}'..='\u{9FFF}') || c.is_alphanumeric();
    !word.is_empty()
        && word.chars().count() <= 16
        && word.chars().all(|c| is_letter(c) || matches!(c, '_' | '-' | '（' | '）'))
}

fn is_block_header(value: &str) -> bool {
    let mut chars = value.chars();
    matches!(chars.next(), Some('|' | '>'))
        && chars.clone().count() <= 2
        && chars.all(|c| matches!(c, '+' | '-' | '1'..='9'))
}

/// Copies a value, in single quotes where YAML would read it as something else than text.
fn put_value(original: &str, start: usize, end: usize, out: &mut Rewritten) {
    let value = &original[start..end];
    let closed = |open: char, close: char| {
        value.starts_with(open) && value.len() > 1 && uncommented(value).ends_with(close)
    };
    if closed('"', '"') || closed('\'', '\'') || closed('[', ']') || closed('{', '}') {
        out.keep(original, start, end);
        return;
    }
    let plain = uncommented(value);
    let syntax = plain.contains(": ")
        || plain.ends_with(':')
        || plain.starts_with([
            '[', ']', '{', '}', '*', '&', '!', '%', '@', '`', '"', '\'', '|', '>', ',', '#',
        ])
        || ["- ", "? "].iter().any(|mark| plain.starts_with(mark))
        || plain == "-";
    if !syntax {
        out.keep(original, start, end);
        return;
    }
    out.put("'", start);
    let mut from = start;
    for (quote, _) in plain.match_indices('\'') {
        out.keep(original, from, start + quote + 1);
        out.put("'", start + quote + 1);
        from = start + quote + 1;
    }
    out.keep(original, from, start + plain.len());
    out.put("'", start + plain.len());
}

/// A value without the comment behind it, as YAML tells comments: a `#` after a space.
fn uncommented(value: &str) -> &str {
    value.find(" #").map_or(value, |at| value[..at].trim_end())
}

#[cfg(test)]
mod tests {
    use super::forgive;

    fn strict(text: &str) -> String {
        forgive(text, |key| ["标题", "日期", "标签", "说明"].contains(&key)).text
    }

    #[test]
    fn colons_and_indents_become_yaml() {
        assert_eq!(strict("标题：云溪镇：新路通车\n"), "标题: 云溪镇：新路通车\n");
        assert_eq!(strict("标题:开工\n"), "标题: 开工\n");
        assert_eq!(strict("标签：\n\t-老年人\n　－ 儿童\n"), "标签: \n  - 老年人\n  - 儿童\n");
    }

    #[test]
    fn an_entry_has_nothing_but_keys_beside_its_first() {
        assert_eq!(
            strict("照片：\n  - 标题：甲\n    说名：乙\n"),
            "照片: \n  - 标题: 甲\n    说名: 乙\n"
        );
        assert_eq!(strict("标签：\n  - 甲\n  - 张三：乙\n"), "标签: \n  - 甲\n  - 张三：乙\n");
    }

    #[test]
    fn values_that_yaml_would_misread_are_quoted() {
        assert_eq!(strict("标题: 医保: 怎么缴\n"), "标题: '医保: 怎么缴'\n");
        assert_eq!(strict("标题：[通知]关于'双节'\n"), "标题: '[通知]关于''双节'''\n");
        assert_eq!(strict("标题：*重要\n"), "标题: '*重要'\n");
        assert_eq!(strict("标签: [甲, 乙] # 注\n"), "标签: [甲, 乙] # 注\n");
        assert_eq!(strict("标题：    # 必填\n"), "标题: # 必填\n");
        assert_eq!(strict("标题：#1 工程\n"), "标题: '#1 工程'\n");
    }

    #[test]
    fn literal_blocks_are_left_alone() {
        let text = "说明: |\n  标题：在正文里\n日期：2026-1-1\n";
        assert_eq!(strict(text), "说明: |\n  标题：在正文里\n日期: 2026-1-1\n");
    }

    #[test]
    fn offsets_lead_back() {
        let original = "标题：医保: '怎么'缴\n日期：x\n";
        let forgiven = forgive(original, |_| true);
        for word in ["医保", "怎么", "缴", "日期", "x"] {
            let here = forgiven.text.find(word).unwrap();
            assert_eq!(forgiven.original(here), original.find(word).unwrap(), "{word}");
        }
    }
}
