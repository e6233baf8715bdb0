//! Reads a stretch of figures with what people put between them.

use super::number::SHORTEST;

/// A run longer than any number we look for: what follows in it is read but not kept.
const LONGEST_RUN: usize = 40;
/// Where a line of nothing but spaced figures is cut, so that memory stays small.
const LONGEST_CLUSTER: usize = 4096;

/// What stands between a figure and the one before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Gap {
    /// Nothing that can be seen.
    #[default]
    None,
    /// One space of any width.
    Space,
    /// A hyphen, with at most one space on either side.
    Hyphen,
}

/// One place of a number: a digit, a hidden place (`*`) or an `X`, which may be either.
#[derive(Clone, Copy, Debug)]
pub(super) struct Figure {
    pub(super) sign: u8,
    pub(super) gap: Gap,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Figures that follow each other with nothing but gaps between them.
#[derive(Default)]
pub(super) struct Cluster {
    pub(super) figures: Vec<Figure>,
}

impl Cluster {
    /// Reads the cluster around the digit at `start`, not looking back before `floor`, and says
    /// where the search may go on.
    pub(super) fn read(&mut self, text: &str, start: usize, floor: usize) -> usize {
        self.figures.clear();
        self.figures.reserve(LONGEST_RUN);
        let mut gap = Between::default();
        let mut run = 0;
        let mut at = leading_stars(text, start, floor);
        let mut signs = text[at..].chars().peekable();
        while let Some(character) = signs.next() {
            let end = at + character.len_utf8();
            match read_sign(character) {
                Sign::Figure(sign) => {
                    let gap = std::mem::take(&mut gap).gap();
                    // An `x` after a gap begins a word, unless it stands alone or hides places.
                    let word = |next: &char| next.is_alphanumeric() && !is_ex(*next);
                    if gap != Gap::None && sign == b'X' && signs.peek().is_some_and(word) {
                        return at;
                    }
                    let last = self.figures.last().map(|figure| figure.sign);
                    let alike = |last: u8| last.is_ascii_digit() == sign.is_ascii_digit();
                    if gap != Gap::None || !last.is_some_and(alike) {
                        if self.figures.len() >= LONGEST_CLUSTER {
                            return at;
                        }
                        run = 0;
                    }
                    run += 1;
                    if run <= LONGEST_RUN {
                        self.figures.push(Figure { sign, gap, start: at, end });
                    }
                }
                Sign::Invisible => {}
                // Markdown writes a star that is not emphasis as `\*`.
                Sign::Backslash if signs.peek() == Some(&'*') => {}
                Sign::Space if gap.space() => {}
                Sign::Hyphen if gap.hyphen() => {}
                Sign::Bracket if self.is_area_code(text) && gap.hyphen() => {}
                _ => return at,
            }
            at = end;
        }
        at
    }
}

impl Cluster {
    /// Whether what has been read is an area code in brackets, as in `(0500)6660012`.
    fn is_area_code(&self, text: &str) -> bool {
        let Some(first) = self.figures.first() else { return false };
        (3..=4).contains(&self.figures.len())
            && first.sign == b'0'
            && text[..first.start].ends_with(['(', '（'])
    }
}

/// The digits of a text, looked for one after another.
pub(super) struct Digits<'t> {
    text: &'t str,
    /// It has digits of full width too, which few texts have.
    has_wide: bool,
}

impl<'t> Digits<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        let (second, third) = (bytes.get(1..).unwrap_or(&[]), bytes.get(2..).unwrap_or(&[]));
        // Without an early end, so that many bytes are looked at side by side.
        let wide = bytes.iter().zip(second).zip(third).fold(0, |any, ((first, second), third)| {
            any | u8::from(*first == WIDE[0])
                & u8::from(*second == WIDE[1])
                & u8::from(third.wrapping_sub(WIDE[2]) < 10)
        });
        Self { text, has_wide: wide != 0 }
    }

    /// The first ASCII or full-width digit at or after `from` that can begin a number.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while at < self.text.len() {
            let rest = &self.text.as_bytes()[at..];
            at += if self.has_wide { any_digit(rest)? } else { ascii_digit(rest)? };
            match too_short(&self.text[at..]) {
                Some(length) => at += length,
                None => return Some(at),
            }
        }
        None
    }
}

/// A zero of full width; its other digits follow it in their last byte.
const WIDE: [u8; 3] = [0xEF, 0xBC, 0x90];

/// Where the first ASCII digit stands.
fn ascii_digit(bytes: &[u8]) -> Option<usize> {
    let mut at = 0;
    while let Some(eight) = bytes[at..].first_chunk() {
        match digits(*eight) {
            0 => at += 8,
            found => return Some(at + first(found)),
        }
    }
    Some(at + bytes[at..].iter().position(u8::is_ascii_digit)?)
}

