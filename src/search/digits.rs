//! Numbers as text that every script can hold: the 64 digits of Base64, six bits each, which are
//! read where they stand.

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Writes a number in groups of five bits, the lowest first; a sixth bit tells that more follow.
pub fn number(mut value: usize, out: &mut Vec<u8>) {
    while value > 31 {
        out.push(DIGITS[value & 31 | 32]);
        value >>= 5;
    }
    out.push(DIGITS[value]);
}

/// Writes a number that is below 64 to the power of `count` in so many digits, the highest first.
pub fn fixed(value: usize, count: u32, out: &mut Vec<u8>) {
    out.extend((0..count).rev().map(|place| DIGITS[value >> (6 * place) & 63]));
}

/// Digits as the text that they are.
pub fn text(digits: &[u8]) -> &str {
    str::from_utf8(digits).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{fixed, number, text};

    #[test]
    fn numbers_are_groups_of_five_bits() {
        let mut out = Vec::new();
        for value in [0, 31, 32, 1000] {
            number(value, &mut out);
        }
        fixed(0x1234, 3, &mut out);
        // 1000 is 31 times 32 and 8; 0x1234 is 1, 8, 52 by 64.
        assert_eq!(text(&out), "AfgBof".to_owned() + "BI0");
    }
}
