//! From the planes of a JPEG to samples in a row.

use super::Coding;

/// Appends a row of pixels, of which the planes hold the parts, around 0.
pub(super) fn append(samples: &mut Vec<u8>, planes: &[&[f32]], coding: Coding) {
    match (planes, coding) {
        (&[y, cb, cr], Coding::YCbCr) => {
            samples.extend(y.iter().zip(cb).zip(cr).flat_map(|((y, cb), cr)| {
                [
                    y + 1.402 * cr,
                    y - 0.344_136 * cb - 0.714_136 * cr,
                    y + 1.772 * cb,
                ]
                .map(sample)
            }));
        }
        (&[r, g, b], _) => {
            samples.extend(
                r.iter()
                    .zip(g)
                    .zip(b)
                    .flat_map(|((&r, &g), &b)| [r, g, b].map(sample)),
            );
        }
        (&[grey, ..], _) => samples.extend(grey.iter().map(|&grey| sample(grey))),
        _ => {}
    }
}

/// The nearest sample to a brightness around 0.
#[inline]
fn sample(brightness: f32) -> u8 {
    // At 2²³ the last bit of a float counts ones, so adding it rounds; unlike
    // a cast, compilers do this for many samples at once.
    const ONES: f32 = 8_388_608.0;
    let [low, ..] = ((brightness + 128.0).clamp(0.0, 255.0) + ONES)
        .to_bits()
        .to_le_bytes();
    low
}
