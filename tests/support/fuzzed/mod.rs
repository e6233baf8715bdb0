//! What must hold whatever bytes a site's folder holds: the bodies of the fuzz targets, which the
//! ordinary tests run over the seeds. Only the public interface is used.

#![allow(dead_code, reason = "a fuzz target uses one of these")]

mod front_matter;
mod html;
mod lists;
mod markdown;
mod photo;
mod problems;
mod site_toml;
mod words;

/// Tries one input; panics where a promise is broken.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its seeds' folder too.
pub const TARGETS: &[(&str, Target)] = &[
    ("front_matter", front_matter::holds),
    ("lists", lists::holds),
    ("markdown", markdown::holds),
    ("photo", photo::holds),
    ("site_toml", site_toml::holds),
    ("words", words::holds),
];

/// The target of a name.
pub fn target(name: &str) -> Target {
    TARGETS.iter().find(|(known, _)| *known == name).expect("a target of this name").1
}
