//! The text that HTML shows, without the HTML.

/// Elements that stand within a line: text goes on through them.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark",
    "q", "s", "small", "span", "strong", "u",
];

/// Appends the text of HTML that this room has written: each block begins a line.
pub(super) fn plain(html: &str, out: &mut String) {
    let mut rest = html;
    while let Some(at) = memchr::memchr2(b'<', b'&', rest.as_bytes()) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(length) = footnote_mark(rest) {
            rest = &rest[length..];
            continue;
        }
        let (length, shown) = if rest.starts_with('<') { tag(rest) } else { entity(rest) };
        if shown != "\n" || !(out.is_empty() || out.ends_with('\n')) {
            out.push_str(shown);
        }
        rest = &rest[length..];
    }
    out.push_str(rest);
}

/// The length of the mark of a footnote that begins the text: it is no word of the sentence.
fn footnote_mark(text: &str) -> Option<usize> {
    let (start, end) = if text.starts_with("<sup ") {
        (" class=\"footnote-ref\"", "</sup>")
    } else if text.starts_with("<a ") {
        (" class=\"footnote-back\"", "</a>")
    } else {
        return None;
    };
    let tag = &text[..text.find('>')?];
    tag.contains(start).then(|| text.find(end).map(|at| at + end.len()))?
}

/// The length of the tag that begins the text, and what stands for it.
fn tag(text: &str) -> (usize, &'static str) {
    let mut quoted = false;
    let end = text.bytes().position(|byte| {
        quoted ^= byte == b'"';
        byte == b'>' && !quoted
    });
    let length = end.map_or(text.len(), |end| end + 1);
    let name = text[1..].trim_start_matches('/');
    let name = name.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    (length, if INLINE.contains(&name) { "" } else { "\n" })
}

/// The length of the entity that begins the text, and the character that it stands for.
fn entity(text: &str) -> (usize, &'static str) {
    let known = [
        ("&amp;", "&"),
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", " "),
        ("&#x27;", "'"),
    ];
    let found = known.iter().find(|(entity, _)| text.starts_with(entity));
    found.map_or((1, "&"), |(entity, shown)| (entity.len(), shown))
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn text_goes_on_through_elements_of_a_line() {
        let mut out = String::new();
        plain(
            "<h2 id=\"a>b\">一</h2>\n<p><strong>公示</strong>的<a>关键</a>在<br>\n5 &lt; 6</p>\n",
            &mut out,
        );
        let lines: Vec<&str> = out.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["一", "公示的关键在", "5 < 6"]);
    }

    #[test]
    fn marks_of_footnotes_are_no_text() {
        let mut out = String::new();
        plain(
            "<p>发放<sup class=\"footnote-ref\"><a href=\"#fn-1\">1</a></sup>金额</p>\
             <li><p>注 <a href=\"#fnref-1\" class=\"footnote-back\" aria-label=\"返回\">↩</a></p></li>",
            &mut out,
        );
        let lines: Vec<&str> = out.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["发放金额", "注 "]);
    }
}
