//! How Han characters are read, in context.

use std::collections::HashMap;
use std::sync::LazyLock;

use pinyin::ToPinyin as _;

/// Phrases whose characters are read otherwise than alone, and phrases that keep such a reading
/// from reaching across words: under their first character, the longest first.
static PHRASES: LazyLock<HashMap<char, Vec<Phrase>>> =
    LazyLock::new(|| by_first_character(include_str!("../../data/pinyin-phrases.txt")));

/// A phrase and how it is read.
struct Phrase {
    characters: Vec<char>,
    syllables: String,
    initials: String,
}

/// The syllables, joined, of the longest phrase that begins the text, or of its first character,
/// and their first letters, one for each character. `None` where the first character has no
/// reading.
pub(super) fn of(text: &[char]) -> Option<(&'static str, &'static str)> {
    let first = text.first()?;
    let phrases = PHRASES.get(first).map_or(&[][..], Vec::as_slice);
    let phrase = phrases.iter().find(|phrase| text.starts_with(&phrase.characters));
    let phrase = phrase.map(|phrase| (phrase.syllables.as_str(), phrase.initials.as_str()));
    phrase.or_else(|| plain(*first).map(|syllable| (syllable, &syllable[..1])))
}

/// The usual reading of one character without its tone, `ü` as `v`, which keyboards have.
fn plain(character: char) -> Option<&'static str> {
    Some(match character.to_pinyin()?.plain() {
        "lü" => "lv",
        "lüe" => "lve",
        "nü" => "nv",
        "nüe" => "nve",
        // Syllables like `ê` and `ḿ` belong to exclamations that no title needs.
        syllable if syllable.is_ascii() => syllable,
        _ => return None,
    })
}

/// Reads a phrase table: phrase, tab, syllables with spaces between; `#` begins a comment.
fn by_first_character(table: &str) -> HashMap<char, Vec<Phrase>> {
    let mut phrases: HashMap<char, Vec<Phrase>> = HashMap::new();
    for line in table.lines().filter(|line| !line.starts_with('#')) {
        let Some((phrase, syllables)) = line.split_once('\t') else {
            continue;
        };
        let Some(first) = phrase.chars().next() else {
            continue;
        };
        let initials = syllables.split(' ').filter_map(|syllable| syllable.chars().next());
        phrases.entry(first).or_default().push(Phrase {
            characters: phrase.chars().collect(),
            initials: initials.collect(),
            syllables: syllables.replace(' ', ""),
        });
    }
    for phrases in phrases.values_mut() {
        phrases.sort_by_key(|phrase| std::cmp::Reverse(phrase.characters.len()));
    }
    phrases
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    #[test]
    fn the_table_is_well_formed() {
        let table = include_str!("../../data/pinyin-phrases.txt");
        let mut seen = BTreeSet::new();
        for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (phrase, syllables) = line.split_once('\t').expect(line);
            assert!(seen.insert(phrase), "stands twice: {line}");
            assert_eq!(phrase.chars().count(), syllables.split(' ').count(), "{line}");
            assert!(syllables.bytes().all(|b| b.is_ascii_lowercase() || b == b' '), "{line}");
        }
    }
}
