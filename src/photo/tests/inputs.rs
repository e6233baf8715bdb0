//! Small photos, made in memory with everything that cameras write into them.

use crate::photo::Format;

/// What no output may hold: a position, a serial number, and the names of the
/// blocks that hold such things.
pub(super) const SECRETS: &[&[u8]] = &[
    b"SERIAL-8842",
    b"GPS-31.2304",
    b"Exif\0",
    b"EXIF",
    b"eXIf",
    b"http://ns.adobe.com/xap",
    b"XMP ",
    b"ICC_PROFILE",
    b"iCCP",
    b"ICCP",
    b"tEXt",
    b"THUMBNAIL",
    b"COMMENT",
    b"TRAILING",
    b"XMP DataXMP",
];

/// A photo of four corners: red, green, blue and white, clockwise from the top
/// left, 96 × 64 as one sees it.
#[derive(Clone)]
pub(super) struct Shot {
    pub orientation: u8,
    pub icc: Option<Vec<u8>>,
    pub taken: &'static str,
    pub adobe_rgb: bool,
    pub flat: Option<[u8; 3]>,
    pub secrets: bool,
}

impl Default for Shot {
    fn default() -> Self {
        Self {
            orientation: 1,
            icc: None,
            taken: "2026:05:01 08:30:15",
            adobe_rgb: false,
            flat: None,
            secrets: true,
        }
    }
}

impl Shot {
    /// The pixels as the sensor held in that orientation stores them. Written
    /// out case by case, so as not to share a mistake with what is tested.
    fn stored(&self) -> (u16, u16, Vec<u8>) {
        let (width, height) = if self.orientation >= 5 { (64_usize, 96_usize) } else { (96, 64) };
        let mut samples = Vec::new();
        for row in 0..height {
            for column in 0..width {
                let (far_column, far_row) = (width - 1 - column, height - 1 - row);
                let (x, y) = match self.orientation {
                    1 => (column, row),
                    2 => (far_column, row),
                    3 => (far_column, far_row),
                    4 => (column, far_row),
                    5 => (row, column),
                    6 => (far_row, column),
                    7 => (far_row, far_column),
                    _ => (row, far_column),
                };
                samples.extend(self.flat.unwrap_or(match (x < 48, y < 32) {
                    (true, true) => [230, 20, 20],
                    (false, true) => [20, 230, 20],
                    (false, false) => [20, 20, 230],
                    (true, false) => [240, 240, 240],
                }));
            }
        }
        (u16::try_from(width).unwrap(), u16::try_from(height).unwrap(), samples)
    }

