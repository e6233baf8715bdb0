//! The number of each page, which stays the same whatever other pages come and go.

use super::PAGES_OF_TEXT;
use crate::fingerprint::Fingerprint;
use crate::site::{PageId, Site};

/// The pages in the order of their numbers.
///
/// A page's number is the upper bits of its address's fingerprint; where that is taken, the next
/// that is free, in the order of the fingerprints. Between a quarter and half of the numbers are
/// in use, so that a page that comes or goes moves another only now and then. Were pages numbered
/// by age, each that is added between others would move all that follow, and with them the index.
#[derive(Clone, Debug)]
pub struct Numbers(Vec<(usize, PageId)>);

impl Numbers {
    /// The numbers of a site's pages.
    pub fn of(site: &Site) -> Self {
        let print = |placed: &str| Fingerprint::of_bytes(placed.as_bytes()).leading();
        let prints = site.pages.iter().enumerate().map(|(id, placed)| (print(&placed.path), id));
        Self(numbered(prints.collect()))
    }

    /// Number and page, the lowest number first.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (usize, PageId)> + '_ {
        self.0.iter().copied()
    }

    /// A number above all that are in use.
    pub fn end(&self) -> usize {
        self.0.last().map_or(0, |(number, _)| number + 1)
    }

    /// The number of each page, by its place in the site.
    pub fn by_page(&self) -> Vec<usize> {
        let mut numbers = vec![0; self.0.len()];
        for (number, page) in &self.0 {
            numbers[*page] = *number;
        }
        numbers
    }

    /// The blocks of texts that have a page.
    pub fn blocks(&self) -> Vec<usize> {
        let mut blocks: Vec<usize> =
            self.iter().map(|(number, _)| number / PAGES_OF_TEXT).collect();
        blocks.dedup();
        blocks
    }

    /// The numbers and pages of a block of texts.
    pub fn block(&self, block: usize) -> &[(usize, PageId)] {
        let start = block * PAGES_OF_TEXT;
        let below = |bound: usize| self.0.partition_point(|(number, _)| *number < bound);
        &self.0[below(start)..below(start + PAGES_OF_TEXT)]
    }
}

/// Numbers for pages with these fingerprints. How many numbers there are changes only where a site
/// has grown to double its size.
fn numbered(mut prints: Vec<(u64, PageId)>) -> Vec<(usize, PageId)> {
    let bits = (prints.len() * 2).next_power_of_two().ilog2().max(1);
    prints.sort_unstable();
    let mut free = 0;
    let numbers = prints.into_iter().map(|(print, page)| {
        let wanted = usize::try_from(print >> (64 - bits)).unwrap_or(free);
        let number = wanted.max(free);
        free = number + 1;
        (number, page)
    });
    numbers.collect()
}

#[cfg(test)]
mod tests {
    use super::numbered;

    #[test]
    fn a_page_moves_no_other_unless_they_meet() {
        let top = |number: u64| number << 60;
        // Three pages have eight numbers, four too.
        let three = [(top(2), 0), (top(6), 1), (top(12), 2)];
        assert_eq!(numbered(three.to_vec()), [(1, 0), (3, 1), (6, 2)]);
        let four = [(top(2), 0), (top(6), 1), (top(12), 2), (top(9), 3)];
        assert_eq!(numbered(four.to_vec()), [(1, 0), (3, 1), (4, 3), (6, 2)]);
        let meets = [(top(2), 0), (top(6), 1), (top(12), 2), (top(3), 3)];
        assert_eq!(numbered(meets.to_vec()), [(1, 0), (2, 3), (3, 1), (6, 2)]);
    }

    #[test]
    fn equal_fingerprints_and_the_last_numbers_are_no_harm() {
        let all = [(u64::MAX, 0), (u64::MAX, 1), (u64::MAX, 2)];
        assert_eq!(numbered(all.to_vec()), [(7, 0), (8, 1), (9, 2)]);
        assert_eq!(numbered(Vec::new()), []);
    }
}
