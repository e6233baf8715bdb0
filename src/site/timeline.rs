//! Dates: which months a list of pages has.

use std::ops::Range;
use std::sync::Arc;

use chrono::Datelike as _;

use super::{PageId, Placed};

/// A month that has pages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Month {
    /// The year.
    pub year: i32,
    /// The month, 1–12.
    pub month: u32,
    /// Which part of the list falls into it; lists are in the order of dates.
    pub range: Range<usize>,
}

/// The year and month of a page, if it has a date.
pub fn month(placed: &Arc<Placed>) -> Option<(i32, u32)> {
    placed.page.date.map(|date| (date.day.year(), date.day.month()))
}

/// The months of a list that is sorted by date, newest first; undated pages stand at its end.
/// `all` has the [`month`] of each page of the site: some ten lists have each of them, and the
/// pages themselves lie all over the memory.
pub fn months(all: &[Option<(i32, u32)>], list: &[PageId]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (index, &id) in list.iter().enumerate() {
        let Some((year, month)) = all[id] else { break };
        match months.last_mut() {
            Some(last) if (last.year, last.month) == (year, month) => last.range.end = index + 1,
            _ => months.push(Month { year, month, range: index..index + 1 }),
        }
    }
    months
}

/// The years of a list with the part of it that falls into each, newest first.
pub fn years(months: &[Month]) -> Vec<(i32, Range<usize>)> {
    let mut years: Vec<(i32, Range<usize>)> = Vec::new();
    for month in months {
        match years.last_mut() {
            Some((year, range)) if *year == month.year => range.end = month.range.end,
            _ => years.push((month.year, month.range.clone())),
        }
    }
    years
}
