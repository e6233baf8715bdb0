//! Keeps a foreign style sheet to the parts of a page that it is meant for: every selector is put
//! below them, and nothing is fetched from elsewhere.

use cssparser::{ParseError, Parser, ToCss as _, Token};

/// Nothing nests deeper in a sheet that people write.
const MAX_DEPTH: usize = 16;

/// A sheet that reaches no further than `places`, such as `#host-header`. `local` gives the
/// address of a file of the site for an address that the sheet names; what it does not know, and
/// what cannot be kept apart, goes to `removed`.
pub fn scoped(
    sheet: &str,
    places: &[&str],
    local: &dyn Fn(&str) -> Option<String>,
    removed: &mut Vec<String>,
) -> String {
    let mut scoper = Scoper { places, local, removed, out: String::with_capacity(sheet.len() * 2) };
    scoper.rules(&mut Parser::new(sheet), 0);
    scoper.out
}

struct Scoper<'s> {
    places: &'s [&'s str],
    local: &'s dyn Fn(&str) -> Option<String>,
    removed: &'s mut Vec<String>,
    out: String,
}

impl Scoper<'_> {
    /// Rule after rule, to the end of a sheet or of a block.
    fn rules(&mut self, parser: &mut Parser, depth: usize) {
        let mut prelude = Prelude::default();
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
            match token.clone() {
                Token::CurlyBracketBlock if depth < MAX_DEPTH => {
                    let whole = std::mem::take(&mut prelude);
                    let _ = parser.parse_nested_block(|inner| {
                        self.rule(&whole, inner, depth + 1);
                        Ok::<(), ParseError<()>>(())
                    });
                }
                Token::Semicolon if prelude.at.is_some() => {
                    let whole = std::mem::take(&mut prelude);
                    // Characters are read already, and other sheets are not fetched.
                    if whole.at.as_deref() != Some("charset") {
                        self.removed.push(whole.text.trim().to_owned());
                    }
                }
                Token::Comma if prelude.at.is_none() => prelude.next(),
                Token::CDO | Token::CDC => {}
                // What stood on both sides of it must not become one word.
                Token::Comment(_) => prelude.text.push_str("/**/"),
                Token::AtKeyword(name) if prelude.is_blank() => {
                    prelude.at = Some(name.to_ascii_lowercase());
                    prelude.text.push_str(parser.slice_from(start));
                }
                token if token.is_parse_error() => prelude.text.push(' '),
                token => {
                    if is_block(&token) {
                        pass(parser);
                    }
                    prelude.text.push_str(parser.slice_from(start));
                }
            }
        }
    }

    fn rule(&mut self, prelude: &Prelude, block: &mut Parser, depth: usize) {
        match prelude.at.as_deref() {
            None => {
                let selectors = self.below(prelude);
                if !selectors.is_empty() {
                    self.out.push_str(&selectors);
                    self.out.push('{');
                    self.values(block, depth, false);
                    self.out.push_str("}\n");
                }
            }
            Some("media" | "supports") => {
                self.out.push_str(prelude.text.trim());
                self.out.push('{');
                self.rules(block, depth);
                self.out.push_str("}\n");
            }
            // Names of animations are shared, and ours has none.
            Some("keyframes" | "-webkit-keyframes") => {
                self.out.push_str(prelude.text.trim());
                self.out.push('{');
                self.values(block, depth, true);
                self.out.push_str("}\n");
            }
            Some(_) => self.removed.push(prelude.text.trim().to_owned()),
        }
    }

    /// Every selector below every place. What would lead out of a place is left out.
    fn below(&mut self, prelude: &Prelude) -> String {
        let mut all = Vec::new();
        for selector in prelude.selectors() {
            let selector = selector.replace("/**/", " ");
            let (is_top, rest) = without_top(&selector);
            let inner = rest.trim_start();
            // A neighbour of a place is no part of it, and a `;` might end what is read here.
            if inner.starts_with(['+', '~', '|']) || inner.contains(';') {
                self.removed.push(selector);
                continue;
            }
            // `.dark` of `body.dark` is said of the place.
            let is_joined = is_top && inner.len() == rest.len();
            let joint = if is_joined { "" } else { " " };
            all.extend(self.places.iter().map(|place| format!("{place}{joint}{inner}")));
        }
        all.join(",")
    }

    /// The inside of a block as it is, but for addresses.
    /// Blocks inside are those of key frames; rules inside a rule could lead out of it.
    fn values(&mut self, parser: &mut Parser, depth: usize, has_blocks: bool) {
        loop {
            let start = parser.position();
            let Ok(token) = parser.next_including_whitespace_and_comments() else { return };
            match token.clone() {
                Token::Comment(_) => self.out.push_str("/**/"),
                Token::UnquotedUrl(url) | Token::BadUrl(url) => self.address(&url),
                Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                    let mut url = String::new();
                    let _ = parser.parse_nested_block(|inner| {
                        url = inner.expect_string().map(ToString::to_string).unwrap_or_default();
                        while inner.next().is_ok() {}
                        Ok::<(), ParseError<()>>(())
                    });
                    self.address(&url);
                }
                Token::Function(name) if FETCHING.iter().any(|f| name.eq_ignore_ascii_case(f)) => {
                    pass(parser);
                    self.removed.push(format!("{name}()"));
                    self.out.push_str("none");
                }
                Token::CurlyBracketBlock if !has_blocks => {
                    pass(parser);
                    self.removed.push("{ }".to_owned());
                    self.out.push(';');
                }
                token if is_block(&token) => {
                    self.out.push_str(parser.slice_from(start));
                    let _ = parser.parse_nested_block(|inner| {
                        if depth < MAX_DEPTH {
                            self.values(inner, depth + 1, false);
                        }
                        Ok::<(), ParseError<()>>(())
                    });
                    self.out.push(match token {
                        Token::CurlyBracketBlock => '}',
                        Token::SquareBracketBlock => ']',
                        _ => ')',
                    });
                }
                token if token.is_parse_error() => self.out.push(' '),
                _ => self.out.push_str(parser.slice_from(start)),
            }
        }
    }

    fn address(&mut self, url: &str) {
        let is_inside = url.starts_with("data:image/");
        let path = url.split(['?', '#']).next().unwrap_or(url);
        if let Some(local) = (self.local)(path).or_else(|| is_inside.then(|| url.to_owned())) {
            self.out.push_str("url(");
            let _ = Token::QuotedString(local.into()).to_css(&mut self.out);
            self.out.push(')');
        } else {
            self.removed.push(format!("url({url})"));
            self.out.push_str("none");
        }
    }
}

