//! The rules of the architecture as tests: who may import whom, who may touch the disk, what no
//! file may contain. A rule that should change is changed here, with its reason.

#[path = "tidy/clerks.rs"]
mod clerks;
#[path = "tidy/repository.rs"]
mod repository;

use std::collections::BTreeSet;

use minsheng::asset::extension;
use minsheng::diagnostic::RULES;
use minsheng::page::field::{Field, PHOTO_FIELDS};
use minsheng::page::{Kinds, keys};
use repository::{File, code_of, files, forbid, imported, read, room_of, rooms, rust, sources};

#[test]
fn a_room_imports_only_from_earlier_rooms() {
    let order = rooms();
    let place = |room: &str| order.iter().position(|other| other == room);
    let mut wrong = Vec::new();
    for file in sources() {
        let Some(own) = place(room_of(&file.path)) else { continue };
        for name in imported(&code_of(&file.text)) {
            if place(&name).is_some_and(|other| other > own) {
                wrong.push(format!("{} uses crate::{name}", file.path));
            }
        }
    }
    assert!(wrong.is_empty(), "against the order of lib.rs: {wrong:#?}");
}

#[test]
fn imports_are_seen_through_braces() {
    let code = "use crate::{\n    check::{self, x},\n    plan,\n};\nlet a = crate::cli::run();";
    assert_eq!(imported(code), ["check", "plan", "cli"]);
}

#[test]
fn every_room_stands_in_the_list_of_rooms() {
    let order = rooms();
    let rooms: BTreeSet<String> =
        sources().iter().map(|file| room_of(&file.path).to_owned()).collect();
    let unlisted: Vec<&String> = rooms
        .iter()
        .filter(|room| !["lib", "main"].contains(&room.as_str()) && !order.contains(room))
        .collect();
    assert!(unlisted.is_empty(), "not in lib.rs: {unlisted:?}");
}

#[test]
fn only_a_few_rooms_touch_the_disk() {
    // `source` reads the site, `ledger` and `publish` own the output, `cache` its folder; `build`
    // asks for the times of files and `cli` writes what its commands make.
    let allowed = ["source", "cache", "ledger", "publish", "preview", "build", "cli"];
    let words = [
        "std::fs",
        "fs::",
        "File::",
        "walkdir",
        "tempfile",
        ".exists()",
        ".is_dir()",
        ".is_file()",
        ".canonicalize()",
        ".read_dir()",
        ".metadata()",
    ];
    forbid(&words, |path| allowed.contains(&room_of(path)));
}

#[test]
fn only_the_edges_ask_for_the_time_or_the_surroundings() {
    // `source` notes when it began to list, `live` asks for the day where none is given.
    forbid(&["SystemTime::now", "Instant::now", "Utc::now", "Local::now"], |path| {
        ["source", "cache", "live", "preview", "cli"].contains(&room_of(path))
    });
    forbid(&["std::env::", "std::process", "std::net", "println!", "eprint!", "print!("], |path| {
        // The cache names its temporary files by the process; `main` hands over the arguments.
        ["cache", "preview", "cli", "main"].contains(&room_of(path))
    });
}

#[test]
fn there_is_no_global_state_and_no_map_without_order() {
    forbid(&["static mut", "thread_local!"], |_| false);
    // The built-in theme, the table of readings and searches that are made ready once never change;
    // `main` names the allocator.
    let constant = [
        "src/main.rs",
        "src/theme.rs",
        "src/slug/reading.rs",
        "src/markdown/near.rs",
        "src/markdown/prepare.rs",
    ];
    forbid(&["\nstatic "], |path| constant.contains(&path));
    // These look up and never iterate, or hand the map to a library that asks for one.
    let looked_up = [
        "src/markdown/headings.rs",
        "src/markdown/sanitise.rs",
        "src/site/lookup.rs",
        "src/theme/drawn.rs",
        "src/theme/frame.rs",
        "src/slug/reading.rs",
    ];
    forbid(&["HashMap", "HashSet"], |path| looked_up.contains(&path));
}

#[test]
fn nothing_is_left_unfinished_or_taken_for_granted() {
    let marks = ["todo", "unimplemented", "dbg"].map(|word| format!("{word}!"));
    let notes =
        ["TO", "FIX"].map(|start| format!("{start}{}", if start == "TO" { "DO" } else { "ME" }));
    let ignored = format!("#[{}", "ignore");
    for file in files(
        &["src", "tests", "benches", "docs", "themes", "fuzz"],
        &["rs", "html", "css", "js", "md", "toml"],
    ) {
        for mark in marks.iter().chain(&notes).chain([&ignored]) {
            assert!(!file.text.contains(mark.as_str()), "{} has {mark}", file.path);
        }
    }
    // What cannot fail is said to be so; everything else is told to the editor.
    let reasons = ["eight hours are a possible offset", "plain data always serialises"];
    for file in sources() {
        let code = code_of(&file.text);
        assert!(!code.contains(".unwrap()"), "{} unwraps", file.path);
        assert!(!code.contains("panic!") && !code.contains("unreachable!"), "{} panics", file.path);
        for said in code.split(".expect(\"").skip(1) {
            assert!(reasons.iter().any(|reason| said.starts_with(reason)), "{} expects", file.path);
        }
    }
}

