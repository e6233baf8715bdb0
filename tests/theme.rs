//! Holds the reference for those who change templates to the program: every value that a template
//! is given, every block, filter and colour is named there, and nothing that does not exist.

mod support;

#[path = "theme/reference.rs"]
mod reference;
#[path = "theme/served.rs"]
mod served;
#[path = "theme/sources.rs"]
mod sources;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minsheng::view::DRAWINGS;
use minsheng::{config, theme};
use reference::{PAGE, fields, first_names, names, parts, rows, snippets};
use served::Comparison;

#[test]
fn every_value_that_a_template_is_given_is_in_the_reference() {
    let parts = parts();
    let [every, own] = ["每个模板都有的值", "各模板自己的值"].map(fields);
    let row = |template: &str, value: &str| format!("`{template}` with `{value}`");
    let templates: Vec<String> = rows("哪个模板画哪些网页")
        .iter()
        .map(|cells| row(&names(&cells[0]).concat(), &names(&cells[2]).concat()))
        .collect();
    let mut pages = BTreeSet::from([row("base.html", "")]);
    let mut compared =
        Comparison { parts: &parts, wrong: BTreeMap::new(), filled: BTreeSet::new() };
    served::each(|page| {
        for field in every.iter().filter(|field| !page.values.contains_key(&*field.name)) {
            compared.fault(format!("`{}` is named and not served", field.name), &page.place);
        }
        for (name, value) in &page.values {
            if let Some(field) = every.iter().find(|field| field.name == *name) {
                compared.field("every page", field, value, &page.place);
                continue;
            }
            pages.insert(row(&page.template, name));
            match own.iter().find(|field| field.name == *name) {
                Some(field) => compared.field("a page", field, value, &page.place),
                None => compared.fault(format!("`{name}` is served and not named"), &page.place),
            }
        }
    });
    assert!(compared.wrong.is_empty(), "{PAGE}: {:#?}", compared.wrong);
    same("哪个模板画哪些网页", &templates, &pages);
    // What no site of the tests has would be said without proof.
    let described = parts.iter().flat_map(|(part, fields)| {
        fields.iter().map(move |field| format!("{part}.{}", field.name))
    });
    let unseen: Vec<String> = described.filter(|name| !compared.filled.contains(name)).collect();
    assert!(unseen.is_empty(), "no site of the tests fills {unseen:?}");
}

#[test]
fn every_field_of_every_view_is_in_the_reference() {
    let parts = parts();
    let structs = sources::structs();
    assert!(structs.len() > 20, "views were found: {}", structs.len());
    let mut wrong = Vec::new();
    for (name, fields) in &structs {
        let Some(named) = parts.get(&name.to_lowercase()) else {
            wrong.push(format!("there is no table for {name}"));
            continue;
        };
        for field in fields {
            let Some(said) = named.iter().find(|said| said.name == field.name) else {
                wrong.push(format!("the table of {name} lacks `{}`", field.name));
                continue;
            };
            let Some(rust) = &field.rust else { continue };
            if !sources::is_of(&said.kind, rust) {
                wrong.push(format!("{name}.{} is {rust}, not {:?}", field.name, said.kind));
            }
            if rust.starts_with("Option<") != (said.absent == "无") {
                wrong.push(format!("{name}.{} is {rust}; 没有时: {}", field.name, said.absent));
            }
        }
        let is_there = |said: &str| fields.iter().any(|field| field.name == said);
        for said in named.iter().filter(|said| !is_there(&said.name)) {
            wrong.push(format!("{name} has no field `{}`", said.name));
        }
    }
    let is_struct = |part: &str| structs.keys().any(|name| name.eq_ignore_ascii_case(part));
    for part in parts.keys().filter(|part| !is_struct(part)) {
        wrong.push(format!("there is no view {part}"));
    }
    assert!(wrong.is_empty(), "{PAGE}: {wrong:#?}");
}

