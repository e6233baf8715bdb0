//! The preview as an editor has it: the real server, a real client, and files that change.

mod support {
    pub mod preview;
    #[path = "mod.rs"]
    mod scratch;
    pub use scratch::Scratch;
}

use support::Scratch;
use support::preview::{Preview, wait};

const NEWS: &str = "---\n标题：街头宣传日\n日期：2026-10-24\n来源：镇民生办\n标签：宣传月\n---\n\n发放资料七百余份。\n";

fn site() -> Scratch {
    Scratch::new()
        .write("content/news/_index.md", "---\n标题：工作动态\n栏目类型：news\n---\n")
        .write("content/news/a.md", NEWS)
        .write("content/news/b.md", NEWS.replace("街头宣传日", "入户走访").replace("10-24", "11-2"))
}

/// A published page as the preview would show it, without its script.
fn bare(page: &str) -> String {
    let Some(start) = page.find("<script src=\"/_preview/client.js\"") else {
        return page.to_owned();
    };
    let end = start + page[start..].find("</script>\n").expect("its end") + "</script>\n".len();
    format!("{}{}", &page[..start], &page[end..])
}

#[test]
fn every_page_is_what_a_build_would_publish() {
    let site = Scratch::copy_of("sites/portal").build();
    let preview = Preview::of(site.root(), &[]);
    for (path, bytes) in site.files() {
        let answer = preview.get(&format!("/zxzx/ztzl/msgc/{path}"));
        let answer = if answer.status == 404 { preview.get(&format!("/{path}")) } else { answer };
        assert_eq!(answer.status, 200, "{path}");
        if answer.field("content-type").starts_with("text/html") {
            assert_eq!(bare(&answer.text()), String::from_utf8(bytes).unwrap(), "{path}");
        } else {
            assert_eq!(answer.body, bytes, "{path}");
        }
    }
}

#[test]
fn every_kind_of_edit_is_served() {
    let site = site();
    let preview = Preview::of(site.root(), &[]);
    preview.shows("/news/a.html", "七百余份");
    let site = site.replace("content/news/a.md", "七百余份", "八百余份");
    preview.shows("/news/a.html", "八百余份");
    let site = site.replace("content/news/a.md", "街头宣传日", "街头宣传周");
    preview.shows("/news/", "街头宣传周");
    preview.shows("/", "街头宣传周");
    // A tag's pages come and go.
    let site = site.replace("content/news/a.md", "标签：宣传月", "标签：志愿服务");
    preview.shows("/tags/", "志愿服务");
    preview.answers("/tags/zhiyuanfuwu/", 200);
    // New, renamed, deleted; a deleted page is gone.
    let site = site.write("content/news/c.md", NEWS.replace("街头宣传日", "新来的一篇"));
    preview.shows("/news/", "新来的一篇");
    let site = site.rename("content/news/c.md", "content/news/d.md");
    preview.answers("/news/d.html", 200);
    preview.answers("/news/c.html", 404);
    let site = site.remove("content/news/d.md");
    preview.answers("/news/d.html", 404);
    preview.hides("/news/", "新来的一篇");
    // A whole folder comes, takes another name, and goes.
    let site = site
        .write("content/notices/_index.md", "---\n标题：通知公告\n---\n")
        .write("content/notices/x.md", NEWS.replace("街头宣传日", "停水通知"));
    preview.shows("/notices/", "停水通知");
    let site = site.rename("content/notices", "content/gonggao");
    preview.shows("/gonggao/", "停水通知");
    preview.answers("/notices/", 404);
    let site = site.remove("content/gonggao");
    preview.answers("/gonggao/", 404);
    // Templates, styles, static files and site.toml, where there was no such folder before.
    let site = site.write(
        "themes/default/templates/article.html",
        "{% extends \"default/article.html\" %}{% block content %}自己的模板{% endblock content %}",
    );
    preview.shows("/news/a.html", "自己的模板");
    let site = site.write("themes/default/assets/style.css", "body { color: #123456 }\n");
    wait("the style", || {
        let page = preview.get("/news/a.html").text();
        let at = page.find("assets/style.")?;
        let name = page[at..].split('"').next()?.to_owned();
        preview.get(&format!("/{name}")).text().contains("#123456").then_some(())
    });
    let site = site.write("static/files/a.txt", "一份资料");
    preview.answers("/files/a.txt", 200);
    let site = site.write("site.toml", "title = \"云溪镇民生实事\"\n");
    preview.shows("/", "云溪镇民生实事");
    // Saved by rename, as Word, WPS and vim do.
    let site = site
        .write("content/news/.a.tmp", NEWS.replace("七百余份", "九百余份"))
        .remove("themes")
        .rename("content/news/.a.tmp", "content/news/a.md");
    preview.shows("/news/a.html", "九百余份");
    // A touch without a change does nothing.
    std::thread::sleep(std::time::Duration::from_millis(300));
    let lines = preview.lines();
    let text = std::fs::read_to_string(site.root().join("content/news/a.md")).unwrap();
    let _site = site.write("content/news/a.md", text);
    std::thread::sleep(std::time::Duration::from_millis(500));
    assert_eq!(preview.lines(), lines, "{}", preview.said("http://"));
}

