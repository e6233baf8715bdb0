//! What `_index.md` says of a folder: a column's name, kind, order and freshness.

use super::{Kind, Reading, Values, field::Keys, front_matter, keys, kind_unknown, values};
use crate::diagnostic::{self, Problem};
use crate::markdown::{self, Body};
use crate::slug;
use crate::source::Text;

/// How soon a column must have something new.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// After so many days.
    Days(i64),
    /// After so many months.
    Months(u32),
    /// By event or batch: never overdue.
    Never,
}

/// A column as its `_index.md` describes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Folder {
    /// The file, from the site's root: `content/news/_index.md`.
    pub file: String,
    /// All values of its front matter.
    pub values: Values,
    /// The kind of its pages, if it names one.
    pub kind: Option<&'static Kind>,
    /// How soon it must have something new, if it says so.
    pub freshness: Option<Freshness>,
    /// The introduction with slots for links and pictures.
    pub body: Body,
    /// Where the introduction begins in the file's text, in bytes.
    pub body_at: usize,
}

/// Reads `_index.md`.
pub fn read(file: &str, text: &Text, reading: &Reading) -> (Option<Folder>, Vec<Problem>) {
    let mut problems = Vec::new();
    let folder = read_folder(file, &text.text, reading, &mut problems);
    if text.legacy {
        problems.push(Problem::new(&diagnostic::ENCODING_OLD, "").in_file(file));
    }
    problems.extend(super::private_figures(file, &text.text, reading.config));
    for problem in &mut problems {
        if let Some(place) = &mut problem.place {
            file.clone_into(&mut place.file);
        }
        problem.locate(&text.text);
    }
    (folder, problems)
}

fn read_folder(
    file: &str,
    text: &str,
    reading: &Reading,
    problems: &mut Vec<Problem>,
) -> Option<Folder> {
    let parts = front_matter::split(text)
        .map_err(|(rule, span)| {
            let problem = Problem::new(rule, "").at(file, span);
            // A column has no date.
            let is_missing = rule == &diagnostic::FRONT_MATTER_MISSING;
            let mend = "在第一行写 `---`，接着写 `标题：栏目名称`，再用一行 `---` 结束";
            problems.push(if is_missing { problem.mend(mend) } else { problem });
        })
        .ok()?;
    let pairs = front_matter::read(text, parts.front, |key| reading.kinds.knows_key(key))
        .map_err(|problem| problems.push(problem))
        .ok()?;
    let values = values::read(&pairs, &Keys::new(keys::COLUMN), reading.zone, problems);
    let place = |key: &str| values.span(key).unwrap_or_default();
    let kind = match values.text("kind") {
        "" => None,
        name => {
            let found = reading.kinds.find(name);
            if found.is_none() {
                problems.push(kind_unknown(name, reading.kinds).at(file, place("kind")));
            }
            found
        }
    };
    let freshness = match values.text("freshness") {
        "" => None,
        typed => {
            let found = freshness(typed);
            if found.is_none() {
                problems.push(
                    Problem::new(&diagnostic::VALUE_WRONG, format!("`{typed}`"))
                        .at(file, place("freshness"))
                        .mend("写成 `14天`、`2周`、`1个月`、`6个月`、`1年`；不定期更新写 `无`"),
                );
            }
            found
        }
    };
    if !values.text("slug").is_empty() && !slug::is_clean(values.text("slug")) {
        problems.push(
            Problem::new(&diagnostic::SLUG_WRONG, format!("`{}`", values.text("slug")))
                .at(file, place("slug")),
        );
    }
    if let Some(size) = values.number("page_size").filter(|size| !(1..=500).contains(size)) {
        problems.push(
            Problem::new(&diagnostic::VALUE_WRONG, format!("`{size}`"))
                .at(file, place("page_size"))
                .mend("写 1 到 500"),
        );
    }
    if file == "content/_index.md" && values.flag("draft") {
        problems.push(
            Problem::new(&diagnostic::VALUE_WRONG, "整个网站不能是草稿")
                .at(file, place("draft"))
                .mend("去掉这一行；没写完的栏目或文章，在它自己的前置信息里写 `草稿：是`"),
        );
    }
    let options = markdown::Options { pasted: reading.config.text.pasted, lead: 0 };
    let rendered = markdown::render(&text[parts.body.clone()], &options);
    super::note_body(&rendered, parts.body.start, problems);
    Some(Folder {
        file: file.to_owned(),
        values,
        kind,
        freshness,
        body: rendered.body,
        body_at: parts.body.start,
    })
}

/// Reads `14天`, `2周`, `6个月`, `1年`, `14d`, `6m`, or a word for "by event".
pub fn freshness(typed: &str) -> Option<Freshness> {
    let typed: String = typed
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if ('０'..='９').contains(&c) {
                char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c)
            } else {
                c
            }
        })
        .collect();
    if ["无", "不定期", "按批次", "按需", "按事件", "none"].contains(&typed.as_str()) {
        return Some(Freshness::Never);
    }
    let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
    let number: u32 = typed[..digits].parse().ok().filter(|n| (1..=3650).contains(n))?;
    match &typed[digits..] {
        "天" | "日" | "d" => Some(Freshness::Days(number.into())),
        "周" | "个星期" | "星期" | "w" => Some(Freshness::Days(i64::from(number) * 7)),
        "个月" | "月" | "m" => Some(Freshness::Months(number)),
        "年" | "y" => Some(Freshness::Months(number * 12)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Freshness, freshness};

    #[test]
    fn freshness_is_read_as_clerks_write_it() {
        assert_eq!(freshness("14天"), Some(Freshness::Days(14)));
        assert_eq!(freshness("２ 周"), Some(Freshness::Days(14)));
        assert_eq!(freshness("6个月"), Some(Freshness::Months(6)));
        assert_eq!(freshness("6m"), Some(Freshness::Months(6)));
        assert_eq!(freshness("按批次"), Some(Freshness::Never));
        assert_eq!(freshness("常常"), None);
        assert_eq!(freshness("0天"), None);
    }
}
