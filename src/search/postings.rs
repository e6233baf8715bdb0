//! Which pages have a pair of units, with evidence of what the pair stands among.
//!
//! A posting is a page's number, a bit that tells whether the pair is in the title (or its
//! initials), and for a pair two bytes:
//!
//! - *places*: a bit for each place modulo 8 at which the pair stands, counted within its run of
//!   letters from a start that depends on the run's own beginning. If the pair `AB` stands before
//!   `BC`, the places of `AB` rotated by one meet those of `BC`.
//! - *followers*: a bit for each unit that follows, by a hash of it into 8.
//!
//! Evidence may say yes where the text says no, but never the other way round.

use std::ops::Range;
use std::thread;

use rustc_hash::FxHashMap;

use super::initials::initials;
use super::shard::number;
use super::{Fold, GAP, placed, texts};
use crate::site::Site;

/// The postings of a key in a stretch of pages.
#[derive(Debug)]
pub struct List {
    /// The unit in the upper half, the one that follows it in the lower, or [`GAP`] for any.
    pub key: u32,
    /// The number of the first page, and whether its title has the key.
    pub first: (usize, bool),
    /// The number after that of the last page.
    pub next: usize,
    /// What comes after the first page's number: its evidence, and the other postings.
    pub bytes: Vec<u8>,
    /// Where the evidence of the last page is.
    last: usize,
}

/// All postings, in stretches of pages one after another, each in the order of its keys.
///
/// The threads are of our own: one of the common pool that waits for its share may take up another
/// output in between, which waits for this index.
pub fn gather(site: &Site) -> Vec<Vec<List>> {
    let (pages, fold) = (site.pages.len(), Fold::new());
    let share = pages.div_ceil(rayon::current_num_threads()).max(1);
    let stretches = (0..pages).step_by(share).map(|start| start..pages.min(start + share));
    thread::scope(|scope| {
        let fold = &fold;
        let works: Vec<_> =
            stretches.map(|pages| scope.spawn(move || Gathering::of(site, fold, pages))).collect();
        let joined = works.into_iter().map(thread::ScopedJoinHandle::join);
        joined.map(|lists| lists.unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    })
}

/// What one thread has gathered.
struct Gathering<'f> {
    fold: &'f Fold,
    lists: Vec<List>,
    /// Where the list of a pair is.
    pairs: FxHashMap<u32, usize>,
    /// Where the list of a single unit is, counted from 1.
    units: Vec<usize>,
    page: usize,
    is_title: bool,
}

impl<'f> Gathering<'f> {
    fn of(site: &Site, fold: &'f Fold, pages: Range<usize>) -> Vec<List> {
        let mut gathering = Self {
            fold,
            lists: Vec::new(),
            pairs: FxHashMap::default(),
            units: vec![0; 1 << 16],
            page: 0,
            is_title: false,
        };
        for number in pages {
            let placed = placed(site, number);
            gathering.page = number;
            // First the title: a posting is written when its key is first met.
            gathering.is_title = true;
            gathering.text(&placed.page.title);
            gathering.text(&initials(&placed.page.title));
            gathering.is_title = false;
            gathering.text(&texts::text(placed));
        }
        let mut lists = gathering.lists;
        lists.sort_unstable_by_key(|list| list.key);
        lists
    }

    fn text(&mut self, text: &str) {
        let (mut before, mut place) = (GAP, None);
        let mut pair: Option<usize> = None;
        for unit in text.encode_utf16() {
            let unit = self.fold.unit(unit);
            if unit == GAP {
                (before, place, pair) = (GAP, None, None);
                continue;
            }
            self.unit(unit);
            if let Some(list) = pair {
                let list = &mut self.lists[list];
                list.bytes[list.last + 1] |= 1 << follower(unit);
            }
            if before != GAP {
                let at = place.map_or(before ^ (unit >> 3), |place: u16| place.wrapping_add(1));
                place = Some(at);
                pair = Some(self.pair(before, unit, 1 << (at & 7)));
            }
            before = unit;
        }
    }

    /// Notes a pair at a place.
    fn pair(&mut self, before: u16, unit: u16, place: u8) -> usize {
        let key = u32::from(before) << 16 | u32::from(unit);
        let count = self.lists.len();
        let at = *self.pairs.entry(key).or_insert(count);
        if at == count {
            self.begin(key);
        } else if self.lists[at].next > self.page {
            let list = &mut self.lists[at];
            list.bytes[list.last] |= place;
            return at;
        } else {
            self.go_on(at);
        }
        let list = &mut self.lists[at];
        list.last = list.bytes.len();
        list.bytes.extend([place, 0]);
        at
    }

    /// Notes a unit by itself, which needs no evidence.
    fn unit(&mut self, unit: u16) {
        let at = self.units[usize::from(unit)];
        if at == 0 {
            self.begin(u32::from(unit) << 16);
            self.units[usize::from(unit)] = self.lists.len();
        } else if self.lists[at - 1].next <= self.page {
            self.go_on(at - 1);
        }
    }

    fn begin(&mut self, key: u32) {
        let first = (self.page, self.is_title);
        self.lists.push(List { key, first, next: self.page + 1, bytes: Vec::new(), last: 0 });
    }

    fn go_on(&mut self, at: usize) {
        let list = &mut self.lists[at];
        head(self.page - list.next, self.is_title, &mut list.bytes);
        list.next = self.page + 1;
    }
}

/// How a posting begins: how many pages were passed over, and whether the title has the key.
pub fn head(passed: usize, is_title: bool, out: &mut Vec<u8>) {
    number(passed << 1 | usize::from(is_title), out);
}

/// The bit of a unit among those that follow a pair.
fn follower(unit: u16) -> u16 {
    unit.wrapping_mul(0x9E37) >> 13
}
