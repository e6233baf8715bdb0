//! Keeps the stars that hide a name or a number: `张*三、李*四`, `138****1234`.
//!
//! Public notices print half-hidden names and numbers, and Markdown would pair their stars. These
//! runs of stars are text:
//!
//! * **Numbers.** A run between two digits, of any length (`12**34`, and `2*3` as well); a run of
//!   four or more beside a digit (`****1234`); a run of three between letters or digits
//!   (`A***12`), or beside one digit when no run of three in the paragraph makes it a pair
//!   (`12***`, but not `***2026***`).
//! * **Names.** Beside each run is looked for a name (`names`): one of the families that most
//!   people have before it (`村民张*三`), a word as short as a name around it (`仝*三`), or a
//!   given name after it where a clause begins (`*明、`). The runs of one length are then read in
//!   the way that costs least, each as part of a name or as one end of emphasis: it is cheap to
//!   print a star that looks like a name's, and dear to emphasise what reaches from one such star
//!   over a comma to the next. Where both readings cost the same it is emphasis.
//!
//! A lost emphasis can be seen and mended, a lost star names someone else. So `*小王、小李*负责`
//! keeps its stars, and text without anything like a name is read as Markdown reads it. What the
//! rules miss, a backslash mends: `\*三`.

use super::delimiters::Run;
use super::names::{Look, begins_clause, is_and, is_separator, look};
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
    let is_spaced = text[right.end()..].starts_with(' ');
    let between = &text[left.end()..right.end() + usize::from(is_spaced)];
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

/// The runs in names, found by taking the cheapest reading of the runs of each length.
fn names(text: &str, runs: &[Run]) -> Vec<Run> {
    let mut found = Vec::new();
    for class in 0..3 {
        let mut stars = Vec::new();
        for &run in runs.iter().filter(|run| class_of(**run) == class) {
            let (left, right) = neighbours(text, run);
            if !(is_gap(left) && is_gap(right)) {
                stars.push(Star { run, left, right, look: look(text, run), separators: 0 });
            }
        }
        if stars.iter().any(|star| star.look != Look::Plain) {
            behead(text, &mut stars);
            count_separators(text, &mut stars);
            found.extend(cheapest(&stars));
        }
    }
    found
}

/// Runs of three and more are one class, as they may open and close both others.
fn class_of(run: Run) -> usize {
    run.len.min(3) - 1
}

/// A run of stars and what the reading of it depends on.
struct Star {
    run: Run,
    left: Option<char>,
    right: Option<char>,
    look: Look,
    /// How many separators stand before it, from the first star on.
    separators: usize,
}

/// Where one name hides its family, so does the next, whatever is said of it: `*明、*强获补助`.
fn behead(text: &str, stars: &mut [Star]) {
    if stars.iter().any(|star| star.look == Look::Headless) {
        for star in stars.iter_mut().filter(|star| star.look == Look::Plain) {
            if begins_clause(text, star.run) {
                star.look = Look::Headless;
            }
        }
    }
}

/// Counts each separator once, so that asking whether one stands between two stars is cheap.
fn count_separators(text: &str, stars: &mut [Star]) {
    let mut done: Option<(usize, usize)> = None;
    for star in stars {
        if let Some((end, count)) = done {
            let between = text[end..star.run.at].chars().filter(|c| is_separator(*c)).count();
            star.separators = count + between;
        }
        done = Some((star.run.end(), star.separators));
    }
}

