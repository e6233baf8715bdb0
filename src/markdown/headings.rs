//! Gives every heading its level and its id before anything is written.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CowStr, Event, TagEnd};

use super::body::Body;
use super::prepare::clean;

/// A heading of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Heading {
    /// 1 to 6, as in the HTML.
    pub level: u8,
    /// The id in the HTML: ASCII, begins with a letter, unique in the body.
    pub id: String,
    /// Its plain text.
    pub text: String,
}

/// The headings in the order in which they stand in a body. An HTML parser takes what a table
/// cannot hold out of it, so that raw HTML may bring a heading before another, or lose it.
pub(super) fn in_their_turn(headings: Vec<Heading>, body: &Body) -> Vec<Heading> {
    let place =
        |heading: &Heading| body.find(&format!("<h{} id=\"{}\"", heading.level, heading.id));
    let mut placed: Vec<(usize, Heading)> =
        headings.into_iter().filter_map(|heading| Some((place(&heading)?, heading))).collect();
    placed.sort_by_key(|(at, _)| *at);
    placed.into_iter().map(|(_, heading)| heading).collect()
}

/// What is known of all headings before they are written.
#[derive(Debug)]
pub(super) struct Plan {
    /// Added to each level, so that no heading competes with the page's title.
    pub shift: u8,
    /// One id for each heading, in their order.
    pub ids: Vec<String>,
}

/// Reads the levels and the explicit ids, and takes `{#id}` out of the headings' texts.
///
/// Ids are by order (`s1`, `s2`) rather than by text: a Chinese id is a long percent-encoded
/// link, and pinyin would change with every correction of the heading.
pub(super) fn plan(events: &mut [(Event<'_>, Range<usize>)]) -> Plan {
    let mut shift = 0;
    let mut explicit = Vec::new();
    let mut taken = HashSet::new();
    for index in 0..events.len() {
        if let Event::End(TagEnd::Heading(level)) = events[index].0 {
            shift = shift.max(u8::from(level as usize == 1));
            let id = take_id(&mut events[..index])
                .filter(|id| !id.starts_with("fn") && taken.insert(id.clone()));
            explicit.push(id);
        }
    }
    let mut number = 0;
    let ids = explicit
        .into_iter()
        .map(|id| {
            number += 1;
            id.unwrap_or_else(|| {
                // An explicit id may look like ours; the next free letter keeps the numbers stable.
                let mut id = format!("s{number}");
                while !taken.insert(id.clone()) {
                    id.push('x');
                }
                id
            })
        })
        .collect();
    Plan { shift, ids }
}

/// How far back an id is looked for.
const LONGEST_ID: usize = 200;

/// Cuts ` {#id}` from the texts before a heading's end, and returns the id.
fn take_id(events: &mut [(Event<'_>, Range<usize>)]) -> Option<String> {
    if !matches!(events.last(), Some((Event::Text(text), _)) if text.ends_with('}')) {
        return None;
    }
    // The parser may have split the text at a character such as `_`.
    let mut tail = String::new();
    for (event, _) in events.iter().rev() {
        let Event::Text(text) = event else { break };
        tail.insert_str(0, text);
        if tail.contains("{#") || tail.len() > LONGEST_ID {
            break;
        }
    }
    let start = tail.rfind("{#")?;
    let id = clean(&tail[start + 2..tail.len() - 1]).into_owned();
    if !is_id(&id) {
        return None;
    }
    let mut excess = tail.len() - tail[..start].trim_end().len();
    for (event, _) in events.iter_mut().rev() {
        let Event::Text(text) = event else { break };
        let cut = excess.min(text.len());
        *text = CowStr::from(text[..text.len() - cut].to_owned());
        excess -= cut;
    }
    Some(id)
}

/// Whether a name may be an id of ours.
pub(super) fn is_id(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

#[cfg(test)]
mod tests {
    use crate::markdown::tests::{html, page};

    #[test]
    fn ids_are_by_order_or_as_written() {
        let page = page("## 甲 {#a_b}\n## 乙*丙*\n## 丁 {#a_b}\n戊 {#己}\n---\n## {重要}");
        let found: Vec<_> = page
            .headings
            .iter()
            .map(|heading| (heading.id.as_str(), heading.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [("a_b", "甲"), ("s2", "乙丙"), ("s3", "丁"), ("s4", "戊 {#己}"), ("s5", "{重要}")]
        );
    }

    #[test]
    fn a_number_that_is_taken_is_not_given_twice() {
        assert_eq!(html("## 甲\n## 乙 {#s1}"), "<h2 id=\"s1x\">甲</h2>\n<h2 id=\"s1\">乙</h2>\n");
    }

    #[test]
    fn the_first_level_is_the_page_title() {
        assert_eq!(html("# 甲\n###### 乙"), "<h2 id=\"s1\">甲</h2>\n<h6 id=\"s2\">乙</h6>\n");
        assert_eq!(html("### 甲"), "<h3 id=\"s1\">甲</h3>\n");
    }
}
