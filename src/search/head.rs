//! What every query needs: the folding, and the order, column, categories and year of the pages.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::digits::{fixed, number, text};
use super::{Fold, Numbers, shard_bits};
use crate::site::Site;

/// The taxonomy that results are filtered by.
const CATEGORIES: &str = "categories";

/// The value that the browser's script is given.
pub fn head(site: &Site, numbers: &Numbers) -> Value {
    let (letters, pairs) = Fold::new().told();
    let columns = site.columns.iter().enumerate().map(|(id, column)| {
        json!([column.title, column.path, site.column_trail(id).len(), column.parent])
    });
    let categories = site.taxonomies.iter().find(|taxonomy| taxonomy.name == CATEGORIES);
    let terms = categories
        .map_or(&[][..], |taxonomy| &taxonomy.terms)
        .iter()
        .map(|term| json!([term.title, term.folder.rsplit('/').next()]));
    json!({
        "letters": letters,
        "pairs": pairs,
        "numbers": numbers.end(),
        "width": width(numbers),
        "order": text(&order(numbers)),
        "bits": shard_bits(site),
        "columns": columns.collect::<Vec<_>>(),
        "categories": terms.collect::<Vec<_>>(),
        "years": years(site),
        "places": text(&places(site)),
    })
}

/// How many digits the number of a page has.
fn width(numbers: &Numbers) -> u32 {
    (numbers.end().max(2) - 1).ilog2() / 6 + 1
}

/// The numbers of all pages, the newest first.
fn order(numbers: &Numbers) -> Vec<u8> {
    let (mut digits, width) = (Vec::new(), width(numbers));
    for number in numbers.by_page() {
        fixed(number, width, &mut digits);
    }
    digits
}

/// Each year with how many pages are newer; 0 for pages without a date.
fn years(site: &Site) -> Vec<(i32, usize)> {
    let mut years: Vec<(i32, usize)> = Vec::new();
    for (newer, placed) in site.pages.iter().enumerate() {
        let year = placed.page.date.map_or(0, |date| date.day.year());
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, newer));
        }
    }
    years
}

/// For each page, the newest first, its column and its categories: counted from 1, doubled, and one
/// more where another follows; 0 for none.
fn places(site: &Site) -> Vec<u8> {
    let mut digits = Vec::with_capacity(site.pages.len() * 2);
    for placed in &site.pages {
        number(placed.column, &mut digits);
        let is_category = |taxonomy: usize| site.taxonomies[taxonomy].name == CATEGORIES;
        let terms = placed.terms.iter().filter(|standing| is_category(standing.taxonomy));
        let mut terms: Vec<usize> = terms.map(|standing| (standing.term + 1) << 1 | 1).collect();
        match terms.last_mut() {
            Some(last) => *last -= 1,
            None => terms.push(0),
        }
        for term in terms {
            number(term, &mut digits);
        }
    }
    digits
}
