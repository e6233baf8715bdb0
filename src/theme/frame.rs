//! The county portal's header or footer around the site's pages: a fragment of HTML made safe, as
//! a template in which only addresses of the site depend on the page.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashSet};

use crate::markdown::escape;
use crate::markdown::tags::{Piece, decode, pieces};

/// The elements that a fragment may hold.
const ELEMENTS: &[&str] = &[
    "a", "abbr", "address", "b", "br", "button", "dd", "div", "dl", "dt", "em", "footer", "form",
    "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "i", "img", "input", "label", "li", "nav",
    "ol", "option", "p", "s", "section", "select", "small", "span", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
];

/// The elements of a whole page, which a fragment need not have.
const WHOLE: [&str; 3] = ["html", "head", "body"];

/// The elements whose content is no text for readers.
const WITH_CONTENT: &[&str] = &[
    "script", "style", "iframe", "object", "svg", "math", "noscript", "noframes", "noembed",
    "template", "title", "textarea", "audio", "video", "canvas",
];

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

/// The attributes that some elements may have.
const OF_ELEMENTS: [(&str, &[&str]); 6] = [
    ("a", &["href", "target"]),
    ("img", &["src"]),
    ("form", &["action", "method"]),
    ("input", &["name"]),
    ("select", &["name"]),
    ("button", &["name"]),
];

/// The ids by which the site's own pages find their parts.
const OURS: [&str; 5] = ["main", "host-header", "host-footer", "aids-panel", "search-query"];

/// The schemes that an address may have.
const SCHEMES: [&str; 4] = ["http", "https", "tel", "mailto"];

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
    let html = html.trim_start_matches('\u{feff}');
    let told: BTreeSet<String> =
        pieces(html).iter().flat_map(|(_, piece)| foreign(piece)).collect();
    removed.extend(told);
    // Entities are characters after the first cleaning, so that no mark comes from them.
    let plain = builder().clean(html).to_string().replace(MARK, "");
    let mut builder = builder();
    builder.attribute_filter(|_, attribute, value| addressed(attribute, value));
    let clean = builder.clean(&plain).to_string();
    // What looks like a template's own is text.
    let clean = clean.replace('{', BRACE);
    let mut out = String::with_capacity(clean.len());
    let mut parts = clean.split(MARK);
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (sort, rest) = part.split_at(part.chars().next().map_or(0, char::len_utf8));
        let (url, rest) = rest.split_once('"').unwrap_or((rest, ""));
        let address = decode(url);
        let path = address.split(['?', '#']).next().unwrap_or_default();
        let path = path.trim_start_matches("./").trim_start_matches('/');
        let path = percent_encoding::percent_decode_str(path).decode_utf8_lossy();
        if let Some(file) = (around.file)(&path) {
            out.push_str("{{ root }}");
            out.push_str(&file);
        } else if sort == PICTURE {
            removed.push(format!("<img src=\"{address}\">"));
            // A picture that cannot be shown is its text.
            let (tag, after) = rest.split_once('>').unwrap_or((rest, ""));
            let start = out.rfind("<img").unwrap_or(out.len());
            let whole = format!("{}\"{tag}", &out[start..]);
            out.truncate(start);
            let alt = whole.split_once(" alt=\"").and_then(|(_, alt)| alt.split_once('"'));
            out.push_str(alt.map_or("", |(alt, _)| alt));
            out.push_str(after);
            continue;
        } else {
            let portal = if url.starts_with('/') { origin(around.portal) } else { around.portal };
            let mut start = String::new();
            escape(portal.trim_end_matches('/'), &mut start);
            out.push_str(&start.replace('{', BRACE));
            out.push('/');
            out.push_str(url.trim_start_matches("./").trim_start_matches('/'));
        }
        out.push('"');
        out.push_str(rest);
    }
    out
}

/// A brace in a template that is text.
const BRACE: &str = "{{ '{' }}";

/// Stands behind the mark of a picture's address.
const PICTURE: &str = "p";

