//! Accessibility in a real browser: axe-core's rules of WCAG 2.2 A and AA on every type of page, in
//! each way of reading, and what the edition for old readers (长辈版) promises beyond them.

mod support;

#[path = "support/browser.rs"]
mod chromium;
#[path = "support/sample.rs"]
mod sample;

use chromium::Browser;
use sample::sample;

/// One page of every type, and those with tables, lists and all elements of Markdown.
const PAGES: [&str; 23] = [
    "search/index.html",
    "index.html",
    "notices/index.html",
    "gallery/index.html",
    "notices/2026-10-xuanchuanyue.html",
    "documents/2026-shishi-fangan.html",
    "policy/kunnan-xuesheng-zizhu.html",
    "policy/canjiren-liangxiang-butie.html",
    "news/2026-11-10-donghe-ruhu.html",
    "gallery/street-day.html",
    "date/index.html",
    "date/2026/10/index.html",
    "categories/yanglaofuwu/index.html",
    "tags/index.html",
    "villages/index.html",
    "sitemap/index.html",
    "404.html",
    "lists/2026-gongcheng.html",
    "views/cunju/index.html",
    "zhangzhe/index.html",
    "zhangzhe/phones.html",
    "zhangzhe/policies/index.html",
    "zhangzhe/policy/kunnan-xuesheng-zizhu.html",
];

const WIDTHS: [u32; 3] = [320, 768, 1280];

/// The ways of reading: what the reader has chosen, and axe's rules beyond A and AA.
const WAYS: [(&str, &str, &str); 3] = [
    ("normal", "{}", ""),
    ("large print", "{\"elders\": true}", "'color-contrast-enhanced': { enabled: true }"),
    ("high contrast", "{\"contrast\": true}", "'color-contrast-enhanced': { enabled: true }"),
];

/// Reads axe-core from where `tests/run` has put it.
fn axe() -> String {
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/axe-core/axe.min.js");
    std::fs::read_to_string(file).expect("axe-core is missing: npm install --prefix tests")
}

