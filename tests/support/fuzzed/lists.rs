//! Lists of lines: captions beside photos, tables to download, and the ledger of an output folder.

use minsheng::asset::{Asset, Sort};
use minsheng::{ledger, library, source};

/// Reads the bytes as each of the three.
pub fn holds(bytes: &[u8]) {
    table_holds(bytes);
    let Some(text) = source::decode(bytes) else { return };
    let (captions, problems) = library::captions("content/gallery/a/图说.txt", &text.text);
    for problem in problems {
        let span = problem.place.and_then(|place| place.span).expect("a line");
        assert!(text.text.get(span).is_some_and(|line| !line.trim().is_empty()));
    }
    for caption in captions {
        assert!(!caption.file.is_empty() && !caption.file.contains('\n'));
        let line = text.text.get(caption.span.clone()).expect("a caption is in the text");
        assert!(line.contains(&caption.file) && line.contains(&caption.text), "{caption:?}");
    }
    if let Some(ledger) = ledger::parse(&text.text) {
        for path in ledger.files.keys() {
            // What is removed later is always a file below the output folder.
            let below = path.split(['/', '\\']).all(|name| !matches!(name, "" | "." | ".."));
            assert!(below && !path.contains([':', '\0']), "{path:?}");
        }
    }
}

fn table_holds(bytes: &[u8]) {
    let asset = Asset::of("content/news/名单.csv", bytes);
    assert_eq!(asset.len, bytes.len() as u64);
    if asset.sort != Sort::Text {
        return;
    }
    let text = source::decode(bytes).expect("a table that was read is text").text;
    for figure in &asset.figures {
        let shown = text.get(figure.start..figure.end).expect("a figure is in the text");
        assert!(!shown.is_empty() && !figure.digits.is_empty());
        assert!((1..=text.lines().count()).contains(&figure.line), "{figure:?}");
    }
}
