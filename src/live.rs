//! The site as its folder has it: read once, and kept in step with changes of its files.
//!
//! A build reads it and publishes; the preview keeps it and applies what the editor changes. Both
//! go the same way, so that after any changes it equals one that is read from nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::cache::{Cache, Seen};
use crate::check;
use crate::config::{self, Config};
use crate::diagnostic::{self, Level, Problem};
use crate::library::{self, Library};
use crate::page::{self, Kinds, Reading};
use crate::plan::{self, Plan};
use crate::publish::{Maker, Progress};
use crate::site::{self, Showing, Site, address};
use crate::source::{self, Tree};
use crate::theme::{self, Look, Theme};

/// What to read, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The day to read it for; the day in the site's zone where none is given.
    pub today: Option<NaiveDate>,
    /// Drafts and scheduled pages are shown too.
    pub drafts: bool,
    /// The kinds of document that the site may use.
    pub kinds: Kinds,
}

/// The site's files, listed and not yet read.
pub struct Listed {
    /// What `site.toml` says.
    pub config: Config,
    /// Its text.
    pub text: String,
    /// The files.
    pub tree: Tree,
    /// What is wrong with their names.
    pub problems: Vec<Problem>,
    /// What is wrong with `site.toml`, though it can be used.
    pub doubts: Vec<Problem>,
    /// The day that the site is read for.
    pub today: NaiveDate,
}

/// A site with everything that follows from its files.
pub struct Live {
    options: Options,
    cache: Cache,
    listed: Listed,
    /// The choices of `site.toml`, with what the theme asks for.
    config: Arc<Config>,
    library: Library,
    maker: Arc<Maker>,
    plan: Arc<Plan>,
    /// What is wrong with the plan.
    planned: Vec<Problem>,
    /// What is wrong with a theme that could not be used, so that the one before it still is.
    themed: Vec<Problem>,
    /// Why `site.toml` could not be used as it is now, so that what it said before still holds.
    refused: Vec<Problem>,
}

/// How far a change of files has reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// Nothing says anything else than before.
    Nothing,
    /// Some pages show something else, and lists their entries.
    Pages,
    /// Anything may be different.
    Everything,
}

/// What applying changes came to.
#[derive(Debug, PartialEq, Eq)]
pub struct Step {
    /// How far it reached.
    pub reach: Reach,
    /// Documents that can no longer be read, and are shown as they were.
    pub broken: Vec<String>,
}

/// Where the looks at assets are kept in the cache.
const SEEN: &str = "seen";

/// Reads `site.toml` and lists the site's files.
///
/// # Errors
///
/// A `site.toml` that is missing or cannot be used.
pub fn list(options: &Options) -> Result<Listed, Vec<Problem>> {
    let root = &options.root;
    if !source::is_file(root, config::FILE) {
        return Err(vec![Problem::new(&diagnostic::CONTENT_MISSING, "没有 `site.toml`")]);
    }
    let text = source::text(root, config::FILE).map_err(|problem| vec![problem])?;
    let config = config::parse(&text.text)?;
    let (tree, problems) = source::walk(root, &config.theme);
    let mut doubts = Vec::new();
    if text.legacy {
        doubts.push(Problem::new(&diagnostic::ENCODING_OLD, "").in_file(config::FILE));
    }
    // The footer stands on every page. Doubts are left out: numbers of the site look like phones.
    let figures = page::private_figures(config::FILE, &text.text, &config);
    doubts.extend(figures.filter(|problem| problem.rule.level == Level::Error));
    let today = options.today.unwrap_or_else(|| today(&config));
    Ok(Listed { config, text: text.text, tree, problems, doubts, today })
}

impl Live {
    /// Reads everything that is listed.
    ///
    /// # Errors
    ///
    /// A theme that cannot be used.
    pub fn read(
        options: Options,
        listed: Listed,
        cache: Cache,
        progress: Progress,
    ) -> Result<Self, Vec<Problem>> {
        Self::read_after(options, listed, cache, progress, &Library::default())
    }

