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
                _ => return at,
            }
            at = end;
        }
        at
    }
}

/// The digits of a text, looked for one after another.
pub(super) struct Digits<'t> {
    bytes: &'t [u8],
    /// It has digits of full width too, which few texts have.
    has_wide: bool,
}

impl<'t> Digits<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let bytes = text.as_bytes();
        // Without an early end, so that many bytes are looked at side by side.
        let has_wide = bytes.windows(3).fold(false, |any, w| any | is_wide_digit(w[0], w[1], w[2]));
        Self { bytes, has_wide }
    }

    /// The first ASCII or full-width digit at or after `from` that can begin a number.
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let mut at = from;
        while at < self.bytes.len() {
            let rest = &self.bytes[at..];
            at += if self.has_wide { any_digit(rest)? } else { ascii_digit(rest)? };
            match too_short(&self.bytes[at..]) {
                Some(length) => at += length,
                None => return Some(at),
            }
        }
        None
    }
}

/// Whether three bytes are a digit of full width (U+FF10 to U+FF19).
fn is_wide_digit(first: u8, second: u8, third: u8) -> bool {
    matches!([first, second, third], [0xEF, 0xBC, 0x90..=0x99])
}

/// Where the first ASCII digit stands.
fn ascii_digit(bytes: &[u8]) -> Option<usize> {
    let has_none =
        |block: &&[u8]| !block.iter().fold(false, |any, byte| any | byte.is_ascii_digit());
    let passed = 16 * bytes.chunks_exact(16).take_while(has_none).count();
    Some(passed + bytes[passed..].iter().position(u8::is_ascii_digit)?)
}

/// Where the first digit of either width begins.
fn any_digit(bytes: &[u8]) -> Option<usize> {
    (0..bytes.len()).find(|&at| match bytes[at..] {
        [first, second, third, ..] if is_wide_digit(first, second, third) => true,
        [first, ..] => first.is_ascii_digit(),
        [] => false,
    })
}

/// The length of a run of ASCII digits that is too short to matter and that nothing can continue:
/// years and counts in prose, which need not be read as clusters.
fn too_short(bytes: &[u8]) -> Option<usize> {
    let length = bytes.iter().take(SHORTEST).take_while(|byte| byte.is_ascii_digit()).count();
    let next = bytes.get(length).copied().unwrap_or(b'\n');
    // The lead bytes are those of `×`, no-break space, dashes, wide space and full-width forms.
    let goes_on = matches!(next, b' ' | b'-' | b'*' | b'X' | b'x' | b'\\')
        || matches!(next, 0xC2 | 0xC3 | 0xE2 | 0xE3 | 0xEF);
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
