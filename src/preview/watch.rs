//! Hears from the system which files have changed, or looks at all of them again and again where
//! the system does not tell.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source;

/// A watch over a site's folder.
pub struct Watch {
    root: PathBuf,
    theme: String,
    /// `None` where files are looked at regularly instead.
    watcher: Option<RecommendedWatcher>,
    events: Receiver<notify::Result<Event>>,
    /// Why files are looked at regularly.
    pub reason: Option<String>,
    /// When all files were last looked at; never, as long as what was edited between the reading of
    /// the site and the beginning of the watch has not been looked for.
    looked: Option<Instant>,
}

/// What was heard.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// Files and folders that may be different, by their paths from the site's root.
    pub paths: BTreeSet<String>,
    /// Anything may be different.
    pub all: bool,
}

/// So long after the first word it is listened for more: one save is several of them.
const QUIET: Duration = Duration::from_millis(3);

/// So long at most, while words keep coming.
const PATIENCE: Duration = Duration::from_millis(15);

/// So often all files are looked at where the system does not tell.
const POLLING: Duration = Duration::from_secs(1);

/// So often they are looked at where it does: after sleep, and on drives that forget to.
const REASSURANCE: Duration = Duration::from_secs(30);

/// The folders of a site that hold what it is made of.
const FOLDERS: [&str; 3] = ["content", "static", "themes"];

impl Watch {
    /// Begins to watch. What the system refuses is made up for by looking.
    pub fn new(root: &Path, theme: &str, poll: bool) -> Self {
        let root = root.canonicalize().unwrap_or_else(|_| root.to_path_buf());
        let (send, events) = channel();
        let mut watch = Self {
            root,
            theme: format!("themes/{theme}"),
            watcher: None,
            events,
            reason: None,
            looked: None,
        };
        if poll {
            watch.reason = Some("按要求定时查看".to_owned());
            return watch;
        }
        let made = notify::recommended_watcher(move |event| {
            // When nobody listens any more, the preview is at its end.
            let _ = send.send(event);
        });
        match made {
            Ok(watcher) => {
                watch.watcher = Some(watcher);
                watch.arm();
            }
            Err(error) => watch.reason = Some(error.to_string()),
        }
        watch
    }

    /// Watches every folder of the site that there is, anew where it was replaced.
    pub fn arm(&mut self) {
        let Some(watcher) = &mut self.watcher else { return };
        let mut wanted = vec![(self.root.clone(), RecursiveMode::NonRecursive)];
        for folder in FOLDERS {
            let folder = source::native(&self.root, folder);
            // A folder that is not there is heard of when it comes.
            if folder.is_dir() {
                wanted.push((folder, RecursiveMode::Recursive));
            }
        }
        for (folder, mode) in wanted {
            let _ = watcher.unwatch(&folder);
            if let Err(error) = watcher.watch(&folder, mode) {
                self.reason = Some(error.to_string());
                self.watcher = None;
                return;
            }
        }
    }

    /// Waits for a word, so long at most.
    pub fn listen(&mut self, wait: Duration) -> Heard {
        let mut heard = Heard::default();
        let every = if self.watcher.is_some() { REASSURANCE } else { POLLING };
        let rest = self.looked.map_or(wait, |at| every.saturating_sub(at.elapsed()));
        match self.events.recv_timeout(wait.min(rest)) {
            Ok(event) => self.take(event, &mut heard),
            Err(RecvTimeoutError::Timeout) => {}
            Err(RecvTimeoutError::Disconnected) => std::thread::sleep(wait.min(rest)),
        }
        let started = Instant::now();
        while !heard.paths.is_empty() && started.elapsed() < PATIENCE {
            match self.events.recv_timeout(QUIET) {
                Ok(event) => self.take(event, &mut heard),
                Err(_) => break,
            }
        }
        if self.looked.is_none_or(|at| at.elapsed() >= every) {
            heard.all = true;
        }
        if heard.all {
            self.looked = Some(Instant::now());
        }
        heard
    }

    fn take(&mut self, event: notify::Result<Event>, heard: &mut Heard) {
        let Ok(event) = event else {
            heard.all = true;
            return;
        };
        heard.all |= event.need_rescan();
        if matches!(event.kind, EventKind::Access(_)) {
            return;
        }
        let mut is_new_folder = false;
        for path in &event.paths {
            let Ok(inner) = path.strip_prefix(&self.root) else { continue };
            let inner = source::site_path(inner);
            let below = |folder: &str| {
                inner
                    .strip_prefix(folder)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
            };
            let is_top = FOLDERS.contains(&inner.as_str());
            is_new_folder |= is_top && !matches!(event.kind, EventKind::Modify(_));
            let ours = inner == crate::config::FILE
                || inner == "themes"
                || ["content", "static", &self.theme].iter().any(|folder| below(folder));
            let private = inner.rsplit('/').next().is_some_and(source::is_private);
            if ours && !private {
                heard.paths.insert(inner);
            }
        }
        if is_new_folder {
            self.arm();
        }
    }
}
