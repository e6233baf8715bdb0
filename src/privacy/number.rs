//! The arithmetic by which numbers prove themselves.

use chrono::NaiveDate;

/// The fewest places of anything we look for: a three-figure area code and seven figures.
pub(super) const SHORTEST: usize = 10;

/// The weights of the first 17 places (GB 11643-1999).
const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
/// The check figure for each remainder by 11 (GB 11643-1999).
const CHECKS: &[u8; 11] = b"10X98765432";

/// Whether 18 places are a citizen's number. Area codes are not looked up: they change every year,
/// and the date and the check figure leave one chance in ten thousand.
pub(super) fn is_id(places: &[u8]) -> bool {
    looks_like_id(places) && places.get(17) == check_figure(places).as_ref()
}

/// Whether 18 places have the form of a citizen's number, whatever its check figure.
pub(super) fn looks_like_id(places: &[u8]) -> bool {
    places.len() == 18 && places[0] != b'0' && is_birth_date(&places[6..14])
}

/// Whether 15 places are a citizen's number of before 1999, which carries no check figure.
pub(super) fn looks_like_old_id(places: &[u8]) -> bool {
    places.len() == 15 && places[0] != b'0' && is_short_birth_date(&places[6..12])
}

/// Whether eight places are a real day of the years 1800 to 2099.
pub(super) fn is_birth_date(places: &[u8]) -> bool {
    let (Some(century), Some(rest)) = (places.get(..2), places.get(2..)) else {
        return false;
    };
    matches!(century, b"18" | b"19" | b"20") && is_day(value(century) * 100, rest)
}

/// Whether six places are a real day of the 20th century, as 15-place numbers write it.
pub(super) fn is_short_birth_date(places: &[u8]) -> bool {
    is_day(1900, places)
}

/// Whether a number begins with a date, as time stamps and serial numbers do and no area code may:
/// provinces are numbered from 11 to 15 and from 21 on.
pub(super) fn is_time_stamp(places: &[u8]) -> bool {
    places.get(..8).is_some_and(is_birth_date)
}

/// Luhn's sum (ISO/IEC 7812-1, annex B).
pub(super) fn is_luhn(places: &[u8]) -> bool {
    let sum: u32 = places
        .iter()
        .rev()
        .enumerate()
        .map(|(index, place)| {
            let doubled = u32::from(place.wrapping_sub(b'0')) << (index % 2);
            if doubled > 9 { doubled - 9 } else { doubled }
        })
        .sum();
    sum.is_multiple_of(10)
}

/// Whether eleven places are a mobile telephone: the plan gives all of 13 to 19 to it.
pub(super) fn is_mobile(places: &[u8]) -> bool {
    places.len() == 11 && places[0] == b'1' && matches!(places[1], b'3'..=b'9')
}

/// How many places the area code has (`0` included) if this can be a fixed telephone.
pub(super) fn area_code(places: &[u8]) -> Option<usize> {
    match places {
        [b'0', b'1' | b'2', ..] if (10..=11).contains(&places.len()) => Some(3),
        [b'0', b'3'..=b'9', ..] if (11..=12).contains(&places.len()) => Some(4),
        _ => None,
    }
}

fn check_figure(places: &[u8]) -> Option<u8> {
    let mut sum = 0;
    for (place, weight) in places.get(..17)?.iter().zip(WEIGHTS) {
        if !place.is_ascii_digit() {
            return None;
        }
        sum += u32::from(place - b'0') * weight;
    }
    CHECKS.get(sum as usize % 11).copied()
}

/// Whether `yymmdd` is a day after the given year.
fn is_day(century: u32, places: &[u8]) -> bool {
    if places.len() != 6 || !places.iter().all(u8::is_ascii_digit) {
        return false;
    }
    let [year, month, day] = [0, 2, 4].map(|at| value(&places[at..at + 2]));
    i32::try_from(century + year)
        .is_ok_and(|year| NaiveDate::from_ymd_opt(year, month, day).is_some())
}

fn value(digits: &[u8]) -> u32 {
    digits.iter().fold(0, |value, digit| value * 10 + u32::from(digit.wrapping_sub(b'0')))
}
