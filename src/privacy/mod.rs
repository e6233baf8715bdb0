//! Which figures in a text must never be shown to the public.

mod cluster;
mod marked;
mod number;
mod place;
mod shape;
mod weak;

#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::ops::Range;

use cluster::{Cluster, Digits};

/// What a private figure is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// A citizen's number by GB 11643-1999: 18 places, a real birth date and a right check figure;
    /// also the 20 places of a disability certificate, which begin with it.
    IdNumber,
    /// What may be a mistyped citizen's number (real date, wrong check figure) or one of the 15
    /// places used before 1999.
    DoubtfulId,
    /// A citizen's number of which too much is shown: the birth date, or all but eight places.
    WeakMask,
    /// A bank card: 16 to 19 places that satisfy Luhn's sum (ISO/IEC 7812-1).
    BankCard,
    /// A mobile telephone of mainland China, with or without `+86`.
    Mobile,
    /// A fixed telephone with its area code. Offices publish theirs, so it is found but not masked.
    Landline,
}

impl Kind {
    /// The Chinese name by which messages call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::IdNumber => "身份证号",
            Self::DoubtfulId => "疑似身份证号",
            Self::WeakMask => "遮挡不足的身份证号",
            Self::BankCard => "银行卡号",
            Self::Mobile => "手机号码",
            Self::Landline => "固定电话",
        }
    }

    /// Whether the figure proves itself (by a check figure or a closed numbering plan), so that
    /// showing it is an error and not a matter for a second look.
    pub fn is_certain(self) -> bool {
        matches!(self, Self::IdNumber | Self::BankCard | Self::Mobile)
    }
}

/// One private figure and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Its bytes in the text as given, separators inside it included.
    pub span: Range<usize>,
    /// What it is.
    pub kind: Kind,
    /// Its figures alone, half-width, without separators and country prefix, `X` in upper case and
    /// hidden places as `*`: for looking it up in a list of permitted numbers. Never print it.
    pub digits: String,
}

/// Every private figure of a text, in order and without overlap.
///
/// Full-width figures, single spaces and hyphens between groups, and invisible characters do not
/// hide a number, nor do the tags, comments and entities of HTML; a longer run of figures, a decimal fraction or a hash does not contain one.
pub fn scan(text: &str) -> Vec<Finding> {
    let mut findings = written(text);
    if let Some(seen) = marked::seen(text) {
        let is_new = |finding: &Finding| {
            let after = findings.partition_point(|other| other.span.end <= finding.span.start);
            findings.get(after).is_none_or(|other| other.span.start >= finding.span.end)
        };
        let more: Vec<Finding> = shown(&seen).filter(is_new).collect();
        if !more.is_empty() {
            findings.extend(more);
            findings.sort_by_key(|finding| finding.span.start);
        }
    }
    findings
}

/// The private figures that a marked text shows, such as an SVG: those of its tags, where figures
/// are places and sizes, are not looked at.
pub fn scan_shown(text: &str) -> Vec<Finding> {
    marked::seen(text).map_or_else(|| written(text), |seen| shown(&seen).collect())
}

/// What is found in the text without its marks, at its places in the text as given.
fn shown(seen: &marked::Seen) -> impl Iterator<Item = Finding> + '_ {
    let found = written(&seen.text).into_iter();
    found.map(|finding| Finding { span: seen.original(&finding.span), ..finding })
}

/// What is found in the text as it stands.
fn written(text: &str) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut cluster = Cluster::default();
    let digits = Digits::of(text);
    let mut from = 0;
    while let Some(start) = digits.next(from) {
        from = cluster.read(text, start, from);
        if cluster.figures.len() >= number::SHORTEST {
            shape::find(text, &cluster, &mut findings);
        }
    }
    findings
}

/// The text with every finding but a landline hidden up to its first and last two places, as
/// `34**************17`: what may be quoted in a message, a log or a report. It keeps its length
/// and width, so that a caret below it stays where it was.
pub fn mask(text: &str) -> Cow<'_, str> {
    let Some(mut masked) = masked_once(text) else { return Cow::Borrowed(text) };
    // What stood beside a hidden figure may read as one itself once the other is hidden.
    while let Some(again) = masked_once(&masked).filter(|again| *again != masked) {
        masked = again;
    }
    Cow::Owned(masked)
}

/// The text with every finding but landlines hidden; `None` if there are none.
fn masked_once(text: &str) -> Option<String> {
    let mut masked = String::new();
    let mut shown = 0;
    for finding in scan(text).iter().filter(|finding| finding.kind != Kind::Landline) {
        masked.push_str(&text[shown..finding.span.start]);
        hide(&text[finding.span.clone()], &mut masked);
        shown = finding.span.end;
    }
    if shown == 0 {
        return None;
    }
    masked.push_str(&text[shown..]);
    Some(masked)
}

/// Writes a figure with stars in the places between its first two and its last two.
fn hide(figure: &str, out: &mut String) {
    let is_place = |c: &char| c.is_alphanumeric();
    let places = figure.chars().filter(is_place).count();
    let mut place = 0;
    for c in figure.chars() {
        if is_place(&c) {
            place += 1;
            let open = place <= 2 || place + 2 > places;
            out.push(match c {
                c if open => c,
                c if c.is_ascii() => '*',
                _ => '＊',
            });
        } else {
            out.push(c);
        }
    }
}
