//! One document: its front matter and its body. It knows no other document.

mod article;
mod document;
pub mod field;
pub mod folder;
mod forgive;
mod forms;
pub mod front_matter;
mod gallery;
pub mod keys;
pub mod kind;
mod news;
mod policy;
mod values;

use std::ops::Range;
use std::sync::Arc;

use chrono::{FixedOffset, NaiveDate};

pub use document::DOCUMENT;
pub use field::{Field, Keys, PhotoNote, Reference, Shape, Value, Values};
pub use forms::is_alias;
pub use kind::{Kind, Kinds};
pub use policy::POLICY;

use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::{self, Problem, Rule};
use crate::markdown::{self, Body, Heading, Note, Scratch, TargetKind};
use crate::source::Text;
use crate::{privacy, slug};

/// One document.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// The file, from the site's root: `content/news/a.md`.
    pub file: String,
    /// Its kind.
    pub kind: &'static Kind,
    /// Its title, never empty.
    pub title: String,
    /// Its date, which no one but the editor gives.
    pub date: Option<Moment>,
    /// All values of its front matter.
    pub values: Values,
    /// The summary: given, or cut from the text at the end of a sentence.
    pub summary: String,
    /// The text with slots for links and pictures.
    pub body: Body,
    /// Its headings.
    pub headings: Vec<Heading>,
    /// Its length in 字.
    pub words: usize,
    /// Where the body begins in the file's text, in bytes.
    pub body_at: usize,
}

/// Keys whose values are shown on the page and in entries for it, and decide nothing else.
const SHOWN_ONLY: &[&str] =
    &["title", "subtitle", "summary", "source", "author", "editor", "reviewer", "updated"];

impl Page {
    /// Whether another reading of the same file has the same place in the site: what differs is
    /// at most what the page itself and entries for it show.
    pub fn stands_like(&self, other: &Self) -> bool {
        let same = self.file == other.file && self.kind == other.kind && self.date == other.date;
        same && self.values.equal_but(&other.values, SHOWN_ONLY)
    }
}

/// Whether visitors see a page on a given day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// Not finished (草稿).
    Draft,
    /// Appears on a later day (发布时间).
    Scheduled(NaiveDate),
    /// Visible.
    Live,
    /// No longer shown since a day (下线时间).
    Expired(NaiveDate),
}

/// What reading a document needs to know besides the document.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'a> {
    /// The site's choices.
    pub config: &'a Config,
    /// The kinds that exist.
    pub kinds: &'a Kinds,
    /// The site's zone.
    pub zone: FixedOffset,
    /// The day for which the site is built.
    pub today: NaiveDate,
    /// Drafts are shown too, so that their problems matter.
    pub drafts: bool,
}

/// A document that has been read, as far as it could be, with its problems.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Read {
    /// The document; `None` where an error leaves nothing to show.
    pub page: Option<Arc<Page>>,
    /// The document is the one from before, because what its file says now cannot be read.
    pub kept: bool,
    /// It says that it is not finished (草稿).
    pub draft: bool,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads a document; `kind` is what its column holds, `scratch` serves one document after another.
pub fn read(
    file: &str,
    text: &Text,
    kind: &'static Kind,
    reading: &Reading,
    scratch: &mut Scratch,
) -> Read {
    let mut problems = Vec::new();
    let front = read_front(&text.text, kind, reading, &mut problems);
    let draft = front.as_ref().is_some_and(|front| front.values.flag("draft"));
    let page =
        front.and_then(|front| read_page(file, &text.text, front, reading, scratch, &mut problems));
    if draft && !reading.drafts {
        // Work in progress is no news to its author; it is told once the page is to be published.
        problems.clear();
    } else {
        if text.legacy {
            problems.push(Problem::new(&diagnostic::ENCODING_OLD, "").in_file(file));
        }
        problems.extend(private_figures(file, &text.text, reading.config));
    }
    for problem in &mut problems {
        if let Some(place) = &mut problem.place {
            file.clone_into(&mut place.file);
        }
        problem.locate(&text.text);
    }
    Read { page: page.map(Arc::new), kept: false, draft, problems }
}

