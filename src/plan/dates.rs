//! Indexes by date, of the whole site and of each column.

use super::{Family, Recipe};
use crate::site::{Site, timeline};
use crate::view::dates;

pub(super) fn add(site: &Site, plan: &mut Family) {
    for (id, column) in
        site.columns.iter().enumerate().filter(|(_, column)| !column.months.is_empty())
    {
        let origin = if id == 0 {
            "日期索引".to_owned()
        } else {
            format!("{}的日期索引", column.title)
        };
        let mut add = |period| {
            plan.add(dates::path(site, id, period), Recipe::Dates(id, period), origin.clone());
        };
        add(None);
        for (year, _) in timeline::years(&column.months) {
            add(Some((year, None)));
        }
        if dates::has_months(site, id) {
            for month in &column.months {
                add(Some((month.year, Some(month.month))));
            }
        }
    }
}
