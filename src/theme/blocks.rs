//! Built-in templates that extend one of the site's own: a block for which the site's template
//! has no place is not shown. The engine would refuse it, and with it a site that draws its own
//! `article.html`.

use std::collections::BTreeSet;

/// The built-in templates without the blocks that no template above them has; `own` are the
/// site's, by name.
pub(super) fn fitted(
    built_in: &[(String, String)],
    own: &[(String, String)],
) -> Vec<(String, String)> {
    let fit = |(name, text): &(String, String)| {
        let fitted = match extended(text) {
            Some(parent) => without(text, &above(parent, built_in, own)),
            None => text.clone(),
        };
        (name.clone(), fitted)
    };
    built_in.iter().map(fit).collect()
}

/// A tag `{% … %}` with where it stands.
struct Tag<'a> {
    words: Vec<&'a str>,
    start: usize,
    end: usize,
}

fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find("{%")?;
        let end = start + text[start..].find("%}")? + 2;
        at = end;
        let words = text[start + 2..end - 2].trim_matches('-').split_whitespace().collect();
        Some(Tag { words, start, end })
    })
}

/// The template that a template extends.
fn extended(text: &str) -> Option<&str> {
    tags(text).find_map(|tag| match tag.words[..] {
        ["extends", name] => Some(name.trim_matches(['"', '\''])),
        _ => None,
    })
}

/// Longer chains of templates are loops, which the engine tells.
const LONGEST_CHAIN: usize = 16;

/// Every block of a template and of those that it extends.
fn above<'a>(
    name: &'a str,
    built_in: &'a [(String, String)],
    own: &'a [(String, String)],
) -> BTreeSet<&'a str> {
    let find = |list: &'a [(String, String)], name: &str| {
        list.iter().find(|(of, _)| of == name).map(|(_, text)| text.as_str())
    };
    let mut blocks = BTreeSet::new();
    let mut next = Some(name);
    for _ in 0..LONGEST_CHAIN {
        let Some(name) = next else { break };
        let text = match name.strip_prefix("default/") {
            Some(inner) => find(built_in, inner),
            None => find(own, name).or_else(|| find(built_in, name)),
        };
        let Some(text) = text else { break };
        blocks.extend(tags(text).filter_map(|tag| match tag.words[..] {
            ["block", block] => Some(block),
            _ => None,
        }));
        next = extended(text);
    }
    blocks
}

/// A template without its outermost blocks that are not `known`.
fn without(text: &str, known: &BTreeSet<&str>) -> String {
    let mut kept = String::new();
    let (mut from, mut depth) = (0, 0_usize);
    for tag in tags(text) {
        match tag.words[..] {
            ["block", name] => {
                if depth == 0 {
                    kept.push_str(&text[from..tag.start]);
                    from = if known.contains(name) { tag.start } else { text.len() };
                }
                depth += 1;
            }
            ["endblock", ..] => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    from = from.min(tag.end);
                    kept.push_str(&text[from..tag.end]);
                    from = tag.end;
                }
            }
            _ => {}
        }
    }
    kept + &text[from..]
}

#[cfg(test)]
mod tests {
    use super::fitted;

    #[test]
    fn a_block_without_a_place_is_not_shown() {
        let template = |name: &str, text: &str| (name.to_owned(), text.to_owned());
        let built_in = vec![
            template("base.html", "{% block main %}{% endblock main %}"),
            template(
                "article.html",
                "{% extends \"base.html\" %}{% block main %}{% block toc %}{% endblock %}{% endblock %}",
            ),
            template(
                "news.html",
                "{% extends \"article.html\" %}\n{%- block toc -%}x{% block in %}{% endblock %}{% endblock toc %}\n{% block main %}y{% endblock %}\n",
            ),
        ];
        assert_eq!(fitted(&built_in, &[]), built_in);
        let own =
            [template("article.html", "{% extends \"base.html\" %}{% block main %}{% endblock %}")];
        let news = "{% extends \"article.html\" %}\n\n{% block main %}y{% endblock %}\n";
        assert_eq!(fitted(&built_in, &own)[2].1, news);
    }
}
