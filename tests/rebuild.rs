//! What is written again after an edit, told as a story: neither less than visitors must see, nor
//! more than file sync must copy.

mod support;

use minsheng::asset::extension;
use minsheng::publish::Why;
use support::{Scratch, tests};

/// A small town: two columns, a policy with a tag, two pieces of news, an album of one photo.
fn town() -> Scratch {
    Scratch::new()
        .write("content/news/_index.md", "---\n标题：工作动态\n---\n")
        .write("content/news/a.md", page("旧标题", "2026-10-24", "标签：宣传月\n", "旧的正文。"))
        .write("content/news/b.md", page("另一篇", "2026-10-01", "", "正文。"))
        .write("content/policy/_index.md", "---\n标题：政策解读\n---\n")
        .write(
            "content/policy/c.md",
            page("医保怎么缴", "2025-03-01", "", "见[动态](../news/a.md)。"),
        )
        .write("content/photos/_index.md", "---\n标题：图看民生\n类型：gallery\n---\n")
        .write("content/photos/d/index.md", "---\n标题：街头宣传日\n来源：镇民生办\n照片：\n  - 文件：01.jpg\n    替代文字：横幅\n---\n")
        .write("content/photos/d/01.jpg", photo("01.jpg"))
        .build()
}

fn page(title: &str, date: &str, more: &str, body: &str) -> String {
    format!("---\n标题：{title}\n日期：{date}\n来源：镇民生办\n{more}---\n\n{body}\n")
}

fn photo(name: &str) -> Vec<u8> {
    let folder = tests().join("sites/gallery/content/photos/street-day");
    std::fs::read(folder.join(name)).expect("a photo of a fixture")
}

#[test]
fn a_first_build_writes_everything_and_a_second_nothing() {
    town().wrote_everything().build().wrote(&[]).removed(&[]);
}

#[test]
fn a_new_title_reaches_every_list_that_shows_it() {
    town()
        .replace("content/news/a.md", "旧标题", "新标题")
        .build()
        .wrote(&[
            "date/2026/10/index.html",
            "index.html",
            "news/a.html",
            "news/b.html",
            "news/date/2026/index.html",
            "news/index.html",
            "tags/xuanchuanyue/index.html",
            "zhangzhe/index.html",
        ])
        .shows("news/b.html", "新标题");
}

#[test]
fn an_older_page_leaves_the_names_of_feeds_and_entries_as_they_were() {
    let feed = |site: &Scratch| {
        let text = site.page("news/feed.xml");
        text.split("<id>")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap_or("").to_owned())
            .collect::<Vec<_>>()
    };
    let site =
        town().replace("site.toml", "\n", "\nbase_url = \"https://www.example.cn/\"\n").build();
    let before = feed(&site);
    assert_eq!(before[0], "tag:www.example.cn,2026:/news/index.html");
    let site = site
        .replace("content/news/b.md", "2026-10-01", "2026-10-02")
        .write("content/news/old.md", page("旧闻", "2019-01-01", "", "正文。"))
        .build();
    let after = feed(&site);
    assert_eq!(after[..before.len()], before);
    assert_eq!(after.len(), before.len() + 1);
}

#[test]
fn a_new_end_of_a_long_text_changes_its_page_alone() {
    let start = "这是很长的一段话，摘要只取它的开头。".repeat(12);
    town()
        .write("content/news/a.md", page("旧标题", "2026-10-24", "", &format!("{start}旧的结尾。")))
        .build()
        .replace("content/news/a.md", "旧的结尾", "新的结尾")
        .build()
        .wrote(&["news/a.html"]);
}

#[test]
fn a_new_page_comes_into_its_lists_and_beside_its_neighbour() {
    town()
        .write("content/policy/e.md", page("新政策", "2026-11-01", "", "正文。"))
        .build()
        .wrote(&[
            "date/2025/03/index.html",
            "date/2025/index.html",
            "date/2026/10/index.html",
            "date/2026/11/index.html",
            "date/2026/index.html",
            "date/index.html",
            "index.html",
            "policy/c.html",
            "policy/date/2025/index.html",
            "policy/date/2026/index.html",
            "policy/date/index.html",
            "policy/e.html",
            "policy/index.html",
            "search/index.html",
            "sitemap/index.html",
            "zhangzhe/index.html",
        ])
        .removed(&[]);
}

