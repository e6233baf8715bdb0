//! Takes numbers, marks, times and offsets from the front of a text.

/// The rest of a text to be read.
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) fn is_done(&self) -> bool {
        self.rest.trim_start().is_empty()
    }

    pub(super) fn spaces(&mut self) {
        self.rest = self.rest.trim_start();
    }

    /// Takes the first of these words that comes next, with spaces before it.
    pub(super) fn take<'w>(&mut self, words: &[&'w str]) -> Option<&'w str> {
        let rest = self.rest.trim_start();
        words.iter().copied().find(|word| {
            rest.strip_prefix(word).is_some_and(|rest| {
                self.rest = rest;
                true
            })
        })
    }

    /// Takes a number of at most eight figures, ASCII or Chinese, with spaces before it.
    pub(super) fn number(&mut self) -> Option<Number> {
        let rest = self.rest.trim_start();
        let ascii = rest.find(|character: char| !character.is_ascii_digit()).unwrap_or(rest.len());
        let (length, number) = if ascii > 0 {
            (ascii, Number { value: rest[..ascii].parse().ok()?, digits: ascii })
        } else {
            let chinese = rest.find(|character| numeral(character).is_none()).unwrap_or(rest.len());
            (chinese, chinese_number(&rest[..chinese])?)
        };
        if number.digits > 8 {
            return None;
        }
        self.rest = &rest[length..];
        Some(number)
    }

    /// Takes a time of day: hour, minute and second as written, afternoon hours from 12.
    pub(super) fn time(&mut self) -> Option<[u32; 3]> {
        let half = self.take(&["上午", "下午"]);
        let hour = self.number()?;
        let (minute, second) = match self.take(&[":", "时", "点"])? {
            ":" => {
                let minute = self.number()?;
                let second = if self.take(&[":"]).is_some() { Some(self.number()?) } else { None };
                if second.is_some() && self.take(&["."]).is_some() {
                    // Fractions of a second, which RFC 3339 allows, tell a reader nothing.
                    let digits = |character: char| !character.is_ascii_digit();
                    self.rest = &self.rest[self.rest.find(digits).unwrap_or(self.rest.len())..];
                }
                (minute.value, second.map_or(0, |second| second.value))
            }
            _ if self.take(&["半"]).is_some() => (30, 0),
            _ if self.take(&["整"]).is_some() => (0, 0),
            _ => match self.number() {
                Some(minute) => {
                    self.take(&["分"]);
                    (minute.value, 0)
                }
                None => (0, 0),
            },
        };
        let afternoon = half == Some("下午") && hour.value < 12;
        let hour = hour.value.checked_add(if afternoon { 12 } else { 0 })?;
        Some([hour, minute, second])
    }

    /// Takes an offset from UTC (`Z`, `+8`, `+08:00`, `-0330`), in seconds.
    pub(super) fn offset(&mut self) -> Option<i32> {
        let sign = match self.take(&["Z", "z", "+", "-"])? {
            "+" => 1,
            "-" => -1,
            _ => return Some(0),
        };
        let hours = self.number()?;
        let (hours, minutes) = match hours.digits {
            4 => (hours.value / 100, hours.value % 100),
            1 | 2 if self.take(&[":"]).is_some() => (hours.value, self.number()?.value),
            1 | 2 => (hours.value, 0),
            _ => return None,
        };
        // The widest zone in use is fourteen hours from UTC.
        let seconds = i32::try_from(hours * 3600 + minutes.min(60) * 60).ok()?;
        (hours <= 14 && minutes < 60).then_some(sign * seconds)
    }
}

/// A number and in how many figures it was written; Chinese numerals below a hundred count as two.
#[derive(Clone, Copy)]
pub(super) struct Number {
    pub(super) value: u32,
    pub(super) digits: usize,
}

/// The value of Chinese numerals: figure by figure (`二〇二六`) or counted (`十二`, `三十一`, `廿三`).
fn chinese_number(text: &str) -> Option<Number> {
    let numerals: Vec<u32> = text.chars().filter_map(numeral).collect();
    let small = |value| Some(Number { value, digits: 2 });
    match numerals[..] {
        [10] => small(10),
        [10, ones @ 1..=9] => small(10 + ones),
        [tens @ 2..=9, 10] => small(tens * 10),
        [tens @ 2..=9, 10, ones @ 1..=9] => small(tens * 10 + ones),
        [tens @ (20 | 30)] => small(tens),
        [tens @ (20 | 30), ones @ 1..=9] => small(tens + ones),
        [] => None,
        _ if numerals.len() <= 8 && numerals.iter().all(|numeral| *numeral < 10) => Some(Number {
            value: numerals.iter().fold(0, |value, numeral| value * 10 + numeral),
            digits: numerals.len(),
        }),
        _ => None,
    }
}

fn numeral(character: char) -> Option<u32> {
    Some(match character {
        '〇' | '零' | '○' => 0,
        '一' | '元' | '正' => 1,
        '二' => 2,
        '三' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        '十' => 10,
        '廿' => 20,
        '卅' => 30,
        _ => return None,
    })
}

/// The text with full-width digits, letters, punctuation and spaces as ASCII, and invisible
/// characters left out.
pub(super) fn half_width(text: &str) -> String {
    let folded = text.chars().filter_map(|character| match character {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(character) - 0xFEE0),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Some('-'),
        '。' => Some('.'),
        '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' => None,
        _ if character.is_whitespace() => Some(' '),
        _ => Some(character),
    });
    folded.collect()
}
