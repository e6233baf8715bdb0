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
mod tests {
    use super::scoped;

    fn of(sheet: &str) -> (String, Vec<String>) {
        let mut removed = Vec::new();
        let local = |url: &str| url.strip_prefix("/x/").map(|name| format!("../x/{name}"));
        let out = scoped(sheet, &["#a", "#b"], &local, &mut removed);
        (out, removed)
    }

    #[test]
    fn every_selector_is_put_below_the_places() {
        let (out, removed) = of("a:hover, .nav > li { color: red }");
        assert_eq!(out, "#a a:hover,#b a:hover,#a .nav > li,#b .nav > li{ color: red }\n");
        assert_eq!(removed, Vec::<String>::new());
        assert_eq!(of(":is(p, ul) b{x:y}").0, "#a :is(p, ul) b,#b :is(p, ul) b{x:y}\n");
        assert_eq!(of("*{margin:0}").0, "#a *,#b *{margin:0}\n");
    }

    #[test]
    fn the_page_itself_is_the_place() {
        assert_eq!(of("body{margin:0}").0, "#a,#b{margin:0}\n");
        assert_eq!(of("html body .top{x:y}").0, "#a .top,#b .top{x:y}\n");
        assert_eq!(of("body-like{x:y}").0, "#a body-like,#b body-like{x:y}\n");
        assert_eq!(of("HTML  BODY > .k{x:y}").0, "#a > .k,#b > .k{x:y}\n");
        assert_eq!(of("body.dark p{x:y}").0, "#a.dark p,#b.dark p{x:y}\n");
    }

    #[test]
    fn nothing_leads_out_of_the_places() {
        for sheet in ["~ .ours{x:y}", "body + *{x:y}", "|a{x:y}", "a;b{x:y}"] {
            let (out, removed) = of(sheet);
            assert_eq!((out.as_str(), removed.len()), ("", 1), "{sheet}");
        }
        let (out, removed) = of(".d{ color: red; :not(&){ display: none } top: 0 }");
        assert_eq!(out, "#a .d,#b .d{ color: red; :not(&); top: 0 }\n");
        assert_eq!(removed, ["{ }"]);
    }

    #[test]
    fn what_is_left_out_joins_nothing() {
        for sheet in [
            ".a{background:u/**/rl(https://evil.example/1.png)}",
            ".b{background:u)rl(https://evil.example/2.png)}",
            ".c{background:image-set(\"https://evil.example/3.png\" 1x)}",
        ] {
            let (out, _) = of(sheet);
            assert!(!out.contains(":url(") && !out.contains("image-set"), "{out}");
        }
        assert_eq!(of(".x{margin:1px/**/2px}").0, "#a .x,#b .x{margin:1px/**/2px}\n");
        let (out, _) = of(".e{c:d //**/* ;} .f{c:\"*/ } .z{x:y}\"}");
        assert!(out.contains("c:d //**/* ;"), "{out}");
    }

    #[test]
    fn conditions_are_kept_and_their_rules_scoped() {
        let (out, _) = of("@media (max-width: 40em) { .x { color: red } }");
        assert_eq!(out, "@media (max-width: 40em){#a .x,#b .x{ color: red }\n}\n");
        assert!(
            of("@keyframes k { from { top: 0 } 50% { top: 1px } }").0.contains("50% { top: 1px }")
        );
    }

    #[test]
    fn nothing_is_fetched_from_elsewhere() {
        let (out, removed) = of(
            "@charset 'utf-8'; @import url(https://a.example/b.css); @font-face{src:url(f.woff)} \
             .x{background:url('https://a.example/i.png') no-repeat,url(/x/logo.png)}",
        );
        assert_eq!(out, "#a .x,#b .x{background:none no-repeat,url(\"../x/logo.png\")}\n");
        assert_eq!(removed.len(), 3, "{removed:?}");
    }

    #[test]
    fn broken_sheets_do_no_harm() {
        for sheet in
            ["}", "a{", "a{b:(}", "@media{", "/*", "a{b:url(", "}{}{", "\"", ";;;", "a;b{x:y}"]
        {
            let (out, _) = of(sheet);
            let opened = out.matches('{').count();
            assert_eq!(opened, out.matches('}').count(), "{sheet}: {out}");
        }
        let deep = "a{".repeat(5_000);
        let _ = of(&deep);
        let _ = of(&"(".repeat(5_000));
    }
}
