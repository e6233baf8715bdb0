//! The tree of front matter → typed values, everything that does not fit being told.

use std::ops::Range;

use chrono::FixedOffset;

use super::field::{FILE_FIELDS, Keys, PHOTO_FIELDS, PhotoNote, Reference, Shape, Value, Values};
use super::front_matter::{Node, Pair, Tree};
use crate::date::{self, Moment};
use crate::diagnostic::{self, Problem, nearest};

/// Reads the keys that are known.
pub fn read(pairs: &[Pair], keys: &Keys, zone: FixedOffset, problems: &mut Vec<Problem>) -> Values {
    let mut values = Values::with_room(pairs.len());
    for (key, node) in pairs {
        let Tree::Scalar(name, _) = &key.tree else {
            problems.push(misfit("项目名应当是文字", key.span.clone(), "每行写成 `项目：内容`"));
            continue;
        };
        let Some(field) = keys.find(name) else {
            problems.push(unknown(name, key.span.clone(), keys));
            continue;
        };
        if is_empty(node) {
            values.set_empty(field.key, key.span.clone());
            continue;
        }
        if values.span(field.key).is_some() {
            problems.push(
                Problem::new(&diagnostic::KEY_TWICE, format!("`{name}`")).at("", key.span.clone()),
            );
            continue;
        }
        match value(field.shape, node, zone, problems) {
            Ok(value) => values.set(field.key, value, node.span.clone()),
            Err(problem) => {
                values.set_misread(field.key);
                problems.push(problem);
            }
        }
    }
    values
}

/// Whether a key has been given no value.
fn is_empty(node: &Node) -> bool {
    matches!(&node.tree, Tree::Scalar(text, true) if matches!(text.trim(), "" | "~" | "null"))
}

fn unknown(name: &str, span: Range<usize>, keys: &Keys) -> Problem {
    let known = keys.iter().flat_map(|field| field.names.iter().copied().chain([field.key]));
    let mend = match nearest(name, known) {
        Some(near) => format!("是不是 `{near}`？"),
        None => "核对名称，或删去这一行；各类文章可写的项目见手册".to_owned(),
    };
    Problem::new(&diagnostic::KEY_UNKNOWN, format!("`{name}`")).at("", span).mend(mend)
}

fn misfit(detail: impl Into<String>, span: Range<usize>, mend: &str) -> Problem {
    Problem::new(&diagnostic::VALUE_WRONG, detail).at("", span).mend(mend)
}

fn value(
    shape: Shape,
    node: &Node,
    zone: FixedOffset,
    problems: &mut Vec<Problem>,
) -> Result<Value, Problem> {
    Ok(match shape {
        Shape::Text => Value::Text(match scalar(node) {
            Some(text) => text,
            None => texts(node)?.join("\n"),
        }),
        Shape::List => Value::List(entries(node)?.into_iter().map(|(text, _)| text).collect()),
        Shape::Phone => Value::List(
            entries(node)?
                .iter()
                .flat_map(|(text, _)| text.split(['/', ';', '；']))
                .map(|text| text.trim().to_owned())
                .filter(|text| !text.is_empty())
                .collect(),
        ),
        Shape::Date => Value::Date(moment(node, zone)?),
        Shape::Flag => Value::Flag(flag(node)?),
        Shape::Number => Value::Number(number(node)?),
        Shape::Link => Value::References(links(node)?),
        Shape::Files => Value::References(files(node, zone, problems)?),
        Shape::Photos => Value::Photos(photos(node, zone, problems)?),
    })
}

/// A scalar's text, without the Chinese quotes that wrap all of it.
fn scalar(node: &Node) -> Option<String> {
    let Tree::Scalar(text, plain) = &node.tree else { return None };
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{3000}');
    Some(if *plain { unwrapped(text) } else { text }.to_owned())
}

/// Takes off one pair of Chinese quotes if the first one is closed by the last character only.
fn unwrapped(text: &str) -> &str {
    let inner = text.strip_prefix('“').and_then(|rest| rest.strip_suffix('”'));
    inner.filter(|inner| are_paired(inner)).unwrap_or(text)
}

/// Whether each Chinese quote of a text that is closed has been opened in it.
fn are_paired(text: &str) -> bool {
    let mut open = 0_usize;
    let opened = text.chars().all(|c| match c {
        '“' => {
            open += 1;
            true
        }
        '”' => open.checked_sub(1).map(|left| open = left).is_some(),
        _ => true,
    });
    opened && open == 0
}

