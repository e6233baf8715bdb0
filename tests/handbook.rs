//! Holds the handbook to the program: every key, setting, code and option is explained, every
//! example builds, every link leads somewhere.

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use minsheng::config;
use minsheng::diagnostic::{Level, RULES};
use minsheng::page::field::{FILE_FIELDS, PHOTO_FIELDS};
use minsheng::page::{Field, Kinds, keys};
use support::Scratch;

#[test]
fn every_key_of_every_kind_is_explained() {
    for kind in Kinds::built_in().iter() {
        explains("kinds.md", &format!("{} {}", kind.title, kind.name), kind.fields);
        let row = |cells: &[String]| cells[0] == code(kind.title) && cells[1] == code(kind.name);
        let named = rows(&section(&page("columns.md"), "栏目类型")).iter().any(|cells| row(cells));
        assert!(named, "columns.md does not name the kind {}", kind.name);
    }
    explains("kinds.md", "各种文章都能写的项目", keys::COMMON);
    explains("columns.md", "能写的项目", keys::COLUMN);
    explains("gallery.md", "照片的说明", PHOTO_FIELDS);
    explains("writing.md", "附件", FILE_FIELDS);
}

/// The table of a section has a row for each key, with all its names, and no other row.
fn explains(name: &str, heading: &str, fields: &[Field]) {
    let there: Vec<(String, String)> = rows(&section(&page(name), heading))
        .into_iter()
        .filter(|cells| cells[0].starts_with('`') && !cells[2].is_empty())
        .map(|cells| (cells[0].clone(), cells[1].clone()))
        .collect();
    let wanted: Vec<(String, String)> = fields
        .iter()
        .map(|field| {
            let names: Vec<String> = field.names.iter().map(|name| code(name)).collect();
            (names.join("、"), code(field.key))
        })
        .collect();
    assert_eq!(there, wanted, "{name}, {heading}");
}

#[test]
fn every_setting_is_explained_with_its_default() {
    let text = page("settings.md");
    let mut all = String::new();
    for (table, keys) in settings() {
        let heading = if table.is_empty() { "最上面的设置" } else { &format!("[{table}]") };
        let rows = rows(&section(&text, heading));
        let explained: BTreeSet<String> = rows.iter().map(|cells| cells[0].clone()).collect();
        let wanted: BTreeSet<String> = keys.iter().map(|key| code(key)).collect();
        assert_eq!(explained, wanted, "[{table}]");
        if !table.is_empty() {
            let _ = writeln!(all, "[{table}]");
        }
        for cells in rows.iter().filter(|cells| cells[2] != "无") {
            let _ =
                writeln!(all, "{} = {}", cells[0].trim_matches('`'), cells[2].trim_matches('`'));
        }
    }
    let told = config::parse(&format!("title = \"甲\"\n{all}")).expect("the defaults are settings");
    assert_eq!(told, config::parse("title = \"甲\"\n").expect("a title is enough"));
}

/// The keys of `site.toml` by table, the top ones first, as the program itself names them.
fn settings() -> Vec<(String, Vec<String>)> {
    let named = |text: &str| -> Option<Vec<String>> {
        let problems = config::parse(&format!("title = \"甲\"\n{text}")).err()?;
        let list = problems[0].mend.strip_prefix("这里可以写：")?;
        Some(list.split('、').map(str::to_owned).collect())
    };
    let unknown = "a_key_that_will_never_be";
    let top = named(&format!("{unknown} = 1")).expect("an unknown key is refused");
    let tables: Vec<(String, Vec<String>)> = top
        .iter()
        .filter_map(|key| Some((key.clone(), named(&format!("[{key}]\n{unknown} = 1"))?)))
        .collect();
    let plain =
        top.into_iter().filter(|key| tables.iter().all(|(table, _)| table != key)).collect();
    [(String::new(), plain)].into_iter().chain(tables).collect()
}