/// The names in the reading that costs least: a star is a name's, closes the emphasis that one
/// before it opened, or is left over.
fn cheapest(stars: &[Star]) -> Vec<Run> {
    // The emphasis that may be open: its cost so far, and the star that opened it.
    let mut open: Option<(usize, usize)> = None;
    // The cost of all before, and for each star the one whose emphasis it closes.
    let mut closed = 0;
    let mut opener_of = Vec::with_capacity(stars.len());
    for (index, star) in stars.iter().enumerate() {
        let kept = closed + star.price_as_text();
        let shut = open
            .filter(|_| !is_gap(star.left))
            .map(|(cost, opener)| (cost + star.price_after(&stars[opener]), opener))
            .filter(|(cost, _)| *cost <= kept);
        let opened = (closed + star.price_of_start(), index);
        let going_on = open.map(|(cost, opener)| (cost + star.price_inside(), opener));
        open = match going_on {
            Some(old) if is_gap(star.right) || old.0 < opened.0 => Some(old),
            _ if is_gap(star.right) => None,
            _ => Some(opened),
        };
        closed = shut.map_or(kept, |(cost, _)| cost);
        opener_of.push(shut.map(|(_, opener)| opener));
    }
    let mut found = Vec::new();
    let mut end = stars.len();
    while let Some(last) = end.checked_sub(1) {
        let opener = opener_of[last];
        let kept = opener.map_or(last..end, |opener| opener + 1..last);
        let names = stars[kept].iter().filter(|star| star.look != Look::Plain || star.is_early());
        found.extend(names.map(|star| star.run));
        end = opener.unwrap_or(last);
    }
    found
}

impl Star {
    /// What it costs to print the star.
    fn price_as_text(&self) -> usize {
        let begins = is_gap(self.left) || self.left.is_some_and(is_separator);
        match self.look {
            Look::Family => 0,
            Look::Perhaps | Look::Short | Look::Headless => 1,
            // Names seldom begin with two stars, and paragraphs often with two for emphasis.
            Look::Plain if self.run.len > 1 && begins => 8,
            Look::Plain => 4,
        }
    }

    /// What it costs to print the star inside emphasis, which it might as well close.
    fn price_inside(&self) -> usize {
        let is_doubtful = matches!(self.look, Look::Perhaps | Look::Short);
        self.price_as_text() + if is_doubtful { 2 } else { 0 }
    }

    /// What it costs to take the star for the edge of emphasis.
    fn price_of_edge(&self) -> usize {
        if matches!(self.look, Look::Family | Look::Perhaps) { 2 } else { 0 }
    }

    /// What it costs to take the star for the beginning of emphasis.
    fn price_of_start(&self) -> usize {
        self.price_of_edge() + if self.is_early() { 9 } else { 0 }
    }

    /// Whether emphasis that the star begins would begin with a comma, as none does.
    fn is_early(&self) -> bool {
        matches!(self.right, Some('、' | '，' | '；' | '。' | '：'))
    }

    /// What it costs to take the star for the end of the emphasis that another began.
    fn price_after(&self, opener: &Star) -> usize {
        let mut price = self.price_of_edge();
        if self.separators > opener.separators {
            // `三，村民李` is nothing that one would emphasise.
            let families = [self, opener].iter().filter(|star| star.look == Look::Family).count();
            let are_names = self.look.is_after_name() && opener.look.is_after_name();
            price += 4 * families + if are_names { 4 } else { 0 };
        }
        // `张*三*` hides more than one character of a name.
        let is_one = opener.right.is_some_and(|c| opener.run.end() + c.len_utf8() == self.run.at);
        if opener.look == Look::Family && is_one {
            price += 4;
        }
        // Emphasis seldom ends with a comma, and begins after one often.
        let is_late = self.left.is_some_and(|c| matches!(c, '、' | '，' | '；') || is_and(c));
        if is_late && self.right.is_some_and(char::is_alphanumeric) {
            price += 8;
        }
        price
    }
}

