//! Depths, palettes and animations: the rarer kinds of picture that offices own.

use super::inputs::{self, decoded};
use crate::photo::{Format, facts, renditions, strip};

/// 16 × 8: the left half of the first colour, the right half of the second.
fn two_colours<T: Copy>(left: &[T], right: &[T]) -> Vec<T> {
    let half = |colour: &[T]| colour.repeat(8);
    [half(left), half(right)].concat().repeat(8)
}

fn png(
    colour: png::ColorType,
    depth: png::BitDepth,
    samples: &[u8],
    more: impl FnOnce(&mut png::Encoder<'_, &mut Vec<u8>>),
) -> Vec<u8> {
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 16, 8);
    encoder.set_color(colour);
    encoder.set_depth(depth);
    more(&mut encoder);
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    png
}

/// The two colours of the picture as it is published.
fn published(bytes: &[u8]) -> [[u8; 3]; 2] {
    let made = renditions(bytes, &[16]).unwrap().remove(0);
    let (width, _, samples) = decoded(&made.bytes);
    let colour = |x: usize| {
        let pixel = 4 * width + x;
        // Grey pictures have one sample a pixel.
        match samples.len() / (width * 8) {
            1 => [samples[pixel]; 3],
            _ => [0, 1, 2].map(|channel| samples[pixel * 3 + channel]),
        }
    };
    [colour(3), colour(12)]
}

fn assert_near(found: [[u8; 3]; 2], expected: [[u8; 3]; 2]) {
    let apart = found.iter().flatten().zip(expected.iter().flatten()).map(|(a, b)| a.abs_diff(*b));
    assert!(apart.max() <= Some(6), "{found:?}, not {expected:?}");
}

#[test]
fn sixteen_bits_become_eight() {
    let samples: Vec<u8> = two_colours(&[0xC8FF, 0x6400, 0x3280], &[0x1000, 0x8000, 0xFFFF])
        .into_iter()
        .flat_map(u16::to_be_bytes)
        .collect();
    let bytes = png(png::ColorType::Rgb, png::BitDepth::Sixteen, &samples, |_| {});
    assert_near(published(&bytes), [[200, 100, 50], [16, 128, 255]]);
    assert_eq!(decoded(&strip(&bytes).unwrap()).2, samples, "the original keeps its depth");
}

#[test]
fn sixteen_bits_with_transparency_lie_on_white() {
    let samples: Vec<u8> = two_colours(&[0, 0, 0, 0], &[0, 0, 0, 0x8000])
        .into_iter()
        .flat_map(u16::to_be_bytes)
        .collect();
    let bytes = png(png::ColorType::Rgba, png::BitDepth::Sixteen, &samples, |_| {});
    assert_near(published(&bytes), [[255; 3], [127; 3]]);
}

#[test]
fn a_palette_with_transparency_lies_on_white() {
    for depth in [png::BitDepth::One, png::BitDepth::Eight] {
        let samples = match depth {
            png::BitDepth::One => [0x00, 0xFF].repeat(8),
            _ => two_colours(&[0], &[1]),
        };
        let bytes = png(png::ColorType::Indexed, depth, &samples, |encoder| {
            encoder.set_palette(&[255, 0, 0, 0, 90, 200][..]);
            encoder.set_trns(&[0, 255][..]);
        });
        assert_near(published(&bytes), [[255; 3], [0, 90, 200]]);
        let stripped = strip(&bytes).unwrap();
        assert_near(published(&stripped), [[255; 3], [0, 90, 200]]);
    }
}

#[test]
fn grey_with_transparency_lies_on_white() {
    let samples = two_colours(&[0, 0], &[60, 255]);
    let bytes = png(png::ColorType::GrayscaleAlpha, png::BitDepth::Eight, &samples, |_| {});
    assert_near(published(&bytes), [[255; 3], [60; 3]]);
}

