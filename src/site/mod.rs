//! All documents together: columns, addresses, terms, dates, and the links between them.

pub mod address;
pub mod agenda;
pub mod album;
pub mod column;
pub mod links;
pub mod lookup;
pub mod relation;
pub mod terms;
pub mod timeline;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;
use rayon::iter::Either;
use rayon::prelude::*;

pub use album::AlbumPhoto;
pub use column::Column;
pub use links::{Connections, Resolved};
pub use terms::{Standing, Taxonomy, Term};
pub use timeline::Month;

use crate::asset::{Asset, Sort};
use crate::config::Config;
use crate::diagnostic::{self, Problem};
use crate::library::Library;
use crate::page::{Kinds, Page, State};
use lookup::Lookup;

/// A page's place in [`Site::pages`]: newest first, so ascending ids are a list in its order.
pub type PageId = usize;

/// A column's place in [`Site::columns`]: 0 is the site itself, parents stand before children.
pub type ColumnId = usize;

/// Everything that is visible on one day. A copy shares what it does not change.
#[derive(Clone, Debug)]
pub struct Site {
    /// The choices of `site.toml`.
    pub config: Arc<Config>,
    /// The day for which the site is built.
    pub today: NaiveDate,
    /// The columns, in the order of the navigation.
    pub columns: Arc<Vec<Column>>,
    /// The visible pages, newest first, undated ones last.
    pub pages: Vec<Arc<Placed>>,
    /// The albums among them, in the same order.
    pub albums: Arc<Vec<PageId>>,
    /// The taxonomies with their terms.
    pub taxonomies: Arc<Vec<Taxonomy>>,
    /// Files that visible pages refer to, by source path.
    pub files: Arc<BTreeMap<String, links::Published>>,
    /// All files that could be referred to, by source path.
    pub assets: Arc<BTreeMap<String, Arc<Asset>>>,
    /// Explainers of each document, newest first.
    pub explainers: Arc<BTreeMap<PageId, Vec<PageId>>>,
    /// Documents that exist and are not shown now, by source file.
    pub hidden: Arc<BTreeMap<String, State>>,
    /// What is wrong with the whole; documents and their links keep their own.
    pub problems: Arc<Vec<Problem>>,
    /// Ids by source file.
    by_file: Arc<Lookup<String>>,
}

