//! What the server shows at this moment, and everyone who waits for the next.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tokio::sync::watch;

use crate::build;
use crate::diagnostic::{Level, Problem};
use crate::live::Live;
use crate::page::State;
use crate::plan::{Output, Plan, Recipe};
use crate::publish::{Content, MadeOutput, Maker, Matter};
use crate::site::{Connections, Resolved, Site};
use crate::source::Entry;

/// The stage on which the site is shown.
pub struct Stage {
    root: PathBuf,
    scene: RwLock<Arc<Scene>>,
    /// Rises whenever something may look different.
    number: watch::Sender<u64>,
    /// What was last served well of each page, for the time when its template is broken.
    good: Mutex<BTreeMap<String, Vec<u8>>>,
    /// A photo is decoded once for all its sizes, and photos wait for each other in a few rows.
    rows: [Mutex<()>; 4],
}

/// The site at one moment.
pub struct Scene {
    /// What exists.
    pub plan: Arc<Plan>,
    /// What makes it.
    pub maker: Arc<Maker>,
    /// Everything that should be mended, errors first.
    pub problems: Arc<Vec<Problem>>,
    /// The source files that were changed last, newest first, with their times in nanoseconds.
    pub newest: Arc<Vec<(String, u128)>>,
    /// The address below which the site is shown, with a slash at both ends.
    pub base: String,
}

/// A page's bytes, or why there are none.
pub enum Shown {
    /// As it would be published.
    Bytes(Vec<u8>),
    /// A file too large to be held in memory.
    File(PathBuf),
    /// As it was when it could last be made.
    Former(Vec<u8>),
    /// It cannot be made, and could not be before.
    Broken(Box<Problem>),
}

/// So many pages are remembered as they were last good.
const REMEMBERED: usize = 64;

/// So many of the newest edits are listed.
const NEWEST: usize = 20;

impl Stage {
    /// A stage that shows a site.
    pub fn new(live: &Live, root: PathBuf) -> Self {
        let scene = Arc::new(Scene::of(live, Vec::new()));
        let (number, _) = watch::channel(1);
        let rows = std::array::from_fn(|_| Mutex::new(()));
        Self { root, scene: RwLock::new(scene), number, good: Mutex::default(), rows }
    }

    /// What is shown now.
    pub fn scene(&self) -> Arc<Scene> {
        self.scene.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The address below which the site is shown.
    pub fn base(&self) -> String {
        self.scene().base.clone()
    }

    /// Shows the site as it is now; `trouble` is what stands in the way of showing it all.
    /// Pages are shown before their problems are gathered, so that nobody waits for that.
    pub fn show(&self, live: &Live, trouble: &[Problem], gather: bool) -> Arc<Vec<Problem>> {
        let mut scene = Scene::of(live, trouble.to_vec());
        if gather {
            let problems = [trouble, &live.problems()].concat();
            scene.problems = Arc::new(build::sorted(&self.root, problems));
        } else {
            scene.problems = self.scene().problems.clone();
        }
        let problems = scene.problems.clone();
        *self.scene.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(scene);
        // A stage that was closed in the meantime stays so.
        self.number.send_modify(|number| *number += u64::from(*number != 0));
        problems
    }

    /// Tells whenever something may look different; it ends when the stage is closed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.number.subscribe()
    }

    /// Everyone is sent home.
    pub fn close(&self) {
        self.number.send_modify(|number| *number = 0);
    }

    /// Whether it has been closed.
    pub fn is_closed(&self) -> bool {
        *self.number.borrow() == 0
    }

    /// Makes what stands at a path of the site.
    pub fn make(&self, scene: &Scene, path: &str, output: &Output) -> Shown {
        if let Recipe::Picture(file, _) = &output.recipe {
            let row = file.bytes().map(usize::from).sum::<usize>() % self.rows.len();
            let _turn = self.rows[row].lock();
            // What stands in the way is told by the attempt below.
            let _ = scene.maker.prepare_pictures(scene.plan.sizes_of(file), &|_, _, _| {});
        }
        let (matter, _) = scene.maker.matter(path, output);
        let is_page = matches!(matter, Matter::View(_));
        let good = || self.good.lock().unwrap_or_else(PoisonError::into_inner);
        match scene.maker.make(matter) {
            Ok(MadeOutput { content: Content::Copy(file), .. }) => Shown::File(file),
            Ok(MadeOutput { content: Content::Bytes(bytes), .. }) => {
                if is_page {
                    let mut good = good();
                    if good.len() >= REMEMBERED && !good.contains_key(path) {
                        good.pop_first();
                    }
                    good.insert(path.to_owned(), bytes.clone());
                }
                Shown::Bytes(bytes)
            }
            Err(problem) => match good().get(path) {
                Some(bytes) => Shown::Former(bytes.clone()),
                None => Shown::Broken(Box::new(problem)),
            },
        }
    }
}

