//! Any colour space → sRGB, the only one that every browser and screen agrees on.

use super::raster::{Ink, Raster};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

/// A colour space that is not sRGB.
pub(super) struct Profile(ColorProfile);

impl Profile {
    /// Reads an ICC profile; none if it is sRGB under whatever name, or damaged.
    /// Browsers, too, take a damaged profile for sRGB.
    pub fn from_icc(icc: &[u8]) -> Option<Self> {
        let profile = Self(ColorProfile::new_from_slice(icc).ok()?);
        (!profile.is_srgb()).then_some(profile)
    }

    /// Adobe RGB (1998), which cameras announce in EXIF only.
    pub fn adobe_rgb() -> Self {
        Self(ColorProfile::new_adobe_rgb())
    }

    /// Whether nobody could see a difference to sRGB: converts a cube of
    /// colours and looks how far they move. Names and checksums of profiles
    /// would not tell, there are hundreds of sRGB profiles.
    fn is_srgb(&self) -> bool {
        const STEPS: [u8; 6] = [0, 51, 102, 153, 204, 255];
        const UNSEEN: u8 = 3;
        if self.0.color_space != DataColorSpace::Rgb {
            return false;
        }
        let cube: Vec<u8> = STEPS
            .iter()
            .flat_map(|&r| {
                STEPS.iter().flat_map(move |&g| STEPS.iter().flat_map(move |&b| [r, g, b]))
            })
            .collect();
        let mut moved = vec![0; cube.len()];
        self.convert(Layout::Rgb, Layout::Rgb, &cube, &mut moved, cube.len() / 3);
        cube.iter().zip(&moved).all(|(a, b)| a.abs_diff(*b) <= UNSEEN)
    }

    /// Converts rows of `width` pixels to sRGB. Where the profile cannot be
    /// used, colours pass as they are.
    fn convert(
        &self,
        from: Layout,
        to: Layout,
        source: &[u8],
        target: &mut [u8],
        width: usize,
    ) -> bool {
        let srgb = ColorProfile::new_srgb();
        let options = TransformOptions::default();
        let Ok(transform) = self.0.create_transform_8bit(from, &srgb, to, options) else {
            return false;
        };
        source
            .chunks(width * from.channels())
            .zip(target.chunks_mut(width * to.channels()))
            .all(|(source, target)| transform.transform(source, target).is_ok())
    }
}

impl Raster {
    /// The picture in sRGB: grey stays grey, ink becomes light.
    pub fn in_srgb(self, profile: Option<&Profile>) -> Self {
        let space = profile.map(|profile| profile.0.color_space);
        let (from, to, ink) = match (self.ink, space) {
            (Ink::Grey, Some(DataColorSpace::Gray)) => (Layout::Gray, Layout::Rgb, Ink::Rgb),
            (Ink::Rgb, Some(DataColorSpace::Rgb)) => (Layout::Rgb, Layout::Rgb, Ink::Rgb),
            (Ink::Rgba, Some(DataColorSpace::Rgb)) => (Layout::Rgba, Layout::Rgba, Ink::Rgba),
            (Ink::Cmyk, Some(DataColorSpace::Cmyk)) => (Layout::Rgba, Layout::Rgb, Ink::Rgb),
            (Ink::Cmyk, _) => return self.without_profile_in_rgb(),
            // A profile for another kind of pixel says nothing about these.
            _ => return self,
        };
        let mut samples = vec![0; self.samples.len() / self.ink.samples() * ink.samples()];
        let converted = profile.is_some_and(|profile| {
            profile.convert(from, to, &self.samples, &mut samples, self.width as usize)
        });
        match (converted, self.ink) {
            (true, _) => Self { ink, samples, ..self },
            (false, Ink::Cmyk) => self.without_profile_in_rgb(),
            (false, _) => self,
        }
    }

    /// Ink on paper, where nobody said which ink and which paper.
    fn without_profile_in_rgb(self) -> Self {
        let (pixels, _) = self.samples.as_chunks::<4>();
        let samples = pixels
            .iter()
            .flat_map(|&[c, m, y, k]| {
                [c, m, y].map(|ink| {
                    let light = (255 - u32::from(ink)) * (255 - u32::from(k));
                    u8::try_from((light + 127) / 255).unwrap_or(255)
                })
            })
            .collect();
        Self { ink: Ink::Rgb, samples, ..self }
    }
}
