//! A problem as it stands on the screen, its caret aligned under Chinese characters.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use unicode_width::UnicodeWidthStr as _;

use super::{Level, Problem, Quote};
use crate::privacy;

/// The whole message of one problem, several lines, ending in a newline.
pub fn screen(problem: &Problem) -> String {
    let rule = problem.rule;
    let mut out = format!("{} {}：{}\n", rule.level.name(), rule.code, problem.message());
    if let Some(place) = &problem.place {
        let file = privacy::mask(&place.file);
        match &place.quote {
            Some(quote) => {
                let _ = writeln!(out, "  ──▶ {file}:{}:{}", quote.line, quote.column);
                // An empty file or line has nothing to point at.
                if !quote.text.trim().is_empty() {
                    excerpt(quote, &mut out);
                }
            }
            None => {
                let _ = writeln!(out, "  ──▶ {file}");
            }
        }
    }
    if !problem.mend.is_empty() {
        let _ = writeln!(out, "  改法：{}", privacy::mask(&problem.mend));
    }
    out
}

/// The longest part of a line that is quoted, in columns of the screen.
const EXCERPT_WIDTH: usize = 96;

fn excerpt(quote: &Quote, out: &mut String) {
    let number = quote.line.to_string();
    let pad = " ".repeat(number.len());
    let (before, meant, after) = window(quote);
    let indent = " ".repeat(before.width());
    let carets = "^".repeat(meant.width().max(1));
    let _ = writeln!(out, " {pad} │");
    let _ = writeln!(out, " {number} │ {before}{meant}{after}");
    let _ = writeln!(out, " {pad} │ {indent}{carets}");
}

/// The line in three parts, cut to the screen around what is meant, each part masked and free of
/// characters that would move the caret.
fn window(quote: &Quote) -> (String, String, String) {
    // The line is masked as a whole, so that a number is recognised even where the span cuts it;
    // masking keeps the length in characters, so the three parts are found again by counting.
    let masked: Vec<char> = privacy::mask(&quote.text).chars().collect();
    let count = |text: &str| text.chars().count();
    let start = count(&quote.text[..quote.span.start]).min(masked.len());
    let end = (start + count(&quote.text[quote.span.clone()])).min(masked.len());
    let clean = |part: &[char]| -> String {
        part.iter().map(|&c| if c.is_control() { ' ' } else { c }).collect()
    };
    let meant = cut_end(&clean(&masked[start..end]), EXCERPT_WIDTH / 2);
    let room = EXCERPT_WIDTH - meant.width();
    let before = cut_start(&clean(&masked[..start]), room * 2 / 3);
    let after = cut_end(&clean(&masked[end..]), room.saturating_sub(before.width()));
    (before, meant, after)
}

fn cut_end(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + 2 > width.saturating_sub(1) {
            break;
        }
        kept.push(c);
    }
    kept + "…"
}

fn cut_start(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let reversed: String = text.chars().rev().collect();
    cut_end(&reversed, width).chars().rev().collect()
}

/// How many of one code are shown on the screen before the rest is only counted.
const SHOWN_PER_CODE: usize = 5;

/// Problems for the screen: all errors, and warnings grouped by code and capped, with a line that
/// says how many more there are.
pub fn counted(problems: &[Problem]) -> String {
    let mut out = String::new();
    for problem in problems.iter().filter(|p| p.rule.level == Level::Error) {
        out.push_str(&screen(problem));
        out.push('\n');
    }
    let mut groups: BTreeMap<&str, Vec<&Problem>> = BTreeMap::new();
    for problem in problems.iter().filter(|p| p.rule.level == Level::Warning) {
        groups.entry(problem.rule.code).or_default().push(problem);
    }
    for (code, group) in groups {
        for problem in group.iter().take(SHOWN_PER_CODE) {
            out.push_str(&screen(problem));
            out.push('\n');
        }
        if let Some(more) = group.len().checked_sub(SHOWN_PER_CODE).filter(|&more| more > 0) {
            let _ = writeln!(out, "警告 {code} 另有 {more} 条未显示，加 --json 可全部列出。\n");
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::screen;
    use crate::diagnostic::{self, Problem};

    #[test]
    fn the_caret_stands_under_chinese_text() {
        let text = "---\n标题：开工\n日期：2026年13月1日\n---\n";
        let start = text.find("2026").unwrap();
        let mut problem = Problem::new(&diagnostic::DATE_UNREADABLE, "`2026年13月1日`")
            .at("content/news/a.md", start..start + "2026年13月1日".len())
            .mend("写成 `2026-12-01` 或 `2026年12月1日`");
        problem.locate(text);
        let expected = "\
错误 MS0103：日期写法无法识别：`2026年13月1日`
  ──▶ content/news/a.md:3:7
   │
 3 │ 日期：2026年13月1日
   │       ^^^^^^^^^^^^^
  改法：写成 `2026-12-01` 或 `2026年12月1日`
";
        // Three wide characters are six columns, and the caret begins below the seventh.
        assert_eq!(screen(&problem), expected);
    }

    #[test]
    fn a_quoted_number_is_masked_wherever_it_stands() {
        let text = "联系人 349999195001010017 电话 13800138000";
        let mut problem =
            Problem::new(&diagnostic::KEY_UNKNOWN, "`349999195001010017`").at("a.md", 0..6);
        problem.locate(text);
        let shown = screen(&problem);
        assert!(!shown.contains("19500101") && !shown.contains("3800138"), "{shown}");
    }
}
