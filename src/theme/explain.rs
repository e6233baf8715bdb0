//! The template engine's errors in the editor's language: its words are English, its places exact.

use std::collections::BTreeSet;
use std::ops::Range;

use tera::{Error, ErrorKind, Tera};

use crate::diagnostic::{self, Problem, Quote, nearest};

/// The error with which the engine refused `texts`, as problems. It ends at the first template that
/// it cannot read, so each of the site's own is then read by itself, and all of these are told.
pub(super) fn explain_all(
    error: &Error,
    texts: &[(String, String)],
    folder: &str,
    replaced: &BTreeSet<String>,
) -> Vec<Problem> {
    let text_of =
        |name: &str| texts.iter().find(|(own, _)| own == name).map(|(_, text)| text.clone());
    let own = texts.iter().filter(|(name, _)| replaced.contains(name));
    let unread: Vec<Problem> = own
        .filter_map(|(name, text)| Tera::new().add_raw_template(name, text).err())
        // By itself it lacks what it extends and includes.
        .filter(|error| matches!(error.kind(), ErrorKind::SyntaxError(_)))
        .map(|error| explain(&error, folder, replaced, text_of))
        .collect();
    if !unread.is_empty() {
        return unread;
    }
    // Names that do not exist are gathered from all templates.
    let gathered = match error.kind() {
        ErrorKind::Msg(drawn) => drawn.split("\n\n").filter_map(first_report).collect(),
        _ => Vec::new(),
    };
    if gathered.is_empty() {
        return vec![explain(error, folder, replaced, text_of)];
    }
    gathered.iter().map(|found| problem(found, folder, replaced, text_of)).collect()
}

/// An error of the engine as a problem. `folder` holds the site's own templates, which are those
/// in `replaced`; `text_of` gives a template's text by its name.
pub(super) fn explain(
    error: &Error,
    folder: &str,
    replaced: &BTreeSet<String>,
    text_of: impl Fn(&str) -> Option<String>,
) -> Problem {
    let found = match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => Found {
            message: report.message().trim().to_owned(),
            template: report.filename().to_owned(),
            place: Place::Bytes(report.span().range.clone()),
        },
        ErrorKind::MissingParent { current, parent } => Found {
            message: format!("Unknown template `{parent}`"),
            template: current.clone(),
            place: Place::Unknown,
        },
        ErrorKind::CircularExtend { tpl, .. } | ErrorKind::CircularInclude { tpl, .. } => {
            Found { message: "circle".to_owned(), template: tpl.clone(), place: Place::Unknown }
        }
        other => match first_report(&other.to_string()) {
            Some(found) => found,
            None => return Problem::new(&diagnostic::TEMPLATE_BROKEN, words(&other.to_string()).0),
        },
    };
    problem(&found, folder, replaced, text_of)
}

/// What the engine found as a problem.
fn problem(
    found: &Found,
    folder: &str,
    replaced: &BTreeSet<String>,
    text_of: impl Fn(&str) -> Option<String>,
) -> Problem {
    let (said, near) = words(&found.message);
    let mut problem = Problem::new(&diagnostic::TEMPLATE_BROKEN, said);
    if let Some(near) = near {
        let mend = format!("是不是 `{near}`？{}", problem.mend);
        problem = problem.mend(mend);
    }
    let name = found.template.as_str();
    let file = if replaced.contains(name) {
        format!("{folder}/templates/{name}")
    } else {
        format!("themes/default/templates/{}", name.strip_prefix(super::BEHIND).unwrap_or(name))
    };
    let text = text_of(name);
    let Some(span) = found.place.in_text(text.as_deref()) else {
        return problem.in_file(file);
    };
    problem = problem.at(file, span.clone());
    if let Some(place) = &mut problem.place {
        place.quote = text.map(|text| Quote::of(&text, span));
    }
    problem
}

/// What the engine found.
struct Found {
    message: String,
    template: String,
    place: Place,
}

/// Where the engine found it.
enum Place {
    Bytes(Range<usize>),
    /// The line, and the characters in it, from 0.
    Line(usize, Range<usize>),
    Unknown,
}