/// The front matter of a document, and where its parts are.
struct Front {
    kind: &'static Kind,
    values: Values,
    /// The line that opens it: where something is missing, there is no better place.
    fence: Range<usize>,
    body: Range<usize>,
}

fn read_front(
    text: &str,
    kind: &'static Kind,
    reading: &Reading,
    problems: &mut Vec<Problem>,
) -> Option<Front> {
    let parts = match front_matter::split(text) {
        Ok(parts) => parts,
        Err((rule, span)) => {
            problems.push(Problem::new(rule, "").at("", span));
            return None;
        }
    };
    let pairs =
        match front_matter::read(text, parts.front.clone(), |key| reading.kinds.knows_key(key)) {
            Ok(pairs) => pairs,
            Err(problem) => {
                problems.push(problem);
                return None;
            }
        };
    let kind = own_kind(&pairs, reading, problems).unwrap_or(kind);
    let told = problems.len();
    let values = values::read(&pairs, reading.kinds.keys(kind), reading.zone, problems);
    problems[told..].iter_mut().for_each(|problem| tell_owners(problem, kind, reading.kinds));
    Some(Front { kind, values, fence: fence(text, parts.front.start), body: parts.body })
}

fn read_page(
    file: &str,
    text: &str,
    front: Front,
    reading: &Reading,
    scratch: &mut Scratch,
    problems: &mut Vec<Problem>,
) -> Option<Page> {
    let Front { kind, values, fence, body } = front;
    check_values(kind, &values, &fence, reading, problems);
    let title = values.text("title").trim().to_owned();
    if title.is_empty() {
        if !values.is_misread("title") {
            problems.push(missing(&diagnostic::TITLE_MISSING, "title", &values, &fence));
        }
        return None;
    }
    let options = markdown::Options {
        pasted: reading.config.text.pasted,
        lead: reading.config.text.summary * 3,
    };
    let rendered = markdown::render_in(scratch, &text[body.clone()], &options);
    note_body(&rendered, body.start, problems);
    let summary = match values.text("summary") {
        "" => markdown::summary(&rendered.lead, reading.config.text.summary),
        given => given.replace('\n', ""),
    };
    Some(Page {
        file: file.to_owned(),
        kind,
        title,
        date: values.date("date"),
        values,
        summary,
        body: rendered.body,
        headings: rendered.headings,
        words: rendered.words,
        body_at: body.start,
    })
}

/// The kind that the document names itself, which decides what its other keys mean.
fn own_kind(
    pairs: &[front_matter::Pair],
    reading: &Reading,
    problems: &mut Vec<Problem>,
) -> Option<&'static Kind> {
    let is_kind = |key: &front_matter::Node| match &key.tree {
        front_matter::Tree::Scalar(name, _) => matches!(name.trim(), "kind" | "类型" | "栏目类型"),
        _ => false,
    };
    let (_, node) = pairs.iter().find(|(key, _)| is_kind(key))?;
    let front_matter::Tree::Scalar(name, _) = &node.tree else { return None };
    if name.trim().is_empty() {
        return None;
    }
    let found = reading.kinds.find(name.trim());
    if found.is_none() {
        problems.push(kind_unknown(name.trim(), reading.kinds).at("", node.span.clone()));
    }
    found
}

/// Says of a key that is not known here which kinds have it, where some do.
fn tell_owners(problem: &mut Problem, kind: &Kind, kinds: &Kinds) {
    if problem.rule != &diagnostic::KEY_UNKNOWN {
        return;
    }
    let name = problem.detail.trim_matches('`');
    let has = |kind: &&Kind| Keys::new(kind.fields).find(name).is_some();
    let owners: Vec<&str> = kinds.iter().filter(has).map(|kind| kind.title).collect();
    if !owners.is_empty() {
        problem.mend = format!(
            "这是{}的项目，{}用不上：删去这一行；种类不对就改 `类型：` 或栏目的 `栏目类型：`",
            owners.join("、"),
            kind.title
        );
    }
}