#[test]
fn axe_finds_nothing_in_any_way_of_reading() {
    let axe = axe();
    let mut browser = Browser::start();
    let mut faults = Vec::new();
    for (way, chosen, rules) in WAYS {
        for page in PAGES {
            open(&mut browser, page, chosen);
            browser.evaluate(&format!("{axe}; 0"));
            for width in WIDTHS {
                browser.resize(width);
                let found = browser.evaluate(&format!(
                    "axe.run(document, {{ \
                        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], \
                        rules: {{ 'target-size': {{ enabled: true }}, {rules} }}, \
                        resultTypes: ['violations'] }}) \
                    .then(result => result.passes.length < 10 ? ['hardly a rule was tried'] : \
                        result.violations.flatMap(rule => rule.nodes.map(node => \
                        rule.id + ' ' + node.target + ' ' + node.failureSummary)))"
                ));
                let found = found.as_array().expect("axe's answer").iter();
                faults.extend(found.map(|fault| format!("{page}, {way}, {width} px: {fault}")));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

/// Text smaller than 24 px, and targets that are not part of a sentence and smaller than 60 px.
const TOO_SMALL: &str = "(() => { \
    let faults = new Set(); \
    let words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT); \
    while (words.nextNode()) { \
        let element = words.currentNode.parentElement; \
        if (!words.currentNode.data.trim() || !element.checkVisibility()) { continue; } \
        if (element.closest('.sr, .skip, script, .seal')) { continue; } \
        let size = parseFloat(getComputedStyle(element).fontSize); \
        if (size < 24) { faults.add(size + ' px: ' + element.outerHTML.slice(0, 120)); } \
    } \
    for (let target of document.querySelectorAll('a[href], button, summary')) { \
        if (!target.checkVisibility() || target.closest('.prose, .skip, .seal')) { continue; } \
        let box = target.getBoundingClientRect(); \
        if (box.height < 59.5) { faults.add(box.height + ' px high: ' + target.outerHTML.slice(0, 120)); } \
    } \
    return Array.from(faults); })()";

#[test]
fn large_print_is_large_everywhere() {
    let mut browser = Browser::start();
    let mut faults = Vec::new();
    for page in PAGES {
        open(&mut browser, page, "{\"elders\": true}");
        for width in [360, 1280] {
            browser.resize(width);
            let found = browser.evaluate(TOO_SMALL);
            let found = found.as_array().expect("a list").iter();
            faults.extend(found.map(|fault| format!("{page} at {width} px: {fault}")));
            let over = browser.evaluate("document.documentElement.scrollWidth - innerWidth");
            if over.as_f64().expect("a number") > 0.0 {
                faults.push(format!("{page} at {width} px is {over} px too wide"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn large_print_is_chosen_and_left_by_keyboard_and_remembered() {
    let mut browser = Browser::start();
    let has = |browser: &mut Browser, class: &str| {
        browser.evaluate(&format!("document.documentElement.classList.contains('{class}')"))
    };
    open(&mut browser, "policy/kunnan-xuesheng-zizhu.html", "{}");
    let start = sample().server.clone();
    browser.evaluate("document.querySelector('[data-edition]').focus()");
    browser.press("Enter");
    browser.wait_until(&format!(
        "location.href === '{start}zhangzhe/policy/kunnan-xuesheng-zizhu.html'"
    ));
    // Every other page is now in large print too, until the reader goes back.
    browser.open(&format!("{start}news/index.html"));
    assert_eq!(has(&mut browser, "elders"), true);
    browser.evaluate("document.querySelector('[data-edition]').focus()");
    browser.press("Enter");
    assert_eq!(has(&mut browser, "elders"), false);
    browser.open(&format!("{start}index.html"));
    assert_eq!(has(&mut browser, "elders"), false);
    // The panel opens by keyboard, and what is chosen there holds on the next page.
    browser.evaluate("document.querySelector('.aid[aria-expanded]').focus()");
    browser.press("Enter");
    assert_eq!(browser.evaluate("document.getElementById('aids-panel').hidden"), false);
    let press = |browser: &mut Browser, name: &str| {
        browser.evaluate(&format!(
            "Array.from(document.querySelectorAll('.aids-panel button')) \
                .find(e => e.textContent === '{name}').focus()"
        ));
        browser.press("Enter");
    };
    press(&mut browser, "高对比");
    press(&mut browser, "特大");
    browser.open(&format!("{start}news/index.html"));
    assert_eq!(has(&mut browser, "contrast"), true);
    assert_eq!(browser.evaluate("getComputedStyle(document.documentElement).fontSize"), "24px");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_edition_for_old_readers_needs_no_script() {
    let mut browser = Browser::start();
    browser.allow_scripts(false);
    let start = sample().server.clone();
    browser.open(&format!("{start}index.html"));
    let follow = |browser: &mut Browser, link: &str| {
        let address = browser.evaluate(&format!("document.querySelector(\"{link}\").href"));
        browser.open(address.as_str().expect("a link"));
    };
    follow(&mut browser, "[data-edition]");
    assert_eq!(browser.evaluate("document.documentElement.className"), "elders");
    follow(&mut browser, "a[href$='policies/index.html']");
    follow(&mut browser, ".titles a");
    assert_eq!(browser.evaluate("document.querySelectorAll('.key').length"), 1);
    assert_eq!(browser.evaluate("getComputedStyle(document.body).fontSize"), "24px");
    follow(&mut browser, "a[href$='phones.html']");
    let phones = browser.evaluate("document.querySelectorAll('a[href^=\"tel:\"]').length");
    assert!(phones.as_u64().expect("a number") > 10);
}

/// Opens a page of the site for a reader who has chosen how to read.
fn open(browser: &mut Browser, page: &str, chosen: &str) {
    let address = format!("{}{page}", sample().server);
    browser.resize(WIDTHS[0]);
    browser.open(&address);
    browser.evaluate(&format!("localStorage.setItem('minsheng-reading', '{chosen}')"));
    browser.open(&address);
}
