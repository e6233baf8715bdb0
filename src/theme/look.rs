//! A colour of the office's own: the tokens of the style sheet that follow from it, and whether
//! text in it can be read.

/// The contrast that text must have with its ground (WCAG 2.2, 1.4.3).
const READABLE: f64 = 4.5;

/// A colour as red, green and blue.
type Rgb = [u8; 3];

const WHITE: Rgb = [255; 3];
const BLACK: Rgb = [0; 3];

/// The tokens that follow from a main colour, by their names in the style sheet.
///
/// # Errors
///
/// For what is no colour, nothing; for a colour that is too light to be read on a light ground, or
/// to carry white text, the nearest darker one that can be.
pub fn tokens(color: &str) -> Result<Vec<(&'static str, String)>, Option<String>> {
    let main = read(color).ok_or(None)?;
    let tints = |main: Rgb| [mixed(main, WHITE, 0.95), mixed(main, WHITE, 0.885)];
    let is_readable = |main: Rgb| {
        let grounds = tints(main).into_iter().chain([WHITE]);
        grounds.into_iter().all(|ground| contrast(main, ground) >= READABLE)
    };
    if !is_readable(main) {
        let darker = (1..=50).map(|step| mixed(main, BLACK, f64::from(step) * 0.02));
        return Err(darker.into_iter().find(|color| is_readable(*color)).map(hex));
    }
    let [mist, soft] = tints(main);
    let deep = mixed(main, BLACK, 0.29);
    Ok(vec![
        ("--main", hex(main)),
        ("--deep", hex(deep)),
        ("--ground", hex(deep)),
        ("--line", hex(mixed(main, WHITE, 0.84))),
        ("--mist", hex(mist)),
        ("--soft", hex(soft)),
        ("--pale", hex(mixed(main, WHITE, 0.83))),
    ])
}

/// A style sheet with other values for the tokens of its first `:root`; those that it does not
/// have are left out.
pub fn colored(sheet: &str, tokens: &[(&'static str, String)]) -> String {
    let Some((before, rest)) = sheet.split_once(":root {") else { return sheet.to_owned() };
    let Some((root, after)) = rest.split_once('}') else { return sheet.to_owned() };
    let mut root = root.to_owned();
    for (name, value) in tokens {
        let named = format!("{name}:");
        let Some(at) = root.find(&named).map(|at| at + named.len()) else { continue };
        let end = root[at..].find(';').map_or(root.len(), |end| at + end);
        root.replace_range(at..end, &format!(" {value}"));
    }
    format!("{before}:root {{{root}}}{after}")
}

/// `#0c545b` or `#0aa`.
fn read(text: &str) -> Option<Rgb> {
    let digits = text.strip_prefix('#')?;
    let whole = match digits.len() {
        3 => digits.chars().flat_map(|digit| [digit; 2]).collect(),
        6 => digits.to_owned(),
        _ => return None,
    };
    // A sign would be read as part of a number.
    if !whole.bytes().all(|digit| digit.is_ascii_hexdigit()) {
        return None;
    }
    let part = |at: usize| u8::from_str_radix(whole.get(at..at + 2)?, 16).ok();
    Some([part(0)?, part(2)?, part(4)?])
}

fn hex([red, green, blue]: Rgb) -> String {
    format!("#{red:02x}{green:02x}{blue:02x}")
}

/// So much of `other` in `color`, from 0 to 1.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it stays in 0..=255")]
fn mixed(color: Rgb, other: Rgb, share: f64) -> Rgb {
    let mix = |a: u8, b: u8| (f64::from(a) * (1.0 - share) + f64::from(b) * share).round() as u8;
    [mix(color[0], other[0]), mix(color[1], other[1]), mix(color[2], other[2])]
}

/// The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance).
fn contrast(a: Rgb, b: Rgb) -> f64 {
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    let light = |[r, g, b]: Rgb| 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
    let (a, b) = (light(a), light(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

#[cfg(test)]
mod tests {
    use super::{colored, contrast, read, tokens};

    #[test]
    fn all_shades_follow_from_one_colour() {
        let tokens = tokens("#9b1c1c").unwrap();
        let sheet = colored(
            ":root {\n  --ink: #111;\n  --main: #0c545b;\n  --deep: #083c42;\n}\n.contrast { --main: #000; }",
            &tokens,
        );
        assert_eq!(
            sheet,
            ":root {\n  --ink: #111;\n  --main: #9b1c1c;\n  --deep: #6e1414;\n}\n.contrast { --main: #000; }"
        );
    }

    #[test]
    fn a_colour_that_cannot_be_read_is_refused_with_the_nearest_that_can() {
        let Err(Some(darker)) = tokens("#f80") else { panic!("orange cannot carry white text") };
        assert!(tokens(&darker).is_ok(), "{darker}");
        let before = contrast(read("#f80").unwrap(), [255; 3]);
        let after = contrast(read(&darker).unwrap(), [255; 3]);
        assert!(before < 4.5 && (4.5..7.0).contains(&after), "{before} {after}");
    }

    #[test]
    fn what_is_no_colour_is_none() {
        for text in ["", "red", "#12", "#12345g", "#红色红", "0c545b", "#+1+2+3"] {
            assert_eq!(tokens(text), Err(None), "{text}");
        }
    }
}
