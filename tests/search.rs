//! Searching: the published index read as the browser reads it, what an edit rewrites of it, and
//! the search page in a real Chromium.

mod support;

#[path = "support/browser.rs"]
mod chromium;
#[path = "support/sample.rs"]
mod sample;
#[path = "support/searcher.rs"]
mod searcher;

use std::collections::BTreeSet;

use chromium::Browser;
use sample::sample;
use searcher::Searcher;
use support::Scratch;
use support::random::Random;

/// Few characters, so that pairs repeat and evidence has a chance to err; marks, capitals, full
/// width and Traditional among them, and one beyond the first plane.
const CHARACTERS: &[char] = &[
    '医', '療', '疗', '保', '险', '镇', '鎮', '民', '生', '补', '贴', 'A', 'b', 'Ｃ', '１', '2',
    '𠮷', '，', '。', ' ', '、', '（', '）',
];

#[test]
fn every_substring_is_found() {
    let mut random = Random::new(1);
    let mut text = |length| -> String { (0..length).map(|_| random.pick(CHARACTERS)).collect() };
    let mut site = Scratch::new().write("content/news/_index.md", "---\n标题：工作动态\n---\n");
    for number in 0..90 {
        let (title, body) = (text(8), text(number * 4 + 10));
        let page = format!(
            "---\ntitle: 文{title}\ndate: 2026-{}-01\nsource: 甲\n---\n\n文{body}\n\n**二**{}\n",
            number % 9 + 1,
            text(30)
        );
        site = site.write(&format!("content/news/{number}.md"), page);
    }
    let searcher = Searcher::of(&site.build().output());
    let (mut random, mut asked, mut wrong) = (Random::new(2), 0, 0);
    while asked < 500 {
        let page = random.pick(&searcher.order);
        let [title, initials, _, _, text] = &searcher.pages[&page];
        let from: Vec<char> = random.pick(&[title, initials, text, text, text]).chars().collect();
        let start = random.below(from.len());
        let length = 2 + random.below(7);
        let query: String = from.iter().skip(start).take(length).collect();
        if query.chars().all(|c| !c.is_alphanumeric()) {
            continue;
        }
        let found = searcher.find(&query);
        assert!(found.contains(&page), "{query} of {:?}", searcher.pages[&page]);
        for &other in &searcher.order {
            let holds = searcher.holds(other, &query);
            assert!(!holds || found.contains(&other), "{query} is in {other} too");
            wrong += usize::from(!holds && found.contains(&other));
        }
        asked += 1;
    }
    // Evidence is worth its bytes only if it seldom errs, even among so few characters.
    assert!(wrong < asked * 3, "{wrong} pages too many for {asked} queries");
}

fn page(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("---\n标题：{title}\n日期：{date}\n来源：镇民生办\n{more}---\n\n{body}\n")
}

/// Enough pages for many shards, each with a text of its own.
fn town() -> Scratch {
    let mut site = Scratch::new().write("content/news/_index.md", "---\n标题：工作动态\n---\n");
    let characters: Vec<char> = ('\u{4E00}'..'\u{5200}').collect();
    let mut random = Random::new(3);
    for number in 0..60 {
        let body: String = (0..3000)
            .map(|at| if at % 12 == 11 { '，' } else { random.pick(&characters) })
            .collect();
        let name = format!("content/news/{number:02}.md");
        site =
            site.write(&name, page("动态", &format!("2026-01-{:02}", number % 28 + 1), "", &body));
    }
    site.write(
        "content/news/a.md",
        page("甲", "2026-02-01", "", "开头的话。镇里补贴农机。末尾的话。"),
    )
}

/// How many files of a kind the last build wrote below `search/`.
fn wrote(site: &Scratch, kind: &str) -> usize {
    let start = format!("search/{kind}");
    site.written().keys().filter(|path| path.starts_with(&start)).count()
}

#[test]
fn an_edit_rewrites_the_shards_that_it_touches() {
    let site = town().build();
    assert_eq!(wrote(&site, "i/"), 64);
    let site = site.replace("content/news/a.md", "补贴农机", "补助农机").build();
    // 补 and 贴 and 助, three pairs before and after.
    assert!((1..=8).contains(&wrote(&site, "i/")), "{:#?}", site.written());
    assert_eq!((wrote(&site, "t/"), wrote(&site, "head")), (1, 0));
    // What is put in at the beginning moves the rest, and says nothing new of it.
    let site = site.replace("content/news/a.md", "开头的话。", "开头的话。新。").build();
    assert_eq!((wrote(&site, "i/"), wrote(&site, "t/")), (1, 1));
}

