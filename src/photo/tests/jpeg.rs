//! JPEG in all samplings that cameras choose, at many scales.

use crate::photo::{Refusal, renditions};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// A smooth picture of odd size, with a saturated corner.
fn picture(width: u16, height: u16, sampling: SamplingFactor, restart: u16) -> Vec<u8> {
    let mut samples = Vec::new();
    for y in 0..height {
        for x in 0..width {
            let ramp = |length: u16, at: u16| {
                u8::try_from(u32::from(at) * 255 / u32::from(length)).unwrap()
            };
            samples.extend([ramp(width, x), ramp(height, y), 128]);
        }
    }
    let mut jpeg = Vec::new();
    let mut encoder = Encoder::new(&mut jpeg, 90);
    encoder.set_sampling_factor(sampling);
    if restart > 0 {
        encoder.set_restart_interval(restart);
    }
    encoder.encode(&samples, width, height, ColorType::Rgb).unwrap();
    jpeg
}

const SAMPLINGS: [SamplingFactor; 6] = [
    SamplingFactor::F_1_1,
    SamplingFactor::F_2_1,
    SamplingFactor::F_1_2,
    SamplingFactor::F_2_2,
    SamplingFactor::F_4_1,
    SamplingFactor::F_4_2,
];

#[test]
fn every_scale_shows_the_same_place() {
    for sampling in SAMPLINGS {
        let bytes = picture(203, 155, sampling, 0);
        for width in [203, 180, 150, 120, 100, 70, 50, 26, 13] {
            let made = renditions(&bytes, &[width]).unwrap().remove(0);
            let samples = jpeg_decoder::Decoder::new(made.bytes.as_slice()).decode().unwrap();
            for (x, pixel) in samples.chunks_exact(3).take(width as usize).enumerate() {
                // Red is the place, from the left or nearly: colour is coarser than light.
                let expected = (x as u64 * 2 + 1) * 255 / (2 * u64::from(width));
                let apart = expected.abs_diff(u64::from(pixel[0]));
                assert!(
                    apart <= 10 + 128 / u64::from(width),
                    "{sampling:?} at {width}: {} at {x}, not {expected}",
                    pixel[0]
                );
            }
        }
    }
}

#[test]
fn a_scan_cut_short_is_refused() {
    let bytes = picture(203, 155, SamplingFactor::F_2_2, 0);
    let cut = &bytes[..bytes.len() * 2 / 3];
    assert!(matches!(renditions(cut, &[100]), Err(Refusal::Unreadable(_))));
}
