//! The front matter of a file: where it is, and the tree of its values with their places.

use std::borrow::Cow;
use std::ops::Range;

use serde_yaml::granit_parser::{Event, Parser, ScalarStyle, StructureStyle};

use super::forgive::{self, Rewritten, forgive};
use crate::diagnostic::{self, Problem, Rule};

/// A file in its two parts, as ranges of its text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Between the fences.
    pub front: Range<usize>,
    /// After them.
    pub body: Range<usize>,
}

/// A value of the front matter with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node<'t> {
    /// Bytes in the file's text.
    pub span: Range<usize>,
    /// What it holds.
    pub tree: Tree<'t>,
}

/// A key of the front matter with its value.
pub type Pair<'t> = (Node<'t>, Node<'t>);

/// What a node holds. Scalars stay text, so that `0123456` keeps its zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tree<'t> {
    /// Text, and whether it stood without quotes.
    Scalar(Cow<'t, str>, bool),
    /// Items, and whether they stood in brackets.
    List(Vec<Node<'t>>, bool),
    /// Keys and values in their order.
    Map(Vec<Pair<'t>>),
}

/// Front matter nests no deeper than this; the deepest key that exists is at 3.
const MAX_DEPTH: usize = 8;

/// No front matter has more nodes than this: a gallery of a thousand photos has 15,000.
const MAX_NODES: usize = 50_000;

/// Finds the fences. A file that begins otherwise has no front matter.
///
/// # Errors
///
/// The rule that is broken and where: no front matter, or one that never ends.
pub fn split(text: &str) -> Result<Parts, (&'static Rule, Range<usize>)> {
    let mut at = 0;
    let mut opened: Option<Range<usize>> = None;
    for line in lines(text) {
        let end = at + line.len();
        match &opened {
            None if line.trim().is_empty() => {}
            None if is_fence(line) => opened = Some(at..end),
            None => {
                return Err((&diagnostic::FRONT_MATTER_MISSING, at..at + line.trim_end().len()));
            }
            Some(first) if is_fence(line) => {
                return Ok(Parts { front: first.end..at, body: end..text.len() });
            }
            Some(_) => {}
        }
        at = end;
    }
    match opened {
        Some(first) => {
            let fence = text[first.clone()].trim_end();
            Err((&diagnostic::FRONT_MATTER_OPEN, first.start..first.start + fence.len()))
        }
        None => Err((&diagnostic::FRONT_MATTER_MISSING, 0..0)),
    }
}

/// `---`, with spaces behind it, or as an input method makes it: `———`, `－－－`, `——-`.
fn is_fence(line: &str) -> bool {
    // Most lines begin with a key.
    if !line.starts_with(['-', '\u{FEFF}', ' ', '\t', '\r', '\u{3000}', '－', '—', '–', '―', '─'])
    {
        return false;
    }
    let marks = line.trim_matches(['\n', '\r', ' ', '\t', '\u{3000}', '\u{feff}']);
    let dash = |c: char| matches!(c, '-' | '－' | '—' | '–' | '―' | '─');
    let width: usize = marks.chars().map(|c| if c == '-' { 1 } else { 2 }).sum();
    width >= 3 && marks.chars().all(dash)
}

/// Reads the front matter of `text` into its keys and values.
///
/// # Errors
///
/// What is wrong, with its place.
pub fn read(
    text: &str,
    front: Range<usize>,
    known: impl Fn(&str) -> bool,
) -> Result<Vec<Pair<'_>>, Problem> {
    plain_lines(text, &front)
        .map_or_else(|| parse(text, front.clone(), &forgive(&text[front.clone()], known)), Ok)
}

fn parse(
    text: &str,
    front: Range<usize>,
    strict: &Rewritten,
) -> Result<Vec<Pair<'static>>, Problem> {
    let mut builder = Builder { strict, offset: front.start, nodes: 0 };
    let mut events = Parser::new_from_str(&strict.text);
    let broken = |at: usize, detail: &str| {
        let start = front.start + strict.original(at);
        let end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        if let Some(problem) = unquoted(text, front.start..end) {
            return problem;
        }
        if let Some(place) = without_colon(text, front.start..end) {
            let mend = "每行写成 `项目：内容`，项目和内容之间是冒号";
            return Problem::new(&diagnostic::FRONT_MATTER_BROKEN, "这一行没有冒号")
                .at("", place)
                .mend(mend);
        }
        let line = &text[text[..start].rfind('\n').map_or(0, |n| n + 1)..end];
        let inner = line.trim_start_matches([' ', '\t', '\u{3000}']);
        let indented = inner.len() < line.len() && !inner.starts_with('-');
        let mend = if indented && inner.contains([':', '：']) {
            "行首的空格去掉；这一行属于上一行的项目时才缩进，同一层的各行要对齐"
        } else {
            "每行写成 `项目：内容`；多项各占一行，前面写 `- `；内容里有特殊符号时用英文引号括起来"
        };
        Problem::new(&diagnostic::FRONT_MATTER_BROKEN, detail).at("", start..end).mend(mend)
    };
    let mut root = None;
    while let Some(event) = events.next() {
        let (event, span) = event
            .map_err(|error| broken(error.marker().byte_offset().unwrap_or(0), "这里读不懂"))?;
        match event {
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd => {}
            event if root.is_none() => {
                root = Some(
                    builder
                        .node(event, span, &mut events, 0)
                        .map_err(|(at, why)| broken(at, why))?,
                );
            }
            _ => return Err(broken(span.start.byte_offset().unwrap_or(0), "前置信息只能有一段")),
        }
    }
    match root.map(|node| (node.span, node.tree)) {
        Some((_, Tree::Map(pairs))) => Ok(pairs),
        None => Ok(Vec::new()),
        Some((_, Tree::Scalar(text, _))) if text.is_empty() => Ok(Vec::new()),
        Some(_) => Err(broken(0, "没有写成 `项目：内容`")),
    }
}

