//! Runs every example of the `CommonMark` specification, and lists where we depart from it.
//!
//! The examples are read from the package of the parser, which ships them: they are not ours to
//! copy.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use minsheng::markdown::{Options, Target, TargetKind, escape, escape_url, render};

/// The examples that differ by design, by section and reason. One that no longer differs fails
/// the test.
///
/// Two differences need no list: ids and void elements, taken away by [`plain`], and the level of
/// headings, by [`shifted`].
const DEPARTURES: &[(&str, &[usize])] = &[
    ("stars between digits are a product or a hidden number, no emphasis", &[356]),
    ("only http, https, mailto, tel and relative addresses become links", &[596, 598, 599, 601]),
    ("escapes and entities: a raw `<a>` is a slot, and is closed", &[21, 31]),
    (
        "HTML blocks: elements are closed, comments, unknown elements, ids and classes left out",
        &[
            148, 149, 150, 151, 152, 153, 154, 155, 156, 157, 158, 160, 163, 164, 165, 169, 170,
            171, 172, 173, 174, 175, 176, 177, 178, 179, 180, 181, 182, 183, 184, 187, 190, 191,
        ],
    ),
    ("link reference definitions: `<bar>` is an unknown element", &[201]),
    ("lists: the comment between them is left out", &[308, 309]),
    ("code spans, emphasis: a raw tag is a slot, and is closed", &[344, 475, 476, 477]),
    ("links: an unknown element is left out, a raw tag is closed", &[491, 494, 524, 536]),
    (
        "raw HTML: tags are slots and closed; comments, unknown elements and attributes left out",
        &[613, 614, 615, 616, 617, 623, 625, 626, 627, 628, 629, 630, 631],
    ),
    ("line breaks: a raw `<a>` is a slot, and is closed", &[642, 643]),
];

#[test]
fn every_example_of_the_specification_holds() {
    let examples = examples();
    assert_eq!(examples.len(), 652, "the specification has 652 examples");
    let listed: BTreeSet<usize> =
        DEPARTURES.iter().flat_map(|(_, numbers)| numbers.iter().copied()).collect();
    let mut wrong = Vec::new();
    for (index, (markdown, expected)) in examples.iter().enumerate() {
        let number = index + 1;
        let ours = plain(&html(markdown));
        let differs = ours != plain(&shifted(expected));
        if differs != listed.contains(&number) {
            let what = if differs { "differs" } else { "no longer differs" };
            wrong.push(format!(
                "example {number} {what}\n{markdown}--- expected\n{expected}--- ours\n{ours}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{} examples:\n\n{}", wrong.len(), wrong.join("\n"));
}

/// The page with its slots filled as the specification writes links and images.
fn html(markdown: &str) -> String {
    render(markdown, &Options { pasted: false, lead: 100 }).body.fill(fill)
}

fn fill(target: &Target, out: &mut String) {
    let (before, attribute) = match target.kind {
        TargetKind::Link => ("", " href=\""),
        TargetKind::Image => ("<img", " src=\""),
    };
    out.push_str(before);
    out.push_str(attribute);
    escape_url(&target.url, out);
    out.push('"');
    if target.kind == TargetKind::Image {
        out.push_str(" alt=\"");
        escape(&target.alt, out);
        out.push('"');
    }
    if !target.title.is_empty() {
        out.push_str(" title=\"");
        escape(&target.title, out);
        out.push('"');
    }
    if target.kind == TargetKind::Image {
        out.push('>');
    }
}

/// What is left when the differences that mean nothing are taken away: void elements, line ends
/// between tags, and the ids of headings.
fn plain(html: &str) -> String {
    let mut plain = html.replace(" />", ">").replace("&#x27;", "'").replace("&quot;", "\"");
    for number in 1..=20 {
        plain = plain.replace(&format!(" id=\"s{number}\""), "");
    }
    plain = plain.replace(">\n", ">").replace("\n<", "<");
    plain.trim().to_owned()
}

/// The headings as we write them: one level lower when there is one of the first level, as that
/// is the page's title.
fn shifted(html: &str) -> String {
    let mut html = html.to_owned();
    if html.contains("<h1>") {
        for level in (1..=5).rev() {
            html = html.replace(&format!("<h{level}>"), &format!("<h{}>", level + 1));
            html = html.replace(&format!("</h{level}>"), &format!("</h{}>", level + 1));
        }
    }
    html
}

/// The Markdown and the HTML of each example.
fn examples() -> Vec<(String, String)> {
    let file = package("pulldown-cmark").join("tests/suite/spec.rs");
    let text = std::fs::read_to_string(&file).expect("the parser's package has the specification");
    let part = |text: &str, name: &str| {
        let (_, rest) = text.split_once(&format!("let {name} = r##\"")).expect("a raw string");
        rest.split_once("\"##;").expect("its end").0.to_owned()
    };
    text.split("fn spec_test_")
        .skip(1)
        .map(|t| (part(t, "original"), part(t, "expected")))
        .collect()
}

/// Where cargo keeps a package that we depend on.
fn package(name: &str) -> PathBuf {
    // For this machine alone: packages for other systems need never have been fetched.
    let run = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &host()])
        .arg("--manifest-path")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        .output()
        .expect("cargo runs");
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let metadata = String::from_utf8(run.stdout).expect("cargo writes UTF-8");
    let is_wanted = |path: &&str| {
        let folder = Path::new(path).parent().and_then(Path::file_name);
        folder.and_then(|folder| folder.to_str()).is_some_and(|folder| {
            folder.strip_prefix(name).is_some_and(|rest| {
                rest.strip_prefix('-')
                    .is_some_and(|version| version.starts_with(|c: char| c.is_ascii_digit()))
            })
        })
    };
    let path = metadata
        .split("\"manifest_path\":\"")
        .filter_map(|rest| rest.split('"').next())
        .find(is_wanted)
        .expect("the package is in the lock file");
    Path::new(path).parent().expect("a manifest is in a folder").to_owned()
}

/// This machine as the compiler names it.
fn host() -> String {
    let run = Command::new("rustc").arg("-vV").output().expect("rustc runs");
    let text = String::from_utf8(run.stdout).expect("rustc writes UTF-8");
    text.lines().find_map(|line| line.strip_prefix("host: ")).expect("a host").to_owned()
}
