//! HTML of a body: only known elements and attributes, each element closed where it should be.

use std::collections::BTreeSet;

/// What a body may hold; in particular nothing that runs, frames or submits.
const ELEMENTS: &str = " a abbr b blockquote br caption code dd del details div dl dt em \
    figcaption figure h1 h2 h3 h4 h5 h6 hr i img input ins li mark ol p pre rp rt ruby s section \
    small span strong sub summary sup table tbody td tfoot th thead tr u ul ";

/// What these may have; in particular no `style` and no `on…`.
const ATTRIBUTES: &str = " alt aria-label checked class colspan disabled href id open reversed \
    role rowspan scope src start tabindex title type ";

/// Elements without an end.
const VOID: [&str; 4] = ["br", "hr", "img", "input"];

/// Reads the HTML tag by tag.
///
/// No link stands in a link, unless the text may hold raw HTML: where tables or many elements cross
/// a link, the rules of HTML nest it, and browsers take it apart again.
pub fn holds(html: &str, may_have_raw: bool) {
    let mut open: Vec<&str> = Vec::new();
    let mut ids = BTreeSet::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').expect("a closing tag ends");
            assert_eq!(open.pop(), Some(name), "in {html:?}");
            rest = after;
            continue;
        }
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
        let (name, attributes) = rest.split_at(end);
        assert!(ELEMENTS.contains(&format!(" {name} ")), "<{name}> in {html:?}");
        rest = attributes;
        while let Some((attribute, value, after)) = attribute(rest) {
            let known = ATTRIBUTES.contains(&format!(" {attribute} "));
            assert!(known, "{attribute:?} of <{name}> in {html:?}");
            let local = attribute != "href" || value == "./" || value.starts_with("#fn");
            assert!(local, "{value:?} did not go through a slot in {html:?}");
            assert!(attribute != "id" || ids.insert(value), "two ids {value:?} in {html:?}");
            rest = after;
        }
        rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("<{name}> never ends in {html:?}"));
        assert!(
            may_have_raw || name != "a" || !open.contains(&"a"),
            "a link in a link in {html:?}"
        );
        if !VOID.contains(&name) {
            open.push(name);
        }
    }
    assert!(open.is_empty(), "{open:?} never close in {html:?}");
}

/// The next attribute after a space: its name, its value, and what follows.
fn attribute(rest: &str) -> Option<(&str, &str, &str)> {
    let rest = rest.strip_prefix(' ')?;
    let end = rest.find(|c: char| !c.is_ascii_lowercase() && c != '-').unwrap_or(rest.len());
    let (name, rest) = rest.split_at(end);
    match rest.strip_prefix("=\"") {
        Some(quoted) => quoted.split_once('"').map(|(value, after)| (name, value, after)),
        None => Some((name, "", rest)),
    }
}
