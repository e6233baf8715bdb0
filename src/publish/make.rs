//! One output's bytes, and the fingerprints of all that they depend on.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::sync::atomic::{AtomicUsize, Ordering};

use serde::{Deserialize, Serialize};

use super::Progress;
use crate::asset::Sort;
use crate::cache::Cache;
use crate::diagnostic::Problem;
use crate::fingerprint::Fingerprint;
use crate::photo;
use crate::plan::{self, Output, Recipe};
use crate::site::{Site, links};
use crate::source;
use crate::theme::{Shared, Theme};
use crate::view::{PartSink, Portal};

/// A part of an output's value with its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What the part is: a part of the view, `site`, `theme` or `file`.
    pub name: String,
    /// Its fingerprint.
    pub print: Fingerprint,
}

/// Everything that outputs are made from.
pub struct Maker<'a> {
    root: &'a Path,
    site: &'a Site,
    theme: &'a Theme,
    shared: Shared,
    shared_print: Fingerprint,
    cache: &'a Cache,
    pictures: AtomicUsize,
}

/// What an output holds.
pub enum Content {
    /// Bytes in memory.
    Bytes(Vec<u8>),
    /// The bytes of a file of the site, too large to be held in memory.
    Copy(PathBuf),
}

/// An output that has been made.
pub struct Made {
    /// What it holds.
    pub content: Content,
    /// The fingerprint of its bytes.
    pub print: Fingerprint,
}

/// At most so many photos are decoded at one time, so that memory stays bounded on machines with
/// many cores.
const DECODED_AT_ONCE: usize = 4;

impl<'a> Maker<'a> {
    /// A maker for a site in `root`.
    pub fn new(
        root: &'a Path,
        site: &'a Site,
        theme: &'a Theme,
        portal: &Portal,
        cache: &'a Cache,
    ) -> Self {
        Self {
            root,
            site,
            theme,
            shared: Shared::new(portal),
            shared_print: Fingerprint::of(portal),
            cache,
            pictures: AtomicUsize::new(0),
        }
    }

    /// The fingerprints of everything that an output depends on.
    pub fn parts(&self, path: &str, output: &Output) -> Vec<Part> {
        let one = |name: &str, print| vec![Part { name: name.to_owned(), print }];
        if let Some(view) = plan::view(self.site, &output.recipe, path) {
            let mut prints = Prints(Vec::new());
            prints.add("theme", self.theme.print());
            prints.add("site", self.shared_print);
            prints.part("template", &view.template);
            view.parts(&mut prints);
            return prints.0;
        }
        if let Some(print) = plan::file_print(self.site, &output.recipe) {
            return one("file", print);
        }
        match plan::text(self.site, &output.recipe) {
            Some(text) => one("text", Fingerprint::of_bytes(text.as_bytes())),
            None => one("asset", Fingerprint::of_bytes(self.asset(path))),
        }
    }

    /// Makes an output.
    ///
    /// # Errors
    ///
    /// A template's error, or a file that can no longer be read.
    pub fn make(&self, path: &str, output: &Output) -> Result<Made, Problem> {
        if let Some(view) = plan::view(self.site, &output.recipe, path) {
            return Ok(Made::bytes(self.theme.render(&self.shared, &view)?.into_bytes()));
        }
        match &output.recipe {
            Recipe::Picture(file, width) => self.picture(file, *width).map(Made::bytes),
            Recipe::File(file) => self.file(file),
            other => Ok(Made::bytes(
                plan::text(self.site, other)
                    .map_or_else(|| self.asset(path).to_vec(), String::into_bytes),
            )),
        }
    }

