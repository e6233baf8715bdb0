//! Tells which lines are raw HTML, by which Markdown reads what follows as HTML too.

/// Whether a line that begins with `<` begins a block of HTML. A tag of an element that may stand
/// in a sentence does so only where it is alone and ends no paragraph.
pub(super) fn is_block(body: &str, is_in_paragraph: bool) -> bool {
    let rest = body.trim_start_matches('<');
    if rest.starts_with(['!', '?']) {
        return true;
    }
    let name = name(rest.strip_prefix('/').unwrap_or(rest));
    let after = rest.trim_start_matches('/').as_bytes().get(name.len());
    let is_tag = !name.is_empty() && matches!(after, None | Some(b' ' | b'\t' | b'/' | b'>'));
    let is_alone = body.find('>') == Some(body.len() - 1) && !is_in_paragraph;
    is_tag && (is_alone || BLOCKS.iter().any(|block| name.eq_ignore_ascii_case(block)))
}

/// How many elements and comments are open after a line, if so many were before.
pub(super) fn opened(before: usize, line: &str) -> usize {
    let bytes = line.as_bytes();
    let mut open = before;
    for at in memchr::memchr2_iter(b'<', b'>', bytes) {
        let rest = &line[at + 1..];
        if bytes[at] == b'>' {
            if line[..at].ends_with("--") {
                open = open.saturating_sub(1);
            }
        } else if let Some(closed) = rest.strip_prefix('/') {
            if is_kept_open(closed) {
                open = open.saturating_sub(1);
            }
        } else if rest.starts_with("!--") || is_kept_open(rest) {
            open += 1;
        }
    }
    open
}

/// Whether a tag, without what stands before its name, has an end somewhere.
fn is_kept_open(tag: &str) -> bool {
    let name = name(tag);
    !name.is_empty() && !ENDLESS.iter().any(|endless| name.eq_ignore_ascii_case(endless))
}

/// The name of an element at the beginning of a text.
fn name(text: &str) -> &str {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_alphanumeric());
    let name = &text[..text.len() - rest.len()];
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { "" }
}

/// The elements that have no end, or whose end people leave out.
const ENDLESS: &[&str] = &["br", "hr", "img", "col", "input", "link", "meta", "p", "wbr"];

/// The elements that begin a block of HTML whatever stands in the line with them.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "base",
    "basefont",
    "blockquote",
    "body",
    "caption",
    "center",
    "col",
    "colgroup",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "link",
    "main",
    "menu",
    "menuitem",
    "nav",
    "noframes",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "pre",
    "script",
    "search",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "title",
    "tr",
    "track",
    "ul",
];
