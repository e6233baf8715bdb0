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

/// The months of a list that is sorted by date, newest first; undated pages stand at its end.
pub fn months(pages: &[Arc<Placed>], list: &[PageId]) -> Vec<Month> {
    let mut months: Vec<Month> = Vec::new();
    for (index, &id) in list.iter().enumerate() {
        let Some(date) = pages[id].page.date else { break };
        let (year, month) = (date.day.year(), date.day.month());
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