#[test]
fn a_terminal_that_takes_no_more_lines_does_not_stop_it() {
    // So long a name fills a pipe with some two hundred lines.
    let file = format!("content/news/{}.md", "长".repeat(80));
    let text = |number: usize| {
        format!(
            "---\n标题：长\n日期：2026-11-01\n来源：镇民生办\nslug: chang\n---\n\n第{number}次写。\n"
        )
    };
    let mut site = site().write(&file, text(0));
    let preview = Preview::of(site.root(), &[]);
    let _unread = preview.unread();
    for number in 1..400 {
        site = site.write(&file, text(number));
        preview.shows("/news/chang.html", &format!("第{number}次写"));
    }
}

#[test]
fn errors_stand_over_the_last_good_page_and_go_away() {
    let site = site();
    let mut preview = Preview::of(site.root(), &[]);
    preview.shows("/news/a.html", "七百余份");
    let site = site.replace("content/news/a.md", "日期：2026-10-24", "日期：2026年13月1日");
    preview.shows("/_preview/", "MS0103");
    let page = preview.get("/news/a.html");
    assert!(page.status == 200 && page.text().contains("七百余份"), "{page:?}");
    let about = preview.get("/_preview/page.json?page=%2Fnews%2Fa.html").text();
    assert!(about.contains("MS0103") && about.contains("改法"), "{about}");
    let site = site.replace("content/news/a.md", "日期：2026年13月1日", "日期：2026-10-25");
    preview.hides("/_preview/", "MS0103");
    preview.shows("/news/a.html", "2026-10-25");
    // A template that cannot be parsed, and one that fails on a page.
    let path = "themes/default/templates/article.html";
    for broken in ["{% block main %}", "{{ page.nothing.there }}"] {
        let site = site.root().join(path);
        std::fs::create_dir_all(site.parent().unwrap()).unwrap();
        std::fs::write(&site, broken).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(600));
        let page = preview.get("/news/a.html");
        assert!(page.text().contains("七百余份") || page.status == 500, "{broken}: {page:?}");
    }
    let site = site.write(path, "{% extends \"default/article.html\" %}");
    preview.shows("/news/a.html", "七百余份");
    // A dead link, site.toml broken and mended.
    let site = site.replace("content/news/a.md", "七百余份", "[资料](nichtda.md)");
    preview.shows("/_preview/", "MS0201");
    let site = site.replace("content/news/a.md", "[资料](nichtda.md)", "七百余份");
    preview.hides("/_preview/", "MS0201");
    let site = site.write("site.toml", "title = “云溪镇”\n");
    preview.shows("/_preview/", "MS0701");
    assert_eq!(preview.get("/news/a.html").status, 200);
    let _site = site.write("site.toml", "title = \"云溪镇\"\n");
    preview.hides("/_preview/", "MS0701");
    assert!(preview.is_alive());
}

