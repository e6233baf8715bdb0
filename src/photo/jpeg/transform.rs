//! From the frequencies of a block to its pixels, at any scale.
//!
//! The inverse cosine transform says how bright a block of 8 × 8 is at any
//! place, not only in the middle of its pixels. Asked at fewer places (and
//! without the frequencies too fine for them) it scales down, asked at more it
//! scales up. So the photo comes out at 5/8 of its size, and colour of half the
//! resolution at the full one, by the same few lines and without a second pass.

use std::f32::consts::{FRAC_1_SQRT_2, PI};

/// One frequency after another, each at up to `L` places along a side.
#[derive(Clone)]
pub(super) struct Waves<const L: usize> {
    across: [[f32; L]; 8],
    down: [[f32; 8]; 16],
    /// The height in pixels.
    rows: usize,
    /// A bit for each row of frequencies that is not too fine for the height.
    needed: u8,
}

impl<const L: usize> Waves<L> {
    /// Waves for blocks of `width` × `height` pixels, `width` at most `L`.
    pub fn new(width: u8, height: u8) -> Self {
        let mut across = [[0.0; L]; 8];
        let mut down = [[0.0; 8]; 16];
        for (frequency, waves) in (0..width.min(8)).zip(&mut across) {
            for (place, wave) in (0..width).zip(waves) {
                *wave = wave_at(frequency, place, width);
            }
        }
        for (place, waves) in (0..height).zip(&mut down) {
            for (frequency, wave) in (0..height.min(8)).zip(waves) {
                *wave = wave_at(frequency, place, height);
            }
        }
        Self {
            across,
            down,
            rows: usize::from(height),
            needed: u8::MAX >> 8_u8.saturating_sub(height),
        }
    }
}

/// A wave that goes through a side `frequency` / 2 times, at the middle of the
/// pixel at `place`.
fn wave_at(frequency: u8, place: u8, length: u8) -> f32 {
    let flat = if frequency == 0 { FRAC_1_SQRT_2 } else { 1.0 };
    let turn = f32::from(2 * place + 1) * f32::from(frequency) / f32::from(2 * length);
    0.5 * flat * (turn * PI).cos()
}

/// A block in which frequencies gather as they are read. Rows of which none is
/// there, and in most blocks most are not, cost nothing.
pub(super) struct Block<'a, const L: usize> {
    waves: &'a Waves<L>,
    frequencies: [[f32; 8]; 8],
    /// A bit for each row that has anything.
    used: u8,
}

impl<'a, const L: usize> Block<'a, L> {
    pub fn new(waves: &'a Waves<L>) -> Self {
        Self {
            waves,
            frequencies: [[0.0; 8]; 8],
            used: 0,
        }
    }

    /// Sets how much there is of the frequency at this place of the 8 × 8.
    #[inline]
    pub fn set(&mut self, place: u8, amount: f32) {
        let row = usize::from(place >> 3 & 7);
        self.used |= 1 << row;
        self.frequencies[row][usize::from(place & 7)] = amount;
    }

    /// Writes the pixels, around 0, into the upper left of a plane `stride`
    /// wide. Writes `L` columns: what is beyond the block's width, the block to
    /// the right writes over, and the plane has `L` columns to spare.
    #[inline]
    pub fn write(&self, plane: &mut [f32], stride: usize) {
        let mut rows = [[0.0; L]; 8];
        for row in ones(self.used & self.waves.needed) {
            let mut sums = [0.0; L];
            // Frequencies too fine for the width have waves of zeros.
            for (frequency, wave) in self.frequencies[row].iter().zip(&self.waves.across).take(L) {
                for (sum, wave) in sums.iter_mut().zip(wave) {
                    *sum += frequency * wave;
                }
            }
            rows[row] = sums;
        }
        for (line, down) in plane
            .chunks_mut(stride)
            .zip(&self.waves.down)
            .take(self.waves.rows)
        {
            let mut sums = [0.0; L];
            for row in ones(self.used & self.waves.needed) {
                for (sum, value) in sums.iter_mut().zip(&rows[row]) {
                    *sum += down[row] * value;
                }
            }
            if let Some(line) = line.first_chunk_mut::<L>() {
                *line = sums;
            }
        }
    }
}

/// The places of the ones among eight bits.
#[inline]
fn ones(mut bits: u8) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (place < 8).then_some(place)
    })
}