impl Scene {
    fn of(live: &Live, problems: Vec<Problem>) -> Self {
        let mut entries: Vec<&Entry> = live.tree().entries().collect();
        let age = |entry: &&Entry| Reverse(entry.modified);
        if entries.len() > NEWEST {
            entries.select_nth_unstable_by_key(NEWEST, age);
            entries.truncate(NEWEST);
        }
        entries.sort_by_key(age);
        let newest: Vec<(String, u128)> =
            entries.iter().map(|entry| (entry.path.clone(), entry.modified)).collect();
        Self {
            plan: live.plan().clone(),
            maker: live.maker().clone(),
            problems: Arc::new(problems),
            newest: Arc::new(newest),
            base: base(live.site().config.base()),
        }
    }

    /// All documents together.
    pub fn site(&self) -> &Site {
        self.maker.site()
    }

    /// The output that an address means: a folder is its list.
    pub fn file_at(&self, address: &str) -> Option<String> {
        let inner = address.strip_prefix(self.base.as_str())?;
        let is_folder = inner.is_empty() || inner.ends_with('/');
        Some(if is_folder { format!("{inner}index.html") } else { inner.to_owned() })
    }

    /// The errors among the problems.
    pub fn errors(&self) -> impl Iterator<Item = &Problem> {
        self.problems.iter().filter(|problem| problem.rule.level == Level::Error)
    }

    /// The source file that an output comes from, where it is one of the site's.
    pub fn source_of(&self, output: &Output) -> Option<String> {
        match &output.recipe {
            Recipe::Page(id) | Recipe::Moved(id) => Some(self.site().pages[*id].page.file.clone()),
            Recipe::Column(id, _) => {
                Some(format!("content/{}/_index.md", self.site().columns[*id].folder))
            }
            Recipe::Home => Some("content/_index.md".to_owned()),
            Recipe::Picture(file, _) | Recipe::File(file) => Some(file.clone()),
            _ => None,
        }
    }

    /// Titles and addresses of the pages whose text or front matter leads to a page.
    pub fn links_in(&self, output: &Output) -> Vec<(String, String)> {
        let Recipe::Page(wanted) = output.recipe else { return Vec::new() };
        let leads = |links: &Connections| {
            links
                .targets
                .iter()
                .chain(links.references.values().flatten())
                .any(|resolved| matches!(resolved, Resolved::Page(id, _) if *id == wanted))
        };
        let pages = self.site().pages.iter().filter(|placed| leads(&placed.links));
        pages.map(|placed| (placed.page.title.clone(), placed.path.clone())).collect()
    }

    /// What visitors would see of a document on the day of the preview, in a word; empty where
    /// they see it.
    pub fn state_of(&self, output: &Output) -> String {
        let Recipe::Page(id) = output.recipe else { return String::new() };
        state(self.site().pages[id].page.state(self.site().today))
    }

    /// Documents that visitors do not see, with their states.
    pub fn unseen(&self) -> Vec<(String, String)> {
        let site = self.site();
        let shown =
            site.pages.iter().map(|placed| (&placed.page.file, placed.page.state(site.today)));
        let hidden = site.hidden.iter().map(|(file, state)| (file, *state));
        let all: BTreeSet<(String, String)> = shown
            .chain(hidden)
            .filter(|(_, state)| *state != State::Live)
            .map(|(file, of)| (file.clone(), state(of)))
            .collect();
        all.into_iter().collect()
    }
}

fn state(state: State) -> String {
    match state {
        State::Live => String::new(),
        State::Draft => "草稿".to_owned(),
        State::Scheduled(day) => format!("{day} 起发布"),
        State::Expired(day) => format!("{day} 起已下线"),
    }
}

/// The path of an absolute address, with a slash at both ends.
fn base(url: Option<&str>) -> String {
    let path = url.and_then(|url| url.split_once("//")).and_then(|(_, rest)| rest.split_once('/'));
    let path = path.map_or("", |(_, path)| path.split(['?', '#']).next().unwrap_or_default());
    match path.trim_matches('/') {
        "" => "/".to_owned(),
        path => format!("/{path}/"),
    }
}

#[cfg(test)]
mod tests {
    use super::Stage;
    use crate::cache::Cache;
    use crate::live::{self, Live};
    use crate::page::Kinds;

    #[test]
    fn a_closed_stage_stays_closed() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path().to_path_buf();
        std::fs::create_dir(root.join("content")).unwrap();
        std::fs::write(root.join("site.toml"), "title = \"云溪镇民生工程\"\n").unwrap();
        let kinds = Kinds::built_in();
        let options = live::Options { root: root.clone(), today: None, drafts: false, kinds };
        let listed = live::list(&options).unwrap();
        let cache = Cache::of(&root);
        let live = Live::read(options, listed, cache, &|_, _, _| {}).unwrap();
        let stage = Stage::new(&live, root);
        stage.show(&live, &[], true);
        assert!(!stage.is_closed());
        stage.close();
        // An edit was on its way when the preview was ended.
        stage.show(&live, &[], true);
        assert!(stage.is_closed());
    }

    #[test]
    fn the_base_is_the_path_of_the_address() {
        assert_eq!(super::base(None), "/");
        assert_eq!(super::base(Some("https://www.shili.example/")), "/");
        assert_eq!(super::base(Some("https://www.shili.example/zxzx/msgc/")), "/zxzx/msgc/");
    }
}
