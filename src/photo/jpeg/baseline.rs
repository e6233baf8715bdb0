//! A decoder for what cameras write: baseline JPEG, in one scan.
//!
//! Our own, for memory and time. It goes through the photo once, a strip of
//! blocks at a time, and leaves nothing behind but the scaled-down picture; the
//! libraries hold the whole photo, and scale by powers of two only, which for a
//! photo held upright means not at all. What is not baseline (progressive,
//! arithmetic, ink) is left to a library.

use super::super::Refusal;
use super::super::raster::{Ink, Raster};
use super::entropy::{Bits, Huffman};
use super::segment::{Segment, before_pixels};
use super::transform::{Block, Waves};
use super::{Coding, Frame, damaged};

/// Where in the 8 × 8 the frequencies stand in the order of the file.
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];

/// Decodes at the smallest number of eighths that is `enough`; none if this is
/// not a photo for this decoder.
pub(super) fn pixels(
    bytes: &[u8],
    coding: Coding,
    enough: Option<(u32, u32)>,
) -> Option<Result<Raster, Refusal>> {
    let ink = match coding {
        Coding::Grey => Ink::Grey,
        Coding::YCbCr | Coding::Rgb => Ink::Rgb,
        Coding::Ycck | Coding::Cmyk { .. } => return None,
    };
    let mut tables = Tables::default();
    for segment in before_pixels(bytes) {
        if segment.code == super::segment::SCAN {
            let scan = Scan::read(&tables, &segment, enough)?;
            let (width, height) = (scan.width, scan.height);
            return Some(
                scan.decode(coding)
                    .map(|samples| Raster::new(width, height, ink, samples)),
            );
        }
        tables.read(&segment)?;
    }
    None
}

/// What stands before a scan.
#[derive(Default)]
struct Tables {
    frame: Option<Frame>,
    /// For each frequency, in the order of the file, what its numbers count.
    steps: [Option<[f32; 64]>; 4],
    /// Huffman codes for the flat parts of blocks.
    flat: [Option<Huffman>; 4],
    /// Huffman codes for all other frequencies.
    waves: [Option<Huffman>; 4],
    restart: usize,
}

impl Tables {
    /// Reads a segment; none if it is of a kind that only a library can read.
    fn read(&mut self, segment: &Segment) -> Option<()> {
        let mut rest = segment.payload;
        match segment.code {
            0xC0 | 0xC1 if rest.first() == Some(&8) => self.frame = Frame::of(segment),
            0xC0..=0xC3 | 0xC5..=0xC7 | 0xC9..=0xCF => return None,
            0xC4 => {
                while let Some((&[place], after)) = rest.split_first_chunk() {
                    let (huffman, after) = Huffman::read(after)?;
                    let tables = if place >> 4 == 0 {
                        &mut self.flat
                    } else {
                        &mut self.waves
                    };
                    *tables.get_mut(usize::from(place & 15))? = Some(huffman);
                    rest = after;
                }
            }
            0xDB => {
                while let Some((&place, after)) = rest.split_first() {
                    let wide = usize::from(place >> 4 != 0);
                    let (steps, after) = after.split_at_checked(64 << wide)?;
                    let mut table = [0.0; 64];
                    for (step, bytes) in table.iter_mut().zip(steps.chunks_exact(1 << wide)) {
                        *step = bytes
                            .iter()
                            .fold(0.0, |high, &low| high * 256.0 + f32::from(low));
                    }
                    *self.steps.get_mut(usize::from(place & 15))? = Some(table);
                    rest = after;
                }
            }
            0xDD => self.restart = u16::from_be_bytes(*rest.first_chunk()?).into(),
            _ => {}
        }
        Some(())
    }
}

/// A scan ready to be decoded.
struct Scan<'a> {
    /// The size of the picture that comes out.
    width: u32,
    height: u32,
    /// How many units of blocks there are across and down, and the size in
    /// pixels that one comes out at.
    across: usize,
    down: usize,
    unit: (usize, usize),
    components: Vec<Component<'a>>,
    restart: usize,
    bits: Bits<'a>,
}

