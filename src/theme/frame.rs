//! The county portal's header or footer around the site's pages: a fragment of HTML made safe, as
//! a template in which only addresses of the site depend on the page.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap, HashSet};

use crate::markdown::tags::{Piece, pieces};

/// The elements that a fragment may hold.
const ELEMENTS: &[&str] = &[
    "a", "abbr", "address", "b", "br", "button", "dd", "div", "dl", "dt", "em", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "input", "label", "li", "nav",
    "ol", "option", "p", "s", "section", "select", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
];

/// The elements whose content is no text for readers.
const WITH_CONTENT: &[&str] =
    &["script", "style", "iframe", "object", "svg", "noscript", "template"];

/// The attributes that any element may have.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "aria-labelledby",
    "class",
    "colspan",
    "dir",
    "for",
    "height",
    "hidden",
    "id",
    "lang",
    "maxlength",
    "name",
    "placeholder",
    "role",
    "rowspan",
    "scope",
    "tabindex",
    "title",
    "type",
    "value",
    "width",
];

/// Stands before an address until it is known where it leads; no fragment holds it.
const MARK: char = '\u{E000}';

/// Where the addresses of a fragment lead.
pub struct Around<'a> {
    /// The county's portal, such as `https://www.example.gov.cn/`; may be empty.
    pub portal: &'a str,
    /// The address of a file in `static/` by its path there, where it is one.
    pub file: &'a dyn Fn(&str) -> Option<String>,
}

/// The template of a fragment. What is not allowed goes to `removed`, each thing once.
pub fn template(html: &str, around: &Around, removed: &mut Vec<String>) -> String {
    let html = html.trim_start_matches('\u{feff}').replace(MARK, "");
    let told: BTreeSet<String> =
        pieces(&html).iter().flat_map(|(_, piece)| foreign(piece)).collect();
    removed.extend(told);
    let clean = builder().clean(&html).to_string();
    // What looks like a template's own is text.
    let clean = clean.replace('{', "{{ '{' }}");
    let mut out = String::with_capacity(clean.len());
    let mut parts = clean.split(MARK);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (sort, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
        let (url, rest) = rest.split_once('"').unwrap_or((rest, ""));
        let path = url.trim_start_matches('/');
        match (around.file)(path) {
            Some(path) => {
                out.push_str("{{ root }}");
                out.push_str(&path);
            }
            None if sort == "p" => removed.push(format!("<img src=\"{url}\">")),
            None => {
                out.push_str(if around.portal.is_empty() { "/" } else { around.portal });
                out.push_str(path);
            }
        }
        out.push('"');
        out.push_str(rest);
    }
    out
}

/// What of a tag is not allowed.
fn foreign(piece: &Piece) -> Vec<String> {
    let Piece::Open(name, attributes) = piece else { return Vec::new() };
    if !ELEMENTS.contains(&name.as_str()) {
        return vec![format!("<{name}>")];
    }
    let is_foreign = |name: &&String| {
        !ATTRIBUTES.contains(&name.as_str())
            && !["href", "src", "target", "rel", "action", "method"].contains(&name.as_str())
    };
    attributes.iter().map(|(name, _)| name).filter(is_foreign).cloned().collect()
}

fn builder() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href", "target"])),
            ("img", HashSet::from(["src"])),
            ("form", HashSet::from(["action", "method"])),
        ]))
        .url_schemes(HashSet::from(["http", "https", "tel", "mailto"]))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener"))
        .attribute_filter(|_, attribute, value| Some(addressed(attribute, value)));
    builder
}

/// Marks the addresses that depend on where a page stands; pictures are of this site alone.
fn addressed<'v>(attribute: &str, value: &'v str) -> Cow<'v, str> {
    match attribute {
        "src" => format!("{MARK}p{value}").into(),
        "href" | "action" if !is_whole(value) => format!("{MARK}a{value}").into(),
        _ => value.into(),
    }
}

/// Whether an address means the same on every page.
fn is_whole(url: &str) -> bool {
    let scheme = url.split_once(':').map_or("", |(scheme, _)| scheme);
    url.starts_with(['#', '?'])
        || url.starts_with("//")
        || (!scheme.is_empty() && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

#[cfg(test)]
mod tests {
    use super::{Around, template};

    fn of(html: &str) -> (String, Vec<String>) {
        let file = |path: &str| (path == "logo.png").then(|| path.to_owned());
        let around = Around { portal: "https://www.shili.example/", file: &file };
        let mut removed = Vec::new();
        let out = template(html, &around, &mut removed);
        (out, removed)
    }

    #[test]
    fn addresses_lead_to_the_portal_and_pictures_are_of_this_site() {
        let (out, removed) =
            of("<a class=\"top\" href=\"/zwgk/\"><img src=\"/logo.png\" alt=\"\"></a>");
        assert_eq!(
            out,
            "<a class=\"top\" href=\"https://www.shili.example/zwgk/\" rel=\"noopener\">\
             <img src=\"{{ root }}logo.png\" alt=\"\"></a>"
        );
        assert_eq!(removed, Vec::<String>::new());
        assert_eq!(of("<a href=\"#main\">x</a>").0, "<a href=\"#main\" rel=\"noopener\">x</a>");
        let (out, removed) = of("<img src=\"https://cdn.example/x.png\" alt=\"徽\">");
        assert_eq!(out, "<img src=\"\" alt=\"徽\">");
        assert_eq!(removed, ["<img src=\"https://cdn.example/x.png\">"]);
    }

    #[test]
    fn what_could_run_is_removed_and_told() {
        let (out, removed) = of(
            "<div style=\"top:0\" onclick=\"x()\"><script>x()</script><iframe src=\"/a\"></iframe>\
             <a href=\"javascript:x()\">甲</a></div>",
        );
        assert_eq!(out, "<div><a rel=\"noopener\">甲</a></div>");
        assert_eq!(removed, ["<iframe>", "<script>", "onclick", "style"]);
    }

    #[test]
    fn what_looks_like_a_template_is_text() {
        let (out, _) = of("<p title=\"{{ site }}\">{% raw %}{{ root }}\u{E000}a</p>");
        let mut tera = tera::Tera::new();
        tera.add_raw_template("x.html", &out).unwrap();
        let page = tera.render("x.html", &tera::Context::new()).unwrap();
        assert_eq!(page, "<p title=\"{{ site }}\">{% raw %}{{ root }}a</p>");
    }
}
