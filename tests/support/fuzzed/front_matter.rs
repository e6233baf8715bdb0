//! Documents of every kind, pasted or not, and `_index.md`, as the library reads them.

use std::sync::LazyLock;

use minsheng::config::{self, Config};
use minsheng::date;
use minsheng::markdown::Scratch;
use minsheng::page::{self, Kinds, Page, Reading, Value, folder};
use minsheng::source::{self, Text};

use super::{markdown, problems};

const FILE: &str = "content/news/a.md";

/// The site's choices, for text that was typed and for text that was pasted.
static CONFIGS: LazyLock<[Config; 2]> = LazyLock::new(|| {
    ["false", "true"].map(|pasted| {
        let text = format!("title = \"云溪镇\"\ntext.pasted = {pasted}\ntext.summary = 20\n");
        config::parse(&text).expect("a good site.toml")
    })
});

/// A document is read or an error says why not; whatever is read stays inside the text.
pub fn holds(bytes: &[u8]) {
    let Some(text) = source::decode(bytes) else { return };
    let kinds = Kinds::built_in();
    for (index, kind) in kinds.iter().enumerate() {
        let reading = reading(&kinds, &CONFIGS[index % 2]);
        let read = page::read(FILE, &text, kind, &reading, &mut Scratch::default());
        problems::hold(&text.text, &read.problems);
        match &read.page {
            Some(page) => page_holds(page, &text, &reading),
            None => assert!(problems::any_error(&read.problems), "no page and no reason"),
        }
        if read.page.is_some_and(|page| page.values.flag("draft")) {
            let hidden = Reading { drafts: false, ..reading };
            assert!(
                page::read(FILE, &text, kind, &hidden, &mut Scratch::default()).problems.is_empty()
            );
        }
    }
    folder_holds(&text, &reading(&kinds, &CONFIGS[bytes.len() % 2]));
}

fn reading<'a>(kinds: &'a Kinds, config: &'a Config) -> Reading<'a> {
    let zone = config.zone();
    let today = date::parse("2026-11-24", zone).expect("a day").day;
    Reading { config, kinds, zone, today, drafts: true }
}

fn page_holds(page: &Page, text: &Text, reading: &Reading) {
    let text = &text.text;
    assert!(!page.title.trim().is_empty());
    assert!(text.get(page.body_at..).is_some());
    markdown::body_holds(&text[page.body_at..], &page.body);
    for field in page.kind.keys() {
        let Some(span) = page.values.span(field.key) else { continue };
        assert!(text.get(span.clone()).is_some(), "{span:?} of {}", field.key);
        if let Some(Value::Photos(photos)) = page.values.get(field.key) {
            assert!(photos.iter().all(|photo| text.get(photo.span.clone()).is_some()));
        }
    }
    assert!(page.values.all_references().all(|(_, one)| text.get(one.span.clone()).is_some()));
    assert!(!page.summary.contains('\n'), "{:?}", page.summary);
    if let Some(date) = page.date {
        assert!(!date.iso().is_empty() && !date.iso_minute().is_empty());
    }
    let _ = (page.state(reading.today), page.outdated(reading.today));
}

fn folder_holds(text: &Text, reading: &Reading) {
    let (folder, problems) = folder::read("content/news/_index.md", text, reading);
    problems::hold(&text.text, &problems);
    match folder {
        Some(folder) => {
            markdown::body_holds(&text.text[folder.body_at..], &folder.body);
        }
        None => assert!(problems::any_error(&problems), "no column and no reason"),
    }
}