/// Front matter of nothing but lines `key: value` without quotes, as most of it is: what the parser
/// would make of it, at a tenth of the cost. `None` where the parser must be asked.
fn plain_lines<'t>(text: &'t str, front: &Range<usize>) -> Option<Vec<Pair<'t>>> {
    let node = |span, text: &'t str| Node { span, tree: Tree::Scalar(text.into(), true) };
    let mut pairs = Vec::with_capacity(16);
    let mut start = front.start;
    for whole in lines(&text[front.clone()]) {
        let line = forgive::line(whole);
        let (end, colon) = (start + line.len(), start + colon(line)?);
        let key = forgive::key(&text[start..colon]);
        let value = forgive::value(text[colon..end].strip_prefix([':', '：'])?);
        if !forgive::looks_like_key(key) || !is_plain(key) || !is_plain(value) {
            return None;
        }
        pairs.push((node(start..colon, key), node(end - value.len()..end, value)));
        start += whole.len();
    }
    (pairs.len() < MAX_NODES / 2).then_some(pairs)
}

/// The lines of a text, each with its end.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    let ends = memchr::memchr_iter(b'\n', text.as_bytes()).map(|end| end + 1);
    let mut start = 0;
    ends.chain([text.len()]).filter_map(move |end| {
        let line = &text[start..end];
        start = end;
        (!line.is_empty()).then_some(line)
    })
}

/// Where the first colon of either width stands.
fn colon(line: &str) -> Option<usize> {
    // No character but one that begins with it holds the second byte.
    let mut candidates = memchr::memchr2_iter(b':', "：".as_bytes()[0], line.as_bytes());
    candidates.find(|&at| line[at..].starts_with([':', '：']))
}

/// Whether YAML reads a text on one line as that text: it begins and ends with a letter, a digit
/// or a Chinese mark, and holds nothing that could be syntax, a comment or a line's end.
fn is_plain(text: &str) -> bool {
    let is_edge = |c: char| c.is_ascii_alphanumeric() || c >= '\u{A1}';
    text.starts_with(is_edge)
        && text.ends_with(|c| is_edge(c) || matches!(c, '.' | ')' | '%'))
        && !holds_odd(text.as_bytes())
        && !memchr::memchr_iter(b' ', text.as_bytes())
            .any(|at| text[..at].ends_with(':') || text[at + 1..].starts_with('#'))
}

/// Whether a text that ends otherwise holds a control character, an end of a line or a mark of byte
/// order. Told without an early end, so that many bytes are looked at side by side.
fn holds_odd(text: &[u8]) -> bool {
    let is = |byte: u8, other: u8| u8::from(byte == other);
    let control = |byte: u8| u8::from(byte < b' ') | is(byte, 0x7F);
    let odd = |a: u8, b: u8, c: u8| {
        (is(a, 0xC2) & u8::from(b < 0xA0))
            | (is(a, 0xE2) & is(b, 0x80) & (is(c, 0xA8) | is(c, 0xA9)))
            | (is(a, 0xEF) & is(b, 0xBB) & is(c, 0xBF))
            | (is(a, 0xEF) & is(b, 0xBF) & u8::from(c >= 0xBE))
    };
    let controls = text.iter().fold(0, |any, byte| any | control(*byte));
    let (second, third) = (text.get(1..).unwrap_or_default(), text.get(2..).unwrap_or_default());
    let triples = text.iter().zip(second).zip(third);
    controls | triples.fold(0, |any, ((a, b), c)| any | odd(*a, *b, *c)) != 0
}

