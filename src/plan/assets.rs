//! The theme's style sheet, script and other files.

use super::{Plan, Recipe};
use crate::theme::Theme;

pub(super) fn add(theme: &Theme, plan: &mut Plan) {
    for path in theme.assets().keys() {
        plan.add(path.clone(), Recipe::Asset, "主题");
    }
}