impl Place {
    /// The bytes of the template's text that are meant.
    fn in_text(&self, text: Option<&str>) -> Option<Range<usize>> {
        match self {
            Self::Bytes(span) => Some(span.clone()),
            Self::Line(number, columns) => {
                let line = text?.split_inclusive('\n').nth(*number)?;
                let at: usize = text?.split_inclusive('\n').take(*number).map(str::len).sum();
                let byte =
                    |column| line.char_indices().nth(column).map_or(line.len(), |(at, _)| at);
                Some(at + byte(columns.start)..at + byte(columns.end))
            }
            Self::Unknown => None,
        }
    }
}

/// Names that do not exist are gathered by the engine, and only drawn: `error: Unknown filter …`,
/// then ` --> name:line:column`, and at last a line of carets.
fn first_report(drawn: &str) -> Option<Found> {
    let mut lines = drawn.lines();
    let message = lines.next()?.strip_prefix("error: ")?.to_owned();
    let (rest, column) = lines.next()?.trim().strip_prefix("--> ")?.rsplit_once(':')?;
    let (template, line) = rest.rsplit_once(':')?;
    let width = lines.take(3).last().map_or(1, |carets| carets.matches('^').count());
    let start = column.parse::<usize>().ok()?.checked_sub(1)?;
    let place = Place::Line(line.parse::<usize>().ok()?.checked_sub(1)?, start..start + width);
    Some(Found { message, template: template.to_owned(), place })
}

/// The engine's words in Chinese, and what could have been meant. Words that are not known stay
/// behind a Chinese sentence: who writes templates can look them up.
fn words(message: &str) -> (String, Option<String>) {
    for (start, what) in UNKNOWN {
        if let Some(rest) = message.strip_prefix(start)
            && let Some((name, rest)) = rest.split_once('`')
        {
            let there = rest.split_once("Available ").and_then(|(_, rest)| rest.split_once(": "));
            let names: Vec<&str> =
                there.map_or(Vec::new(), |(_, names)| names.split(", ").collect());
            let listed = if names.is_empty() {
                String::new()
            } else {
                format!("；可以用：{}", names.join("、"))
            };
            let near = nearest(name, names.iter().copied()).map(str::to_owned);
            return (format!("没有 `{name}` 这个{what}{listed}"), near);
        }
    }
    if let Some((found, expected)) = expectation(message) {
        return (format!("这里是{}，应当是{}", token(found), token(expected)), None);
    }
    let known = SAID.iter().find(|(start, _)| message.starts_with(start));
    let said = match known {
        Some((_, said)) => (*said).to_owned(),
        None => format!("这里模板引擎处理不了，它的原话是：{message}"),
    };
    (said, None)
}

/// `Found X but expected Y.`
fn expectation(message: &str) -> Option<(&str, &str)> {
    let rest = message.strip_prefix("Found ")?;
    let (found, expected) =
        rest.split_once(" but expected ").or_else(|| rest.split_once(" but was expecting "))?;
    Some((found, expected.trim_end_matches('.')))
}

/// A token as the engine names it.
fn token(name: &str) -> String {
    let plain = name.trim_matches('`');
    match plain {
        "identifier" => "一个名称".to_owned(),
        "string" => "引号里的文字".to_owned(),
        "integer" | "float" => "一个数".to_owned(),
        "bool" => "true 或 false".to_owned(),
        _ if plain.starts_with("one of") => "一个变量或值".to_owned(),
        _ => format!(" `{}`", plain.replace('`', "").replace(" or ", " 或 ")),
    }
}

/// Beginnings of messages about names that do not exist, and what they name.
const UNKNOWN: &[(&str, &str)] = &[
    ("Variable `", "变量"),
    ("Field `", "字段"),
    ("Unknown filter `", "过滤器"),
    ("Unknown test `", "判断（is）"),
    ("Unknown function `", "函数"),
    ("Unknown component `", "组件"),
    ("Unknown template `", "模板文件"),
    ("Block `", "块（block），上级模板里找不到它"),
];

