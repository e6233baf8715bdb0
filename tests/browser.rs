//! The published site in a real browser: how it looks, by keyboard, without scripts, on paper.
//!
//! `MINSHENG_SHOTS=DIR cargo test --test browser photographs` keeps a picture of each page at the
//! width of a phone and of a desk, to be looked at after a change of the theme.

mod support;

#[path = "support/browser.rs"]
mod chromium;
#[path = "support/sample.rs"]
mod sample;

use std::path::Path;

use chromium::Browser;
use sample::sample;

/// One page of every type; below them, those that strain the look.
const PAGES: [&str; 33] = [
    "index.html",
    "notices/index.html",
    "news/page/2/index.html",
    "gallery/index.html",
    "notices/2026-10-xuanchuanyue.html",
    "documents/2026-shishi-fangan.html",
    "policy/kunnan-xuesheng-zizhu.html",
    "news/2026-11-10-donghe-ruhu.html",
    "gallery/street-day.html",
    "date/index.html",
    "date/2026/index.html",
    "date/2026/10/index.html",
    "gallery/date/2026/10/index.html",
    "categories/yanglaofuwu/index.html",
    "tags/index.html",
    "villages/index.html",
    "departments/index.html",
    "zhangzhe/index.html",
    "zhangzhe/phones.html",
    "zhangzhe/policies/index.html",
    "zhangzhe/policy/kunnan-xuesheng-zizhu.html",
    "categories/yiliaobaozhang/page/2/index.html",
    "search/index.html",
    "sitemap/index.html",
    "404.html",
    "lists/2026-gongcheng.html",
    "campaigns/2025-10-xuanchuanyue.html",
    "office/lianxi-fangshi.html",
    "notices/changbiaoti.html",
    "notices/duanwen.html",
    "views/cunju/index.html",
    "views/cunju/jilu/disanceng.html",
    "blank/index.html",
];

const WIDTHS: [u32; 4] = [320, 360, 768, 1280];

const AUDIT: &str = include_str!("support/audit.js");

#[test]
fn every_page_is_whole_at_every_width_on_a_server() {
    look_at_all_pages(&sample().server, &PAGES);
}

#[test]
fn every_page_is_whole_at_every_width_as_a_file() {
    // `404.html` alone names the server, which shows it for any address.
    let pages: Vec<&str> = PAGES.into_iter().filter(|page| *page != "404.html").collect();
    look_at_all_pages(&sample().files, &pages);
}

