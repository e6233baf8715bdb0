//! One build: from the site's folder to the published site, with everything there is to tell.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::cache::{self, Cache, Seen};
use crate::config::{self, Config};
use crate::diagnostic::{self, Level, Problem};
use crate::fingerprint::Fingerprint;
use crate::library::{self, Library};
use crate::page::{self, Kinds, Reading};
use crate::plan::{self, Plan};
use crate::publish::{self, Maker, Progress, Published};
use crate::site::agenda::Agenda;
use crate::site::{self, Showing, Site};
use crate::source::{self, Tree};
use crate::theme::{self, Theme};
use crate::view::portal::portal;
use crate::{check, ledger};

/// What to build, and where to.
#[derive(Clone, Debug)]
pub struct Options {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The folder to publish into.
    pub output: PathBuf,
    /// The day to build for; the day in the site's zone where none is given.
    pub today: Option<NaiveDate>,
    /// Drafts and scheduled pages too.
    pub drafts: bool,
    /// The kinds of document that the site may use.
    pub kinds: Kinds,
}

/// How a build went.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Report {
    /// Everything that should be mended, errors first, then by place.
    pub problems: Vec<Problem>,
    /// What was done; `None` where an error stood in the way, and nothing was touched.
    pub published: Option<Published>,
    /// What falls due.
    pub agenda: Agenda,
    /// How many documents visitors see.
    pub pages: usize,
}

/// Everything that a build derives from the site's folder before it writes anything.
pub struct Prepared {
    /// All files that were read.
    pub library: Library,
    /// All documents together.
    pub site: Site,
    /// How they look.
    pub theme: Theme,
    /// What will exist.
    pub plan: Plan,
    /// Everything that should be mended.
    pub problems: Vec<Problem>,
}

/// Builds a site. Nothing is published while there is an error.
pub fn build(options: &Options, progress: Progress) -> Report {
    let (config, tree, mut problems) = match list(&options.root) {
        Ok(listed) => listed,
        Err(problems) => {
            return Report { problems: sorted(&options.root, problems), ..Report::default() };
        }
    };
    if let Some(problem) = overlap(&options.root, &options.output) {
        return Report { problems: vec![problem], ..Report::default() };
    }
    let cache = Cache::of(&options.root);
    cache.sweep();
    let today = options.today.unwrap_or_else(|| today(&config));
    let inputs = inputs(options, &tree, today);
    if let Some(report) = unchanged(options, &cache, inputs, &tree) {
        return report;
    }
    let prepared = match prepare(options, &config, &tree, today, &cache, progress) {
        Ok(prepared) => prepared,
        Err(more) => {
            problems.extend(more);
            return Report { problems: sorted(&options.root, problems), ..Report::default() };
        }
    };
    let Prepared { site, theme, plan, problems: more, .. } = &prepared;
    problems.extend(more.iter().cloned());
    let mut report = Report {
        published: None,
        agenda: site.agenda.as_ref().clone(),
        pages: site.pages.len(),
        problems: sorted(&options.root, problems),
    };
    if has_errors(&report.problems) {
        return report;
    }
    let portal = portal(site, theme.asset_path("style.css"), theme.asset_path("site.js"));
    let maker = Maker::new(&options.root, site, theme, &portal, &cache);
    match publish::publish(plan, &maker, &options.output, &cache, progress) {
        Ok(published) => {
            cache.forget_pictures(&maker.picture_names(plan.outputs().values()));
            report.published = Some(published);
            remember(&cache, inputs, &tree, &report);
        }
        Err(more) => {
            report.problems.extend(more);
            report.problems = sorted(&options.root, std::mem::take(&mut report.problems));
        }
    }
    drop(maker);
    // Ten thousand pages take a while to be let go of, and nobody need wait for it.
    rayon::spawn(move || drop(prepared));
    report
}

/// Reads `site.toml` and lists the site's files.
///
/// # Errors
///
/// A `site.toml` that is missing or cannot be used.
pub fn list(root: &Path) -> Result<(Config, Tree, Vec<Problem>), Vec<Problem>> {
    if !root.join(config::FILE).exists() {
        return Err(vec![Problem::new(&diagnostic::CONTENT_MISSING, "没有 `site.toml`")]);
    }
    let text = source::text(root, config::FILE).map_err(|problem| vec![problem])?;
    let config = config::parse(&text.text)?;
    let (tree, mut problems) = source::walk(root, &config.theme);
    if text.legacy {
        problems.push(Problem::new(&diagnostic::ENCODING_OLD, "").in_file(config::FILE));
    }
    // The footer stands on every page. Doubts are left out: numbers of the site look like phones.
    let figures = page::private_figures(config::FILE, &text.text, &config);
    problems.extend(figures.filter(|problem| problem.rule.level == Level::Error));
    Ok((config, tree, problems))
}

/// Reads everything, puts it together, and plans what will exist.
///
/// # Errors
///
/// A theme that cannot be used.
pub fn prepare(
    options: &Options,
    config: &Config,
    tree: &Tree,
    today: NaiveDate,
    cache: &Cache,
    progress: Progress,
) -> Result<Prepared, Vec<Problem>> {
    let root = &options.root;
    let theme = load_theme(root, config, tree)?;
    let mut config = config.clone();
    config.photos.widths.extend(theme.photo_widths());
    config.photos.widths.sort_unstable();
    config.photos.widths.dedup();
    let config = &Arc::new(config);
    progress("读取", 0, tree.content.len());
    let seen: Seen = cache.read(SEEN).unwrap_or_default();
    let reading = Reading {
        config,
        kinds: &options.kinds,
        zone: config.zone(),
        today,
        drafts: options.drafts,
    };
    let library = library::read(root, tree, &reading, &seen);
    let listed = tree.content.iter().chain(&tree.statics);
    let found = listed.filter_map(|entry| Some((entry, &**library.assets.get(&entry.path)?)));
    if !library.assets.is_empty() {
        cache.write(SEEN, &Seen::remember(found, tree.began));
    }
    let showing = Showing { today, drafts: options.drafts };
    let site = site::assemble(&library, config, &options.kinds, showing);
    let (plan, told) = plan::plan(&site, &theme);
    let mut problems = site::problems(&site, &library, showing);
    problems.extend(told);
    problems.extend(check::check(&site));
    Ok(Prepared { library, site, theme, plan, problems })
}

