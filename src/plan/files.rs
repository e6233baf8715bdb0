//! Pictures in their sizes, attachments, and the files of `static/`.

use super::{Family, Recipe};
use crate::site::{Site, address};
use crate::view::picture;

pub(super) fn add(site: &Site, plan: &mut Family) {
    for (file, published) in site.files.iter() {
        if published.whole {
            plan.add(published.address.clone(), Recipe::File(file.clone()), file);
        }
        if published.sizes {
            let sizes = picture::sizes(site, file);
            for &width in &site.config.photos.widths {
                let path = address::picture(&published.address, width);
                if sizes.iter().any(|size| size.path == path) {
                    plan.add(path, Recipe::Picture(file.clone(), width), file);
                }
            }
        }
    }
}