/// The problem of a kind that does not exist, with what could have been meant.
pub fn kind_unknown(name: &str, kinds: &Kinds) -> Problem {
    let names: Vec<&str> = kinds.iter().flat_map(|kind| [kind.name, kind.title]).collect();
    let mend = if let Some(near) = diagnostic::nearest(name, names.iter().copied()) {
        format!("是不是 `{near}`？")
    } else {
        let all: Vec<String> =
            kinds.iter().map(|kind| format!("{}（{}）", kind.name, kind.title)).collect();
        format!("可以写：{}", all.join("、"))
    };
    Problem::new(&diagnostic::KIND_UNKNOWN, format!("`{name}`")).mend(mend)
}

/// The line that opens the front matter.
fn fence(text: &str, front_at: usize) -> Range<usize> {
    let before = text[..front_at].trim_end();
    before.rfind('\n').map_or(0, |at| at + 1)..before.len()
}

/// What must hold of the values of one document.
fn check_values(
    kind: &'static Kind,
    values: &Values,
    fence: &Range<usize>,
    reading: &Reading,
    problems: &mut Vec<Problem>,
) {
    match values.date("date") {
        None if kind.must_be_dated && !values.is_misread("date") => {
            problems.push(missing(&diagnostic::DATE_MISSING, "date", values, fence));
        }
        Some(date)
            if date.day > reading.today
                && values.date("publish").is_none()
                && !values.is_misread("publish") =>
        {
            let span = values.span("date").unwrap_or(fence.clone());
            problems.push(
                Problem::new(
                    &diagnostic::DATE_FUTURE,
                    format!("`{}`，今天是 {}", date.iso(), reading.today),
                )
                .at("", span)
                .mend(format!("改正日期；若要到那天才发布，另加一行 `发布时间：{}`", date.day)),
            );
        }
        _ => {}
    }
    if values.text("source").is_empty() {
        problems.push(missing(&diagnostic::SOURCE_MISSING, "source", values, fence));
    }
    if let (Some(start), Some(end)) = (values.date("publish"), values.date("expire"))
        && end.day <= start.day
    {
        let detail = format!("{} 下线，{} 才发布", end.day, start.day);
        let span = values.span("expire").unwrap_or_default();
        problems.push(
            Problem::new(&diagnostic::VALUE_WRONG, detail)
                .at("", span)
                .mend("下线的日子要在发布之后"),
        );
    }
    let number = values.text("document_number");
    if !number.is_empty() && !forms::is_document_number(number) {
        let span = values.span("document_number").unwrap_or_default();
        problems.push(
            Problem::new(&diagnostic::DOCUMENT_NUMBER_ODD, format!("`{number}`")).at("", span),
        );
    }
    if let Some(span) = values.span("slug")
        && !slug::is_clean(values.text("slug"))
    {
        problems.push(
            Problem::new(&diagnostic::SLUG_WRONG, format!("`{}`", values.text("slug")))
                .at("", span),
        );
    }
    for alias in values.list("aliases") {
        if !is_alias(alias) {
            let span = values.span("aliases").unwrap_or_default();
            problems
                .push(Problem::new(&diagnostic::ALIAS_WRONG, format!("`{alias}`")).at("", span));
        }
    }
}

/// The problem of a key that a document lacks: at the key where it waits for its value, as in a new
/// file, or else at the line that opens the front matter.
fn missing(rule: &'static Rule, key: &str, values: &Values, fence: &Range<usize>) -> Problem {
    match values.empty(key) {
        Some(name) => Problem::new(rule, "").at("", name).mend("在这一行的冒号后面写上内容"),
        None => Problem::new(rule, "").at("", fence.clone()),
    }
}

