//! What a clerk reads when something is wrong, to the letter, caret included.
//!
//! Each folder of `problems/` is a site; building it prints its `expected.txt`. What a folder
//! cannot show is made by a function below, and prints a file of `problems/made/`. Every rule must
//! come up in one of them. `MINSHENG_BLESS=1 cargo test --test problems` writes down what is
//! printed now, to be read as a clerk would before it is committed.

mod support;

use std::collections::BTreeSet;
use std::process::Command;

use minsheng::diagnostic::{RULES, counted};
use minsheng::privacy;
use support::{Scratch, cases, compare_text, copy, tests};

/// The site of a case that does not care for `site.toml`.
const CONFIG: &str = "title = \"云溪镇民生工程\"\nbase_url = \"https://www.example.cn/msgc/\"\n";

/// The folder of what is printed for sites that no folder can hold.
const MADE: &str = "made";

/// A page without any problem.
const FINE: &str = "---\n标题：甲\n来源：镇民生办\n---\n\n正文。\n";

/// Makes a site and builds it.
type Maker = fn() -> Scratch;

/// Sites that no folder can hold, with the name of what they print.
const MAKERS: &[(&str, Maker)] = &[
    ("names-windows-refuses", names_windows_refuses),
    ("names-that-differ-in-case", names_that_differ_in_case),
    ("links-out-of-the-site", links_out_of_the_site),
    ("no-site", no_site),
    ("no-content", no_content),
    ("foreign-output", foreign_output),
    ("foreign-file", foreign_file),
    ("blocked-output", blocked_output),
    ("blocked-by-nothing", blocked_by_nothing),
    ("damaged-record", damaged_record),
    ("busy-output", busy_output),
    ("output-inside", output_inside),
    ("output-around", output_around),
];

#[test]
fn every_problem_reads_as_expected() {
    let mut differences = Vec::new();
    for case in folders() {
        let printed = screen(&case_of(&case).try_build());
        let file = tests().join("problems").join(&case).join("expected.txt");
        differences.extend(compare_text(&file, &printed).map(|line| format!("{case}: {line}")));
    }
    assert!(differences.is_empty(), "MINSHENG_BLESS=1 accepts:\n{}", differences.join("\n"));
}

#[test]
fn every_made_problem_reads_as_expected() {
    let mut differences = Vec::new();
    for (name, make) in MAKERS {
        // Other systems do not allow what these sites are made of.
        if cfg!(not(unix)) && (name.starts_with("names-") || name.starts_with("links-")) {
            continue;
        }
        let printed = screen(&make());
        let file = tests().join("problems").join(MADE).join(format!("{name}.txt"));
        differences.extend(compare_text(&file, &printed));
    }
    assert!(differences.is_empty(), "MINSHENG_BLESS=1 accepts:\n{}", differences.join("\n"));
}

#[test]
fn every_rule_has_a_case() {
    let printed: String = folders()
        .iter()
        .map(|case| tests().join("problems").join(case).join("expected.txt"))
        .chain(
            MAKERS
                .iter()
                .map(|(name, _)| tests().join("problems").join(MADE).join(format!("{name}.txt"))),
        )
        .map(|file| {
            std::fs::read_to_string(&file).unwrap_or_else(|_| panic!("no {}", file.display()))
        })
        .collect();
    let missing: Vec<&str> = RULES
        .iter()
        .filter(|rule| {
            !printed.contains(&format!("{} {}：{}", rule.level.name(), rule.code, rule.title))
        })
        .map(|rule| rule.code)
        .collect();
    assert!(missing.is_empty(), "no case shows {missing:?}");
}

#[test]
fn no_file_is_left_over_among_the_made_problems() {
    let expected: BTreeSet<String> = MAKERS.iter().map(|(name, _)| format!("{name}.txt")).collect();
    let there: BTreeSet<String> =
        support::files(&tests().join("problems").join(MADE)).into_keys().collect();
    assert_eq!(there, expected);
}