#[test]
fn a_new_title_rewrites_the_shards_of_its_words() {
    let site = town().build();
    let site = site.replace("content/news/a.md", "标题：甲", "标题：甲乙").build();
    // 甲 as the initial j, 乙, its initial y, and two pairs.
    assert!((1..=6).contains(&wrote(&site, "i/")), "{:#?}", site.written());
    assert_eq!((wrote(&site, "t/"), wrote(&site, "head")), (1, 0));
}

#[test]
fn a_page_that_comes_or_goes_leaves_the_numbers_of_the_others() {
    let mut site = town().build();
    let (all, mut alone) = (wrote(&site, "i/"), 0);
    for turn in 0..12 {
        let before = Searcher::of(&site.output()).numbers();
        let name = format!("new-{turn}");
        // Older than all others, among them, and newer.
        let date = ["2025-01-01", "2026-01-15", "2026-03-01"][turn % 3];
        let new = page("新题", date, "", "新的一篇，大家来看。");
        site = site.write(&format!("content/news/{name}.md"), new).build();
        let searcher = Searcher::of(&site.output());
        let moved: BTreeSet<String> = before
            .iter()
            .filter(|(path, number)| searcher.numbers()[*path] != **number)
            .map(|(path, _)| path.clone())
            .chain([format!("news/{name}.html")])
            .collect();
        let touched: BTreeSet<String> =
            moved.iter().flat_map(|path| searcher.shards_of(searcher.numbers()[path])).collect();
        let written = |site: &Scratch| -> BTreeSet<String> {
            let paths = site.written().keys().filter(|path| path.starts_with("search/i/"));
            paths.cloned().collect()
        };
        assert!(written(&site).is_subset(&touched), "{moved:?}");
        if moved.len() == 1 {
            alone += 1;
            assert!(touched.len() * 2 < all, "{} of {all}", touched.len());
            assert_eq!(written(&site), touched);
            assert_eq!((wrote(&site, "t/"), wrote(&site, "head")), (1, 1));
        }
        site = site.remove(&format!("content/news/{name}.md")).build();
        assert!(written(&site).is_subset(&touched), "{moved:?}");
        assert_eq!(Searcher::of(&site.output()).numbers(), before);
    }
    // Nearly half of the numbers are in use here, so some pages meet.
    assert!(alone >= 6, "{alone} of 12 moved no other page");
}

#[test]
fn what_is_not_published_is_not_found() {
    let site = Scratch::new()
        .write("content/news/_index.md", "---\n标题：工作动态\n---\n")
        .write("content/news/a.md", page("甲", "2026-02-01", "", "公开的话。"))
        .write("content/news/b.md", page("乙草", "2026-02-02", "草稿：是\n", "草稿里的话。"))
        .write(
            "content/news/c.md",
            page("丙后", "2026-02-03", "发布时间：2027-01-01\n", "以后的话。"),
        )
        .write(
            "content/news/d.md",
            page("丁前", "2026-02-04", "下线时间：2026-03-01\n", "下线的话。"),
        )
        .build();
    let searcher = Searcher::of(&site.output());
    assert_eq!(searcher.find("公开").len(), 1);
    for (path, bytes) in site.files() {
        let text = String::from_utf8_lossy(&bytes);
        for word in ["乙草", "草稿里", "丙后", "以后的", "丁前", "下线的"] {
            assert!(!text.contains(word), "{path} has {word}");
        }
    }
    assert!(["草稿", "以后", "下线"].iter().all(|word| searcher.find(word).is_empty()));
}

