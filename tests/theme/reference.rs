//! The reference for those who change templates, read as a description of the values it names.

use std::collections::BTreeMap;

/// The page that is held to the program.
pub const PAGE: &str = "docs/handbook/theme-reference.md";

/// What a value is, in the page's words.
#[derive(Debug)]
pub enum Type {
    Text,
    Number,
    Flag,
    /// A value with a table of its own, by the last word of its heading in small letters.
    Part(String),
    List(Box<Type>),
    Table(Box<Type>),
}

/// One row of a table of values.
#[derive(Debug)]
pub struct Field {
    pub name: String,
    pub kind: Type,
    /// What stands in its place where a page has none: `—` where that does not happen.
    pub absent: String,
}

/// The tables of values by the last word of their headings in small letters.
pub fn parts() -> BTreeMap<String, Vec<Field>> {
    let page = super::read(PAGE);
    let heads = page.lines().filter_map(|line| line.strip_prefix("### "));
    let ends_in_a_name = |head: &&str| head.ends_with(|c: char| c.is_ascii_alphabetic());
    let name = |head: &str| head.rsplit(' ').next().unwrap_or(head).to_lowercase();
    heads.filter(ends_in_a_name).map(|head| (name(head), fields(head))).collect()
}

/// The values that the table under a heading names.
pub fn fields(heading: &str) -> Vec<Field> {
    let field = |cells: Vec<String>| {
        let [name, kind, _, absent] = &cells[..] else {
            panic!("{PAGE}, {heading}: a row of four cells is wanted, not {cells:?}");
        };
        let kind = kind_of(kind).unwrap_or_else(|| panic!("{PAGE}, {heading}: type {kind}"));
        Field { name: names(name).concat(), kind, absent: absent.clone() }
    };
    rows(heading).into_iter().map(field).collect()
}

fn kind_of(cell: &str) -> Option<Type> {
    if let Some(of) = cell.strip_suffix("的列表") {
        return Some(Type::List(Box::new(kind_of(of)?)));
    }
    if let Some(of) = cell.strip_suffix("的对照表") {
        return Some(Type::Table(Box::new(kind_of(of)?)));
    }
    Some(match cell {
        "文字" | "网页代码" | "地址" | "网址" => Type::Text,
        "数" => Type::Number,
        "是否" => Type::Flag,
        link => {
            let (_, anchor) = link.strip_suffix(')')?.split_once("](#")?;
            Type::Part(anchor.rsplit('-').next()?.to_owned())
        }
    })
}

/// The rows of the tables between a heading and the next, as their cells; each begins with a name
/// in backquotes.
pub fn rows(heading: &str) -> Vec<Vec<String>> {
    let page = super::read(PAGE);
    let of_heading =
        |line: &&str| line.starts_with('#') && line.trim_start_matches('#').trim() == heading;
    let mut lines = page.lines();
    assert!(lines.any(|line| of_heading(&line)), "{PAGE} has no heading {heading}");
    lines
        .take_while(|line| !line.starts_with('#'))
        .filter(|line| line.starts_with("| `"))
        .map(|line| line.trim_matches('|').split(" | ").map(|cell| cell.trim().to_owned()))
        .map(Iterator::collect)
        .collect()
}

/// What stands in backquotes.
pub fn names(cell: &str) -> Vec<String> {
    cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

/// All names in the first cells of the tables under a heading.
pub fn first_names(heading: &str) -> Vec<String> {
    rows(heading).iter().flat_map(|cells| names(&cells[0])).collect()
}

/// The blocks of template text that the page shows.
pub fn snippets() -> Vec<String> {
    let page = super::read(PAGE);
    let fences = page.split("\n```html").skip(1);
    let text = |fence: &str| Some(fence.split_once('\n')?.1.split_once("\n```")?.0.to_owned());
    fences.filter_map(text).collect()
}