#[test]
fn requests_get_what_the_norm_promises() {
    let site = site().write(
        "site.toml",
        "title = \"云溪镇\"\nbase_url = \"https://www.shili.example/zxzx/msgc/\"\n",
    );
    let preview = Preview::of(site.root(), &[]);
    assert_eq!(preview.get("/").field("location"), "/zxzx/msgc/");
    let page = preview.get("/zxzx/msgc/news/a.html");
    assert_eq!((page.status, page.field("content-type")), (200, "text/html; charset=utf-8"));
    let tag = page.field("etag").to_owned();
    let again = preview.ask("GET", "/zxzx/msgc/news/a.html", &[("If-None-Match", &tag)]);
    assert!(again.status == 304 && again.body.is_empty(), "{again:?}");
    let head = preview.ask("HEAD", "/zxzx/msgc/news/a.html", &[]);
    assert!(head.status == 200 && head.body.is_empty());
    assert_eq!(head.field("content-length"), page.body.len().to_string());
    let part = preview.ask("GET", "/zxzx/msgc/news/a.html", &[("Range", "bytes=0-14")]);
    assert!(part.status == 206 && part.body == page.body[..15], "{part:?}");
    assert_eq!(part.field("content-range"), format!("bytes 0-14/{}", page.body.len()));
    let beyond = preview.ask("GET", "/zxzx/msgc/news/a.html", &[("Range", "bytes=9999999-")]);
    assert_eq!(beyond.status, 416);
    assert_eq!(preview.get("/zxzx/msgc/news").field("location"), "/zxzx/msgc/news/");
    assert_eq!(preview.get("/zxzx/msgc/news/").status, 200);
    let missing = preview.get("/zxzx/msgc/nowhere/at/all.html");
    assert!(missing.status == 404 && missing.text().contains("云溪镇"), "{missing:?}");
    assert_eq!(
        preview.get("/zxzx/msgc/feed.xml").field("content-type"),
        "application/atom+xml; charset=utf-8"
    );
    assert_eq!(preview.ask("POST", "/zxzx/msgc/", &[]).status, 405);
}

#[test]
fn nothing_gets_out_and_nobody_gets_in() {
    let site = site();
    let mut preview = Preview::of(site.root(), &[]);
    for host in ["evil.example", "127.0.0.1.evil.example:80", "localhost.evil.example"] {
        assert_eq!(preview.ask("GET", "/", &[("Host", host)]).status, 403, "{host}");
    }
    assert_eq!(preview.ask("GET", "/", &[("Host", "localhost:1")]).status, 200);
    for path in [
        "/../site.toml",
        "/%2e%2e/site.toml",
        "/..%2fsite.toml",
        "/%252e%252e%252fsite.toml",
        "/..%5csite.toml",
        "/news/../../site.toml",
        "//site.toml",
        "/./site.toml",
        "/site.toml",
        "/content/news/a.md",
        "/.minsheng/seen",
        "/%00",
        "/C:/Windows/win.ini",
    ] {
        let answer = preview.get(path);
        assert!([400, 404].contains(&answer.status), "{path}: {answer:?}");
        assert!(!answer.text().contains("title ="), "{path}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n", "a".repeat(1 << 20));
    assert!(![200, 302].contains(&preview.send(long.as_bytes()).status));
    assert_ne!(preview.send(b"\x16\x03\x01 nonsense \r\n\r\n").status, 200);
    assert!(preview.is_alive());
    assert_eq!(preview.get("/").status, 200);
}

#[test]
fn a_taken_port_gives_way_to_the_next_and_ctrl_c_ends_well() {
    let site = site();
    let first = Preview::of(site.root(), &[]);
    let second = Preview::of(site.root(), &["--port", &first.port().to_string()]);
    assert_ne!(first.port(), second.port());
    second.said("已被占用");
    #[cfg(unix)]
    assert!(second.interrupt());
}

#[test]
fn polling_serves_edits_too() {
    let site = site();
    let preview = Preview::of(site.root(), &["--poll"]);
    preview.said("每秒查看一次");
    let _site = site.replace("content/news/a.md", "七百余份", "八百余份");
    preview.shows("/news/a.html", "八百余份");
}

#[test]
fn drafts_are_shown_to_who_asks_for_them() {
    let site = site().write("content/news/d.md", NEWS.replace("来源", "草稿：是\n来源"));
    let preview = Preview::of(site.root(), &[]);
    assert_eq!(preview.get("/news/d.html").status, 404);
    preview.shows("/_preview/", "content/news/d.md");
    let preview = Preview::of(site.root(), &["--drafts"]);
    assert_eq!(preview.get("/news/d.html").status, 200);
    let about = preview.get("/_preview/page.json?page=/news/d.html").text();
    assert!(about.contains("草稿"), "{about}");
}

#[test]
fn five_hundred_files_at_once_and_a_folder_that_comes_back() {
    let mut site = site();
    let preview = Preview::of(site.root(), &[]);
    for number in 0..500 {
        let text = NEWS.replace("街头宣传日", &format!("第{number}篇"));
        site = site.write(&format!("content/news/n{number:03}.md"), text);
    }
    preview.answers("/news/n499.html", 200);
    preview.shows("/news/n250.html", "第250篇");
    for number in 0..500 {
        site = site.replace(&format!("content/news/n{number:03}.md"), "七百余份", "另一版");
    }
    preview.shows("/news/n000.html", "另一版");
    preview.shows("/news/n499.html", "另一版");
    let away = site.rename("content", "away");
    preview.said("找不到 content 文件夹");
    preview.shows("/news/a.html", "七百余份");
    let back = away.rename("away", "content").replace("content/news/a.md", "七百余份", "回来了");
    preview.shows("/news/a.html", "回来了");
    let _site = back.replace("content/news/a.md", "回来了", "又改了");
    preview.shows("/news/a.html", "又改了");
}

#[test]
fn a_name_in_other_letters_is_another_name() {
    let site = site().write("content/news/plan.md", NEWS.replace("街头宣传日", "小写的名字"));
    let preview = Preview::of(site.root(), &[]);
    preview.shows("/news/plan.html", "小写的名字");
    let site = site.rename("content/news/plan.md", "content/news/Plan.md");
    preview.shows("/_preview/", "content/news/Plan.md");
    preview.shows("/news/plan.html", "小写的名字");
    let _site = site.replace("content/news/Plan.md", "小写的名字", "大写的名字");
    preview.shows("/news/plan.html", "大写的名字");
}

/// A small drawing, as PNG.
fn picture() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 900, 600);
    encoder.set_color(png::ColorType::Rgb);
    let pixels: Vec<u8> = (0..900 * 600 * 3_u32).map(|at| (at / 7 % 251) as u8).collect();
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