#[test]
fn a_deleted_page_goes_with_all_that_only_it_had() {
    town().remove("content/photos/d").build().removed(&["photos/d.html", "photos/d/01-400.jpg"]);
}

#[test]
fn a_deleted_page_that_is_linked_to_stops_the_build() {
    let before = town();
    let files = before.files();
    let after = before.remove("content/news/a.md").try_build();
    assert_eq!(after.codes(), ["MS0201", "MS0703"]);
    assert!(after.report().published.is_none() && after.files() == files);
}

#[test]
fn another_tag_moves_the_page_from_one_index_to_the_other() {
    town()
        .replace("content/news/a.md", "宣传月", "入户走访")
        .build()
        .wrote(&["news/a.html", "tags/index.html", "tags/ruhuzoufang/index.html"])
        .removed(&["tags/xuanchuanyue/index.html"]);
}

#[test]
fn a_template_of_the_site_changes_every_page_that_it_can_touch() {
    let site = town()
        .write("themes/yunxi/templates/parts/footer.html", "<footer>甲</footer>")
        .write("site.toml", "title = \"云溪镇民生工程\"\ntheme = \"yunxi\"\n")
        .build()
        .replace("themes/yunxi/templates/parts/footer.html", "甲", "乙")
        .build();
    let pages: Vec<String> =
        site.paths().into_iter().filter(|path| extension(path) == "html").collect();
    site.wrote(&pages.iter().map(String::as_str).collect::<Vec<_>>());
}

#[test]
fn a_template_that_draws_the_same_writes_nothing() {
    town()
        .write("themes/yunxi/templates/parts/footer.html", "<footer>甲</footer>")
        .write("site.toml", "title = \"云溪镇民生工程\"\ntheme = \"yunxi\"\n")
        .build()
        .write("themes/yunxi/templates/parts/footer.html", "<footer>甲</footer>{# 说明 #}")
        .build()
        .wrote(&[]);
}

#[test]
fn a_new_style_has_a_new_name_on_every_page() {
    let site = town()
        .write("themes/yunxi/assets/style.css", "body { color: black }")
        .write("site.toml", "title = \"云溪镇民生工程\"\ntheme = \"yunxi\"\n")
        .build();
    let style = |site: &Scratch| {
        site.paths().into_iter().find(|path| extension(path) == "css").expect("a style")
    };
    let old = style(&site);
    let site = site.write("themes/yunxi/assets/style.css", "body { color: navy }").build();
    let new = style(&site);
    assert_ne!(old, new);
    site.shows("news/a.html", &new).hides("news/a.html", &old).removed(&[old.as_str()]);
}

#[test]
fn a_replaced_photo_is_made_anew() {
    let site = town().write("content/photos/d/01.jpg", photo("02.jpg")).build();
    assert_eq!(site.report().published.as_ref().expect("published").photos, 1);
    // Its size changed too, so that the pages that show it do.
    site.wrote(&["index.html", "photos/d.html", "photos/d/01-400.jpg", "photos/index.html"]);
}

#[test]
fn a_touch_without_a_change_writes_nothing() {
    let site = town().an_hour_later().build().wrote(&[]).build().wrote(&[]);
    let times = site.times();
    let site = site.touch("content/news/a.md").touch("content/photos/d/01.jpg").build().wrote(&[]);
    assert_eq!(site.times(), times);
}

#[test]
fn an_edit_right_after_a_build_is_never_missed() {
    let mut site = town();
    for number in 0..5 {
        // The same length within the same tick of a coarse clock.
        let old =
            if number == 0 { "旧标题".to_owned() } else { format!("标题{}", number - 1) };
        let new = format!("标题{number}");
        site = site.replace("content/news/a.md", &old, &new).build().shows("news/a.html", &new);
    }
}

