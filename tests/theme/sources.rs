//! The program's sources read as text: the values of views, the blocks of templates, the colours
//! of the style sheet. They know what no site of the tests happens to have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::reference::Type;

/// Where the built-in templates are.
pub const TEMPLATES: &str = "themes/default/templates";

/// A field of a view's struct.
pub struct Field {
    pub name: String,
    /// As Rust has it; `None` where it is served as something else.
    pub rust: Option<String>,
}

/// The structs of views that are served, by name.
pub fn structs() -> BTreeMap<String, Vec<Field>> {
    let mut all = BTreeMap::new();
    // What search engines are told is a text to templates.
    let served = files("src/view", "rs").into_iter().filter(|(file, _)| !file.contains("linked"));
    for (file, text) in served {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let (mut is_served, mut open, mut as_other) = (false, None, false);
        for line in text.lines().map(str::trim) {
            // Words that would serve a field under another name, or not at all.
            for word in ["rename", "flatten", "skip", "untagged"] {
                assert!(!line.starts_with("#[serde") || !line.contains(word), "{file}: {line}");
            }
            if line.starts_with("#[derive(") {
                is_served = line.contains("Serialize");
            } else if let Some(rest) = line.strip_prefix("pub struct ") {
                open = rest.strip_suffix(" {").filter(|_| is_served).map(|name| (name, Vec::new()));
            } else if line == "}" {
                all.extend(open.take().map(|(name, fields)| (name.to_owned(), fields)));
            } else if line.starts_with("#[serde(serialize_with") {
                as_other = true;
            } else if let (Some((_, fields)), Some((name, rust))) =
                (&mut open, line.strip_prefix("pub ").and_then(|rest| rest.split_once(": ")))
            {
                let rust = rust.trim_end_matches(',').to_owned();
                fields
                    .push(Field { name: name.to_owned(), rust: Some(rust).filter(|_| !as_other) });
                as_other = false;
            }
        }
    }
    all
}

/// Whether a value of a Rust type is what the reference says. An `Entry` may hold anything that
/// has a table; what it holds is seen where it is served.
pub fn is_of(kind: &Type, rust: &str) -> bool {
    let inner = |start: &str| rust.strip_prefix(start)?.strip_suffix('>');
    if let Some(of) = inner("Option<") {
        return is_of(kind, of);
    }
    match kind {
        Type::Text => ["String", "&'static str"].contains(&rust),
        Type::Number => ["usize", "u32", "i32", "u8"].contains(&rust),
        Type::Flag => rust == "bool",
        Type::List(of) => inner("Vec<").is_some_and(|inner| is_of(of, inner)),
        Type::Table(of) => inner("BTreeMap<&'static str, ").is_some_and(|inner| is_of(of, inner)),
        Type::Part(part) => {
            let name = rust.rsplit("::").next().unwrap_or(rust);
            name == "Entry" || name.eq_ignore_ascii_case(part)
        }
    }
}

/// The built-in templates that pages are made of, by name; `parts/` is left out.
pub fn templates() -> BTreeMap<String, String> {
    files(TEMPLATES, "html")
}

/// The templates that others include, by name.
pub fn small_templates() -> BTreeMap<String, String> {
    files(&format!("{TEMPLATES}/parts"), "html")
}

/// Every block where it is first met, as template and name, with the templates that change it.
pub fn blocks() -> BTreeMap<(String, String), BTreeSet<String>> {
    let templates = templates();
    let parent = |name: &str| {
        let rest = templates[name].split_once("{% extends \"")?.1;
        rest.split('"').next().map(str::to_owned)
    };
    let own = |name: &str| -> BTreeSet<String> {
        let begun = templates[name].split("{%").filter_map(|tag| {
            let tag = tag.trim_start_matches('-').trim_start();
            tag.strip_prefix("block ")?.split_whitespace().next()
        });
        begun.map(str::to_owned).collect()
    };
    let mut blocks: BTreeMap<(String, String), BTreeSet<String>> = BTreeMap::new();
    for name in templates.keys() {
        for block in own(name) {
            let mut first = name.clone();
            let mut above = parent(name);
            while let Some(next) = above {
                if own(&next).contains(&block) {
                    first.clone_from(&next);
                }
                above = parent(&next);
            }
            let changed = blocks.entry((first.clone(), block)).or_default();
            if first != *name {
                changed.insert(name.clone());
            }
        }
    }
    blocks
}

/// The words of template tags that follow `before`, such as filters after `|`.
pub fn words_after(text: &str, before: &str) -> BTreeSet<String> {
    let tags = [("{{", "}}"), ("{%", "%}")].into_iter().flat_map(|(open, close)| {
        text.split(open).skip(1).filter_map(move |rest| rest.split(close).next())
    });
    let mut words = BTreeSet::new();
    for tag in tags {
        // What stands in quotation marks is text.
        let tag: String = tag.split('"').step_by(2).collect();
        for rest in tag.split(before).skip(1) {
            let rest = rest.trim_start().trim_start_matches("not ");
            let word: String =
                rest.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
            words.insert(word);
        }
    }
    words
}

/// The custom properties that the style sheet sets in the rule that begins so.
pub fn tokens(rule: &str) -> BTreeMap<String, String> {
    let style = super::read("themes/default/assets/style.css");
    let (_, rest) = style.split_once(&format!("\n{rule} {{")).expect("the rule");
    let (set, _) = rest.split_once('}').expect("its end");
    let pair = |set: &str| {
        let (name, value) = set.trim().split_once(':')?;
        name.starts_with("--").then(|| (name.to_owned(), value.trim().to_owned()))
    };
    set.split(';').filter_map(pair).collect()
}

/// The files of a folder that have an ending, by name.
pub fn files(folder: &str, ending: &str) -> BTreeMap<String, String> {
    let entries = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
    entries
        .expect("a folder")
        .flatten()
        .filter(|entry| minsheng::asset::extension(&entry.file_name().to_string_lossy()) == ending)
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .map(|name| (name.clone(), super::read(&format!("{folder}/{name}"))))
        .collect()
}
