//! Pages that belong together: documents and their explainers, neighbours, related pages.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

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

/// A weight takes no more bits than these.
const SCORE_BITS: u32 = 8;

/// Of each term only so many pages on either side in time are looked at, so that the work does
/// not grow with the site.
const REACH: usize = 8;

/// The pages that share most terms with a page, nearest in time first among equals.
pub fn related(site: &Site, id: PageId, count: usize) -> Vec<PageId> {
    // Pages with their scores below them, as one number each, which sort many times as fast.
    let mut marks: Vec<u64> = Vec::with_capacity(16 * REACH);
    for &Standing { taxonomy, term, at } in &site.pages[id].terms {
        let pages = &site.taxonomies[taxonomy].terms[term].pages;
        let weight = WEIGHTS.get(taxonomy).copied().unwrap_or(1);
        let near = &pages[at.saturating_sub(REACH)..(at + REACH + 1).min(pages.len())];
        let others = near.iter().filter(|&&other| other != id);
        marks.extend(others.map(|&other| (other as u64) << SCORE_BITS | weight));
    }
    marks.sort_unstable();
    let page_of = |mark: u64| usize::try_from(mark >> SCORE_BITS).unwrap_or(id);
    let mut scores: Vec<(PageId, u64)> = Vec::with_capacity(marks.len());
    for mark in marks {
        let (other, weight) = (page_of(mark), mark & ((1 << SCORE_BITS) - 1));
        match scores.last_mut() {
            Some((last, score)) if *last == other => *score += weight,
            _ => scores.push((other, weight)),
        }
    }
    let rank = |&(other, score): &(PageId, u64)| (Reverse(score), other.abs_diff(id), other);
    if scores.len() > count && count > 0 {
        scores.select_nth_unstable_by_key(count - 1, rank);
    }
    scores.truncate(count);
    scores.sort_unstable_by_key(rank);
    scores.into_iter().map(|(other, _)| other).collect()
}
