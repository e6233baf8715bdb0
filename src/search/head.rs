//! What every query needs: the folding, and the column, categories and year of each page.

use chrono::Datelike as _;
use serde_json::{Value, json};

use super::shard::{base64, number};
use super::{Fold, placed, shard_bits};
use crate::site::Site;

/// The taxonomy that results are filtered by.
const CATEGORIES: &str = "categories";

/// The value that the browser's script is given.
pub fn head(site: &Site) -> Value {
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
        "pages": site.pages.len(),
        "bits": shard_bits(site),
        "columns": columns.collect::<Vec<_>>(),
        "categories": terms.collect::<Vec<_>>(),
        "years": years(site),
        "places": base64(&places(site)),
    })
}

/// Each year with its first page; 0 for pages without a date, which come first.
fn years(site: &Site) -> Vec<(i32, usize)> {
    let mut years: Vec<(i32, usize)> = Vec::new();
    for page in 0..site.pages.len() {
        let year = placed(site, page).page.date.map_or(0, |date| date.day.year());
        if years.last().is_none_or(|(last, _)| *last != year) {
            years.push((year, page));
        }
    }
    years
}

/// For each page its column and its categories: counted from 1, doubled, and one more where another
/// follows; 0 for none.
fn places(site: &Site) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(site.pages.len() * 2);
    for page in 0..site.pages.len() {
        let placed = placed(site, page);
        number(placed.column, &mut bytes);
        let is_category = |taxonomy: usize| site.taxonomies[taxonomy].name == CATEGORIES;
        let terms = placed.terms.iter().filter(|(taxonomy, _)| is_category(*taxonomy));
        let mut terms: Vec<usize> = terms.map(|(_, term)| (term + 1) << 1 | 1).collect();
        match terms.last_mut() {
            Some(last) => *last -= 1,
            None => terms.push(0),
        }
        for term in terms {
            number(term, &mut bytes);
        }
    }
    bytes
}
