//! What will exist: a map from output path to what stands there. One file for each family of
//! outputs; each adds its own and knows nothing of the others.

mod assets;
mod columns;
mod dates;
mod elders;
mod feeds;
mod files;
mod front;
mod headers;
mod pages;
mod search;
mod sitemap;
mod terms;

use std::collections::BTreeSet;

use rayon::iter::Either;
use rayon::prelude::*;

use crate::config;
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::library::above;
use crate::search::Part;
use crate::site::{ColumnId, PageId, Site};
use crate::theme::Theme;
use crate::view::{self, Catalogue, View};

/// Everything that a build will publish.
#[derive(Debug, Default)]
pub struct Plan {
    outputs: Outputs,
}

/// The files of a site by their paths, in the order of these: a list, for it is made at once and
/// never changes.
#[derive(Debug, Default)]
pub struct Outputs(Vec<(String, Output)>);

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Output {
    /// How its bytes come about.
    pub recipe: Recipe,
    /// What in the site it comes from, for messages: a source file or an index's name.
    pub origin: String,
}

/// How a file's bytes come about. A recipe is small: the value itself is computed when asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Recipe {
    /// The front page.
    Home,
    /// A document.
    Page(PageId),
    /// A page of a column's list.
    Column(ColumnId, usize),
    /// A page of a term's list: taxonomy, term, year, number.
    Term(usize, usize, Option<i32>, usize),
    /// The index of a taxonomy.
    Terms(usize),
    /// A date index: of a column (0 is the site), of all years, a year, or a month.
    Dates(ColumnId, Option<(i32, Option<u32>)>),
    /// A page of the edition for old readers (长辈版).
    Elders(view::elders::Part),
    /// The human site map.
    Map,
    /// The search page.
    Search,
    /// A file that the search page's script asks for.
    Searched(Part),
    /// The page for missing addresses.
    Missing,
    /// The page at an old address of a document.
    Moved(PageId),
    /// The Atom feed of a column (0 is the site).
    Feed(ColumnId),
    /// `sitemap.xml`, or one part of it.
    Sitemap(sitemap::Part),
    /// Security headers for a server.
    Headers(config::Server),
    /// `robots.txt`.
    Robots,
    /// A picture in one width: its source file, and the width in pixels.
    Picture(String, u32),
    /// A file as it is, without metadata: its source.
    File(String),
    /// A file of the theme.
    Asset,
}

/// The outputs that one family adds, in its own order.
#[derive(Debug, Default)]
struct Family(Vec<(String, Output)>);

impl Family {
    fn add(&mut self, path: String, recipe: Recipe, origin: impl Into<String>) {
        self.0.push((path, Output { recipe, origin: origin.into() }));
    }
}

/// Plans everything for a site and a theme. A plan with problems is not to be executed.
pub fn plan(site: &Site, theme: &Theme) -> (Plan, Vec<Problem>) {
    let families: [&(dyn Fn(&mut Family) + Sync); 12] = [
        &|family| front::add(site, family),
        &|family| pages::add(site, family),
        &|family| columns::add(site, family),
        &|family| terms::add(site, family),
        &|family| dates::add(site, family),
        &|family| elders::add(site, family),
        &|family| files::add(site, family),
        &|family| headers::add(site, family),
        &|family| assets::add(theme, family),
        &|family| feeds::add(site, family),
        &|family| search::add(site, family),
        &|family| sitemap::add(site, family),
    ];
    let families: Vec<Vec<(String, Output)>> = families
        .par_iter()
        .map(|add| {
            let mut family = Family::default();
            add(&mut family);
            family.0
        })
        .collect();
    let place = |turn, (path, output): (String, Output)| {
        let place = Place { turn, folded: folded(&path), path, output };
        if stays_inside(&place.path) { Either::Left(place) } else { Either::Right(place) }
    };
    let (mut places, wild): (Vec<Place>, Vec<Place>) = families
        .into_par_iter()
        .enumerate()
        .flat_map(|(family, added)| {
            added.into_par_iter().enumerate().map(move |(turn, added)| place((family, turn), added))
        })
        .partition_map(|place| place);
    // Of two at one place the one that was added first comes first.
    places.par_sort_unstable_by(|a, b| a.key().cmp(b.key()).then(a.turn.cmp(&b.turn)));
    let (places, mut problems) = without_collisions(places);
    problems.extend(files_in_the_place_of_folders(&places));
    // Whatever is checked before, nothing is ever written outside.
    problems.extend(wild.into_iter().map(|Place { path, output, .. }| {
        Problem::new(&diagnostic::SLUG_WRONG, format!("`{path}`"))
            .in_file(culprit(&output.origin, &output.origin))
    }));
    let mut outputs: Vec<(String, Output)> =
        places.into_par_iter().map(|place| (place.path, place.output)).collect();
    // Capital letters come before small ones here.
    outputs.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    (Plan { outputs: Outputs(outputs) }, problems)
}

