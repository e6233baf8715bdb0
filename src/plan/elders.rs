//! The edition for old readers (长辈版).

use super::{Family, Recipe};
use crate::site::Site;
use crate::view::elders::{Part, parts};

pub(super) fn add(site: &Site, plan: &mut Family) {
    for (path, part) in parts(site) {
        let origin = match part {
            Part::Policy(id) => site.pages[id].page.file.clone(),
            _ => "长辈版".to_owned(),
        };
        plan.add(path, Recipe::Elders(part), origin);
    }
}
