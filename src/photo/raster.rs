//! Decoded pixels, and what is done to them: gather, flatten, scale, turn.

use super::Refusal;
use super::exif::Orientation;
use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, PixelType, ResizeAlg, ResizeOptions, Resizer};

/// A picture in memory, row by row from the top, 8 bits a sample.
pub(super) struct Raster {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// What the samples of a pixel mean.
    pub ink: Ink,
    /// `width * height * ink.samples()` samples.
    pub samples: Vec<u8>,
    /// Width and height in pixels of what is really picture: less than a pixel
    /// of the last column and row may be filling, left by scaling in eighths.
    pub covered: (f64, f64),
}

/// What the samples of a pixel mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// One sample, 255 is white.
    Grey,
    /// Red, green, blue.
    Rgb,
    /// Light, blueness, redness, as a JPEG stores them: what comes from one JPEG and goes into
    /// another is not converted in between.
    YCbCr,
    /// Red, green, blue, opacity; not premultiplied.
    Rgba,
    /// Cyan, magenta, yellow, black; 255 is full ink.
    Cmyk,
}

impl Ink {
    /// How many samples a pixel has.
    pub fn samples(self) -> usize {
        match self {
            Self::Grey => 1,
            Self::Rgb | Self::YCbCr => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }
}

impl Raster {
    /// A picture that is picture up to its edges.
    pub fn new(width: u32, height: u32, ink: Ink, samples: Vec<u8>) -> Self {
        let covered = (f64::from(width), f64::from(height));
        Self { width, height, ink, samples, covered }
    }

    /// The samples of one row.
    fn row_length(&self) -> usize {
        self.width as usize * self.ink.samples()
    }

    /// The picture with transparency laid on white paper.
    pub fn on_white(mut self) -> Self {
        if self.ink == Ink::Rgba {
            // In place: a pixel's place after is never behind its place before.
            for pixel in 0..self.samples.len() / 4 {
                let from = pixel * 4;
                let alpha = u32::from(self.samples[from + 3]);
                for channel in 0..3 {
                    let colour = u32::from(self.samples[from + channel]);
                    let laid = (colour * alpha + 255 * (255 - alpha) + 127) / 255;
                    self.samples[pixel * 3 + channel] = u8::try_from(laid).unwrap_or(255);
                }
            }
            self.samples.truncate(self.samples.len() / 4 * 3);
            self.ink = Ink::Rgb;
        }
        self
    }

    /// The picture at another size; itself if that is the size it has.
    pub fn resized(self, width: u32, height: u32) -> Result<Self, Refusal> {
        if (width, height) == (self.width, self.height) {
            return Ok(self);
        }
        self.scaled(width, height)
    }

    /// A copy at another size, which must not be larger.
    ///
    /// Works through the picture in bands, so that the half-scaled pixels in
    /// between take kilobytes and stay in the processor's cache.
    pub fn scaled(&self, width: u32, height: u32) -> Result<Self, Refusal> {
        const BAND: u32 = 256;
        let failed = |_| Refusal::unreadable("缩放失败");
        let pixel_type = match self.ink {
            Ink::Grey => PixelType::U8,
            Ink::Rgb | Ink::YCbCr => PixelType::U8x3,
            Ink::Rgba | Ink::Cmyk => PixelType::U8x4,
        };
        let source = ImageRef::new(self.width, self.height, &self.samples, pixel_type)
            .map_err(|_| Refusal::unreadable("像素数与尺寸不符"))?;
        let row = width as usize * self.ink.samples();
        let mut samples = vec![0; row * height as usize];
        let (covered_width, covered_height) = self.covered;
        let step = covered_height / f64::from(height);
        let mut resizer = Resizer::new();
        for (index, band) in (0..).zip(samples.chunks_mut((row * BAND as usize).max(1))) {
            let top = index * BAND;
            let rows = BAND.min(height - top);
            let crop_top = f64::from(top) * step;
            let crop_height = (f64::from(rows) * step).min(covered_height - crop_top);
            let options = ResizeOptions::new()
                .resize_alg(ResizeAlg::Convolution(FilterType::Hamming))
                .use_alpha(false)
                .crop(0.0, crop_top, covered_width, crop_height);
            let mut target = Image::from_slice_u8(width, rows, band, pixel_type)
                .map_err(|_| Refusal::unreadable("像素数与尺寸不符"))?;
            resizer.resize(&source, &mut target, &options).map_err(failed)?;
        }
        Ok(Self::new(width, height, self.ink, samples))
    }

