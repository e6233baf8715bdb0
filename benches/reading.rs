//! How long it takes to read and parse all sources of a site, which no preview can go below.
//!
//! ```text
//! reading SITE
//! ```
//!
//! The wall time in milliseconds is printed.

use std::path::PathBuf;
use std::time::Instant;

use minsheng::cache::Seen;
use minsheng::library;
use minsheng::live::{self, Options};
use minsheng::page::{Kinds, Reading};

/// As the program itself, so that the two are measured alike.
#[cfg(target_os = "linux")]
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    let root = PathBuf::from(std::env::args_os().nth(1).expect("SITE"));
    let started = Instant::now();
    let options = Options { root, today: None, drafts: false, kinds: Kinds::built_in() };
    let listed = live::list(&options).expect("a site");
    let reading = Reading {
        config: &listed.config,
        kinds: &options.kinds,
        zone: listed.config.zone(),
        today: listed.today,
        drafts: false,
    };
    let library = library::read(&options.root, &listed.tree, &reading, &Seen::default());
    let elapsed = started.elapsed();
    println!("{:.1} ms, {} documents", elapsed.as_secs_f64() * 1e3, library.documents.len());
}
