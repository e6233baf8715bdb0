//! WebP: RIFF chunks of a name, a length and data, padded to even length.

use super::exif::Capture;
use super::raster::{Ink, Raster};
use super::{Header, Refusal};
use image_webp::{ColorType, WebPDecoder, WebPEncoder};
use std::io::Cursor;

/// Flags of `VP8X` that announce what is stripped: profile, EXIF, XMP.
const METADATA_FLAGS: u8 = 0x20 | 0x08 | 0x04;

/// Reads the size and EXIF.
pub(super) fn header(bytes: &[u8]) -> Result<Header, Refusal> {
    let first = chunks(bytes).next();
    let size = first.as_ref().and_then(|chunk| match chunk.name {
        b"VP8X" => {
            let &[_, _, _, _, w0, w1, w2, h0, h1, h2] = chunk.data.first_chunk()?;
            Some((u32::from_le_bytes([w0, w1, w2, 0]) + 1, u32::from_le_bytes([h0, h1, h2, 0]) + 1))
        }
        b"VP8 " => {
            let &[_, _, _, 0x9D, 0x01, 0x2A, w0, w1, h0, h1] = chunk.data.first_chunk()? else {
                return None;
            };
            let side = |low, high| u32::from(u16::from_le_bytes([low, high]) & 0x3FFF);
            Some((side(w0, w1), side(h0, h1)))
        }
        b"VP8L" => {
            let &[0x2F, b0, b1, b2, b3] = chunk.data.first_chunk()? else {
                return None;
            };
            let bits = u32::from_le_bytes([b0, b1, b2, b3]);
            Some(((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1))
        }
        _ => None,
    });
    let (width, height) = size.ok_or_else(|| Refusal::unreadable("WebP 文件头不完整"))?;
    let exif = chunks(bytes).find(|chunk| chunk.name == b"EXIF");
    let capture = exif.map(|chunk| Capture::read(chunk.data)).unwrap_or_default();
    Ok(Header { width, height, capture })
}

/// The embedded ICC profile.
pub(super) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    chunks(bytes).find(|chunk| chunk.name == b"ICCP").map(|chunk| chunk.data.to_vec())
}

/// Whether this WebP moves.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    chunks(bytes).any(|chunk| chunk.name == b"ANMF")
}

/// Decodes the picture, or the first frame. The decoder knows no smaller size.
pub(super) fn pixels(bytes: &[u8]) -> Result<Raster, Refusal> {
    let mut decoder = WebPDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
    decoder.set_memory_limit(512 << 20);
    let (width, height) = decoder.dimensions();
    let declared = header(bytes)?;
    if (width, height) != (declared.width, declared.height) {
        return Err(damaged("size"));
    }
    let ink = if decoder.has_alpha() { Ink::Rgba } else { Ink::Rgb };
    let mut samples = vec![0; width as usize * height as usize * ink.samples()];
    if decoder.is_animated() {
        decoder.read_frame(&mut samples).map_err(damaged)?;
    } else {
        decoder.read_image(&mut samples).map_err(damaged)?;
    }
    Ok(Raster::new(width, height, ink, samples))
}

/// Encodes a picture without loss.
pub(super) fn encoded(raster: &Raster) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let colour = match raster.ink {
        Ink::Grey => ColorType::L8,
        Ink::Rgb | Ink::YCbCr => ColorType::Rgb8,
        Ink::Rgba | Ink::Cmyk => ColorType::Rgba8,
    };
    WebPEncoder::new(&mut bytes)
        .encode(&raster.samples, raster.width, raster.height, colour)
        .map_err(damaged)?;
    Ok(bytes)
}

/// Copies the chunks that make the picture and nothing else.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    let mut kept = b"RIFF\0\0\0\0WEBP".to_vec();
    let mut has_pixels = false;
    for chunk in chunks(bytes) {
        match chunk.name {
            b"VP8X" => {
                let mut data = *chunk.data.first_chunk::<10>().ok_or_else(|| damaged("VP8X"))?;
                data[0] &= !METADATA_FLAGS;
                write(&mut kept, *chunk.name, &data);
            }
            b"ANMF" => write(&mut kept, *chunk.name, &frame(chunk.data)?),
            b"ANIM" | b"ALPH" | b"VP8 " | b"VP8L" => write(&mut kept, *chunk.name, chunk.data),
            _ => continue,
        }
        has_pixels |= matches!(chunk.name, b"ANMF" | b"VP8 " | b"VP8L");
    }
    if !has_pixels {
        return Err(damaged("no pixels"));
    }
    let length = u32::try_from(kept.len() - 8).map_err(damaged)?;
    kept[4..8].copy_from_slice(&length.to_le_bytes());
    Ok(kept)
}

/// A frame of an animation: where it goes and for how long, then chunks again.
fn frame(data: &[u8]) -> Result<Vec<u8>, Refusal> {
    let (place, rest) = data.split_at_checked(16).ok_or_else(|| damaged("ANMF"))?;
    let mut kept = place.to_vec();
    for chunk in Chunks(rest) {
        if matches!(chunk.name, b"ALPH" | b"VP8 " | b"VP8L") {
            write(&mut kept, *chunk.name, chunk.data);
        }
    }
    Ok(kept)
}

/// Appends a chunk. Its length fits, since it was no longer when it was read.
fn write(target: &mut Vec<u8>, name: [u8; 4], data: &[u8]) {
    target.extend_from_slice(&name);
    target.extend_from_slice(&u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
    target.extend_from_slice(data);
    if data.len() % 2 == 1 {
        target.push(0);
    }
}

/// Any complaint of the decoder: an editor cannot do more with a better one.
fn damaged(_: impl std::fmt::Display) -> Refusal {
    Refusal::unreadable("WebP 的像素数据不完整")
}

/// One chunk.
struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
}

/// The chunks of the file, which ends where RIFF says it does.
fn chunks(bytes: &[u8]) -> Chunks<'_> {
    let length = bytes
        .get(4..8)
        .and_then(|field| field.first_chunk())
        .map_or(0, |field| u32::from_le_bytes(*field));
    let end = bytes.len().min(length as usize + 8);
    Chunks(bytes.get(12..end).unwrap_or_default())
}

/// Chunks one after another, up to the first that is cut short.
struct Chunks<'a>(&'a [u8]);

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        let (name, rest) = self.0.split_first_chunk()?;
        let (length, rest) = rest.split_first_chunk()?;
        let (data, rest) = rest.split_at_checked(u32::from_le_bytes(*length) as usize)?;
        // The last chunk of some writers lacks its padding.
        self.0 = if data.len() % 2 == 1 { rest.get(1..).unwrap_or_default() } else { rest };
        Some(Chunk { name, data })
    }
}