/// Beginnings of other messages, and what they mean.
const SAID: &[(&str, &str)] = &[
    ("circle", "模板互相引用，成了一个圈"),
    ("Unexpected end of input", "模板没有写完，缺少 `endif`、`endfor`、`endblock` 之类的结尾"),
    ("Unexpected character", "有不认识的符号；引号、括号、花括号都要用英文（半角）的"),
    ("String opened with", "引号没有配对"),
    ("unexpected end of string", "引号没有配对"),
    ("Closing comment tag", "注释没有结束，缺少 `#}`"),
    ("unexpected end of raw block", "`raw` 没有结束，缺少 `endraw`"),
    ("Unknown tag", "没有这种标签"),
    (
        "This content would be ignored",
        "这里的内容不会显示：扩展（extends）别的模板时，内容要写在块（block）里面",
    ),
    ("Template already contains a block named", "同一个块（block）写了两次"),
    ("Tried to render a variable that is undefined", "这里的值没有定义"),
    ("Iteration not possible", "`for` 只能用在列表上，这里的值不是列表"),
    ("Invalid type for the value", "值的类型不对，这里不能这样用"),
    ("Missing keyword argument", "过滤器或函数缺少参数"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Serialize;
    use tera::{Context, Tera};

    use super::explain;
    use crate::diagnostic::Problem;

    #[derive(Serialize)]
    struct Page {
        title: &'static str,
    }

    /// What is told of a template that cannot be used.
    fn told(text: &str) -> Problem {
        let mut tera = Tera::new();
        let replaced = BTreeSet::from(["a.html".to_owned()]);
        let mut context = Context::new();
        context.insert("page", &Page { title: "甲" });
        let error = match tera.add_raw_templates([("a.html", text)]) {
            Err(error) => error,
            Ok(()) => tera.render("a.html", &context).expect_err("a broken template"),
        };
        explain(&error, "themes/yunxi", &replaced, |_| Some(text.to_owned()))
    }

    #[test]
    fn the_usual_errors_are_told_in_chinese() {
        for (text, said, meant) in [
            ("{{ pge.title }}", "没有 `pge` 这个变量；可以用：page", "pge"),
            ("{{ page.titel }}", "没有 `titel` 这个字段；可以用：title", "titel"),
            ("云溪镇\n云{{ page.title | uper }}", "没有 `uper` 这个过滤器", "uper"),
            ("{% include \"b.html\" %}", "没有 `b.html` 这个模板文件", "b.html"),
            ("{{ page.title }", "这里是 `}`，应当是 `}}`", "}"),
            ("{% if page %}甲", "模板没有写完，缺少 `endif`、`endfor`、`endblock` 之类的结尾", ""),
            ("{{ “甲” }}", "有不认识的符号；引号、括号、花括号都要用英文（半角）的", "“"),
            (
                "{% set n = 3 %}{% for x in n %}{% endfor %}",
                "`for` 只能用在列表上，这里的值不是列表",
                "n",
            ),
            ("{# 注", "注释没有结束，缺少 `#}`", ""),
            ("{% fi %}", "没有这种标签", "fi"),
        ] {
            let problem = told(text);
            assert_eq!(problem.detail, said, "{text}");
            let place = problem.place.expect("a place");
            assert_eq!(place.file, "themes/yunxi/templates/a.html");
            let quote = place.quote.expect("a line");
            assert!(quote.text[quote.span].contains(meant), "{text}");
        }
        assert!(told("{{ page.titel }}").mend.starts_with("是不是 `title`？"));
    }

    #[test]
    fn a_missing_parent_and_a_circle_name_the_template() {
        let problem = told("{% extends \"b.html\" %}");
        assert_eq!(problem.detail, "没有 `b.html` 这个模板文件");
        assert_eq!(problem.file(), Some("themes/yunxi/templates/a.html"));
        assert_eq!(told("{% extends \"a.html\" %}").detail, "模板互相引用，成了一个圈");
    }

    #[test]
    fn other_words_stay_behind_a_chinese_sentence() {
        let problem = told("{{ page.title[1:2:0] }}");
        assert!(
            problem.detail.starts_with("这里模板引擎处理不了，它的原话是："),
            "{}",
            problem.detail
        );
    }
}
