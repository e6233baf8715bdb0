//! What a build has to tell: on the screen for a clerk, as JSON for tools.

use std::fmt::Write as _;
use std::path::Path;

use serde_json::{Value, json};

use crate::build::{Report, has_errors};
use crate::diagnostic::{self, Problem};
use crate::privacy;
use crate::publish::Why;

/// The report for the screen.
pub fn text(report: &Report, output: &Path, seconds: f64, explain: bool) -> String {
    let mut out = diagnostic::counted(&report.problems);
    let count = |is: fn(&Problem) -> bool| report.problems.iter().filter(|p| is(p)).count();
    let (errors, in_drafts) = (count(Problem::stops), count(|p| p.is_error() && p.in_draft));
    let warnings = count(|problem| !problem.is_error());
    let Some(published) = &report.published else {
        let _ = writeln!(
            out,
            "没有生成：{errors} 处错误，{warnings} 处警告。网站保持原样，改好后再运行一次。"
        );
        return out;
    };
    if explain {
        for (path, why) in &published.written {
            let _ = writeln!(out, "写 {}：{}", privacy::mask(path), reason(why));
        }
        for path in &published.removed {
            let _ = writeln!(out, "删 {}：站点里不再有它", privacy::mask(path));
        }
    }
    let _ = writeln!(
        out,
        "生成完毕：{} 篇文章。写入 {} 个文件，{} 个不变，删除 {} 个；处理照片 {} 张次；用时 {seconds:.1} 秒；{warnings} 处警告。",
        report.pages,
        published.written.len(),
        published.unchanged,
        published.removed.len(),
        published.photos,
    );
    let waiting: Vec<String> =
        [("草稿", report.agenda.drafts), ("定时文章", report.agenda.scheduled)]
            .into_iter()
            .filter(|(_, count)| *count > 0)
            .map(|(name, count)| format!("{name} {count} 篇"))
            .collect();
    if !waiting.is_empty() {
        let _ = writeln!(out, "  还没有发布：{}", waiting.join("、"));
    }
    if in_drafts > 0 {
        let _ =
            writeln!(out, "  草稿里有 {in_drafts} 处错误，有错误的草稿可能没有生成，发布前要改好");
    }
    for due in &report.agenda.due {
        // The day itself is still in time.
        let state = if due.overdue { "已超期，最迟应在" } else { "快到期，最迟在" };
        let _ = writeln!(out, "  栏目“{}”{state} {} 更新", privacy::mask(&due.title), due.by);
    }
    if !report.agenda.empty.is_empty() {
        let titles: Vec<_> = report.agenda.empty.iter().map(|title| privacy::mask(title)).collect();
        let _ = writeln!(out, "  没有内容的栏目：{}", titles.join("、"));
    }
    if let Some(day) = report.agenda.next_build {
        let _ = writeln!(out, "  下次需要重新生成的日子：{day}（有文章上线、下线或到期）");
    }
    let home = output.join("index.html");
    let home = std::path::absolute(&home).unwrap_or(home);
    let _ = writeln!(out, "打开看看：{}", home.display());
    out
}

fn reason(why: &Why) -> String {
    match why {
        Why::New => "新文件".to_owned(),
        Why::Disturbed => "输出文件被改动过".to_owned(),
        Why::Unknown => "没有上次生成的记录".to_owned(),
        Why::Parts(parts) => {
            let names: Vec<&str> = parts.iter().map(|part| part_name(part)).collect();
            format!("{}有变化", names.join("、"))
        }
    }
}

/// The parts of an output's value as an editor would call them.
fn part_name(part: &str) -> &'static str {
    match part {
        "theme" => "主题模板",
        "site" => "站点信息或导航",
        "column" => "所属栏目",
        "head" => "页头信息",
        "crumbs" => "所在位置",
        "page" => "文章",
        "list" => "列表",
        "dates" => "日期索引",
        "terms" => "分类索引",
        "elders" => "长辈版内容",
        "map" => "站点地图",
        "search" => "检索页",
        "missing" => "“找不到网页”的说明",
        "home" => "首页内容",
        "moved" => "新网址",
        "file" | "asset" => "文件",
        "text" => "内容",
        "template" => "所用模板",
        // A test sees to it that this stands for what an earlier version remembered, and no more.
        _ => OTHER_PART,
    }
}

