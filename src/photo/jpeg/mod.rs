//! JPEG: marker segments, then compressed scans.

mod pixels;
mod segment;

pub(super) use pixels::{ORIGINAL_QUALITY, RENDITION_QUALITY, encoded, pixels};

use super::exif::Capture;
use super::{Header, Refusal};
use segment::{Segment, before_pixels, segments};

/// The best compression that JPEG knows puts fewer pixels than this in a byte:
/// a bit for each block of 64, and a margin.
const PIXELS_PER_BYTE: u64 = 1000;

/// The segments that decoding needs: tables, frame, scans. All others describe,
/// and the ones that decide about colour are written anew.
const KEPT: [u8; 20] = [
    0xC0, 0xC1, 0xC2, 0xC3, 0xC4, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xCF, 0xDA,
    0xDB, 0xDC, 0xDD, 0xDE,
];

/// Reads the size and EXIF.
pub(super) fn header(bytes: &[u8]) -> Result<Header, Refusal> {
    let mut capture = None;
    for segment in before_pixels(bytes) {
        if let Some(frame) = Frame::of(&segment) {
            let (width, height) = (frame.width.into(), frame.height.into());
            let pixels = u64::from(frame.width) * u64::from(frame.height);
            if pixels <= super::MAX_PIXELS && pixels > bytes.len() as u64 * PIXELS_PER_BYTE {
                return Err(Refusal::unreadable("JPEG 文件不完整"));
            }
            return Ok(Header { width, height, capture: capture.unwrap_or_default() });
        }
        // Of several EXIF blocks the first counts, as it does in browsers.
        if segment.code == segment::APP1
            && segment.payload.starts_with(b"Exif\0")
            && capture.is_none()
        {
            capture = Some(Capture::read(segment.payload));
        }
    }
    Err(Refusal::unreadable("JPEG 文件头不完整"))
}

/// The embedded ICC profile, put together from its segments.
pub(super) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut parts: Vec<(u8, &[u8])> = before_pixels(bytes)
        .filter(|segment| segment.code == segment::APP2)
        .filter_map(|segment| segment.payload.strip_prefix(b"ICC_PROFILE\0"))
        .filter_map(|part| Some((*part.first()?, part.get(2..)?)))
        .collect();
    parts.sort_by_key(|&(number, _)| number);
    let icc: Vec<u8> = parts.into_iter().flat_map(|(_, part)| part).copied().collect();
    (!icc.is_empty()).then_some(icc)
}

/// How many bytes [`pixels`] will hold at its peak, nearly.
pub(super) fn memory(bytes: &[u8], enough: (u32, u32)) -> u64 {
    let Some(frame) = before_pixels(bytes).find_map(|segment| Frame::of(&segment)) else {
        return 0;
    };
    let scaled = |length: u16, eighths: u64| (u64::from(length) * eighths).div_ceil(8);
    let reaches = |eighths: &u64| {
        scaled(frame.width, *eighths) >= enough.0.into()
            && scaled(frame.height, *eighths) >= enough.1.into()
    };
    let eighths = [1, 2, 4].into_iter().find(reaches).unwrap_or(8);
    let pixels = scaled(frame.width, eighths) * scaled(frame.height, eighths);
    let full = u64::from(frame.width) * u64::from(frame.height);
    // Every number of a picture in passes waits for the last of them, in 16 bits.
    let waiting = if frame.in_passes { 2 * frame.samples(full) } else { 0 };
    waiting + frame.samples(pixels) + pixels * frame.components.len() as u64
}

/// Whether the pixels are ink, which no browser shows reliably.
pub(super) fn is_cmyk(bytes: &[u8]) -> bool {
    Coding::of(bytes).is_some_and(|coding| matches!(coding, Coding::Cmyk { .. } | Coding::Ycck))
}

