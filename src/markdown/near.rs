//! Finds what was meant as Markdown and is printed as it stands: `##标题`, `[文字]（链接）`,
//! `！[说明](图.jpg)`. Code is left out, and so is what people write in prose anyway: a hashtag
//! (`#话题#`), brackets before parentheses that hold no address.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::prepare::{Source, clean};
use super::write::Events;
use super::{Note, NoteKind};

/// Notes every near miss, each with the right spelling.
pub(super) fn find(events: &Events, source: &Source, notes: &mut Vec<Note>) {
    let text = source.text();
    let mut found: Vec<(Range<usize>, String)> = Vec::new();
    let closing = closing(text);
    runs(events, |run| {
        found.extend(heading(text, &run));
        found.extend(footnote(text, &run));
        // Links that are spelled right leave no bracket in plain text.
        let next = closing.partition_point(|&at| at < run.start);
        if closing.get(next).is_some_and(|&at| at < run.end) {
            found.extend(links(text, &run));
        }
    });
    for (event, place) in events {
        if let Event::Start(Tag::Link { dest_url, .. }) = event {
            found.extend(picture(text, place, dest_url));
        }
    }
    notes.extend(found.into_iter().map(|(place, right)| Note {
        span: source.span(&place),
        what: NoteKind::NearMiss { right: clean(&right).into_owned() },
    }));
}

/// Where brackets close, in their order.
fn closing(text: &str) -> Vec<usize> {
    let mut all: Vec<usize> = memchr::memchr_iter(b']', text.as_bytes()).collect();
    for mark in &*WIDE_CLOSING {
        all.extend(mark.find_iter(text.as_bytes()));
    }
    all.sort_unstable();
    all
}

/// Searches that are made ready once.
static WIDE_CLOSING: LazyLock<[Finder<'static>; 2]> =
    LazyLock::new(|| ["】", "］"].map(Finder::new));

/// Tells of stretches of plain text within one line, which the parser may have cut at any character.
fn runs(events: &Events, mut tell: impl FnMut(Range<usize>)) {
    let mut run = 0..0;
    let mut is_literal = false;
    for (event, place) in events {
        match event {
            Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock) => is_literal = true,
            Event::End(TagEnd::CodeBlock | TagEnd::HtmlBlock) => is_literal = false,
            Event::Text(_) if !is_literal => {
                if run.end == place.start {
                    run.end = place.end;
                } else {
                    tell(std::mem::replace(&mut run, place.clone()));
                }
            }
            _ => {}
        }
    }
    tell(run);
}

/// `##标题` at the beginning of a line, also with an ideographic space or full-width marks.
fn heading(text: &str, run: &Range<usize>) -> Option<(Range<usize>, String)> {
    if !text[run.clone()].starts_with(['#', '＃']) {
        return None;
    }
    let before = text[..run.start].trim_end_matches([' ', '>']);
    if !before.is_empty() && !before.ends_with('\n') {
        return None;
    }
    let line = &text[run.clone()];
    let title = line.trim_start_matches(['#', '＃']);
    let level = line[..line.len() - title.len()].chars().count();
    let title = title.trim();
    // One mark alone is a hashtag as likely as a heading, and a second group of them closes it.
    let is_meant = (2..=6).contains(&level) && !title.is_empty() && !title.contains(['#', '＃']);
    is_meant.then(|| (run.clone(), format!("{} {title}", "#".repeat(level))))
}

/// `[^1]：说明`: a footnote behind whose name stands a full-width colon.
fn footnote(text: &str, run: &Range<usize>) -> Option<(Range<usize>, String)> {
    let before = text[..run.start].trim_end_matches(' ');
    let (name, rest) = text[run.clone()].strip_prefix("[^")?.split_once(']')?;
    let begins_line = before.is_empty() || before.ends_with('\n');
    let is_meant = begins_line && !name.is_empty() && rest.starts_with('：');
    let end = run.end - rest.len() + '：'.len_utf8();
    is_meant.then(|| (run.start..end, format!("[^{name}]: ")))
}

/// A link or picture with a mark of the wrong width, or a space in its address.
fn links(text: &str, run: &Range<usize>) -> Vec<(Range<usize>, String)> {
    let line = &text[run.clone()];
    let mut found = Vec::new();
    let mut done = 0;
    for (close, mark) in line.char_indices().filter(|(_, c)| matches!(c, ']' | '】' | '］')) {
        let after = close + mark.len_utf8();
        let start = std::mem::replace(&mut done, after);
        let Some(open) = line[start..close].rfind(['[', '【', '［']).map(|at| start + at) else {
            continue;
        };
        let words = line[open..close].trim_start_matches(['[', '【', '［']);
        let Some(target) = target(&line[after..]) else { continue };
        let end = run.start + after + target.end;
        let target = line[after..][target].trim();
        let before = &text[..run.start + open];
        if before.ends_with('\\') || words.starts_with('^') {
            continue;
        }
        let mark = before.strip_suffix('!').or_else(|| before_picture(before));
        let (bang, start) = match mark.filter(|_| is_picture(target)) {
            Some(before) => ("!", before.len()),
            None => ("", before.len()),
        };
        let place = start..end + text[end..].chars().next().map_or(0, char::len_utf8);
        let right = if target.contains(char::is_whitespace) {
            format!("{bang}[{words}](<{target}>)")
        } else {
            format!("{bang}[{words}]({target})")
        };
        // What is spelled right is text for another reason, such as a link around it.
        if text[place.clone()] != right {
            found.push((place, right));
        }
    }
    found
}

