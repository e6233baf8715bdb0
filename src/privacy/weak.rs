//! Whether a citizen's number that was masked by hand still tells who it is.

use super::number;

/// Fewer hidden places than this can be guessed: the birth date alone has eight.
const ENOUGH: usize = 8;

/// Whether these places (digits, `*` and `X`) are a citizen's number of which too much shows.
pub(super) fn is_weak(signs: &[u8]) -> bool {
    let places = hidden(signs);
    if !places.contains(&b'*') {
        return false;
    }
    // Markdown's emphasis around a number adds stars at both ends: look at it without them too.
    (0..=3).any(|stars| {
        let inner = places.get(stars..places.len().saturating_sub(stars));
        inner.is_some_and(|inner| shows_too_much(inner) && emphasis(&places, stars))
    })
}

fn emphasis(places: &[u8], stars: usize) -> bool {
    places[..stars].iter().chain(&places[places.len() - stars..]).all(|place| *place == b'*')
}

fn shows_too_much(places: &[u8]) -> bool {
    let stars: usize = places.iter().map(|place| usize::from(*place == b'*')).sum();
    let (Some(first), Some(last)) = (places.first(), places.last()) else {
        return false;
    };
    if stars == 0 || !hides_in_runs(places) {
        return false;
    }
    // Two stars at the end may as well be the beginning of bold text.
    let few = stars < ENOUGH && (stars > 2 || *last != b'*');
    match places.len() {
        18 if few && matches!(first, b'1'..=b'9') => true,
        15 if number::is_short_birth_date(&places[6..12]) => true,
        14..=22 => number::is_birth_date(&places[6..14]),
        _ => false,
    }
}

/// Whether stars come in pairs at least, but for a hidden check figure: `1200×3400×5600` is a size.
fn hides_in_runs(places: &[u8]) -> bool {
    let runs = places.chunk_by(|a, b| (*a == b'*') == (*b == b'*'));
    let mut read = 0;
    runs.into_iter().all(|run| {
        read += run.len();
        run[0] != b'*' || run.len() > 1 || read == places.len()
    })
}

/// The places with every `X` that hides one as `*`: all but a single one at the end.
fn hidden(signs: &[u8]) -> Vec<u8> {
    let check = matches!(signs, [.., before, b'X'] if before.is_ascii_digit());
    let body = signs.len() - usize::from(check);
    let star = |sign: u8| if sign == b'X' { b'*' } else { sign };
    signs[..body].iter().map(|sign| star(*sign)).chain(signs[body..].iter().copied()).collect()
}
