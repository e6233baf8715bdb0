//! Single values: dates, zones, intervals, names in addresses, and private figures.

use minsheng::page::folder;
use minsheng::{date, privacy, slug};

/// The text as a whole holds figures; each line of it is a date and a name.
pub fn holds(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    figures_hold(&text);
    for line in text.lines().take(8) {
        dates_hold(line);
        names_hold(line);
    }
}

/// Masking keeps the number and width of characters and leaves nothing to mask.
fn figures_hold(text: &str) {
    let mut last = 0;
    for found in privacy::scan(text) {
        assert!(text.get(found.span.clone()).is_some_and(|figure| !figure.is_empty()));
        assert!(found.span.start >= last, "findings overlap");
        assert!(!found.digits.is_empty());
        last = found.span.end;
    }
    let masked = privacy::mask(text);
    assert_eq!(masked.chars().count(), text.chars().count());
    let left = privacy::scan(&masked).into_iter().find(|found| found.kind.is_certain());
    assert!(left.is_none(), "{left:?} in {masked:?} of {text:?}");
}

/// What is read can be read again as we would write it; what is not has a reason.
fn dates_hold(line: &str) {
    let beijing = date::zone("+08:00").expect("a zone");
    for zone in [beijing, date::zone(line).unwrap_or(beijing)] {
        match date::parse(line, zone) {
            Ok(moment) => {
                assert_eq!(date::parse(&moment.iso(), zone).map(|read| read.day), Ok(moment.day));
                // People write no zeros before a year, so an ancient one is no year to read.
                if !moment.iso().starts_with('0') {
                    let chinese = date::parse(&moment.chinese(), zone);
                    assert_eq!(chinese.map(|read| read.day), Ok(moment.day));
                }
            }
            Err(error) => assert!(!error.to_string().is_empty() && !error.mend().is_empty()),
        }
    }
    let _ = folder::freshness(line);
}

/// A slug is clean, is its own slug, and is empty only for the empty name.
fn names_hold(line: &str) {
    let slugged = slug::slug(line);
    assert_eq!(slugged.is_empty(), line.is_empty(), "{line:?}");
    if !line.is_empty() {
        assert!(slug::is_clean(&slugged) && slugged.len() <= 80, "{slugged:?} of {line:?}");
        assert!(!slugged.contains(['.', '_']), "{slugged:?} of {line:?}");
        assert_eq!(slug::slug(&slugged), slugged);
        let file = slug::file_name(line);
        assert!(slug::is_clean(&file), "{file:?} of {line:?}");
        assert_eq!(slug::file_name(&file), file);
    }
}
