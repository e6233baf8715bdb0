//! A title as it is typed by the first letters of its pinyin: `医疗保险` as `ylbx`.

use crate::slug;

/// One UTF-16 unit for each of the title's, so that a place in one is the same place in the other.
pub fn initials(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    for (character, initial) in title.chars().zip(slug::initials(title)) {
        out.push(initial.unwrap_or(character));
        // A letter in the place of two units is followed by a space.
        if initial.is_some() && character.len_utf16() == 2 {
            out.push(' ');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::initials;

    #[test]
    fn han_becomes_letters_and_the_rest_stays() {
        assert_eq!(initials("2026年医疗保险（试行）"), "2026nylbx（sx）");
        assert_eq!(initials("重庆银行"), "cqyh");
    }
}
