//! Reads a published index as the search page's script does, so that a test can ask it.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minsheng::search::{Fold, GAP, PAGES_OF_TEXT, home_of};
use serde_json::Value;

/// A published index in memory.
pub struct Searcher {
    fold: Fold,
    bits: u32,
    /// By key, by page: whether the title has it, its places and its followers.
    keys: BTreeMap<u32, BTreeMap<usize, (bool, u8, u8)>>,
    /// Title, initials, address, date and text of each page, by its number.
    pub pages: BTreeMap<usize, [String; 5]>,
    /// The numbers of the pages, the newest first.
    pub order: Vec<usize>,
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
        let width = usize::try_from(head["width"].as_u64().expect("a number")).expect("few");
        let mut order = head["order"].as_str().expect("a text");
        let order: Vec<usize> =
            std::iter::from_fn(|| (!order.is_empty()).then(|| fixed(&mut order, width))).collect();
        let mut pages = BTreeMap::new();
        for block in order.iter().map(|page| page / PAGES_OF_TEXT).collect::<BTreeSet<_>>() {
            let rows = handed_over(output, &format!("t/{block:x}"));
            let rows: Vec<(usize, String, String, String, String, String)> =
                serde_json::from_value(rows).expect("a place and five texts for each page");
            for (place, title, initials, path, date, text) in rows {
                let number = block * PAGES_OF_TEXT + place;
                assert!(pages.insert(number, [title, initials, path, date, text]).is_none());
            }
        }
        assert!(pages.keys().copied().eq(order.iter().copied().collect::<BTreeSet<_>>()));
        Self { fold: Fold::new(), bits, keys, pages, order }
    }

    /// The number of each page, by its address.
    pub fn numbers(&self) -> BTreeMap<String, usize> {
        self.pages.iter().map(|(number, page)| (page[2].clone(), *number)).collect()
    }

    /// The files of the index that know a page.
    pub fn shards_of(&self, page: usize) -> BTreeSet<String> {
        let keys = self.keys.iter().filter(|(_, pages)| pages.contains_key(&page));
        keys.map(|(key, _)| format!("search/i/{:x}.js", home_of(*key, self.bits))).collect()
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
        let [title, initials, _, _, text] = &self.pages[&page];
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
    let (mut rest, mut keys) = (text.as_str().expect("a text"), Vec::new());
    while !rest.is_empty() {
        let key = fixed(&mut rest, 3) << 16 | fixed(&mut rest, 3);
        let length = number(&mut rest);
        let (mut postings, after) = rest.split_at(length);
        rest = after;
        let (mut pages, mut page) = (BTreeMap::new(), 0);
        while !postings.is_empty() {
            let start = number(&mut postings);
            page += start >> 2;
            let (places, followers) = match (key & 0xFFFF, start & 2) {
                (0, _) => (0, 0),
                (_, 0) => {
                    let once = fixed(&mut postings, 1);
                    (1 << (once >> 3), 1 << (once & 7))
                }
                _ => {
                    let sets = fixed(&mut postings, 3);
                    (sets >> 8, sets & 255)
                }
            };
            let byte = |set: usize| u8::try_from(set).expect("a byte");
            pages.insert(page, (start & 1 == 1, byte(places), byte(followers)));
            page += 1;
        }
        keys.push((u32::try_from(key).expect("two units"), pages));
    }
    keys
}

/// The next digit of Base64.
fn digit(digits: &mut &str) -> usize {
    let all = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let (first, rest) = digits.split_at(1);
    *digits = rest;
    all.find(first).expect("a digit")
}

fn number(digits: &mut &str) -> usize {
    let (mut value, mut shift) = (0, 0);
    loop {
        let next = digit(digits);
        value |= (next & 31) << shift;
        shift += 5;
        if next < 32 {
            return value;
        }
    }
}

fn fixed(digits: &mut &str, count: usize) -> usize {
    (0..count).fold(0, |value, _| value << 6 | digit(digits))
}
