//! The three things in EXIF that matter: which way is up, when, and Adobe RGB.
//!
//! A reader of our own, because three fields need no list of a thousand tags,
//! and because makers' notes make general readers fail where these fields are
//! still sound. Whatever is missing or damaged reads as absent.

use chrono::NaiveDateTime;

/// What a camera noted about a photo, as far as anybody here needs it.
#[derive(Debug, Default)]
pub(super) struct Capture {
    /// How the stored pixels must be turned.
    pub orientation: Orientation,
    /// `DateTimeOriginal`, in the camera's time zone.
    pub taken: Option<NaiveDateTime>,
    /// Whether the camera was set to Adobe RGB, which it says here and not in
    /// a profile.
    pub adobe_rgb: bool,
}

impl Capture {
    /// Reads a TIFF block, with or without the `Exif\0\0` that may precede it.
    pub fn read(block: &[u8]) -> Self {
        const ORIENTATION: u16 = 0x0112;
        const EXIF_FOLDER: u16 = 0x8769;
        const DATE_TIME_ORIGINAL: u16 = 0x9003;
        const INTEROP_FOLDER: u16 = 0xA005;
        const INTEROP_INDEX: u16 = 0x0001;

        let Some((tiff, main)) = Tiff::open(block) else {
            return Self::default();
        };
        let exif = tiff.number(main, EXIF_FOLDER);
        let interop = exif.and_then(|exif| tiff.number(exif, INTEROP_FOLDER));
        Self {
            orientation: tiff
                .number(main, ORIENTATION)
                .and_then(Orientation::from_tag)
                .unwrap_or_default(),
            taken: exif
                .and_then(|exif| tiff.text(exif, DATE_TIME_ORIGINAL))
                .and_then(|text| NaiveDateTime::parse_from_str(text, "%Y:%m:%d %H:%M:%S").ok()),
            adobe_rgb: interop.and_then(|interop| tiff.text(interop, INTEROP_INDEX)) == Some("R03"),
        }
    }
}

/// How stored pixels become upright: perhaps mirror them, then perhaps swap
/// rows and columns.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Orientation {
    /// The first stored column is on the far side.
    pub mirrored_x: bool,
    /// The first stored row is on the far side.
    pub mirrored_y: bool,
    /// Stored rows are seen as columns.
    pub swapped: bool,
}

impl Orientation {
    /// The meaning of the EXIF tag, which goes from 1 (upright) to 8.
    pub fn from_tag(tag: usize) -> Option<Self> {
        (1..=8).contains(&tag).then_some(Self {
            mirrored_x: matches!(tag, 2 | 3 | 7 | 8),
            mirrored_y: matches!(tag, 3 | 4 | 6 | 7),
            swapped: tag >= 5,
        })
    }

    /// Whether there is nothing to do.
    pub fn is_upright(self) -> bool {
        self == Self::default()
    }

    /// A size before turning as a size after it, and the other way round.
    pub fn turned(self, width: u32, height: u32) -> (u32, u32) {
        if self.swapped { (height, width) } else { (width, height) }
    }
}

/// A block of tagged values in either byte order.
struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl<'a> Tiff<'a> {
    /// The block and the place of its main folder.
    fn open(block: &'a [u8]) -> Option<(Self, usize)> {
        let bytes = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        let big_endian = match bytes.get(..4)? {
            b"MM\0*" => true,
            b"II*\0" => false,
            _ => return None,
        };
        let tiff = Self { bytes, big_endian };
        let main = tiff.u32(4)?;
        Some((tiff, main))
    }

    /// The first value of a tag that holds whole numbers of 16 or 32 bits.
    fn number(&self, folder: usize, tag: u16) -> Option<usize> {
        const SHORT: usize = 3;
        const LONG: usize = 4;
        let entry = self.entry(folder, tag)?;
        match self.u16(entry + 2)? {
            SHORT => self.u16(entry + 8),
            LONG => self.u32(entry + 8),
            _ => None,
        }
    }

    /// The text of a tag, up to its terminating zero.
    fn text(&self, folder: usize, tag: u16) -> Option<&'a str> {
        const ASCII: usize = 2;
        let entry = self.entry(folder, tag)?;
        if self.u16(entry + 2)? != ASCII {
            return None;
        }
        let length = self.u32(entry + 4)?;
        // Four bytes or fewer stand in the entry itself.
        let start = if length <= 4 { entry + 8 } else { self.u32(entry + 8)? };
        let text = self.bytes.get(start..start.checked_add(length)?)?;
        let text = text.split(|&byte| byte == 0).next()?;
        std::str::from_utf8(text).ok().map(str::trim)
    }

    /// Where the twelve bytes of a tag begin.
    fn entry(&self, folder: usize, tag: u16) -> Option<usize> {
        let count = self.u16(folder)?;
        (0..count)
            .map(|index| folder + 2 + index * 12)
            .find(|&entry| self.u16(entry) == Some(usize::from(tag)))
    }

    fn u16(&self, at: usize) -> Option<usize> {
        let bytes: [u8; 2] = self.bytes.get(at..)?.first_chunk().copied()?;
        let value =
            if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) };
        Some(usize::from(value))
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let bytes: [u8; 4] = self.bytes.get(at..)?.first_chunk().copied()?;
        let value =
            if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        usize::try_from(value).ok()
    }
}
