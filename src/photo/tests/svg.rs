//! Drawings that attack, and drawings that must stay as they are.

use crate::photo::{Format, Refusal, facts, strip};

const OPEN: &str = r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="20" height="10">"#;

fn cleaned(inside: &str) -> String {
    let svg = format!("{OPEN}{inside}</svg>");
    let cleaned = String::from_utf8(strip(svg.as_bytes()).unwrap()).unwrap();
    assert_eq!(strip(cleaned.as_bytes()).unwrap(), cleaned.as_bytes(), "cleaned twice");
    cleaned.strip_prefix(OPEN).unwrap().strip_suffix("</svg>").unwrap().to_owned()
}

#[test]
fn what_draws_stays() {
    for drawing in [
        r#"<g id="a" class="b"><path d="M0 0L1 1" fill="url(#g)" style="stroke:red"/></g>"#,
        r##"<use xlink:href="#a" x="1"/><use href="#a"/>"##,
        r#"<image href="data:image/png;base64,iVBORw0KGgo=" width="1"/>"#,
        "<style>.a{fill:red}</style><text>中文 &amp; &lt;x&gt;</text>",
        r#"<animate attributeName="x" from="0" to="9" dur="1s"/>"#,
        r##"<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><a href="#a"><rect/></a>"##,
    ] {
        assert_eq!(cleaned(drawing), drawing);
    }
}

#[test]
fn what_acts_goes() {
    for attack in [
        "<script>alert(1)</script>",
        "<SCRIPT>alert(1)</SCRIPT>",
        r#"<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>"#,
        "<foreignObject><iframe src='http://evil'/></foreignObject>",
        r#"<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x" onerror="alert(1)"/>"#,
        r#"<g xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></g>"#,
        "<metadata>C:\\Users\\zhang</metadata>",
        "<!-- alert(1) --><?php alert(1) ?>",
        "<iframe src='http://evil'/><unknown><g/></unknown>",
        r#"<set attributeName="href" to="javascript:alert(1)"/>"#,
        r#"<animate attributeName="xlink:href" values="javascript:alert(1)"/>"#,
        r#"<set attributeName="onclick" to="alert(1)"/>"#,
        "&unknown;",
    ] {
        assert_eq!(cleaned(attack), "", "{attack}");
    }
}

#[test]
fn attributes_that_act_or_lead_away_go() {
    for attribute in [
        "onload='alert(1)'",
        "ONCLICK='alert(1)'",
        "href='javascript:alert(1)'",
        "href='&#106;avascript:alert(1)'",
        "href=' java\tscript:alert(1)'",
        "xlink:href='http://evil/x.svg#a'",
        "href='//evil/x'",
        "href='data:text/html,&lt;script>'",
        "href='data:image/svg+xml;base64,AAAA'",
        "href='data:image/pngx,'",
        "style='fill:url(http://evil)'",
        "fill='url( &quot;http://evil&quot; )'",
        "fill='\\75rl(http://evil)'",
        "style='background:image-set(&quot;//evil&quot; 1x)'",
        "xml:base='http://evil/'",
        "data-path='C:/Users/zhang'",
        "xmlns:i='http://inkscape' i:export-filename='C:/Users/zhang'",
        "fill='&own;'",
        "filter='URL(https://evil#f)'",
    ] {
        assert_eq!(cleaned(&format!("<image {attribute}/>")), "<image/>", "{attribute}");
    }
}

#[test]
fn style_sheets_load_nothing() {
    assert_eq!(
        cleaned("<style>@import 'http://evil';.a{fill:red}</style>"),
        "<style>.a{fill:red}</style>"
    );
    assert_eq!(
        cleaned("<style><![CDATA[.a{fill:url(#g)}]]></style>"),
        "<style>.a{fill:url(#g)}</style>"
    );
    for attack in [
        "@im\\port 'http://evil';",
        ".a{fill:url(http://evil)}",
        ".a{fill:u<!-- -->rl(http://evil)}",
        ".a{fill:&#117;rl(http://evil)}",
        ".a{fill:<![CDATA[url(]]>http://evil)}",
        "@@import;import 'http://evil';",
        "@font-face{font-family:x;src:url(//evil)}",
    ] {
        let left = cleaned(&format!("<style>{attack}</style>"));
        assert!(!left.contains("evil"), "{attack} left {left}");
    }
}

#[test]
fn only_the_drawing_is_left_of_the_file() {
    let svg = r#"<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY a "&#60;script>">]><!-- by zhang -->
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0 40 30">&a;<g/></svg><!-- zhang -->"#;
    let cleaned = strip(svg.as_bytes()).unwrap();
    assert_eq!(
        String::from_utf8(cleaned).unwrap(),
        r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0,0 40 30"><g/></svg>"#
    );
}

#[test]
fn a_drawing_has_a_size() {
    for (attributes, size) in [
        (r#"width="20" height="10""#, (20, 10)),
        (r#"width="1in" height="25.4mm""#, (96, 96)),
        (r#"width="100%" viewBox="0 0 40 30""#, (40, 30)),
        (r#"width="80" viewBox="0 0 40 30""#, (80, 60)),
        ("", (300, 150)),
        (r#"width="1e300" height="NaN" viewBox="0 0 0 0""#, (65_535, 65_535)),
    ] {
        let facts = facts(format!("\u{FEFF}<svg {attributes}/>").as_bytes()).unwrap();
        assert_eq!(
            (facts.format, facts.width, facts.height),
            (Format::Svg, size.0, size.1),
            "{attributes}"
        );
    }
}

#[test]
fn broken_drawings_are_refused() {
    for broken in ["<svg>", "<svg><g></svg>", "<svg a=\"<\">", "<svg></svg></g>"] {
        assert!(matches!(strip(broken.as_bytes()), Err(Refusal::Unreadable(_))), "{broken}");
    }
    // The reader would find another namespace than a browser, or none.
    for damaged in ["a: xmlns='x'", "x=1", "x='1' x='2'", "xmlns='x' xmlns='SVG'"] {
        let damaged = damaged.replace("SVG", "http://www.w3.org/2000/svg");
        let broken = format!("{OPEN}<a {damaged}/></svg>");
        assert!(matches!(strip(broken.as_bytes()), Err(Refusal::Unreadable(_))), "{broken}");
    }
    assert_eq!(strip(b"<html><svg/></html>"), Err(Refusal::Unsupported));
    let deep = format!("{OPEN}{}", "<g>".repeat(100_000));
    assert!(strip(deep.as_bytes()).is_err());
}
