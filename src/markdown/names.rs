//! Tells how much a run of stars looks like the hidden part of a name.

use super::delimiters::Run;
use super::han::is_han;
use super::mask::neighbours;
use super::prepare::is_gap;

/// What a run of stars looks like by what stands beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Look {
    /// After a character that hardly means anything but a family: `村民张*三`.
    Family,
    /// After one that is a family's as well as a word, or after a family's and one more (`张小*`).
    Perhaps,
    /// In a word as short as a name, of a family that we do not list: `仝*三`.
    Short,
    /// Before a given name, where a clause begins: `*明、`.
    Headless,
    /// After nothing of the kind.
    Plain,
}

impl Look {
    /// Whether a character before the run may be that of a family.
    pub(super) fn is_after_name(self) -> bool {
        matches!(self, Look::Family | Look::Perhaps | Look::Short)
    }
}

/// What a run looks like.
pub(super) fn look(text: &str, run: Run) -> Look {
    let before = &text[..run.at];
    let word = Word::around(text, run);
    match family(before) {
        Some(look) => look,
        None if word.is_whole_name(before) => Look::Perhaps,
        None if word.is_short(before) => Look::Short,
        None if is_headless(text, run, &word) => Look::Headless,
        None => Look::Plain,
    }
}

/// Whether a clause begins with the run, as one does with a name whose family is hidden.
pub(super) fn begins_clause(text: &str, run: Run) -> bool {
    let (left, right) = neighbours(text, run);
    run.len == 1
        && (is_gap(left) || left.is_some_and(|c| is_separator(c) || is_and(c)))
        && right.is_some_and(is_han)
}

/// Whether a character parts the names of a list from each other and from what is said of them.
pub(super) fn is_separator(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '、' | '，' | '；' | '。' | '：' | '！' | '？' | '（' | '）')
        || matches!(c, ',' | ';' | ':' | '(' | ')' | '|' | '/')
}

/// Whether a character joins two names, as a word of its own.
pub(super) fn is_and(c: char) -> bool {
    matches!(c, '和' | '与' | '及')
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
    /// No more than three characters are looked at: a longer word is no name whatever its length.
    fn around(text: &str, run: Run) -> Self {
        let (left, start) = stretch(text[..run.at].chars().rev());
        let (right, end) = stretch(text[run.end()..].chars());
        Self { left, right, is_alone: start != Some('*') && end != Some('*'), end }
    }

    /// Whether the word ends with the run and a family's character and one more before it.
    fn is_whole_name(&self, before: &str) -> bool {
        self.is_alone
            && self.left >= 2
            && self.right == 0
            && before.chars().nth_back(1).is_some_and(|c| FAMILIES.contains(c))
    }

    /// Whether the word is as short as a name.
    fn is_short(&self, before: &str) -> bool {
        // Before a bracket the run may begin emphasis (`的**“两癌”筛查**`).
        let is_before_bracket = self.right == 0 && self.end.is_some_and(is_opening);
        self.is_alone
            && !is_before_bracket
            && !before.ends_with(NO_FAMILIES)
            && (self.left == 1 || (self.left == 2 && self.right <= 1))
    }
}

/// How many Han characters come first, up to three, and what follows them.
fn stretch(mut chars: impl Iterator<Item = char>) -> (usize, Option<char>) {
    let mut count = 0;
    loop {
        match chars.next() {
            Some(c) if count < 3 && is_han(c) && !is_and(c) => count += 1,
            end => return (count, end),
        }
    }
}

/// Whether a bracket or quotation mark opens.
fn is_opening(c: char) -> bool {
    matches!(c, '“' | '‘' | '「' | '『' | '《' | '〈' | '【' | '〔' | '（' | '(' | '[' | '"')
}

/// Whether nothing but a given name stands between the run and the next separator.
fn is_headless(text: &str, run: Run, word: &Word) -> bool {
    begins_clause(text, run)
        && (1..=2).contains(&word.right)
        && word.end.is_none_or(|c| is_separator(c) || is_and(c))
}

/// What the character before a run is, if it may be that of a family.
fn family(before: &str) -> Option<Look> {
    let last = before.chars().next_back().filter(|c| is_han(*c))?;
    let look = if FAMILIES.contains(last) || FAMILIES_OF_TWO.iter().any(|two| before.ends_with(two))
    {
        Look::Family
    } else if FAMILIES_AND_WORDS.contains(last) {
        Look::Perhaps
    } else {
        return None;
    };
    (!WORDS.iter().any(|word| before.ends_with(word))).then_some(look)
}

/// The families that most people have, but for those of the next list.
const FAMILIES: &str = "王李张刘陈杨赵黄周吴徐孙胡朱郭何罗宋郑谢韩唐冯董萧肖曹袁邓许傅沈彭吕苏卢蒋蔡贾魏薛阎\
     闫潘杜戴汪姜范陆姚崔邹熊孟秦邱侯廖贺龚庞樊俞翟詹倪鲁葛韦郝邵孔汤尹黎赖岳窦聂焦柳邢裴\
     霍祁耿柯纪梅盛甘褚卞鲍涂殷匡卜佟冉欧辛桂娄阮芦蔺岑滕缪宁谷雍蒲虞饶宫牟仇覃戚阳";

/// The families whose character is also a word, or the end of one.
const FAMILIES_AND_WORDS: &str = "高林马梁程任谭石金方田江向于叶白文史时万钱武易龙段雷丁余曾夏钟康毛骆洪严温车项管古\
     单关应成安全查解路计包房党莫左童颜申施陶顾季祝艾齐伍游毕农水燕冷尚苗\
     代连麦边池席费简喻凌胥巫柴蓝尤景丛原晏章翁练";

/// The families of two characters.
const FAMILIES_OF_TWO: &[&str] =
    &["欧阳", "司马", "上官", "诸葛", "司徒", "夏侯", "皇甫", "东方", "尉迟", "公孙", "慕容"];

/// Characters that are no family's, and stand before emphasis often.
const NO_FAMILIES: [char; 24] = [
    '请', '在', '是', '的', '对', '为', '将', '把', '被', '由', '看', '要', '有', '了', '就', '都',
    '也', '还', '按', '让', '给', '到', '以', '得',
];

/// Words that end in the character of a family, and stand before emphasis often.
const WORDS: &[&str] = &[
    "关于", "对于", "由于", "位于", "用于", "属于", "低于", "高于", "至于", "本周", "每周", "上周",
    "下周", "一周", "如何", "任何", "其余", "提高", "最高", "完成", "形成", "责任", "主任", "同时",
    "及时", "届时", "按时", "小时", "地方", "双方", "各方", "面向", "资金", "现金", "公安", "治安",
    "有关", "相关", "机关", "相应", "检查", "调查", "主管", "工程", "流程", "事项", "统计", "合计",
    "了解", "安全", "齐全", "住房", "危房", "允许", "准许", "也许", "防范", "规范", "示范", "年纪",
    "茂盛",
];