#[test]
fn a_renamed_page_leaves_its_address_to_an_alias() {
    town()
        .remove("content/policy/c.md")
        .build()
        .rename("content/news/a.md", "content/news/xin.md")
        .build()
        .removed(&["news/a.html"])
        .replace("content/news/xin.md", "来源", "旧网址：/news/a.html\n来源")
        .build()
        .wrote(&["news/a.html"])
        .shows("news/a.html", "url=../news/xin.html");
}

#[test]
fn a_finished_draft_appears_and_may_go_back() {
    let site =
        town().write("content/news/e.md", page("草稿", "2026-11-01", "草稿：是\n", "正文。"));
    let site = site.build().wrote(&[]).replace("content/news/e.md", "草稿：是", "草稿：否").build();
    assert_eq!(site.written()["news/e.html"], Why::New);
    site.replace("content/news/e.md", "草稿：否", "草稿：是")
        .build()
        .removed(&["date/2026/11/index.html", "news/e.html"]);
}

#[test]
fn a_broken_draft_hides_no_other() {
    let site = town()
        .write("content/news/_index.md", "---\n标题：工作动态\n类型：news\n---\n")
        .write(
            "content/news/e.md",
            "---\n标题：还没有日期\n来源：镇民生办\n草稿：是\n---\n\n正文。\n",
        )
        .write(
            "content/news/f.md",
            "---\n日期：2026-11-01\n来源：镇民生办\n草稿：是\n---\n\n正文。\n",
        )
        .write(
            "content/news/g.md",
            page("第三稿", "2026-11-01", "草稿：是\n", "见[下一篇](h.md)。"),
        )
        .write(
            "content/news/i/index.md",
            page("第四稿", "2026-11-01", "草稿：是\n", "![图](1.heic)"),
        )
        .write("content/news/i/1.heic", "\0\0\0\u{18}ftypheic\0\0\0\0mif1heic");
    let site = site.build().publish_to("public-drafts").with_drafts().build();
    assert_eq!(site.codes(), ["MS0104", "MS0109", "MS0201", "MS0501", "MS0703"]);
    let site = site.shows("news/index.html", "第三稿").shows("news/index.html", "第四稿");
    assert!(!site.paths().contains(&"news/e.html".to_owned()));
    let site = site.replace("content/news/b.md", "2026-10-01", "2026年13月1日").try_build();
    assert!(site.report().published.is_none(), "a page that is no draft has to be mended");
    let site = site
        .replace("content/news/b.md", "2026年13月1日", "2026-10-01")
        .replace("content/news/_index.md", "类型", "草稿：是\n类型")
        .replace("content/news/e.md", "草稿：是\n", "")
        .build();
    assert_eq!(site.codes(), ["MS0104", "MS0109", "MS0201", "MS0501", "MS0703"]);
}

#[test]
fn days_pass_and_pages_come_and_go() {
    let more = "发布时间：2026-12-01\n下线时间：2026-12-05\n";
    let site = town().write("content/policy/e.md", page("限时", "2026-12-01", more, "正文。"));
    let site = site.build().wrote(&[]);
    assert_eq!(site.report().agenda.next_build, "2026-12-01".parse().ok());
    let site = site.on("2026-11-30").build().wrote(&[]).on("2026-12-01").build();
    assert_eq!(site.written()["policy/e.html"], Why::New);
    assert_eq!(site.report().agenda.next_build, "2026-12-05".parse().ok());
    let site = site.on("2026-12-04").build().wrote(&[]).on("2026-12-05").build();
    let gone = ["date/2026/12/index.html", "policy/date/2026/index.html", "policy/e.html"];
    let site = site.removed(&gone);
    assert_eq!(site.report().agenda.next_build, None);
}

#[test]
fn validity_runs_out_where_it_stands() {
    let more = "有效期至：2026-12-01\n";
    let site =
        town().write("content/policy/c.md", page("医保怎么缴", "2025-03-01", more, "正文。"));
    site.build()
        .on("2026-12-01")
        .build()
        .wrote(&[])
        .on("2026-12-02")
        .build()
        .wrote(&["policy/c.html", "policy/index.html"])
        .shows("policy/c.html", "已过有效期");
}

