//! JPEG pixels in and out.

use super::super::raster::{Ink, Raster};
use super::super::{Header, MAX_PIXELS, Refusal};
use super::{Coding, damaged};
use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};
use jpeg_encoder::{ColorType, Encoder, ImageBuffer, JpegColorType, SamplingFactor};

/// Quality of what pages show: artefacts begin to show below it, and above it
/// files grow faster than looks.
pub(in super::super) const RENDITION_QUALITY: u8 = 82;

/// Quality of an original that had to be encoded again: nobody sees it.
pub(in super::super) const ORIGINAL_QUALITY: u8 = 95;

/// Decodes the picture, at some eighths of its size if that is `enough`, into
/// [`Ink::YCbCr`] or, where it must be `rgb`, into [`Ink::Rgb`].
pub(in super::super) fn pixels(
    bytes: &[u8],
    enough: Option<(u32, u32)>,
    rgb: bool,
) -> Result<Raster, Refusal> {
    let coding = Coding::of(bytes).ok_or_else(|| damaged("coding"))?;
    let mut raster = decoded(bytes, coding, enough, rgb)?;
    let Header { width, height, .. } = super::header(bytes)?;
    let is_of = |eighths: &u32| {
        let scaled = |length: u32| (length * eighths).div_ceil(8);
        (scaled(width), scaled(height)) == (raster.width, raster.height)
    };
    let eighths = (1..=8).rev().find(is_of).ok_or_else(|| damaged("size"))?;
    let covered = |length: u32| f64::from(length * eighths) / 8.0;
    raster.covered = (covered(width), covered(height));
    Ok(raster)
}

fn decoded(
    bytes: &[u8],
    coding: Coding,
    enough: Option<(u32, u32)>,
    rgb: bool,
) -> Result<Raster, Refusal> {
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(usize::try_from(MAX_PIXELS * 4).unwrap_or(usize::MAX));
    decoder.set_color_transform(match coding {
        Coding::Grey => ColorTransform::Grayscale,
        Coding::YCbCr if rgb => ColorTransform::YCbCr,
        // What is told to be RGB comes out as it is stored.
        Coding::YCbCr | Coding::Rgb => ColorTransform::RGB,
        Coding::Ycck => ColorTransform::YCCK,
        Coding::Cmyk { .. } => ColorTransform::CMYK,
    });
    if let Some((width, height)) = enough {
        let side = |length| u16::try_from(length).unwrap_or(u16::MAX);
        decoder.scale(side(width), side(height)).map_err(damaged)?;
    }
    let mut samples = decoder.decode().map_err(damaged)?;
    // The decoder takes all ink for inverted.
    if coding == (Coding::Cmyk { inverted: false }) {
        for sample in &mut samples {
            *sample = 255 - *sample;
        }
    }
    let info = decoder.info().ok_or_else(|| damaged("info"))?;
    let ink = match info.pixel_format {
        PixelFormat::L8 => Ink::Grey,
        PixelFormat::RGB24 if coding == Coding::YCbCr && !rgb => Ink::YCbCr,
        PixelFormat::RGB24 => Ink::Rgb,
        PixelFormat::CMYK32 => Ink::Cmyk,
        PixelFormat::L16 => return Err(Refusal::Unsupported),
    };
    Ok(Raster::new(info.width.into(), info.height.into(), ink, samples))
}

/// Encodes a picture that is already in sRGB.
pub(in super::super) fn encoded(raster: &Raster, quality: u8) -> Result<Vec<u8>, Refusal> {
    // Few photos take more.
    let mut bytes = Vec::with_capacity(raster.samples.len() / 12);
    let mut encoder = Encoder::new(&mut bytes, quality);
    // Half the colour resolution, as cameras do: eyes do not see it. Without
    // it an original loses nothing twice.
    encoder.set_sampling_factor(if quality < ORIGINAL_QUALITY {
        SamplingFactor::F_2_2
    } else {
        SamplingFactor::F_1_1
    });
    let side = |length: u32| u16::try_from(length).map_err(|_| too_large(raster));
    let (width, height) = (side(raster.width)?, side(raster.height)?);
    let encode =
        |encoder: Encoder<_>, colour| encoder.encode(&raster.samples, width, height, colour);
    match raster.ink {
        Ink::Grey => encode(encoder, ColorType::Luma),
        Ink::Rgb => encode(encoder, ColorType::Rgb),
        Ink::YCbCr => encoder.encode_image(Stored { samples: &raster.samples, width, height }),
        Ink::Rgba => encode(encoder, ColorType::Rgba),
        Ink::Cmyk => encode(encoder, ColorType::Cmyk),
    }
    .map_err(damaged)?;
    Ok(bytes)
}

/// A picture in [`Ink::YCbCr`]. The encoder's own reader of such takes as long for it as for RGB
/// with the conversion.
struct Stored<'a> {
    samples: &'a [u8],
    width: u16,
    height: u16,
}

impl ImageBuffer for Stored<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        self.width
    }

    fn height(&self) -> u16 {
        self.height
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        let (pixels, _) = self.samples.as_chunks::<3>();
        let width = usize::from(self.width);
        let row = pixels.get(usize::from(y) * width..).unwrap_or_default();
        let row = row.get(..width).unwrap_or_default();
        for (channel, buffer) in buffers.iter_mut().take(3).enumerate() {
            buffer.extend(row.iter().map(|pixel| pixel[channel]));
        }
    }
}

fn too_large(raster: &Raster) -> Refusal {
    Refusal::TooLarge { width: raster.width, height: raster.height }
}