    /// A TIFF block, big-endian: orientation, a serial number, the date, GPS.
    pub fn exif(&self) -> Vec<u8> {
        let mut tiff = b"MM\0*\0\0\0\x08".to_vec();
        let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
            let mut entry = tag.to_be_bytes().to_vec();
            entry.extend(kind.to_be_bytes());
            entry.extend(count.to_be_bytes());
            entry.extend(value);
            entry
        };
        // Main folder: 3 entries, ends at 8 + 2 + 36 + 4 = 50.
        tiff.extend([0, 3]);
        tiff.extend(entry(0x0112, 3, 1, [0, self.orientation, 0, 0]));
        tiff.extend(entry(0x8769, 4, 1, 50_u32.to_be_bytes()));
        tiff.extend(entry(0xA431, 2, 12, 130_u32.to_be_bytes()));
        tiff.extend([0; 4]);
        // EXIF folder: 2 entries, ends at 50 + 2 + 24 + 4 = 80.
        tiff.extend([0, 2]);
        tiff.extend(entry(0x9003, 2, 20, 98_u32.to_be_bytes()));
        tiff.extend(entry(0xA005, 4, 1, 80_u32.to_be_bytes()));
        tiff.extend([0; 4]);
        // Interoperability folder: 1 entry, ends at 80 + 2 + 12 + 4 = 98.
        tiff.extend([0, 1]);
        tiff.extend(entry(0x0001, 2, 4, if self.adobe_rgb { *b"R03\0" } else { *b"R98\0" }));
        tiff.extend([0; 4]);
        tiff.extend(self.taken.bytes());
        tiff.resize(130, 0);
        tiff.extend(b"SERIAL-8842\0GPS-31.2304");
        tiff
    }

    pub fn jpeg(&self) -> Vec<u8> {
        let (width, height, samples) = self.stored();
        let mut jpeg = Vec::new();
        let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 95);
        encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_2_2);
        encoder.add_exif_metadata(&self.exif()).unwrap();
        if self.secrets {
            encoder
                .add_app_segment(1, b"http://ns.adobe.com/xap/1.0/\0GPS-31.2304".to_vec())
                .unwrap();
            encoder.add_app_segment(13, b"Photoshop 3.0\0SERIAL-8842 THUMBNAIL".to_vec()).unwrap();
        }
        if let Some(icc) = &self.icc {
            encoder.add_icc_profile(icc).unwrap();
        }
        encoder.encode(&samples, width, height, jpeg_encoder::ColorType::Rgb).unwrap();
        if self.secrets {
            jpeg.splice(2..2, *b"\xFF\xFE\0\x09COMMENT");
            jpeg.extend(b"TRAILING GPS-31.2304");
        }
        jpeg
    }

    pub fn png(&self) -> Vec<u8> {
        let (width, height, samples) = self.stored();
        let mut info = png::Info::with_size(width.into(), height.into());
        info.color_type = png::ColorType::Rgb;
        info.bit_depth = png::BitDepth::Eight;
        info.icc_profile = self.icc.clone().map(Into::into);
        if self.secrets || self.orientation != 1 {
            info.exif_metadata = Some(self.exif().into());
        }
        let mut png = Vec::new();
        let mut encoder = png::Encoder::with_info(&mut png, info).unwrap();
        if self.secrets {
            encoder.add_text_chunk("Comment".into(), "COMMENT SERIAL-8842".into()).unwrap();
        }
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&samples).unwrap();
        writer.finish().unwrap();
        if self.secrets {
            png.extend(b"TRAILING");
        }
        png
    }

    pub fn webp(&self) -> Vec<u8> {
        let (width, height, samples) = self.stored();
        let mut webp = Vec::new();
        let mut encoder = image_webp::WebPEncoder::new(&mut webp);
        if let Some(icc) = &self.icc {
            encoder.set_icc_profile(icc.clone());
        }
        if self.secrets || self.orientation != 1 {
            encoder.set_exif_metadata(self.exif());
            encoder.set_xmp_metadata(b"<x:xmpmeta>GPS-31.2304</x:xmpmeta>".to_vec());
        }
        encoder.encode(&samples, width.into(), height.into(), image_webp::ColorType::Rgb8).unwrap();
        if self.secrets {
            webp.extend(b"TRAILING");
        }
        webp
    }

    pub fn gif(&self) -> Vec<u8> {
        let (width, height, samples) = self.stored();
        let mut gif = Vec::new();
        let mut encoder = gif::Encoder::new(&mut gif, width, height, &[]).unwrap();
        encoder.set_repeat(gif::Repeat::Infinite).unwrap();
        encoder.write_raw_extension(gif::AnyExtension(0xFE), &[b"COMMENT SERIAL-8842"]).unwrap();
        encoder
            .write_raw_extension(gif::AnyExtension(0xFF), &[b"XMP DataXMP", b"GPS-31.2304"])
            .unwrap();
        encoder.write_frame(&gif::Frame::from_rgb(width, height, &samples)).unwrap();
        drop(encoder);
        gif.extend(b"TRAILING");
        gif
    }
}

/// 32 × 32: clear black above, opaque red below.
pub(super) fn half_transparent_png() -> Vec<u8> {
    let samples: Vec<u8> = (0..32 * 32)
        .flat_map(|at| if at < 512 { [0, 0, 0, 0] } else { [255, 0, 0, 255] })
        .collect();
    let mut png = Vec::new();
    let mut encoder = png::Encoder::new(&mut png, 32, 32);
    encoder.set_color(png::ColorType::Rgba);
    encoder.write_header().unwrap().write_image_data(&samples).unwrap();
    png
}

