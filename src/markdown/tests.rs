//! Whole pages and the rules of writing.

use std::fmt::Write as _;

use super::{NoteKind, Options, Rendered, Target, TargetKind, render};

/// A page whose slots show their target.
pub(super) fn html(text: &str) -> String {
    filled(&page(text))
}

/// The same for a pasted text.
pub(super) fn pasted(text: &str) -> String {
    filled(&render(text, &Options { pasted: true, lead: 300 }))
}

/// The rendered page.
pub(super) fn page(text: &str) -> Rendered {
    render(text, &Options { pasted: false, lead: 300 })
}

fn filled(page: &Rendered) -> String {
    page.body.fill(|Target { kind, url, title, alt, .. }, out| match kind {
        TargetKind::Link => write!(out, " href=\"{url}{title}\"").unwrap(),
        TargetKind::Image => write!(out, "[{alt}|{url}{title}]").unwrap(),
    })
}

#[test]
fn links_and_images_are_slots_that_know_their_place() {
    let text = "看*“此”*，[甲*“乙”*](a%20b.md \"题\")和![图\n*“片”*](图/1.jpg)。";
    let page = page(text);
    let targets: Vec<_> = page.body.targets().collect();
    assert_eq!(&text[targets[0].span.clone()], "[甲*“乙”*](a%20b.md \"题\")");
    assert_eq!((targets[0].url.as_str(), targets[0].title.as_str()), ("a%20b.md", "题"));
    assert_eq!(&text[targets[1].span.clone()], "![图\n*“片”*](图/1.jpg)");
    assert_eq!((targets[1].kind, targets[1].alt.as_str()), (TargetKind::Image, "图“片”"));
    assert_eq!(page.body.fill(|_, _| {}), "<p>看<em>“此”</em>，<a>甲<em>“乙”</em></a>和。</p>\n");
}

#[test]
fn an_address_in_the_text_of_a_link_is_text() {
    assert_eq!(
        html("[写信到<a@b.cn>，*快*](a.md)，<https://a.cn>"),
        "<p><a href=\"a.md\">写信到a@b.cn，<em>快</em></a>，<a href=\"https://a.cn\">https://a.cn</a></p>\n"
    );
    assert_eq!(html("[甲<a@b.cn>乙](data:x)"), "<p>甲<a href=\"mailto:a@b.cn\">a@b.cn</a>乙</p>\n");
}

#[test]
fn a_bad_scheme_leaves_the_text() {
    let page = page("[点*我*](JavaScript:x) ![图](data:x)");
    assert_eq!(filled(&page), "<p>点<em>我</em> 图</p>\n");
    let urls: Vec<_> = page.notes.iter().map(|note| &note.what).collect();
    assert_eq!(
        urls,
        [
            &NoteKind::BadScheme { url: "JavaScript:x".into() },
            &NoteKind::BadScheme { url: "data:x".into() }
        ]
    );
}

#[test]
fn line_breaks_between_chinese_are_dropped() {
    assert_eq!(
        html("中文\n中文，\n“文”\n**文**\n[文](a)"),
        "<p>中文中文，“文”<strong>文</strong><a href=\"a\">文</a></p>\n"
    );
    assert_eq!(html("中文\nabc\n中文\n3"), "<p>中文\nabc\n中文\n3</p>\n");
    assert_eq!(html("中文\n`代码`\n中文"), "<p>中文<code>代码</code>中文</p>\n");
    assert_eq!(html("中文\n`code`"), "<p>中文\n<code>code</code></p>\n");
    assert_eq!(html("中文\n<u>“文”</u>\n<u>a</u>"), "<p>中文<u>“文”</u>\n<u>a</u></p>\n");
    assert_eq!(html("![图\n片\na\n`图`](a.png)"), "<p>[图片\na\n图|a.png]</p>\n");
    assert_eq!(html("> 甲\n> 乙"), "<blockquote>\n<p>甲乙</p>\n</blockquote>\n");
    assert_eq!(html("甲  \n乙"), "<p>甲<br>\n乙</p>\n");
}

