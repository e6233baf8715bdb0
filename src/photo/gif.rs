//! GIF: a screen, then frames and extensions made of blocks of up to 255 bytes.

use super::raster::{Ink, Raster, Rows};
use super::{Header, MAX_PIXELS, Refusal};
use ::gif::{DecodeOptions, MemoryLimit};
use std::num::NonZeroU64;

/// A byte of LZW cannot say more pixels than this: a code has 12 bits and
/// stands for at most 4,096.
const PIXELS_PER_BYTE: u64 = 3000;

/// Reads the size of the screen. GIF knows neither date nor orientation.
pub(super) fn header(bytes: &[u8]) -> Result<Header, Refusal> {
    let Some(&[_, _, _, _, _, _, w0, w1, h0, h1]) = bytes.first_chunk() else {
        return Err(damaged("header"));
    };
    Ok(Header {
        width: u16::from_le_bytes([w0, w1]).into(),
        height: u16::from_le_bytes([h0, h1]).into(),
        ..Header::default()
    })
}

/// Decodes the first frame, where it lies on a white screen.
pub(super) fn pixels(bytes: &[u8], enough: Option<(u32, u32)>) -> Result<Raster, Refusal> {
    let mut options = DecodeOptions::new();
    if let Some(limit) = NonZeroU64::new(MAX_PIXELS) {
        options.set_memory_limit(MemoryLimit::Bytes(limit));
    }
    let mut decoder = options.read_info(bytes).map_err(damaged)?;
    let (width, height) = (u32::from(decoder.width()), u32::from(decoder.height()));
    let frame = decoder.next_frame_info().map_err(damaged)?.ok_or_else(|| damaged("frame"))?;
    let (left, top) = (usize::from(frame.left), usize::from(frame.top));
    let (frame_width, frame_height) = (usize::from(frame.width), usize::from(frame.height));
    let transparent = frame.transparent;
    let area = u64::from(frame.width) * u64::from(frame.height);
    if area > bytes.len() as u64 * PIXELS_PER_BYTE {
        return Err(damaged("lying size"));
    }
    let mut indices = vec![0; decoder.buffer_size()];
    decoder.read_into_buffer(&mut indices).map_err(damaged)?;
    let palette = decoder.palette().map_err(damaged)?;
    let colours: Vec<[u8; 3]> = (0..=255_u8)
        .map(|index| {
            match palette.get(usize::from(index) * 3..).and_then(|rest| rest.first_chunk()) {
                Some(colour) if Some(index) != transparent => *colour,
                _ => [255; 3],
            }
        })
        .collect();
    let mut rows = Rows::new(width, height, Ink::Rgb, enough);
    for y in 0..height as usize {
        let mut row = vec![255; width as usize * 3];
        let inside = y.checked_sub(top).filter(|&line| line < frame_height);
        let line =
            inside.and_then(|line| indices.get(line * frame_width..(line + 1) * frame_width));
        let (pixels, _) = row.as_chunks_mut::<3>();
        for (pixel, &index) in pixels.iter_mut().skip(left).zip(line.unwrap_or_default()) {
            *pixel = colours[usize::from(index)];
        }
        rows.push(&row);
    }
    Ok(rows.finish())
}

/// Copies the screen, the frames and how they follow each other; no comment,
/// no text, no XMP, nothing after the end.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    const FRAME: u8 = 0x2C;
    const EXTENSION: u8 = 0x21;
    const TRAILER: u8 = 0x3B;
    const GRAPHIC_CONTROL: u8 = 0xF9;
    const APPLICATION: u8 = 0xFF;

    let mut rest = bytes;
    let mut kept = Vec::with_capacity(bytes.len());
    let screen = take(&mut rest, 13)?;
    kept.extend_from_slice(screen);
    kept.extend_from_slice(take(&mut rest, palette_length(screen[10]))?);
    let mut has_frame = false;
    while let Some((&introducer, after)) = rest.split_first() {
        rest = after;
        match introducer {
            FRAME => {
                let place = take(&mut rest, 9)?;
                let palette = take(&mut rest, palette_length(place[8]))?;
                let code_size = take(&mut rest, 1)?;
                kept.push(FRAME);
                for part in [place, palette, code_size, blocks(&mut rest)?] {
                    kept.extend_from_slice(part);
                }
                has_frame = true;
            }
            EXTENSION => {
                let label = take(&mut rest, 1)?[0];
                let data = blocks(&mut rest)?;
                if label == GRAPHIC_CONTROL {
                    kept.extend_from_slice(&[EXTENSION, label]);
                    kept.extend_from_slice(data);
                } else if label == APPLICATION
                    && let Some(repeat) = repetitions(data)
                {
                    kept.extend_from_slice(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01");
                    kept.extend_from_slice(&repeat);
                    kept.push(0);
                }
            }
            TRAILER => break,
            _ => return Err(damaged("block")),
        }
    }
    if !has_frame {
        return Err(damaged("no frame"));
    }
    kept.push(TRAILER);
    Ok(kept)
}

/// How often an animation repeats, if that is what this extension says.
fn repetitions(data: &[u8]) -> Option<[u8; 2]> {
    let said = data
        .strip_prefix(b"\x0BNETSCAPE2.0")
        .or_else(|| data.strip_prefix(b"\x0BANIMEXTS1.0"))?
        .strip_prefix(b"\x03\x01")?;
    said.first_chunk().copied()
}

/// The length in bytes of the palette that these flags announce.
fn palette_length(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Takes blocks up to and with the empty one that ends them.
fn blocks<'a>(rest: &mut &'a [u8]) -> Result<&'a [u8], Refusal> {
    let mut length = 0;
    loop {
        let block = *rest.get(length).ok_or_else(|| damaged("blocks"))?;
        length += 1 + usize::from(block);
        if block == 0 {
            return take(rest, length);
        }
    }
}

/// Takes so many bytes off the front.
fn take<'a>(rest: &mut &'a [u8], length: usize) -> Result<&'a [u8], Refusal> {
    let (taken, after) = rest.split_at_checked(length).ok_or_else(|| damaged("length"))?;
    *rest = after;
    Ok(taken)
}

/// Any complaint of the decoder: an editor cannot do more with a better one.
fn damaged(_: impl std::fmt::Display) -> Refusal {
    Refusal::unreadable("GIF 文件不完整")
}