/// Where the first digit of either width begins.
fn any_digit(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len()).find(|&at| match bytes[at..] {
        [first, second, third, ..] if [first, second] == WIDE[..2] => {
            third.wrapping_sub(WIDE[2]) < 10
        }
        [first, ..] => first.is_ascii_digit(),
        [] => false,
    })
}

/// A one in each of eight bytes, and the highest bit of each.
const EACH: u64 = 0x0101_0101_0101_0101;
const HIGHEST: u64 = EACH * 0x80;

/// The highest bit of each of eight bytes that is an ASCII digit, the first byte's lowest.
fn digits(eight: [u8; 8]) -> u64 {
    // From `0` on, digits are 0 to 9, and no others stay below the highest bit with 0x76 added.
    let from_zero = u64::from_le_bytes(eight) ^ (EACH * 0x30);
    !(((from_zero & !HIGHEST) + EACH * 0x76) | from_zero) & HIGHEST
}

/// The byte whose bit is the lowest.
fn first(bits: u64) -> usize {
    bits.trailing_zeros() as usize / 8
}

/// The length of a run of ASCII digits that is too short to matter and that nothing can continue:
/// years and counts in prose, which need not be read as clusters.
fn too_short(text: &str) -> Option<usize> {
    let eight = text.as_bytes().first_chunk();
    let length = match eight.map(|eight| first(!digits(*eight) & HIGHEST)) {
        Some(length @ ..8) => length,
        _ => text.bytes().take(SHORTEST).take_while(u8::is_ascii_digit).count(),
    };
    let next = text[length..].chars().next();
    let goes_on = next.is_some_and(|next| !matches!(read_sign(next), Sign::Other));
    (0 < length && length < SHORTEST && !goes_on).then_some(length)
}

/// Where the stars that stand directly before `start` begin.
fn leading_stars(text: &str, start: usize, floor: usize) -> usize {
    let before = text.get(floor..start).unwrap_or_default();
    let hides = |character: &char| matches!(read_sign(*character), Sign::Figure(b'*' | b'X'));
    let length: usize =
        before.chars().rev().take(LONGEST_RUN).take_while(hides).map(char::len_utf8).sum();
    start - length
}

/// What a character means inside a cluster.
enum Sign {
    Figure(u8),
    Space,
    Hyphen,
    Invisible,
    Backslash,
    /// The end of brackets.
    Bracket,
    Other,
}

fn read_sign(character: char) -> Sign {
    match character {
        '0'..='9' => Sign::Figure(character as u8),
        '\u{FF10}'..='\u{FF19}' => {
            Sign::Figure(u8::try_from(u32::from(character) - 0xFF10).map_or(b'0', |n| b'0' + n))
        }
        '*' | '＊' | '×' | '●' => Sign::Figure(b'*'),
        _ if is_ex(character) => Sign::Figure(b'X'),
        ' ' | '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => {
            Sign::Space
        }
        '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '－' => Sign::Hyphen,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => Sign::Invisible,
        '\\' => Sign::Backslash,
        ')' | '）' => Sign::Bracket,
        _ => Sign::Other,
    }
}

fn is_ex(character: char) -> bool {
    matches!(character, 'X' | 'x' | 'Ｘ' | 'ｘ')
}

/// The gap being read: at most a space, a hyphen and a space.
#[derive(Default)]
struct Between {
    before: bool,
    hyphen: bool,
    after: bool,
}

impl Between {
    /// Takes a space, or says that the gap would be too wide to lie within one number: columns of
    /// plain text are set apart by two spaces and more.
    fn space(&mut self) -> bool {
        let slot = if self.hyphen { &mut self.after } else { &mut self.before };
        !std::mem::replace(slot, true)
    }

    fn hyphen(&mut self) -> bool {
        !std::mem::replace(&mut self.hyphen, true)
    }

    fn gap(self) -> Gap {
        match self {
            Self { hyphen: true, .. } => Gap::Hyphen,
            Self { before: true, .. } => Gap::Space,
            Self { .. } => Gap::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Digits, digits, first};

    #[test]
    fn eight_bytes_at_once_are_as_each_by_itself() {
        for byte in 0..=u8::MAX {
            for at in 0..8 {
                for other in [0, b'/', b':', 0x7F, 0x80, 0xB0, 0xFF] {
                    let mut eight = [other; 8];
                    eight[at] = byte;
                    let expected = if byte.is_ascii_digit() { at } else { 8 };
                    assert_eq!(first(digits(eight)), expected, "{eight:x?}");
                }
            }
        }
    }

    #[test]
    fn runs_of_every_length_begin_where_they_stand() {
        for length in 1..20 {
            for before in 0..20 {
                let run = "7".repeat(length);
                for (end, goes_on) in [("", false), ("户", false), ("，", false), ("－", true)] {
                    let text = format!("{}{run}{end}", "村".repeat(before));
                    let is_long = length >= super::SHORTEST || goes_on;
                    let expected = is_long.then_some(before * 3);
                    assert_eq!(Digits::of(&text).next(0), expected, "{text}");
                }
            }
        }
    }
}
