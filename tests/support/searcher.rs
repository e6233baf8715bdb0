//! Reads a published index as the search page's script does, so that a test can ask it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minsheng::search::{Fold, GAP, PAGES_OF_TEXT, home_of};
use serde_json::Value;

/// A published index in memory.
pub struct Searcher {
    fold: Fold,
    /// By key, by page: whether the title has it, its places and its followers.
    keys: BTreeMap<u32, BTreeMap<usize, (bool, u8, u8)>>,
    /// Title, initials, address, date and text of each page, from the oldest.
    pub pages: Vec<[String; 5]>,
}

impl Searcher {
    /// Reads `search/` below a published site.
    pub fn of(output: &Path) -> Self {
        let head = handed_over(output, "head");
        let bits = u32::try_from(head["bits"].as_u64().expect("a number")).expect("few bits");
        let mut keys = BTreeMap::new();
        for number in 0..1_usize << bits {
            let name = format!("i/{number:x}");
            for (key, pages) in shard(&handed_over(output, &name)) {
                assert_eq!(home_of(key, bits), number, "{key:x} is in another shard");
                assert!(keys.insert(key, pages).is_none(), "{key:x} stands twice");
            }
        }
        let count = usize::try_from(head["pages"].as_u64().expect("a number")).expect("few pages");
        let blocks = (0..count.div_ceil(PAGES_OF_TEXT))
            .map(|block| handed_over(output, &format!("t/{block:x}")));
        let pages = blocks.flat_map(|block| {
            serde_json::from_value::<Vec<[String; 5]>>(block).expect("five texts for each page")
        });
        let pages: Vec<_> = pages.collect();
        assert_eq!(pages.len(), count);
        Self { fold: Fold::new(), keys, pages }
    }

    /// The pages whose evidence says that they have all words of the query.
    pub fn find(&self, query: &str) -> BTreeSet<usize> {
        let units = self.fold.text(query);
        let words = units.split(|unit| *unit == GAP).filter(|word| !word.is_empty());
        let found = words.map(|word| self.word(word));
        found.reduce(|a, b| &a & &b).unwrap_or_default()
    }

    /// The pages that really have the query, word by word, in their texts or titles.
    pub fn holds(&self, page: usize, query: &str) -> bool {
        let fold = |text: &str| String::from_utf16_lossy(&self.fold.text(text));
        let [title, initials, _, _, text] = &self.pages[page];
        let all = [fold(title), fold(initials), fold(text)];
        let query = fold(query);
        let mut words = query.split('\0').filter(|word| !word.is_empty());
        words.all(|word| all.iter().any(|text| text.contains(word)))
    }

    fn word(&self, word: &[u16]) -> BTreeSet<usize> {
        let pages = |key: u32| self.keys.get(&key).cloned().unwrap_or_default();
        let [first, rest @ ..] = word else { return BTreeSet::new() };
        if rest.is_empty() {
            return pages(u32::from(*first) << 16).into_keys().collect();
        }
        let pair = |at: usize| u32::from(word[at]) << 16 | u32::from(word[at + 1]);
        let mut whole: BTreeMap<usize, (u8, u8)> = pages(pair(0))
            .into_iter()
            .map(|(page, (_, places, followers))| (page, (places, followers)))
            .collect();
        for at in 1..rest.len() {
            let next = 1 << (word[at + 1].wrapping_mul(0x9E37) >> 13);
            let evidence = pages(pair(at));
            whole = whole
                .into_iter()
                .filter_map(|(page, (before, followed))| {
                    let (_, places, followers) = evidence.get(&page)?;
                    let places = before.rotate_left(1) & places;
                    (places != 0 && followed & next != 0).then_some((page, (places, *followers)))
                })
                .collect();
        }
        whole.into_keys().collect()
    }
}

/// The value that a file of the index hands to the script's one function.
fn handed_over(output: &Path, name: &str) -> Value {
    let script = std::fs::read_to_string(output.join(format!("search/{name}.js"))).expect(name);
    let value = script.strip_prefix(&format!("minsheng(\"{name}\",")).expect(name);
    serde_json::from_str(value.strip_suffix(")\n").expect(name)).expect(name)
}

type Postings = BTreeMap<usize, (bool, u8, u8)>;

fn shard(text: &Value) -> Vec<(u32, Postings)> {
    let bytes = decoded(text.as_str().expect("a text"));
    let (mut rest, mut keys) = (&bytes[..], Vec::new());
    while !rest.is_empty() {
        let key = u32::from_be_bytes(rest[..4].try_into().expect("four bytes"));
        rest = &rest[4..];
        let length = number(&mut rest);
        let (mut postings, after) = rest.split_at(length);
        rest = after;
        let (mut pages, mut page) = (BTreeMap::new(), 0);
        while !postings.is_empty() {
            let start = number(&mut postings);
            page += start >> 1;
            let mut evidence = (start & 1 == 1, 0, 0);
            if key & 0xFFFF != 0 {
                (evidence.1, evidence.2) = (postings[0], postings[1]);
                postings = &postings[2..];
            }
            pages.insert(page, evidence);
            page += 1;
        }
        keys.push((key, pages));
    }
    keys
}

fn number(bytes: &mut &[u8]) -> usize {
    let (mut value, mut shift) = (0, 0);
    loop {
        let byte = bytes[0];
        *bytes = &bytes[1..];
        value |= usize::from(byte & 127) << shift;
        shift += 7;
        if byte < 128 {
            return value;
        }
    }
}

fn decoded(text: &str) -> Vec<u8> {
    let digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sextets: Vec<u32> = text
        .trim_end_matches('=')
        .chars()
        .map(|digit| u32::try_from(digits.find(digit).expect("Base64")).expect("small"))
        .collect();
    let mut bytes = Vec::new();
    for four in sextets.chunks(4) {
        let bits = four.iter().fold(0, |bits, sextet| bits << 6 | sextet) << (6 * (4 - four.len()));
        bytes.extend(&bits.to_be_bytes()[1..four.len()]);
    }
    bytes
}
