//! A photo is shown as its header says, or refused; nothing of it but its pixels is published.

use minsheng::photo::{self, Facts, Format, MAX_PIXELS, MAX_SIDE, Refusal};

/// Small, so that an input costs little however large it claims to be.
const WIDTHS: [u32; 3] = [16, 64, 200];

/// Reads the header, makes small sizes, and strips.
pub fn holds(bytes: &[u8]) {
    let facts = match photo::facts(bytes) {
        Ok(facts) => facts,
        Err(refusal) => {
            refused(&refusal);
            assert!(photo::strip(bytes).is_err() && photo::renditions(bytes, &WIDTHS).is_err());
            return;
        }
    };
    assert!(facts.width > 0 && facts.height > 0);
    let pixels = u64::from(facts.width) * u64::from(facts.height);
    let fits = pixels <= MAX_PIXELS && facts.width.max(facts.height) <= MAX_SIDE;
    assert!(fits || facts.format == Format::Svg, "{facts:?}");
    renditions_hold(bytes, &facts);
    match photo::strip(bytes) {
        Ok(stripped) => stripped_holds(&stripped, &facts),
        Err(refusal) => refused(&refusal),
    }
}

fn renditions_hold(bytes: &[u8], facts: &Facts) {
    match photo::renditions(bytes, &WIDTHS) {
        Ok(made) => {
            assert_eq!(made.len(), WIDTHS.len());
            for (rendition, width) in made.iter().zip(WIDTHS) {
                let expected = photo::fitted(facts.width, facts.height, width);
                assert_eq!((rendition.width, rendition.height), expected);
                let made = photo::facts(&rendition.bytes).expect("what we write is a photo");
                assert_eq!((made.width, made.height), expected);
                assert_eq!((made.format, made.taken), (Format::Jpeg, None));
            }
        }
        Err(refusal) => refused(&refusal),
    }
}

fn stripped_holds(stripped: &[u8], facts: &Facts) {
    let again = photo::facts(stripped).expect("what we write is a photo");
    assert_eq!((again.format, again.taken), (facts.format, None));
    assert_eq!((again.width, again.height), (facts.width, facts.height));
    assert_eq!(photo::strip(stripped).as_deref(), Ok(stripped), "nothing is left to strip");
    if facts.format == Format::Svg {
        let drawing = String::from_utf8(stripped.to_vec()).expect("a drawing is text");
        let drawing = drawing.to_ascii_lowercase();
        for danger in ["<script", "<foreignobject", "<iframe", "<!", "<?", "=\"javascript:"] {
            assert!(!drawing.contains(danger), "{danger} in {drawing:?}");
        }
    }
}

fn refused(refusal: &Refusal) {
    assert!(!refusal.to_string().is_empty() && !refusal.mend().is_empty());
}
