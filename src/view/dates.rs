//! Indexes by date: all years, one year, one month.

use chrono::Datelike as _;
use serde::Serialize;

use super::head::{Subject, head};
use super::{Calendar, Catalogue, Entry, Link, Main, View, list, numbered, root_of};
use crate::date::pad;
use crate::site::{ColumnId, PageId, Site, timeline};

/// A date index of the whole site or of one column.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Dates {
    /// Such as `工作动态：2026年10月`.
    pub title: String,
    /// The list that it belongs to: the column's page, or the home page.
    pub scope: Link,
    /// The year, 0 on the index of all years.
    pub year: i32,
    /// The month 1–12, 0 on a page for a whole year and on the index of all years.
    pub month: u32,
    /// All years, newest first; the current one is marked.
    pub years: Vec<Period>,
    /// The months of the year that have pages, newest first; empty on the index of all years, and
    /// where a column has too few pages for month pages of its own.
    pub months: Vec<Period>,
    /// The month's calendar, on a month's page alone.
    pub calendar: Option<Calendar>,
    /// Days that have pages, newest first, each an anchored group; empty on the index of all years,
    /// and on a year's page where months have pages of their own.
    pub days: Vec<Day>,
    /// How many dated pages fall into the period, whether or not their days are on this page.
    pub total: usize,
    /// The next older period that has pages.
    pub previous: Option<Link>,
    /// The next newer period that has pages.
    pub next: Option<Link>,
}

/// A year or month with its page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Period {
    /// Such as `2026年` or `10月`.
    pub title: String,
    /// Its page.
    pub path: String,
    /// How many pages fall into it.
    pub count: usize,
    /// It is the one being shown.
    pub current: bool,
}

/// One day's pages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Day {
    /// The anchor, such as `d24` on a month's page or `d1024` on a year's.
    pub anchor: String,
    /// Such as `10月24日 星期六`.
    pub title: String,
    /// As `2026-10-24`, for `<time datetime>`.
    pub date: String,
    /// The pages of that day.
    pub items: Vec<Entry>,
}

/// A date index: of the site (column 0) or of a column, of all years, of a year, or of a month.
pub fn view(site: &Catalogue, id: ColumnId, period: Option<(i32, Option<u32>)>) -> View {
    let column = &site.columns[id];
    let path = path(site, id, period);
    let (year, month) = period.map_or((0, 0), |(year, month)| (year, month.unwrap_or(0)));
    let pages: &[PageId] = match period {
        None => &[],
        Some((year, month)) => {
            range(site, id, year, month).map_or(&[], |range| &column.pages[range])
        }
    };
    let scope_title = if id == 0 { "按日期查阅" } else { &column.title };
    let name = match (year, month) {
        (0, _) => String::new(),
        (year, 0) => format!("{year}年"),
        (year, month) => format!("{year}年{month}月"),
    };
    let title = match (id, name.as_str()) {
        (0, "") => "按日期查阅".to_owned(),
        (_, "") => format!("{scope_title}：按日期查阅"),
        _ => format!("{scope_title}：{name}"),
    };
    let with_months = has_months(site, id);
    // A year's page of a large column lists its months; the days are on their pages.
    let days = if month != 0 || !with_months { days(site, pages, month == 0) } else { Vec::new() };
    let mut counts = [0; 32];
    for page in pages.iter().filter(|_| month != 0) {
        if let Some(date) = site.pages[*page].page.date {
            counts[date.day.day() as usize] += 1;
        }
    }
    let mut trail = list::trail(site, id);
    if period.is_some() {
        trail.push(Link::new("按日期查阅", self::path(site, id, None)));
    }
    if month != 0 {
        trail.push(Link::new(format!("{year}年"), self::path(site, id, Some((year, None)))));
    }
    let (previous, next) = beside(site, id, period);
    View {
        template: "dates.html".to_owned(),
        root: root_of(&path),
        column: list::top_path(site, id),
        head: head(
            site,
            &path,
            &Subject { title: &title, column: id, noindex: true, ..Subject::default() },
        ),
        crumbs: Entry::list(&trail),
        main: Main::Dates(Dates {
            title,
            scope: Link::new(
                if id == 0 { "首页" } else { &column.title },
                numbered(&column.path, 1),
            ),
            year,
            month,
            years: years(site, id, (year != 0).then_some(year)),
            months: if with_months && year != 0 {
                months(site, id, year, month)
            } else {
                Vec::new()
            },
            calendar: (month != 0).then(|| Calendar::of(year, month, &counts)),
            total: if period.is_none() {
                column.months.iter().map(|m| m.range.len()).sum()
            } else {
                pages.len()
            },
            days,
            previous,
            next,
        }),
        path,
    }
}