#[test]
fn a_file_disturbed_by_hand_is_put_right() {
    let site = town();
    let before = site.files();
    let site = site.write("public/news/a.html", "改坏了").remove("public/index.html").build();
    assert_eq!(site.written()["news/a.html"], Why::Disturbed);
    assert!(site.files() == before);
    site.wrote(&["index.html", "news/a.html"]);
}

#[test]
fn a_removed_output_comes_back_whole() {
    let site = town();
    let before = site.files();
    let site = site.remove("public").build().wrote_everything();
    assert!(site.files() == before);
}

#[test]
fn a_foreign_folder_is_refused_and_left_alone() {
    let site = Scratch::new()
        .write("content/a.md", page("甲", "2026-10-01", "", "正文。"))
        .write("public/照片.jpg", "别人的")
        .try_build();
    assert_eq!(site.codes(), ["MS0801", "MS0703"]);
    assert_eq!(site.paths(), ["照片.jpg"]);
}

#[test]
fn files_of_others_in_the_output_are_never_removed() {
    town()
        .write("public/news/别人的.txt", "别人的")
        .remove("content/policy")
        .remove("content/news")
        .build()
        .shows("news/别人的.txt", "别人的")
        .remove("content/photos")
        .build()
        .shows("news/别人的.txt", "别人的");
}

#[test]
fn an_error_leaves_the_published_site_as_it_was() {
    let site = town();
    let (files, times) = (site.files(), site.times());
    let site = site
        .replace("content/news/a.md", "旧标题", "新标题")
        .replace("content/news/b.md", "2026-10-01", "2026年13月1日")
        .try_build();
    assert_eq!(site.codes(), ["MS0103", "MS0703"]);
    assert!(site.files() == files && site.times() == times);
    site.replace("content/news/b.md", "2026年13月1日", "2026-10-01")
        .build()
        .shows("news/index.html", "新标题");
}

#[test]
fn a_template_that_fails_while_it_renders_leaves_the_published_site_as_it_was() {
    let site = town()
        .write("themes/yunxi/templates/news.html", "{% extends \"article.html\" %}")
        .write("site.toml", "title = \"云溪镇民生工程\"\ntheme = \"yunxi\"\n")
        .build();
    let (files, times) = (site.files(), site.times());
    let site = site
        .write("themes/yunxi/templates/article.html", "{{ page.nothing }}")
        .write("content/news/e.md", page("新的一篇", "2026-11-01", "", "正文。"))
        .try_build();
    assert_eq!(site.codes(), ["MS0601", "MS0703"]);
    assert!(site.files() == files && site.times() == times);
    let left_over = support::everything(&site.output());
    assert!(!left_over.iter().any(|name| name.ends_with("-tmp")), "{left_over:?}");
    site.remove("themes/yunxi/templates/article.html").build().shows("index.html", "新的一篇");
}

#[test]
fn a_file_may_become_a_folder_and_a_folder_a_file() {
    town()
        .write("static/biao", "甲")
        .build()
        .remove("static/biao")
        .write("static/biao/yi.txt", "乙")
        .build()
        .shows("biao/yi.txt", "乙")
        .remove("static/biao")
        .write("static/biao", "丙")
        .build()
        .shows("biao", "丙")
        .removed(&["biao/yi.txt"]);
}

#[test]
fn a_file_stays_until_the_folder_in_its_place_is_ready() {
    let site = town()
        .write("site.toml", "title = \"云溪镇民生工程\"\ntheme = \"yunxi\"\n")
        .write("themes/yunxi/templates/article.html", "{% extends \"default/article.html\" %}")
        .write("static/biao", "甲")
        .build();
    let (files, times) = (site.files(), site.times());
    let site = site
        .remove("static/biao")
        .write("static/biao/li/yi.txt", "乙")
        .write("themes/yunxi/templates/article.html", "{{ page.nothing }}")
        .try_build();
    assert_eq!(site.codes(), ["MS0601", "MS0703"]);
    assert!(site.files() == files && site.times() == times);
    let left_over = support::everything(&site.output());
    assert!(!left_over.iter().any(|name| name.ends_with("-tmp")), "{left_over:?}");
    site.remove("themes/yunxi/templates/article.html")
        .build()
        .shows("biao/li/yi.txt", "乙")
        .removed(&["biao"]);
}

