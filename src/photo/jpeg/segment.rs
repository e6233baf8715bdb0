//! The marker segments of a JPEG, one after another.

/// Start of the JFIF segment's kind.
const APP0: u8 = 0xE0;
/// Where EXIF and XMP stand.
pub(super) const APP1: u8 = 0xE1;
/// Where ICC profiles stand.
pub(super) const APP2: u8 = 0xE2;
/// Where Adobe says how colours are coded.
const APP14: u8 = 0xEE;
/// Start of scan: compressed data follows.
pub(super) const SCAN: u8 = 0xDA;
/// End of image. What follows is another picture or none of our business.
const END: u8 = 0xD9;

/// One segment.
pub(super) struct Segment<'a> {
    /// The second byte of its marker.
    pub code: u8,
    /// What stands between its length and its end.
    pub payload: &'a [u8],
    /// From marker to end.
    pub whole: &'a [u8],
    /// Everything behind it: of a scan, the compressed data first.
    pub after: &'a [u8],
}

/// The segments up to the end of the image, or to the first cut short.
pub(super) fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        loop {
            // Bytes between segments are allowed only as 0xFF, but decoders
            // skip any, so this does too.
            let start = rest.windows(2).position(|pair| pair[0] == 0xFF && is_marker(pair[1]))?;
            let segment = &rest[start..];
            let code = segment[1];
            if code == END {
                return None;
            }
            if is_bare(code) {
                rest = &segment[2..];
                continue;
            }
            let length = u16::from_be_bytes(*segment.get(2..)?.first_chunk()?);
            let (whole, after) = segment.split_at_checked(2 + usize::from(length))?;
            let payload = whole.get(4..)?;
            // The compressed data of a scan is skipped when the next segment is
            // asked for: most readers never do.
            rest = after;
            return Some(Segment { code, payload, whole, after });
        }
    })
}

/// The segments up to the first scan and with it: all that describes.
pub(super) fn before_pixels(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut segments = segments(bytes);
    let mut ended = false;
    // Not `take_while`, which would look for a segment behind the scan.
    std::iter::from_fn(move || {
        let segment = (!ended).then(|| segments.next())??;
        ended = segment.code == SCAN;
        Some(segment)
    })
}

impl<'a> Segment<'a> {
    /// Whether this is the JFIF header.
    pub fn is_jfif(&self) -> bool {
        self.code == APP0 && self.payload.starts_with(b"JFIF\0")
    }

    /// The compressed data behind a scan: up to a marker that is not a restart.
    pub fn compressed(&self) -> &'a [u8] {
        let is_end =
            |pair: &[u8]| pair[0] == 0xFF && is_marker(pair[1]) && !matches!(pair[1], 0xD0..=0xD7);
        let length = self.after.windows(2).position(is_end).unwrap_or(self.after.len());
        &self.after[..length]
    }

    /// The colour transform that Adobe's segment names.
    pub fn adobe_transform(&self) -> Option<u8> {
        (self.code == APP14 && self.payload.starts_with(b"Adobe"))
            .then(|| self.payload.get(11).copied())?
    }
}

/// 0x00 says that the 0xFF before it is data, 0xFF that it is padding.
fn is_marker(code: u8) -> bool {
    !matches!(code, 0x00 | 0xFF)
}

/// Markers without a length: restarts, start of image, and TEM.
fn is_bare(code: u8) -> bool {
    matches!(code, 0xD0..=0xD8 | 0x01)
}
