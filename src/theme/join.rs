//! Puts parts in where templates include them: the engine goes into a part with a scope of its own,
//! which for the parts that every page has takes a thirtieth of a build.

use std::collections::BTreeMap;

/// The templates with the text of a part in the place of each tag that includes it, wherever the
/// engine makes the same of both: not for a part that sets a name, which its own scope would end,
/// nor for one that is found to ask for its scope or is not understood.
///
/// White space is as the engine leaves it: what marks like `{%-` take away is gone already, so that
/// no part does anything to the text around it. Places in these texts are not those in the
/// templates' own.
///
/// What is not `rendered` by itself is left out where no template includes it any more.
pub(super) fn joined<'t>(
    texts: &BTreeMap<&'t str, &'t str>,
    rendered: impl Fn(&str) -> bool,
) -> Vec<(String, String)> {
    let mut known: Known<'t> = BTreeMap::new();
    let mut join = |name: &'t str, text: &'t str| {
        let whole = whole(text, texts, &mut known, 0).unwrap_or_else(|| text.to_owned());
        (name, whole)
    };
    let all: Vec<(&str, String)> = texts.iter().map(|(&name, &text)| join(name, text)).collect();
    let includes: Vec<&str> =
        all.iter().map(|(_, text)| text.as_str()).filter(|text| text.contains("include")).collect();
    let is_needed = |name: &str| rendered(name) || includes.iter().any(|text| text.contains(name));
    let needed = all.iter().filter(|(name, _)| is_needed(name));
    needed.map(|(name, text)| ((*name).to_owned(), text.clone())).collect()
}

/// Parts that are known already; `None` for one that must be gone into, as must one that is being
/// put together and so includes itself.
type Known<'t> = BTreeMap<&'t str, Option<String>>;

/// Parts nest no deeper than this.
const MAX_DEPTH: usize = 8;

/// A template with its parts takes no more bytes than this: parts that each include the next one
/// many times would fill the memory.
const MOST: usize = 256 << 10;

/// A template's text with its parts; `None` where it is not understood.
fn whole<'t>(
    text: &'t str,
    texts: &BTreeMap<&'t str, &'t str>,
    known: &mut Known<'t>,
    depth: usize,
) -> Option<String> {
    let mut out = String::new();
    for piece in pieces(text)? {
        match piece {
            Piece::Text(text) => push(&mut out, text)?,
            Piece::Mark { open, inner, close } => {
                let part = (open == "{%").then(|| included(inner)).flatten();
                if let Some(part) = part.and_then(|name| part_of(name, texts, known, depth + 1)) {
                    push(&mut out, &part)?;
                } else {
                    push(&mut out, open)?;
                    out.extend([" ", inner, " ", close]);
                }
            }
        }
    }
    Some(out)
}

/// Appends a text or the beginning of a mark, unless it made another mark of what is there, or too
/// much.
fn push(out: &mut String, text: &str) -> Option<()> {
    let begins_mark = out.ends_with('{') && text.starts_with(['{', '%', '#']);
    (!begins_mark && out.len() + text.len() <= MOST).then(|| out.push_str(text))
}

/// A part as it can stand in another template.
fn part_of<'t>(
    name: &'t str,
    texts: &BTreeMap<&'t str, &'t str>,
    known: &mut Known<'t>,
    depth: usize,
) -> Option<String> {
    if depth > MAX_DEPTH {
        return None;
    }
    if let Some(part) = known.get(name) {
        return part.clone();
    }
    known.insert(name, None);
    // By the end of its name the engine knows that its values are to be escaped.
    let is_escaped = name.strip_suffix(".html").is_some();
    let fits = |text: &&str| is_escaped && !text.contains("__tera_context");
    let text = texts.get(name).copied().filter(fits)?;
    let part = needs_no_scope(&pieces(text)?).then(|| whole(text, texts, known, depth)).flatten();
    known.insert(name, part.clone());
    part
}