/// A visible page with its place in the site.
#[derive(Clone, Debug)]
pub struct Placed {
    /// The document.
    pub page: Arc<Page>,
    /// The column that it is in; 0 for a page in `content/` itself.
    pub column: ColumnId,
    /// Its address, from the site's root.
    pub path: String,
    /// Where what it refers to leads.
    pub links: links::Connections,
    /// Its terms, in the order of the taxonomies.
    pub terms: Vec<Standing>,
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

/// Puts the documents together, as completely as it can be done.
pub fn assemble(library: &Library, config: &Arc<Config>, kinds: &Kinds, showing: Showing) -> Site {
    let draft_columns = column::drafts(library, showing);
    let (mut live, hidden) = sort_out(library, &draft_columns, showing);
    // They come in the order of their files, which stands among equals.
    live.par_sort_by_cached_key(|page| {
        (Reverse(page.date), page.values.number("weight").unwrap_or(0))
    });
    let mut columns = column::build(library, kinds, &draft_columns, &hidden);
    let by_folder = column::by_folder(&columns);
    let pages: Vec<Arc<Placed>> = live
        .into_par_iter()
        .map(|page| {
            let column = column::of(&by_folder, &page);
            let path = address::page(config, &columns[column], &page);
            let links = links::Connections::default();
            Arc::new(Placed { page, column, path, links, terms: Vec::new(), explains: None })
        })
        .collect();
    let fill = || {
        let albums = column::fill(&mut columns, &pages);
        let mut problems = address::check(&columns, &pages);
        problems.extend(address::check_form(config));
        let months: Vec<Option<(i32, u32)>> = pages.par_iter().map(timeline::month).collect();
        columns
            .par_iter_mut()
            .for_each(|column| column.months = timeline::months(&months, &column.pages));
        (albums, problems, months)
    };
    let by_file = || pages.iter().map(|placed| placed.page.file.clone()).collect();
    let ((albums, mut problems, months), by_file) = rayon::join(fill, by_file);
    let mut site = Site {
        config: config.clone(),
        today: showing.today,
        columns: Arc::new(columns),
        albums: Arc::new(albums),
        taxonomies: Arc::default(),
        files: Arc::default(),
        assets: Arc::new(library.assets.clone()),
        explainers: Arc::default(),
        hidden: Arc::new(hidden),
        problems: Arc::default(),
        by_file: Arc::new(by_file),
        pages,
    };
    terms::index(&mut site, &months, &mut problems);
    connect(&mut site, library, &mut problems);
    relation::explain(&mut site);
    unused(&site, library, &draft_columns, &mut problems);
    site.problems = Arc::new(problems);
    site
}

/// Which documents are shown, and the states of the others.
fn sort_out(
    library: &Library,
    draft_columns: &[&str],
    showing: Showing,
) -> (Vec<Arc<Page>>, BTreeMap<String, State>) {
    let documents = library.documents.par_iter().filter_map(|(file, read)| {
        let in_draft = draft_columns.iter().any(|folder| column::is_below(file, folder));
        let state = match &read.page {
            Some(page) if !in_draft => page.state(showing.today),
            // A draft gives nothing away, not even by what is wrong with it.
            None if !in_draft && !read.draft => return None,
            _ => State::Draft,
        };
        Some(match &read.page {
            Some(page) if showing.includes(state) => Either::Left(page.clone()),
            _ => Either::Right((file.clone(), state)),
        })
    });
    let (live, hidden): (Vec<_>, Vec<_>) = documents.partition_map(|document| document);
    (live, hidden.into_iter().collect())
}

/// Everything that is wrong with documents, their links and the whole.
pub fn problems(site: &Site, library: &Library, showing: Showing) -> Vec<Problem> {
    let draft_columns = column::drafts(library, showing);
    let mut problems = library.structure.clone();
    problems.extend(library.problems.values().flatten().cloned());
    for (file, read) in library.documents.iter().filter(|(_, read)| !read.problems.is_empty()) {
        // What is off line already, or not to be published yet, is no concern of today's build.
        let in_draft = draft_columns.iter().any(|folder| column::is_below(file, folder));
        let is_over = !read.kept && matches!(site.hidden.get(file), Some(State::Expired(_)));
        if !in_draft && !is_over {
            problems.extend(read.problems.iter().cloned());
        }
    }
    problems.extend(site.problems.iter().cloned());
    problems.extend(site.pages.iter().flat_map(|placed| placed.links.problems.iter().cloned()));
    problems
}

/// Follows every link and picture, and notes which files are used.
fn connect(site: &mut Site, library: &Library, problems: &mut Vec<Problem>) {
    let scope = links::Scope::new(site);
    let found: Vec<links::Connections> =
        site.pages.par_iter().map(|placed| links::connect(&scope, library, &placed.page)).collect();
    let introductions: Vec<(Vec<Resolved>, Vec<Problem>)> =
        site.columns.iter().map(|column| links::introduction(&scope, column)).collect();
    for (column, (targets, told)) in Arc::make_mut(&mut site.columns).iter_mut().zip(introductions)
    {
        column.targets = targets;
        problems.extend(told);
    }
    let pages = site.pages.par_iter_mut().zip(found);
    pages.for_each(|(placed, links)| Arc::make_mut(placed).links = links);
    site.files = Arc::new(links::published(site, problems));
}

/// Tells of files that no page uses.
fn unused(site: &Site, library: &Library, draft_columns: &[&str], problems: &mut Vec<Problem>) {
    let waiting = waiting(library, &site.hidden);
    for (path, asset) in site.assets.iter() {
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

/// Files that wait for a page which is not shown now, or cannot be read: those in its folder, and
/// those it names.
fn waiting(library: &Library, hidden: &BTreeMap<String, State>) -> BTreeSet<String> {
    let mut files = BTreeSet::new();
    let unread = library.documents.iter().filter(|(_, read)| read.page.is_none());
    for file in hidden.keys().chain(unread.map(|(file, _)| file)) {
        if let Some(folder) = file.strip_suffix("index.md").filter(|folder| folder.ends_with('/')) {
            let below = library.assets.range(folder.to_owned()..);
            files.extend(
                below.map(|(path, _)| path).take_while(|path| path.starts_with(folder)).cloned(),
            );
        }
        if let Some(page) = &library.documents[file].page {
            files.extend(links::named(page));
        }
    }
    files
}

impl Site {
    /// The same site with one document read anew, if that changes nothing but what the document's
    /// own page and the entries for it show; `None` where it reaches further, into the place of
    /// the document, its terms, or the files that are published because of it.
    pub fn with_page(&self, library: &Library, page: &Arc<Page>) -> Option<Self> {
        let id = self.page_by_file(&page.file)?;
        let placed = &self.pages[id];
        if !placed.page.stands_like(page) {
            return None;
        }
        let links = links::connect(&links::Scope::new(self), library, page);
        if !links.uses_the_files_of(&placed.links) {
            return None;
        }
        let mut site = self.clone();
        site.pages[id] = Arc::new(Placed { page: page.clone(), links, ..Placed::clone(placed) });
        Some(site)
    }

    /// A visible page by its source file.
    pub fn page_by_file(&self, file: &str) -> Option<PageId> {
        self.by_file.get(file)
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
