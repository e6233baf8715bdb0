//! Photos such as a phone takes: twelve megapixels of houses, leaves and noise, with everything
//! that a phone writes beside them.

use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const WIDTH: u16 = 4000;
const HEIGHT: u16 = 3000;

/// A developed picture, to be stamped with what the camera knows of each shot.
pub struct Camera {
    jpeg: Vec<u8>,
    orientation: u8,
}

impl Camera {
    /// Draws the picture of that number.
    pub fn developed(shot: usize) -> Self {
        let mut jpeg = Vec::new();
        // Cameras and scenes differ: from 3 MB to 6.
        let quality = [92, 95, 94, 96, 95, 93, 95, 96, 94, 92][shot % 10];
        let mut encoder = Encoder::new(&mut jpeg, quality);
        encoder.set_sampling_factor(SamplingFactor::F_2_2);
        // One in ten went through a program that saves for the web.
        encoder.set_progressive(shot == 9);
        if shot % 5 == 1 {
            let wide = moxcms::ColorProfile::new_display_p3().encode().expect("a known profile");
            encoder.add_icc_profile(&wide).expect("a small profile");
        }
        let pixels = scene(u32::try_from(shot).expect("a small number") + 1);
        encoder.encode(&pixels, WIDTH, HEIGHT, ColorType::Rgb).expect("a picture in memory");
        Self { jpeg, orientation: [1, 1, 1, 6, 1, 1, 8, 1, 3, 1][shot % 10] }
    }

    /// The picture as a file of its own: another serial number and position in each.
    pub fn taken(&self, number: usize) -> Vec<u8> {
        let exif = [b"Exif\0\0".as_slice(), &tiff(self.orientation, number)].concat();
        let length = u16::try_from(exif.len() + 2).expect("a small block");
        let mut file = self.jpeg[..2].to_vec();
        file.extend([0xFF, 0xE1]);
        file.extend(length.to_be_bytes());
        file.extend(exif);
        file.extend(&self.jpeg[2..]);
        file
    }
}

/// A TIFF block: orientation, the time, the camera's serial number, where it stood.
fn tiff(orientation: u8, number: usize) -> Vec<u8> {
    const ASCII: u16 = 2;
    const SHORT: u16 = 3;
    const LONG: u16 = 4;
    const RATIONAL: u16 = 5;
    let entry = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        let head = [tag.to_be_bytes(), kind.to_be_bytes()].concat();
        [head, count.to_be_bytes().to_vec(), value.to_vec()].concat()
    };
    let at = |place: u32| place.to_be_bytes();
    let texts = format!("2026:10:{:02} 09:30:00\0SN-{number:08}\0", number / 10 + 1);
    let seconds = u32::try_from(number).unwrap_or(0);
    [
        b"MM\0*\0\0\0\x08".to_vec(),
        // The main folder, from 8 to 50.
        b"\0\x03".to_vec(),
        entry(0x0112, SHORT, 1, [0, orientation, 0, 0]),
        entry(0x8769, LONG, 1, at(50)),
        entry(0x8825, LONG, 1, at(80)),
        // That of the shot, to 80.
        b"\0\0\0\0\0\x02".to_vec(),
        entry(0x9003, ASCII, 20, at(110)),
        entry(0xA431, ASCII, 12, at(130)),
        // That of the place, to 110.
        b"\0\0\0\0\0\x02".to_vec(),
        entry(0x0001, ASCII, 2, *b"N\0\0\0"),
        entry(0x0002, RATIONAL, 3, at(142)),
        b"\0\0\0\0".to_vec(),
        texts.into_bytes(),
        [0_u32, 1, 30, 1, seconds, 1].map(u32::to_be_bytes).concat(),
    ]
    .concat()
}

/// Walls with sharp edges, leaves at every scale, and the noise of a small sensor.
fn scene(seed: u32) -> Vec<u8> {
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..u32::from(HEIGHT) {
        for x in 0..u32::from(WIDTH) {
            let wall = hash(x / 410, y / 330, seed);
            let leaves: i32 = [9, 7, 5, 3, 1]
                .into_iter()
                .map(|octave| smooth(x, y, octave, seed) * (octave.cast_signed() + 3) / 12)
                .sum();
            // Leaves in half of the fields, plaster in the others.
            let light = if wall & 1 == 0 { leaves } else { leaves / 4 };
            for channel in 0..3 {
                let paint = 60 + (wall >> (8 * channel + 4) & 0x7F).cast_signed();
                let noise = (hash(x * 3 + channel, y, seed) & 15).cast_signed() - 7;
                let value = paint + light + noise * 2 / 3;
                pixels.push(u8::try_from(value.clamp(0, 255)).unwrap_or(0));
            }
        }
    }
    pixels
}

/// Noise that is smooth over `1 << octave` pixels, between -64 and 63.
fn smooth(x: u32, y: u32, octave: u32, seed: u32) -> i32 {
    let size = 1_u32 << octave;
    let (left, top) = (x >> octave, y >> octave);
    let (right, down) = ((x & (size - 1)).cast_signed(), (y & (size - 1)).cast_signed());
    let corner = |x, y| (hash(x, y, seed + octave) & 127).cast_signed() - 64;
    let size = size.cast_signed();
    let row = |y| corner(left, y) * (size - right) + corner(left + 1, y) * right;
    (row(top) * (size - down) + row(top + 1) * down) / (size * size)
}

/// Numbers without a pattern that an eye or a codec would see.
fn hash(x: u32, y: u32, seed: u32) -> u32 {
    let mut mixed = x.wrapping_mul(0x9E37_79B1) ^ y.wrapping_mul(0x85EB_CA77) ^ seed << 17;
    mixed = (mixed ^ mixed >> 15).wrapping_mul(0x2C1B_3C6D);
    mixed = (mixed ^ mixed >> 12).wrapping_mul(0x297A_2D39);
    mixed ^ mixed >> 15
}
