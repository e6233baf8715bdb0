//! JPEG pixels in and out.

use super::super::raster::{Ink, Raster};
use super::super::{Header, MAX_PIXELS, Refusal};
use super::{Coding, damaged};
use jpeg_decoder::{ColorTransform, Decoder, PixelFormat};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Quality of what pages show: artefacts begin to show below it, and above it
/// files grow faster than looks.
pub(in super::super) const RENDITION_QUALITY: u8 = 82;

/// Quality of an original that had to be encoded again: nobody sees it.
pub(in super::super) const ORIGINAL_QUALITY: u8 = 95;

/// Decodes the picture, at some eighths of its size if that is `enough`.
pub(in super::super) fn pixels(
    bytes: &[u8],
    enough: Option<(u32, u32)>,
) -> Result<Raster, Refusal> {
    let coding = Coding::of(bytes).ok_or_else(|| damaged("coding"))?;
    let mut raster = decoded(bytes, coding, enough)?;
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

fn decoded(bytes: &[u8], coding: Coding, enough: Option<(u32, u32)>) -> Result<Raster, Refusal> {
    let mut decoder = Decoder::new(bytes);
    decoder.set_max_decoding_buffer_size(usize::try_from(MAX_PIXELS * 4).unwrap_or(usize::MAX));
    decoder.set_color_transform(match coding {
        Coding::Grey => ColorTransform::Grayscale,
        Coding::YCbCr => ColorTransform::YCbCr,
        Coding::Rgb => ColorTransform::RGB,
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
        PixelFormat::RGB24 => Ink::Rgb,
        PixelFormat::CMYK32 => Ink::Cmyk,
        PixelFormat::L16 => return Err(Refusal::Unsupported),
    };
    Ok(Raster::new(info.width.into(), info.height.into(), ink, samples))
}

/// Encodes a picture that is already in sRGB.
pub(in super::super) fn encoded(raster: &Raster, quality: u8) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    // Half the colour resolution, as cameras do: eyes do not see it. Without
    // it an original loses nothing twice.
    encoder.set_sampling_factor(if quality < ORIGINAL_QUALITY {
        SamplingFactor::F_2_2
    } else {
        SamplingFactor::F_1_1
    });
    let colour = match raster.ink {
        Ink::Grey => ColorType::Luma,
        Ink::Rgb => ColorType::Rgb,
        Ink::Rgba => ColorType::Rgba,
        Ink::Cmyk => ColorType::Cmyk,
    };
    let side = |length: u32| u16::try_from(length).map_err(|_| too_large(raster));
    encoder
        .encode(&raster.samples, side(raster.width)?, side(raster.height)?, colour)
        .map_err(damaged)?;
    Ok(bytes)
}

fn too_large(raster: &Raster) -> Refusal {
    Refusal::TooLarge { width: raster.width, height: raster.height }
}
