//! Reads year, month, day and time from text.

use chrono::{NaiveDate, NaiveTime};

use super::DateError;
use super::cursor::{Cursor, Number, half_width};
use super::error::exact;

/// What was written: a day, perhaps its time, perhaps that time's offset from UTC in seconds.
pub(super) struct Written {
    pub(super) day: NaiveDate,
    pub(super) time: Option<NaiveTime>,
    pub(super) offset: Option<i32>,
}

/// Reads a whole text as a date.
pub(super) fn read(text: &str) -> Result<Written, DateError> {
    let text = half_width(text);
    let mut cursor = Cursor::new(text.trim());
    let day = date(&mut cursor)?;
    cursor.spaces();
    cursor.take(&["T", "t"]);
    if cursor.is_done() {
        return Ok(Written { day, time: None, offset: None });
    }
    let [hour, minute, second] = cursor.time().ok_or(DateError::NotADate { meant: Some(day) })?;
    let time = NaiveTime::from_hms_opt(hour, minute, second);
    let time = time.ok_or(DateError::NoSuchTime { day })?;
    cursor.spaces();
    let offset = cursor.offset();
    if !cursor.is_done() {
        return Err(DateError::NotADate { meant: Some(day) });
    }
    Ok(Written { day, time: Some(time), offset })
}

fn date(cursor: &mut Cursor) -> Result<NaiveDate, DateError> {
    const NOT_A_DATE: DateError = DateError::NotADate { meant: None };
    let first = cursor.number().ok_or(NOT_A_DATE)?;
    let (year, by_mark) = match cursor.take(&["年", "-", "/", "."]) {
        Some("年") => (first, None),
        Some(mark) => (first, Some(mark)),
        None if cursor.take(&["月"]).is_some() => {
            let day = cursor.number().ok_or(NOT_A_DATE)?;
            // Any leap year has all the days that a year can have.
            let known = exact(2024, first.value, day.value).is_some() && day.digits <= 2;
            let no_year = DateError::NoYear { month: first.value, day: day.value };
            return Err(if known { no_year } else { NOT_A_DATE });
        }
        None => return Err(compact(first, cursor)),
    };
    let Some(month) = cursor.number() else {
        let bare = year.digits == 4 && by_mark.is_none() && cursor.is_done();
        return Err(if bare {
            DateError::NoDay { year: year.value, month: None }
        } else {
            NOT_A_DATE
        });
    };
    let marked = match by_mark {
        Some(mark) => cursor.take(&[mark]).is_some(),
        None => cursor.take(&["月"]).is_some(),
    };
    let day = if marked { cursor.number() } else { None };
    let Some(day) = day else {
        let is_month = year.digits == 4 && (1..=12).contains(&month.value) && cursor.is_done();
        let no_day = DateError::NoDay { year: year.value, month: Some(month.value) };
        return Err(if is_month { no_day } else { NOT_A_DATE });
    };
    if by_mark.is_none() {
        cursor.take(&["日", "号"]);
    }
    whole(year, month, day)
}

/// The day of three numbers, or why there is none.
fn whole(year: Number, month: Number, day: Number) -> Result<NaiveDate, DateError> {
    let found = exact(year.value, month.value, day.value);
    match (year.digits, month.digits, day.digits) {
        (4, 1..=2, 1..=2) => found.ok_or(DateError::NoSuchDay {
            year: year.value,
            month: month.value,
            day: day.value,
        }),
        (1..=2, 1..=2, 4) => {
            Err(DateError::Ambiguous { year: day.value, first: year.value, second: month.value })
        }
        (1..=2, 1..=2, 1..=2) => {
            Err(DateError::TwoDigitYear { year: year.value, month: month.value, day: day.value })
        }
        _ => Err(DateError::NotADate { meant: None }),
    }
}

/// What is wrong with a number that stands alone: `20260412` is meant for a date, no other is.
fn compact(number: Number, cursor: &Cursor) -> DateError {
    let split = |value: u32| exact(value / 10_000, value / 100 % 100, value % 100);
    let eight = number.digits == 8 && cursor.is_done();
    DateError::NotADate { meant: if eight { split(number.value) } else { None } }
}
