//! A site inside the county's header and footer, in a real browser: neither side's style reaches
//! the other, and nothing is fetched from elsewhere.

mod support;

#[path = "support/browser.rs"]
mod chromium;

use std::path::Path;

use chromium::Browser;
use minsheng::cache::Cache;
use minsheng::live::{self, Live};
use minsheng::page::Kinds;
use serde_json::Value;
use support::{Scratch, tests};

/// The fixture as it is, and the same site by itself.
fn sites() -> (Scratch, Scratch) {
    // The fixture's own assets are short, so that what it expects can be read.
    let copy = || Scratch::copy_of("sites/embedded").remove("themes/default/assets");
    let (framed, mut alone) = (copy(), copy());
    for line in [
        "header = \"county/header.html\"",
        "footer = \"county/footer.html\"",
        "style = \"county/style.css\"",
    ] {
        alone = alone.replace("site.toml", line, "");
    }
    (framed.build(), alone.build())
}

fn address(site: &Scratch, page: &str) -> String {
    format!("file://{}", site.output().join(page).display())
}

/// The site's own elements, but for those that only readers of the screen meet: their place is
/// counted from the whole page.
const SHOWN: &str = "main, main *:not(.sr)";

/// Everything that decides how elements look, of all that a selector finds.
fn looks(browser: &mut Browser, selector: &str) -> Value {
    // The frame makes a page longer, and a scroll bar would make it narrower.
    browser.evaluate("void (document.documentElement.style.overflowY = 'scroll')");
    browser.evaluate(&format!(
        "[...document.querySelectorAll({selector:?})].map(element => {{
           const style = getComputedStyle(element);
           return [element.tagName, element.className, ...[...style].map(name => style[name])];
         }})"
    ))
}

