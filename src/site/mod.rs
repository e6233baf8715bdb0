//! All documents together: columns, addresses, terms, dates, and the links between them.

pub mod address;
pub mod agenda;
pub mod album;
pub mod column;
pub mod links;
pub mod relation;
pub mod terms;
pub mod timeline;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::prelude::*;

pub use album::AlbumPhoto;
pub use column::Column;
pub use links::Resolved;
pub use terms::{Taxonomy, Term};
pub use timeline::Month;

use crate::asset::{Asset, Sort};
use crate::config::Config;
use crate::diagnostic::{self, Problem};
use crate::library::Library;
use crate::page::{Kinds, Page, State};

/// A page's place in [`Site::pages`]: newest first, so ascending ids are a list in its order.
pub type PageId = usize;

/// A column's place in [`Site::columns`]: 0 is the site itself, parents stand before children.
pub type ColumnId = usize;

/// Everything that is visible on one day.
#[derive(Debug)]
pub struct Site {
    /// The choices of `site.toml`.
    pub config: Config,
    /// The day for which the site is built.
    pub today: NaiveDate,
    /// The columns, in the order of the navigation.
    pub columns: Vec<Column>,
    /// The visible pages, newest first, undated ones last.
    pub pages: Vec<Placed>,
    /// The taxonomies with their terms.
    pub taxonomies: Vec<Taxonomy>,
    /// Months that have pages, newest first, over the whole site.
    pub months: Vec<Month>,
    /// Files that visible pages refer to, by source path.
    pub files: BTreeMap<String, links::Published>,
    /// All files that could be referred to, by source path.
    pub assets: BTreeMap<String, Arc<Asset>>,
    /// Explainers of each document, newest first.
    pub explainers: BTreeMap<PageId, Vec<PageId>>,
    /// What falls due, and when something next appears or disappears.
    pub agenda: agenda::Agenda,
    /// Ids by source file.
    by_file: BTreeMap<String, PageId>,
}

/// A visible page with its place in the site.
#[derive(Debug)]
pub struct Placed {
    /// The document.
    pub page: Arc<Page>,
    /// The column that it is in; 0 for a page in `content/` itself.
    pub column: ColumnId,
    /// Its address, from the site's root.
    pub path: String,
    /// Where the links and pictures of its text lead, in their order.
    pub targets: Vec<Resolved>,
    /// Where the references of its front matter lead, by key.
    pub references: BTreeMap<&'static str, Vec<Resolved>>,
    /// The photos of an album.
    pub photos: Vec<AlbumPhoto>,
    /// Its terms: indices into [`Site::taxonomies`] and [`Taxonomy::terms`].
    pub terms: Vec<(usize, usize)>,
    /// The document that it explains.
    pub explains: Option<PageId>,
}

/// Which pages a site shows.
#[derive(Clone, Copy, Debug)]
pub struct Showing {
    /// The day for which the site is built.
    pub today: NaiveDate,
    /// Drafts and scheduled pages too, for their author's eyes.
    pub drafts: bool,
}

impl Showing {
    /// Whether a page in this state is shown.
    pub fn includes(self, state: State) -> bool {
        match state {
            State::Live => true,
            State::Draft | State::Scheduled(_) => self.drafts,
            State::Expired(_) => false,
        }
    }
}

/// Puts the documents together. Problems of the whole are returned beside the site, which is as
/// complete as it can be.
pub fn assemble(
    library: &Library,
    config: &Config,
    kinds: &Kinds,
    showing: Showing,
) -> (Site, Vec<Problem>) {
    let mut problems = library.problems.clone();
    let mut live: Vec<Arc<Page>> = Vec::new();
    let mut hidden: BTreeMap<&str, State> = BTreeMap::new();
    let draft_columns = column::drafts(library, showing);
    for (file, read) in &library.documents {
        let in_draft = draft_columns.iter().any(|folder| column::is_below(file, folder));
        let state = read
            .page
            .as_ref()
            .map(|page| if in_draft { State::Draft } else { page.state(showing.today) });
        // What is off line already, or not to be published yet, is no concern of today's build.
        if !in_draft && !matches!(state, Some(State::Expired(_))) {
            problems.extend(read.problems.iter().cloned());
        }
        match (&read.page, state) {
            (Some(page), Some(state)) if showing.includes(state) => live.push(page.clone()),
            (_, Some(state)) => {
                hidden.insert(file, state);
            }
            _ => {}
        }
    }
    live.par_sort_by(|a, b| {
        let weight = |page: &Page| page.values.number("weight").unwrap_or(0);
        b.date
            .cmp(&a.date)
            .then_with(|| weight(a).cmp(&weight(b)))
            .then_with(|| a.file.cmp(&b.file))
    });
    let mut columns = column::build(library, kinds, &draft_columns, &hidden);
    let pages: Vec<Placed> = live
        .into_par_iter()
        .map(|page| {
            let column = column::of(&columns, &page);
            let path = address::page(config, &columns[column], &page);
            Placed {
                page,
                column,
                path,
                targets: Vec::new(),
                references: BTreeMap::new(),
                photos: Vec::new(),
                terms: Vec::new(),
                explains: None,
            }
        })
        .collect();
    column::fill(&mut columns, &pages);
    address::check(&columns, &pages, &mut problems);
    let by_file =
        pages.iter().enumerate().map(|(id, placed)| (placed.page.file.clone(), id)).collect();
    let months = timeline::months(&pages, &(0..pages.len()).collect::<Vec<_>>());
    for column in &mut columns {
        column.months = timeline::months(&pages, &column.pages);
    }
    let mut site = Site {
        config: config.clone(),
        today: showing.today,
        columns,
        pages,
        taxonomies: Vec::new(),
        months,
        files: BTreeMap::new(),
        assets: library.assets.clone(),
        explainers: BTreeMap::new(),
        agenda: agenda::Agenda::default(),
        by_file,
    };
    terms::index(&mut site, &mut problems);
    connect(&mut site, library, &hidden, &draft_columns, &mut problems);
    relation::explain(&mut site);
    site.agenda = agenda::agenda(&site, library);
    (site, problems)
}

