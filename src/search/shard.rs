//! The index in pieces: which key is in which, and how they are written.
//!
//! A shard is a sequence of keys in their order, each with its postings: two units of two bytes
//! (the second is zero where the key is a unit by itself), the length of its postings, and the
//! postings. Numbers are written in groups of seven bits, the lowest first, with the high bit set
//! on all groups but the last.

use super::postings::{self, List};
use crate::site::Site;

/// How many 字 of the site's texts a shard should hold about: a query of two characters loads one.
const SHARE: usize = 10_000;

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
            let (page, is_title) = list.first;
            postings::head(page - next, is_title, &mut postings);
            postings.extend(&list.bytes);
            next = list.next;
        }
        out.extend(lists[0].key.to_be_bytes());
        number(postings.len(), &mut out);
        out.extend(&postings);
    }
    out
}

/// Writes a number in groups of seven bits.
pub fn number(mut value: usize, out: &mut Vec<u8>) {
    while value > 127 {
        out.push(value.to_le_bytes()[0] | 128);
        value >>= 7;
    }
    out.push(value.to_le_bytes()[0]);
}

/// Bytes as text that every script can hold.
pub fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group.iter().fold(0, |bits, byte| bits << 8 | usize::from(*byte));
        let bits = bits << (8 * (3 - group.len()));
        for digit in 0..4 {
            let sextet = bits >> (18 - 6 * digit) & 63;
            out.push(if digit <= group.len() { char::from(DIGITS[sextet]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{base64, number};

    #[test]
    fn numbers_are_groups_of_seven_bits() {
        let mut out = Vec::new();
        number(5, &mut out);
        number(300, &mut out);
        assert_eq!(out, [5, 0b1010_1100, 2]);
    }

    #[test]
    fn base64_is_that_of_the_norm() {
        let all = ["", "f", "fo", "foo", "foobar"].map(|text| base64(text.as_bytes()));
        assert_eq!(all, ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYmFy"]);
    }
}