#[test]
fn captions_summaries_and_numbers_of_documents_are_found() {
    let album = "---\n标题：街头\n日期：2026-02-01\n来源：镇民生办\n照片：\n  - 文件：01.jpg\n    \
        替代文字：横幅\n    说明：宣传员讲解医保\n---\n";
    let photo = std::fs::read(
        support::tests().join("sites/gallery/content").join(
            support::files(&support::tests().join("sites/gallery/content"))
                .into_keys()
                .find(|path| minsheng::asset::extension(path) == "jpg")
                .expect("a photo"),
        ),
    );
    let site = Scratch::new()
        .write("content/g/_index.md", "---\n标题：图看民生\n类型：gallery\n---\n")
        .write("content/g/a/index.md", album)
        .write("content/g/a/01.jpg", photo.expect("a photo"))
        .build();
    let searcher = Searcher::of(&site.output());
    for query in ["讲解医保", "横幅", "jt"] {
        assert_eq!(searcher.find(query).len(), 1, "{query}");
    }
    let site = Scratch::new()
        .write("content/d/_index.md", "---\n标题：政策文件\n类型：document\n---\n")
        .write(
            "content/d/a.md",
            page("通知", "2026-02-01", "摘要：一句话概括\n文号：云政〔2026〕5号\n", "正文。"),
        )
        .build();
    let searcher = Searcher::of(&site.output());
    for query in ["云政〔2026〕5号", "一句话", "tz", "正文 概括"] {
        assert_eq!(searcher.find(query).len(), 1, "{query}");
    }
    assert_eq!(searcher.find("正文 没有").len(), 0);
}

#[test]
fn searching_can_be_switched_off() {
    let site = Scratch::new()
        .write("site.toml", "title = \"云溪镇民生工程\"\n\n[search]\nenabled = false\n")
        .write("content/news/_index.md", "---\n标题：工作动态\n---\n")
        .build();
    assert!(site.paths().iter().all(|path| !path.starts_with("search/")), "{:#?}", site.paths());
    site.hides("index.html", "search");
}

/// Waits until the results of what is in the box are there.
fn settle(browser: &mut Browser) {
    browser.wait_until(
        "document.querySelector('.search-results').getAttribute('aria-busy') === 'false' && \
         document.querySelector('.search-status').textContent !== ''",
    );
}

/// Types into the box, as a keyboard or a Chinese input method does, in place of what is there.
fn type_in(browser: &mut Browser, text: &str) {
    browser.evaluate(
        "(() => { let box = document.querySelector('#search-query'); box.focus(); box.select(); \
         document.querySelector('.search-status').textContent = '' })()",
    );
    browser.call("Input.insertText", &serde_json::json!({ "text": text }));
    settle(browser);
}

fn titles(browser: &mut Browser) -> Vec<String> {
    let all = "Array.from(document.querySelectorAll('.search-results h2')).map(e => e.textContent)";
    serde_json::from_value(browser.evaluate(all)).expect("titles")
}

#[test]
fn a_resident_searches_by_keyboard() {
    for start in [&sample().server, &sample().files] {
        let mut browser = Browser::start();
        // From any page the plain form leads to the search page with the query.
        browser.open(&format!("{start}notices/index.html"));
        browser.evaluate("document.querySelector('.search-box input').focus()");
        browser.call("Input.insertText", &serde_json::json!({ "text": "危房改造" }));
        browser.press("Enter");
        browser.wait_until("!!document.querySelector('.search-results mark')");
        assert_eq!(browser.evaluate("document.querySelector('#search-query').value"), "危房改造");
        let marked = "Array.from(document.querySelectorAll('.search-results li')).every(li => \
            li.querySelector('mark').textContent === '危房改造')";
        assert_eq!(browser.evaluate(marked), true);

        // Traditional characters, full width and capitals, and the initials of a title.
        type_in(&mut browser, "危房改造");
        let expected = titles(&mut browser);
        type_in(&mut browser, "危房　改造");
        assert!(!expected.is_empty() && titles(&mut browser).contains(&expected[0]));
        type_in(&mut browser, "醫療");
        let traditional = titles(&mut browser);
        type_in(&mut browser, "医疗");
        assert!(!traditional.is_empty() && traditional == titles(&mut browser));
        type_in(&mut browser, "２０２６年");
        let wide = titles(&mut browser);
        type_in(&mut browser, "2026年");
        assert!(wide.len() == 10 && wide == titles(&mut browser));
        type_in(&mut browser, "KNXS");
        assert_eq!(
            browser.evaluate("document.querySelector('.search-results mark').textContent"),
            "困难学生"
        );

        // The focus stays where one types, until an arrow moves it; Escape leads back.
        assert_eq!(browser.evaluate("document.activeElement.id"), "search-query");
        browser.press("ArrowDown");
        assert_eq!(
            browser.evaluate("document.activeElement.matches('.search-results h2 a')"),
            true
        );
        browser.press("Escape");
        assert_eq!(browser.evaluate("document.activeElement.id"), "search-query");
        browser.press("ArrowDown");
        let target = browser.evaluate("document.activeElement.href");
        browser.press("Enter");
        browser.wait_until(&format!(
            "location.href === {target} && document.readyState === 'complete'"
        ));
        assert_eq!(browser.complaints(), [""; 0], "{start}");
    }
}

