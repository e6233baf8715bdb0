//! The addresses that a style sheet names, and the same sheet with others in their place; every
//! other byte of it stays.

use std::ops::Range;

use cssparser::{ParseError, Parser, ToCss as _, Token};

/// The addresses that a sheet fetches from, in the order of their places.
pub fn addresses(sheet: &str) -> Vec<Named> {
    let mut found = Vec::new();
    collect(&mut Parser::new(sheet), false, 0, &mut found);
    found
}

/// An address in a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The address without quotes and escapes.
    pub url: String,
    /// The bytes that hold it: a string with its quotes, or `url(…)` where it has none.
    pub span: Range<usize>,
    /// It stands in `url(…)` without quotes.
    is_bare: bool,
}

/// A sheet with other addresses in the place of some that it names, which are in their order.
pub fn rewritten<'n>(sheet: &str, others: impl Iterator<Item = (&'n Named, &'n str)>) -> String {
    let mut out = String::with_capacity(sheet.len() + 64);
    let mut at = 0;
    for (named, other) in others {
        out.push_str(&sheet[at..named.span.start]);
        // Always in quotes: no address ends what surrounds it.
        out.push_str(if named.is_bare { "url(" } else { "" });
        let _ = Token::QuotedString(other.to_owned().into()).to_css(&mut out);
        out.push_str(if named.is_bare { ")" } else { "" });
        at = named.span.end;
    }
    out.push_str(&sheet[at..]);
    out
}

/// Nothing nests deeper in a sheet that people write.
const MAX_DEPTH: usize = 32;

/// The functions in which a string is an address.
const FETCHING: [&str; 7] =
    ["url", "src", "image", "image-set", "-webkit-image-set", "cross-fade", "-webkit-cross-fade"];

/// Token after token, to the end of a sheet or of a block; `fetches` says that strings here are
/// addresses.
fn collect(parser: &mut Parser, fetches: bool, depth: usize, found: &mut Vec<Named>) {
    // After the word that begins such a rule, up to its end.
    let (mut imports, mut names) = (false, false);
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
        let token = token.clone();
        let span = start..parser.position().byte_index();
        match token {
            Token::AtKeyword(word) => {
                imports = word.eq_ignore_ascii_case("import");
                // The address of a name space is a name, and never fetched.
                names = word.eq_ignore_ascii_case("namespace");
            }
            Token::Semicolon => (imports, names) = (false, false),
            Token::UnquotedUrl(url) | Token::BadUrl(url) if !names => {
                found.push(Named { url: url.to_string(), span, is_bare: true });
            }
            Token::QuotedString(url) if fetches || imports => {
                found.push(Named { url: url.to_string(), span, is_bare: false });
                imports = false;
            }
            Token::Function(_)
            | Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock => {
                let inside = match &token {
                    Token::Function(name) => {
                        !names && FETCHING.iter().any(|word| name.eq_ignore_ascii_case(word))
                    }
                    _ => false,
                };
                let _ = parser.parse_nested_block(|inner| {
                    if depth < MAX_DEPTH {
                        collect(inner, inside, depth + 1, found);
                    } else {
                        while inner.next().is_ok() {}
                    }
                    Ok::<(), ParseError<()>>(())
                });
                if token == Token::CurlyBracketBlock {
                    (imports, names) = (false, false);
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Named, addresses, rewritten};

    fn named(sheet: &str) -> Vec<String> {
        addresses(sheet).into_iter().map(|named| named.url).collect()
    }

    #[test]
    fn addresses_are_found_wherever_they_are_fetched_from() {
        let sheet = "@charset \"utf-8\";@import \"a.css\" screen;@import url(b.css);\n\
             @namespace svg url(http://www.w3.org/2000/svg);\n\
             @font-face{font-family:\"甲\";src:url('c.woff2') format(\"woff2\"),local(\"d\")}\n\
             /* url(no.png) */ @media print{.甲::before{content:\"url(no.png)\";\
             background:URL( e.png ),image-set(\"f.png\" 1x,url(g.png) type(\"image/png\"))}}";
        assert_eq!(named(sheet), ["a.css", "b.css", "c.woff2", "e.png", "f.png", "g.png"]);
        assert_eq!(named("a{b:url(甲.png)} c{d:url(\"\\65.png\")"), ["甲.png", "e.png"]);
        assert_eq!(named(&"(".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn only_addresses_are_written_anew() {
        let sheet = "/* 甲 */a{b:url( 底.png ) no-repeat;c:url('d.png')}@import \"e.css\" print;";
        let found = addresses(sheet);
        let others = ["x.png", "y\".png", "z.css"];
        let pairs = found.iter().zip(others).map(|(named, other): (&Named, _)| (named, other));
        assert_eq!(
            rewritten(sheet, pairs),
            "/* 甲 */a{b:url(\"x.png\") no-repeat;c:url(\"y\\\".png\")}@import \"z.css\" print;"
        );
        assert_eq!(rewritten(sheet, std::iter::empty()), sheet);
    }
}
