//! PNG: chunks of a length, a name, data and a checksum.

use super::exif::Capture;
use super::raster::{Ink, Raster, Rows};
use super::{Header, Refusal};
use ::png::{ColorType, Decoder, Encoder, Limits, Transformations};
use std::io::Cursor;

/// The eight bytes that every PNG begins with.
const SIGNATURE: &[u8; 8] = b"\x89PNG\r\n\x1a\n";

/// What a picture needs to look as it does. `acTL`, `fcTL` and `fdAT` animate;
/// `cICP`, `gAMA`, `cHRM` and `sRGB` are colour, of a few numbers each.
const KEPT: [&[u8; 4]; 12] = [
    b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"IEND", b"acTL", b"fcTL", b"fdAT", b"cICP", b"gAMA",
    b"cHRM", b"sRGB",
];

/// Reads the size, and EXIF wherever in the file it stands.
pub(super) fn header(bytes: &[u8]) -> Result<Header, Refusal> {
    let mut chunks = Chunks::of(bytes);
    let size = match chunks.next() {
        Some(Chunk { name: b"IHDR", data, .. }) => data.first_chunk::<8>(),
        _ => None,
    };
    let Some(&[w0, w1, w2, w3, h0, h1, h2, h3]) = size else {
        return Err(Refusal::unreadable("PNG 文件头不完整"));
    };
    let exif = chunks.find(|chunk| chunk.name == b"eXIf");
    Ok(Header {
        width: u32::from_be_bytes([w0, w1, w2, w3]),
        height: u32::from_be_bytes([h0, h1, h2, h3]),
        capture: exif.map(|chunk| Capture::read(chunk.data)).unwrap_or_default(),
    })
}

/// The embedded ICC profile, decompressed.
pub(super) fn profile(bytes: &[u8]) -> Option<Vec<u8>> {
    // Reading it means inflating it, so look whether it is there at all.
    Chunks::of(bytes)
        .take_while(|chunk| chunk.name != b"IDAT")
        .find(|chunk| chunk.name == b"iCCP")?;
    let reader = decoder(bytes).read_info().ok()?;
    reader.info().icc_profile.as_ref().map(|icc| icc.to_vec())
}

/// Whether this PNG moves.
pub(super) fn is_animated(bytes: &[u8]) -> bool {
    Chunks::of(bytes).take_while(|chunk| chunk.name != b"IDAT").any(|chunk| chunk.name == b"acTL")
}

/// Decodes the picture, row by row unless it is interlaced.
pub(super) fn pixels(bytes: &[u8], enough: Option<(u32, u32)>) -> Result<Raster, Refusal> {
    let mut decoder = decoder(bytes);
    decoder.set_transformations(Transformations::normalize_to_color8());
    let mut reader = decoder.read_info().map_err(damaged)?;
    let (width, height) = reader.info().size();
    let colour = reader.output_color_type().0;
    let ink = match colour {
        ColorType::Grayscale => Ink::Grey,
        ColorType::GrayscaleAlpha | ColorType::Rgba => Ink::Rgba,
        ColorType::Rgb | ColorType::Indexed => Ink::Rgb,
    };
    let mut rows = Rows::new(width, height, ink, enough);
    let mut push = |row: &[u8]| {
        if colour == ColorType::GrayscaleAlpha {
            let (pixels, _) = row.as_chunks::<2>();
            let row: Vec<u8> =
                pixels.iter().flat_map(|&[grey, alpha]| [grey, grey, grey, alpha]).collect();
            rows.push(&row);
        } else {
            rows.push(row);
        }
    };
    if reader.info().interlaced {
        let size = reader.output_buffer_size().ok_or_else(|| damaged("size"))?;
        let mut whole = vec![0; size];
        reader.next_frame(&mut whole).map_err(damaged)?;
        whole.chunks_exact((size / height as usize).max(1)).for_each(&mut push);
    } else {
        for _ in 0..height {
            let row = reader.next_row().map_err(damaged)?;
            push(row.ok_or_else(|| damaged("rows"))?.data());
        }
    }
    Ok(rows.finish())
}

