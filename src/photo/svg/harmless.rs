//! What may stay in a drawing: lists of the known, never lists of the bad.
//! Only for CSS, which has no such list, are there signs of danger.

use quick_xml::name::{Namespace, ResolveResult};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The elements that draw or that drawing refers to, besides `fe…`, the parts
/// of filters.
const ELEMENTS: [&str; 35] = [
    "a",
    "animate",
    "animateMotion",
    "animateTransform",
    "circle",
    "clipPath",
    "defs",
    "desc",
    "ellipse",
    "filter",
    "g",
    "image",
    "line",
    "linearGradient",
    "marker",
    "mask",
    "mpath",
    "path",
    "pattern",
    "polygon",
    "polyline",
    "radialGradient",
    "rect",
    "set",
    "stop",
    "style",
    "svg",
    "switch",
    "symbol",
    "text",
    "textPath",
    "title",
    "tspan",
    "use",
    "view",
];

/// Whether this is a name as XML knows them; the reader takes anything, quotes too.
pub(super) fn name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_alphabetic() || c == '_')
        && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

/// Whether elements of this namespace may stay. Without a namespace a file
/// shows nothing by itself, but an editor may have meant it for later.
pub(super) fn namespace(namespace: &ResolveResult) -> bool {
    matches!(namespace, ResolveResult::Bound(Namespace(SVG)) | ResolveResult::Unbound)
}

/// Whether an element of this local name may stay.
pub(super) fn element(name: &str) -> bool {
    ELEMENTS.contains(&name) || name.starts_with("fe")
}

/// Whether this namespace may be given a prefix.
pub(super) fn binding(namespace: &str) -> bool {
    namespace == SVG || namespace == XLINK
}

/// Whether this attribute makes an animation change where something leads, or
/// what happens on an event.
pub(super) fn moves_a_reference(element: &str, attribute: &str, value: &str) -> bool {
    let target = value.trim().rsplit(':').next().unwrap_or_default().to_ascii_lowercase();
    (element == "set" || element.starts_with("animate"))
        && attribute.eq_ignore_ascii_case("attributeName")
        && (target == "href" || target.starts_with("on"))
}

/// Whether this attribute may stay. Drawing programs keep the folders of their
/// users in namespaces and `data-` attributes of their own.
pub(super) fn attribute(namespace: Option<&str>, name: &str, value: &str) -> bool {
    let name = name.to_ascii_lowercase();
    match namespace {
        Some(XML) => name == "space" || name == "lang",
        Some(XLINK) => name == "href" && is_local(value),
        Some(_) => false,
        None if name == "href" => is_local(value),
        None => {
            let foreign = ["on", "data-"].iter().any(|start| name.starts_with(start))
                || ["src", "ping", "action", "formaction"].contains(&name.as_str());
            !foreign && is_local_css(value)
        }
    }
}

/// The style sheet without imports; nothing of it if it still asks for more.
pub(super) fn sheet(css: &str) -> String {
    let mut kept = css.to_owned();
    while let Some(start) = kept.to_ascii_lowercase().find("@import") {
        let end = kept[start..].find(';').map_or(kept.len(), |length| start + length + 1);
        kept.replace_range(start..end, "");
    }
    if is_local_css(&kept) { kept } else { String::new() }
}

/// Whether a reference stays within the drawing.
fn is_local(reference: &str) -> bool {
    let reference = reference.trim();
    let picture = |kind: &str| {
        reference.split_at_checked(kind.len()).is_some_and(|(start, rest)| {
            start.eq_ignore_ascii_case(kind) && rest.starts_with([';', ','])
        })
    };
    reference.starts_with('#')
        || [
            "data:image/png",
            "data:image/jpeg",
            "data:image/jpg",
            "data:image/gif",
            "data:image/webp",
        ]
        .into_iter()
        .any(picture)
}

/// Whether CSS loads nothing. It can write any letter as an escape, so one
/// backslash is reason enough for doubt.
fn is_local_css(css: &str) -> bool {
    const DANGER: [&str; 9] = [
        "\\",
        "@import",
        "image(",
        "image-set(",
        "src(",
        "expression(",
        "javascript:",
        "-moz-binding",
        "behavior:",
    ];
    let css = css.to_ascii_lowercase();
    !DANGER.iter().any(|sign| css.contains(sign))
        && css
            .split("url(")
            .skip(1)
            .all(|inside| is_local(inside.trim_start().trim_start_matches(['"', '\''])))
}
