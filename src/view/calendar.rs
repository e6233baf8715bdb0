//! A month as a calendar, Monday first as GB/T 7408 counts the week.

use chrono::{Datelike as _, NaiveDate};
use serde::Serialize;

/// One month's calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Calendar {
    /// Such as `2026年10月`.
    pub title: String,
    /// Weeks from Monday to Sunday, seven cells each.
    pub weeks: Vec<Vec<Cell>>,
}

/// One cell of a calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cell {
    /// The day of the month; 0 for a cell outside the month.
    pub day: u32,
    /// How many pages that day has.
    pub count: usize,
    /// The anchor of the day's group; empty where it has no pages.
    pub anchor: String,
}

impl Calendar {
    /// The calendar of a month; `counts[d]` tells how many pages day `d` has (index 0 is unused).
    pub fn of(year: i32, month: u32, counts: &[usize; 32]) -> Self {
        let first = NaiveDate::from_ymd_opt(year, month, 1);
        let lead = first.map_or(0, |day| day.weekday().num_days_from_monday());
        let length = (28..=31)
            .rev()
            .find(|&day| NaiveDate::from_ymd_opt(year, month, day).is_some())
            .unwrap_or(28);
        let cells: Vec<Cell> = (0..lead)
            .map(|_| 0)
            .chain(1..=length)
            .map(|day| {
                let count = counts[day as usize];
                let anchor = if count == 0 { String::new() } else { format!("d{day}") };
                Cell { day, count, anchor }
            })
            .collect();
        let blank = Cell { day: 0, count: 0, anchor: String::new() };
        let weeks = cells
            .chunks(7)
            .map(|week| {
                let mut week = week.to_vec();
                week.resize(7, blank.clone());
                week
            })
            .collect();
        Self { title: format!("{year}年{month}月"), weeks }
    }
}

#[cfg(test)]
mod tests {
    use super::Calendar;

    #[test]
    fn october_2026_begins_on_a_thursday() {
        let mut counts = [0; 32];
        counts[24] = 2;
        let calendar = Calendar::of(2026, 10, &counts);
        let days = |week: usize| calendar.weeks[week].iter().map(|c| c.day).collect::<Vec<_>>();
        assert_eq!(days(0), [0, 0, 0, 1, 2, 3, 4]);
        assert_eq!(days(4), [26, 27, 28, 29, 30, 31, 0]);
        let saturday = &calendar.weeks[3][5];
        assert_eq!((saturday.day, saturday.count, saturday.anchor.as_str()), (24, 2, "d24"));
    }
}
