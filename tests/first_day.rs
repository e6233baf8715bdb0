//! A clerk's first day, as the handbook tells it, with the program itself.

mod support;

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

#[test]
fn a_new_site_takes_a_document_in_every_column() {
    let desk = tempfile::tempdir().expect("a folder");
    assert!(say(desk.path(), &["init", "云溪镇"], "").contains("新网站在 `云溪镇`"));
    let site = desk.path().join("云溪镇");
    assert!(say(&site, &["build"], "").contains("生成完毕：1 篇文章"));

    let (mut columns, mut drafts, mut hints) = (0, Vec::new(), Vec::new());
    for entry in std::fs::read_dir(site.join("content")).expect("the columns").flatten() {
        let Ok(about) = std::fs::read_to_string(entry.path().join("_index.md")) else { continue };
        let title = about.lines().find_map(|line| line.strip_prefix("标题：")).expect("a name");
        columns += 1;
        let told = say(&site, &["new", title, &format!("试写一篇{title}")], "");
        let path = told.lines().find_map(|line| line.strip_prefix("新文章在 ")).expect("a path");
        let text = file_text(&site, path);
        let lines = text.split("---\n").nth(1).expect("front matter").lines();
        // A hint stands on a line of its own, so that it is never part of a value.
        for line in lines.clone().filter(|line| !line.starts_with('#')) {
            assert!(!line.contains('#'), "{path}: {line}");
        }
        drafts.push((path.to_owned(), text.clone()));
        hints.extend(lines.filter_map(|line| line.strip_prefix("# ")).map(str::to_owned));
    }
    assert_eq!(columns, 14);
    let told = say(&site, &["build"], "");
    assert!(told.contains("生成完毕：1 篇文章") && told.contains("草稿 14 篇"), "{told}");

    for (path, text) in drafts {
        let text =
            text.replace("草稿：是", "草稿：否").replace("\n日期：\n", "\n日期：2026-11-10\n");
        std::fs::write(site.join(path), text).expect("the file is written");
    }
    // Short hints are words that any page may hold.
    hints.retain(|hint| hint.chars().count() > 8);
    assert!(hints.len() > 100, "{hints:?}");
    let told = say(&site, &["build", "--today", "2026-11-24"], "");
    assert!(told.contains("生成完毕：15 篇文章"), "{told}");
    let published = support::files(&site.join("public"));
    for hint in hints {
        let shown =
            published.iter().find(|(_, bytes)| String::from_utf8_lossy(bytes).contains(&hint));
        assert!(shown.is_none(), "{hint} is published in {:?}", shown.map(|(path, _)| path));
    }
}

#[test]
fn a_new_site_shows_what_goes_where() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let site = desk.path().join("云溪镇");
    say(&site, &["build"], "");
    let home = file_text(&site, "public/index.html");
    for entry in std::fs::read_dir(site.join("content")).expect("the columns").flatten() {
        let Ok(about) = std::fs::read_to_string(entry.path().join("_index.md")) else { continue };
        let said = |key| about.lines().find_map(|line| line.strip_prefix(key)).expect("a line");
        let link = format!(
            "<a href=\"{}/index.html\">{}</a>",
            entry.file_name().to_string_lossy(),
            said("标题：")
        );
        assert_eq!(home.matches(&link).count(), 2, "in the navigation and as a card: {link}");
        assert!(home.contains(&format!("<p>{}</p>", said("说明："))), "{link}");
    }

    let text = "---\n标题：推进会\n日期：2026-11-10\n来源：镇民生办\n---\n\n正文。\n";
    std::fs::write(site.join("content/news/a.md"), text).expect("the file is written");
    say(&site, &["build", "--today", "2026-11-24"], "");
    let home = file_text(&site, "public/index.html");
    assert!(home.contains("news/index.html") && !home.contains("gallery/index.html"), "{home}");
}

#[test]
fn new_asks_for_what_it_was_not_told() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let site = desk.path().join("云溪镇");
    let told = say(&site, &["new"], "4\n云溪镇召开民生工程推进会\n");
    assert!(told.contains("4  工作动态（news）"), "{told}");
    let path = "content/news/yunxizhenzhaokaiminshenggongchengtuijinhui.md";
    assert!(told.contains(path), "{told}");

    let file = site.join(path);
    let text = std::fs::read_to_string(&file).expect("the new file");
    let text = text
        .replace("\n日期：\n", "\n日期：2026年11月10日\n")
        .replace("\n来源：\n", "\n来源：镇民生办\n")
        .replace("\n草稿：是\n", "\n草稿：否\n")
        .replace("\n地点：\n", "\n地点：镇政府三楼会议室\n");
    std::fs::write(&file, text).expect("the file is written");
    let told = say(&site, &["build", "--today", "2026-11-24"], "");
    assert!(told.contains("栏目“工作动态”快到期，最迟在 2026-11-24 更新"), "{told}");
    let page = file_text(&site, "public/news/yunxizhenzhaokaiminshenggongchengtuijinhui.html");
    assert!(page.contains("<dd>镇政府三楼会议室</dd>"), "{page}");

    let said = run(&site, &["new"], "\n");
    assert_eq!(said.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&said.stderr).starts_with("没有写栏目"));
}