#[test]
fn every_code_is_explained_under_its_title() {
    let text = page("messages.md");
    for rule in RULES {
        let heading = format!("{} {}", rule.code, rule.title);
        let section = section(&text, &heading);
        let level = match rule.level {
            Level::Error => "**错误**",
            Level::Warning => "**警告**",
        };
        for part in [level, "**意思**", "**为什么**", "**怎么改**", "改前：", "改后："]
        {
            assert!(section.contains(part), "{heading} lacks {part}");
        }
        let link = format!("[{}](#{})", rule.code, anchor(&heading));
        assert!(text.contains(&link), "the list of codes lacks {link}");
    }
    let explained = headings(&text).filter(|heading| heading.starts_with("MS")).count();
    assert_eq!(explained, RULES.len(), "a code is explained that does not exist");
}

#[test]
fn every_option_is_explained() {
    let text = page("publishing.md");
    for command in ["build", "init", "new", "serve"] {
        let told = Command::new(env!("CARGO_BIN_EXE_minsheng")).args([command, "--help"]).output();
        let help = String::from_utf8(told.expect("the program runs").stdout).expect("UTF-8");
        let options = help.split_whitespace().filter(|word| word.starts_with("--"));
        for option in options.filter(|option| *option != "--help") {
            assert!(text.contains(&format!("`{option}")), "publishing.md lacks {option}");
        }
    }
}

#[test]
fn every_example_is_a_site_without_a_problem() {
    let site = example_site();
    let site = site.build();
    assert_eq!(site.messages(), "");
    let site = site
        .shows("policy/kangfu-jiuzhu.html", "documents/shishi-fangan.html")
        .shows("lists/2026-weigai.html", "download=\"2026年危改名单.csv\"")
        .shows("gallery/yizhandeyitian.html", "七八位村民围坐在长桌旁")
        .hides("notices/index.html", "元旦");
    site.on("2026-12-28").build().shows("notices/index.html", "元旦");
}

#[test]
fn the_examples_of_a_theme_add_their_lines() {
    example_site()
        .replace("site.toml", "base_url = ", "theme = \"yunxi\"\nbase_url = ")
        .build()
        .shows("news/index.html", "本网站每周一更新。")
        .shows("news/tuijinhui.html", "转载请注明出处。")
        .shows("news/2026-09-16-lvshi-jincun.html", "参加单位：司法所、龙山村</p>")
        .shows("news/tuijinhui.html", "主办单位：");
}

#[test]
fn what_a_message_says_to_write_is_right() {
    let text = page("messages.md");
    let mut site = Scratch::new();
    let mended = blocks(&text).into_iter().filter(|block| block.before == "改后：");
    let mut count = 0;
    for block in mended.filter(|block| block.text.starts_with("---")) {
        count += 1;
        site = site.write(&format!("content/news/mended-{count}.md"), &block.text);
    }
    assert!(count >= 2, "messages.md shows whole front matter");
    site.build();
}

/// The site that the handbook's examples make together: `init`'s columns, then every block that
/// carries a path, and the photos that they name.
fn example_site() -> Scratch {
    let mut site = Scratch::new();
    let begun = tempfile::tempdir().expect("a folder");
    let init = Command::new(env!("CARGO_BIN_EXE_minsheng"))
        .args(["init", "云溪镇"])
        .current_dir(begun.path())
        .output()
        .expect("the program runs");
    assert!(init.status.success());
    support::copy(&begun.path().join("云溪镇"), site.root());
    for (name, text) in pages() {
        for block in blocks(&text) {
            let path = block.info.split_once(' ').map(|(_, path)| path);
            if block.info.starts_with("yaml") {
                assert!(path.is_some() && block.text.starts_with("---"), "{name}: {}", block.text);
            }
            if let Some(path) = path {
                site = site.write(path, &block.text);
            }
        }
    }
    let photo = root().join("content/gallery/school-meals/01.jpg");
    let photo = std::fs::read(photo).expect("a photo of the sample site");
    for name in ["01.jpg", "02.jpg", "答疑 现场.jpg"] {
        site = site.write(&format!("content/gallery/yizhandeyitian/{name}"), &photo);
    }
    site
}