/// The functions besides `url` that fetch what they name.
const FETCHING: [&str; 7] =
    ["image-set", "-webkit-image-set", "image", "cross-fade", "-webkit-cross-fade", "src", "paint"];

/// Passes over the block that has just begun.
fn pass(parser: &mut Parser) {
    let _ = parser.parse_nested_block(|inner| {
        while inner.next().is_ok() {}
        Ok::<(), ParseError<()>>(())
    });
}

/// A selector without `html`, `body` and `:root` at its beginning, and whether they were there: in
/// a frame, what they stand for is the place itself.
fn without_top(selector: &str) -> (bool, &str) {
    let (mut is_top, mut rest) = (false, selector);
    loop {
        let trimmed = rest.trim_start();
        let trimmed = if is_top { trimmed.trim_start_matches('>').trim_start() } else { trimmed };
        let found = ["html", "body", ":root"].into_iter().find_map(|top| {
            let (start, after) = trimmed.split_at_checked(top.len())?;
            let ends = !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_'));
            (start.eq_ignore_ascii_case(top) && ends).then_some(after)
        });
        match found {
            Some(after) => (is_top, rest) = (true, after),
            None => return (is_top, rest),
        }
    }
}

fn is_block(token: &Token) -> bool {
    matches!(
        token,
        Token::Function(_)
            | Token::ParenthesisBlock
            | Token::SquareBracketBlock
            | Token::CurlyBracketBlock
    )
}

/// What stands before a block.
#[derive(Default)]
struct Prelude {
    /// The name of an at-rule, in small letters.
    at: Option<String>,
    /// The selectors that are finished.
    done: Vec<String>,
    text: String,
}

impl Prelude {
    fn is_blank(&self) -> bool {
        self.at.is_none() && self.done.is_empty() && self.text.trim().is_empty()
    }

    fn next(&mut self) {
        self.done.push(std::mem::take(&mut self.text));
    }

    fn selectors(&self) -> impl Iterator<Item = &str> {
        let all = self.done.iter().chain([&self.text]).map(|text| text.trim());
        all.filter(|selector| !selector.is_empty())
    }
}

#[cfg(test)]
mod tests;
