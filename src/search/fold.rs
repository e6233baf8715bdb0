//! The one folding of text: full width to half width, capitals to small letters, Traditional to
//! Simplified; what is neither letter nor digit becomes a gap.

/// A UTF-16 unit that no word contains.
pub const GAP: u16 = 0;

/// What each UTF-16 unit is searched as.
///
/// Units and not characters, because the browser's strings are made of them: one unit becomes one
/// unit, so a place in the folded text is the same place in the text that is shown.
#[derive(Clone, Debug)]
pub struct Fold(Box<[u16]>);

impl Fold {
    /// The folding, from the table of characters in `data/traditional.txt`.
    pub fn new() -> Self {
        let mut units: Vec<u16> = (0..=u16::MAX).map(plain).collect();
        for line in include_str!("../../data/traditional.txt").lines() {
            if let Some((simplified, forms)) = line.split_once('\t')
                && let Some(simplified) = simplified.encode_utf16().next()
            {
                for form in forms.encode_utf16() {
                    units[usize::from(form)] = simplified;
                }
            }
        }
        Self(units.into_boxed_slice())
    }

    /// What one unit is searched as.
    pub fn unit(&self, unit: u16) -> u16 {
        self.0[usize::from(unit)]
    }

    /// A text as it is searched.
    pub fn text(&self, text: &str) -> Vec<u16> {
        text.encode_utf16().map(|unit| self.unit(unit)).collect()
    }

    /// The table as the browser is told: the lengths of gaps and stretches of letters in turn, and
    /// then all pairs of a unit and what it becomes. There is no rule that it would have to know.
    pub fn told(&self) -> (Vec<usize>, String) {
        let is_gap = |unit: &u16| *unit == GAP;
        let mut lengths: Vec<usize> =
            self.0.chunk_by(|a, b| is_gap(a) == is_gap(b)).map(<[u16]>::len).collect();
        if self.0.last().is_some_and(is_gap) {
            lengths.pop();
        }
        let pairs = (0..=u16::MAX)
            .zip(&self.0)
            .filter(|(unit, folded)| **folded != GAP && **folded != *unit);
        let pairs: Vec<u16> = pairs.flat_map(|(unit, folded)| [unit, *folded]).collect();
        (lengths, String::from_utf16_lossy(&pairs))
    }
}

impl Default for Fold {
    fn default() -> Self {
        Self::new()
    }
}

/// Width and case alone. Halves of a character beyond the first plane stay as they are.
fn plain(unit: u16) -> u16 {
    let unit = if (0xFF01..=0xFF5E).contains(&unit) { unit - 0xFEE0 } else { unit };
    if (0xD800..0xE000).contains(&unit) {
        return unit;
    }
    let Some(character) = char::from_u32(unit.into()).filter(|c| c.is_alphanumeric()) else {
        return GAP;
    };
    // Scripts beyond Latin, Greek and Cyrillic have no capitals that these pages would use.
    if unit > 0x052F {
        return unit;
    }
    let mut small = character.to_lowercase();
    match (small.next().and_then(|c| u16::try_from(u32::from(c)).ok()), small.next()) {
        (Some(small), None) => small,
        _ => unit,
    }
}

#[cfg(test)]
mod tests {
    use super::{Fold, GAP};

    fn folded(text: &str) -> String {
        String::from_utf16_lossy(&Fold::new().text(text)).replace(char::from(0), "·")
    }

    #[test]
    fn what_people_type_differently_is_one() {
        assert_eq!(folded("醫療養老補貼"), "医疗养老补贴");
        assert_eq!(folded("２０２６年ＰＤＦ"), "2026年pdf");
        assert_eq!(folded("Word，是、吗？ok"), "word·是·吗·ok");
    }

    #[test]
    fn folding_twice_is_folding_once() {
        let fold = Fold::new();
        for unit in 0..=u16::MAX {
            assert_eq!(fold.unit(fold.unit(unit)), fold.unit(unit), "{unit:x}");
        }
    }

    #[test]
    fn the_table_of_characters_is_well_formed() {
        let mut seen = std::collections::BTreeSet::new();
        let table = include_str!("../../data/traditional.txt");
        for line in table.lines().filter(|line| !line.starts_with('#')) {
            let (simplified, forms) = line.split_once('\t').expect(line);
            assert!(simplified.chars().count() == 1 && !forms.is_empty(), "{line}");
            assert!(forms.chars().all(|c| u32::from(c) < 0x1_0000 && seen.insert(c)), "{line}");
        }
    }

    #[test]
    fn the_browser_is_told_the_whole_table() {
        let fold = Fold::new();
        let (lengths, pairs) = fold.told();
        let (mut units, mut is_letter) = (Vec::new(), false);
        for length in lengths {
            let start = units.len();
            units
                .extend((start..start + length).map(|unit| {
                    if is_letter { u16::try_from(unit).expect("a unit") } else { GAP }
                }));
            is_letter = !is_letter;
        }
        units.resize(0x1_0000, GAP);
        let pairs: Vec<u16> = pairs.encode_utf16().collect();
        for pair in pairs.chunks(2) {
            units[usize::from(pair[0])] = pair[1];
        }
        assert_eq!(units, fold.0.to_vec());
    }
}