/// What a part is called that has no name.
const OTHER_PART: &str = "其他内容";

/// The whole report as one line of JSON. Figures that must not be shown are masked in all of it at
/// once, so that what is added to it later is masked too.
pub fn json(report: &Report, seconds: f64) -> String {
    let problems: Vec<Value> = report.problems.iter().map(problem).collect();
    let published = report.published.as_ref().map(|published| {
        json!({
            "written": published.written,
            "removed": published.removed,
            "unchanged": published.unchanged,
            "photos": published.photos,
        })
    });
    masked(json!({
        "ok": !has_errors(&report.problems),
        "pages": report.pages,
        "published": published,
        "problems": problems,
        "due": report.agenda.due,
        "empty_columns": report.agenda.empty,
        "drafts": report.agenda.drafts,
        "scheduled": report.agenda.scheduled,
        "next_build": report.agenda.next_build,
        "seconds": (seconds * 1000.0).round() / 1000.0,
    }))
    .to_string()
}

/// A value with every text in it masked, the names of its entries too: some are paths.
fn masked(value: Value) -> Value {
    match value {
        Value::String(text) => Value::String(privacy::mask(&text).into_owned()),
        Value::Array(values) => values.into_iter().map(masked).collect(),
        Value::Object(entries) => entries
            .into_iter()
            .map(|(name, value)| (privacy::mask(&name).into_owned(), masked(value)))
            .collect(),
        other => other,
    }
}

fn problem(problem: &Problem) -> Value {
    let quote = problem.place.as_ref().and_then(|place| place.quote.as_ref());
    json!({
        "code": problem.rule.code,
        "level": problem.rule.level,
        "in_draft": problem.in_draft,
        "message": problem.message(),
        "mend": problem.mend,
        "file": problem.file(),
        "line": quote.map(|quote| quote.line),
        "column": quote.map(|quote| quote.column),
        "source": quote.map(|quote| &quote.text),
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{OTHER_PART, json, part_name, text};
    use crate::build::Report;
    use crate::publish::{Published, Why};
    use crate::site::agenda::{Agenda, Due};

    #[test]
    fn no_private_figure_stands_in_what_is_told() {
        let title = "13800138000";
        let by = chrono::NaiveDate::default();
        let due = Due { title: title.to_owned(), by, overdue: true };
        let path = format!("{title}/index.html");
        let published = Published {
            written: [(path.clone(), Why::New)].into(),
            removed: [path].into(),
            ..Published::default()
        };
        let agenda = Agenda { due: vec![due], empty: vec![title.to_owned()], ..Agenda::default() };
        let report = Report { published: Some(published), agenda, ..Report::default() };
        for told in [json(&report, 0.0), text(&report, Path::new("public"), 0.0, true)] {
            assert!(!told.contains(title), "{told}");
            assert_eq!(told.matches("13*******00").count(), 4, "{told}");
        }
    }
    /// Where parts are fingerprinted they are named in the code itself, so that is what is walked:
    /// a part that is added there is missing here until it has a name.
    #[test]
    fn every_part_has_a_name_for_editors() {
        let named = |code: &'static str, call: &'static str| {
            let names = code.split(call).skip(1).filter_map(|rest| rest.split('"').next());
            names.collect::<Vec<_>>()
        };
        let view = include_str!("../view/mod.rs");
        let maker = include_str!("../publish/make.rs");
        let parts = [
            named(view, "sink.part(\""),
            named(maker, "prints.add(\""),
            named(maker, "prints.part(\""),
            named(maker, "one(\""),
            named(maker, "=> (\""),
        ]
        .concat();
        assert!(parts.len() > 15 && parts.contains(&"elders") && parts.contains(&"asset"));
        // The last two are left out of the fingerprint: they follow from where the output stands.
        for part in parts.into_iter().filter(|part| !["root", "path"].contains(part)) {
            assert_ne!(part_name(part), OTHER_PART, "{part}");
        }
    }
}
