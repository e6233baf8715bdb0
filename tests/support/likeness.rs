//! Whether two pictures of a page show the same, with patience for noise and none for changes.

use std::io::Cursor;

/// Pixels of red, green and blue, row by row.
pub struct Picture {
    pub width: usize,
    pub height: usize,
    pub pixels: Vec<[u8; 3]>,
}

impl Picture {
    pub fn from_webp(bytes: &[u8]) -> Self {
        let mut decoder = image_webp::WebPDecoder::new(Cursor::new(bytes)).expect("a WebP");
        let (width, height) = decoder.dimensions();
        let mut samples = vec![0; decoder.output_buffer_size().expect("a size")];
        decoder.read_image(&mut samples).expect("a WebP");
        let each = if decoder.has_alpha() { 4 } else { 3 };
        let pixels = samples.chunks_exact(each).map(|pixel| [pixel[0], pixel[1], pixel[2]]);
        Self { width: width as usize, height: height as usize, pixels: pixels.collect() }
    }

    pub fn to_png(&self) -> Vec<u8> {
        let size = |length: usize| u32::try_from(length).expect("a picture's size");
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, size(self.width), size(self.height));
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().expect("memory");
        writer.write_image_data(self.pixels.as_flattened()).expect("memory");
        writer.finish().expect("memory");
        bytes
    }

    /// The mean colours of all whole squares of so many pixels, with the number of them in a row.
    fn squares(&self, side: usize, height: usize) -> (Vec<[f64; 3]>, usize) {
        let (across, down) = (self.width / side, height / side);
        let mean = |at: usize| {
            let (x, y) = (at % across * side, at / across * side);
            let mut sum = [0_u32; 3];
            for row in y..y + side {
                for pixel in &self.pixels[row * self.width + x..][..side] {
                    for (sum, sample) in sum.iter_mut().zip(pixel) {
                        *sum += u32::from(*sample);
                    }
                }
            }
            let count = f64::from(u32::try_from(side * side).expect("a small square"));
            sum.map(|sum| f64::from(sum) / count)
        };
        ((0..across * down).map(mean).collect(), across)
    }
}

/// A stroke of a letter, smoothed this way or that, is a matter of a pixel or two; the mean of 8 by
/// 8 hardly notices, but a line of text that moves by a quarter of its height does change it.
const CELL: usize = 8;

/// Five cells: a line of text with the space around it, so that one letter alone decides nothing.
const BLOCK: usize = 5 * CELL;

/// How much the cells of a block may differ, of 255. Both pictures are compressed alike, so on one
/// machine this is nothing; compression that falls out otherwise makes up to 7, and all lines set
/// one pixel lower, which another release of the browser may do, up to 18. Four pixels make 38 and
/// more.
const MOVED: f64 = 20.0;

/// How much the mean colour of a block may differ. A pixel's move makes up to 3; the palest ground
/// of the theme (`--mist`) turned white makes 13, a title in bold turned ordinary 8.
const TINTED: f64 = 6.0;

/// How much all cells together may differ: compression makes up to 2, one pixel's move 3.6.
const EVERYWHERE: f64 = 4.0;

/// A page that ends so many pixels earlier or later is the same; a line of text is 28.
const LONGER: usize = 8;

/// Says in a sentence how a picture differs from what it should be, or nothing where it does not.
pub fn difference(wanted: &Picture, found: &Picture) -> Option<String> {
    if wanted.width != found.width || wanted.height.abs_diff(found.height) > LONGER {
        return Some(format!(
            "it is {} × {} pixels instead of {} × {}",
            found.width, found.height, wanted.width, wanted.height
        ));
    }
    let cells = differences(wanted, found, CELL);
    let everywhere = mean(&cells.0);
    if everywhere > EVERYWHERE {
        return Some(format!("all of it differs, by {everywhere:.1} of 255 on average"));
    }
    let place = |at: usize, across: usize| (at % across * BLOCK, at / across * BLOCK);
    let (blocks, across) = gathered(&cells);
    if let Some((at, by)) = worst(&blocks).filter(|(_, by)| *by > MOVED) {
        let (x, y) = place(at, across);
        return Some(format!("something moved at {x}, {y}: its parts differ by {by:.1} of 255"));
    }
    let (blocks, across) = differences(wanted, found, BLOCK);
    let (at, by) = worst(&blocks).filter(|(_, by)| *by > TINTED)?;
    let (x, y) = place(at, across);
    Some(format!("the colour changed at {x}, {y}, by {by:.1} of 255"))
}

/// The picture that was found, grey, with red where it differs.
pub fn marked(wanted: &Picture, found: &Picture) -> Picture {
    let (cells, across) = differences(wanted, found, CELL);
    let pixels = found.pixels.iter().enumerate().map(|(at, [red, green, blue])| {
        let (x, y) = (at % found.width / CELL, at / found.width / CELL);
        let grey = (u16::from(*red) + u16::from(*green) + u16::from(*blue)) / 6 + 127;
        let grey = u8::try_from(grey).unwrap_or(u8::MAX);
        let differs = x < across && cells.get(y * across + x).is_some_and(|by| *by > TINTED);
        if differs { [grey, grey / 3, grey / 3] } else { [grey; 3] }
    });
    Picture { pixels: pixels.collect(), ..*found }
}