    /// The picture turned as the camera was held.
    pub fn upright(self, orientation: Orientation) -> Self {
        if orientation.is_upright() {
            return self;
        }
        let samples = match self.ink.samples() {
            1 => turned::<1>(&self, orientation),
            3 => turned::<3>(&self, orientation),
            _ => turned::<4>(&self, orientation),
        };
        let (width, height) = orientation.turned(self.width, self.height);
        Self::new(width, height, self.ink, samples)
    }
}

/// The samples of a picture of `N` samples a pixel, turned.
///
/// Written row after row into memory that nobody touched before, which takes half the time of
/// going by tiles through zeroes.
fn turned<const N: usize>(raster: &Raster, orientation: Orientation) -> Vec<u8> {
    let (width, height) = orientation.turned(raster.width, raster.height);
    let (width, height) = (width as usize, height as usize);
    let (stored_width, stored_height) = (raster.width as usize, raster.height as usize);
    let stored = |x: usize, y: usize| {
        let (x, y) = if orientation.swapped { (y, x) } else { (x, y) };
        let x = if orientation.mirrored_x { stored_width - 1 - x } else { x };
        let y = if orientation.mirrored_y { stored_height - 1 - y } else { y };
        y * stored_width + x
    };
    let (pixels, _) = raster.samples.as_chunks::<N>();
    let mut turned = Vec::with_capacity(pixels.len());
    for y in 0..height {
        turned.extend((0..width).map(|x| pixels[stored(x, y)]));
    }
    turned.into_flattened()
}

/// Gathers rows into a raster in which each pixel is the mean of a square of
/// `shrink` × `shrink`, so that a huge picture never stands in memory whole.
pub(super) struct Rows {
    raster: Raster,
    shrink: usize,
    sums: Vec<u32>,
    summed: usize,
}

impl Rows {
    /// Rows `width` wide; the result is as small as it may be without either
    /// side falling below `enough`, or full size without that.
    pub fn new(width: u32, height: u32, ink: Ink, enough: Option<(u32, u32)>) -> Self {
        let shrink = Self::shrink(width, height, enough);
        let raster = Raster::new(width / shrink, 0, ink, Vec::new());
        let sums = if shrink == 1 { Vec::new() } else { vec![0; raster.row_length()] };
        Self { raster, shrink: shrink as usize, sums, summed: 0 }
    }

    /// How many bytes the result will take.
    pub fn memory(width: u32, height: u32, samples: u64, enough: Option<(u32, u32)>) -> u64 {
        let shrink = Self::shrink(width, height, enough);
        u64::from(width / shrink) * u64::from(height / shrink) * samples
    }

    /// The side of the squares that become a pixel.
    fn shrink(width: u32, height: u32, enough: Option<(u32, u32)>) -> u32 {
        // Sums of 64 × 64 samples are far from overflow, and nobody needs less.
        enough.map_or(1, |(enough_width, enough_height)| {
            (width / enough_width.max(1)).min(height / enough_height.max(1)).clamp(1, 64)
        })
    }

    /// Adds the next row. Columns and rows that fill no square are left out:
    /// fewer than `shrink` of them, at the right and at the bottom.
    pub fn push(&mut self, row: &[u8]) {
        if self.shrink == 1 {
            self.raster.samples.extend_from_slice(row);
            self.raster.height += 1;
            return;
        }
        let samples = self.raster.ink.samples();
        for (sums, square) in
            self.sums.chunks_exact_mut(samples).zip(row.chunks_exact(samples * self.shrink))
        {
            for pixel in square.chunks_exact(samples) {
                for (sum, &sample) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(sample);
                }
            }
        }
        self.summed += 1;
        if self.summed == self.shrink {
            let area = u32::try_from(self.shrink * self.shrink).unwrap_or(u32::MAX);
            self.raster.samples.extend(
                self.sums.iter().map(|&sum| u8::try_from((sum + area / 2) / area).unwrap_or(255)),
            );
            self.raster.height += 1;
            self.sums.fill(0);
            self.summed = 0;
        }
    }

    /// The raster, once all rows were pushed.
    pub fn finish(self) -> Raster {
        let Raster { width, height, ink, samples, .. } = self.raster;
        Raster::new(width, height, ink, samples)
    }
}
