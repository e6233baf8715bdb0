//! Which format a photo has, by its bytes and never by its name.

use super::{Refusal, svg};
use serde::{Deserialize, Serialize};

/// A format that can be published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Format {
    /// JPEG, baseline or progressive.
    Jpeg,
    /// PNG and animated PNG.
    Png,
    /// WebP, lossy, lossless or animated.
    WebP,
    /// GIF, still or animated.
    Gif,
    /// SVG, a drawing.
    Svg,
}

impl Format {
    /// Recognises a format by its first bytes.
    ///
    /// # Errors
    ///
    /// [`Refusal::Heic`] for the formats of phones, [`Refusal::Unsupported`]
    /// for any other, [`Refusal::Unreadable`] for an empty file.
    pub fn of(bytes: &[u8]) -> Result<Self, Refusal> {
        match bytes {
            [] => Err(Refusal::unreadable("文件是空的")),
            [0xFF, 0xD8, 0xFF, ..] => Ok(Self::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Ok(Self::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Self::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Ok(Self::WebP),
            [_, _, _, _, b'f', b't', b'y', b'p', brands @ ..] if is_heic(brands) => {
                Err(Refusal::Heic)
            }
            _ if svg::is_svg(bytes) => Ok(Self::Svg),
            _ => Err(Refusal::Unsupported),
        }
    }

    /// The usual file extension, without a dot.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Gif => "gif",
            Self::Svg => "svg",
        }
    }
}

/// Whether the `ftyp` box, from its major brand on, names a still image.
/// Film in the same container has other brands.
fn is_heic(brands: &[u8]) -> bool {
    const BRANDS: [&[u8]; 10] =
        [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"];
    brands.chunks_exact(4).take(16).any(|brand| BRANDS.contains(&brand))
}
