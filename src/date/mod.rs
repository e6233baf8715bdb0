//! The dates that clerks type, and what is wrong with those that cannot be read.

mod cursor;
mod error;
mod read;
mod zone;

#[cfg(test)]
mod tests;

use chrono::{Datelike, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, Timelike};

pub use error::DateError;
pub use zone::zone;

/// A day in the site's time zone, with or without a time of day.
///
/// Moments are ordered by day, then by time; a day without a time comes before all its times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Moment {
    /// The day.
    pub day: NaiveDate,
    /// The time of that day, if one was written.
    pub time: Option<NaiveTime>,
}

impl Moment {
    /// `2026-04-12`.
    pub fn iso(&self) -> String {
        let mut text = String::with_capacity(10);
        self.write_iso(&mut text);
        text
    }

    /// `2026-04-12 09:30`, with `00:00` for a day without a time.
    pub fn iso_minute(&self) -> String {
        let time = self.time.unwrap_or_default();
        let mut text = String::with_capacity(16);
        self.write_iso(&mut text);
        for (mark, number) in [(' ', time.hour()), (':', time.minute())] {
            text.push(mark);
            pad(&mut text, number, 2);
        }
        text
    }

    fn write_iso(&self, out: &mut String) {
        pad(out, self.day.year().unsigned_abs(), 4);
        for number in [self.day.month(), self.day.day()] {
            out.push('-');
            pad(out, number, 2);
        }
    }

    /// `2026年4月12日`, without leading zeros as GB/T 15835-2011 wants it.
    pub fn chinese(&self) -> String {
        format!("{}年{}月{}日", self.day.year(), self.day.month(), self.day.day())
    }
}

/// Appends a number with zeros before it, so that it has so many places: what `format!` does, in a
/// tenth of the time, as every page shows dates and leads to months.
pub fn pad(out: &mut String, number: u32, places: u32) {
    let mut unit = 10_u32.pow(places - 1);
    while number / unit > 9 {
        unit *= 10;
    }
    while unit > 0 {
        out.extend(char::from_digit(number / unit % 10, 10));
        unit /= 10;
    }
}

impl From<NaiveDate> for Moment {
    fn from(day: NaiveDate) -> Self {
        Self { day, time: None }
    }
}

/// Reads a date as clerks write it, in the site's zone.
///
/// Year, month and day stand in this order, with `-`, `/` or `.` between them or as `年月日`, in
/// ASCII, full-width or Chinese numerals. A time may follow (`09:30`, `下午3点半`, `9时30分`), and
/// after it an offset (`Z`, `+08:00`, as in RFC 3339), from which it is converted to `zone`.
///
/// # Errors
///
/// Says what is wrong with anything else, and how it could be written.
pub fn parse(text: &str, zone: FixedOffset) -> Result<Moment, DateError> {
    let written = read::read(text)?;
    let Some(time) = written.time else {
        return Ok(written.day.into());
    };
    let Some(offset) = written.offset else {
        return Ok(Moment { day: written.day, time: Some(time) });
    };
    let shift = chrono::TimeDelta::seconds(i64::from(zone.local_minus_utc() - offset));
    let local = NaiveDateTime::new(written.day, time).checked_add_signed(shift);
    // Another zone may lead out of the years that have four figures.
    let local = local.filter(|local| (1..=9999).contains(&local.year()));
    let local = local.ok_or(DateError::NotADate { meant: None })?;
    Ok(Moment { day: local.date(), time: Some(local.time()) })
}
