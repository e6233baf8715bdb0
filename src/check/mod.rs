//! Rules about the whole: one file for each family, reading the site and its plan.

mod anchors;
mod identity;

use crate::diagnostic::Problem;
use crate::site::Site;

/// Everything that the whole site should mend. What concerns one document alone is told where
/// the document is read.
pub fn check(site: &Site) -> Vec<Problem> {
    let mut problems = Vec::new();
    anchors::check(site, &mut problems);
    identity::check(site, &mut problems);
    problems
}
