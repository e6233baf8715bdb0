//! The indexes of taxonomies and the lists of their terms, categories by year too.

use super::{Family, Recipe};
use crate::site::Site;
use crate::view::{list, numbered};

pub(super) fn add(site: &Site, plan: &mut Family) {
    let size = site.config.lists.page_size;
    for (taxonomy, found) in
        site.taxonomies.iter().enumerate().filter(|(_, found)| !found.terms.is_empty())
    {
        plan.add(numbered(found.name, 1), Recipe::Terms(taxonomy), found.title);
        for (term, of) in found.terms.iter().enumerate() {
            let years = crate::site::timeline::years(&of.months)
                .into_iter()
                .map(|(year, range)| (Some(year), range.len()));
            let years = years.filter(|_| found.name == "categories");
            for (year, count) in std::iter::once((None, of.pages.len())).chain(years) {
                let folder = list::term_list(site, taxonomy, term, year);
                for number in 1..=list::page_count(count, size) {
                    plan.add(
                        numbered(&folder, number),
                        Recipe::Term(taxonomy, term, year, number),
                        &of.title,
                    );
                }
            }
        }
    }
}