fn texts(node: &Node) -> Result<Vec<String>, Problem> {
    match &node.tree {
        Tree::Scalar(..) => Ok(scalar(node).into_iter().collect()),
        Tree::List(items, _) if items.iter().all(|item| matches!(item.tree, Tree::Scalar(..))) => {
            Ok(items.iter().filter_map(scalar).filter(|text| !text.is_empty()).collect())
        }
        _ => Err(misfit(
            "这里应当是文字",
            node.span.clone(),
            "直接写文字；含有冒号加空格时，用英文引号把整段括起来",
        )),
    }
}

/// The entries of a list. Separators count in a line of text and in brackets, not in the lines of
/// a YAML list, where each line is one entry whatever it contains.
fn entries(node: &Node) -> Result<Vec<(String, Range<usize>)>, Problem> {
    match &node.tree {
        Tree::Scalar(text, true) => Ok(parts(text, &node.span)),
        Tree::Scalar(..) => {
            Ok(scalar(node).into_iter().map(|text| (text, node.span.clone())).collect())
        }
        Tree::List(items, flow) => {
            let mut all = Vec::new();
            for item in items {
                match (&item.tree, scalar(item)) {
                    (Tree::Scalar(text, true), _) if *flow => {
                        all.extend(parts(text, &item.span));
                    }
                    (_, Some(text)) if !text.is_empty() => all.push((text, item.span.clone())),
                    (_, Some(_)) => {}
                    (_, None) => {
                        return Err(misfit(
                            "每一项应当是文字",
                            item.span.clone(),
                            "写成 `甲、乙`，或每项一行、前面写 `- `",
                        ));
                    }
                }
            }
            Ok(all)
        }
        Tree::Map(_) => Err(misfit(
            "这里应当是几项文字",
            node.span.clone(),
            "写成 `甲、乙`，或每项一行、前面写 `- `",
        )),
    }
}

/// The entries of a plain text, each with its own place.
fn parts(text: &str, span: &Range<usize>) -> Vec<(String, Range<usize>)> {
    let is_around = |c: char| c.is_whitespace() || SEPARATORS.contains(&c);
    // A piece of the text itself, so that where it begins need not be searched for.
    let inner = unwrapped(text.trim());
    // A text that was folded from several lines has no places inside it.
    let is_as_written = text.len() == span.len();
    let mut at = span.start + (inner.as_ptr().addr() - text.as_ptr().addr());
    let mut all = Vec::new();
    for piece in inner.split_inclusive(SEPARATORS) {
        let part = piece.trim_matches(is_around);
        let start = at + piece.len() - piece.trim_start_matches(is_around).len();
        at += piece.len();
        if !part.is_empty() {
            let place = if is_as_written { start..start + part.len() } else { span.clone() };
            all.push((part.to_owned(), place));
        }
    }
    all
}

/// What stands between the entries of a list.
const SEPARATORS: [char; 5] = ['、', '，', ',', '；', ';'];

fn moment(node: &Node, zone: FixedOffset) -> Result<Moment, Problem> {
    let text = scalar(node).ok_or_else(|| {
        misfit("这里应当是日期", node.span.clone(), "写成 `2026-04-12` 或 `2026年4月12日`")
    })?;
    date::parse(&text, zone).map_err(|error| {
        // The error's own words are worth adding only where they say more than the rule.
        let words = error.to_string();
        let why = if words == diagnostic::DATE_UNREADABLE.title {
            String::new()
        } else {
            format!("（{words}）")
        };
        Problem::new(&diagnostic::DATE_UNREADABLE, format!("`{text}`{why}"))
            .at("", node.span.clone())
            .mend(error.mend())
    })
}

fn flag(node: &Node) -> Result<bool, Problem> {
    let text = scalar(node).unwrap_or_default().to_lowercase();
    match text.as_str() {
        "是" | "对" | "有" | "true" | "yes" | "y" | "on" | "1" | "√" => Ok(true),
        "否" | "不" | "无" | "没有" | "不是" | "false" | "no" | "n" | "off" | "0" | "×" => {
            Ok(false)
        }
        _ => Err(misfit(format!("`{text}`"), node.span.clone(), "写 `是` 或 `否`")),
    }
}