#[test]
fn a_lost_or_damaged_cache_changes_nothing() {
    let site = town();
    let (files, times) = (site.files(), site.times());
    let site = site.remove(".minsheng").build().wrote(&[]);
    assert!(site.files() == files && site.times() == times);
    let cache = support::everything(&site.root().join(".minsheng"));
    assert!(cache.len() > 3, "the cache has files: {cache:?}");
    let damaged = |site: Scratch, damage: &dyn Fn(&mut Vec<u8>)| {
        let mut site = site;
        for name in &cache {
            let path = format!(".minsheng/{name}");
            let mut bytes = std::fs::read(site.root().join(&path)).unwrap_or_default();
            damage(&mut bytes);
            site = site.write(&path, bytes);
        }
        site
    };
    let site = damaged(site, &|bytes| bytes.truncate(bytes.len() / 2)).build();
    assert!(site.files() == files && site.times() == times);
    let flip = |bytes: &mut Vec<u8>| {
        let middle = bytes.len() / 2;
        if let Some(byte) = bytes.get_mut(middle) {
            *byte ^= 1;
        }
    };
    let site = damaged(site, &flip).remove("public").build();
    assert!(site.files() == files);
}

#[test]
fn an_edited_site_equals_one_built_from_nothing() {
    let edits = |site: Scratch| {
        site.replace("content/news/a.md", "旧标题", "新标题")
            .write("content/policy/e.md", page("新政策", "2026-11-01", "", "正文。"))
            .remove("content/photos/d")
    };
    let at_once = edits(town()).build();
    let from_nothing = edits(town()).remove("public").remove(".minsheng").build();
    assert!(at_once.files() == from_nothing.files());
}

#[test]
fn a_file_that_no_build_made_is_never_written_over() {
    const PAGE: &str = "---\n标题：乙\n来源：镇民生办\n---\n\n正文。\n";
    let site = Scratch::new().write("content/a.md", PAGE).build();
    let (before, page) = (site.files(), site.files()["a.html"].clone());
    let site = site.write("public/s.html", "mine").write("content/s.md", PAGE).try_build();
    assert_eq!(site.codes()[0], "MS0801", "{}", site.messages());
    assert!(site.messages().contains("`s.html`"), "{}", site.messages());
    let mut after = site.files();
    assert_eq!(after.remove("s.html").as_deref(), Some(&b"mine"[..]));
    assert!(after == before, "the published site is as it was");

    // The very bytes that would be written may have come by hand; from now on they are ours.
    let wanted = site.remove("public/s.html").build().files()["s.html"].clone();
    assert_ne!(wanted, page);
    let site = Scratch::new().write("content/a.md", PAGE).build();
    let site = site.write("public/s.html", wanted).write("content/s.md", PAGE).build();
    assert!(!site.written().contains_key("s.html"));
    site.remove("content/s.md").build().removed(&["s.html"]);
}

#[test]
fn a_build_without_a_change_touches_no_file_at_all() {
    let times = |site: &Scratch| -> Vec<_> {
        let files = walkdir::WalkDir::new(site.output()).into_iter().flatten();
        let files = files.filter(|entry| entry.file_type().is_file());
        files
            .map(|file| (file.path().to_owned(), file.metadata().unwrap().modified().unwrap()))
            .collect()
    };
    // The sources are so fresh that all of them are read again.
    let site = town();
    let before = times(&site);
    assert!(before.iter().any(|(path, _)| path.ends_with(".minsheng-lock")));
    std::thread::sleep(std::time::Duration::from_millis(20));
    assert_eq!(times(&site.build()), before);
}