#[test]
fn whatever_the_title_the_site_still_builds() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let site = desk.path().join("云溪镇");
    let titles = ["index", "date", "page", "{{ x }}", "null", "a # b"];
    for column in ["notices", "gallery"] {
        for title in titles {
            let told = say(&site, &["new", column, title], "");
            let path = told.lines().find_map(|line| line.strip_prefix("新文章在 "));
            let path = site.join(path.expect("a path"));
            let text = std::fs::read_to_string(&path).expect("the new file");
            let text =
                text.replace("草稿：是", "草稿：否").replace("\n日期：\n", "\n日期：2026-11-10\n");
            std::fs::write(path, text).expect("the file is written");
        }
    }
    let told = say(&site, &["build", "--today", "2026-11-24"], "");
    assert!(told.contains("生成完毕：13 篇文章"), "{told}");
}

#[test]
fn new_says_that_nobody_answered() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let said = run(&desk.path().join("云溪镇"), &["new"], "");
    assert_eq!(said.status.code(), Some(2));
    let told = String::from_utf8_lossy(&said.stderr);
    assert!(told.contains("没有人回答") && told.contains("minsheng new 栏目"), "{told}");
}

#[test]
fn the_handbook_quotes_what_the_bare_program_says() {
    let install = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/handbook/install.md");
    let install = std::fs::read_to_string(install).expect("the page");
    assert!(install.contains(&say(Path::new("."), &[], "")));
}

/// What the two files do that a clerk double-clicks, as the handbook describes it.
#[test]
fn the_files_to_click_build_and_open() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let site = desk.path().join("云溪镇");
    let (build, preview) = (file_text(&site, "生成.bat"), file_text(&site, "预览.bat"));
    assert!(build.contains("\r\nminsheng build\r\n") && build.contains("%~dp0.."));
    assert!(preview.contains("\r\nminsheng serve --open --drafts\r\n"));
}

#[test]
fn a_copy_of_a_template_is_ready_to_be_changed_and_is_never_written_over() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let site = desk.path().join("云溪镇");
    let told = say(&site, &["theme", "eject"], "");
    assert!(told.contains("templates/parts/footer.html") && told.contains("assets/style.css"));
    let told = say(&site, &["theme", "eject", "templates\\parts\\footer.html"], "");
    assert!(told.contains("themes/default/templates/parts/footer.html"), "{told}");
    let copy = site.join("themes/default/templates/parts/footer.html");
    let text = std::fs::read_to_string(&copy).expect("the copy");
    std::fs::write(&copy, format!("{text}<p>新加的一行</p>")).expect("the copy is changed");
    say(&site, &["build"], "");
    assert!(file_text(&site, "public/index.html").contains("<p>新加的一行</p>"));
    let again = run(&site, &["theme", "eject", "templates/parts/footer.html"], "");
    assert_eq!(again.status.code(), Some(1));
    assert!(std::fs::read_to_string(&copy).expect("the copy").contains("新加的一行"));
    let slip = run(&site, &["theme", "eject", "templates/hom.html"], "");
    assert_eq!(slip.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&slip.stderr).contains("是不是 `templates/home.html`"));
}

#[test]
fn what_the_system_refuses_is_told_in_chinese() {
    let desk = tempfile::tempdir().expect("a folder");
    say(desk.path(), &["init", "云溪镇"], "");
    let site = desk.path().join("云溪镇");
    let mut cases = vec![
        (&["init", "site.toml/x"][..], "路径中有一段是文件"),
        (&["build", "--changes", "nodir/x.txt"], "文件夹不存在"),
        (&["build", "--changes", "content"], "那里有同名的文件夹"),
        (&["build", "--output", "site.toml"], "路径中有一段是文件"),
    ];
    // Linux has a folder in which nobody may write anything, not even its administrator.
    if cfg!(target_os = "linux") {
        cases.push((&["init", "/proc/x"], "/proc/x"));
    }
    for (words, reason) in cases {
        let said = run(&site, words, "");
        let told = [said.stdout, said.stderr].concat();
        let told = String::from_utf8_lossy(&told);
        assert_eq!(said.status.code(), Some(1), "{words:?}: {told}");
        assert!(told.contains(reason) && !told.contains("os error"), "{words:?}: {told}");
    }
}

/// Runs the program, which must succeed; returns what it said.
fn say(folder: &Path, words: &[&str], typed: &str) -> String {
    let said = run(folder, words, typed);
    let told = String::from_utf8(said.stdout).expect("UTF-8");
    assert!(said.status.success(), "{words:?}: {told}{}", String::from_utf8_lossy(&said.stderr));
    told
}

fn run(folder: &Path, words: &[&str], typed: &str) -> Output {
    let mut program = Command::new(env!("CARGO_BIN_EXE_minsheng"))
        .args(words)
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let mut input = program.stdin.take().expect("its input");
    // A program that asks nothing may be gone before it is told anything.
    let _ = input.write_all(typed.as_bytes());
    drop(input);
    program.wait_with_output().expect("the program ends")
}

fn file_text(site: &Path, path: &str) -> String {
    std::fs::read_to_string(site.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}