fn look_at_all_pages(start: &str, pages: &[&str]) {
    let mut browser = Browser::start();
    let mut faults = Vec::new();
    for page in pages {
        browser.resize(WIDTHS[0]);
        browser.open(&format!("{start}{page}"));
        for width in WIDTHS {
            browser.resize(width);
            let found = browser.evaluate(&format!("{AUDIT}({width})"));
            let found = found.as_array().expect("a list").iter();
            faults.extend(found.map(|fault| format!("{page} at {width} px: {fault}")));
        }
        faults.extend(browser.complaints().iter().map(|said| format!("{page}: {said}")));
        let elsewhere = browser.requests().into_iter().filter(|asked| !asked.starts_with(start));
        faults.extend(elsewhere.map(|address| format!("{page} asks for {address}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_front_page_is_light_and_nothing_holds_it_up() {
    let mut browser = Browser::start();
    browser.resize(360);
    browser.open(&format!("{}index.html", sample().server));
    let folder = sample().files.strip_prefix("file://").expect("a folder");
    let mut bytes = 0;
    let mut met = Vec::new();
    for url in browser.requests() {
        let path = url.strip_prefix(sample().server.as_str()).expect("nothing from elsewhere");
        if ![".jpg", ".png", ".webp"].iter().any(|end| path.ends_with(end)) {
            bytes += std::fs::metadata(format!("{folder}{path}")).expect("a file").len();
            met.push(path.to_owned());
        }
    }
    for kind in [".html", ".css", ".js"] {
        assert!(met.iter().any(|path| path.ends_with(kind)), "{kind}: {met:?}");
    }
    // Not even compressed.
    assert!(bytes <= 100_000, "{bytes} bytes: {met:?}");
    let blocking = "[...document.scripts].filter(script => !script.defer \
        && script.type !== 'application/ld+json').length \
        + document.querySelectorAll('link[rel=stylesheet]').length";
    assert_eq!(browser.evaluate(blocking), 1, "one style sheet, and no script before the page");
}

#[test]
fn a_missing_page_shows_the_way_back_at_any_depth() {
    let mut browser = Browser::start();
    browser.open(&format!("{}news/2019/gone/page.html", sample().server));
    assert_eq!(browser.evaluate("document.querySelector('h1').textContent"), "没有找到这个页面");
    assert_eq!(browser.evaluate("document.styleSheets.length"), 1);
    browser.evaluate("document.querySelector('main .button').click()");
    browser.wait_until(&format!("location.href === '{}index.html'", sample().server));
}

#[test]
fn chinese_is_set_in_a_chinese_font() {
    let mut browser = Browser::start();
    browser.open(&format!("{}policy/kunnan-xuesheng-zizhu.html", sample().files));
    // Without such a font every character is an empty box, all of them equally wide.
    let widths = "['民', '生', 'i', 'W'].map(c => { \
        let brush = document.createElement('canvas').getContext('2d'); \
        brush.font = getComputedStyle(document.body).font; \
        brush.fillText(c, 0, 20); \
        return Array.from(brush.getImageData(0, 0, 40, 40).data).join() })";
    let drawn = browser.evaluate(&format!("new Set({widths}).size"));
    assert_eq!(drawn, 4, "no Chinese font: apt-get install fonts-noto-cjk");
}

/// What a Tab can reach, in the order of the page.
const REACHABLE: &str = "Array.from(document.querySelectorAll('a[href], button, summary, input:enabled, select')) \
    .filter(e => e.tabIndex >= 0 && e.checkVisibility({ visibilityProperty: true }))";

/// Notes every element that gets the focus, and whether a reader sees it there.
const NOTE: &str = "window.reached = []; window.unseen = []; \
    document.addEventListener('focusin', event => { \
        let e = event.target, style = getComputedStyle(e), box = e.getBoundingClientRect(); \
        window.reached.push(e); \
        let ring = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2; \
        let there = box.bottom > 0 && box.top < innerHeight && box.width > 0; \
        if (!ring || !there) { window.unseen.push(e.outerHTML.slice(0, 90)); } })";

#[test]
fn the_keyboard_reaches_everything_in_order_and_shows_where_it_is() {
    let mut browser = Browser::start();
    for (page, width) in PAGES.iter().map(|page| (page, 1280)).chain([
        (&PAGES[0], 360),
        (&PAGES[6], 360),
        (&PAGES[8], 360),
    ]) {
        browser.resize(width);
        browser.open(&format!("{}{page}", sample().server));
        browser.evaluate(NOTE);
        let count = browser.evaluate(&format!("{REACHABLE}.length")).as_u64().expect("a number");
        assert!(count > 10, "{page}");
        // What scrolls takes the focus too.
        let scrolled = "document.querySelectorAll('.table-wrap, pre').length";
        let scrolled = browser.evaluate(scrolled).as_u64().expect("a number");
        for _ in 0..count + scrolled {
            browser.press("Tab");
        }
        let other = format!(
            "(() => {{ let wanted = {REACHABLE}; \
                let reached = window.reached.filter(e => e.matches('a, button, summary, input:enabled, select')); \
                let at = wanted.findIndex((e, i) => e !== reached[i]); \
                return at < 0 ? '' : wanted[at].outerHTML + ' is not reached, but ' + \
                    (reached[at] ? reached[at].outerHTML : 'nothing') }})()"
        );
        assert_eq!(browser.evaluate(&other), "", "{page} at {width} px");
        assert_eq!(browser.evaluate("window.unseen"), serde_json::json!([]), "{page}");
    }
}

#[test]
fn the_first_key_offers_to_skip_the_menu() {
    let mut browser = Browser::start();
    for start in [&sample().files, &sample().server] {
        browser.open(&format!("{start}notices/index.html"));
        browser.press("Tab");
        let skip = "document.activeElement.matches('.skip') && \
            document.activeElement.getBoundingClientRect().top >= 0";
        browser.wait_until(skip);
        browser.press("Enter");
        browser.wait_until("document.activeElement.id === 'main'");
        browser.press("Tab");
        assert_eq!(browser.evaluate("!!document.activeElement.closest('main')"), true);
    }
}

#[test]
fn the_menu_opens_without_scripts() {
    let mut browser = Browser::start();
    browser.allow_scripts(false);
    browser.resize(360);
    browser.open(&format!("{}policy/index.html", sample().files));
    let shown = "document.querySelector('.nav').checkVisibility()";
    assert_eq!(browser.evaluate(shown), false);
    browser.evaluate("document.querySelector('.menu summary').focus()");
    browser.press("Enter");
    browser.wait_until(shown);
    let fits = "Array.from(document.querySelectorAll('.nav a')).every(a => \
        a.getBoundingClientRect().right <= 360 && a.scrollWidth <= a.clientWidth)";
    assert_eq!(browser.evaluate(fits), true);
    browser.press("Tab");
    browser.press("Tab");
    assert_eq!(browser.evaluate("document.activeElement.textContent"), "通知公告");
    browser.press("Enter");
    browser.wait_until("document.querySelector('h1')?.textContent === '通知公告'");

    // So does the table of contents of a long page.
    browser.open(&format!("{}policy/kunnan-xuesheng-zizhu.html", sample().files));
    let entries = "document.querySelector('.toc ol').checkVisibility()";
    assert_eq!(browser.evaluate(entries), false);
    browser.evaluate("document.querySelector('.switch summary').focus()");
    browser.press(" ");
    browser.wait_until(entries);

    // On a wide screen the menu is simply there.
    browser.resize(1280);
    assert_eq!(browser.evaluate(shown), true);
}

#[test]
fn photos_are_viewed_by_keyboard() {
    let mut browser = Browser::start();
    browser.open(&format!("{}gallery/street-day.html", sample().files));
    browser.evaluate("document.querySelector('.photos a').focus()");
    browser.press("Enter");
    browser.wait_until("document.querySelector('dialog').open");
    let counter =
        |at: u32| format!("document.querySelector('.viewer-counter').textContent === '{at} / 9'");
    browser.wait_until(&counter(1));
    browser.press("ArrowRight");
    browser.wait_until(&counter(2));
    browser.press("ArrowLeft");
    browser.press("ArrowLeft");
    browser.wait_until(&counter(9));
    browser.press("Home");
    browser.press("ArrowRight");
    browser.press("ArrowRight");
    browser.wait_until(&counter(3));
    let whole = "(() => { let picture = document.querySelector('.viewer img'); \
        let box = picture.getBoundingClientRect(); \
        return picture.naturalWidth > 1000 && picture.alt !== '' && box.height > 300 && \
            box.bottom <= innerHeight && box.right <= innerWidth })()";
    browser.wait_until(whole);
    for _ in 0..5 {
        browser.press("Tab");
        let inside = "document.activeElement === document.body || \
            !!document.activeElement.closest('dialog')";
        assert_eq!(browser.evaluate(inside), true);
    }
    browser.press("Escape");
    browser.wait_until("!document.querySelector('dialog').open");
    browser.wait_until("document.activeElement === document.querySelectorAll('.photos a')[2]");
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn photos_are_viewed_without_scripts() {
    let mut browser = Browser::start();
    browser.allow_scripts(false);
    browser.open(&format!("{}gallery/street-day.html", sample().files));
    browser.evaluate("document.querySelector('.photos a').focus()");
    browser.press("Enter");
    browser.wait_until("document.contentType === 'image/jpeg'");
    browser.wait_until("document.images[0]?.naturalWidth > 1000");
}

#[test]
fn paper_shows_the_text_and_no_navigation() {
    let mut browser = Browser::start();
    for page in [
        "policy/kunnan-xuesheng-zizhu.html",
        "documents/2026-shishi-fangan.html",
        "gallery/street-day.html",
        "index.html",
    ] {
        browser.open(&format!("{}{page}", sample().files));
        browser.emulate_print(true);
        for hidden in
            [".nav", ".crumbs", ".skip", ".menu", ".aside", ".neighbours", ".toc", ".search-box"]
        {
            let shown = format!(
                "Array.from(document.querySelectorAll('{hidden}')).some(e => e.checkVisibility())"
            );
            assert_eq!(browser.evaluate(&shown), false, "{page} prints {hidden}");
        }
        let text = "document.querySelector('main').innerText.length > 300 && \
            document.querySelector('h1').checkVisibility()";
        assert_eq!(browser.evaluate(text), true, "{page}");
        browser.emulate_print(false);
        let paper = browser.print();
        assert!(paper.starts_with(b"%PDF"), "{page}");
        let sheets = paper.windows(11).filter(|bytes| *bytes == b"/Type /Page").count();
        assert!(paper.len() > 20_000 && (2..20).contains(&sheets), "{page}: {sheets} sheets");
    }
}

#[test]
fn photographs_are_kept_where_they_are_asked_for() {
    let asked = std::env::var_os("MINSHENG_SHOTS");
    let scratch = tempfile::tempdir().expect("a folder");
    let folder = asked.as_deref().map_or(scratch.path(), Path::new);
    let pages = if asked.is_some() { &PAGES[..] } else { &PAGES[..1] };
    let mut browser = Browser::start();
    for page in pages {
        for width in [360, 1280] {
            browser.resize(width);
            browser.open(&format!("{}{page}", sample().server));
            let all = "Promise.all(Array.from(document.images).filter(i => i.src).map(i => { \
                i.loading = 'eager'; return i.decode() }))";
            browser.evaluate(all);
            let name = page.trim_end_matches(".html").replace('/', "-");
            let file = folder.join(format!("{name}-{width}.png"));
            browser.photograph(&file);
            let facts = minsheng::photo::facts(&std::fs::read(&file).expect("a picture"));
            assert_eq!(facts.expect("a PNG").width, width, "{page}");
        }
    }
}