/// The characters on both sides of a run.
pub(super) fn neighbours(text: &str, run: Run) -> (Option<char>, Option<char>) {
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
    fn names_in_sentences_keep_their_stars() {
        for text in [
            "获奖名单：张*三（柳塘村）、李*四（石桥村）、王*（茶园村）",
            "低保对象张*三，特困人员李*四",
            "村民张*三领取补贴500元，村民李*四领取补贴600元",
            "村民张*三领取补贴500元，村民仝*四领取补贴600元",
            "村民仝*三领取补贴500元，村民李*四领取补贴600元",
            "柳塘村王*、石桥村李*、枫林村赵*",
            "户主刘*，配偶陈*，子刘*东",
            "*明、*强获补助",
            "*晓明、*志强、*华获补助",
            "*明和*强获补助",
            "*明、*强获补助，*华获奖励",
            "低保户张小*、特困户李大*",
            "柳塘村低保户于*华，石桥村低保户向*东",
            "经村民张*三申请、村委会李*四审核，同意发放",
            "经查，张*三（身份证34****15）、李*四违规享受低保",
            "村民张**领取500元，村民李**领取600元",
            "仝*三、丌*四",
            "户主欧阳*华，配偶司马*",
            "张*三家、李*四家",
            "授予张*三“好人”称号，授予李*四“好媳妇”称号",
            "*注：张*三",
            "张*三*、李*四*",
        ] {
            is_kept(text);
        }
        for (text, expected) in [
            ("**表彰名单：**张*三、李*四、王*五", "<strong>表彰名单：</strong>张*三、李*四、王*五"),
            ("**张*三、李*四**获奖", "<strong>张*三、李*四</strong>获奖"),
            ("户主张*三是*重点*对象", "户主张*三是<em>重点</em>对象"),
            ("请*务必*通知张*三，*尽快*办理", "请<em>务必</em>通知张*三，<em>尽快</em>办理"),
            ("请*通知张*三、李*四等人*到场", "请<em>通知张*三、李*四等人</em>到场"),
            (
                "**公示**：低保户张*三，五保户李*四",
                "<strong>公示</strong>：低保户张*三，五保户李*四",
            ),
        ] {
            assert_eq!(html(text), format!("<p>{expected}</p>\n"));
        }
    }

    #[test]
    fn what_people_emphasise_is_no_name() {
        for text in [
            "这是*重点*内容",
            "*重点*：请看",
            "**重点**",
            "请*务必*在*本月*办理",
            "按照**（一）项**执行",
            "的**（甲）乙**的",
            "关于*黄金*的",
            "本周*防汛、抗旱*工作",
            "向*云溪镇、青山镇*发",
            "请**通知，时间**吧",
            "小李*务必*通知老王",
            "**李**、**王**获奖",
            "*赵*、*钱*、*孙*",
            "（一）**王**、**李**",
            "是**重点、难点**，**张**",
            "现将*2026年*、*2027年*计划",
            "请联系*李主任、王主任*办理",
            "*张三、李四*",
            "由**张三、李四**负责",
            "**负责人：小李**请签字",
            "**首先，**我们要",
            "**一、**总体要求",
            "*重点、难点*，*要点*很重要",
            "价格*面议*，联系*王经理*",
            "今年*全镇、全县*最好",
            "老王*务必*到场",
            "镇长*张明*、书记*李强*到*柳塘村*调研",
            "*云溪镇*、*金山镇*、*马店镇*和*高林镇*参加",
            "在*安全*、*平安*、*治安*方面",
            "**联系人：**王明，**电话：**5512",
        ] {
            let mark = if text.contains("**") { "**" } else { "*" };
            let tag = if text.contains("**") { "strong" } else { "em" };
            let mut expected = String::new();
            for (index, part) in text.split(mark).enumerate() {
                let slash = if index % 2 == 0 { "/" } else { "" };
                if index > 0 {
                    expected.extend(["<", slash, tag, ">"]);
                }
                expected += part;
            }
            assert_eq!(html(text), format!("<p>{expected}</p>\n"));
        }
    }

    #[test]
    fn the_limits_are_known() {
        // Emphasis of single characters across a comma looks like two names.
        is_kept("他*很，好*的");
        // So does emphasis that ends with a family's name.
        is_kept("*小王、小李*负责");
        // Without a short word or a known family nothing tells a name.
        assert_eq!(html("*注：村民丌*三"), "<p><em>注：村民丌</em>三</p>\n");
        assert_eq!(html("\\*注：村民丌*三"), "<p>*注：村民丌*三</p>\n");
    }
}
