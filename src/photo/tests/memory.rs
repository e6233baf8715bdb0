//! How much memory a photo takes, said before it is taken.

use crate::photo::memory;

const MEGABYTE: u64 = 1 << 20;

/// The header of a JPEG: its frame's code, its size, and how its three components are sampled.
fn jpeg(code: u8, width: u16, height: u16, sampling: u8) -> Vec<u8> {
    let mut jpeg = vec![0xFF, 0xD8, 0xFF, code, 0, 17, 8];
    jpeg.extend(height.to_be_bytes());
    jpeg.extend(width.to_be_bytes());
    jpeg.extend([3, 1, sampling, 0, 2, 0x11, 1, 3, 0x11, 1]);
    // Enough bytes for the header to be believed.
    jpeg.resize(200_000, 0);
    jpeg
}

#[test]
fn a_phones_photo_takes_what_its_half_takes() {
    let taken = memory(&jpeg(0xC0, 4000, 3000, 0x22), &[400, 1600]);
    assert!((20..26).contains(&(taken / MEGABYTE)), "{taken}");
    let turned = memory(&jpeg(0xC0, 3000, 4000, 0x22), &[400, 1200]);
    assert_eq!(turned, taken, "a photo and its turned twin take the same");
    let held_upright = memory(&jpeg(0xC0, 3000, 4000, 0x22), &[400, 1600]);
    assert!((taken..32 * MEGABYTE).contains(&held_upright), "{held_upright}");
    let small = memory(&jpeg(0xC0, 4000, 3000, 0x22), &[400]);
    assert!(small / MEGABYTE < 3, "{small}");
}

#[test]
fn a_photo_in_passes_waits_for_the_last() {
    let at_once = memory(&jpeg(0xC0, 4000, 3000, 0x22), &[1600]);
    for (sampling, samples) in [(0x22, 18_000_000), (0x21, 24_000_000), (0x11, 36_000_000)] {
        let in_passes = memory(&jpeg(0xC2, 4000, 3000, sampling), &[1600]);
        let more = in_passes - at_once;
        assert!(more.abs_diff(samples * 2) < 5 * MEGABYTE, "{sampling:x}: {more}");
    }
}

#[test]
fn an_interlaced_png_stands_whole_in_memory() {
    let png = |interlaced| {
        let mut png = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".to_vec();
        png.extend([4000_u32.to_be_bytes(), 3000_u32.to_be_bytes()].concat());
        png.extend([8, 2, 0, 0, interlaced, 0, 0, 0, 0]);
        memory(&png, &[400])
    };
    assert!(png(0) < 4 * MEGABYTE);
    assert!(png(1) > 45 * MEGABYTE);
}

#[test]
fn what_is_refused_takes_nothing() {
    for bytes in [
        jpeg(0xC0, 20_000, 10_000, 0x22),
        jpeg(0xC2, 65_535, 65_535, 0x11),
        b"no photo".to_vec(),
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".to_vec(),
    ] {
        assert_eq!(memory(&bytes, &[400, 1600]), 0);
    }
}
