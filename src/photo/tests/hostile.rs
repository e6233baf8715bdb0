//! Bytes that lie, end early or mean nothing: refused, never a panic.

use super::inputs::{self, Shot};
use crate::photo::{Refusal, facts, renditions, strip};

#[test]
fn two_hundred_megapixels_are_refused_by_the_header() {
    let jpeg = b"\xFF\xD8\xFF\xC0\0\x11\x08\x27\x10\x4E\x20\x03\x01\x22\0\x02\x11\x01\x03\x11\x01"
        .to_vec();
    let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".to_vec();
    png.extend(20_000_u32.to_be_bytes());
    png.extend(10_000_u32.to_be_bytes());
    png.extend(b"\x08\x02\0\0\0\0\0\0\0");
    let mut webp = b"RIFF\x16\0\0\0WEBPVP8X\x0A\0\0\0\0\0\0\0".to_vec();
    webp.extend(&19_999_u32.to_le_bytes()[..3]);
    webp.extend(&9_999_u32.to_le_bytes()[..3]);
    for bytes in [jpeg, png, webp] {
        let refusal = Err(Refusal::TooLarge { width: 20_000, height: 10_000 });
        assert_eq!(facts(&bytes).map(|_| ()), refusal);
        assert_eq!(renditions(&bytes, &[100]).map(|_| ()), refusal);
        assert_eq!(strip(&bytes).map(|_| ()), refusal);
    }
}

#[test]
fn a_size_that_the_bytes_cannot_hold_is_refused() {
    // 90 megapixels in a few hundred bytes.
    let mut jpeg = inputs::grey_jpeg(16, 16, 128);
    let frame = jpeg.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x25, 0x1C, 0x25, 0x1C]);
    assert!(matches!(facts(&jpeg), Err(Refusal::Unreadable(_))));
    let mut gif = inputs::transparent_gif();
    for at in [6, 8] {
        gif[at..at + 2].copy_from_slice(&9500_u16.to_le_bytes());
    }
    renditions(&gif, &[100]).unwrap();
    let frame = gif.iter().rposition(|&byte| byte == 0x2C).unwrap();
    gif[frame + 1..frame + 9].copy_from_slice(&[0, 0, 0, 0, 0x1C, 0x25, 0x1C, 0x25]);
    assert!(renditions(&gif, &[100]).is_err());
}

#[test]
fn whatever_is_cut_short_is_refused_or_whole() {
    for whole in seeds() {
        for length in 0..whole.len() {
            use_all(&whole[..length]);
        }
    }
}

#[test]
fn mutated_photos_never_panic() {
    let mut random = Random(0x5EED);
    let seeds = seeds();
    for round in 0..2400 {
        let mut bytes = seeds[round % seeds.len()].clone();
        let header = bytes.len().min(if round % 3 == 0 { usize::MAX } else { 700 });
        for _ in 0..=random.below(6) {
            let at = random.below(header);
            match random.below(4) {
                0 => bytes[at] = [0, 1, 0x7F, 0x80, 0xFF][random.below(5)],
                1 => bytes[at] ^= 1 << random.below(8),
                2 => bytes[at] = u8::try_from(random.below(256)).unwrap(),
                _ => {
                    let from = random.below(header);
                    let length = random.below(12).min(bytes.len() - at.max(from));
                    bytes.copy_within(from..from + length, at);
                }
            }
        }
        use_all(&bytes);
    }
}

#[test]
fn noise_never_panics() {
    let mut random = Random(7);
    let starts: [&[u8]; 8] = [
        b"",
        b"\xFF\xD8\xFF",
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a",
        b"RIFF\xFF\xFF\0\0WEBP",
        b"<svg ",
        b"<svg>",
        b"\0\0\0\x18ftyp",
    ];
    for round in 0..2000 {
        let mut bytes = starts[round % starts.len()].to_vec();
        bytes.extend((0..random.below(400)).map(|_| u8::try_from(random.below(256)).unwrap()));
        use_all(&bytes);
    }
}

/// Calls everything; whatever comes out must be readable again.
fn use_all(bytes: &[u8]) {
    let _ = facts(bytes);
    if let Ok(made) = renditions(bytes, &[40, 7]) {
        for rendition in made {
            let facts = facts(&rendition.bytes).unwrap();
            assert_eq!((facts.width, facts.height), (rendition.width, rendition.height));
        }
    }
    if let Ok(stripped) = strip(bytes) {
        facts(&stripped).unwrap();
    }
}

fn seeds() -> Vec<Vec<u8>> {
    let p3 = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let plain = Shot { orientation: 6, ..Shot::default() };
    let wide = Shot { icc: Some(p3), ..Shot::default() };
    vec![
        plain.jpeg(),
        plain.png(),
        plain.webp(),
        plain.gif(),
        wide.jpeg(),
        wide.png(),
        wide.webp(),
        inputs::cmyk_jpeg([9, 80, 200, 10], true),
        inputs::half_transparent_png(),
        inputs::transparent_gif(),
        inputs::grey_jpeg(33, 17, 99),
        br#"<svg xmlns="http://www.w3.org/2000/svg" width="9mm"><style>a{fill:url(#a)}</style><g id='a'>&amp;<![CDATA[x]]></g></svg>"#.to_vec(),
    ]
}

/// The same numbers every time (xorshift).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap_or(0) % limit.max(1)
    }
}
