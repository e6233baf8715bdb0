//! The theme's style sheet, script and other files.

use super::{Family, Recipe};
use crate::theme::Theme;

pub(super) fn add(theme: &Theme, plan: &mut Family) {
    for path in theme.assets().keys() {
        plan.add(path.clone(), Recipe::Asset, "主题");
    }
}
