//! How an open page learns that it has changed: a script that waits for the server's word.

use std::fmt::Write as _;

use tokio::sync::mpsc::Sender;

use super::answer::{self, OWN};
use super::guard;
use super::stage::{Scene, Shown, Stage};
use crate::fingerprint::Fingerprint;

/// A page with the script that waits for changes of it.
pub fn with_script(scene: &Scene, page: &[u8]) -> Vec<u8> {
    let tag = format!(
        "<script src=\"{OWN}client.js\" data-print=\"{}\" defer></script>\n",
        print(scene, page).hex()
    );
    let end = memchr::memmem::rfind(page, b"</body>").unwrap_or(page.len());
    [&page[..end], tag.as_bytes(), &page[end..]].concat()
}

/// The fingerprint of what a page says, whatever its style sheet is called at the moment: another
/// style is put on without loading the page again.
fn print(scene: &Scene, page: &[u8]) -> Fingerprint {
    let style = scene.maker.theme().asset_path("style.css").as_bytes();
    if style.is_empty() {
        return Fingerprint::of_bytes(page);
    }
    let mut bare = Vec::with_capacity(page.len());
    let mut done = 0;
    for at in memchr::memmem::find_iter(page, style) {
        bare.extend_from_slice(&page[done..at]);
        done = at + style.len();
    }
    bare.extend_from_slice(&page[done..]);
    Fingerprint::of_bytes(&bare)
}

/// Sends the events that a page waits for until it is closed: `reload` when it says something
/// else, `style` when only its style sheet is another, `problems` when those are others.
pub async fn events(stage: std::sync::Arc<Stage>, target: String, out: Sender<String>) {
    let page = guard::query(&target, "page").unwrap_or_default();
    let mut known = guard::query(&target, "print").unwrap_or_default();
    let mut style = guard::query(&target, "style").unwrap_or_default();
    let mut problems = None;
    let mut changes = stage.changes();
    loop {
        changes.borrow_and_update();
        if stage.is_closed() {
            return;
        }
        let look = {
            let (stage, page) = (stage.clone(), page.clone());
            tokio::task::spawn_blocking(move || look(&stage, &page))
        };
        let Ok(now) = look.await else { return };
        let mut events = String::new();
        if now.print.as_ref().is_some_and(|print| *print != known) {
            known = now.print.unwrap_or_default();
            events.push_str("event: reload\ndata:\n\n");
        } else if now.style != style {
            let _ = write!(events, "event: style\ndata: {}\n\n", now.style);
        }
        style = now.style;
        if problems != Some(now.problems) {
            problems = Some(now.problems);
            events.push_str("event: problems\ndata:\n\n");
        }
        if events.is_empty() {
            events.push_str(": still here\n\n");
        }
        if out.send(events).await.is_err() || changes.changed().await.is_err() {
            return;
        }
    }
}

/// What a page looks like now.
struct Look {
    /// What it says; unknown where it cannot be made.
    print: Option<String>,
    style: String,
    problems: Fingerprint,
}

fn look(stage: &Stage, page: &str) -> Look {
    let scene = stage.scene();
    let style = scene.maker.theme().asset_path("style.css").to_owned();
    let problems = Fingerprint::of(&*scene.problems);
    let print = bytes(stage, &scene, page).map(|bytes| print(&scene, &bytes).hex());
    Look { print, style, problems }
}

/// The bytes that are shown at an address, the site's page for missing ones included.
fn bytes(stage: &Stage, scene: &Scene, address: &str) -> Option<Vec<u8>> {
    let file = scene.file_at(address)?;
    let outputs = scene.plan.outputs();
    let found = |path| Some((path, outputs.get(path)?));
    let (path, output) = found(file.as_str()).or_else(|| found("404.html"))?;
    if !answer::is_page(output) {
        return None;
    }
    match stage.make(scene, path, output) {
        Shown::Bytes(bytes) | Shown::Former(bytes) => Some(bytes),
        Shown::File(_) | Shown::Broken(_) => None,
    }
}