    /// Reads everything; documents that can no longer be read stand as they did `before`.
    fn read_after(
        options: Options,
        listed: Listed,
        cache: Cache,
        progress: Progress,
        before: &Library,
    ) -> Result<Self, Vec<Problem>> {
        progress("读取", 0, listed.tree.content.len());
        let seen: Seen = cache.read(SEEN).unwrap_or_default();
        let (root, tree) = (&options.root, &listed.tree);
        let reading = reading(&options, &listed.config, listed.today);
        // No file of the site is read differently for a theme.
        let (theme, mut library) = rayon::join(
            || load_theme(root, &listed),
            || library::read(root, tree, &reading, &seen),
        );
        library.keep_readable(before);
        let showing = Showing { today: listed.today, drafts: options.drafts };
        let theme = theme.map_err(|mut problems| {
            // All there is to mend is told at once. Those who edit have been told of their texts.
            if before.documents.is_empty() {
                let config = Arc::new(listed.config.clone());
                let site = site::assemble(&library, &config, &options.kinds, showing);
                problems.extend(site::problems(&site, &library, showing));
            }
            problems
        })?;
        let theme = Arc::new(theme);
        let config = Arc::new(with_widths(&listed.config, &theme));
        let files = listed.tree.content.iter().chain(&listed.tree.statics);
        let found = files.filter_map(|entry| Some((entry, &**library.assets.get(&entry.path)?)));
        if !library.assets.is_empty() {
            cache.write(SEEN, &Seen::remember(found, listed.tree.began));
        }
        let site = Arc::new(site::assemble(&library, &config, &options.kinds, showing));
        let ((plan, planned), maker) = rayon::join(
            || plan::plan(&site, &theme),
            || Maker::new(&options.root, site.clone(), theme.clone(), cache.clone()),
        );
        let (plan, maker) = (Arc::new(plan), Arc::new(maker));
        let (themed, refused) = (Vec::new(), Vec::new());
        Ok(Self { options, cache, listed, config, library, maker, plan, planned, themed, refused })
    }

    /// Everything that should be mended.
    pub fn problems(&self) -> Vec<Problem> {
        let mut problems = [&self.listed.doubts[..], &self.listed.problems].concat();
        problems.extend(self.themed.iter().chain(self.maker.theme().notes()).cloned());
        problems.extend(site::problems(self.site(), &self.library, self.showing()));
        problems.extend(self.planned.iter().cloned());
        problems.extend(check::check(self.site()));
        if self.options.drafts {
            for problem in &mut problems {
                let of_draft = |file| self.library.is_of_draft(file);
                problem.in_draft = problem.file().is_some_and(of_draft);
            }
        }
        problems
    }

    /// Why `site.toml` cannot be used as it is now; edits of other files are still shown.
    pub fn refused(&self) -> &[Problem] {
        &self.refused
    }

    /// All documents together.
    pub fn site(&self) -> &Arc<Site> {
        self.maker.site()
    }

    /// What makes the outputs.
    pub fn maker(&self) -> &Arc<Maker> {
        &self.maker
    }

    /// What exists.
    pub fn plan(&self) -> &Arc<Plan> {
        &self.plan
    }

    /// The site's files.
    pub fn tree(&self) -> &Tree {
        &self.listed.tree
    }

    /// All files that were read.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The day that the site is read for.
    pub fn today(&self) -> NaiveDate {
        self.listed.today
    }