/// The first line that begins at the margin as a key does, and has no colon: whatever the parser
/// stumbled over later, this is what it could not read. Lines that go on with a value in quotes or
/// brackets are none.
fn without_colon(text: &str, front: Range<usize>) -> Option<Range<usize>> {
    let mut at = front.start;
    for line in text[front].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let line = line.trim_end();
        if line.contains(['"', '\'', '[', '{', '|', '>']) {
            return None;
        }
        let begins = line.chars().next().is_some_and(char::is_alphanumeric);
        if begins && colon(line).is_none() {
            return Some(start..start + line.len());
        }
    }
    None
}

/// The first entry of a list that begins with what YAML takes for syntax: whatever the parser
/// stumbled over later, quotes around this entry are what is missing.
fn unquoted(text: &str, front: Range<usize>) -> Option<Problem> {
    let mut at = front.start;
    for line in text[front].split_inclusive('\n') {
        let start = at;
        at += line.len();
        let Some((before, entry)) = line.trim_end().split_once("- ") else { continue };
        let entry = entry.trim_start();
        let Some(first) = entry.chars().next().filter(|c| "[{*&!%@`\"'".contains(*c)) else {
            continue;
        };
        let last = match first {
            '[' => ']',
            '{' => '}',
            other => other,
        };
        let is_closed = "[{\"'".contains(first) && entry.len() > 1 && entry.ends_with(last);
        if !before.trim().is_empty() || is_closed {
            continue;
        }
        // Quotes of the other sort need no care inside.
        let (quote, inner) = match first {
            '"' | '\'' => (first, &entry[1..]),
            _ if entry.contains('"') => ('\'', entry),
            _ => ('"', entry),
        };
        let begin = start + line.trim_end().len() - entry.len();
        let problem = Problem::new(
            &diagnostic::FRONT_MATTER_BROKEN,
            format!("内容以 `{first}` 开头，会被当成格式符号"),
        );
        let place = begin..begin + entry.len();
        return Some(
            problem.at("", place).mend(format!("用英文引号括起来，写成 `- {quote}{inner}{quote}`")),
        );
    }
    None
}

struct Builder<'a> {
    strict: &'a Rewritten,
    offset: usize,
    nodes: usize,
}

type Stop = (usize, &'static str);

impl Builder<'_> {
    fn node<'i>(
        &mut self,
        event: Event<'i>,
        span: serde_yaml::granit_parser::Span,
        events: &mut Parser<'i, serde_yaml::granit_parser::StrInput<'i>>,
        depth: usize,
    ) -> Result<Node<'static>, Stop> {
        let start = span.start.byte_offset().unwrap_or(0);
        let mut end = span.end.byte_offset().unwrap_or(start);
        self.nodes += 1;
        if depth > MAX_DEPTH || self.nodes > MAX_NODES {
            return Err((start, "层次或项目太多"));
        }
        let tree = match event {
            Event::Scalar(text, style, ..) => {
                Tree::Scalar(text.into_owned().into(), style == ScalarStyle::Plain)
            }
            Event::SequenceStart(style, ..) => {
                let mut items = Vec::new();
                loop {
                    let (event, span) = next(events, start)?;
                    if matches!(event, Event::SequenceEnd) {
                        end = span.end.byte_offset().unwrap_or(end);
                        break;
                    }
                    items.push(self.node(event, span, events, depth + 1)?);
                }
                Tree::List(items, style == StructureStyle::Flow)
            }
            Event::MappingStart(..) => {
                let mut pairs = Vec::new();
                loop {
                    let (event, span) = next(events, start)?;
                    if matches!(event, Event::MappingEnd) {
                        end = span.end.byte_offset().unwrap_or(end);
                        break;
                    }
                    let key = self.node(event, span, events, depth + 1)?;
                    let (event, span) = next(events, start)?;
                    pairs.push((key, self.node(event, span, events, depth + 1)?));
                }
                Tree::Map(pairs)
            }
            // References could make a small file large, and no clerk needs them.
            _ => return Err((start, "不支持 `&` 和 `*` 引用")),
        };
        let span =
            self.offset + self.strict.original(start)..self.offset + self.strict.original(end);
        Ok(Node { span, tree })
    }
}

fn next<'i>(
    events: &mut Parser<'i, serde_yaml::granit_parser::StrInput<'i>>,
    start: usize,
) -> Result<(Event<'i>, serde_yaml::granit_parser::Span), Stop> {
    match events.next() {
        Some(Ok(event)) => Ok(event),
        Some(Err(error)) => Err((error.marker().byte_offset().unwrap_or(start), "这里读不懂")),
        None => Err((start, "没有写完")),
    }
}

