//! What a foreign style sheet may do, and that no sheet does more.

use cssparser::{ParseError, Parser, Token};

use super::{Prelude, is_block, pass, scoped};

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
    assert!(of("@keyframes k { from { top: 0 } 50% { top: 1px } }").0.contains("50% { top: 1px }"));
}

#[test]
fn nothing_is_fetched_from_elsewhere() {
    let (out, removed) =
        of("@charset 'utf-8'; @import url(https://a.example/b.css); @font-face{src:url(f.woff)} \
         .x{background:url('https://a.example/i.png') no-repeat,url(/x/logo.png)}");
    assert_eq!(out, "#a .x,#b .x{background:none no-repeat,url(\"../x/logo.png\")}\n");
    assert_eq!(removed.len(), 3, "{removed:?}");
}

#[test]
fn broken_sheets_do_no_harm() {
    for sheet in ["}", "a{", "a{b:(}", "@media{", "/*", "a{b:url(", "}{}{", "\"", ";;;", "a;b{x:y}"]
    {
        let (out, _) = of(sheet);
        let opened = out.matches('{').count();
        assert_eq!(opened, out.matches('}').count(), "{sheet}: {out}");
    }
    let deep = "a{".repeat(5_000);
    let _ = of(&deep);
    let _ = of(&"(".repeat(5_000));
}

/// The selectors of a sheet as a browser would read them, those inside of conditions too.
fn selectors(parser: &mut Parser, out: &mut Vec<String>) {
    let mut prelude = Prelude::default();
    let mut start = parser.position();
    while let Ok(token) = parser.next_including_whitespace_and_comments() {
        match token.clone() {
            Token::AtKeyword(name) if prelude.is_blank() => prelude.at = Some(name.to_string()),
            Token::Comma if prelude.at.is_none() => prelude.next(),
            Token::Semicolon if prelude.at.is_some() => prelude = Prelude::default(),
            Token::CurlyBracketBlock => {
                let whole = std::mem::take(&mut prelude);
                if whole.at.is_none() {
                    out.extend(whole.selectors().map(str::to_owned));
                    pass(parser);
                } else if matches!(whole.at.as_deref(), Some("media" | "supports")) {
                    let _ = parser.parse_nested_block(|inner| {
                        selectors(inner, out);
                        Ok::<(), ParseError<()>>(())
                    });
                } else {
                    pass(parser);
                }
            }
            token => {
                if is_block(&token) {
                    pass(parser);
                }
                prelude.text.push_str(parser.slice_from(start));
            }
        }
        start = parser.position();
    }
}

#[test]
fn no_sheet_reaches_further_whatever_it_is_made_of() {
    let pieces = [
        "a",
        "body",
        "html",
        ":root",
        ".b",
        "#main",
        "*",
        ">",
        "+",
        "~",
        "|",
        "&",
        ":not(",
        ")",
        "(",
        "[",
        "]",
        "{",
        "}",
        ";",
        ",",
        ":",
        "/**/",
        "/*",
        "*/",
        "/",
        "\"",
        "'",
        "\\",
        "\n",
        " ",
        "url(",
        "u",
        "rl(",
        "image-set(",
        "@media all",
        "@import",
        "@keyframes k",
        "@layer",
        "https://evil.example/",
        "/x/logo.png",
        "!important",
        "<!--",
        "-->",
        "</style>",
        "red",
    ];
    let mut seed = 1_u64;
    let mut next = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(seed >> 33).unwrap_or(0) % below
    };
    for _ in 0..200_000 {
        let count = 1 + next(24);
        let sheet: String = (0..count).map(|_| pieces[next(pieces.len())]).collect();
        let (out, _) = of(&sheet);
        let mut found = Vec::new();
        selectors(&mut Parser::new(&out), &mut found);
        for selector in found {
            let rest = selector.strip_prefix("#a").or_else(|| selector.strip_prefix("#b"));
            let rest = rest.map(str::trim_start);
            let is_inside = rest.is_some_and(|rest| !rest.starts_with(['+', '~', '|']));
            assert!(is_inside, "{sheet:?}: {selector:?} in {out:?}");
        }
        let mut fetched = Vec::new();
        addresses(&mut Parser::new(&out), false, &mut fetched);
        assert!(fetched.iter().all(|url| url.starts_with("../x/")), "{sheet:?}: {out:?}");
    }
}

/// Every address that the blocks of a sheet name.
fn addresses(parser: &mut Parser, is_inside: bool, out: &mut Vec<String>) {
    while let Ok(token) = parser.next_including_whitespace_and_comments() {
        let token = token.clone();
        match &token {
            Token::UnquotedUrl(url) if is_inside => out.push(url.to_string()),
            Token::Function(name) if is_inside && name.eq_ignore_ascii_case("image-set") => {
                out.push(name.to_string());
            }
            Token::Function(name) if is_inside && name.eq_ignore_ascii_case("url") => {
                let _ = parser.parse_nested_block(|inner| {
                    out.extend(inner.expect_string().map(ToString::to_string));
                    Ok::<(), ParseError<()>>(())
                });
            }
            _ if is_block(&token) => {
                let is_inside = is_inside || matches!(token, Token::CurlyBracketBlock);
                let _ = parser.parse_nested_block(|inner| {
                    addresses(inner, is_inside, out);
                    Ok::<(), ParseError<()>>(())
                });
            }
            _ => {}
        }
    }
}