/// Follows every link and picture, and notes which files are used.
fn connect(
    site: &mut Site,
    library: &Library,
    hidden: &BTreeMap<&str, State>,
    draft_columns: &[&str],
    problems: &mut Vec<Problem>,
) {
    let scope = links::Scope::new(site, hidden);
    let found: Vec<links::Connections> =
        site.pages.par_iter().map(|placed| links::connect(&scope, library, placed)).collect();
    let introductions: Vec<(Vec<Resolved>, Vec<Problem>)> =
        site.columns.iter().map(|column| links::introduction(&scope, column)).collect();
    for (column, (targets, told)) in site.columns.iter_mut().zip(introductions) {
        column.targets = targets;
        problems.extend(told);
    }
    for (placed, connections) in site.pages.iter_mut().zip(found) {
        placed.targets = connections.targets;
        placed.references = connections.references;
        placed.photos = connections.photos;
        problems.extend(connections.problems);
    }
    site.files = links::published(site, problems);
    let waiting = waiting(library, hidden);
    for (path, asset) in &site.assets {
        // A picture that is refused has been told where it is used.
        let refused = matches!(asset.sort, Sort::BadPicture(_));
        let captions = path.ends_with(&format!("/{}", crate::library::CAPTIONS));
        if path.starts_with("content/")
            && !site.files.contains_key(path)
            && !captions
            && !refused
            && !waiting.contains(path)
            && !draft_columns.iter().any(|folder| column::is_below(path, folder))
        {
            problems.push(Problem::new(&diagnostic::FILE_UNUSED, "").in_file(path));
        }
    }
}

/// Files that wait for a page which is not shown now: those in its folder, and those it names.
fn waiting(library: &Library, hidden: &BTreeMap<&str, State>) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    for file in hidden.keys() {
        if let Some(folder) = file.strip_suffix("index.md").filter(|folder| folder.ends_with('/')) {
            let below = library.assets.range(folder.to_owned()..);
            files.extend(
                below.map(|(path, _)| path).take_while(|path| path.starts_with(folder)).cloned(),
            );
        }
        if let Some(page) = &library.documents[*file].page {
            files.extend(links::named(page));
        }
    }
    files
}

impl Site {
    /// A visible page by its source file.
    pub fn page_by_file(&self, file: &str) -> Option<PageId> {
        self.by_file.get(file).copied()
    }

    /// The top column that a column is below, itself where it is one; `None` for the site.
    pub fn top_column(&self, mut id: ColumnId) -> Option<ColumnId> {
        while id != 0 && self.columns[id].parent != 0 {
            id = self.columns[id].parent;
        }
        (id != 0).then_some(id)
    }

    /// From a top column down to `id`, without the site itself.
    pub fn column_trail(&self, mut id: ColumnId) -> Vec<ColumnId> {
        let mut trail = Vec::new();
        while id != 0 {
            trail.push(id);
            id = self.columns[id].parent;
        }
        trail.reverse();
        trail
    }

    /// The top columns to which visitors are led: those that have pages, and on a new site, where
    /// none has, all of them, so that it shows what goes where.
    pub fn top_columns(&self) -> impl Iterator<Item = &Column> {
        let tops = || self.columns[0].children.iter().map(|&id| &self.columns[id]);
        let is_new = tops().all(|column| column.pages.is_empty());
        tops().filter(move |column| is_new || !column.pages.is_empty())
    }

    /// The columns that have pages, top ones and those below, in the order of the navigation.
    pub fn filled_columns(&self) -> impl Iterator<Item = (ColumnId, &Column)> {
        self.columns.iter().enumerate().skip(1).filter(|(_, column)| !column.pages.is_empty())
    }
}
