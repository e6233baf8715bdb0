//! What comes out of photos, good, odd and hostile; all inputs are made here.

mod hostile;
mod inputs;
mod jpeg;
mod kinds;
mod memory;
mod svg;

use super::{Format, Refusal, facts, fitted, renditions, strip};
use inputs::{SECRETS, Shot, channel_at, decoded};

#[test]
fn every_orientation_gives_the_same_upright_picture() {
    for orientation in 1..=8 {
        let shot = Shot { orientation, ..Shot::default() };
        let jpeg = shot.jpeg();
        let facts = facts(&jpeg).unwrap();
        assert_eq!((facts.width, facts.height), (96, 64), "orientation {orientation}");
        for bytes in [strip(&jpeg).unwrap(), renditions(&jpeg, &[96]).unwrap().remove(0).bytes] {
            let (width, height, samples) = decoded(&bytes);
            assert_eq!((width, height), (96, 64), "orientation {orientation}");
            let corner =
                |x, y| [0, 1, 2].map(|channel| channel_at(&samples, width, x, y, channel) > 128);
            // Red, green, blue and white, clockwise from the top left.
            assert_eq!(corner(10, 10), [true, false, false], "orientation {orientation}");
            assert_eq!(corner(85, 10), [false, true, false], "orientation {orientation}");
            assert_eq!(corner(85, 53), [false, false, true], "orientation {orientation}");
            assert_eq!(corner(10, 53), [true, true, true], "orientation {orientation}");
        }
    }
}

#[test]
fn a_photo_turned_on_its_side_is_scaled_by_the_width_one_sees() {
    let jpeg = Shot { orientation: 6, ..Shot::default() }.jpeg();
    let made = renditions(&jpeg, &[48, 12, 500]).unwrap();
    let sizes: Vec<_> = made.iter().map(|rendition| (rendition.width, rendition.height)).collect();
    assert_eq!(sizes, [(48, 32), (12, 8), (96, 64)]);
    for rendition in made {
        let (width, height, _) = decoded(&rendition.bytes);
        assert_eq!((width, height), (rendition.width as usize, rendition.height as usize));
    }
}

#[test]
fn fitting_never_enlarges_and_never_vanishes() {
    assert_eq!(fitted(4000, 3000, 1600), (1600, 1200));
    assert_eq!(fitted(2800, 4000, 1600), (1600, 2286));
    assert_eq!(fitted(300, 200, 1600), (300, 200));
    assert_eq!(fitted(65_535, 1, 10), (10, 1));
    assert_eq!(fitted(1, 65_535, 10), (1, 65_535));
    assert_eq!(fitted(0, 0, 0), (1, 1));
    assert_eq!(fitted(u32::MAX, u32::MAX, u32::MAX - 1), (u32::MAX - 1, u32::MAX - 1));
}

#[test]
fn a_photo_nearly_twice_as_wide_is_halved() {
    assert_eq!(fitted(3000, 4000, 1600), (1500, 2000));
    assert_eq!(fitted(3023, 4031, 1600), (1512, 2016));
    assert_eq!(fitted(2880, 1000, 1600), (1440, 500));
    assert_eq!(fitted(2878, 1000, 1600), (1600, 556));
    assert_eq!(fitted(3200, 1000, 1600), (1600, 500));
    assert_eq!(fitted(3201, 1000, 1600), (1600, 500));
}

#[test]
fn only_the_date_of_the_shutter_counts() {
    let taken = facts(&Shot::default().jpeg()).unwrap().taken.unwrap();
    assert_eq!(taken.to_string(), "2026-05-01 08:30:15");
    let jpeg = Shot { taken: "2026:13:41 99:99:99", ..Shot::default() }.jpeg();
    assert_eq!(facts(&jpeg).unwrap().taken, None);
}

#[test]
fn wide_gamut_becomes_srgb() {
    let p3 = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    let plain = Shot { flat: Some([200, 100, 50]), ..Shot::default() };
    let wide = Shot { icc: Some(p3), ..plain.clone() };
    // Display P3 (200, 100, 50) is sRGB (215, 93, 31), by the published matrices.
    for bytes in
        [strip(&wide.jpeg()).unwrap(), renditions(&wide.jpeg(), &[96]).unwrap().remove(0).bytes]
    {
        let (width, _, samples) = decoded(&bytes);
        for (channel, expected) in [215_u8, 93, 31].into_iter().enumerate() {
            let found = channel_at(&samples, width, 40, 40, channel);
            assert!(found.abs_diff(expected) <= 4, "channel {channel}: {found}, not {expected}");
        }
    }
    let png = wide.png();
    let (_, _, samples) = decoded(&strip(&png).unwrap());
    assert!(samples[0].abs_diff(215) <= 2, "{}", samples[0]);
}

