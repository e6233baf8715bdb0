//! How each type of page looks on a phone, at a desk and on paper: pictures kept in `tests/screens/`,
//! which the handbook shows, compared with the pages as they are now.
//!
//! After a change of the look that is wanted: `MINSHENG_BLESS=1 cargo test --test screens`. It takes
//! anew what differs or is missing, and nothing else, so that noise makes no change of a file.

mod support;

#[path = "support/browser.rs"]
mod chromium;
#[path = "support/likeness.rs"]
mod likeness;
#[path = "support/sample.rs"]
mod sample;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use chromium::Browser;
use likeness::{Picture, difference, marked};
use sample::unstrained;

/// One page of every type: the name of its pictures, where it is, what the reader has chosen.
const PAGES: [(&str, &str, &str); 23] = [
    ("home", "index.html", "{}"),
    ("column", "policy/index.html", "{}"),
    ("news", "news/2026-11-10-donghe-ruhu.html", "{}"),
    ("article", "stations/2026-09-shiqiao.html", "{}"),
    ("document", "documents/2026-shishi-fangan.html", "{}"),
    ("policy", "policy/kunnan-xuesheng-zizhu.html", "{}"),
    ("albums", "gallery/index.html", "{}"),
    ("gallery", "gallery/street-day.html", "{}"),
    ("year", "date/2026/index.html", "{}"),
    ("month", "date/2026/10/index.html", "{}"),
    ("categories", "categories/index.html", "{}"),
    ("term", "categories/yanglaofuwu/index.html", "{}"),
    ("village", "villages/liutangcun/index.html", "{}"),
    ("department", "departments/renshesuo/index.html", "{}"),
    ("search", "search/index.html?q=%E9%AB%98%E9%BE%84%E6%B4%A5%E8%B4%B4", "{}"),
    ("sitemap", "sitemap/index.html", "{}"),
    ("missing", "404.html", "{}"),
    ("elders-home", "zhangzhe/index.html", "{}"),
    ("elders-policies", "zhangzhe/policies/index.html", "{}"),
    ("elders-phones", "zhangzhe/phones.html", "{}"),
    ("elders-policy", "zhangzhe/policy/kunnan-xuesheng-zizhu.html", "{}"),
    ("contrast", "policy/kunnan-xuesheng-zizhu.html", "{\"contrast\": true}"),
    ("large-print", "news/2026-11-10-donghe-ruhu.html", "{\"elders\": true}"),
];

/// The media, as the names of pictures end.
const MEDIA: [&str; 3] = ["360", "1280", "a4"];

/// The first screens of a page show its type; below them lists only go on.
const TALLEST: u32 = 1800;

/// A sheet of A4 at 92 dots an inch, fine enough to read.
const SHEET: (u32, u32) = (760, 1075);

#[test]
fn phones_show_each_page_as_kept() {
    look_at_all(MEDIA[0], |browser, page, chosen| {
        browser.resize(360);
        open(browser, page, chosen);
        browser.picture(TALLEST)
    });
}

#[test]
fn desks_show_each_page_as_kept() {
    look_at_all(MEDIA[1], |browser, page, chosen| {
        browser.resize(1280);
        open(browser, page, chosen);
        browser.picture(TALLEST)
    });
}

#[test]
fn paper_shows_each_page_as_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let (paper, drawn) = (folder.path().join("sheet.pdf"), folder.path().join("sheet.png"));
    look_at_all(MEDIA[2], |browser, page, chosen| {
        browser.resize(1280);
        open(browser, page, chosen);
        std::fs::write(&paper, browser.print_sheets("1")).expect("a file");
        draw(&paper, &drawn);
        // The browser makes the drawing as small as the pictures of the screen.
        browser.resize_to(SHEET.0, SHEET.1);
        browser.open(&format!("file://{}", drawn.display()));
        browser.settle();
        browser.picture(SHEET.1)
    });
}

/// Draws a printed sheet as it comes out of the printer, with its breaks and without grounds.
fn draw(paper: &Path, drawn: &Path) {
    let size = |option: &str, length: u32| [option.to_owned(), length.to_string()];
    let done = Command::new("pdftoppm")
        .args(["-png", "-singlefile"])
        .args(size("-scale-to-x", SHEET.0).into_iter().chain(size("-scale-to-y", SHEET.1)))
        .args([paper, &drawn.with_extension("")])
        .status()
        .expect("pdftoppm is missing. On Debian and Ubuntu: apt-get install poppler-utils");
    assert!(done.success(), "pdftoppm: {done}");
}