/// Copies the segments that make the picture and nothing else, bit for bit:
/// no application data, no comment, nothing after the end.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut kept = Vec::with_capacity(bytes.len());
    kept.extend_from_slice(&[0xFF, 0xD8]);
    // These two decide whether three components are YCbCr or RGB. JFIF without
    // its thumbnail; Adobe without what may follow its fourteen bytes.
    if before_pixels(bytes).any(|segment| segment.is_jfif()) {
        kept.extend_from_slice(b"\xFF\xE0\0\x10JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    }
    if let Some(transform) = before_pixels(bytes).find_map(|segment| segment.adobe_transform()) {
        kept.extend_from_slice(b"\xFF\xEE\0\x0EAdobe\0\x64\0\0\0\0");
        kept.push(transform);
    }
    let mut has_scan = false;
    for segment in segments(bytes).filter(|segment| KEPT.contains(&segment.code)) {
        kept.extend_from_slice(segment.whole);
        if segment.code == segment::SCAN {
            kept.extend_from_slice(segment.compressed());
            has_scan = true;
        }
    }
    if !has_scan {
        return Err(Refusal::unreadable("JPEG 文件没有像素数据"));
    }
    kept.extend_from_slice(&[0xFF, 0xD9]);
    // Metadata may have been all that the size it claims was believed for.
    header(&kept)?;
    Ok(kept)
}

/// What the components mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Coding {
    Grey,
    YCbCr,
    Rgb,
    Ycck,
    /// Photoshop stores ink upside down and marks the file as its own.
    Cmyk {
        inverted: bool,
    },
}

impl Coding {
    /// The rule of libjpeg, which all browsers follow.
    fn of(bytes: &[u8]) -> Option<Self> {
        let frame = before_pixels(bytes).find_map(|segment| Frame::of(&segment))?;
        let is_jfif = before_pixels(bytes).any(|segment| segment.is_jfif());
        let transform = before_pixels(bytes).find_map(|segment| segment.adobe_transform());
        let ids: Vec<u8> = frame.components.iter().map(|component| component.id).collect();
        match (ids.as_slice(), transform) {
            ([_], _) => Some(Self::Grey),
            ([_, _, _], _) if is_jfif => Some(Self::YCbCr),
            ([_, _, _], Some(0)) | ([b'R', b'G', b'B'], None) => Some(Self::Rgb),
            ([_, _, _], _) => Some(Self::YCbCr),
            ([_, _, _, _], Some(2)) => Some(Self::Ycck),
            ([_, _, _, _], transform) => Some(Self::Cmyk { inverted: transform.is_some() }),
            _ => None,
        }
    }
}

/// The frame header.
struct Frame {
    width: u16,
    height: u16,
    /// Whether no pixel is known before the whole file was read.
    in_passes: bool,
    components: Vec<Component>,
}

/// What a frame header says of light, or of one of the colours.
struct Component {
    id: u8,
    /// How finely it is sampled, compared with the others: across times down.
    fineness: u64,
}

impl Frame {
    /// Reads a segment that starts a frame, of whichever process.
    fn of(segment: &Segment<'_>) -> Option<Self> {
        if !matches!(segment.code, 0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF) {
            return None;
        }
        let (&[_, h0, h1, w0, w1, count], rest) = segment.payload.split_first_chunk()?;
        let (components, _) = rest.as_chunks::<3>();
        Some(Self {
            width: u16::from_be_bytes([w0, w1]),
            height: u16::from_be_bytes([h0, h1]),
            in_passes: segment.code & 2 != 0,
            components: components
                .iter()
                .take(count.into())
                .map(|&[id, sampling, _]| Component {
                    id,
                    fineness: (u64::from(sampling >> 4) * u64::from(sampling & 15)).max(1),
                })
                .collect(),
        })
    }

    /// How many samples all components of so many pixels have.
    fn samples(&self, pixels: u64) -> u64 {
        let fineness = || self.components.iter().map(|component| component.fineness);
        pixels * fineness().sum::<u64>() / fineness().max().unwrap_or(1)
    }
}

/// Any complaint of a decoder: an editor cannot do more with a better one.
fn damaged(_: impl std::fmt::Display) -> Refusal {
    Refusal::unreadable("JPEG 的像素数据不完整")
}