/// Whether a path leads to a file in the output folder, and nowhere else on any system.
fn stays_inside(path: &str) -> bool {
    !path.contains(['\\', ':']) && path.split('/').all(|name| !matches!(name, "" | "." | ".."))
}

/// An output on its way into the plan.
struct Place {
    /// When it was added: which family came, and which output of it.
    turn: (usize, usize),
    path: String,
    /// The path in small letters, where it has others.
    folded: Option<String>,
    output: Output,
}

impl Place {
    /// What no two outputs may share: paths that differ only in case are one on Windows.
    fn key(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.path)
    }
}

/// Leaves the first output at each place; every other is a problem that names both origins.
fn without_collisions(places: Vec<Place>) -> (Vec<Place>, Vec<Problem>) {
    if places.par_windows(2).all(|two| two[0].key() != two[1].key()) {
        return (places, Vec::new());
    }
    let (mut kept, mut met): (Vec<Place>, Vec<(usize, Place)>) =
        (Vec::with_capacity(places.len()), Vec::new());
    for place in places {
        match kept.last() {
            Some(first) if first.key() == place.key() => met.push((kept.len() - 1, place)),
            _ => kept.push(place),
        }
    }
    met.sort_by_key(|(_, place)| place.turn);
    let mut told: BTreeSet<(&str, &str)> = BTreeSet::new();
    let mut problems = Vec::new();
    for (first, Place { path, output, .. }) in &met {
        let first = &kept[*first].output;
        // Two columns or terms of one name meet on every page that they have; their lists, or
        // their folders' names, tell it best.
        let follows = matches!(output.recipe, Recipe::Dates(..) | Recipe::Feed(_))
            && culprit(&output.origin, &first.origin) == config::FILE;
        // Terms that meet have been told where they are written.
        let follows = follows
            || matches!((&first.recipe, &output.recipe), (Recipe::Term(..), Recipe::Term(..)));
        if !follows && told.insert((&first.origin, &output.origin)) {
            problems.push(collision(path, first, output));
        }
    }
    (kept, problems)
}

/// A file cannot stand where another output needs a folder.
fn files_in_the_place_of_folders(places: &[Place]) -> Vec<Problem> {
    let at = |folder: &str| {
        let folded = folded(folder);
        let key = folded.as_deref().unwrap_or(folder);
        let found = places.binary_search_by(|place| place.key().cmp(key));
        found.ok().map(|at| &places[at].output)
    };
    let met = |(turn, Place { path, output, .. }): (usize, &Place)| {
        // Paths are in their order, so most stand in the folder of the one before.
        let before = turn.checked_sub(1).map_or("", |before| places[before].path.as_str());
        let is_new =
            |folder: &&str| !before.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let folders = above(path).skip(1).take_while(is_new);
        let told =
            folders.filter_map(|folder| Some((folder, at(folder)?))).map(|(folder, file)| {
                let detail = format!(
                    "`/{folder}` 既是文件又是文件夹，来自 `{}` 和 `{}`",
                    file.origin, output.origin
                );
                Problem::new(&diagnostic::ADDRESS_TWICE, detail)
                    .in_file(culprit(&output.origin, &file.origin))
                    .mend("给其中一个改名")
            });
        told.collect::<Vec<_>>()
    };
    places.par_iter().enumerate().flat_map_iter(met).collect()
}

/// A path in small letters, where it has others; most have none.
fn folded(path: &str) -> Option<String> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    (!path.bytes().all(is_small)).then(|| path.to_lowercase())
}

impl Plan {
    /// The outputs in the order of their paths.
    pub fn outputs(&self) -> &Outputs {
        &self.outputs
    }

    /// The outputs that are sizes of a picture.
    pub fn sizes_of<'p>(&'p self, file: &'p str) -> impl Iterator<Item = &'p Output> {
        let is_size =
            move |output: &&Output| matches!(&output.recipe, Recipe::Picture(of, _) if of == file);
        self.outputs.iter().map(|(_, output)| output).filter(is_size)
    }
}

impl Outputs {
    /// The output at a path.
    pub fn get(&self, path: &str) -> Option<&Output> {
        let at = self.0.binary_search_by(|(other, _)| other.as_str().cmp(path)).ok()?;
        Some(&self.0[at].1)
    }

    /// Whether there is an output at a path.
    pub fn contains(&self, path: &str) -> bool {
        self.get(path).is_some()
    }

