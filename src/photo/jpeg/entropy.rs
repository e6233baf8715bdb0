//! The compressed data of a scan: bits, and the Huffman codes in them.

/// How many bits one look into a table decides. Longer codes are rare.
const LOOK: u32 = 11;

/// The bits of a scan, from the left.
pub(super) struct Bits<'a> {
    data: &'a [u8],
    at: usize,
    /// Bits not yet taken, at the high end; below them zeros.
    ahead: u64,
    count: u32,
    /// Zeros that were given out for want of data.
    made_up: u32,
}

impl<'a> Bits<'a> {
    pub fn new(data: &'a [u8]) -> Self {
        Self {
            data,
            at: 0,
            ahead: 0,
            count: 0,
            made_up: 0,
        }
    }

    /// Makes at least 32 bits ready: a code and its value.
    #[inline]
    fn refill(&mut self) {
        if self.count >= 32 {
            return;
        }
        if let Some(&bytes) = self
            .data
            .get(self.at..)
            .and_then(|rest| rest.first_chunk::<4>())
            && let word = u32::from_be_bytes(bytes)
            && !has_escape(word)
        {
            self.ahead |= u64::from(word) << (32 - self.count);
            self.count += 32;
            self.at += 4;
            return;
        }
        while self.count <= 56 {
            let byte = match self.data.get(self.at..).unwrap_or_default() {
                [0xFF, 0x00, ..] => {
                    self.at += 2;
                    0xFF
                }
                [] | [0xFF, ..] => {
                    self.made_up += 8;
                    0
                }
                [byte, ..] => {
                    self.at += 1;
                    *byte
                }
            };
            self.ahead |= u64::from(byte) << (56 - self.count);
            self.count += 8;
        }
    }

    /// Whether more bits were taken than there were.
    pub fn ran_out(&self) -> bool {
        self.made_up > self.count
    }

    /// Goes to behind the next restart marker, if there is one.
    pub fn restart(&mut self) -> Option<()> {
        let rest = self.data.get(self.at..)?;
        let marker = rest
            .windows(2)
            .position(|pair| pair[0] == 0xFF && matches!(pair[1], 0xD0..=0xD7))?;
        *self = Self {
            at: self.at + marker + 2,
            ..Self::new(self.data)
        };
        Some(())
    }

    /// The next symbol by this code, and none if there is no such symbol.
    #[inline]
    pub fn symbol(&mut self, code: &Huffman) -> Option<u8> {
        self.refill();
        let [length, symbol] = code.short[(self.ahead >> (64 - LOOK)) as usize & ((1 << LOOK) - 1)];
        if length > 0 {
            self.take(u32::from(length));
            return Some(symbol);
        }
        let (length, symbol) = code.long((self.ahead >> 48) as u32 & 0xFFFF)?;
        self.take(length);
        Some(symbol)
    }

    /// The number of so many bits that follows a symbol; the lower half of the
    /// range stands for negative numbers. Needs no refill after a symbol.
    #[inline]
    #[expect(clippy::cast_possible_truncation, reason = "at most 15 bits")]
    pub fn number(&mut self, bits: u32) -> i32 {
        let value = (self.ahead >> 1 >> (63 - bits)) as i32;
        // All ones if the first bit is 0. Signs are random, so a branch here
        // would be guessed wrong half of the time.
        let negative = !(self.ahead.cast_signed() >> 63) as i32;
        self.take(bits);
        value + (negative & (1 - (1 << bits)))
    }

    #[inline]
    fn take(&mut self, bits: u32) {
        self.ahead <<= bits;
        self.count -= bits;
    }
}

/// Whether one of these four bytes is 0xFF, found without looking at each.
#[inline]
fn has_escape(word: u32) -> bool {
    (!word).wrapping_sub(0x0101_0101) & word & 0x8080_8080 != 0
}

/// A Huffman code.
#[derive(Clone)]
pub(super) struct Huffman {
    /// Length and symbol for each beginning; length 0 for codes that are longer.
    short: Vec<[u8; 2]>,
    /// For each length: the code after its last, left-aligned to 16 bits, and
    /// what to add to a code to get the place of its symbol.
    ends: [(u32, i32); 17],
    symbols: Vec<u8>,
}

impl Huffman {
    /// Reads the counts of codes of each length, then their symbols; gives what
    /// follows too.
    pub fn read(bytes: &[u8]) -> Option<(Self, &[u8])> {
        let (counts, rest) = bytes.split_first_chunk::<16>()?;
        let total: usize = counts.iter().copied().map(usize::from).sum();
        let (symbols, rest) = rest.split_at_checked(total)?;
        let mut short = vec![[0; 2]; 1 << LOOK];
        let mut ends = [(0, 0); 17];
        let (mut code, mut place) = (0_u32, 0_usize);
        for (length, &count) in (1_u32..).zip(counts) {
            let first = i32::try_from(place).ok()? - i32::try_from(code).ok()?;
            for _ in 0..count {
                // More codes than bits can tell apart.
                if code >= 1 << length {
                    return None;
                }
                if length <= LOOK {
                    let start = (code << (LOOK - length)) as usize;
                    short[start..start + (1 << (LOOK - length))]
                        .fill([u8::try_from(length).ok()?, symbols[place]]);
                }
                code += 1;
                place += 1;
            }
            ends[length as usize] = (code << (16 - length), first);
            code <<= 1;
        }
        Some((
            Self {
                short,
                ends,
                symbols: symbols.to_vec(),
            },
            rest,
        ))
    }

    /// Length and symbol of the code that these 16 bits begin with, if it is
    /// longer than [`LOOK`].
    #[cold]
    fn long(&self, bits: u32) -> Option<(u32, u8)> {
        (LOOK + 1..=16).find_map(|length| {
            let (end, first) = self.ends[length as usize];
            let place = i32::try_from(bits >> (16 - length)).ok()? + first;
            (bits < end).then(|| {
                self.symbols
                    .get(usize::try_from(place).ok()?)
                    .map(|&symbol| (length, symbol))
            })?
        })
    }
}