/// An address up to its host.
fn origin(url: &str) -> &str {
    let host = url.find("://").map_or(0, |at| at + 3);
    url[host..].find('/').map_or(url, |end| &url[..host + end])
}

/// What of a tag is not allowed.
fn foreign(piece: &Piece) -> Vec<String> {
    let Piece::Open(name, attributes) = piece else { return Vec::new() };
    if WHOLE.contains(&name.as_str()) {
        return Vec::new();
    }
    if !ELEMENTS.contains(&name.as_str()) {
        return vec![format!("<{name}>")];
    }
    let own = OF_ELEMENTS.iter().find(|(of, _)| of == name).map_or(&[][..], |(_, own)| own);
    let is_known = |attribute: &str| {
        ATTRIBUTES.contains(&attribute) || own.contains(&attribute) || attribute == "rel"
    };
    let refused = |(attribute, value): &(String, &str)| {
        if !is_known(attribute) {
            return Some(attribute.clone());
        }
        let address = decode(value);
        let scheme = scheme(address.trim())?.to_ascii_lowercase();
        let is_address = ["href", "src", "action"].contains(&attribute.as_str());
        (is_address && !SCHEMES.contains(&scheme.as_str()))
            .then(|| format!("{attribute}=\"{scheme}:…\""))
    };
    attributes.iter().filter_map(refused).collect()
}

fn builder() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::empty();
    builder
        .tags(ELEMENTS.iter().copied().collect())
        .clean_content_tags(WITH_CONTENT.iter().copied().collect())
        .generic_attributes(ATTRIBUTES.iter().copied().collect())
        .tag_attributes(
            OF_ELEMENTS.into_iter().map(|(of, own)| (of, own.iter().copied().collect())).collect(),
        )
        .url_schemes(HashSet::from(SCHEMES))
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(Some("noopener"));
    builder
}

/// Marks the addresses that depend on where a page stands; pictures are of this site alone.
fn addressed<'v>(attribute: &str, value: &'v str) -> Option<Cow<'v, str>> {
    match attribute {
        "id" if OURS.contains(&value) => None,
        "src" => Some(format!("{MARK}{PICTURE}{}", value.trim()).into()),
        "href" | "action" if !is_whole(value.trim()) => {
            Some(format!("{MARK}a{}", value.trim()).into())
        }
        _ => Some(value.into()),
    }
}

/// Whether an address means the same on every page.
fn is_whole(url: &str) -> bool {
    url.starts_with(['#', '?']) || url.starts_with("//") || scheme(url).is_some()
}

