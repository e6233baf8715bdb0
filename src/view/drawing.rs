//! What is drawn once and shown on many pages: the masthead, the navigation, the footer, the rows
//! of lists.

use memchr::memmem;
use serde::Serialize;

use super::{List, Main, View, numbered};

/// Text that many pages have alike, and that a small template draws of one value: the navigation
/// on all pages of a column, the row of a page in every list that it is in. It depends on nothing
/// but that value, `root` and `site`, so that it is drawn once and shown wherever it comes again.
#[derive(Debug, PartialEq, Eq)]
pub struct Drawing {
    /// The name by which a page's template knows what was drawn.
    pub name: &'static str,
    /// The small template.
    pub template: &'static str,
    /// The name by which the small template knows the value.
    pub of: &'static str,
    /// Where an [`Entry`](super::Entry) keeps it, if a page has many of it: one for each of some
    /// entries.
    pub row: Option<usize>,
}

/// A row as it was drawn once for pages at any depth: its text, and where `root` is to be put in.
#[derive(Debug)]
pub struct Row {
    text: Box<str>,
    /// Beside the text, and not in a list elsewhere in memory.
    roots: [u16; MOST_ROOTS],
    count: usize,
}

/// Stands for `root` while a row is drawn. No text of a page comes to it: there, `<` is escaped.
pub const ROOT: &str = "<//root>";

/// Places in a row where `root` may stand.
const MOST_ROOTS: usize = 8;

impl Row {
    /// A row that was drawn with [`ROOT`] as its `root`; `None` where it has too many places for it.
    pub fn of(drawn: &str) -> Option<Self> {
        let mut text = String::with_capacity(drawn.len());
        let (mut roots, mut count, mut done) = ([0; MOST_ROOTS], 0, 0);
        for at in memmem::find_iter(drawn.as_bytes(), ROOT) {
            text.push_str(&drawn[done..at]);
            *roots.get_mut(count)? = u16::try_from(text.len()).ok()?;
            count += 1;
            done = at + ROOT.len();
        }
        text.push_str(&drawn[done..]);
        Some(Self { text: text.into(), roots, count })
    }

    /// Appends the row as it is for a page with this `root`.
    pub fn put(&self, root: &str, out: &mut String) {
        let mut done = 0;
        for at in self.roots.iter().take(self.count).map(|&at| usize::from(at)) {
            out.extend([&self.text[done..at], root]);
            done = at;
        }
        out.push_str(&self.text[done..]);
    }
}

/// Every drawing that there is.
pub const DRAWINGS: [&Drawing; 9] =
    [&SHEETS, &MASTHEAD, &NAV, &TRAIL, &FOOTER, &ROWS, &FOUND_ROWS, &RELATED_ROWS, &TERM_ROWS];

/// The style sheet, the script and the icon of every page, which know nothing of it.
pub const SHEETS: Drawing =
    Drawing { name: "sheets", template: "parts/sheets.html", of: "nothing", row: None };

/// The site's name and its search box.
pub const MASTHEAD: Drawing =
    Drawing { name: "masthead", template: "parts/masthead.html", of: "place", row: None };

/// The navigation.
pub const NAV: Drawing =
    Drawing { name: "nav", template: "parts/nav.html", of: "place", row: None };

/// The way to a page, which all pages of a column have alike.
pub const TRAIL: Drawing =
    Drawing { name: "trail", template: "parts/trail.html", of: "crumbs", row: None };

/// The foot of every page, which knows nothing of it.
pub const FOOTER: Drawing =
    Drawing { name: "footer", template: "parts/footer.html", of: "nothing", row: None };

/// How many kinds of rows an entry may have; those of pages and of terms share a place.
pub const ROWS_OF_ENTRY: usize = 3;

/// The pages of a column's list, a row each.
const ROWS: Drawing =
    Drawing { name: "item_rows", template: "parts/item.html", of: "item", row: Some(0) };

/// The pages of a term's list, which come from many columns.
const FOUND_ROWS: Drawing =
    Drawing { name: "item_rows", template: "parts/item-found.html", of: "item", row: Some(1) };

/// What draws the rows of a list.
pub fn rows(list: &List) -> &'static Drawing {
    if list.of == "column" { &ROWS } else { &FOUND_ROWS }
}

/// The pages that are related to one.
pub const RELATED_ROWS: Drawing =
    Drawing { name: "related_rows", template: "parts/related-item.html", of: "item", row: Some(2) };

/// The terms of a page.
pub const TERM_ROWS: Drawing =
    Drawing { name: "term_rows", template: "parts/term.html", of: "term", row: Some(0) };

/// What the masthead and the navigation know of a page: so little that many pages have the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Place {
    /// The page's `column`.
    pub column: String,
    /// The page's own path where the masthead or the navigation lead to it; else empty.
    pub path: String,
}

impl Place {
    /// What they know of a page.
    pub fn of(view: &View) -> Self {
        let is_led_to = match &view.main {
            Main::Home(_) | Main::Search(_) => true,
            Main::List(_) => view.path == numbered(&view.column, 1),
            _ => false,
        };
        let path = if is_led_to { view.path.clone() } else { String::new() };
        Self { column: view.column.clone(), path }
    }
}

#[cfg(test)]
mod tests {
    use super::{MOST_ROOTS, ROOT, Row};

    #[test]
    fn a_row_is_put_together_for_any_depth() {
        let text = format!("<a href=\"{ROOT}a.html\">甲</a><img src=\"{ROOT}a.jpg\">");
        let row = Row::of(&text).unwrap();
        let at = |root: &str| {
            let mut out = String::new();
            row.put(root, &mut out);
            out
        };
        assert_eq!(at(""), "<a href=\"a.html\">甲</a><img src=\"a.jpg\">");
        assert_eq!(at("../"), "<a href=\"../a.html\">甲</a><img src=\"../a.jpg\">");
    }

    #[test]
    fn a_row_has_no_more_places_than_are_noted() {
        assert!(Row::of(&ROOT.repeat(MOST_ROOTS)).is_some());
        assert!(Row::of(&ROOT.repeat(MOST_ROOTS + 1)).is_none());
        assert!(Row::of(&["甲".repeat(1 << 16), ROOT.into()].concat()).is_none());
        assert!(Row::of(&"甲".repeat(1 << 16)).is_some());
    }
}
