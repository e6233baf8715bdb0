//! Pages that belong together: documents and their explainers, neighbours, related pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::lookup::Lookup;
use super::{PageId, Resolved, Site, Standing};
use crate::page::{DOCUMENT, POLICY};

/// Links every explainer (政策解读) with its document (政策文件), by the path that it names or by
/// the document number that both carry.
pub fn explain(site: &mut Site) {
    let mut by_number: BTreeMap<String, PageId> = BTreeMap::new();
    for (id, placed) in
        site.pages.iter().enumerate().filter(|(_, placed)| placed.page.kind.name == DOCUMENT.name)
    {
        let number = placed.page.values.text("document_number");
        if !number.is_empty() {
            by_number.insert(plain(number), id);
        }
    }
    let explained: Vec<Option<PageId>> = site
        .pages
        .par_iter()
        .map(|placed| {
            if placed.page.kind.name != POLICY.name {
                return None;
            }
            let linked = placed.links.references.get("document_url").and_then(|targets| {
                match targets.first() {
                    Some(Resolved::Page(id, _)) => Some(*id),
                    _ => None,
                }
            });
            linked.or_else(|| {
                by_number.get(&plain(placed.page.values.text("document_number"))).copied()
            })
        })
        .collect();
    for (id, document) in explained.into_iter().enumerate() {
        if let Some(document) = document {
            Arc::make_mut(&mut site.pages[id]).explains = Some(document);
            Arc::make_mut(&mut site.explainers).entry(document).or_default().push(id);
        }
    }
}

/// A document number as people retype it: brackets and spaces differ.
fn plain(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The next older and the next newer page of the same column. Pages of columns below it are in
/// its list, but they have neighbours of their own.
pub fn neighbours(site: &Site, id: PageId) -> (Option<PageId>, Option<PageId>) {
    let column = site.pages[id].column;
    let pages = &site.columns[column].pages;
    let Ok(at) = pages.binary_search(&id) else { return (None, None) };
    let beside = |other: &&PageId| site.pages[**other].column == column;
    (pages[at + 1..].iter().find(beside).copied(), pages[..at].iter().rev().find(beside).copied())
}

/// How much a shared term of each taxonomy says, in the order of the taxonomies: a category says
/// more than a village.
const WEIGHTS: [u64; 5] = [4, 3, 2, 1, 1];

/// Of each term only so many pages on either side in time are looked at, so that the work does
/// not grow with the site.
const REACH: usize = 8;

/// The pages that share most terms with a page, nearest in time first among equals.
pub fn related(site: &Site, id: PageId, count: usize) -> Vec<PageId> {
    let terms = &site.pages[id].terms;
    let most = terms.len() * (2 * REACH + 1);
    let mut known: Lookup<PageId> = Lookup::with_room(most);
    let mut scores: Vec<(PageId, u64)> = Vec::with_capacity(most);
    for &Standing { taxonomy, term, at } in terms {
        let pages = &site.taxonomies[taxonomy].terms[term].pages;
        let weight = WEIGHTS.get(taxonomy).copied().unwrap_or(1);
        let near = &pages[at.saturating_sub(REACH)..(at + REACH + 1).min(pages.len())];
        for &other in near.iter().filter(|&&other| other != id) {
            match scores.get_mut(known.number(other)) {
                Some((_, score)) => *score += weight,
                None => scores.push((other, weight)),
            }
        }
    }
    let rank = |&(other, score): &(PageId, u64)| (Reverse(score), other.abs_diff(id), other);
    // Few are wanted of many, and most are no better than those that were found before them.
    let mut best: Vec<(PageId, u64)> = Vec::with_capacity(count + 1);
    for found in scores {
        let at = best.partition_point(|better| rank(better) < rank(&found));
        if at < count {
            best.insert(at, found);
            best.truncate(count);
        }
    }
    best.into_iter().map(|(other, _)| other).collect()
}
