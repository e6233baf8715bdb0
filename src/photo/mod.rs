//! Photo bytes → oriented, resized, stripped bytes.
//!
//! A photo arrives from a phone with a turned sensor, a wide-gamut profile, a
//! GPS position and the serial number of the camera. What leaves this room is
//! upright, in sRGB, of the size asked for, and knows nothing of where, when or
//! by whom it was taken. Everything here is a pure function of the bytes: no
//! disk, no clock, no global state, and no input makes it panic.

mod colour;
mod exif;
mod format;
mod gif;
mod jpeg;
mod png;
mod raster;
mod refusal;
mod svg;
mod webp;

#[cfg(test)]
mod tests;

pub use format::Format;
pub use refusal::Refusal;

use chrono::NaiveDateTime;
use exif::Capture;
use raster::Raster;
use serde::{Deserialize, Serialize};

/// The most pixels a photo may have: 100 megapixels, more than any phone makes.
/// Beyond it lies a mistake or an attack on the machine's memory.
pub const MAX_PIXELS: u64 = 100_000_000;

/// The longest side in pixels, which is also the most a JPEG can say.
pub const MAX_SIDE: u32 = 65_535;

/// What can be known of a photo without decoding a pixel.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    /// The format, as the bytes tell it.
    pub format: Format,
    /// Width in pixels as a viewer sees it: after EXIF orientation.
    pub width: u32,
    /// Height in pixels as a viewer sees it: after EXIF orientation.
    pub height: u32,
    /// When the shutter was released, in the camera's own time zone. Only EXIF
    /// `DateTimeOriginal` counts: the other dates say when a file was edited.
    pub taken: Option<NaiveDateTime>,
}

/// One published size of a photo.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rendition {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// A baseline JPEG in sRGB, upright, without any metadata.
    pub bytes: Vec<u8>,
}

/// Reads size and date from the header; cheap, no pixel is decoded.
///
/// # Errors
///
/// Refuses what is not a photo of a known [`Format`], what is damaged before
/// its first pixel, and what claims more than [`MAX_PIXELS`] or [`MAX_SIDE`].
pub fn facts(bytes: &[u8]) -> Result<Facts, Refusal> {
    let format = Format::of(bytes)?;
    let header = Header::read(format, bytes)?;
    let (width, height) = header.seen();
    Ok(Facts { format, width, height, taken: header.capture.taken })
}

/// The size of a `width` × `height` photo shown at most `max_width` wide.
///
/// Never enlarges, keeps the proportion to the nearest pixel, and no side
/// becomes less than 1. A photo that is nearly twice as wide is halved: a
/// camera held upright takes 3000 pixels, and 1500 of them take two thirds of
/// the time of 1600 and less than half of the memory.
#[must_use]
pub fn fitted(width: u32, height: u32, max_width: u32) -> (u32, u32) {
    let (width, height, max_width) = (width.max(1), height.max(1), max_width.max(1));
    if width <= max_width {
        return (width, height);
    }
    let half = width.div_ceil(2);
    let is_near = half <= max_width && u64::from(half) * 10 >= u64::from(max_width) * 9;
    let new_width = if is_near { half } else { max_width };
    let (w, h, new) = (u64::from(width), u64::from(height), u64::from(new_width));
    let new_height = (h * new + w / 2) / w;
    (new_width, u32::try_from(new_height).unwrap_or(height).max(1))
}

/// Makes one JPEG for each of `max_widths`, in their order.
///
/// The photo is turned upright, brought to sRGB, laid on white where it is
/// transparent, and scaled down to [`fitted`]; of an animation the first frame.
/// It is decoded once, at no more than the size that the largest one needs, and
/// the smaller ones are scaled from the largest.
///
/// # Errors
///
/// Refuses what [`facts`] refuses, a photo whose pixels cannot be decoded to
/// the end, and SVG, which needs no other size.
pub fn renditions(bytes: &[u8], max_widths: &[u32]) -> Result<Vec<Rendition>, Refusal> {
    renditions_among(bytes, max_widths.iter().copied().max().unwrap_or(0), max_widths)
}

/// Some of the [`renditions`] of a photo of which `widest` is the largest, with the very bytes that
/// they have when all are made at once.
///
/// A size is scaled from the largest, so its bytes follow from the photo, from its own width and
/// from the largest one: whoever keeps a rendition keeps it under all three.
///
/// # Errors
///
/// The same as of [`renditions`].
pub fn renditions_among(
    bytes: &[u8],
    widest: u32,
    max_widths: &[u32],
) -> Result<Vec<Rendition>, Refusal> {
    let format = Format::of(bytes)?;
    let header = Header::read(format, bytes)?;
    let sizes = header.sizes(max_widths);
    let Some(most) = sizes.iter().max() else {
        return Ok(Vec::new());
    };
    let (width, height) = header.size(widest).max(*most);
    // Turning comes after scaling, when there is least to turn; so the pixels
    // are scaled to the size that turning will make right.
    let orientation = header.capture.orientation;
    let (stored_width, stored_height) = orientation.turned(width, height);
    let profile = profile(format, bytes, &header.capture);
    let largest = pixels(format, bytes, Some((stored_width, stored_height)), profile.as_ref())?
        .on_white()
        .resized(stored_width, stored_height)?
        .in_srgb(profile.as_ref())
        .upright(orientation);
    sizes
        .into_iter()
        .map(|(width, height)| {
            let bytes = if (width, height) == (largest.width, largest.height) {
                jpeg::encoded(&largest, jpeg::RENDITION_QUALITY)?
            } else {
                jpeg::encoded(&largest.scaled(width, height)?, jpeg::RENDITION_QUALITY)?
            };
            Ok(Rendition { width, height, bytes })
        })
        .collect()
}