/// The address of a date index.
pub fn path(site: &Site, id: ColumnId, period: Option<(i32, Option<u32>)>) -> String {
    let column = &site.columns[id].path;
    let mut path = String::with_capacity(column.len() + 24);
    path.push_str(column);
    path.push_str(if column.is_empty() { "date/" } else { "/date/" });
    if let Some((year, month)) = period {
        pad(&mut path, year.unsigned_abs(), 4);
        path.push('/');
        if let Some(month) = month {
            pad(&mut path, month, 2);
            path.push('/');
        }
    }
    path.push_str("index.html");
    path
}

/// Whether a column has enough pages for month pages of its own; the site and albums always do.
pub fn has_months(site: &Site, id: ColumnId) -> bool {
    id == 0
        || site.columns[id].kind.album
        || site.columns[id].pages.len() >= site.config.lists.months_from
}

/// The years of a column, each with its page.
pub fn years(site: &Site, id: ColumnId, current: Option<i32>) -> Vec<Period> {
    timeline::years(&site.columns[id].months)
        .into_iter()
        .map(|(year, range)| Period {
            title: format!("{year}年"),
            path: path(site, id, Some((year, None))),
            count: range.len(),
            current: current == Some(year),
        })
        .collect()
}

fn months(site: &Site, id: ColumnId, year: i32, current: u32) -> Vec<Period> {
    site.columns[id]
        .months
        .iter()
        .filter(|month| month.year == year)
        .map(|month| Period {
            title: format!("{}月", month.month),
            path: path(site, id, Some((year, Some(month.month)))),
            count: month.range.len(),
            current: current == month.month,
        })
        .collect()
}

fn range(
    site: &Site,
    id: ColumnId,
    year: i32,
    month: Option<u32>,
) -> Option<std::ops::Range<usize>> {
    let months = &site.columns[id].months;
    match month {
        Some(wanted) => {
            months.iter().find(|m| (m.year, m.month) == (year, wanted)).map(|m| m.range.clone())
        }
        None => {
            timeline::years(months).into_iter().find(|(of, _)| *of == year).map(|(_, range)| range)
        }
    }
}

fn days(site: &Catalogue, pages: &[PageId], of_year: bool) -> Vec<Day> {
    let mut days: Vec<Day> = Vec::new();
    let mut last = None;
    for &id in pages {
        let Some(moment) = site.pages[id].page.date else { continue };
        let date = moment.day;
        if last.replace(date) != Some(date) {
            let anchor = if of_year {
                format!("d{:02}{:02}", date.month(), date.day())
            } else {
                format!("d{}", date.day())
            };
            let weekday = ["一", "二", "三", "四", "五", "六", "日"]
                [date.weekday().num_days_from_monday() as usize];
            let title = format!("{}月{}日 星期{weekday}", date.month(), date.day());
            days.push(Day { anchor, title, date: moment.iso(), items: Vec::new() });
        }
        if let Some(day) = days.last_mut() {
            day.items.push(site.entry(id));
        }
    }
    days
}

/// The older and the newer period of the same length that has pages.
fn beside(
    site: &Site,
    id: ColumnId,
    period: Option<(i32, Option<u32>)>,
) -> (Option<Link>, Option<Link>) {
    let all: Vec<(i32, Option<u32>)> = match period {
        None => return (None, None),
        Some((_, None)) => timeline::years(&site.columns[id].months)
            .into_iter()
            .map(|(year, _)| (year, None))
            .collect(),
        Some((_, Some(_))) => {
            site.columns[id].months.iter().map(|m| (m.year, Some(m.month))).collect()
        }
    };
    let at = all.iter().position(|of| Some(*of) == period);
    let link = |of: Option<&(i32, Option<u32>)>| {
        of.map(|&(year, month)| {
            let title = month.map_or(format!("{year}年"), |month| format!("{year}年{month}月"));
            Link::new(title, path(site, id, Some((year, month))))
        })
    };
    match at {
        Some(at) => (link(all.get(at + 1)), link(at.checked_sub(1).and_then(|at| all.get(at)))),
        None => (None, None),
    }
}