/// Where the looks at assets are kept in the cache.
const SEEN: &str = "seen";

/// Where the last build is kept in the cache.
const LAST: &str = "last";

fn load_theme(root: &Path, config: &Config, tree: &Tree) -> Result<Theme, Vec<Problem>> {
    let folder = format!("themes/{}", config.theme);
    // The built-in theme needs no folder; in this program's own repository it has one.
    if config.theme != "default" && !source::native(root, &folder).is_dir() {
        let problem = Problem::new(&diagnostic::THEME_MISSING, format!("`{}`", config.theme));
        return Err(vec![problem.in_file(config::FILE)]);
    }
    let mut own = BTreeMap::new();
    for entry in &tree.theme {
        let bytes = source::bytes(root, &entry.path).map_err(|problem| vec![problem])?;
        own.insert(entry.path[folder.len() + 1..].to_owned(), bytes);
    }
    theme::load(&folder, own).map_err(|problem| vec![problem])
}

/// The day in the site's zone.
pub fn today(config: &Config) -> NaiveDate {
    chrono::Utc::now().with_timezone(&config.zone()).date_naive()
}

/// Whether there is an error among problems.
pub fn has_errors(problems: &[Problem]) -> bool {
    problems.iter().any(|problem| problem.rule.level == Level::Error)
}

fn sorted(root: &Path, mut problems: Vec<Problem>) -> Vec<Problem> {
    source::locate(root, &mut problems);
    let place = |problem: &Problem| {
        let quote = problem.place.as_ref().and_then(|place| place.quote.as_ref());
        quote.map_or((0, 0), |quote| (quote.line, quote.column))
    };
    let order =
        |problem: &Problem| (problem.rule.level, problem.file().map(str::to_owned), place(problem));
    problems
        .sort_by_cached_key(|problem| (order(problem), problem.rule.code, problem.detail.clone()));
    problems.dedup();
    problems
}

/// The output may lie in the site's folder, but not in what is read from it, nor around it.
fn overlap(root: &Path, output: &Path) -> Option<Problem> {
    let whole = |path: &Path| std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let output = whole(output).canonicalize().unwrap_or_else(|_| whole(output));
    let root = whole(root).canonicalize().unwrap_or_else(|_| whole(root));
    let read = ["content", "static", "themes", cache::FOLDER].map(|folder| root.join(folder));
    let inside = root.starts_with(&output) || read.iter().any(|folder| output.starts_with(folder));
    inside.then(|| Problem::new(&diagnostic::OUTPUT_INSIDE, format!("`{}`", output.display())))
}

/// The last build that succeeded: as long as its inputs and outputs are as it left them, the next
/// one would do nothing, and need not even read.
#[derive(Serialize, Deserialize)]
struct Last {
    inputs: Fingerprint,
    outputs: Fingerprint,
    began: u128,
    report: Report,
}

/// The fingerprint of everything that a build depends on, by the files' sizes and times.
fn inputs(options: &Options, tree: &Tree, today: NaiveDate) -> Fingerprint {
    let config = source::entry(&options.root, config::FILE);
    let files: Vec<(&str, u64, u128, i128)> = entries(tree)
        .chain(&config)
        .map(|entry| (entry.path.as_str(), entry.len, entry.modified, entry.noted))
        .collect();
    Fingerprint::of(&(files, today, options.drafts, &options.output))
}

/// The fingerprint of the output folder by sizes and times; `None` where it is not as a finished
/// build leaves it.
fn outputs(folder: &Path) -> Option<Fingerprint> {
    let ledger = ledger::read(folder).filter(|ledger| !ledger.unfinished)?;
    if ledger::is_half_written(folder) {
        return None;
    }
    let paths: Vec<&String> = ledger.files.keys().collect();
    let facts: Vec<Option<(u64, u128)>> =
        paths.par_iter().map(|path| publish::facts(folder, path)).collect();
    Some(publish::state(paths.into_iter().zip(facts)))
}

fn entries(tree: &Tree) -> impl Iterator<Item = &source::Entry> {
    tree.content.iter().chain(&tree.statics).chain(&tree.theme)
}

/// What the last build told, if this one would be the same.
fn unchanged(options: &Options, cache: &Cache, inputs: Fingerprint, tree: &Tree) -> Option<Report> {
    let last: Last = cache.read(LAST)?;
    let config = source::entry(&options.root, config::FILE);
    let settled =
        entries(tree).chain(&config).all(|entry| cache::is_settled(entry.modified, last.began));
    if !settled || last.inputs != inputs || outputs(&options.output) != Some(last.outputs) {
        return None;
    }
    Some(last.report)
}

fn remember(cache: &Cache, inputs: Fingerprint, tree: &Tree, report: &Report) {
    let Some(outputs) = report.published.as_ref().and_then(|done| done.left) else { return };
    let files = report.published.as_ref().map_or(0, |done| done.written.len() + done.unchanged);
    let nothing = Published { unchanged: files, ..Published::default() };
    let report = Report { published: Some(nothing), ..report.clone() };
    cache.write(LAST, &Last { inputs, outputs, began: tree.began, report });
}
