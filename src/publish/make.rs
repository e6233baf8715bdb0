//! One output's bytes, and the fingerprints of all that they depend on.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::Progress;
use super::room::Room;
use crate::cache::Cache;
use crate::diagnostic::Problem;
use crate::fingerprint::Fingerprint;
use crate::photo;
use crate::plan::{self, Output, Recipe};
use crate::site::{Site, links};
use crate::source;
use crate::theme::{Shared, Theme};
use crate::view::picture;
use crate::view::portal::portal;
use crate::view::{Catalogue, Drawing, Entry, PartSink, View};

/// A part of an output's value with its fingerprint.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// What the part is: a part of the view, `site`, `theme` or `file`.
    pub name: Cow<'static, str>,
    /// Its fingerprint.
    pub print: Fingerprint,
}

/// Everything that outputs are made from.
pub struct Maker {
    root: PathBuf,
    site: Arc<Site>,
    catalogue: Catalogue,
    theme: Arc<Theme>,
    shared: Shared,
    shared_print: Fingerprint,
    cache: Cache,
    pictures: AtomicUsize,
}

/// What an output is made of.
pub enum Matter<'o> {
    /// The value that a template renders.
    View(Box<View>),
    /// The bytes themselves.
    Bytes(Vec<u8>),
    /// A picture of the site in one width.
    Picture(&'o str, u32),
    /// A file of the site.
    File(&'o str),
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

/// At most so many photos are decoded at one time, however many cores there are.
const DECODED_AT_ONCE: usize = 4;

/// What decoding may hold for each of them. A photo of a phone takes less; one that was saved in
/// passes takes the room of two and keeps another thread waiting.
const ROOM_EACH: u64 = 32 << 20;

impl Maker {
    /// A maker for a site in `root`.
    pub fn new(root: &Path, site: Arc<Site>, theme: Arc<Theme>, cache: Cache) -> Self {
        let portal = portal(&site, |name| theme.asset_path(name));
        Self {
            root: root.to_path_buf(),
            catalogue: Catalogue::new(site.clone()),
            site,
            theme,
            shared: Shared::new(&portal),
            shared_print: Fingerprint::of(&portal),
            cache,
            pictures: AtomicUsize::new(0),
        }
    }

    /// A maker for the same site with other text in some of its pages.
    #[must_use]
    pub fn with_site(&self, site: Arc<Site>) -> Self {
        Self::new(&self.root, site, self.theme.clone(), self.cache.clone())
    }

    /// The site that it makes.
    pub fn site(&self) -> &Arc<Site> {
        &self.site
    }

    /// How the site looks.
    pub fn theme(&self) -> &Arc<Theme> {
        &self.theme
    }

    /// What an output is to be made of, and the fingerprints of all of it.
    pub fn matter<'o>(&self, path: &str, output: &'o Output) -> (Matter<'o>, Vec<Part>) {
        let one = |name: &'static str, print| vec![Part { name: name.into(), print }];
        if let Some(view) = plan::view(&self.catalogue, &output.recipe, path) {
            let mut prints = Prints(Vec::with_capacity(8));
            prints.add("theme", self.theme.print());
            prints.add("site", self.shared_print);
            prints.part("template", &view.template);
            view.parts(&mut prints);
            return (Matter::View(Box::new(view)), prints.0);
        }
        let file = match &output.recipe {
            Recipe::Picture(file, width) => Some(Matter::Picture(file, *width)),
            Recipe::File(file) => Some(Matter::File(file)),
            _ => None,
        };
        if let (Some(file), Some(print)) = (file, plan::file_print(&self.site, &output.recipe)) {
            return (file, one("file", print));
        }
        let (name, bytes) = match plan::text(&self.catalogue, &output.recipe) {
            Some(text) => ("text", text.into_bytes()),
            None => ("asset", self.asset(path).to_vec()),
        };
        let print = Fingerprint::of_made(&bytes);
        (Matter::Bytes(bytes), one(name, print))
    }

    /// Makes an output of its matter.
    ///
    /// # Errors
    ///
    /// A template's error, or a file that can no longer be read.
    pub fn make(&self, matter: Matter) -> Result<Made, Problem> {
        match matter {
            Matter::View(view) => self.theme.render(&self.shared, &view).map(Made::bytes),
            Matter::Bytes(bytes) => Ok(Made::bytes(bytes)),
            Matter::Picture(file, width) => self.picture(file, width).map(Made::bytes),
            Matter::File(file) => self.file(file),
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
        let threads = rayon::current_num_threads().min(DECODED_AT_ONCE);
        let room = Room::new(ROOM_EACH * threads as u64);
        // Not a parallel iterator: a thread that waits for rows of its photo would begin another
        // one in between, and hold both.
        let work = || {
            while let Some((file, widths)) = next() {
                if let Err(problem) = self.make_sizes(file, widths, &room) {
                    problems.lock().unwrap_or_else(PoisonError::into_inner).push(problem);
                }
                progress("处理照片", done.fetch_add(1, Ordering::Relaxed) + 1, total);
            }
        };
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

    fn make_sizes(&self, file: &str, widths: &[u32], room: &Room) -> Result<(), Problem> {
        let bytes = source::bytes(&self.root, file)?;
        let widest = picture::widest(&self.site, file);
        let sizes = room
            .hold(photo::memory(&bytes, &[widest]), || {
                photo::renditions_among(&bytes, widest, widths)
            })
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
        let bytes = source::bytes(&self.root, file)?;
        let refused = |refusal: &photo::Refusal| links::refused(file, refusal).in_file(file);
        let mut sizes =
            photo::renditions_among(&bytes, picture::widest(&self.site, file), &[width])
                .map_err(|refusal| refused(&refusal))?;
        match sizes.pop() {
            Some(size) => Ok(size.bytes),
            None => Err(refused(&photo::Refusal::Unsupported)),
        }
    }

    /// The name in the cache: all that the bytes of a size follow from.
    fn picture_name(&self, file: &str, width: u32) -> String {
        let print = self.site.assets.get(file).map_or(String::new(), |asset| asset.print.hex());
        let widest = picture::widest(&self.site, file);
        format!("{print}-{width}-{widest}-{}.jpg", env!("CARGO_PKG_VERSION"))
    }

    /// A file as it is; pictures without their metadata.
    fn file(&self, file: &str) -> Result<Made, Problem> {
        let asset = self.site.assets.get(file);
        // However large a picture is, it is never copied as it is: it knows where it was taken.
        let is_picture = asset.is_some_and(|asset| asset.picture().is_some());
        if !is_picture && asset.is_some_and(|asset| asset.len > super::disk::HELD) {
            let print = asset.map_or(Fingerprint::of_bytes(b""), |asset| asset.print);
            return Ok(Made { content: Content::Copy(source::native(&self.root, file)), print });
        }
        let bytes = source::bytes(&self.root, file)?;
        if !is_picture {
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
    /// Bytes with their fingerprint.
    pub fn bytes(bytes: Vec<u8>) -> Self {
        Self { print: Fingerprint::of_made(&bytes), content: Content::Bytes(bytes) }
    }
}

struct Prints(Vec<Part>);

impl Prints {
    fn add(&mut self, name: &'static str, print: Fingerprint) {
        self.0.push(Part { name: name.into(), print });
    }
}

impl PartSink for Prints {
    fn part<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        // They follow from where the output stands.
        if !["root", "path"].contains(&name) {
            self.add(name, Fingerprint::of(value));
        }
    }

    fn following<T: Serialize>(&mut self, _: &'static str, _: impl FnOnce() -> T, _: &[&Drawing]) {}

    /// What is drawn follows from the parts and the theme.
    fn drawing<'e>(&mut self, _: &Drawing, _: impl IntoIterator<Item = &'e Entry>) {}
}