#[test]
fn adobe_rgb_is_recognised_without_a_profile() {
    let shot = Shot { flat: Some([100, 200, 100]), adobe_rgb: true, ..Shot::default() };
    let (width, _, samples) = decoded(&strip(&shot.jpeg()).unwrap());
    // Green beyond sRGB takes red away.
    assert!(channel_at(&samples, width, 40, 40, 0) < 40);
}

#[test]
fn an_srgb_profile_leaves_pixels_bit_for_bit() {
    let srgb = moxcms::ColorProfile::new_srgb().encode().unwrap();
    let shot = Shot { icc: Some(srgb), ..Shot::default() };
    let bare = Shot { icc: None, secrets: false, ..Shot::default() };
    for (with, without) in
        [(shot.jpeg(), bare.jpeg()), (shot.png(), bare.png()), (shot.webp(), bare.webp())]
    {
        let stripped = strip(&with).unwrap();
        assert_eq!(decoded(&stripped), decoded(&without));
        assert!(stripped.len() < with.len());
    }
}

#[test]
fn nothing_tells_where_or_by_whom() {
    let p3 = moxcms::ColorProfile::new_display_p3().encode().unwrap();
    for icc in [None, Some(p3)] {
        for orientation in [1, 6] {
            let shot = Shot { orientation, icc: icc.clone(), ..Shot::default() };
            for input in [shot.jpeg(), shot.png(), shot.webp(), shot.gif()] {
                let format = Format::of(&input).unwrap();
                assert!(SECRETS.iter().any(|secret| holds(&input, secret)), "{format:?}");
                let stripped = strip(&input).unwrap();
                assert_eq!(Format::of(&stripped), Ok(format));
                assert_eq!(strip(&stripped).unwrap(), stripped, "{format:?} stripped twice");
                let mut outputs = vec![stripped];
                outputs.extend(
                    renditions(&input, &[64, 16]).unwrap().into_iter().map(|made| made.bytes),
                );
                for output in outputs {
                    for secret in SECRETS {
                        let secret_text = String::from_utf8_lossy(secret);
                        assert!(!holds(&output, secret), "{format:?} tells {secret_text}");
                    }
                    facts(&output).unwrap();
                    decoded(&output);
                }
            }
        }
    }
}

#[test]
fn transparency_lies_on_white() {
    for bytes in [inputs::half_transparent_png(), inputs::transparent_gif()] {
        let (width, _, samples) = decoded(&renditions(&bytes, &[32]).unwrap()[0].bytes);
        assert!(samples[..3].iter().all(|&sample| sample > 250), "clear is white");
        let red = [0, 1].map(|channel| channel_at(&samples, width, 28, 28, channel));
        assert!(red[0] > 245 && red[1] < 10, "opaque is itself: {red:?}");
    }
    let (_, _, samples) = decoded(&strip(&inputs::half_transparent_png()).unwrap());
    assert_eq!(samples[3], 0, "stripping leaves transparency");
}

#[test]
fn ink_becomes_light() {
    for inverted in [true, false] {
        let jpeg = inputs::cmyk_jpeg([0, 255, 255, 0], inverted);
        for bytes in [strip(&jpeg).unwrap(), renditions(&jpeg, &[16]).unwrap().remove(0).bytes] {
            let (_, _, samples) = decoded(&bytes);
            assert!(samples[0] > 245 && samples[1] < 10 && samples[2] < 10, "{:?}", &samples[..3]);
        }
    }
}

#[test]
fn grey_stays_grey() {
    let jpeg = inputs::grey_jpeg(40, 30, 77);
    let made = renditions(&jpeg, &[20]).unwrap().remove(0);
    let (_, _, samples) = decoded(&made.bytes);
    assert_eq!((made.width, made.height), (20, 15));
    assert!(samples.iter().all(|sample| sample.abs_diff(77) <= 2));
}

#[test]
fn a_refusal_tells_an_editor_what_to_do() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic".as_slice();
    let avif = b"\0\0\0\x18ftypavif\0\0\0\0mif1miaf".as_slice();
    let film = b"\0\0\0\x18ftypisom\0\0\0\0mp42mp41".as_slice();
    assert_eq!(facts(heic), Err(Refusal::Heic));
    assert_eq!(facts(avif), Err(Refusal::Heic));
    assert_eq!(facts(film), Err(Refusal::Unsupported));
    assert_eq!(facts(b"BM6\0"), Err(Refusal::Unsupported));
    assert!(matches!(facts(b""), Err(Refusal::Unreadable(_))));
    assert!(Refusal::Heic.mend().contains("兼容性最佳"));
    let large = Refusal::TooLarge { width: 20_000, height: 10_000 };
    assert_eq!(large.to_string(), "图片太大：20000×10000 像素，最多一亿像素，每边不超过 65535");
}

fn holds(bytes: &[u8], secret: &[u8]) -> bool {
    bytes.windows(secret.len()).any(|window| window == secret)
}
