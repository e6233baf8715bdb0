//! The least that the same libraries can do: decode, two sizes, encode, on a few threads.

use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

use fast_image_resize::images::Image;
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// Makes both sizes of every photo, by the name of its number. Nothing is checked, turned,
/// converted, fingerprinted or remembered.
pub fn run(site: &Path, output: &Path, threads: usize) {
    let photos = super::site::photos(site);
    let next = AtomicUsize::new(0);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let number = next.fetch_add(1, Ordering::Relaxed);
                    let Some(photo) = photos.get(number) else { break };
                    let bytes = std::fs::read(photo).expect("a photo");
                    for (width, size) in [1600, 400].into_iter().zip(sizes(&bytes)) {
                        let file = output.join(format!("{number}-{width}.jpg"));
                        std::fs::write(file, size).expect("a file");
                    }
                }
            });
        }
    });
}

fn sizes(bytes: &[u8]) -> [Vec<u8>; 2] {
    let mut decoder = jpeg_decoder::Decoder::new(bytes);
    let (width, height) = decoder.scale(1600, 1200).expect("a JPEG");
    let pixels = decoder.decode().expect("a sound JPEG");
    let decoded = image(width, height, pixels);
    let large = resized(&decoded, 1600, 1200);
    let small = resized(&large, 400, 300);
    [encoded(&large), encoded(&small)]
}

fn image(width: u16, height: u16, pixels: Vec<u8>) -> Image<'static> {
    Image::from_vec_u8(width.into(), height.into(), pixels, PixelType::U8x3).expect("whole pixels")
}

fn resized(from: &Image, width: u32, height: u32) -> Image<'static> {
    let mut to = Image::new(width, height, PixelType::U8x3);
    let options = ResizeOptions::new().resize_alg(ResizeAlg::Convolution(FilterType::CatmullRom));
    Resizer::new().resize(from, &mut to, &options).expect("equal kinds of pixels");
    to
}

fn encoded(image: &Image) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut bytes, 82);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
    let side = |length| u16::try_from(length).expect("a small picture");
    encoder
        .encode(
            image.buffer(),
            side(image.width()),
            side(image.height()),
            jpeg_encoder::ColorType::Rgb,
        )
        .expect("a picture in memory");
    bytes
}
