//! Any text becomes HTML that is whole and harmless, with every place inside the text.

use minsheng::markdown::{self, Body, NoteKind, Options, Rendered, TargetKind};

use super::html;

/// The characters with which the text is mended on its way, which never leave the room.
const MARKS: [char; 3] = ['\u{FDD0}', '\u{FDD1}', '\u{FDD2}'];

/// Renders a text as typed and as pasted.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    for (pasted, lead) in [(false, 60), (true, 0)] {
        let rendered = markdown::render(&text, &Options { pasted, lead });
        rendered_holds(&text, &rendered);
        let summary = markdown::summary(&rendered.lead, lead / 3);
        let width: usize = summary.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum();
        assert!(width <= lead / 3 * 2, "{summary:?} is longer than {}", lead / 3);
    }
}

fn rendered_holds(text: &str, rendered: &Rendered) {
    let html = body_holds(text, &rendered.body);
    unmarked(&rendered.lead);
    let mut rest = html.as_str();
    for heading in &rendered.headings {
        assert!((1..=6).contains(&heading.level) && !heading.id.is_empty());
        let id = format!("<h{} id=\"{}\"", heading.level, heading.id);
        let at = rest.find(&id).unwrap_or_else(|| panic!("no {id} in its turn in {html:?}"));
        rest = &rest[at..];
        unmarked(&heading.text);
    }
    for note in &rendered.notes {
        assert!(text.get(note.span.clone()).is_some(), "{note:?}");
        match &note.what {
            NoteKind::RemovedHtml { tag } => unmarked(tag),
            NoteKind::RemovedAttribute { tag, attribute } => {
                unmarked(tag);
                unmarked(attribute);
            }
            NoteKind::BadScheme { url } => unmarked(url),
            NoteKind::UnusedFootnote { label } => unmarked(label),
            NoteKind::NearMiss { right } => unmarked(right),
        }
    }
}

/// A body of a text can be filled; returns its HTML with every link and image in its place.
pub fn body_holds(text: &str, body: &Body) -> String {
    let mut met = Vec::new();
    let filled = body.fill(|target, out| {
        met.push(target.clone());
        out.push_str(match target.kind {
            TargetKind::Link => " href=\"./\"",
            TargetKind::Image => "<img src=\"./\" alt=\"\">",
        });
    });
    assert!(body.targets().eq(&met), "slots are filled in their order");
    for target in body.targets() {
        assert!(text.get(target.span.clone()).is_some(), "{target:?}");
        let alt_of_link = target.kind == TargetKind::Link && !target.alt.is_empty();
        assert!(!alt_of_link, "{target:?}");
        for part in [&target.url, &target.title, &target.alt] {
            unmarked(part);
        }
        let scheme = target.url.trim_start_matches(|c: char| c <= ' ').to_ascii_lowercase();
        for bad in ["javascript:", "vbscript:", "data:", "file:"] {
            assert!(!scheme.starts_with(bad), "{target:?}");
        }
    }
    unmarked(&filled);
    html::holds(&filled, text.contains('<'));
    filled
}

fn unmarked(text: &str) {
    assert!(!text.contains(MARKS) && !text.contains('\0'), "{text:?} keeps a mark");
}