    /// Brings everything in step with changes of files, named by their paths from the site's
    /// root; what a name stands for may have come, gone or changed, and may be a folder.
    ///
    /// # Errors
    ///
    /// A `site.toml` that cannot be used, or a folder that is out of reach for now; everything
    /// then stays as it was.
    pub fn apply(&mut self, named: &BTreeSet<String>) -> Result<Step, Vec<Problem>> {
        if !source::is_folder(&self.options.root, "content") {
            return Err(vec![Problem::new(&diagnostic::CONTENT_MISSING, "没有 `content` 文件夹")]);
        }
        // A file that `site.toml` asks for may have come.
        if named.contains(config::FILE) || !self.refused.is_empty() || self.day_has_passed() {
            match self.apply_all() {
                Ok(step) => return Ok(step),
                Err(problems) => self.refused.clone_from(&problems),
            }
            if named.contains(config::FILE) {
                return Err(self.refused.clone());
            }
        }
        let files = match self.renew(named) {
            Some(files) => files,
            None => self.walk(named),
        };
        let theme = format!("themes/{}/", self.config.theme);
        let (theme_files, files): (BTreeSet<String>, BTreeSet<String>) =
            files.into_iter().partition(|path| path.starts_with(&theme));
        // The county's header and footer are shown with pictures of the site.
        let framed_anew =
            self.config.portal.is_framed() && files.iter().any(|path| path.starts_with("static/"));
        let theme = self.apply_theme(!theme_files.is_empty() || framed_anew);
        let reading = reading(&self.options, &self.config, self.listed.today);
        let (root, tree) = (&self.options.root, &self.listed.tree);
        let refreshed = library::refresh(&mut self.library, root, tree, &reading, &files);
        let site = match (refreshed.more, self.with_documents(&refreshed.documents)) {
            (false, Some(site)) => site,
            _ => Arc::new(site::assemble(
                &self.library,
                &self.config,
                &self.options.kinds,
                self.showing(),
            )),
        };
        let stands = Arc::ptr_eq(&site.columns, &self.site().columns)
            && Arc::ptr_eq(&site.config, &self.config);
        let reach = match (stands && theme.is_none(), refreshed.documents.is_empty()) {
            (true, true) => Reach::Nothing,
            (true, false) => Reach::Pages,
            (false, _) => Reach::Everything,
        };
        match reach {
            Reach::Nothing => {}
            Reach::Pages => self.maker = Arc::new(self.maker.with_site(site)),
            Reach::Everything => {
                let theme = theme.unwrap_or_else(|| self.maker.theme().clone());
                // Other templates make other pages, but the same ones.
                if stands && theme.assets().keys().eq(self.maker.theme().assets().keys()) {
                    let cache = self.cache.clone();
                    self.maker = Arc::new(Maker::new(&self.options.root, site, theme, cache));
                } else {
                    self.put(site, theme);
                }
            }
        }
        Ok(Step { reach, broken: refreshed.broken })
    }

    /// Reads everything anew, as far as it has changed.
    ///
    /// # Errors
    ///
    /// A `site.toml` or a theme that cannot be used; everything then stays as it was.
    pub fn apply_all(&mut self) -> Result<Step, Vec<Problem>> {
        let listed = list(&self.options)?;
        let (options, cache) = (self.options.clone(), self.cache.clone());
        *self = Self::read_after(options, listed, cache, &|_, _, _| {}, &self.library)?;
        Ok(Step { reach: Reach::Everything, broken: Vec::new() })
    }

    /// Notes the lengths and times of files that are listed already, so that nothing need be
    /// walked; `None` where a name stands for something else.
    fn renew(&mut self, named: &BTreeSet<String>) -> Option<BTreeSet<String>> {
        let entry = |path: &String| {
            self.listed.tree.entry(path)?;
            source::entry(&self.options.root, path)
        };
        let entries: Vec<source::Entry> = named.iter().map(entry).collect::<Option<_>>()?;
        for entry in entries {
            self.listed.tree.renew(entry);
        }
        Some(named.clone())
    }