#[test]
fn photos_that_are_still_being_copied_are_waited_for() {
    let site =
        site().write("content/gallery/_index.md", "---\n标题：图看民生\n栏目类型：gallery\n---\n");
    let preview = Preview::of(site.root(), &[]);
    let page = "---\n标题：村道\n日期：2026-11-01\n来源：镇民生办\n---\n";
    let folder = site.root().join("content/gallery/road");
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("index.md"), page).unwrap();
    let bytes = picture();
    for name in ["1.png", "2.png", "3.png"] {
        // As a slow stick is copied: piece by piece.
        let mut written = Vec::new();
        for piece in bytes.chunks(bytes.len() / 8 + 1) {
            written.extend_from_slice(piece);
            std::fs::write(folder.join(name), &written).unwrap();
            std::thread::sleep(std::time::Duration::from_millis(10));
            assert!(
                !preview.get("/_preview/").text().contains("MS0502"),
                "{name} was not waited for"
            );
        }
    }
    preview.shows("/gallery/road.html", "3-400.jpg");
    let photo = preview.get("/gallery/road/3-400.jpg");
    assert_eq!((photo.status, photo.field("content-type")), (200, "image/jpeg"));
    assert!(site.root().join(".minsheng/photos").read_dir().unwrap().count() > 0);
}

#[test]
fn a_request_that_never_ends_is_cut_off() {
    use std::io::{Read as _, Write as _};
    let site = site();
    let preview = Preview::of(site.root(), &[]);
    let mut slow = std::net::TcpStream::connect(("127.0.0.1", preview.port())).unwrap();
    slow.write_all(b"GET / HTTP/1.1\r\nHost: local").unwrap();
    slow.set_read_timeout(Some(std::time::Duration::from_mins(1))).unwrap();
    let mut answer = Vec::new();
    // Either the end or a word that it took too long; an endless wait fails here.
    slow.read_to_end(&mut answer).unwrap();
    assert!(!answer.starts_with(b"HTTP/1.1 200"), "{}", String::from_utf8_lossy(&answer));
}