    /// Whether a path is a folder that outputs lie in.
    pub fn is_folder(&self, path: &str) -> bool {
        let folder = format!("{path}/");
        let at = self.0.partition_point(|(other, _)| *other < folder);
        self.0.get(at).is_some_and(|(inside, _)| inside.starts_with(&folder))
    }

    /// Whether a path lies in a folder whose place an output takes.
    pub fn is_inside_a_file(&self, path: &str) -> bool {
        above(path).skip(1).any(|folder| self.contains(folder))
    }

    /// All paths and outputs.
    pub fn iter(&self) -> std::slice::Iter<'_, (String, Output)> {
        self.0.iter()
    }

    /// The same, for several threads.
    pub fn par_iter(&self) -> rayon::slice::Iter<'_, (String, Output)> {
        self.0.par_iter()
    }

    /// All paths.
    pub fn paths(&self) -> impl Iterator<Item = &String> {
        self.0.iter().map(|(path, _)| path)
    }
}

impl<'o> IntoIterator for &'o Outputs {
    type Item = &'o (String, Output);
    type IntoIter = std::slice::Iter<'o, (String, Output)>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// The problem of two outputs at one path. An old address gives way to what has the address now.
fn collision(path: &str, first: &Output, second: &Output) -> Problem {
    let is_moved = |output: &Output| matches!(output.recipe, Recipe::Moved(_));
    let (first, second) =
        if is_moved(first) && !is_moved(second) { (second, first) } else { (first, second) };
    let (recipe, origin) = (&second.recipe, second.origin.as_str());
    let names: Vec<&str> = path.rsplit('/').collect();
    let mend = match recipe {
        Recipe::Page(_) => {
            let stem = names[0].trim_end_matches(".html");
            format!("在其中一篇的前置信息里加一行 `slug: {stem}-2`（也可写作 `网址名：{stem}-2`）")
        }
        Recipe::Moved(_) => {
            let alias = path.strip_suffix("index.html").unwrap_or(path);
            format!("从 `{origin}` 的 `旧网址：` 里去掉 `/{alias}`")
        }
        Recipe::Column(..) => {
            "给其中一个文件夹改名，或在它的 _index.md 里写上另一个 `网址名：`".to_owned()
        }
        _ => format!("给 `{}` 改名", culprit(origin, &first.origin)),
    };
    Problem::new(
        &diagnostic::ADDRESS_TWICE,
        format!("`/{path}`，来自 `{}` 和 `{origin}`", first.origin),
    )
    .in_file(culprit(origin, &first.origin))
    .mend(mend)
}

/// Which of two origins an editor can change: a file of the site, the later one first.
fn culprit<'a>(origin: &'a str, first: &'a str) -> &'a str {
    [origin, first]
        .into_iter()
        .find(|origin| origin.starts_with("content/") || origin.starts_with("static/"))
        .unwrap_or(config::FILE)
}

/// The value that a page is made of; `None` for outputs that no template renders.
pub fn view(site: &Catalogue, recipe: &Recipe, path: &str) -> Option<View> {
    Some(match recipe {
        Recipe::Home => view::home::view(site),
        Recipe::Page(id) => view::page::view(site, *id),
        Recipe::Column(id, number) => view::list::column(site, *id, *number),
        Recipe::Term(taxonomy, term, year, number) => {
            view::list::term(site, *taxonomy, *term, *year, *number)
        }
        Recipe::Terms(taxonomy) => view::terms::view(site, *taxonomy),
        Recipe::Dates(id, period) => view::dates::view(site, *id, *period),
        Recipe::Elders(part) => view::elders::view(site, *part),
        Recipe::Map => view::map::view(site),
        Recipe::Search => view::search::view(site),
        Recipe::Missing => view::plain::missing(site),
        Recipe::Moved(id) => view::plain::moved(site, *id, path),
        _ => return None,
    })
}

/// The text of outputs that are neither pages nor files.
pub fn text(site: &Catalogue, recipe: &Recipe) -> Option<String> {
    match recipe {
        Recipe::Searched(part) => Some(crate::search::script(site, *part, || site.index())),
        Recipe::Feed(id) => Some(feeds::atom(site, *id)),
        Recipe::Sitemap(part) => Some(sitemap::xml(site, *part)),
        Recipe::Headers(server) => Some(headers::text(*server)),
        Recipe::Robots => Some(sitemap::robots(site)),
        _ => None,
    }
}

/// The fingerprint of a file's output, known without making it.
pub fn file_print(site: &Site, recipe: &Recipe) -> Option<Fingerprint> {
    match recipe {
        Recipe::Picture(file, width) => {
            let widest = view::picture::widest(site, file);
            Some(Fingerprint::of(&(site.assets.get(file)?.print, width, widest)))
        }
        Recipe::File(file) => Some(site.assets.get(file)?.print),
        _ => None,
    }
}