/// By how much each square of two pictures differs, in the channel that differs most.
fn differences(one: &Picture, other: &Picture, side: usize) -> (Vec<f64>, usize) {
    let height = one.height.min(other.height);
    let (ours, across) = one.squares(side, height);
    let (theirs, _) = other.squares(side, height);
    let most = |(a, b): (&[f64; 3], &[f64; 3])| {
        a.iter().zip(b).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };
    (ours.iter().zip(&theirs).map(most).collect(), across)
}

/// The mean difference of the cells of each whole block.
fn gathered((cells, across): &(Vec<f64>, usize)) -> (Vec<f64>, usize) {
    let each = BLOCK / CELL;
    let (wide, high) = (across / each, cells.len() / across / each);
    let block = |at: usize| {
        let (x, y) = (at % wide * each, at / wide * each);
        let inside = (y..y + each).flat_map(|row| &cells[row * across + x..][..each]);
        mean(&inside.copied().collect::<Vec<_>>())
    };
    ((0..wide * high).map(block).collect(), wide)
}

fn mean(values: &[f64]) -> f64 {
    let count = u32::try_from(values.len().max(1)).expect("a picture's squares");
    values.iter().sum::<f64>() / f64::from(count)
}

fn worst(values: &[f64]) -> Option<(usize, f64)> {
    values.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))
}

mod tests {
    use super::{Picture, difference};

    const WIDTH: usize = 360;
    const HEIGHT: usize = 800;

    /// A page as a phone shows it: a dark header, a pale panel, lines of something like letters.
    fn page() -> Picture {
        let mut pixels = vec![[255; 3]; WIDTH * HEIGHT];
        for (at, pixel) in pixels.iter_mut().enumerate() {
            let (x, y) = (at % WIDTH, at / WIDTH);
            let letter = y % 32 < 18 && (x / 3 * 7 + y / 3 * 5 + x / 18 * 3) % 11 < 4;
            *pixel = match y {
                0..90 => [12, 84, 91],
                _ if !(16..344).contains(&x) => [255; 3],
                _ if letter => [23, 39, 42],
                500..660 => [242, 246, 246],
                _ => [255; 3],
            };
        }
        Picture { width: WIDTH, height: HEIGHT, pixels }
    }

    /// The page with each pixel made from its place and its old colour.
    fn changed(change: impl Fn(usize, usize, &Picture) -> [u8; 3]) -> Picture {
        let page = page();
        let pixels = (0..WIDTH * HEIGHT).map(|at| change(at % WIDTH, at / WIDTH, &page)).collect();
        Picture { pixels, ..page }
    }

    fn at(page: &Picture, x: usize, y: usize) -> [u8; 3] {
        page.pixels[y.min(HEIGHT - 1) * WIDTH + x]
    }

    /// What is told of a page that was changed.
    fn told(change: impl Fn(usize, usize, &Picture) -> [u8; 3]) -> Option<String> {
        difference(&page(), &changed(change))
    }

    #[test]
    fn noise_is_no_difference() {
        let noisy = told(|x, y, page| {
            let noise = u8::try_from((x * 31 + y * 17 + x * y) % 13).expect("a small number");
            at(page, x, y).map(|sample| sample.saturating_add(noise).saturating_sub(6))
        });
        assert_eq!(noisy, None);
    }

    #[test]
    fn letters_smoothed_otherwise_are_no_difference() {
        let smoothed = told(|x, y, page| {
            let (here, left) = (at(page, x, y), at(page, x.saturating_sub(1), y));
            [0, 1, 2].map(|i| u8::midpoint(here[i], left[i]))
        });
        assert_eq!(smoothed, None);
    }

    #[test]
    fn a_block_that_moved_is_a_difference() {
        for by in [4, 8, 20] {
            let moved = told(|x, y, page| at(page, x, if y < 500 { y } else { y - by }));
            assert!(moved.is_some(), "by {by} pixels");
        }
        let aside = told(|x, y, page| {
            let inside = (200..300).contains(&y) && x >= 8;
            at(page, if inside { x - 8 } else { x }, y)
        });
        assert!(aside.is_some());
    }

    #[test]
    fn another_colour_is_a_difference() {
        let recoloured = |old: [u8; 3], new: [u8; 3]| {
            told(|x, y, page| Some(at(page, x, y)).filter(|here| *here != old).unwrap_or(new))
        };
        assert!(recoloured([12, 84, 91], [12, 84, 111]).expect("a header").contains("colour"));
        assert!(recoloured([242, 246, 246], [255; 3]).expect("a panel").contains("colour"));
        assert!(recoloured([23, 39, 42], [90, 39, 42]).is_some());
    }

    #[test]
    fn a_missing_header_is_a_difference() {
        assert!(told(|x, y, page| at(page, x, y + 90)).is_some());
        assert!(told(|x, y, page| if y < 90 { [255; 3] } else { at(page, x, y) }).is_some());
    }

    #[test]
    fn a_page_of_another_size_is_a_difference() {
        let longer = |by: usize| {
            let mut longer = page();
            longer.height += by;
            longer.pixels.resize(WIDTH * longer.height, [255; 3]);
            difference(&page(), &longer)
        };
        assert_eq!(longer(4), None);
        assert_eq!(longer(30).as_deref(), Some("it is 360 × 830 pixels instead of 360 × 800"));
    }
}