/// 32 × 32, with one red frame of 16 × 16 at the lower right.
pub(super) fn transparent_gif() -> Vec<u8> {
    let mut gif = Vec::new();
    let mut encoder = gif::Encoder::new(&mut gif, 32, 32, &[255, 0, 0, 0, 0, 255]).unwrap();
    let frame = gif::Frame {
        left: 16,
        top: 16,
        ..gif::Frame::from_indexed_pixels(16, 16, vec![0; 256], None)
    };
    encoder.write_frame(&frame).unwrap();
    drop(encoder);
    gif
}

/// 16 × 16 of one ink, upside down with Adobe's mark or straight without it.
pub(super) fn cmyk_jpeg(ink: [u8; 4], inverted: bool) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let mut encoder = jpeg_encoder::Encoder::new(&mut jpeg, 100);
    encoder.set_sampling_factor(jpeg_encoder::SamplingFactor::F_1_1);
    // The encoder turns ink upside down and marks it; the mark goes with the
    // test for files that have none.
    let samples = ink.map(|ink| if inverted { ink } else { 255 - ink }).repeat(256);
    encoder.encode(&samples, 16, 16, jpeg_encoder::ColorType::Cmyk).unwrap();
    if !inverted {
        let start = jpeg.windows(2).position(|pair| pair == [0xFF, 0xEE]).unwrap();
        let length = usize::from(jpeg[start + 3]);
        jpeg.drain(start..start + 2 + length);
    }
    jpeg
}

/// One grey all over.
pub(super) fn grey_jpeg(width: u16, height: u16, grey: u8) -> Vec<u8> {
    let mut jpeg = Vec::new();
    let samples = vec![grey; usize::from(width) * usize::from(height)];
    jpeg_encoder::Encoder::new(&mut jpeg, 95)
        .encode(&samples, width, height, jpeg_encoder::ColorType::Luma)
        .unwrap();
    jpeg
}

/// Width, height and samples, by the decoders themselves.
pub(super) fn decoded(bytes: &[u8]) -> (usize, usize, Vec<u8>) {
    match Format::of(bytes).unwrap() {
        Format::Jpeg => {
            let mut decoder = jpeg_decoder::Decoder::new(bytes);
            let samples = decoder.decode().unwrap();
            let info = decoder.info().unwrap();
            (info.width.into(), info.height.into(), samples)
        }
        Format::Png => {
            let mut reader = png::Decoder::new(std::io::Cursor::new(bytes)).read_info().unwrap();
            let mut samples = vec![0; reader.output_buffer_size().unwrap()];
            let info = reader.next_frame(&mut samples).unwrap();
            (info.width as usize, info.height as usize, samples)
        }
        Format::WebP => {
            let mut decoder = image_webp::WebPDecoder::new(std::io::Cursor::new(bytes)).unwrap();
            let mut samples = vec![0; decoder.output_buffer_size().unwrap()];
            decoder.read_image(&mut samples).unwrap();
            let (width, height) = decoder.dimensions();
            (width as usize, height as usize, samples)
        }
        Format::Gif => {
            let mut options = gif::DecodeOptions::new();
            options.set_color_output(gif::ColorOutput::RGBA);
            let mut decoder = options.read_info(bytes).unwrap();
            let samples = decoder.read_next_frame().unwrap().unwrap().buffer.to_vec();
            (decoder.width().into(), decoder.height().into(), samples)
        }
        Format::Svg => (0, 0, Vec::new()),
    }
}

/// A sample of a picture of three samples a pixel.
pub(super) fn channel_at(samples: &[u8], width: usize, x: usize, y: usize, channel: usize) -> u8 {
    samples[(y * width + x) * 3 + channel]
}