/// How many bytes [`pixels`] will hold at its peak, nearly.
pub(super) fn memory(bytes: &[u8], enough: (u32, u32)) -> u64 {
    let head = Chunks::of(bytes).next().and_then(|head| head.data.first_chunk());
    let Some(&[w0, w1, w2, w3, h0, h1, h2, h3, _, _, _, _, interlaced]) = head else { return 0 };
    let width = u32::from_be_bytes([w0, w1, w2, w3]);
    let height = u32::from_be_bytes([h0, h1, h2, h3]);
    let whole = if interlaced == 0 { 0 } else { u64::from(width) * u64::from(height) * 4 };
    whole + Rows::memory(width, height, 4, Some(enough))
}

/// Encodes a picture that is already in sRGB.
pub(super) fn encoded(raster: &Raster) -> Result<Vec<u8>, Refusal> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, raster.width, raster.height);
    encoder.set_color(match raster.ink {
        Ink::Grey => ColorType::Grayscale,
        Ink::Rgb | Ink::YCbCr => ColorType::Rgb,
        Ink::Rgba | Ink::Cmyk => ColorType::Rgba,
    });
    let mut writer = encoder.write_header().map_err(damaged)?;
    writer.write_image_data(&raster.samples).map_err(damaged)?;
    writer.finish().map_err(damaged)?;
    Ok(bytes)
}

/// Copies the chunks that make the picture and nothing else: no text, no time,
/// no EXIF, no profile, nothing after the end.
pub(super) fn stripped(bytes: &[u8]) -> Result<Vec<u8>, Refusal> {
    // An sRGB profile outranks these two; with the profile gone they would
    // come into force.
    let has_profile = Chunks::of(bytes).any(|chunk| chunk.name == b"iCCP");
    let overruled = |name: &[u8; 4]| has_profile && (name == b"gAMA" || name == b"cHRM");
    let mut kept = SIGNATURE.to_vec();
    let mut has_pixels = false;
    let mut ended = false;
    for chunk in Chunks::of(bytes) {
        if !KEPT.contains(&chunk.name) || overruled(chunk.name) {
            continue;
        }
        if !chunk.is_sound() {
            let name = String::from_utf8_lossy(chunk.name);
            return Err(Refusal::unreadable(format!("PNG 的 {name} 段校验不符")));
        }
        kept.extend_from_slice(chunk.whole);
        has_pixels |= chunk.name == b"IDAT";
        ended |= chunk.name == b"IEND";
    }
    if has_pixels && ended { Ok(kept) } else { Err(Refusal::unreadable("PNG 文件不完整")) }
}

/// A decoder that inflates no text and takes no more memory than it should.
fn decoder(bytes: &[u8]) -> Decoder<Cursor<&[u8]>> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), Limits { bytes: 64 << 20 });
    decoder.set_ignore_text_chunk(true);
    decoder
}

/// Any complaint of the decoder: an editor cannot do more with a better one.
fn damaged(_: impl std::fmt::Display) -> Refusal {
    Refusal::unreadable("PNG 的像素数据不完整")
}

/// One chunk.
struct Chunk<'a> {
    name: &'a [u8; 4],
    data: &'a [u8],
    /// Length, name, data and checksum.
    whole: &'a [u8],
}

impl Chunk<'_> {
    /// Whether the checksum is right.
    fn is_sound(&self) -> bool {
        let checked = &self.whole[4..self.whole.len() - 4];
        self.whole.last_chunk() == Some(&crc32fast::hash(checked).to_be_bytes())
    }
}

/// The chunks up to `IEND` or to the first that is cut short.
struct Chunks<'a>(&'a [u8]);

impl<'a> Chunks<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        Self(bytes.get(SIGNATURE.len()..).unwrap_or_default())
    }
}

impl<'a> Iterator for Chunks<'a> {
    type Item = Chunk<'a>;

    fn next(&mut self) -> Option<Chunk<'a>> {
        let length = u32::from_be_bytes(*self.0.first_chunk()?) as usize;
        let (whole, rest) = self.0.split_at_checked(length.checked_add(12)?)?;
        let name = whole[4..].first_chunk()?;
        self.0 = if name == b"IEND" { &[] } else { rest };
        Some(Chunk { name, data: &whole[8..8 + length], whole })
    }
}
