//! The repository read as text: its files, its rooms, and who names whom.

use std::path::Path;

/// A file of the repository.
pub struct File {
    /// From the repository's root, with `/` on every system.
    pub path: String,
    /// What it holds.
    pub text: String,
}

/// The rooms in the order of `lib.rs`.
pub fn rooms() -> Vec<String> {
    let text = read("src/lib.rs");
    let named = text.lines().filter_map(|line| line.strip_prefix("pub mod "));
    named.map(|name| name.trim_end_matches(';').to_owned()).collect()
}

/// The room that a source is in.
pub fn room_of(path: &str) -> &str {
    let inner = path.strip_prefix("src/").unwrap_or(path);
    inner.split('/').next().unwrap_or(inner).trim_end_matches(".rs")
}

/// The rooms that a text names after `crate::`, in braces too.
pub fn imported(code: &str) -> Vec<String> {
    let mut names = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let word = |text: &str| -> String {
            text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        let Some(list) = rest.strip_prefix('{') else {
            names.push(word(rest));
            continue;
        };
        let (mut depth, mut start) = (1, 0);
        for (at, c) in list.char_indices() {
            match c {
                '{' => depth += 1,
                '}' => depth -= 1,
                _ => {}
            }
            if (c == ',' && depth == 1) || depth == 0 {
                names.push(word(&list[start..at]));
                start = at + 1;
            }
            if depth == 0 {
                break;
            }
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

/// A source without its comments and without the tests at its end.
pub fn code_of(text: &str) -> String {
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or(text);
    let uncommented = code.lines().filter(|line| !line.trim_start().starts_with("//"));
    uncommented.collect::<Vec<_>>().join("\n")
}

/// No source contains any of the words, but those that `allowed` names by their paths.
pub fn forbid(words: &[&str], allowed: impl Fn(&str) -> bool) {
    let mut wrong = Vec::new();
    for file in sources().into_iter().filter(|file| !allowed(&file.path)) {
        let code = code_of(&file.text);
        let found = words.iter().filter(|word| code.contains(**word));
        wrong.extend(found.map(|word| format!("{} has {word}", file.path)));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// The sources of the program, without files that hold tests alone.
pub fn sources() -> Vec<File> {
    let mut all = files(&["src"], &["rs"]);
    all.retain(|file| {
        let inner = |name: &str| {
            file.path.contains(&format!("/{name}/")) || file.path.ends_with(&format!("/{name}.rs"))
        };
        !inner("tests") && !inner("fuzz") && !inner("oracle")
    });
    all
}

/// Every Rust file of the repository.
pub fn rust() -> Vec<File> {
    files(&["src", "tests", "benches", "docs", "fuzz"], &["rs"])
}

/// The files below some folders that have one of some endings, without fixtures and products.
pub fn files(folders: &[&str], endings: &[&str]) -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut all = Vec::new();
    for folder in folders {
        for entry in
            walkdir::WalkDir::new(root.join(folder)).sort_by_file_name().into_iter().flatten()
        {
            let path = entry
                .path()
                .strip_prefix(root)
                .expect("below the root")
                .to_string_lossy()
                .replace('\\', "/");
            let ends = path.rsplit_once('.').is_some_and(|(_, end)| endings.contains(&end));
            let made = [
                "/target/",
                "/node_modules/",
                "/corpus/",
                "/artifacts/",
                "tests/sites/",
                "tests/problems/",
                "tests/seeds/",
            ];
            let made = made.iter().any(|folder| path.contains(folder));
            if entry.file_type().is_file() && ends && !made {
                all.push(File { text: read(&path), path });
            }
        }
    }
    all
}

/// A text file of the repository.
pub fn read(path: &str) -> String {
    let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path));
    text.unwrap_or_else(|error| panic!("{path}: {error}")).replace("\r\n", "\n")
}
