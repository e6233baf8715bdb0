//! Which pages have a pair of units, with evidence of what the pair stands among.
//!
//! A posting is a page's number, a bit that tells whether the pair is in the title (or its
//! initials), and for a pair what it stands among, as two sets:
//!
//! - *places*: each place modulo 8 at which the pair stands, counted within its run of letters from
//!   a start that depends on the run's own beginning. If the pair `AB` stands before `BC`, the
//!   places of `AB` rotated by one meet those of `BC`.
//! - *followers*: each unit that follows, by a hash of it into 8; a gap is a unit too.
//!
//! Evidence may say yes where the text says no, but never the other way round. Most pairs stand on
//! a page once, and then a single digit holds both.

use std::thread;

use super::digits::{fixed, number};
use super::initials::initials;
use super::{Fold, GAP, Numbers, home_of, texts};
use crate::site::lookup::Lookup;
use crate::site::{PageId, Site};

/// Pages of which all keys are met before they are put into their lists.
const BATCH: usize = 1024;
/// Keys are sorted into two to this power of heaps.
const HEAP_BITS: u32 = 10;

/// The postings of a key in a stretch of pages.
#[derive(Debug)]
pub struct List {
    /// The unit in the upper half, the one that follows it in the lower, or [`GAP`] for any.
    pub key: u32,
    /// The number of the first page, and the marks of its posting.
    pub first: (usize, usize),
    /// The number after that of the last page.
    pub next: usize,
    /// What comes after the beginning of the first posting: its evidence, and the other postings.
    pub digits: Vec<u8>,
    last: Posting,
}

/// What is known of a key on a page: of one place where it stands, or of all.
#[derive(Clone, Copy, Debug)]
struct Posting {
    page: u32,
    is_title: bool,
    places: u8,
    followers: u8,
}

/// All postings, in stretches of pages one after another, each in the order of its keys.
///
/// The threads are of our own: one of the common pool that waits for its share may take up another
/// output in between, which waits for this index.
pub fn gather(site: &Site, numbers: &Numbers) -> Vec<Vec<List>> {
    let (pages, fold): (Vec<_>, _) = (numbers.iter().collect(), Fold::new());
    let share = pages.len().div_ceil(rayon::current_num_threads()).max(1);
    thread::scope(|scope| {
        let fold = &fold;
        let works: Vec<_> = pages
            .chunks(share)
            .map(|pages| scope.spawn(move || Gathering::of(site, fold, pages)))
            .collect();
        let joined = works.into_iter().map(thread::ScopedJoinHandle::join);
        joined.map(|lists| lists.unwrap_or_else(|fault| std::panic::resume_unwind(fault))).collect()
    })
}

/// What one thread has gathered.
///
/// Keys are met in the order of texts, and their lists lie all over the memory. So those of some
/// pages are first thrown on heaps, and then heap by heap put into their lists, few enough at a
/// time for the processor's caches.
struct Gathering<'f> {
    fold: &'f Fold,
    heaps: Vec<Vec<(u32, Posting)>>,
    lists: Vec<List>,
    /// Where the list of a key is.
    places: Lookup<u32>,
    /// The last page that has a unit, and one more.
    units: Vec<u32>,
    page: u32,
    is_title: bool,
}

impl<'f> Gathering<'f> {
    fn of(site: &Site, fold: &'f Fold, pages: &[(usize, PageId)]) -> Vec<List> {
        let mut gathering = Self {
            fold,
            heaps: vec![Vec::new(); 1 << HEAP_BITS],
            lists: Vec::new(),
            places: Lookup::default(),
            units: vec![0; 1 << 16],
            page: 0,
            is_title: false,
        };
        for batch in pages.chunks(BATCH) {
            for (number, page) in batch {
                let placed = &site.pages[*page];
                gathering.page = u32::try_from(*number).unwrap_or(u32::MAX - 1);
                // First the title: a posting is begun where its key is first met.
                gathering.is_title = true;
                gathering.text(&placed.page.title);
                gathering.text(&initials(&placed.page.title));
                gathering.is_title = false;
                gathering.text(&texts::text(placed));
            }
            gathering.put();
        }
        let mut lists = gathering.lists;
        lists.iter_mut().for_each(List::close);
        lists.sort_unstable_by_key(|list| list.key);
        lists
    }

    fn text(&mut self, text: &str) {
        let (mut before, mut place) = (GAP, None);
        let mut pair: Option<(u32, u8)> = None;
        for unit in text.encode_utf16().map(|unit| self.fold.unit(unit)).chain([GAP]) {
            if let Some((key, places)) = pair.take() {
                self.meet(key, places, 1 << follower(unit));
            }
            if unit == GAP {
                (before, place) = (GAP, None);
                continue;
            }
            if before != GAP {
                let at = place.map_or(before ^ (unit >> 3), |place: u16| place.wrapping_add(1));
                place = Some(at);
                pair = Some((u32::from(before) << 16 | u32::from(unit), 1 << (at & 7)));
            }
            // A unit by itself needs no evidence.
            let last = &mut self.units[usize::from(unit)];
            if *last <= self.page {
                *last = self.page + 1;
                self.meet(u32::from(unit) << 16, 0, 0);
            }
            before = unit;
        }
    }

    fn meet(&mut self, key: u32, places: u8, followers: u8) {
        let (page, is_title) = (self.page, self.is_title);
        let posting = Posting { page, is_title, places, followers };
        self.heaps[home_of(key, HEAP_BITS)].push((key, posting));
    }

    /// Puts everything that was met into its list.
    fn put(&mut self) {
        for (key, met) in self.heaps.iter_mut().flat_map(|heap| heap.drain(..)) {
            let at = self.places.number(key);
            match self.lists.get_mut(at) {
                Some(List { last, .. }) if last.page == met.page => {
                    last.places |= met.places;
                    last.followers |= met.followers;
                }
                Some(list) => {
                    list.close();
                    list.last = met;
                }
                None => {
                    let (first, digits) = ((0, 0), Vec::new());
                    self.lists.push(List { key, first, next: 0, digits, last: met });
                }
            }
        }
    }
}

impl List {
    /// Writes the last posting, of which all is known now.
    fn close(&mut self) {
        let Posting { page, is_title, places, followers } = self.last;
        let page = page as usize;
        let is_pair = self.key & 0xFFFF != 0;
        let is_many = is_pair && !(places.is_power_of_two() && followers.is_power_of_two());
        let marks = usize::from(is_many) << 1 | usize::from(is_title);
        if self.next == 0 {
            self.first = (page, marks);
        } else {
            head(page - self.next, marks, &mut self.digits);
        }
        if is_many {
            fixed(usize::from(places) << 8 | usize::from(followers), 3, &mut self.digits);
        } else if is_pair {
            let once = places.trailing_zeros() << 3 | followers.trailing_zeros();
            fixed(once as usize, 1, &mut self.digits);
        }
        self.next = page + 1;
    }
}

/// How a posting begins: how many numbers were passed over, whether a pair stands at more than one
/// place or before more than one unit, and whether the title has the key.
pub fn head(passed: usize, marks: usize, out: &mut Vec<u8>) {
    number(passed << 2 | marks, out);
}

/// The bit of a unit among those that follow a pair.
fn follower(unit: u16) -> u16 {
    unit.wrapping_mul(0x9E37) >> 13
}