#[test]
fn every_template_is_in_the_reference() {
    let there = sources::templates().into_keys().collect();
    same("哪个模板画哪些网页", &first_names("哪个模板画哪些网页"), &there);
    let small = sources::small_templates();
    let described: BTreeMap<String, String> =
        rows("小模板").iter().map(|cells| (names(&cells[0]).concat(), cells[2].clone())).collect();
    same("小模板", &first_names("小模板"), &small.keys().cloned().collect());
    for (name, text) in small {
        let (note, _) = text.split_once("#}").expect("a template says what it is for");
        for needed in names(note) {
            let told = names(&described[&name]);
            assert!(told.contains(&needed), "{PAGE}, 小模板: {name} needs `{needed}`");
        }
    }
}

#[test]
fn every_drawing_is_in_the_reference() {
    let mut described: BTreeSet<[String; 3]> = BTreeSet::new();
    for cells in rows("画好的片段") {
        let [name, of] = [&cells[0], &cells[3]].map(|cell| names(cell).concat());
        described.extend(names(&cells[2]).into_iter().map(|part| [name.clone(), part, of.clone()]));
    }
    let there = DRAWINGS.iter().map(|drawing| [drawing.name, drawing.template, drawing.of]);
    let there: BTreeSet<[String; 3]> = there.map(|row| row.map(str::to_owned)).collect();
    assert_eq!(described, there, "{PAGE}, 画好的片段");
}

#[test]
fn every_block_is_in_the_reference() {
    let described: BTreeMap<(String, String), BTreeSet<String>> = rows("块")
        .iter()
        .map(|cells| {
            let block = (names(&cells[1]).concat(), names(&cells[0]).concat());
            (block, names(&cells[3]).into_iter().collect())
        })
        .collect();
    let there = sources::blocks();
    let mut wrong = Vec::new();
    for (block @ (template, name), changed) in &there {
        match described.get(block) {
            None => wrong.push(format!("lacks the block `{name}` of {template}")),
            Some(told) if told != changed => {
                wrong.push(format!("`{name}` of {template} is changed by {changed:?}"));
            }
            Some(_) => {}
        }
    }
    for (template, name) in described.keys().filter(|block| !there.contains_key(block)) {
        wrong.push(format!("{template} does not begin a block `{name}`"));
    }
    assert!(wrong.is_empty(), "{PAGE}, 块: {wrong:#?}");
}

/// A kind of the engine's words, what stands before one in a template where that tells it from
/// other words, and a template that has one.
type Words = (&'static str, Option<&'static str>, fn(&str) -> String);

#[test]
fn every_word_of_the_engine_exists_and_those_in_use_are_explained() {
    let words: [Words; 3] = [
        ("过滤器", Some("| "), |name| format!("{{{{ site.title | {name} }}}}")),
        ("判断", Some(" is "), |name| format!("{{% if site is {name} %}}{{% endif %}}")),
        ("函数", None, |name| format!("{{{{ {name}() }}}}")),
    ];
    let templates: String = sources::templates()
        .into_values()
        .chain(sources::small_templates().into_values())
        .collect();
    for (heading, before, text) in words {
        let named = first_names(heading);
        assert!(!named.is_empty(), "{PAGE}, {heading}");
        for name in &named {
            let told = understood(&text(name));
            assert_eq!(told, None, "{PAGE}, {heading}: `{name}`");
        }
        for used in before.iter().flat_map(|mark| sources::words_after(&templates, mark)) {
            assert!(named.contains(&used), "{PAGE}, {heading} lacks `{used}`");
        }
    }
    assert!(understood("{{ site.title | nothing_like_this }}").is_some());
}

#[test]
fn the_engine_understands_every_snippet() {
    let snippets = snippets();
    assert!(snippets.len() > 3, "snippets were found: {}", snippets.len());
    for text in snippets {
        assert_eq!(understood(&text), None, "{PAGE}: {text}");
    }
}

/// What is wrong with a template of a site's own, if anything.
fn understood(text: &str) -> Option<String> {
    let own = [("templates/own.html".to_owned(), text.as_bytes().to_vec())];
    let config = config::parse("title = \"甲\"").expect("a title is enough");
    let look = theme::Look { config: &config, text: "", file: &|_| None };
    let told = theme::load("themes/yunxi", own.into(), &look).err()?;
    told.into_iter().next().map(|problem| problem.detail)
}

#[test]
fn every_colour_is_in_the_reference() {
    let there = sources::tokens(":root").into_keys().collect();
    same("颜色和尺寸", &first_names("颜色和尺寸"), &there);
}