/// The elements that look different, with what differs.
fn differences(before: &Value, after: &Value) -> String {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let pairs = list(before).into_iter().zip(list(after)).filter(|(a, b)| a != b);
    let told = pairs.map(|(a, b)| {
        let values = list(&a).into_iter().zip(list(&b)).filter(|(a, b)| a != b);
        format!("{} {}: {:?}", a[0], a[1], values.collect::<Vec<_>>())
    });
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn a_picture_that_comes_later_is_shown_in_the_frame() {
    let (site, _) = sites();
    let picture = site.root().join("static/county/emblem.svg");
    let bytes = std::fs::read(&picture).expect("a picture");
    std::fs::remove_file(&picture).expect("a picture");
    let options = live::Options {
        root: site.root().to_owned(),
        today: "2026-11-24".parse().ok(),
        drafts: false,
        kinds: Kinds::built_in(),
    };
    let listed = live::list(&options).map_err(|_| ()).expect("a site");
    let cache = Cache::of(site.root());
    let mut live =
        Live::read(options, listed, cache, &|_, _, _| {}).map_err(|_| ()).expect("a site");
    let told = |live: &Live| live.problems().iter().filter(|p| p.rule.code == "MS0604").count();
    assert_eq!(told(&live), 2, "the header and the style sheet name it");
    std::fs::write(&picture, bytes).expect("a picture");
    live.apply(&["static/county/emblem.svg".to_owned()].into()).map_err(|_| ()).expect("a site");
    assert_eq!(told(&live), 0);
}

#[test]
fn no_style_leaks_into_the_site() {
    let (framed, alone) = sites();
    let mut browser = Browser::start();
    for page in ["news/fair.html", "index.html"] {
        for width in [360, 1280] {
            browser.resize(width);
            browser.open(&address(&alone, page));
            let before = looks(&mut browser, SHOWN);
            browser.open(&address(&framed, page));
            let after = looks(&mut browser, SHOWN);
            assert!(before.as_array().is_some_and(|all| all.len() > 5), "{page}: {before}");
            assert!(before == after, "{page} at {width}: {}", differences(&before, &after));
        }
    }
}

#[test]
fn no_style_of_the_site_leaks_into_the_frame() {
    let (framed, _) = sites();
    // What the county's fragment looks like by itself, with its own sheet alone.
    let folder = tests().join("sites/embedded/themes/default/county");
    let read = |name: &str| std::fs::read_to_string(folder.join(name)).expect("a file");
    let bare = tempfile::tempdir().expect("a folder");
    let page = format!(
        "<!DOCTYPE html><html lang=\"zh-CN\"><style>{}</style><body>{}</body></html>",
        read("style.css").replace("url(\"/county/emblem.svg\")", "none"),
        read("header.html")
    );
    let file = bare.path().join("county.html");
    std::fs::write(&file, page).expect("a file");
    let mut browser = Browser::start();
    let properties = [
        "color",
        "backgroundColor",
        "display",
        "fontFamily",
        "fontSize",
        "fontWeight",
        "lineHeight",
        "listStyleType",
        "marginTop",
        "paddingLeft",
        "textDecorationLine",
        "boxSizing",
        "minHeight",
        "whiteSpace",
        "borderRadius",
        "textAlign",
    ];
    let mut seen = |address: &str, within: &str| {
        browser.resize(1280);
        browser.open(address);
        browser.evaluate(&format!(
            "[...document.querySelectorAll({:?})].map(element => {{
               const style = getComputedStyle(element);
               return [element.tagName, ...{properties:?}.map(name => style[name])];
             }})",
            format!("{within} *"),
        ))
    };
    let alone = seen(&format!("file://{}", file.display()), "body");
    let inside = seen(&address(&framed, "news/fair.html"), "#host-header");
    assert!(alone.as_array().is_some_and(|all| all.len() > 5), "{alone}");
    assert!(alone == inside, "{}", differences(&alone, &inside));
    // Elements keep the size that they state.
    let size = |browser: &mut Browser, of: &str| {
        browser.evaluate(&format!(
            "(() => {{ let box = document.querySelector('#host-header {of}').getBoundingClientRect();
                return [Math.round(box.width), Math.round(box.height)] }})()"
        ))
    };
    assert_eq!(size(&mut browser, "img"), serde_json::json!([48, 48]));
    let cell = size(&mut browser, "td");
    assert!(cell[0].as_u64().is_some_and(|wide| wide >= 200), "{cell}");
}

#[test]
fn the_frame_stands_where_ours_stood_and_asks_no_one() {
    let (framed, _) = sites();
    let mut browser = Browser::start();
    browser.resize(360);
    browser.open(&address(&framed, "news/fair.html"));
    let said = browser.evaluate("document.body.innerText");
    let said = said.as_str().expect("a text");
    for text in ["政务公开", "云溪镇民生工程", "长辈版", "站点地图", "网站标识码：0500000001"]
    {
        assert!(said.contains(text), "{text}: {said}");
    }
    let wide = browser.evaluate("document.documentElement.scrollWidth");
    assert!(wide.as_f64().is_some_and(|wide| wide <= 360.0), "{wide}");
    let color = "getComputedStyle(document.querySelector('.site-header .nav')).backgroundColor";
    assert_eq!(browser.evaluate(color), "rgb(155, 28, 28)");
    // Who goes to the county's own pages is not asked.
    let asked = "(() => { let asked = 0; window.confirm = () => { asked += 1; return false };
        for (let link of document.querySelectorAll('#host-header a')) {
            link.addEventListener('click', event => event.preventDefault());
            link.click();
        }
        return asked })()";
    assert_eq!(browser.evaluate(asked), 0);
    assert_eq!(browser.complaints(), Vec::<String>::new());
    let outside: Vec<String> =
        browser.requests().into_iter().filter(|url| !url.starts_with("file://")).collect();
    assert_eq!(outside, Vec::<String>::new());
    if let Some(shots) = std::env::var_os("MINSHENG_SHOTS") {
        for width in [360, 1280] {
            browser.resize(width);
            browser.photograph(&Path::new(&shots).join(format!("embedded-{width}.png")));
        }
    }
}