#[test]
fn what_looks_like_a_template_is_text() {
    assert_eq!(html("{{ x }} {% 折扣 %} 若 a<b"), "<p>{{ x }} {% 折扣 %} 若 a&lt;b</p>\n");
}

#[test]
fn a_year_begins_no_list() {
    assert_eq!(html("2026. 这一年"), "<p>2026. 这一年</p>\n");
    assert_eq!(html("- 2026. 这一年"), "<ul>\n<li>2026. 这一年</li>\n</ul>\n");
    assert_eq!(html("1. 一"), "<ol>\n<li>一</li>\n</ol>\n");
    assert_eq!(html("20. 二十"), "<ol start=\"20\">\n<li>二十</li>\n</ol>\n");
}

#[test]
fn ranges_are_no_strikethrough() {
    assert_eq!(
        html("（~5）~10，~~“旧”~~新 `~`"),
        "<p>（~5）~10，<del>“旧”</del>新 <code>~</code></p>\n"
    );
}

#[test]
fn code_is_left_alone() {
    assert_eq!(
        html("`张*三、的**“x”**` `~`"),
        "<p><code>张*三、的**“x”**</code> <code>~</code></p>\n"
    );
    assert_eq!(
        html("```a\n张*三 2026. \u{FDD1}\n```"),
        "<pre><code class=\"language-a\">张*三 2026. \n</code></pre>\n"
    );
}

#[test]
fn tables_scroll_and_have_headers() {
    assert_eq!(
        html("甲\n\n| 名 | 数 |\n|:-:|--:|\n| 张*三 | 1 |"),
        "<p>甲</p>\n<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"表格\">\n<table>\n\
         <thead>\n<tr>\n<th scope=\"col\" class=\"center\">名</th>\n<th scope=\"col\" class=\"right\">数</th>\n</tr>\n</thead>\n\
         <tbody>\n<tr>\n<td class=\"center\">张*三</td>\n<td class=\"right\">1</td>\n</tr>\n</tbody>\n</table>\n</div>\n"
    );
}

#[test]
fn alerts_have_chinese_titles() {
    assert_eq!(
        html("> [!CAUTION]\n> 防溺水"),
        "<div class=\"alert alert-caution\">\n<p class=\"alert-title\">警告</p>\n<p>防溺水</p>\n</div>\n"
    );
}

#[test]
fn tasks_and_definitions() {
    assert_eq!(
        html("- [x] 已\n- 无"),
        "<ul>\n<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"已完成\"> 已</li>\n<li>无</li>\n</ul>\n"
    );
    assert_eq!(html("低保\n: 保障"), "<dl>\n<dt>低保</dt>\n<dd>保障</dd>\n</dl>\n");
}

#[test]
fn the_opening_holds_paragraphs_only() {
    let page = page(
        "# 题\n\n第一段**重**点[^1]\n\n- 甲\n- 乙。\n\n| 表 |\n|---|\n\n```\n码\n```\n\nEnd.\n\n[^1]: 注",
    );
    assert_eq!(page.lead, "第一段重点 甲 乙。End.");
    let short = render("一二三四五。\n\n六七", &Options { pasted: false, lead: 3 });
    assert_eq!(short.lead, "一二三四五。");
}

#[test]
fn words_are_counted_as_wps_does() {
    assert_eq!(page("云溪镇，2026年 COVID-19 a**b**").words, 3 + 1 + 1 + 2 + 1);
    assert_eq!(page("# 一\n\n二\n三 ab\ncd\n\n`e`").words, 3 + 2 + 1);
}

#[test]
fn forbidden_characters_vanish() {
    assert_eq!(html("的**\u{FDD0}“x”**中\u{FDD1}\0"), "<p>的<strong>“x”</strong>中</p>\n");
    let text = "\u{FDD0}中[a](b)";
    assert_eq!(&text[page(text).body.targets().next().map_or(0..0, |t| t.span.clone())], "[a](b)");
}