/// The address in the parentheses that follow at once or after a space.
fn target(rest: &str) -> Option<Range<usize>> {
    let inner = rest.trim_start_matches(' ').strip_prefix(['(', '（'])?;
    let start = rest.len() - inner.len();
    let inner = &inner[..inner.floor_char_boundary(LONGEST)];
    let ends = inner.match_indices([')', '）']).map(|(end, _)| end);
    ends.take(2).find(|&end| is_address(inner[..end].trim())).map(|end| start..start + end)
}

/// Addresses are looked for no further than this.
const LONGEST: usize = 300;

/// `！[说明](图.jpg)`: a link to a picture, which is meant to be shown.
fn picture(text: &str, link: &Range<usize>, address: &str) -> Option<(Range<usize>, String)> {
    let before = before_picture(&text[..link.start]).filter(|_| is_picture(address))?;
    Some((before.len()..link.end, format!("!{}", &text[link.clone()])))
}

/// What stands before a full-width mark that ends no sentence.
fn before_picture(text: &str) -> Option<&str> {
    text.strip_suffix('！')
        .filter(|before| !before.chars().next_back().is_some_and(char::is_alphanumeric))
}

/// Whether what stands in parentheses is an address rather than a remark.
fn is_address(target: &str) -> bool {
    let begins = ["http://", "https://", "www.", "mailto:", "tel:", "./", "../", "/"];
    !target.contains(['"', '<', '>'])
        && (begins.iter().any(|start| target.len() > start.len() && target.starts_with(start))
            || PICTURES.iter().chain(FILES).any(|end| ends_with(target, end)))
}

fn is_picture(target: &str) -> bool {
    PICTURES.iter().any(|end| ends_with(target, end))
}

/// Whether a name ends in `.md` or the like, a place in the page left aside.
fn ends_with(target: &str, end: &str) -> bool {
    let name = target.split_once('#').map_or(target, |(name, _)| name);
    name.rsplit_once('.')
        .is_some_and(|(stem, found)| !stem.is_empty() && found.eq_ignore_ascii_case(end))
}

const PICTURES: &[&str] = &["jpg", "jpeg", "png", "webp", "gif", "svg", "heic", "bmp"];

const FILES: &[&str] = &[
    "md", "html", "htm", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "wps", "et", "csv",
    "txt", "zip",
];

#[cfg(test)]
mod tests {
    use crate::markdown::NoteKind;
    use crate::markdown::tests::page;

    /// What is meant in a text, and the right spelling of each.
    fn near(text: &str) -> Vec<(&str, String)> {
        let notes = page(text).notes.into_iter();
        notes
            .filter_map(|note| match note.what {
                NoteKind::NearMiss { right } => Some((&text[note.span], right)),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn what_was_meant_is_found_with_its_right_spelling() {
        for (written, right) in [
            ("##怎么办理", "## 怎么办理"),
            ("##　怎么办理", "## 怎么办理"),
            ("＃＃ 怎么办理", "## 怎么办理"),
            ("[政策]（../policy/yibao.md）", "[政策](../policy/yibao.md)"),
            ("[政策](../policy/yibao.md）", "[政策](../policy/yibao.md)"),
            ("[政策] (yibao.md#s1)", "[政策](yibao.md#s1)"),
            ("【县政府】(https://www.example.cn/)", "[县政府](https://www.example.cn/)"),
            ("【名单】（名单.xlsx）", "[名单](名单.xlsx)"),
            ("！[说明](图.jpg)", "![说明](图.jpg)"),
            ("！[说明]（图.JPG）", "![说明](图.JPG)"),
            ("!【说明】（图.jpg）", "![说明](图.jpg)"),
            ("![说明](有 空格.jpg)", "![说明](<有 空格.jpg>)"),
            ("[名单](10月 名单.xlsx)", "[名单](<10月 名单.xlsx>)"),
            ("[照片（一）]（图（1）.jpg）", "[照片（一）](图（1）.jpg)"),
        ] {
            assert_eq!(near(written), [(written, right.to_owned())]);
            assert_eq!(near(right), [], "{right}");
        }
        let text = "甲乙**“丙”**见[丁]（a.md）。\n\n> ##戊\n\n- 己！[庚]（b.md）";
        let found: Vec<&str> = near(text).into_iter().map(|(written, _)| written).collect();
        assert_eq!(found, ["[丁]（a.md）", "##戊", "[庚]（b.md）"]);
    }

    #[test]
    fn prose_and_code_are_left_alone() {
        for text in [
            "#民生工程宣传月#",
            "##民生话题##",
            "#民生工程",
            "第##号",
            "【解读】（2026年版）",
            "[1]（见下文）",
            "[注]（约1.5km）",
            "云政[2026]（5号）",
            "快来报名！[报名表](baoming.docx)",
            "大家都来看！[照片](a.jpg)",
            r"\[政策]（yibao.md）",
            "`[政策]（yibao.md）`和`##标题`",
            "```\n##标题\n[政策]（yibao.md）\n```",
            "    ##标题",
            "[政策](yibao.md)（见附件）",
            "<div>\n[政策]（yibao.md）\n</div>",
        ] {
            assert_eq!(near(text), [], "{text}");
        }
    }
}
