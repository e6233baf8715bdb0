//! What falls due: columns by their freshness, and the next day on which something changes.

use chrono::{Days, Months, NaiveDate};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Site;
use crate::library::Library;
use crate::page::State;
use crate::page::folder::Freshness;

/// What an editor should know about the days to come.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agenda {
    /// Columns that must have something new, soonest first.
    pub due: Vec<Due>,
    /// Titles of columns without a page.
    pub empty: Vec<String>,
    /// How many documents wait as drafts (草稿), which an editor may believe to be published.
    pub drafts: usize,
    /// How many documents wait for their day (发布时间).
    pub scheduled: usize,
    /// The next day on which a page appears, disappears or runs out of validity.
    pub next_build: Option<NaiveDate>,
}

/// A column that must have something new.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    /// The column's name.
    pub title: String,
    /// The last day on which something new is still in time.
    pub by: NaiveDate,
    /// That day has passed.
    pub overdue: bool,
}

/// Of the time that a column has, so much must be left before it is named as soon due.
const SOON: f64 = 0.3;

/// What is due on the site's day.
pub fn agenda(site: &Site, library: &Library) -> Agenda {
    let mut agenda = Agenda::default();
    for column in site.columns.iter().skip(1) {
        if column.pages.is_empty() {
            agenda.empty.push(column.title.clone());
            continue;
        }
        let newest = column.pages.iter().find_map(|&id| site.pages[id].page.date);
        let due = newest
            .zip(column.freshness)
            .and_then(|(newest, freshness)| last_day(newest.day, freshness));
        let (Some(newest), Some(by)) = (newest, due.filter(|_| !column.archived)) else { continue };
        let overdue = site.today > by;
        let span = (by - newest.day).num_days();
        let left = (by - site.today).num_days();
        #[expect(clippy::cast_precision_loss, reason = "days of a few years are small numbers")]
        if overdue || (left as f64) <= (span as f64) * SOON {
            agenda.due.push(Due { title: column.title.clone(), by, overdue });
        }
    }
    agenda.due.sort_by(|a, b| a.by.cmp(&b.by).then_with(|| a.title.cmp(&b.title)));
    for file in site.hidden.keys() {
        let hidden = library.documents.get(file).and_then(|read| read.page.as_ref());
        match hidden.map(|page| page.state(site.today)) {
            Some(State::Scheduled(_)) => agenda.scheduled += 1,
            // A finished page that is not shown is in a column that is a draft.
            Some(State::Draft | State::Live) => agenda.drafts += 1,
            Some(State::Expired(_)) | None => {}
        }
    }
    agenda.next_build = library
        .documents
        .par_iter()
        .filter_map(|(_, read)| read.page.as_ref())
        .filter(|page| !page.values.flag("draft"))
        .flat_map_iter(|page| {
            let day = |key| page.values.date(key).map(|moment| moment.day);
            let after = day("valid_until").and_then(|last| last.checked_add_days(Days::new(1)));
            [day("publish"), day("expire"), after].into_iter().flatten()
        })
        .filter(|&day| day > site.today)
        .min();
    agenda
}

fn last_day(newest: NaiveDate, freshness: Freshness) -> Option<NaiveDate> {
    match freshness {
        Freshness::Days(days) => newest.checked_add_days(Days::new(days.unsigned_abs())),
        Freshness::Months(months) => newest.checked_add_months(Months::new(months)),
        Freshness::Never => None,
    }
}