fn number(node: &Node) -> Result<i64, Problem> {
    let text = scalar(node).unwrap_or_default();
    let half: String = text
        .chars()
        .map(|c| match c {
            '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
            '－' => '-',
            _ => c,
        })
        .collect();
    half.trim_end_matches(['条', '篇', '个'])
        .trim()
        .parse()
        .map_err(|_| misfit(format!("`{text}`"), node.span.clone(), "写一个整数，如 `10`"))
}

fn links(node: &Node) -> Result<Vec<Reference>, Problem> {
    Ok(texts(node)?
        .into_iter()
        .filter(|text| !text.is_empty())
        .map(|target| Reference { target, title: String::new(), span: node.span.clone() })
        .collect())
}

fn files(
    node: &Node,
    zone: FixedOffset,
    problems: &mut Vec<Problem>,
) -> Result<Vec<Reference>, Problem> {
    let single = [node.clone()];
    let items = match &node.tree {
        Tree::Map(_) => single.as_slice(),
        Tree::List(items, _) if items.iter().any(|item| matches!(item.tree, Tree::Map(_))) => items,
        _ => {
            let untitled = |(target, span)| Reference { target, title: String::new(), span };
            return Ok(entries(node)?.into_iter().map(untitled).collect());
        }
    };
    let mut all = Vec::new();
    for item in items {
        if let Tree::Map(pairs) = &item.tree {
            let values = read(pairs, &Keys::new(FILE_FIELDS), zone, problems);
            if values.text("file").is_empty() {
                return Err(misfit("没有写 `文件`", item.span.clone(), "写成 `- 文件：名单.xlsx`"));
            }
            all.push(Reference {
                target: values.text("file").to_owned(),
                title: values.text("title").to_owned(),
                span: item.span.clone(),
            });
        } else {
            let Some(target) = scalar(item) else {
                return Err(misfit(
                    "这里应当是一个文件",
                    item.span.clone(),
                    "写成 `- 文件：名单.xlsx`",
                ));
            };
            all.push(Reference { target, title: String::new(), span: item.span.clone() });
        }
    }
    Ok(all)
}

fn photos(
    node: &Node,
    zone: FixedOffset,
    problems: &mut Vec<Problem>,
) -> Result<Vec<PhotoNote>, Problem> {
    let mend = "每张照片写成 `- 文件：01.jpg`，下一行缩进写 `图片说明：……`";
    let Tree::List(items, _) = &node.tree else {
        return Err(misfit("这里应当是几张照片", node.span.clone(), mend));
    };
    let keys = Keys::new(PHOTO_FIELDS);
    let mut all = Vec::new();
    for item in items {
        let note = match (&item.tree, scalar(item)) {
            (_, Some(file)) => PhotoNote { file, span: item.span.clone(), ..PhotoNote::default() },
            (Tree::Map(pairs), None) => {
                let values = read(pairs, &keys, zone, problems);
                let text = |key| values.text(key).to_owned();
                PhotoNote {
                    file: text("file"),
                    caption: text("caption"),
                    alt: text("alt"),
                    photographer: text("photographer"),
                    taken: values.date("taken"),
                    place: text("place"),
                    consent: values.flag("consent"),
                    span: item.span.clone(),
                }
            }
            _ => return Err(misfit("这里应当是一张照片", item.span.clone(), mend)),
        };
        if note.file.is_empty() {
            return Err(misfit("没有写 `文件`", item.span.clone(), mend));
        }
        all.push(note);
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::{parts, unwrapped};

    #[test]
    fn every_entry_of_a_list_has_its_own_place() {
        let line = "附件：“名单.csv、 表.xlsx，，单.csv”";
        let start = "附件：".len();
        let found = parts(&line[start..], &(start..line.len()));
        let there: Vec<&str> = found.iter().map(|(_, place)| &line[place.clone()]).collect();
        let said: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(there, ["名单.csv", "表.xlsx", "单.csv"]);
        assert_eq!(said, there);
    }

    #[test]
    fn quotes_go_only_where_they_wrap_everything() {
        assert_eq!(unwrapped("“云溪镇新路通车”"), "云溪镇新路通车");
        assert_eq!(unwrapped("“群众话民生”征文启事"), "“群众话民生”征文启事");
        assert_eq!(unwrapped("“甲”和“乙”"), "“甲”和“乙”");
    }
}