#[test]
fn no_private_number_is_ever_shown() {
    let numbers = [
        "349999195001010017",
        "349999198802290024",
        "13800138000",
        "13900139000",
        "6217000000000000004",
        "6228480000000000000",
        "349999195001010018",
    ];
    for case in folders() {
        let site = case_of(&case);
        for arguments in [&["build", "--explain"][..], &["build", "--json"]] {
            let run = Command::new(env!("CARGO_BIN_EXE_minsheng"))
                .args(arguments)
                .args(["--today", "2026-11-24", "--root"])
                .arg(site.root())
                .output()
                .expect("the program runs");
            let told = [run.stdout, run.stderr].concat();
            let told = String::from_utf8(told).expect("the program writes UTF-8");
            assert!(!told.contains("panicked"), "{case}: {told}");
            for number in numbers {
                assert!(!told.contains(number), "{case} shows {number}:\n{told}");
            }
            let certain = privacy::scan(&told).into_iter().find(|found| found.kind.is_certain());
            assert!(
                certain.is_none(),
                "{case} shows {}:\n{told}",
                certain.map_or("", |found| &told[found.span])
            );
        }
    }
}

#[test]
fn a_mended_site_says_nothing() {
    let site = Scratch::new().write("site.toml", CONFIG).write("content/a.md", FINE).build();
    assert_eq!(screen(&site), "");
}

fn names_windows_refuses() -> Scratch {
    ready()
        .write("content/con.md", FINE)
        .write("content/怎么办?.md", FINE)
        .write("content/尾点.", "")
        .try_build()
}

fn names_that_differ_in_case() -> Scratch {
    // What is in the first of two folders is looked at all the same.
    ready()
        .write("content/yibao.md", FINE)
        .write("content/Yibao.md", FINE)
        .write("content/News/con.md", FINE)
        .write("content/news/nul.md", FINE)
        .try_build()
}

fn links_out_of_the_site() -> Scratch {
    let site = ready().write("content/news/a.md", FINE);
    let elsewhere = tempfile::tempdir().expect("a folder outside");
    #[cfg(unix)]
    {
        let link = |target: &std::path::Path, name: &str| {
            std::os::unix::fs::symlink(target, site.root().join(name)).expect("a link");
        };
        link(elsewhere.path(), "content/outside");
        link(&site.root().join("content"), "content/round");
        link(&site.root().join("content"), "content/news/again");
        link(site.root(), "content/news/above");
        link(&site.root().join("nowhere"), "content/nowhere");
    }
    site.try_build()
}

fn no_site() -> Scratch {
    ready().remove("site.toml").try_build()
}

fn no_content() -> Scratch {
    ready().remove("content").try_build()
}

fn foreign_output() -> Scratch {
    ready().write("public/别人的文件.html", "").try_build()
}

fn foreign_file() -> Scratch {
    ready().build().write("public/b.html", "我的").write("content/b.md", FINE).try_build()
}

fn blocked_output() -> Scratch {
    ready().build().remove("public/a.html").write("public/a.html/别人的文件.txt", "").try_build()
}

fn blocked_by_nothing() -> Scratch {
    let site = ready().build().remove("public/a.html");
    std::fs::create_dir(site.output().join("a.html")).expect("an empty folder");
    site.try_build()
}

fn damaged_record() -> Scratch {
    ready().build().write("public/.minsheng-ledger", "minsheng ledger 1\n\0\0\0").try_build()
}

fn busy_output() -> Scratch {
    let site = ready().build();
    let lock = std::fs::File::open(site.output().join(".minsheng-lock")).expect("the lock");
    lock.try_lock().expect("no one else holds the lock");
    site.try_build()
}

fn output_inside() -> Scratch {
    ready().publish_to("content/public").try_build()
}

fn output_around() -> Scratch {
    ready().publish_to("").try_build()
}

fn ready() -> Scratch {
    Scratch::new().write("site.toml", CONFIG).write("content/a.md", FINE)
}

fn folders() -> Vec<String> {
    cases("problems").into_iter().filter(|case| case != MADE).collect()
}

fn case_of(case: &str) -> Scratch {
    let site = Scratch::new().write("site.toml", CONFIG);
    copy(&tests().join("problems").join(case), site.root());
    site
}

/// What stands on the screen, the scratch folder's own path taken out.
fn screen(site: &Scratch) -> String {
    let root = site.root().canonicalize().expect("the site's folder");
    counted(&site.report().problems)
        .replace(&*root.to_string_lossy(), "〔站点〕")
        .replace(&*site.root().to_string_lossy(), "〔站点〕")
}