    /// Makes the sizes that `outputs` need and the cache does not have, each photo decoded once.
    ///
    /// # Errors
    ///
    /// Photos that cannot be read.
    pub fn prepare_pictures<'o>(
        &self,
        outputs: impl Iterator<Item = &'o Output>,
        progress: Progress,
    ) -> Result<(), Vec<Problem>> {
        let mut wanted: BTreeMap<&str, Vec<u32>> = BTreeMap::new();
        for output in outputs {
            if let Recipe::Picture(file, width) = &output.recipe {
                wanted.entry(file).or_default().push(*width);
            }
        }
        wanted.retain(|file, widths| {
            widths.retain(|width| self.cache.picture(&self.picture_name(file, *width)).is_none());
            !widths.is_empty()
        });
        if wanted.is_empty() {
            return Ok(());
        }
        let (total, done) = (wanted.len(), AtomicUsize::new(0));
        let problems = Mutex::new(Vec::new());
        let queue = Mutex::new(wanted.iter());
        let next = || queue.lock().unwrap_or_else(PoisonError::into_inner).next();
        let work = || {
            while let Some((file, widths)) = next() {
                if let Err(problem) = self.make_sizes(file, widths) {
                    problems
                        .lock()
                        .unwrap_or_else(PoisonError::into_inner)
                        .push(problem);
                }
                progress("处理照片", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            }
        };
        let threads = rayon::current_num_threads().min(DECODED_AT_ONCE);
        match rayon::ThreadPoolBuilder::new().num_threads(threads).build() {
            Ok(pool) => {
                pool.broadcast(|_| work());
            }
            Err(_) => work(),
        }
        let problems = problems.into_inner().unwrap_or_else(PoisonError::into_inner);
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    /// How many sizes were made anew.
    pub fn pictures_made(&self) -> usize {
        self.pictures.load(Ordering::Relaxed)
    }

    /// The names in the cache of all pictures that the site shows.
    pub fn picture_names<'o>(&self, outputs: impl Iterator<Item = &'o Output>) -> BTreeSet<String> {
        outputs
            .filter_map(|output| match &output.recipe {
                Recipe::Picture(file, width) => Some(self.picture_name(file, *width)),
                _ => None,
            })
            .collect()
    }

    fn make_sizes(&self, file: &str, widths: &[u32]) -> Result<(), Problem> {
        let bytes = source::bytes(self.root, file)?;
        let sizes = photo::renditions(&bytes, widths)
            .map_err(|refusal| links::refused(file, &refusal).in_file(file))?;
        for (width, size) in widths.iter().zip(sizes) {
            self.cache.keep_picture(&self.picture_name(file, *width), &size.bytes);
            self.pictures.fetch_add(1, Ordering::Relaxed);
        }
        Ok(())
    }

    fn picture(&self, file: &str, width: u32) -> Result<Vec<u8>, Problem> {
        if let Some(bytes) = self.cache.picture(&self.picture_name(file, width)) {
            return Ok(bytes);
        }
        // The cache could not be written: the picture is made where it is needed.
        let bytes = source::bytes(self.root, file)?;
        let refused = |refusal: &photo::Refusal| links::refused(file, refusal).in_file(file);
        let mut sizes = photo::renditions(&bytes, &[width]).map_err(|refusal| refused(&refusal))?;
        match sizes.pop() {
            Some(size) => Ok(size.bytes),
            None => Err(refused(&photo::Refusal::Unsupported)),
        }
    }

    fn picture_name(&self, file: &str, width: u32) -> String {
        let print = self.site.assets.get(file).map_or(String::new(), |asset| asset.print.hex());
        format!("{print}-{width}-{}.jpg", env!("CARGO_PKG_VERSION"))
    }

    /// A file as it is; pictures without their metadata.
    fn file(&self, file: &str) -> Result<Made, Problem> {
        let asset = self.site.assets.get(file);
        if asset.is_some_and(|asset| asset.len > super::disk::HELD) {
            let print = asset.map_or(Fingerprint::of_bytes(b""), |asset| asset.print);
            return Ok(Made { content: Content::Copy(source::native(self.root, file)), print });
        }
        let bytes = source::bytes(self.root, file)?;
        if !asset.is_some_and(|asset| matches!(asset.sort, Sort::Picture(_))) {
            return Ok(Made::bytes(bytes));
        }
        let stripped =
            photo::strip(&bytes).map_err(|refusal| links::refused(file, &refusal).in_file(file))?;
        Ok(Made::bytes(stripped))
    }

    fn asset(&self, path: &str) -> &[u8] {
        self.theme.assets().get(path).map_or(&[], Vec::as_slice)
    }
}

impl Made {
    fn bytes(bytes: Vec<u8>) -> Self {
        Self { print: Fingerprint::of_bytes(&bytes), content: Content::Bytes(bytes) }
    }
}

struct Prints(Vec<Part>);

impl Prints {
    fn add(&mut self, name: &str, print: Fingerprint) {
        self.0.push(Part { name: name.to_owned(), print });
    }
}

impl PartSink for Prints {
    fn part<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.add(name, Fingerprint::of(value));
    }
}