/// Whether a part comes out the same in the scope of a template that includes it: it sets no name,
/// calls no component, and asks after no loop but its own.
fn needs_no_scope(pieces: &[Piece]) -> bool {
    let mut loops = 0_usize;
    pieces.iter().all(|piece| {
        let Piece::Mark { open, inner, .. } = piece else { return true };
        let word = inner.split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        let asks = loops == 0 && inner.contains("loop");
        match (*open, word) {
            ("{%", "for") => loops += 1,
            ("{%", "endfor") => loops = loops.saturating_sub(1),
            ("{%", "if" | "elif" | "else" | "endif" | "include") => {}
            ("{%", _) => return false,
            _ => {}
        }
        !asks && !inner.starts_with('<')
    })
}

/// The name in the inside of a tag `{% include "name" %}`.
fn included(inner: &str) -> Option<&str> {
    let quoted = inner.strip_prefix("include")?.trim_start();
    let name = quoted.strip_prefix('"')?.strip_suffix('"')?;
    (!name.contains(['"', '\\'])).then_some(name)
}

/// A piece of a template.
#[derive(Debug, PartialEq, Eq)]
enum Piece<'t> {
    /// What comes out as it stands.
    Text(&'t str),
    /// `{{ … }}` or `{% … %}`, without the dashes that take white space away.
    Mark { open: &'t str, inner: &'t str, close: &'static str },
}

/// The pieces of a template without its comments; `None` where something has no end, and where text
/// is meant to look like marks (`raw`).
fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    // Whether the mark before takes the white space behind it.
    let mut takes = false;
    while !rest.is_empty() {
        let is_start = |two: &[u8]| matches!(two, b"{{" | b"{%" | b"{#");
        let at = rest.as_bytes().windows(2).position(is_start).unwrap_or(rest.len());
        let (before, mark) = rest.split_at(at);
        let (open, inside) = mark.split_at(mark.len().min(2));
        let (inside, dashed) = match inside.strip_prefix('-') {
            Some(inside) => (inside, true),
            None => (inside, false),
        };
        if !before.is_empty() {
            let text = if takes { before.trim_start() } else { before };
            pieces.push(Piece::Text(if dashed { text.trim_end() } else { text }));
            takes = false;
        }
        if mark.is_empty() {
            break;
        }
        let close = match open {
            "{{" => "}}",
            "{%" => "%}",
            _ => "#}",
        };
        let end = if open == "{#" { inside.find(close) } else { end(inside, close) }?;
        let (inner, dashed) = match inside[..end].strip_suffix('-') {
            Some(inner) => (inner, true),
            None => (&inside[..end], false),
        };
        rest = &inside[end + 2..];
        if open == "{#" {
            takes |= dashed;
            continue;
        }
        takes = dashed;
        let inner = inner.trim();
        if open == "{%" && inner.starts_with("raw") {
            return None;
        }
        pieces.push(Piece::Mark { open, inner, close });
    }
    Some(pieces)
}