#[test]
fn of_an_animation_the_first_frame_is_shown_and_all_are_kept() {
    let frames = [[[200, 100, 50], [20, 40, 220]], [[0, 0, 0], [0, 0, 0]]]
        .map(|[left, right]| two_colours::<u8>(&left, &right));
    for (bytes, format) in [(gif(&frames), Format::Gif), (webp(&frames), Format::WebP)] {
        let found = facts(&bytes).unwrap();
        assert_eq!((found.format, found.width, found.height), (format, 16, 8));
        assert_near(published(&bytes), [[200, 100, 50], [20, 40, 220]]);
        let stripped = strip(&bytes).unwrap();
        assert_eq!(frame_count(&stripped), 2, "{format:?}");
        assert!(!super::holds(&stripped, b"SERIAL-8842"), "{format:?}");
    }
}

fn gif(frames: &[Vec<u8>]) -> Vec<u8> {
    let mut gif = Vec::new();
    let mut encoder = gif::Encoder::new(&mut gif, 16, 8, &[]).unwrap();
    encoder.set_repeat(gif::Repeat::Infinite).unwrap();
    encoder.write_raw_extension(gif::AnyExtension(0xFE), &[b"SERIAL-8842"]).unwrap();
    for samples in frames {
        encoder.write_frame(&gif::Frame::from_rgb(16, 8, samples)).unwrap();
    }
    drop(encoder);
    gif
}

/// The encoder knows single pictures only; an animation is their data in other boxes.
fn webp(frames: &[Vec<u8>]) -> Vec<u8> {
    let chunk = |name: &[u8; 4], data: &[u8]| {
        let length = u32::try_from(data.len()).unwrap().to_le_bytes();
        [name, &length, data, &[0][..data.len() % 2]].concat()
    };
    // An animation with EXIF; 16 × 8, each less one.
    let mut chunks = chunk(b"VP8X", &[0b1010, 0, 0, 0, 15, 0, 0, 7, 0, 0]);
    chunks.extend(chunk(b"ANIM", &[255, 255, 255, 255, 0, 0]));
    for samples in frames {
        let mut single = Vec::new();
        image_webp::WebPEncoder::new(&mut single)
            .encode(samples, 16, 8, image_webp::ColorType::Rgb8)
            .unwrap();
        // At 0 × 0, 16 × 8, for 100 ms; behind RIFF, its length and WEBP comes the picture.
        let place = [0, 0, 0, 0, 0, 0, 15, 0, 0, 7, 0, 0, 100, 0, 0, 0];
        chunks.extend(chunk(b"ANMF", &[&place, &single[12..]].concat()));
    }
    chunks.extend(chunk(b"EXIF", b"SERIAL-8842"));
    chunk(b"RIFF", &[b"WEBP", &chunks[..]].concat())
}

fn frame_count(bytes: &[u8]) -> u32 {
    if Format::of(bytes) == Ok(Format::WebP) {
        return image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).unwrap().num_frames();
    }
    let mut decoder = gif::DecodeOptions::new().read_info(bytes).unwrap();
    (0..9).find(|_| decoder.read_next_frame().unwrap().is_none()).unwrap()
}

#[test]
fn every_format_is_turned_as_its_exif_says() {
    for orientation in 1..=8 {
        let shot = inputs::Shot { orientation, ..inputs::Shot::default() };
        for bytes in [shot.png(), shot.webp()] {
            let format = Format::of(&bytes).unwrap();
            let made = renditions(&bytes, &[96]).unwrap().remove(0);
            for upright in [made.bytes, strip(&bytes).unwrap()] {
                let (width, height, samples) = decoded(&upright);
                assert_eq!((width, height), (96, 64), "{format:?}, orientation {orientation}");
                let is_red = |x, y| {
                    inputs::channel_at(&samples, width, x, y, 0) > 128
                        && inputs::channel_at(&samples, width, x, y, 1) < 128
                };
                assert!(is_red(10, 10), "{format:?}, orientation {orientation}");
                let elsewhere = [(85, 10), (85, 53), (10, 53)];
                assert!(!elsewhere.into_iter().any(|(x, y)| is_red(x, y)));
            }
        }
    }
}