#[test]
fn every_link_leads_somewhere() {
    let handbook = pages().into_keys().map(|name| format!("docs/handbook/{name}"));
    let others = ["README.md", "docs/maintainers.md"].map(str::to_owned);
    let mut links = 0;
    for file in handbook.chain(others) {
        let text = read(&file);
        let folder = Path::new(&file).parent().expect("a folder");
        for target in targets(&prose(&text)) {
            if target.contains("://") {
                continue;
            }
            links += 1;
            let (path, place) = target.split_once('#').unwrap_or((target.as_str(), ""));
            let whole = root().join(folder).join(path);
            assert!(path.is_empty() || whole.exists(), "{file} links to {target}");
            if !place.is_empty() {
                let of = if path.is_empty() {
                    text.clone()
                } else {
                    std::fs::read_to_string(&whole).expect("a page")
                };
                let there = headings(&of).any(|heading| anchor(&heading) == place);
                assert!(there, "{file} links to {target}");
            }
        }
    }
    assert!(links > 100, "links were found: {links}");
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let index = page("index.md");
    for name in pages().into_keys().filter(|name| name != "index.md") {
        assert!(index.contains(&format!("]({name})")), "index.md lacks {name}");
        assert!(page(&name).contains("[手册目录](index.md)"), "{name} leads back");
    }
}

/// A fenced block of a page.
struct Block {
    /// What stands behind the opening fence: a language, and the path of an example.
    info: String,
    text: String,
    /// The last line of prose before it.
    before: String,
}

fn blocks(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut before = String::new();
    for line in text.lines() {
        match (line.trim_start().strip_prefix("```"), open) {
            (Some(info), false) => {
                let info = info.to_owned();
                blocks.push(Block { info, text: String::new(), before: before.clone() });
                open = true;
            }
            (Some(_), true) => open = false,
            (None, true) => {
                let block = blocks.last_mut().expect("an open block");
                block.text.push_str(line);
                block.text.push('\n');
            }
            (None, false) if !line.is_empty() => line.clone_into(&mut before),
            (None, false) => {}
        }
    }
    blocks
}

/// A page without its fenced blocks and without code in its lines.
fn prose(text: &str) -> String {
    let mut open = false;
    let mut prose = String::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            open = !open;
        } else if !open && !line.starts_with("    ") {
            prose.extend(line.split('`').step_by(2));
            prose.push('\n');
        }
    }
    prose
}

fn targets(prose: &str) -> Vec<String> {
    let ends = prose.split("](").skip(1);
    ends.filter_map(|rest| rest.split_once(')')).map(|(target, _)| target.to_owned()).collect()
}

fn headings(text: &str) -> impl Iterator<Item = String> {
    let mut open = false;
    let lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.into_iter().filter_map(move |line| {
        open ^= line.starts_with("```");
        let heading = line.trim_start_matches('#');
        (!open && heading.len() < line.len()).then(|| heading.trim().to_owned())
    })
}

/// The anchor that a code host gives a heading.
fn anchor(heading: &str) -> String {
    heading
        .to_lowercase()
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect()
}

/// What stands under the heading that begins so, up to the next of its level.
fn section(text: &str, heading: &str) -> String {
    let start = text
        .find(&format!("\n## {heading}"))
        .unwrap_or_else(|| panic!("there is no heading {heading}"));
    let rest = &text[start + 1..];
    rest[..rest.find("\n## ").unwrap_or(rest.len())].to_owned()
}

/// The rows of the tables in a text, without their heads.
fn rows(text: &str) -> Vec<Vec<String>> {
    let cells = |line: &str| -> Vec<String> {
        line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()).collect()
    };
    text.lines().filter(|line| line.starts_with("| `")).map(cells).collect()
}

fn code(text: &str) -> String {
    format!("`{text}`")
}

/// All pages of the handbook by file name.
fn pages() -> BTreeMap<String, String> {
    let folder = std::fs::read_dir(root().join("docs/handbook")).expect("the handbook");
    folder
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .map(|name| (name.clone(), page(&name)))
        .collect()
}

fn page(name: &str) -> String {
    read(&format!("docs/handbook/{name}"))
}

fn read(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
