//! The list for those who upload by hand: together, the lists hand over everything that was ever
//! published, whatever was built between them.

mod support;

use std::process::Command;

use support::Scratch;

fn town() -> Scratch {
    let page = |title: &str| format!("---\n标题：{title}\n来源：镇民生办\n---\n\n正文。\n");
    Scratch::new()
        .write("content/a.md", page("甲"))
        .write("content/b.md", page("乙"))
        .write("content/c.md", page("丙"))
}

/// Builds with the program itself; returns the list and what was said.
fn list(site: &Scratch, output: &str) -> (String, String) {
    let file = site.root().join("清单.txt");
    let run = Command::new(env!("CARGO_BIN_EXE_minsheng"))
        .args(["build", "--today", "2026-11-24", "--root"])
        .arg(site.root())
        .arg("--output")
        .arg(site.root().join(output))
        .arg("--changes")
        .arg(&file)
        .output()
        .expect("the program runs");
    let said = String::from_utf8(run.stdout).expect("UTF-8");
    assert!(run.status.success(), "{said}");
    (std::fs::read_to_string(file).expect("the list"), said)
}

fn lines(list: &str) -> Vec<&str> {
    list.lines().filter(|line| !line.starts_with('#')).collect()
}

#[test]
fn a_build_between_two_lists_loses_nothing() {
    let site = town();
    let (first, said) = list(&site, "public");
    let mut all: Vec<String> = support::files(&site.output()).into_keys().collect();
    all.sort_by_key(|path| path == "index.html");
    assert_eq!(lines(&first), all.iter().map(|path| format!("+ {path}")).collect::<Vec<_>>());
    assert!(said.contains("没有上一份清单的记录"), "{said}");

    let site = site.replace("content/a.md", "正文", "新的正文").remove("content/b.md").build();
    let site = site.write("content/d.md", "---\n标题：丁\n来源：镇民生办\n---\n\n正文。\n").build();
    let (second, said) = list(&site, "public");
    // The page of c names its neighbours.
    assert_eq!(
        lines(&second),
        [
            "+ d.html",
            "+ a.html",
            "+ c.html",
            "+ search/head.js",
            "+ search/i/0.js",
            "+ search/i/1.js",
            "+ search/t/0.js",
            "+ sitemap/index.html",
            "+ zhangzhe/index.html",
            "+ index.html",
            "- b.html"
        ]
    );
    assert!(said.contains("上传 10 个，删除 1 个"), "{said}");

    let (third, _) = list(&site, "public");
    assert!(lines(&third).is_empty() && third.contains("没有变化"), "{third}");
}

#[test]
fn each_output_folder_has_its_own_lists() {
    let site = town();
    let (first, _) = list(&site, "public");
    let (other, _) = list(&site, "elsewhere");
    assert_eq!(first, other);
    assert!(lines(&list(&site, "public").0).is_empty());
}

#[test]
fn without_the_cache_everything_is_listed_and_said_to_be() {
    let site = town();
    let (first, _) = list(&site, "public");
    let site = site.remove(".minsheng");
    let (again, said) = list(&site, "public");
    assert_eq!(first, again);
    assert!(said.contains("列出了全部文件"), "{said}");
}

#[test]
fn a_site_with_an_error_leaves_the_list_as_it_was() {
    let site = town();
    let (first, _) = list(&site, "public");
    let site = site.replace("content/a.md", "来源", "日期：2026年13月1日\n来源");
    let run = Command::new(env!("CARGO_BIN_EXE_minsheng"))
        .args(["build", "--today", "2026-11-24", "--changes"])
        .arg(site.root().join("清单.txt"))
        .current_dir(site.root())
        .output()
        .expect("the program runs");
    assert_eq!(run.status.code(), Some(1));
    assert_eq!(std::fs::read_to_string(site.root().join("清单.txt")).expect("the list"), first);
}
