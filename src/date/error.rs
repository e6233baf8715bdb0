//! What is wrong with a date, and how to mend it.

use chrono::NaiveDate;

use super::Moment;

/// Why a text is not a date that can be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DateError {
    /// Nothing that reads as a date, or a date with something else around it.
    NotADate {
        /// The date that seems to be meant, if there is one.
        meant: Option<NaiveDate>,
    },
    /// The calendar has no such day.
    NoSuchDay {
        /// The year as written, in four figures.
        year: u32,
        /// The month as written.
        month: u32,
        /// The day as written.
        day: u32,
    },
    /// The clock has no such time.
    NoSuchTime {
        /// The day, which is in order.
        day: NaiveDate,
    },
    /// The year is written in two figures.
    TwoDigitYear {
        /// The year of this century as written, 0 to 99.
        year: u32,
        /// The month as written.
        month: u32,
        /// The day as written.
        day: u32,
    },
    /// The month or day is missing.
    NoDay {
        /// The year.
        year: u32,
        /// The month, if it is there.
        month: Option<u32>,
    },
    /// The year is missing.
    NoYear {
        /// The month.
        month: u32,
        /// The day.
        day: u32,
    },
    /// The year comes last, so that month and day cannot be told apart.
    Ambiguous {
        /// The year.
        year: u32,
        /// The first number.
        first: u32,
        /// The second number.
        second: u32,
    },
}

impl std::fmt::Display for DateError {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NotADate { .. } => write!(out, "日期写法无法识别"),
            Self::NoSuchDay { year, month, .. } if !(1..=12).contains(month) => {
                write!(out, "{year}年没有{month}月")
            }
            Self::NoSuchDay { year, month, day } => write!(out, "{year}年{month}月没有{day}日"),
            Self::NoSuchTime { .. } => write!(out, "没有这样的时刻"),
            Self::TwoDigitYear { year, .. } => write!(out, "年份“{year:02}”只写了两位"),
            Self::NoDay { month: None, .. } => write!(out, "日期只写到年"),
            Self::NoDay { .. } => write!(out, "日期只写到月"),
            Self::NoYear { .. } => write!(out, "日期没有写年份"),
            Self::Ambiguous { first, second, .. } => {
                write!(out, "年份写在最后，分不清“{first}”和“{second}”哪个是月、哪个是日")
            }
        }
    }
}

impl std::error::Error for DateError {}

impl DateError {
    /// How to mend it: one Chinese sentence without a full stop that proposes text to write.
    pub fn mend(&self) -> String {
        match *self {
            Self::NotADate { meant: Some(day) } => write_as(day),
            Self::NotADate { meant: None } => {
                "依次写四位年份、月、日，例如 `2026-04-12` 或 `2026年4月12日`".to_owned()
            }
            Self::NoSuchDay { year, month, day } => nearest(year, month, day).map_or_else(
                || "请核对年份，依次写四位年份、月、日，例如 `2026-04-12`".to_owned(),
                write_as,
            ),
            Self::NoSuchTime { day } => {
                let day = Moment::from(day).iso();
                format!(
                    "时刻写成 `{day} 09:30` 的样子，小时 0 到 23，分钟 0 到 59；不需要时刻就写 `{day}`"
                )
            }
            Self::TwoDigitYear { year, month, day } => {
                let day = nearest(2000 + year, month, day);
                day.map_or_else(
                    || "年份写满四位".to_owned(),
                    |day| format!("年份写满四位：{}", write_as(day)),
                )
            }
            Self::NoDay { year, month } => {
                let day = nearest(year, month.unwrap_or(1), 1);
                day.map_or_else(
                    || "补上月和日".to_owned(),
                    |day| format!("补上具体的日，例如{}", write_as(day)),
                )
            }
            Self::NoYear { month, day } => {
                format!("在前面补上四位年份，例如 `2026年{month}月{day}日`")
            }
            Self::Ambiguous { year, first, second } => {
                let mut days: Vec<String> = [(first, second), (second, first)]
                    .into_iter()
                    .filter_map(|(month, day)| exact(year, month, day))
                    .map(|day| format!("`{}`", Moment::from(day).iso()))
                    .collect();
                days.dedup();
                if days.is_empty() {
                    return Self::NotADate { meant: None }.mend();
                }
                format!("年份写在最前：写成 {}", days.join(" 或 "))
            }
        }
    }
}

fn write_as(day: NaiveDate) -> String {
    let day = Moment::from(day);
    format!("写成 `{}` 或 `{}`", day.iso(), day.chinese())
}

/// The day if the calendar has it; it has no year 0.
pub(super) fn exact(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(i32::try_from(year).ok().filter(|year| *year > 0)?, month, day)
}

/// The day itself, or the one that is left when month and day are drawn to their bounds.
fn nearest(year: u32, month: u32, day: u32) -> Option<NaiveDate> {
    let month = month.clamp(1, 12);
    (1..=day.clamp(1, 31)).rev().find_map(|day| exact(year, month, day))
}
