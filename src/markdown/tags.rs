//! Splits raw HTML into tags and text.

use std::ops::Range;

/// A piece of raw HTML.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Piece<'a> {
    /// Text between tags, as written; a tag that never ends is text, with all after it.
    Text(&'a str),
    /// An opening tag: its name in lower case and its attributes as written.
    Open(String, Vec<(String, &'a str)>),
    /// A closing tag.
    Close(String),
    /// A comment or a declaration, shown nowhere.
    Nothing,
}

/// The pieces of raw HTML, each with its place.
pub(crate) fn pieces(html: &str) -> Vec<(Range<usize>, Piece<'_>)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let rest = &html[at..];
        let (len, piece) = tag(rest).unwrap_or_else(|| {
            // The first byte may be a `<` that begins no tag.
            let next = memchr::memchr_iter(b'<', rest.as_bytes()).find(|at| *at > 0);
            let len = next.unwrap_or(rest.len());
            (len, Piece::Text(&rest[..len]))
        });
        pieces.push((at..at + len, piece));
        at += len;
    }
    pieces
}

/// An attribute's value with its common entities decoded.
pub(crate) fn decode(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    let mut rest = value;
    while let Some(start) = rest.find('&') {
        out.push_str(&rest[..start]);
        rest = &rest[start..];
        let entity = rest.find(';').and_then(|end| Some((end, character(&rest[1..end])?)));
        let (end, c) = entity.unwrap_or((0, '&'));
        out.push(c);
        rest = &rest[end + 1..];
    }
    out + rest
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        // NUL stands nowhere in HTML; a browser shows this in its place.
        let shown = |c| if c == '\0' { char::REPLACEMENT_CHARACTER } else { c };
        return code.ok().and_then(char::from_u32).map(shown);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{A0}',
        "middot" => '·',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}

/// The tag or comment at the beginning of `html`, with its length.
fn tag(html: &str) -> Option<(usize, Piece<'_>)> {
    let rest = html.strip_prefix('<')?;
    for (opening, closing) in
        [("!-->", ""), ("!--", "-->"), ("![CDATA[", "]]>"), ("?", "?>"), ("!", ">")]
    {
        if let Some(inside) = rest.strip_prefix(opening) {
            let end = inside.find(closing).map(|end| 1 + opening.len() + end + closing.len());
            return Some((end.unwrap_or(html.len()), Piece::Nothing));
        }
    }
    let (is_closing, rest) = match rest.strip_prefix('/') {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let (name, rest) = split(rest, |c| c.is_ascii_whitespace() || matches!(c, '/' | '>'));
    let name = name.to_ascii_lowercase();
    let Some((attributes, rest)) = attributes(rest) else {
        // To look for further tags inside would take the square of the length.
        return Some((html.len(), Piece::Text(html)));
    };
    let piece = if is_closing { Piece::Close(name) } else { Piece::Open(name, attributes) };
    Some((html.len() - rest.len(), piece))
}

type Attributes<'a> = Vec<(String, &'a str)>;

/// The attributes up to `>`, and what follows it; none when the tag never ends.
fn attributes(mut rest: &str) -> Option<(Attributes<'_>, &str)> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == '/');
        if let Some(rest) = rest.strip_prefix('>') {
            return Some((attributes, rest));
        }
        let first = rest.chars().next()?.len_utf8();
        let end = rest[first..]
            .find(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '='))
            .map_or(rest.len(), |end| first + end);
        let name = rest[..end].to_ascii_lowercase();
        rest = rest[end..].trim_start_matches(|c: char| c.is_ascii_whitespace());
        let mut value = "";
        if let Some(assigned) = rest.strip_prefix('=') {
            rest = assigned.trim_start_matches(|c: char| c.is_ascii_whitespace());
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            if let Some(quote) = quote {
                (value, rest) = rest[1..].split_once(quote)?;
            } else {
                (value, rest) = split(rest, |c| c.is_ascii_whitespace() || c == '>');
            }
        }
        attributes.push((name, value));
    }
}

fn split(text: &str, is_end: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(is_end).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::{Piece, decode, pieces};

    #[test]
    fn tags_text_and_comments_are_told_apart() {
        let found: Vec<_> =
            pieces("a<B C='d>' e=f g>1 < 2<!-- x --></b><a").into_iter().map(|p| p.1).collect();
        let attributes = vec![("c".to_owned(), "d>"), ("e".to_owned(), "f"), ("g".to_owned(), "")];
        assert_eq!(
            found,
            [
                Piece::Text("a"),
                Piece::Open("b".to_owned(), attributes),
                Piece::Text("1 "),
                Piece::Text("< 2"),
                Piece::Nothing,
                Piece::Close("b".to_owned()),
                Piece::Text("<a"),
            ]
        );
    }

    #[test]
    fn entities_are_decoded() {
        assert_eq!(decode("a&amp;b&#65;&#x42;&nope;&#0;&"), "a&bAB&nope;\u{FFFD}&");
    }
}
