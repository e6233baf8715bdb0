//! The size of a drawing in CSS pixels.

/// What browsers take when a drawing says nothing.
const DEFAULT: (f64, f64) = (300.0, 150.0);

/// The size from the root's `width`, `height` and `viewBox`. Where only one
/// side is said, the proportion of the box gives the other.
pub(super) fn of(width: Option<&str>, height: Option<&str>, view_box: Option<&str>) -> (u32, u32) {
    let (box_width, box_height) = view_box.and_then(boxed).unwrap_or(DEFAULT);
    let (width, height) = match (width.and_then(length), height.and_then(length)) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) => (width, width * box_height / box_width),
        (None, Some(height)) => (height * box_width / box_height, height),
        (None, None) => (box_width, box_height),
    };
    (pixels(width), pixels(height))
}

/// The size in `0 0 120 80`, with or without commas.
fn boxed(view_box: &str) -> Option<(f64, f64)> {
    let mut numbers = view_box
        .split([' ', ',', '\t', '\n', '\r'])
        .filter(|number| !number.is_empty())
        .map(|number| number.parse::<f64>().ok().filter(|number| number.is_finite()));
    let (_, _) = (numbers.next()??, numbers.next()??);
    let (width, height) = (numbers.next()??, numbers.next()??);
    (width > 0.0 && height > 0.0).then_some((width, height))
}

/// A length in CSS pixels. A percentage is of a page that is not known here.
fn length(text: &str) -> Option<f64> {
    const UNITS: [(&str, f64); 8] = [
        ("px", 1.0),
        ("pt", 96.0 / 72.0),
        ("pc", 16.0),
        ("mm", 96.0 / 25.4),
        ("cm", 96.0 / 2.54),
        ("in", 96.0),
        ("em", 16.0),
        ("", 1.0),
    ];
    let text = text.trim();
    UNITS.iter().find_map(|&(unit, pixels)| {
        let number: f64 = text.strip_suffix(unit)?.trim_end().parse().ok()?;
        (number.is_finite() && number > 0.0).then_some(number * pixels)
    })
}

/// Whole pixels, at least one and no more than a screen could ever have.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to u16")]
fn pixels(length: f64) -> u32 {
    length.round().clamp(1.0, f64::from(u16::MAX)) as u32
}