/// What stands before the colon of an address, if that is its scheme.
fn scheme(url: &str) -> Option<&str> {
    let (scheme, _) = url.split_once(':')?;
    let is_scheme = |byte: u8| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte);
    (!scheme.is_empty() && scheme.bytes().all(is_scheme)).then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::{ATTRIBUTES, Around, ELEMENTS, OF_ELEMENTS, Piece, pieces, scheme, template};

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
        assert_eq!(out, "徽");
        assert_eq!(removed, ["<img src=\"https://cdn.example/x.png\">"]);
    }

    #[test]
    fn what_could_run_is_removed_and_told() {
        let (out, removed) = of(
            "<div style=\"top:0\" onclick=\"x()\"><script>x()</script><iframe src=\"/a\"></iframe>\
             <a href=\"javascript:x()\">甲</a></div>",
        );
        assert_eq!(out, "<div><a rel=\"noopener\">甲</a></div>");
        assert_eq!(removed, ["<iframe>", "<script>", "href=\"javascript:…\"", "onclick", "style"]);
        // An entity is no way in.
        let (out, _) =
            of("<p title=\"&#xE000;\" class=\"x onmouseover=alert(1) \">甲&#xE000;p</p>");
        assert_eq!(out, "<p title=\"\" class=\"x onmouseover=alert(1) \">甲p</p>");
    }

    #[test]
    fn a_whole_page_and_our_own_names_are_no_harm() {
        let (out, removed) =
            of("<html><head><title>县</title></head><body><p id=\"main\">甲</p></body></html>");
        assert_eq!((out.as_str(), removed.len()), ("<p>甲</p>", 1));
        assert_eq!(removed, ["<title>"]);
    }

    #[test]
    fn addresses_are_read_as_browsers_read_them() {
        let href = |url: &str| of(&format!("<a href=\"{url}\">甲</a>")).0;
        assert!(href(" https://b.example/ ").starts_with("<a href=\" https://b.example/ \""));
        assert!(href("./logo.png?v=1").starts_with("<a href=\"{{ root }}logo.png\""));
        assert!(href("%6Cogo.png").starts_with("<a href=\"{{ root }}logo.png\""));
        assert!(
            href("zwgk/?a=1&amp;b=2").contains("https://www.shili.example/zwgk/?a=1&amp;b=2\"")
        );
        let file = |_: &str| None;
        let around = Around { portal: "https://x.example/sub/{{7*7}}", file: &file };
        let out = template("<a href=\"/a\">甲</a><a href=\"b\">乙</a>", &around, &mut Vec::new());
        assert!(out.contains("\"https://x.example/a\""), "{out}");
        assert!(out.contains("\"https://x.example/sub/{{ '{' }}{{ '{' }}7*7}}/b\""), "{out}");
    }

    #[test]
    fn what_looks_like_a_template_is_text() {
        let (out, _) = of("<p title=\"{{ site }}\">{% raw %}{{ root }}\u{E000}a</p>");
        let mut tera = tera::Tera::new();
        tera.add_raw_template("x.html", &out).unwrap();
        let page = tera.render("x.html", &tera::Context::new()).unwrap();
        assert_eq!(page, "<p title=\"{{ site }}\">{% raw %}{{ root }}a</p>");
    }

    #[test]
    fn nothing_runs_whatever_a_fragment_is_made_of() {
        let pieces_of = [
            "<a ",
            "<img ",
            "<p ",
            "<form ",
            "<script>",
            "</script>",
            "<svg>",
            "<b>",
            "</b>",
            ">",
            "href=",
            "src=",
            "title=",
            "onclick=",
            " onmouseover=alert(1) ",
            "style=",
            "\"",
            "'",
            "javascript:x()",
            "/logo.png",
            "/a",
            "https://b.example/",
            "{{ root }}",
            "{%",
            "{#",
            "&#xE000;",
            "\u{E000}",
            "&quot;",
            "&#123;&#123;",
            "p",
            "a",
            " ",
            "<!--",
            "-->",
            "<",
            "/",
        ];
        let mut seed = 1_u64;
        let mut next = |below: usize| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            usize::try_from(seed >> 33).unwrap_or(0) % below
        };
        for _ in 0..20_000 {
            let count = 1 + next(16);
            let html: String = (0..count).map(|_| pieces_of[next(pieces_of.len())]).collect();
            let (out, _) = of(&html);
            let mut tera = tera::Tera::new();
            tera.add_raw_template("x.html", &out).unwrap_or_else(|why| panic!("{html:?}: {why}"));
            let mut context = tera::Context::new();
            context.insert("root", "../");
            let page = tera.render("x.html", &context).expect("a fragment asks for nothing else");
            for (_, piece) in pieces(&page) {
                let Piece::Open(name, attributes) = piece else { continue };
                assert!(ELEMENTS.contains(&name.as_str()), "{html:?}: {page:?}");
                for (attribute, value) in attributes {
                    let own = OF_ELEMENTS.iter().any(|(_, own)| own.contains(&attribute.as_str()));
                    let is_known = own || ATTRIBUTES.contains(&attribute.as_str());
                    assert!(is_known || attribute == "rel", "{html:?}: {page:?}");
                    assert!(attribute != "src" || value.starts_with("../"), "{html:?}: {page:?}");
                    let scheme = scheme(value.trim()).map(str::to_ascii_lowercase);
                    assert!(
                        attribute != "href" || scheme.as_deref() != Some("javascript"),
                        "{html:?}"
                    );
                }
            }
        }
    }
}
