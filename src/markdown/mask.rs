//! Keeps the stars that hide a name or a number: `张*三、李*四`, `138****1234`.
//!
//! Public notices print half-hidden names and numbers, and Markdown would pair their stars. These
//! runs of stars are text:
//!
//! * **Numbers.** A run between two digits, of any length (`12**34`, and `2*3` as well); a run of
//!   four or more beside a digit (`****1234`); a run of three between letters or digits
//!   (`A***12`), or beside one digit when no run of three in the paragraph makes it a pair
//!   (`12***`, but not `***2026***`).
//! * **Names.** A *word* is a stretch of Han characters and stars between other characters; 和, 与
//!   and 及 end it too. A word with one run of stars in it is a name when one Han character stands
//!   before the run (`张*三`, `李**`, `王*等人`), or two and at most one after it (`欧阳*华`,
//!   `对张*三`). It stays text unless its run could close emphasis that was opened before by a
//!   run that is no name (`**第一，安全**`).
//! * **Lists of names.** That opening run is itself text when it stands in a longer word with at
//!   most one Han character after it, and the closing one in a name with one Han character before
//!   its star (`授予张*三、李*四等人`).
//!
//! If emphasis of some length stays open in a paragraph, a name of that length may be its other
//! half, so no name of that length is taken for one there (`请*注意，安全*第一`). What the
//! rules miss, a backslash mends: `\*三`.

use super::delimiters::Run;
use super::han::is_han;
use super::prepare::{Edit, STAR, after, before, is_gap};

/// Turns the stars of names and numbers into text.
pub(super) fn mask(text: &str, runs: &[Run], edits: &mut Vec<Edit>) {
    let stars: Vec<Run> = runs.iter().filter(|run| run.delimiter == b'*').copied().collect();
    for paragraph in stars.chunk_by(|left, right| !is_parted(text, *left, *right)) {
        let (numbers, rest): (Vec<_>, Vec<_>) =
            paragraph.iter().partition(|run| is_number(text, **run, paragraph));
        for run in numbers.into_iter().chain(names(text, &rest)) {
            edits.extend((run.at..run.end()).map(|at| Edit { at, cut: 1, put: STAR }));
        }
    }
}

/// Whether a new paragraph, list item, heading or row of a table begins between two runs.
fn is_parted(text: &str, left: Run, right: Run) -> bool {
    // With the space after a star, if there is one, to know a bullet.
    let between = text.get(left.end()..=right.end()).unwrap_or(&text[left.end()..right.end()]);
    between.split('\n').skip(1).any(|line| {
        let line = line.trim_start_matches([' ', '\t', '>', '\r']);
        let unnumbered = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line.is_empty()
            || line.starts_with(['#', '|'])
            || ["- ", "+ ", "* "].iter().any(|bullet| line.starts_with(bullet))
            || (unnumbered.len() < line.len() && unnumbered.starts_with(". "))
    })
}

fn is_number(text: &str, run: Run, paragraph: &[Run]) -> bool {
    let (left, right) = neighbours(text, run);
    let is_digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let is_sign = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    match (is_digit(left), is_digit(right), run.len) {
        (true, true, _) => true,
        (false, false, _) | (_, _, 1 | 2) => false,
        (digit_before, _, 3) => {
            (is_sign(left) && is_sign(right)) || !has_partner(text, run, digit_before, paragraph)
        }
        _ => true,
    }
}

/// Whether the run of three before or after this one would hold the other end of its emphasis.
fn has_partner(text: &str, run: Run, closes: bool, paragraph: &[Run]) -> bool {
    let here = paragraph.partition_point(|other| other.at < run.at);
    let other = if closes { here.checked_sub(1) } else { Some(here + 1) };
    let Some(other) = other.and_then(|index| paragraph.get(index)) else { return false };
    let (left, right) = neighbours(text, *other);
    let (inner, outer) = if closes { (right, left) } else { (left, right) };
    other.len == 3
        && inner.is_some_and(char::is_alphanumeric)
        && !outer.is_some_and(|c| c.is_ascii_digit())
}

/// The runs in names, found by reading the paragraph as Markdown would.
fn names(text: &str, runs: &[Run]) -> Vec<Run> {
    let mut open: [Option<Run>; 3] = [None; 3];
    let mut found = Vec::new();
    for &run in runs {
        let (left, right) = neighbours(text, run);
        if is_gap(left) && is_gap(right) {
            continue;
        }
        let word = word(text, run);
        let slot = class(run);
        match open[slot] {
            Some(opener) if !is_gap(left) => {
                if word.is_alone && word.left == 1 && is_in_list(text, opener) {
                    found.extend([opener, run]);
                }
                open[slot] = None;
                if slot == 2 {
                    // A run of three closes an emphasis of one and one of two.
                    open = [None; 3];
                }
            }
            None if word.is_name() => found.push(run),
            None if !is_gap(right) => open[slot] = Some(run),
            _ => {}
        }
    }
    found.retain(|run| open[class(*run)].is_none());
    found
}

fn class(run: Run) -> usize {
    run.len.min(3) - 1
}

/// The Han characters on both sides of a run.
struct Word {
    left: usize,
    right: usize,
    /// No other run of stars bounds the word.
    is_alone: bool,
    /// What follows the word.
    end: Option<char>,
}

