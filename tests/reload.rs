//! The preview in a real browser: a page that changes by itself, keeps its place, and shows what to
//! mend.

mod support {
    pub mod preview;
    #[path = "mod.rs"]
    mod scratch;
    pub use scratch::Scratch;
}

#[path = "support/browser.rs"]
mod chromium;

use chromium::Browser;
use support::Scratch;
use support::preview::Preview;

/// A text that is longer than a screen.
fn news(said: &str) -> String {
    let lines = "一段很长的话，说的是村里的路。\n\n".repeat(80);
    format!("---\n标题：街头宣传日\n日期：2026-10-24\n来源：镇民生办\n---\n\n{lines}{said}\n")
}

fn site() -> Scratch {
    Scratch::new()
        .write("content/news/_index.md", "---\n标题：工作动态\n栏目类型：news\n---\n")
        .write("content/news/a.md", news("第一稿。"))
        .write("content/news/b.md", news("另一篇。").replace("街头宣传日", "入户走访"))
}

const OVER: &str = "document.querySelector('minsheng-preview')?.shadowRoot?.querySelector('.over')";

#[test]
fn an_open_page_follows_its_own_edits_and_keeps_its_place() {
    let site = site();
    let preview = Preview::of(site.root(), &[]);
    let mut browser = Browser::start();
    browser.open(&preview.address("/news/a.html"));
    browser.wait_until("document.querySelector('minsheng-preview') !== null");
    browser.evaluate("scrollTo(0, 700); window.mine = true");
    let site = site.replace("content/news/a.md", "第一稿。", "第二稿。");
    browser.wait_until("document.body?.textContent.includes('第二稿。')");
    browser.wait_until("Math.abs(scrollY - 700) < 2");
    // Another page's edit is none of this page's business, and neither is a touch.
    browser.evaluate("window.mine = true");
    let site = site.replace("content/news/b.md", "另一篇。", "另一篇改了。");
    preview.shows("/news/b.html", "另一篇改了。");
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(browser.evaluate("window.mine"), true);
    // Another style is put on without loading the page again.
    let _site = site.write("themes/default/assets/style.css", "body { color: rgb(1, 2, 3) }\n");
    browser.wait_until("getComputedStyle(document.body).color === 'rgb(1, 2, 3)'");
    assert_eq!(browser.evaluate("window.mine"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn errors_cover_the_page_until_they_are_mended() {
    let site = site();
    let preview = Preview::of(site.root(), &[]);
    let mut browser = Browser::start();
    browser.open(&preview.address("/news/a.html"));
    browser.wait_until("document.querySelector('minsheng-preview') !== null");
    let site = site.replace("content/news/a.md", "2026-10-24", "2026年13月1日");
    browser.wait_until(&format!("({OVER}) && ({OVER})?.textContent.includes('MS0103')"));
    assert_eq!(browser.evaluate(&format!("({OVER})?.textContent.includes('改法')")), true);
    assert_eq!(browser.evaluate("document.body?.textContent.includes('第一稿。')"), true);
    let site = site.replace("content/news/a.md", "2026年13月1日", "2026-10-25");
    browser.wait_until("document.body?.textContent.includes('2026-10-25')");
    browser.wait_until(&format!("document.querySelector('minsheng-preview') && !({OVER})"));
    // Escape puts it away; the bar still tells.
    let site = site.replace("content/news/a.md", "第一稿。", "[没有的](nowhere.md)");
    browser.wait_until(&format!("({OVER}) && ({OVER})?.textContent.includes('MS0201')"));
    browser.press("Escape");
    browser.wait_until(&format!("!({OVER})"));
    let bar = "document.querySelector('minsheng-preview')?.shadowRoot?.querySelector('.bar')";
    assert_eq!(
        browser.evaluate(&format!("({bar})?.textContent.includes('content/news/a.md')")),
        true
    );
    let _site = site.replace("content/news/a.md", "[没有的](nowhere.md)", "好了。");
    browser.wait_until("document.body?.textContent.includes('好了。')");
}

#[test]
fn a_page_comes_back_when_the_server_does() {
    let site = site();
    let preview = Preview::of(site.root(), &[]);
    let port = preview.port().to_string();
    let mut browser = Browser::start();
    browser.open(&preview.address("/news/a.html"));
    browser.wait_until("document.querySelector('minsheng-preview') !== null");
    drop(preview);
    let site = site.replace("content/news/a.md", "第一稿。", "停机时改的。");
    let _again = Preview::of(site.root(), &["--port", &port]);
    browser.wait_until("document.body?.textContent.includes('停机时改的。')");
}
