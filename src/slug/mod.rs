//! A name in Chinese or anything else as a name in a web address.

mod reading;

#[cfg(test)]
mod tests;

use std::fmt::Write as _;

/// The most characters of a slug: file systems allow 255 bytes to a name, people read far fewer.
const LONGEST: usize = 80;
/// The most characters of what counts as a file's extension.
const LONGEST_EXTENSION: usize = 10;

/// The URL name of a name: `[a-z0-9]+(-[a-z0-9]+)*`, at most 80 characters.
///
/// Han is read in pinyin, syllables joined (`宣传月` → `xuanchuanyue`); spaces and punctuation
/// become one hyphen; letters of other scripts become `u` and their code point. It depends on
/// nothing but the name, and is empty only for the empty name.
pub fn slug(name: &str) -> String {
    let folded: Vec<char> = name.chars().map(half_width).collect();
    let mut slug = String::with_capacity(name.len());
    let mut at = 0;
    while let Some(&character) = folded.get(at) {
        let mut read = 1;
        if character.is_ascii_alphanumeric() {
            slug.push(character.to_ascii_lowercase());
        } else if let Some((syllables, initials)) = reading::of(&folded[at..]) {
            slug.push_str(syllables);
            read = initials.len();
        } else if character.is_alphanumeric() {
            write_code_point(&mut slug, character);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
        at += read;
    }
    slug.truncate(slug.trim_end_matches('-').len());
    if slug.is_empty() {
        for character in folded {
            write_code_point(&mut slug, character);
        }
    }
    if is_reserved(&slug) {
        slug.push_str("-x");
    }
    shortened(slug, name)
}

/// The first letter of each character's reading; `None` for what is not Han.
pub fn initials(text: &str) -> Vec<Option<char>> {
    let characters: Vec<char> = text.chars().collect();
    let mut initials = Vec::with_capacity(characters.len());
    while initials.len() < characters.len() {
        match reading::of(&characters[initials.len()..]) {
            Some((_, letters)) => initials.extend(letters.chars().map(Some)),
            None => initials.push(None),
        }
    }
    initials
}

/// The URL name of a file: the slug of its stem and its extension in lower case, as in
/// `低保名单.CSV` → `dibaomingdan.csv`. A name that is already clean is kept.
pub fn file_name(name: &str) -> String {
    if is_clean(name) {
        return name.to_owned();
    }
    let folded: String = name.chars().map(half_width).collect();
    let (stem, extension) = folded.rsplit_once('.').unwrap_or((&folded, ""));
    // `2.0` is a version and no extension: that has a letter.
    let extension_is_one = (1..=LONGEST_EXTENSION).contains(&extension.len())
        && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && extension.bytes().any(|byte| byte.is_ascii_alphabetic());
    if stem.is_empty() || !extension_is_one {
        return slug(name);
    }
    format!("{}.{}", slug(stem), extension.to_ascii_lowercase())
}

/// Whether a name can stand in a web address and in any file system as it is: lower-case ASCII
/// letters and digits, with single `.`, `_` or `-` between them, and no device name of Windows.
pub fn is_clean(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    name.len() <= LONGEST + 1 + LONGEST_EXTENSION
        && !is_reserved(stem)
        && name.split(['.', '_', '-']).all(|part| {
            !part.is_empty()
                && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
}

/// Whether a file can have this name on every system: Windows refuses some marks, an end of space
/// or full stop, and the names of its devices.
pub fn is_file_name(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default();
    !is_reserved(&stem.to_ascii_lowercase())
        && !name.is_empty()
        && !name.ends_with([' ', '.'])
        && !name.contains(|c: char| c.is_control() || r#"<>:"\|?*"#.contains(c))
}

/// Full-width ASCII forms as the ASCII that they stand for.
fn half_width(character: char) -> char {
    match character {
        '\u{FF01}'..='\u{FF5E}' => {
            char::from_u32(u32::from(character) - 0xFEE0).unwrap_or(character)
        }
        '\u{3000}' => ' ',
        _ => character,
    }
}

fn write_code_point(slug: &mut String, character: char) {
    // Writing to a string does not fail.
    let _ = write!(slug, "u{:x}", u32::from(character));
}

/// The names that Windows keeps for devices, whatever extension follows.
fn is_reserved(stem: &str) -> bool {
    let numbered = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    matches!(stem, "con" | "prn" | "aux" | "nul")
        || numbered.is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']))
}

/// Cuts a long slug and ends it with six hexadecimal digits of the whole name, so that two names
/// that begin alike keep apart.
fn shortened(mut slug: String, name: &str) -> String {
    if slug.len() > LONGEST {
        slug.truncate(LONGEST - 7);
        slug.truncate(slug.trim_end_matches('-').len());
        // A write to a string does not fail.
        let _ = write!(slug, "-{:06x}", fnv(name) & 0xFF_FFFF);
    }
    slug
}

/// FNV-1a with 32 bits, folded so that all of them count in the lower 24.
fn fnv(text: &str) -> u32 {
    let hash = text
        .bytes()
        .fold(0x811C_9DC5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    hash ^ (hash >> 24)
}