/// Compares all pages in a medium with their pictures; `take` makes a new one of a page.
fn look_at_all(medium: &str, mut take: impl FnMut(&mut Browser, &str, &str) -> Vec<u8>) {
    let mut browser = Browser::start_for_pictures();
    let mut faults = Vec::new();
    for (name, page, chosen) in PAGES {
        let found = take(&mut browser, page, chosen);
        let name = format!("{name}-{medium}");
        for old in ["new.webp", "difference.png"] {
            let _ = std::fs::remove_file(told().join(format!("{name}.{old}")));
        }
        let Some(fault) = fault(&name, &found) else { continue };
        if support::blessing() {
            std::fs::write(file_of(&name), found).expect("a file");
        } else {
            std::fs::write(told().join(format!("{name}.new.webp")), found).expect("a file");
            faults.push(fault);
        }
    }
    assert!(
        faults.is_empty(),
        "{}\nLook at NAME.new.webp and NAME.difference.png in {}. If the pages shall look like \
         that: MINSHENG_BLESS=1 cargo test --test screens",
        faults.join("\n"),
        told().display()
    );
}

/// How a picture differs from the one that is kept, if it does; where, is drawn.
fn fault(name: &str, found: &[u8]) -> Option<String> {
    let Ok(wanted) = std::fs::read(file_of(name)) else {
        return Some(format!("{name}: there is no picture of it"));
    };
    if wanted == found {
        return None;
    }
    let (wanted, found) = (Picture::from_webp(&wanted), Picture::from_webp(found));
    let fault = difference(&wanted, &found)?;
    let drawn = told().join(format!("{name}.difference.png"));
    std::fs::write(drawn, marked(&wanted, &found).to_png()).expect("a file");
    Some(format!("{name}: {fault}"))
}

/// Opens a page for a reader who has chosen how to read, and for no other after it.
fn open(browser: &mut Browser, page: &str, chosen: &str) {
    let address = format!("{}{page}", unstrained().server);
    // What a page before has made the browser remember must not show here.
    browser.open(&format!("{}robots.txt", unstrained().server));
    browser.evaluate(&format!("localStorage.setItem('minsheng-reading', '{chosen}')"));
    browser.open(&address);
    if page.contains("?q=") {
        browser.wait_until(
            "document.querySelectorAll('.search-results li').length > 9 && \
             document.querySelector('.search-status').textContent.includes('找到')",
        );
    }
    browser.settle();
}

#[test]
fn a_change_of_the_look_is_noticed() {
    if support::blessing() {
        // The picture that it compares with is being taken.
        return;
    }
    let wanted = std::fs::read(file_of("policy-360")).expect("a picture");
    let wanted = Picture::from_webp(&wanted);
    let mut browser = Browser::start_for_pictures();
    browser.resize(360);
    for (change, is_noticed) in [
        ("0", false),
        ("document.styleSheets[0].disabled = true", true),
        ("document.querySelector('.site-header').remove()", true),
        ("document.querySelector('.key').style.translate = '0 8px'", true),
        ("document.querySelector('.key').style.translate = '8px 0'", true),
        ("document.querySelector('.menu summary').style.background = '#0c5480'", true),
        ("document.querySelector('.summary').style.background = '#fff'", true),
        ("document.querySelector('.page-head h1').style.fontWeight = '400'", true),
        ("document.querySelector('.steps').style.visibility = 'hidden'", true),
    ] {
        open(&mut browser, "policy/kunnan-xuesheng-zizhu.html", "{}");
        browser.evaluate(change);
        browser.settle();
        let found = Picture::from_webp(&browser.picture(TALLEST));
        let said = difference(&wanted, &found);
        assert_eq!(said.is_some(), is_noticed, "{change}: {said:?}");
    }
}

#[test]
fn every_picture_belongs_to_a_page_and_the_handbook_shows_it() {
    let names =
        PAGES.iter().flat_map(|page| MEDIA.map(|medium| format!("{}-{medium}.webp", page.0)));
    let wanted: BTreeSet<String> = names.collect();
    let entries = std::fs::read_dir(kept()).expect("the pictures").flatten();
    let there = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let left_over: Vec<String> = there.filter(|name| !wanted.contains(name)).collect();
    if support::blessing() {
        for name in left_over {
            std::fs::remove_file(kept().join(name)).expect("a file that can go");
        }
        return;
    }
    assert!(left_over.is_empty(), "no page is called so: {left_over:?}");
    let handbook = support::tests().join("../docs/handbook/looks.md");
    let handbook = std::fs::read_to_string(handbook).expect("the page of the handbook");
    for name in wanted {
        assert!(
            handbook.contains(&format!("](../../tests/screens/{name})")),
            "{name} is not shown"
        );
    }
}

/// The folder of the pictures.
fn kept() -> PathBuf {
    let folder = support::tests().join("screens");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}

fn file_of(name: &str) -> PathBuf {
    kept().join(format!("{name}.webp"))
}

/// Where what differs is drawn.
fn told() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("screens");
    std::fs::create_dir_all(&folder).expect("a folder");
    folder
}