#[test]
fn colours_have_the_contrast_that_the_reference_demands() {
    let plain = sources::tokens(":root");
    let over = |rules: &[&str]| {
        let mut set = plain.clone();
        for rule in rules {
            set.extend(sources::tokens(rule));
        }
        set
    };
    let ways = [
        ("平时", plain.clone(), 4.5),
        ("长辈版", over(&["html.elders"]), 4.5),
        ("高对比", over(&[".contrast"]), 7.0),
        ("长辈版高对比", over(&["html.elders", ".contrast", ".elders.contrast"]), 7.0),
    ];
    let pairs = rows("对比度");
    assert!(pairs.len() > 5, "{PAGE}, 对比度");
    for (way, colours, least) in ways {
        for cells in &pairs {
            let ink = names(&cells[0]).concat();
            for ground in names(&cells[1]) {
                let has = contrast(&colours[&ink], &colours[&ground]);
                assert!(has >= least, "{way}: {ink} on {ground} has {has:.2}, not {least}");
            }
        }
    }
}

/// The contrast of two colours, written `#17272a` or `#fff`, as WCAG 2 has it.
fn contrast(one: &str, other: &str) -> f64 {
    let light = |colour: &str| -> f64 {
        let digits = colour.strip_prefix('#').expect("a colour in hexadecimal digits");
        let digits: Vec<u32> = digits.chars().filter_map(|c| c.to_digit(16)).collect();
        let part = |at: usize| match digits[..] {
            [_, _, _] => digits[at] * 17,
            _ => digits[at * 2] * 16 + digits[at * 2 + 1],
        };
        let linear = |at: usize| {
            let share = f64::from(part(at)) / 255.0;
            if share <= 0.040_45 { share / 12.92 } else { ((share + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(0) + 0.7152 * linear(1) + 0.0722 * linear(2)
    };
    let (one, other) = (light(one), light(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

#[test]
fn everything_that_scripts_look_for_is_in_the_reference() {
    let mut sought = BTreeSet::new();
    for text in sources::files("themes/default/assets", "js").values() {
        for (call, mark) in [
            ("document.querySelector('", ""),
            ("document.querySelectorAll('", ""),
            ("form.querySelector('", ""),
            ("aids.querySelector('", ""),
            ("document.getElementById('", "#"),
        ] {
            let ends = text.split(call).skip(1).filter_map(|rest| rest.split('\'').next());
            sought.extend(ends.map(|end| format!("{mark}{end}")));
        }
    }
    same("脚本要找的", &first_names("脚本要找的"), &sought);
}

#[test]
fn every_class_that_texts_have_is_in_the_reference() {
    let mut written: BTreeSet<String> = BTreeSet::new();
    let sources = sources::files("src/markdown", "rs").into_iter();
    let body = ("body.rs".to_owned(), read("src/view/body.rs"));
    for (name, text) in sources.chain([body]) {
        // Alerts have a class for each kind, which their table names.
        let kinds = text.split("=> (\"alert-").skip(1).map(|rest| format!("alert-{}", word(rest)));
        written.extend(kinds);
        if !["tests.rs", "fuzz.rs", "oracle.rs"].contains(&&*name) {
            let lists = text.split("class=\\\"").skip(1).map(word);
            written.extend(lists.filter(|class| !class.is_empty()).map(str::to_owned));
        }
    }
    same("正文里的类名", &first_names("正文里的类名"), &written);
}

/// What a part of the page names must be what is there.
fn same(heading: &str, named: &[String], there: &BTreeSet<String>) {
    let missing: Vec<&String> = there.iter().filter(|name| !named.contains(name)).collect();
    assert!(missing.is_empty(), "{PAGE}, {heading} lacks {missing:?}");
    let gone: Vec<&String> = named.iter().filter(|name| !there.contains(*name)).collect();
    assert!(gone.is_empty(), "{PAGE}, {heading} names {gone:?}, which is not there");
}

/// The class that a text begins with.
fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(text.len());
    &text[..end]
}

fn read(file: &str) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file));
    text.unwrap_or_else(|error| panic!("{file}: {error}")).replace("\r\n", "\n")
}
