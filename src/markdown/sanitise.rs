//! Makes a page with raw HTML safe and whole.
//!
//! `raw` has left out what is not allowed and noted it. This is the guard behind it:
//! a real HTML parser closes what was left open, and removes again whatever an odd spelling
//! brought through. No address passes here, as links and images travel as numbers.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt::Write as _;

use super::body::{Body, Slot, Target, TargetKind};
use super::headings::is_id;
use super::prepare;
use super::raw::{ELEMENTS, WITH_CONTENT, may_have};

/// Sanitises a body; slots that lost their place are lost.
pub(super) fn sanitise(body: &Body) -> Body {
    let targets: Vec<&Target> = body.targets().collect();
    let mut number = 0;
    let html = body.fill(|target, html| {
        let _ = match target.kind {
            TargetKind::Link => write!(html, " data-slot=\"{number}\""),
            TargetKind::Image => write!(html, "<img data-slot=\"{number}\">"),
        };
        number += 1;
    });
    let clean = builder().clean(&html).to_string();
    // The parser decodes what stood as an entity: one more place where a mark could come from.
    restore(&prepare::clean(&clean), &targets)
}

/// Turns the numbers into slots again. Nothing else looks like these tags: the serialiser escapes
/// `<` in text and `"` in attributes.
fn restore(clean: &str, targets: &[&Target]) -> Body {
    const MARK: &str = " data-slot=\"";
    let mut html = String::with_capacity(clean.len());
    let mut slots = Vec::new();
    let mut rest = clean;
    while let Some(at) = rest.find(MARK) {
        html.push_str(&rest[..at]);
        rest = &rest[at + MARK.len()..];
        let is_image = html.ends_with("<img");
        if !is_image && !html.ends_with("<a") {
            html.push_str(MARK);
            continue;
        }
        let (number, after) = rest.split_once('"').unwrap_or((rest, ""));
        rest = after;
        if is_image {
            html.truncate(html.len() - "<img".len());
            rest = rest.strip_prefix('>').unwrap_or(rest);
        }
        // A number of no target can only come from a tag that was misread; it stays empty.
        if let Some(target) = number.parse().ok().and_then(|number: usize| targets.get(number)) {
            slots.push(Slot::new(html.len(), (*target).clone()));
        }
    }
    html.push_str(rest);
    Body::new(&html, slots)
}

/// The allow-list: what a text may hold and what we write ourselves. It is made anew for each
/// page with raw HTML, which costs little beside the parsing.
fn builder() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().chain(["section", "input"]).collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .generic_attributes(HashSet::from(["id", "class", "role", "aria-label"]))
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["data-slot", "href"])),
            ("img", HashSet::from(["data-slot"])),
            ("div", HashSet::from(["tabindex"])),
            ("input", HashSet::from(["type", "disabled", "checked"])),
            ("td", HashSet::from(["colspan", "rowspan"])),
            ("th", HashSet::from(["colspan", "rowspan", "scope"])),
            ("abbr", HashSet::from(["title"])),
            ("ol", HashSet::from(["start", "reversed"])),
            ("details", HashSet::from(["open"])),
        ]))
        .link_rel(None)
        .url_relative(ammonia::UrlRelative::PassThrough)
        .attribute_filter(keep);
    builder
}

/// Keeps an attribute of ours, and those that raw HTML may have.
fn keep<'v>(tag: &str, attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    let is_kept = match attribute {
        "id" => is_id(value),
        "class" => is_class(tag, value),
        // Only footnotes link without a slot.
        "href" => value.starts_with("#fn"),
        "role" => matches!(value, "region" | "doc-noteref" | "doc-backlink" | "doc-endnotes"),
        "tabindex" => value == "0",
        "type" => value == "checkbox",
        "data-slot" | "aria-label" | "disabled" | "checked" => true,
        _ => may_have(tag, attribute),
    };
    is_kept.then_some(Cow::Borrowed(value))
}

/// Whether a class is one that this room writes.
fn is_class(tag: &str, class: &str) -> bool {
    match tag {
        "td" | "th" => matches!(class, "left" | "center" | "right"),
        "div" => class == "table-wrap" || class.starts_with("alert alert-"),
        "p" => class == "alert-title",
        "a" => class == "footnote-back",
        "sup" => class == "footnote-ref",
        "section" => class == "footnotes",
        "li" => class == "task",
        "code" => class.starts_with("language-") && !class.contains(char::is_whitespace),
        _ => false,
    }
}
