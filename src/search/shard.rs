//! The index in pieces: which key is in which, and how they are written.
//!
//! A shard is a sequence of keys in their order, each with its postings: three digits for each of
//! its two units (the second is zero where the key is a unit by itself), the number of digits of
//! its postings, and the postings.

use super::digits::{fixed, number};
use super::postings::{self, List};
use crate::site::Site;

/// How many 字 of the site's texts a shard should hold about: a query of two characters loads one.
const SHARE: usize = 5_000;

/// The number of shards is two to this power. It follows the length of all texts, so that an edit
/// changes it only where a site has grown to double its size.
pub fn shard_bits(site: &Site) -> u32 {
    let words: usize = site.pages.iter().map(|placed| placed.page.words).sum();
    words.div_ceil(SHARE).next_power_of_two().ilog2().clamp(1, 12)
}

/// The shard of a key: the upper bits of its product with the golden ratio, which scatters keys
/// that are near each other.
pub fn home_of(key: u32, bits: u32) -> usize {
    (key.wrapping_mul(0x9E37_79B1) >> (32 - bits)) as usize
}

/// All shards, from lists in stretches of pages one after another.
pub fn shards(stretches: &[Vec<List>], bits: u32) -> Vec<Vec<u8>> {
    let mut homes: Vec<Vec<&List>> = vec![Vec::new(); 1 << bits];
    for list in stretches.iter().flatten() {
        homes[home_of(list.key, bits)].push(list);
    }
    homes.into_iter().map(shard).collect()
}

fn shard(mut lists: Vec<&List>) -> Vec<u8> {
    // Lists of one key stay in the order of their pages.
    lists.sort_by_key(|list| list.key);
    let (mut out, mut postings) = (Vec::new(), Vec::new());
    for lists in lists.chunk_by(|a, b| a.key == b.key) {
        postings.clear();
        let mut next = 0;
        for list in lists {
            let (page, marks) = list.first;
            postings::head(page - next, marks, &mut postings);
            postings.extend(&list.digits);
            next = list.next;
        }
        let key = lists[0].key as usize;
        fixed(key >> 16, 3, &mut out);
        fixed(key & 0xFFFF, 3, &mut out);
        number(postings.len(), &mut out);
        out.extend(&postings);
    }
    out
}