/// What one component needs.
struct Component<'a> {
    /// Blocks in a unit, across and down.
    blocks: (u8, u8),
    /// The size in pixels that a block comes out at.
    size: (u8, u8),
    waves: AnyWaves,
    steps: &'a [f32; 64],
    flat_code: &'a Huffman,
    wave_code: &'a Huffman,
    /// The flat part of the block before: only the difference is in the file.
    before: i32,
}

/// Waves by the width that the processor adds at once; one for each component
/// of a photo, so their unequal sizes cost nothing.
#[expect(clippy::large_enum_variant, reason = "there are three of them")]
enum AnyWaves {
    Four(Waves<4>),
    Eight(Waves<8>),
    Sixteen(Waves<16>),
}

impl<'a> Scan<'a> {
    /// Puts together what the tables say; none if a library should look at it.
    fn read(tables: &'a Tables, segment: &Segment<'a>, enough: Option<(u32, u32)>) -> Option<Self> {
        let frame = tables.frame.as_ref()?;
        let (&count, rest) = segment.payload.split_first()?;
        let count = usize::from(count);
        let choices = rest.get(..count * 2)?;
        if count != frame.components.len() || count == 0 {
            return None;
        }
        // A single component is not grouped into units.
        let sampling = |&(_, factors, _): &(u8, u8, u8)| {
            if count == 1 {
                (1, 1)
            } else {
                (factors >> 4, factors & 15)
            }
        };
        let most_across = frame
            .components
            .iter()
            .map(|component| sampling(component).0)
            .max()?;
        let most_down = frame
            .components
            .iter()
            .map(|component| sampling(component).1)
            .max()?;
        let eighths = eighths((frame.width.into(), frame.height.into()), enough);
        let components =
            frame
                .components
                .iter()
                .zip(choices.chunks_exact(2))
                .map(|(component, choice)| {
                    let (across, down) = sampling(component);
                    let usual = matches!((across, most_across), (1, 1) | (1 | 2, 2))
                        && matches!((down, most_down), (1, 1) | (1 | 2, 2))
                        && component.0 == choice[0];
                    if !usual {
                        return None;
                    }
                    let size = (eighths * most_across / across, eighths * most_down / down);
                    Some(Component {
                        blocks: (across, down),
                        size,
                        waves: AnyWaves::new(size),
                        steps: tables.steps.get(usize::from(component.2))?.as_ref()?,
                        flat_code: tables.flat.get(usize::from(choice[1] >> 4))?.as_ref()?,
                        wave_code: tables.waves.get(usize::from(choice[1] & 15))?.as_ref()?,
                        before: 0,
                    })
                });
        let components: Vec<_> = components.collect::<Option<_>>()?;
        let scaled = |length: u16| (u32::from(length) * u32::from(eighths)).div_ceil(8);
        let units = |length: u16, blocks: u8| usize::from(length).div_ceil(8 * usize::from(blocks));
        Some(Self {
            width: scaled(frame.width),
            height: scaled(frame.height),
            across: units(frame.width, most_across),
            down: units(frame.height, most_down),
            unit: (
                usize::from(eighths * most_across),
                usize::from(eighths * most_down),
            ),
            components,
            restart: tables.restart,
            bits: Bits::new(segment.after),
        })
    }