#[cfg(test)]
mod tests {
    use super::{Tree, forgive, parse, plain_lines, read, split};
    use crate::diagnostic;
    use crate::fingerprint::Fingerprint;

    #[test]
    fn fences_are_found_however_they_are_typed() {
        for fence in ["---", "---  ", "———", "－－－", "——-"] {
            let text = format!("{fence}\n标题: 甲\n{fence}\n正文");
            let parts = split(&text).unwrap();
            assert_eq!(&text[parts.front], "标题: 甲\n");
            assert_eq!(&text[parts.body], "正文");
        }
        assert_eq!(split("正文").unwrap_err().0, &diagnostic::FRONT_MATTER_MISSING);
        assert_eq!(split("---\n标题: 甲\n").unwrap_err().0, &diagnostic::FRONT_MATTER_OPEN);
    }

    #[test]
    fn values_keep_their_text_and_their_place() {
        let text = "文号：0123456\n标签: [甲, 乙]\n";
        let pairs = read(text, 0..text.len(), |_| true).unwrap();
        assert_eq!(pairs[0].1.tree, Tree::Scalar("0123456".into(), true));
        assert_eq!(&text[pairs[0].1.span.clone()], "0123456");
        assert!(matches!(&pairs[1].1.tree, Tree::List(items, true) if items.len() == 2));
    }

    #[test]
    fn plain_lines_are_read_as_the_parser_reads_them() {
        let pieces = "标题¦日期¦摘要¦x¦：¦:¦: ¦ ¦、¦甲，乙¦云政〔2026〕3号¦#¦ #¦\n¦\n¦\n¦\r\n¦　¦\t¦-¦- \
            ¦?¦[¦]¦{¦}¦,¦&¦*¦!¦|¦>¦'¦\"¦%¦@¦`¦~¦null¦2026-4-2¦0123¦“丙”¦·¦a.b¦(1)¦\u{85}¦\u{2028}\
            ¦\u{FEFF}¦\u{A0}¦\u{FFFE}¦\0¦😀¦...¦---¦%YAML";
        let pieces: Vec<&str> = pieces.split('¦').collect();
        let mut turn = 0_u64;
        let mut next = |below: usize| {
            turn += 1;
            usize::try_from(Fingerprint::of(&turn).leading() >> 33).unwrap_or(0) % below
        };
        let mut plain = 0;
        for _ in 0..200_000 {
            let mut text = String::new();
            for _ in 0..=next(3) {
                text.push_str(pieces[next(4)]);
                text.push_str([": ", "：", ":"][next(3)]);
                for _ in 0..=next(3) {
                    text.push_str(pieces[next(pieces.len())]);
                }
                text.push('\n');
            }
            let front = 0..text.len();
            if let Some(pairs) = plain_lines(&text, &front) {
                plain += 1;
                let parsed = parse(&text, front, &forgive(&text, |key| key == "标题"));
                assert_eq!(parsed.as_ref(), Ok(&pairs), "{text:?}");
            }
        }
        assert!(plain > 10_000, "{plain}");
    }

    #[test]
    fn a_space_too_many_is_named() {
        let text = "标题：甲\n 村：乙\n";
        let problem = read(text, 0..text.len(), |_| true).unwrap_err();
        assert!(problem.mend.starts_with("行首的空格去掉"), "{}", problem.mend);
    }

    #[test]
    fn an_entry_that_looks_like_syntax_is_to_be_quoted() {
        for (entry, mended) in [
            ("[宣传月", "\"[宣传月\""),
            ("*重要*", "\"*重要*\""),
            ("@\"民声\"", "'@\"民声\"'"),
            ("\"入户", "\"入户\""),
        ] {
            let text = format!("标题：甲\n标签：\n  - 入户走访\n  - {entry}\n来源：乙\n");
            let problem = read(&text, 0..text.len(), |_| true).unwrap_err();
            assert_eq!(problem.mend, format!("用英文引号括起来，写成 `- {mended}`"));
            let place = problem.place.and_then(|place| place.span).unwrap();
            assert_eq!(&text[place], entry);
            let text = text.replace(entry, mended);
            assert!(read(&text, 0..text.len(), |_| true).is_ok(), "{text}");
        }
    }

    #[test]
    fn bombs_are_refused() {
        let deep = format!("a: {}{}", "[".repeat(5_000), "]".repeat(5_000));
        assert!(read(&deep, 0..deep.len(), |_| true).is_err());
        let loops = "a:\n  - &x 1\n  - *x\n";
        assert!(read(loops, 0..loops.len(), |_| true).is_err());
    }
}
