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
const WEIGHTS: [u16; 5] = [4, 3, 2, 1, 1];

/// Of each term only so many pages on either side in time are looked at, so that the work does
/// not grow with the site.
const REACH: usize = 8;

/// How much every page shares with one: room for [`related`], all zeros before it and after it.
#[derive(Debug, Default)]
pub struct Scores(Vec<u16>);

/// The pages that share most terms with a page, nearest in time first among equals.
pub fn related(site: &Site, id: PageId, count: usize, scores: &mut Scores) -> Vec<PageId> {
    let scores = &mut scores.0;
    scores.resize(site.pages.len(), 0);
    let terms = &site.pages[id].terms;
    let mut found: Vec<PageId> = Vec::with_capacity(terms.len() * 2 * REACH);
    for &Standing { taxonomy, term, at } in terms {
        let pages = &site.taxonomies[taxonomy].terms[term].pages;
        let weight = WEIGHTS.get(taxonomy).copied().unwrap_or(1);
        let newer = &pages[at.saturating_sub(REACH)..at];
        let older = &pages[at + 1..(at + REACH + 1).min(pages.len())];
        for &other in newer.iter().chain(older) {
            if scores[other] == 0 {
                found.push(other);
            }
            scores[other] = scores[other].saturating_add(weight);
        }
    }
    let rank = |&(other, score): &(PageId, u16)| (Reverse(score), other.abs_diff(id), other);
    // Few are wanted of many, and most are no better than those that were found before them.
    let mut best: Vec<(PageId, u16)> = Vec::with_capacity(count + 1);
    for other in found {
        let found = (other, std::mem::take(&mut scores[other]));
        let at = best.partition_point(|better| rank(better) < rank(&found));
        if at < count {
            best.insert(at, found);
            best.truncate(count);
        }
    }
    best.into_iter().map(|(other, _)| other).collect()
}