    /// Decodes strip by strip.
    fn decode(mut self, coding: Coding) -> Result<Vec<u8>, Refusal> {
        // Sixteen to spare: a block may write so far beyond its width.
        let stride = self.across * self.unit.0 + 16;
        let mut planes = vec![vec![0.0_f32; stride * self.unit.1]; self.components.len()];
        let (width, height) = (self.width as usize, self.height as usize);
        let mut samples = Vec::new();
        let mut left = self.restart;
        for strip in 0..self.down {
            for unit in 0..self.across {
                if self.restart > 0 {
                    if left == 0 {
                        self.bits.restart().ok_or_else(|| damaged("restart"))?;
                        left = self.restart;
                        for component in &mut self.components {
                            component.before = 0;
                        }
                    }
                    left -= 1;
                }
                for (component, plane) in self.components.iter_mut().zip(&mut planes) {
                    let plane = &mut plane[unit * self.unit.0..];
                    component
                        .unit(&mut self.bits, plane, stride)
                        .ok_or_else(|| damaged("code"))?;
                }
            }
            if self.bits.ran_out() {
                return Err(damaged("cut short"));
            }
            if strip == 0 {
                // Only now that a strip was there, so that a header cannot make
                // anybody reserve much by saying much.
                samples.reserve_exact(width * height * planes.len());
            }
            for row in 0..self.unit.1.min(height - (strip * self.unit.1).min(height)) {
                let rows = planes
                    .iter()
                    .map(|plane| &plane[row * stride..][..width])
                    .collect::<Vec<_>>();
                super::light::append(&mut samples, &rows, coding);
            }
        }
        Ok(samples)
    }
}

impl Component<'_> {
    /// Decodes the blocks of one unit.
    fn unit(&mut self, bits: &mut Bits, plane: &mut [f32], stride: usize) -> Option<()> {
        for down in 0..usize::from(self.blocks.1) {
            for across in 0..usize::from(self.blocks.0) {
                let start =
                    down * usize::from(self.size.1) * stride + across * usize::from(self.size.0);
                let plane = plane.get_mut(start..)?;
                self.before = match &self.waves {
                    AnyWaves::Four(waves) => self.block(waves, bits, plane, stride)?,
                    AnyWaves::Eight(waves) => self.block(waves, bits, plane, stride)?,
                    AnyWaves::Sixteen(waves) => self.block(waves, bits, plane, stride)?,
                };
            }
        }
        Some(())
    }

    /// Decodes one block; gives its flat part.
    #[inline]
    fn block<const L: usize>(
        &self,
        waves: &Waves<L>,
        bits: &mut Bits,
        target: &mut [f32],
        stride: usize,
    ) -> Option<i32> {
        let mut block = Block::new(waves);
        let length = bits.symbol(self.flat_code)?;
        if length > 15 {
            return None;
        }
        let flat = self.before.wrapping_add(bits.number(length.into()));
        block.set(0, real(flat) * self.steps[0]);
        let mut place = 1;
        while place < 64 {
            // How many frequencies are absent, and how long the next number is.
            let symbol = bits.symbol(self.wave_code)?;
            let (absent, length) = (usize::from(symbol >> 4), symbol & 15);
            place += absent;
            if length > 0 {
                let amount = real(bits.number(length.into())) * *self.steps.get(place)?;
                block.set(ZIGZAG[place & 63], amount);
            } else if absent < 15 {
                break;
            }
            place += 1;
        }
        block.write(target, stride);
        Some(flat)
    }
}

impl AnyWaves {
    fn new((width, height): (u8, u8)) -> Self {
        match width {
            0..=4 => Self::Four(Waves::new(width, height)),
            5..=8 => Self::Eight(Waves::new(width, height)),
            _ => Self::Sixteen(Waves::new(width, height)),
        }
    }
}

/// The smallest number of eighths at which no side is less than `enough`.
fn eighths((width, height): (u32, u32), enough: Option<(u32, u32)>) -> u8 {
    let Some((enough_width, enough_height)) = enough else {
        return 8;
    };
    (1..8)
        .find(|&eighths| {
            let scaled = |length: u32| (length * u32::from(eighths)).div_ceil(8);
            scaled(width) >= enough_width && scaled(height) >= enough_height
        })
        .unwrap_or(8)
}

/// Numbers of a file have at most 16 bits, which a float holds exactly; sums of
/// them only in a file that is broken anyway.
#[expect(clippy::cast_precision_loss, reason = "see above")]
fn real(number: i32) -> f32 {
    number as f32
}