/// How many bytes [`renditions`] will hold at its peak, nearly, and besides `bytes` itself.
///
/// Known from the header, so that several photos can be made at one time in as much memory as
/// there is; of one that will be refused nothing is held.
#[must_use]
pub fn memory(bytes: &[u8], max_widths: &[u32]) -> u64 {
    let Ok(format) = Format::of(bytes) else { return 0 };
    let Ok(header) = Header::read(format, bytes) else { return 0 };
    let Some(&(width, height)) = header.sizes(max_widths).iter().max() else { return 0 };
    let enough = header.capture.orientation.turned(width, height);
    let decoding = match format {
        Format::Jpeg => jpeg::memory(bytes, enough),
        Format::Png => png::memory(bytes, enough),
        Format::WebP => u64::from(header.width) * u64::from(header.height) * 4,
        Format::Gif => raster::Rows::memory(header.width, header.height, 4, Some(enough)),
        Format::Svg => 0,
    };
    // The largest size, and its copy in another colour space or turned.
    decoding + u64::from(width) * u64::from(height) * 6
}

/// The same photo in the same format and size, without metadata.
///
/// Pixels are copied as they are, bit for bit, wherever the file without its
/// metadata would still look the same. Where orientation or a colour profile
/// changed the look, the pixels are decoded, put right and encoded again:
/// JPEG at high quality, PNG and WebP without loss. An animation is never
/// encoded again, so it loses an unusual profile without conversion.
///
/// # Errors
///
/// Refuses what [`facts`] refuses, and a file whose structure is damaged.
pub fn strip(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let format = Format::of(bytes)?;
    let header = Header::read(format, bytes)?;
    let orientation = header.capture.orientation;
    let profile = profile(format, bytes, &header.capture);
    let as_it_is = profile.is_none() && orientation.is_upright();
    let looks_right = match format {
        Format::Jpeg => as_it_is && !jpeg::is_cmyk(bytes),
        Format::Png => as_it_is || png::is_animated(bytes),
        Format::WebP => as_it_is || webp::is_animated(bytes),
        Format::Gif | Format::Svg => true,
    };
    if looks_right {
        return match format {
            Format::Jpeg => jpeg::stripped(bytes),
            Format::Png => png::stripped(bytes),
            Format::WebP => webp::stripped(bytes),
            Format::Gif => gif::stripped(bytes),
            Format::Svg => svg::stripped(bytes),
        };
    }
    let upright = pixels(format, bytes, None, profile.as_ref())?
        .in_srgb(profile.as_ref())
        .upright(orientation);
    match format {
        Format::Png => png::encoded(&upright),
        Format::WebP => webp::encoded(&upright),
        _ => jpeg::encoded(&upright, jpeg::ORIGINAL_QUALITY),
    }
}

/// What a format's header says, before anything is decoded.
#[derive(Debug, Default)]
struct Header {
    /// Width in pixels as stored, before orientation.
    width: u32,
    /// Height in pixels as stored, before orientation.
    height: u32,
    /// What EXIF says, or its defaults where there is none.
    capture: Capture,
}

impl Header {
    /// Reads the header and refuses a size that nobody should decode.
    fn read(format: Format, bytes: &[u8]) -> Result<Self, Refusal> {
        let header = match format {
            Format::Jpeg => jpeg::header(bytes),
            Format::Png => png::header(bytes),
            Format::WebP => webp::header(bytes),
            Format::Gif => gif::header(bytes),
            Format::Svg => svg::header(bytes),
        }?;
        let (width, height) = (header.width, header.height);
        if width == 0 || height == 0 {
            return Err(Refusal::unreadable("图片的宽或高是 0"));
        }
        let pixels = u64::from(width) * u64::from(height);
        // A drawing has no pixels until a browser makes them.
        let vector = format == Format::Svg;
        if !vector && (pixels > MAX_PIXELS || width.max(height) > MAX_SIDE) {
            return Err(Refusal::TooLarge { width, height });
        }
        Ok(header)
    }

    /// The sizes as a viewer sees them, in the order of `max_widths`.
    fn sizes(&self, max_widths: &[u32]) -> Vec<(u32, u32)> {
        max_widths.iter().map(|&max| self.size(max)).collect()
    }

    /// One of them.
    fn size(&self, max_width: u32) -> (u32, u32) {
        let (width, height) = self.seen();
        fitted(width, height, max_width)
    }

    /// Width and height as a viewer sees them.
    fn seen(&self) -> (u32, u32) {
        self.capture.orientation.turned(self.width, self.height)
    }
}

/// Decodes the photo as stored, at a reduced size if that is cheaper and
/// neither side falls below `enough`; as `profile` can convert it, if there is one.
fn pixels(
    format: Format,
    bytes: &[u8],
    enough: Option<(u32, u32)>,
    profile: Option<&colour::Profile>,
) -> Result<Raster, Refusal> {
    match format {
        Format::Jpeg => jpeg::pixels(bytes, enough, profile.is_some()),
        Format::Png => png::pixels(bytes, enough),
        Format::WebP => webp::pixels(bytes),
        Format::Gif => gif::pixels(bytes, enough),
        Format::Svg => Err(Refusal::Unsupported),
    }
}

/// The colour space of the photo, or none when it is sRGB.
fn profile(format: Format, bytes: &[u8], capture: &Capture) -> Option<colour::Profile> {
    let embedded = match format {
        Format::Jpeg => jpeg::profile(bytes),
        Format::Png => png::profile(bytes),
        Format::WebP => webp::profile(bytes),
        Format::Gif | Format::Svg => None,
    };
    match embedded {
        Some(icc) => colour::Profile::from_icc(&icc),
        None if capture.adobe_rgb => Some(colour::Profile::adobe_rgb()),
        None => None,
    }
}