/// Where a mark ends: not in a text between quotes.
fn end(inside: &str, close: &str) -> Option<usize> {
    let bytes = inside.as_bytes();
    let mut at = 0;
    loop {
        match bytes.get(at)? {
            quote @ (b'"' | b'\'' | b'`') => {
                at += 1;
                while bytes.get(at)? != quote {
                    at += if bytes[at] == b'\\' { 2 } else { 1 };
                }
                at += 1;
            }
            _ if bytes[at..].starts_with(close.as_bytes()) => return Some(at),
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use tera::{Context, Tera};

    use super::{joined, pieces};
    use crate::markdown::fuzz::Random;

    fn engine(texts: &[(String, String)]) -> Option<Tera> {
        let mut tera = Tera::new();
        tera.add_raw_templates(texts.iter().map(|(name, text)| (name, text))).ok()?;
        Some(tera)
    }

    #[test]
    fn joined_templates_say_what_the_others_say() {
        let words = "{%- include \"p.html\" -%}¦{% include \"p.html\" %}¦{%- include \"q.html\" %}¦\
            {% include \"s.html\" -%}¦{% include \"t.txt\" %}¦{{ a }}¦{{- b -}}¦{{ -n -}}¦{{ x | safe }}¦\
            {% if b -%} {% include \"p.html\" %} {%- else -%} {{ a }} {% endif %}¦\
            {%- for a in l %}{% include \"q.html\" -%} {{ a }}{% endfor -%}¦\
            {% set b = a %}¦{#- 注 -#}¦{# {% include \"p.html\" %} #}¦{{ \"{% include 'p.html' %}\" }}¦\
            {{ '}}' ~ a }}¦{% raw %} {{ {%- endraw -%}¦ ¦\n ¦甲¦<b>¦{¦%¦#¦}¦-¦{{ loop.index }}¦{% for c in l %}{{ loop.index }}{% endfor %}¦\
            {{ __tera_context | length }}";
        let words: Vec<&str> = words.split('¦').collect();
        let mut random = Random(0x10C);
        let (mut met, mut changed) = (0, 0);
        for _ in 0..20_000 {
            let mut text = |most: usize| -> String {
                let count = random.below(most);
                (0..count).map(|_| words[random.below(words.len())]).collect()
            };
            let names = ["a.html", "p.html", "q.html", "s.html", "t.txt"];
            let texts: Vec<(String, String)> =
                names.iter().map(|name| ((*name).to_owned(), text(7))).collect();
            let Some(plain) = engine(&texts) else { continue };
            let borrowed: BTreeMap<&str, &str> =
                texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
            let joined = joined(&borrowed, |_| true);
            let quick = engine(&joined).unwrap_or_else(|| panic!("{texts:?}\n{joined:?}"));
            let mut context = Context::new();
            context.insert("a", "<甲>");
            context.insert("b", "");
            context.insert("x", "<i>");
            context.insert("n", &3);
            context.insert("l", &["一", "二"]);
            for (name, text) in &joined {
                let both = [&plain, &quick].map(|tera| tera.render(name, &context).ok());
                assert_eq!(both[0], both[1], "{name}\n{texts:?}\n{joined:?}");
                met += usize::from(both[0].is_some());
                let is_shorter = text.matches("include").count()
                    < borrowed[name.as_str()].matches("include").count();
                changed += usize::from(is_shorter && both[0].is_some());
            }
        }
        assert!(met > 20_000 && changed > 5_000, "{met} {changed}");
    }

    #[test]
    fn the_built_in_pages_are_made_without_going_into_parts() {
        let read = |name: &'static str| {
            Some((name.strip_prefix("templates/")?, crate::theme::built_in(name)?))
        };
        let texts: BTreeMap<&str, &str> = crate::theme::built_in_names().filter_map(read).collect();
        for (name, text) in joined(&texts, |name| !name.starts_with("parts/")) {
            assert!(!name.starts_with("parts/"), "{name} is still gone into");
            assert!(!text.contains("include"), "{name}: {text}");
        }
    }

    #[test]
    fn parts_that_would_fill_the_memory_are_left_to_the_engine() {
        let names: Vec<String> = (0..40).map(|number| format!("{number}.html")).collect();
        let next = |at: usize| format!("{{% include \"{}\" %}}", names[(at + 1) % 40]).repeat(40);
        let bodies: Vec<String> = (0..40).map(next).collect();
        let texts = names.iter().map(String::as_str).zip(bodies.iter().map(String::as_str));
        let joined = joined(&texts.collect(), |_| true);
        assert!(joined.iter().map(|(_, text)| text.len()).sum::<usize>() < 40 * super::MOST);
    }

    #[test]
    fn what_has_no_end_is_left_to_the_engine() {
        for text in ["{{ a", "{% if \"a %}", "{# a", "{% raw %}{{ a }}{% endraw %}", "{{ `}} }}"] {
            assert_eq!(pieces(text), None, "{text}");
        }
    }
}