#[test]
fn results_are_filtered_and_the_address_is_shared() {
    for start in [&sample().server, &sample().files] {
        let mut browser = Browser::start();
        browser.resize(360);
        browser.open(&format!("{start}search/index.html"));
        type_in(&mut browser, "2026");
        let counts = "Array.from(document.querySelectorAll('.search-filters select')).map(select => \
            Array.from(select.options).map(o => [o.value, Number(o.textContent.match(/（(\\d+)）/)[1])]))";
        let counts: Vec<Vec<(String, usize)>> =
            serde_json::from_value(browser.evaluate(counts)).expect("counts");
        let [columns, categories, years] = &counts[..] else { panic!("three filters: {counts:?}") };
        for filter in [columns, categories, years] {
            assert!(filter.len() > 1 && filter[0].1 > 10, "{filter:?}");
        }
        let (column, in_column) =
            columns.iter().find(|(path, _)| path == "policy").expect("policy");
        browser.evaluate(&format!(
            "(() => {{ let select = document.querySelector('select[name=column]'); \
             select.value = '{column}'; document.querySelector('.search-status').textContent = ''; \
             select.dispatchEvent(new Event('change', {{ bubbles: true }})) }})()"
        ));
        settle(&mut browser);
        let status = browser.evaluate("document.querySelector('.search-status').textContent");
        assert!(status.as_str().expect("text").contains(&format!(" {in_column} 篇")), "{status}");
        let expected = titles(&mut browser);
        let address = browser.evaluate("location.href");
        let address = address.as_str().expect("an address").to_owned();
        assert!(address.contains("q=2026") && address.contains("column=policy"), "{address}");

        // Somebody else opens it; a page of results more is there at a press.
        let mut other = Browser::start();
        other.open("about:blank");
        other.open(&address);
        settle(&mut other);
        assert_eq!(titles(&mut other), expected);
        type_in(&mut other, "的");
        let before = titles(&mut other).len();
        let more = "document.querySelector('.search-more').hidden";
        if before == 10 && other.evaluate(more) == false {
            other.evaluate("document.querySelector('.search-more button').click()");
            other.wait_until("document.querySelectorAll('.search-results li').length > 10");
        }
        assert_eq!(other.complaints(), [""; 0]);
        let elsewhere = other.requests().into_iter().find(|asked| !asked.starts_with(start));
        assert_eq!(elsewhere, None);
    }
}

#[test]
fn a_query_without_results_leads_on() {
    let mut browser = Browser::start();
    browser.open(&format!("{}search/index.html", sample().files));
    type_in(&mut browser, "量子计算机");
    assert!(titles(&mut browser).is_empty());
    let status = browser.evaluate("document.querySelector('.search-status').textContent");
    assert!(status.as_str().expect("text").starts_with("没有找到“量子计算机”"), "{status}");
    // Words that no page has together lead to the nearest ones.
    type_in(&mut browser, "困难学生怎么资助");
    assert!(!titles(&mut browser).is_empty());
    assert_eq!(browser.complaints(), [""; 0]);
}

#[test]
fn without_a_script_the_page_shows_the_other_ways() {
    let mut browser = Browser::start();
    browser.allow_scripts(false);
    browser.open(&format!("{}search/index.html?q=医保", sample().server));
    let shown = |what: &str| format!("document.querySelector('{what}').checkVisibility()");
    assert_eq!(browser.evaluate(&shown(".search-note")), true);
    for path in
        ["policy/index.html", "date/index.html", "categories/index.html", "sitemap/index.html"]
    {
        assert_eq!(
            browser.evaluate(&shown(&format!("main a[href=\"../{path}\"]"))),
            true,
            "{path}"
        );
    }
    assert_eq!(browser.evaluate(&shown(".search-filters")), false);
}