fn note_body(rendered: &markdown::Rendered, body_at: usize, problems: &mut Vec<Problem>) {
    let shifted = |span: &Range<usize>| span.start + body_at..span.end + body_at;
    for Note { span, what } in &rendered.notes {
        let (rule, detail) = match what {
            markdown::NoteKind::RemovedHtml { tag } => {
                (&diagnostic::HTML_REMOVED, format!("`{tag}`"))
            }
            markdown::NoteKind::RemovedAttribute { tag, attribute } => {
                (&diagnostic::HTML_REMOVED, format!("`{tag}` 的 `{attribute}`"))
            }
            markdown::NoteKind::UnusedFootnote { label } => {
                (&diagnostic::FOOTNOTE_UNUSED, format!("`[^{label}]`"))
            }
            markdown::NoteKind::BadScheme { url } => (&diagnostic::LINK_SCHEME, format!("`{url}`")),
            markdown::NoteKind::NearMiss { right } => {
                let problem = Problem::new(&diagnostic::MARKUP_NEAR, "").at("", shifted(span));
                problems.push(problem.mend(format!("写成 `{right}`")));
                continue;
            }
        };
        problems.push(Problem::new(rule, detail).at("", shifted(span)));
    }
    for target in rendered.body.targets() {
        if target.kind == TargetKind::Image && target.alt.trim().is_empty() {
            let detail = format!("`{}`", target.url);
            problems.push(
                Problem::new(&diagnostic::ALT_MISSING, detail)
                    .at("", shifted(&target.span))
                    .mend(format!("写成 `![图中是什么]({})`，供看不见图片的人听读", target.url)),
            );
        }
    }
}

/// How to mend a name that must not be published: `*` is allowed in no file name.
pub const RENAME: &str = "给文件改名，去掉号码";

/// Every figure in a file's name or text that must not be published.
pub fn private_figures<'a>(
    file: &'a str,
    text: &'a str,
    config: &'a Config,
) -> impl Iterator<Item = Problem> + 'a {
    let named =
        privacy::scan(file).into_iter().filter(|found| found.kind.is_certain()).map(move |found| {
            Problem::new(&diagnostic::PRIVATE_FIGURE, format!("文件名里有{}", found.kind.name()))
                .in_file(file)
                .mend(RENAME)
        });
    let written = privacy::scan(text).into_iter().filter_map(move |found| {
        let problem = figure_problem(found.kind, &found.digits, config)?;
        Some(problem.at(file, found.span))
    });
    named.chain(written)
}

/// The problem that a figure is, if it is one: office numbers on the list are none.
pub fn figure_problem(kind: privacy::Kind, digits: &str, config: &Config) -> Option<Problem> {
    if kind.is_certain() {
        return Some(Problem::new(&diagnostic::PRIVATE_FIGURE, kind.name()));
    }
    if kind != privacy::Kind::Landline {
        return Some(Problem::new(&diagnostic::PRIVATE_DOUBT, kind.name()));
    }
    let only_digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let listed = config
        .privacy
        .office_phones
        .iter()
        .chain([&config.footer.phone, &config.footer.supervision_phone]);
    let known = listed.map(|phone| only_digits(phone)).any(|phone| phone == only_digits(digits));
    (!known).then(|| Problem::new(&diagnostic::LANDLINE, ""))
}

impl Page {
    /// Whether visitors see it on `today`.
    pub fn state(&self, today: NaiveDate) -> State {
        let day = |key| self.values.date(key).map(|moment: Moment| moment.day);
        match (day("publish"), day("expire")) {
            _ if self.values.flag("draft") => State::Draft,
            (_, Some(end)) if today >= end => State::Expired(end),
            (Some(start), _) if today < start => State::Scheduled(start),
            _ => State::Live,
        }
    }

    /// Its validity has run out (有效期已过) or it has been abolished.
    pub fn outdated(&self, today: NaiveDate) -> bool {
        self.values.date("valid_until").is_some_and(|last| today > last.day) || self.abolished()
    }

    /// A document that is no longer in force (废止、失效、作废).
    pub fn abolished(&self) -> bool {
        ["废止", "失效", "作废"].iter().any(|word| self.values.text("validity").contains(word))
    }

    /// The page is a folder with `index.md`, which owns everything below the folder.
    pub fn owns_folder(&self) -> bool {
        self.file.ends_with("/index.md")
    }

    /// The folder in which the links of its text begin: `content/news` or `content/news/x`.
    pub fn folder(&self) -> &str {
        self.file.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}
