//! A picture with the sizes it is published in.

use serde::Serialize;

use crate::photo;
use crate::site::{AlbumPhoto, PageId, Resolved, Site, address};

/// One picture of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Picture {
    /// Alternative text (替代文字); empty when the editor gave none.
    pub alt: String,
    /// Caption (图片说明); may be empty.
    pub caption: String,
    /// Photographer (摄影); may be empty.
    pub photographer: String,
    /// The day it was taken (拍摄日期) as `2026年10月24日`; may be empty.
    pub taken: String,
    /// Where it was taken (地点); may be empty.
    pub place: String,
    /// All published sizes, smallest first, at least one.
    pub sizes: Vec<Size>,
    /// The smallest size, for lists and grids.
    pub small: Size,
    /// The largest size, which opens when a visitor asks for the picture.
    pub large: Size,
    /// An anchor on the page, such as `p3`; empty where the picture has none.
    pub id: String,
}

/// One published size of a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Size {
    /// The file's path from the site's root.
    pub path: String,
    /// Width in pixels, as a viewer sees it.
    pub width: u32,
    /// Height in pixels, as a viewer sees it.
    pub height: u32,
}

/// The sizes in which a picture is published, smallest first. A photo narrower than a width is
/// published once at its own size instead.
pub fn sizes(site: &Site, file: &str) -> Vec<Size> {
    let (Some(published), Some(asset)) = (site.files.get(file), site.assets.get(file)) else {
        return Vec::new();
    };
    let Some(facts) = asset.picture() else { return Vec::new() };
    if !published.sizes {
        return vec![Size {
            path: published.address.clone(),
            width: facts.width,
            height: facts.height,
        }];
    }
    let mut sizes: Vec<Size> = Vec::new();
    for &wanted in &site.config.photos.widths {
        let (width, height) = photo::fitted(facts.width, facts.height, wanted);
        if sizes.last().is_none_or(|last| last.width < width) {
            sizes.push(Size { path: address::picture(&published.address, wanted), width, height });
        }
    }
    sizes
}

/// The width in pixels of the largest size that a photo is published in. All others are scaled from
/// it, so it is a part of what their bytes follow from.
pub fn widest(site: &Site, file: &str) -> u32 {
    let facts = site.assets.get(file).and_then(|asset| asset.picture());
    let most = site.config.photos.widths.iter().copied().max();
    facts.zip(most).map_or(0, |(facts, most)| photo::fitted(facts.width, facts.height, most).0)
}

/// A picture with nothing said of it but its alternative text.
pub fn plain(site: &Site, file: &str, alt: &str) -> Option<Picture> {
    let sizes = sizes(site, file);
    let (small, large) = (sizes.first()?.clone(), sizes.last()?.clone());
    let none = String::new;
    Some(Picture {
        alt: alt.to_owned(),
        caption: none(),
        photographer: none(),
        taken: none(),
        place: none(),
        sizes,
        small,
        large,
        id: none(),
    })
}

/// The photos of an album, each with an anchor.
pub fn album(site: &Site, photos: &[AlbumPhoto]) -> Vec<Picture> {
    photos
        .iter()
        .enumerate()
        .filter_map(|(index, photo)| {
            let picture = plain(site, &photo.file, &photo.alt)?;
            Some(Picture {
                caption: photo.caption.clone(),
                photographer: photo.photographer.clone(),
                taken: photo.taken.clone(),
                place: photo.place.clone(),
                id: format!("p{}", index + 1),
                ..picture
            })
        })
        .collect()
}

/// The picture that stands for a page: its cover, or an album's first photo.
pub fn cover(site: &Site, id: PageId) -> Option<Picture> {
    let placed = &site.pages[id];
    let chosen = placed.links.references.get("cover").and_then(|targets| targets.first());
    let file = match chosen {
        Some(Resolved::Picture(file)) => Some(file.as_str()),
        _ => placed.links.photos.first().map(|photo| photo.file.as_str()),
    }?;
    let alt = placed
        .links
        .photos
        .iter()
        .find(|photo| photo.file == file)
        .map_or("", |photo| photo.alt.as_str());
    plain(site, file, alt)
}