impl Word {
    fn is_name(&self) -> bool {
        // Before a bracket the run may begin emphasis (`的**“两癌”筛查**`).
        let is_before_bracket = self.right == 0 && self.end.is_some_and(is_opening);
        self.is_alone
            && !is_before_bracket
            && (self.left == 1 || (self.left == 2 && self.right <= 1))
    }
}

fn word(text: &str, run: Run) -> Word {
    let is_inner = |c: &char| is_han(*c) && !matches!(c, '和' | '与' | '及');
    let (before, rest) = (&text[..run.at], &text[run.end()..]);
    let left = before.chars().rev().take_while(is_inner).count();
    let right = rest.chars().take_while(is_inner).count();
    let left_end = before.chars().rev().nth(left);
    let right_end = rest.chars().nth(right);
    let is_alone = left_end != Some('*') && right_end != Some('*');
    Word { left, right, is_alone, end: right_end }
}

/// Whether a run stands in what may be one name of a list: `授予张*三、`, `张*（男）、`.
fn is_in_list(text: &str, run: Run) -> bool {
    let word = word(text, run);
    let is_before_quotation =
        word.right == 0 && word.end.is_some_and(|c| is_opening(c) && !matches!(c, '（' | '('));
    word.is_alone && word.left > 0 && word.right <= 1 && !is_before_quotation
}

fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '《' | '〈' | '【' | '〔' | '（' | '(' | '[' | '"')
}

fn neighbours(text: &str, run: Run) -> (Option<char>, Option<char>) {
    (before(text, run.at), after(text, run.end()))
}

#[cfg(test)]
mod tests {
    use crate::markdown::tests::html;

    fn is_kept(text: &str) {
        assert_eq!(html(text), format!("<p>{text}</p>\n"));
    }

    #[test]
    fn names_keep_their_stars() {
        for text in [
            "张*三、李*四",
            "张*三，李*四，王*五",
            "李**、王**",
            "王*、李*、赵*",
            "欧阳*华、司马*",
            "张*三 李*四",
            "张*三和李*四",
            "对张*三、李*四予以表彰",
            "授予张*三、李*四等人",
            "授予张*三、李*四、王*五等10人荣誉称号",
            "张*三获得一等奖，李*四获得二等奖",
            "张*（男）、李*（女）",
            "张*三（组长）、李*四（副组长）",
            "户主：张*三；成员：李**",
        ] {
            is_kept(text);
        }
    }

    #[test]
    fn numbers_keep_their_stars() {
        for text in [
            "138****1234、139****5678",
            "34**********1234、34**********567X",
            "12**34，56**78",
            "****1234和****5678",
            "6222****、6223****",
            "皖A***12、皖B***34",
            "12***、34***",
            "2*3*4米",
        ] {
            is_kept(text);
        }
    }

    #[test]
    fn names_stand_beside_emphasis() {
        assert_eq!(
            html("张*三说：*重点*内容，**李**、138****1234"),
            "<p>张*三说：<em>重点</em>内容，<strong>李</strong>、138****1234</p>\n"
        );
        assert_eq!(
            html("- 张*三：*好*\n- 李*四\n\n| 甲 |\n|---|\n| 王*五 |\n| 赵*六 |")
                .matches('*')
                .count(),
            4
        );
    }

    #[test]
    fn emphasis_stays_emphasis() {
        for (text, expected) in [
            ("这是*重点*内容", "这是<em>重点</em>内容"),
            ("这是*重点、难点*内容", "这是<em>重点、难点</em>内容"),
            ("**加粗**", "<strong>加粗</strong>"),
            ("**注意：**请看", "<strong>注意：</strong>请看"),
            ("在**云溪镇**、**青山镇**", "在<strong>云溪镇</strong>、<strong>青山镇</strong>"),
            ("在**云溪镇、青山镇**举办", "在<strong>云溪镇、青山镇</strong>举办"),
            (
                "**第一，安全**；**第二，质量**。",
                "<strong>第一，安全</strong>；<strong>第二，质量</strong>。",
            ),
            ("**第一，好**；", "<strong>第一，好</strong>；"),
            ("请*注意，安全*第一", "请<em>注意，安全</em>第一"),
            ("请看**通知，时间**吧", "请看<strong>通知，时间</strong>吧"),
            ("的**“两癌”筛查**的", "的<strong>“两癌”筛查</strong>的"),
            ("的**“两癌”查**的", "的<strong>“两癌”查</strong>的"),
            ("***2026年***", "<em><strong>2026年</strong></em>"),
            ("共***3***个", "共<em><strong>3</strong></em>个"),
            ("共**3**个、**20**户", "共<strong>3</strong>个、<strong>20</strong>户"),
            ("*a*b", "<em>a</em>b"),
        ] {
            assert_eq!(html(text), format!("<p>{expected}</p>\n"));
        }
        assert_eq!(html("*重点\n难点*"), "<p><em>重点难点</em></p>\n");
    }

    #[test]
    fn the_limits_are_known() {
        // Emphasis of single characters across a comma looks like two names.
        is_kept("他*很，好*的");
        // A note's star opens emphasis that a name closes; it wants a backslash.
        assert_eq!(html("*注：张*三"), "<p><em>注：张</em>三</p>\n");
        assert_eq!(html("\\*注：张*三"), "<p>*注：张*三</p>\n");
    }
}