    /// Lists all files again; returns those that are not as they were, and those that are named.
    fn walk(&mut self, named: &BTreeSet<String>) -> BTreeSet<String> {
        let (tree, problems) = source::walk(&self.options.root, &self.config.theme);
        let old = std::mem::replace(&mut self.listed.tree, tree);
        self.listed.problems = problems;
        let tree = &self.listed.tree;
        let gone = old.entries().filter(|entry| tree.entry(&entry.path).is_none());
        let other = tree.entries().filter(|entry| old.entry(&entry.path) != Some(entry));
        let known = named.iter().filter(|path| tree.entry(path).is_some());
        gone.chain(other).map(|entry| &entry.path).chain(known).cloned().collect()
    }

    /// The theme read anew, where one of its files has changed; one that cannot be used is told.
    fn apply_theme(&mut self, changed: bool) -> Option<Arc<Theme>> {
        if !changed {
            return None;
        }
        match load_theme(&self.options.root, &self.listed) {
            Ok(theme) => {
                self.themed.clear();
                let config = with_widths(&self.listed.config, &theme);
                if config != *self.config {
                    self.config = Arc::new(config);
                }
                Some(Arc::new(theme))
            }
            Err(problems) => {
                self.themed = problems;
                None
            }
        }
    }

    /// The site with some documents read anew, if that reaches no further than their own pages.
    fn with_documents(&self, documents: &[String]) -> Option<Arc<Site>> {
        if !Arc::ptr_eq(&self.config, &self.site().config) {
            return None;
        }
        let mut site = self.site().clone();
        for path in documents {
            match &self.library.documents[path].page {
                // What is not shown stays so as long as its state is the same.
                Some(page) if site.page_by_file(path).is_some() => {
                    site = Arc::new(site.with_page(&self.library, page)?);
                }
                _ => return None,
            }
        }
        Some(site)
    }

    fn put(&mut self, site: Arc<Site>, theme: Arc<Theme>) {
        let (plan, planned) = plan::plan(&site, &theme);
        (self.plan, self.planned) = (Arc::new(plan), planned);
        self.maker = Arc::new(Maker::new(&self.options.root, site, theme, self.cache.clone()));
    }

    fn showing(&self) -> Showing {
        Showing { today: self.listed.today, drafts: self.options.drafts }
    }

    /// Whether it has become another day since the site was read.
    pub fn day_has_passed(&self) -> bool {
        self.options.today.is_none() && today(&self.config) != self.listed.today
    }
}

fn reading<'a>(options: &'a Options, config: &'a Config, today: NaiveDate) -> Reading<'a> {
    let (kinds, zone, drafts) = (&options.kinds, config.zone(), options.drafts);
    Reading { config, kinds, zone, today, drafts }
}

/// The choices of `site.toml`, with the widths in which the theme shows photos.
fn with_widths(config: &Config, theme: &Theme) -> Config {
    let mut config = config.clone();
    config.photos.widths.extend(theme.photo_widths());
    config.photos.widths.sort_unstable();
    config.photos.widths.dedup();
    config
}

fn load_theme(root: &Path, listed: &Listed) -> Result<Theme, Vec<Problem>> {
    let Listed { config, text, tree, .. } = listed;
    let folder = format!("themes/{}", config.theme);
    // The built-in theme needs no folder; in this program's own repository it has one.
    if config.theme != "default" && !source::is_folder(root, &folder) {
        let problem = Problem::new(&diagnostic::THEME_MISSING, format!("`{}`", config.theme));
        return Err(vec![problem.at(config::FILE, config::find_key(text, "theme"))]);
    }
    let mut own = BTreeMap::new();
    for entry in &tree.theme {
        let bytes = source::bytes(root, &entry.path).map_err(|problem| vec![problem])?;
        own.insert(entry.path[folder.len() + 1..].to_owned(), bytes);
    }
    let file = |path: &str| {
        tree.entry(&format!("static/{path}")).map(|entry| address::static_file(&entry.path))
    };
    theme::load(&folder, own, &Look { config, text, file: &file })
}

/// The day in the site's zone.
fn today(config: &Config) -> NaiveDate {
    chrono::Utc::now().with_timezone(&config.zone()).date_naive()
}