#[test]
fn every_file_says_what_it_is_for() {
    for file in rust() {
        assert!(file.text.starts_with("//! "), "{} does not open with `//!`", file.path);
    }
}

#[test]
fn files_are_short() {
    let mut lengths: Vec<(usize, String)> =
        rust().into_iter().map(|file| (file.text.lines().count(), file.path)).collect();
    lengths.sort();
    let (longest, path) = lengths.last().expect("files");
    assert!(*longest <= 500, "{path} has {longest} lines");
    let (median, _) = &lengths[lengths.len() / 2];
    assert!(*median < 170, "half of the files have {median} lines or more");
    let (most, path) = &lengths[lengths.len() * 9 / 10];
    assert!(*most < 350, "a tenth of the files have {most} lines or more, {path} among them");
}

#[test]
fn no_name_is_a_drawer_for_anything() {
    for file in rust() {
        let name = file.path.to_lowercase();
        for word in
            ["util", concat!("help", "er"), "manager", "context", "handler", "processor", "misc"]
        {
            assert!(!name.contains(word), "{} is named {word}", file.path);
        }
    }
}

#[test]
fn the_theme_loads_nothing_from_elsewhere_and_has_no_inline_style_or_handler() {
    for file in files(&["themes/default"], &["html", "css", "js"]) {
        let File { path, text } = file;
        for word in ["http://", "https://", "=\"//", "url(//", "@import", "javascript:", "eval("] {
            assert!(!text.contains(word), "{path} has {word}");
        }
        if extension(&path) == "html" {
            for tag in text.split('<').skip(1).filter_map(|rest| rest.split('>').next()) {
                for attribute in tag.split_whitespace().filter_map(|word| word.split_once('=')) {
                    let name = attribute.0;
                    assert!(name != "style", "{path} has an inline style: <{tag}>");
                    assert!(!name.starts_with("on"), "{path} has a handler: <{tag}>");
                }
            }
            assert!(!text.contains("<style") && !text.contains("<iframe"), "{path}");
            let scripts = text.matches("<script").count();
            // What search engines are told is data, and never runs.
            let data = text.matches("<script type=\"application/ld+json\">").count();
            let ours = text.matches("<script src=\"{{ root }}").count();
            assert_eq!(scripts, ours + data, "{path}: a script");
        }
        if extension(&path) == "js" {
            for word in [
                ".style.",
                ".style=",
                "cssText",
                "innerHTML",
                "setAttribute(\"style\"",
                "fetch(\"http",
            ] {
                assert!(!text.contains(word), "{path} has {word}");
            }
        }
    }
}

#[test]
fn the_program_knows_no_host_but_those_of_the_norms() {
    // The footer's marks lead to them (政府网站发展指引), name spaces name them, examples use them.
    let known = [
        "beian.miit.gov.cn",
        "www.beian.gov.cn",
        "bszs.conac.cn",
        "zfwzgl.www.gov.cn",
        "www.w3.org",
        "www.sitemaps.org",
        "schema.org",
        "www.example.cn",
        "www.example.gov.cn",
    ];
    for file in sources() {
        for line in code_of(&file.text).lines() {
            for rest in line.split("://").skip(1) {
                let host: String = rest
                    .chars()
                    .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'))
                    .collect();
                let fine = !host.contains('.') || known.contains(&host.as_str());
                assert!(fine, "{} names {host}", file.path);
            }
        }
    }
}

#[test]
fn every_key_that_clerks_type_is_read() {
    let kinds = Kinds::built_in();
    let of = |name: &str| kinds.find(name).expect("a kind").fields;
    let all: [(&[Field], &[clerks::Pair]); 7] = [
        (keys::COMMON, clerks::COMMON),
        (keys::COLUMN, clerks::COLUMN),
        (of("policy"), clerks::POLICY),
        (of("document"), clerks::DOCUMENT),
        (of("news"), clerks::NEWS),
        (of("gallery"), clerks::GALLERY),
        (PHOTO_FIELDS, clerks::PHOTO),
    ];
    for (fields, wanted) in all {
        for (chinese, english) in wanted {
            let find =
                |name: &str| fields.iter().find(|f| f.key == name || f.names.contains(&name));
            let (a, b) = (find(chinese), find(english));
            assert!(a.is_some() && a == b, "{chinese} and {english} are not one key");
        }
    }
}

#[test]
fn the_handbook_explains_every_message_under_its_title() {
    let text = read("docs/handbook/messages.md");
    let headings: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("## MS")).collect();
    let wanted: Vec<String> = RULES
        .iter()
        .map(|rule| format!("{} {}", rule.code.trim_start_matches("MS"), rule.title))
        .collect();
    assert_eq!(headings, wanted);
    for rule in RULES {
        let heading = format!("## {} {}\n\n**{}**\n", rule.code, rule.title, rule.level.name());
        assert!(text.contains(&heading), "{} is not explained as {}", rule.code, rule.level.name());
        let start = text.find(&heading).expect("the heading") + heading.len();
        let section = text[start..].split("\n## ").next().unwrap_or_default();
        assert!(section.contains("**意思**") && section.contains("**怎么改**"), "{}", rule.code);
    }
    let codes: BTreeSet<&str> = RULES.iter().map(|rule| rule.code).collect();
    assert_eq!(codes.len(), RULES.len(), "two rules have one code");
}
