//! The floor under a full build: reads all sources, parses them with the bare parser, and writes
//! the files that a build has published, with two threads, beside and renamed as publishing does.
//!
//! ```text
//! floor SITE PUBLISHED OUTPUT
//! ```
//!
//! `PUBLISHED` is what a build made of `SITE`; it is read before the clock starts. The wall time in
//! milliseconds is printed.

use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::{Path, PathBuf};
use std::time::Instant;

use rayon::prelude::*;

fn main() -> std::io::Result<()> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let mut next = || arguments.next().expect("SITE PUBLISHED OUTPUT");
    let (site, published, output) = (next(), next(), next());
    rayon::ThreadPoolBuilder::new().num_threads(2).build_global().expect("the first pool");
    let mut files: Vec<(PathBuf, Vec<u8>)> = below(&published)
        .into_iter()
        .map(|path| {
            let bytes = std::fs::read(published.join(&path))?;
            Ok((path, bytes))
        })
        .collect::<std::io::Result<_>>()?;
    // A plan is in the order of its paths, which is kind to the file system.
    files.sort();
    let started = Instant::now();
    let sources = below(&site.join("content"));
    let html: usize = sources
        .par_iter()
        .map(|path| {
            let text = std::fs::read_to_string(site.join("content").join(path))?;
            let mut html = String::with_capacity(text.len() * 2);
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new(&text));
            Ok(html.len())
        })
        .sum::<std::io::Result<usize>>()?;
    std::fs::create_dir_all(&output)?;
    files.par_iter().try_for_each(|(path, bytes)| put_beside(&output.join(path), bytes))?;
    files.par_iter().try_for_each(|(path, _)| {
        let path = output.join(path);
        std::fs::rename(beside(&path), path)
    })?;
    let elapsed = started.elapsed();
    // The HTML's size is printed so that the parsing cannot be left out as useless.
    println!(
        "{:.1} ms, {} sources, {html} bytes of HTML, {} files",
        elapsed.as_secs_f64() * 1e3,
        sources.len(),
        files.len()
    );
    Ok(())
}

/// A folder is made when the first file misses it, so that the others need not ask for it.
fn put_beside(path: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let beside = beside(path);
    let mut file = match File::create(&beside) {
        Err(error) if error.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(path.parent().unwrap_or(path))?;
            File::create(&beside)?
        }
        created => created?,
    };
    file.write_all(bytes)
}

/// The whole name is kept, because files may differ in their extension alone.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}.beside"))
}

/// All files below a folder, by their paths from it.
fn below(folder: &Path) -> Vec<PathBuf> {
    let walk = walkdir::WalkDir::new(folder).into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file())
        .filter_map(|entry| entry.path().strip_prefix(folder).map(Path::to_path_buf).ok())
        .collect()
}
