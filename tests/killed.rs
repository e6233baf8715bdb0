//! A build that is killed leaves whole pages and no dead link, and the next one completes it.

mod support;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use minsheng::asset::extension;
use minsheng::ledger;
use support::random::site::{Files, jpeg};
use support::random::{Random, step};
use support::{Scratch, files, html};

/// How many pages are written in the site's files; about as many again are lists.
const PAGES: usize = 140;

/// How many builds are killed.
const KILLS: usize = 200;

#[test]
fn a_killed_build_leaves_whole_pages_and_the_next_completes_it() {
    let random = &mut Random::new(20_261_124);
    let states = [state(random, 0), state(random, 1)];
    let expected = [published(&states[0]), published(&states[1])];
    let mut trial = Trial::new(&states[0]);
    trial.turn_to(&states[0]);
    trial.complete(&expected[0]);
    let (opened, whole) = trial.measure(&states[1]);
    trial.complete(&expected[1]);
    let mut last = Some(1);
    let (mut killed, mut mixed, mut chained) = (0, 0, 0);
    while killed < KILLS {
        // Now and then the folder is new, so that nothing was published before.
        if random.chance(5) {
            std::fs::remove_dir_all(trial.site.output()).expect("a folder that can go");
            last = None;
        }
        let target = random.below(2);
        trial.turn_to(&states[target]);
        let build = trial.start();
        if random.chance(50) {
            let from = if random.chance(75) { opened } else { Duration::ZERO };
            let span = whole.saturating_sub(from).as_micros().try_into().expect("a short time");
            std::thread::sleep(from + Duration::from_micros(random.below(span) as u64));
        } else {
            trial.wait_for_a_sign(random, &expected, &build);
        }
        killed += usize::from(kill(build));
        let before = last.map(|last: usize| &expected[last]);
        mixed += usize::from(trial.check(&expected, before));
        if random.chance(60) {
            trial.complete(&expected[target]);
            last = Some(target);
        } else {
            chained += 1;
        }
    }
    println!("{killed} builds killed, {mixed} of them half published, {chained} not completed");
    // Kills that all came before the first file moved, or after the last, would show nothing.
    assert!(mixed * 4 > killed, "only {mixed} of {killed} kills left something half published");
}

/// A site of a few hundred pages. In its other state some pages are new, some are gone, some have
/// another title or lead elsewhere, and a column has another name.
fn state(random: &mut Random, which: usize) -> Files {
    let mut files = Files::new();
    files.insert("site.toml".into(), "title = \"云溪镇民生工程\"\nbase_url = \"https://www.shili.example/\"\n[photos]\nwidths = [16, 24]\n".into());
    let columns = ["news", "policy", ["notices", "tongzhi"][which], "documents/old"];
    for number in 0..PAGES {
        // Every seventh page exists in one state only, those of the two states side by side.
        if number % 7 == 3 && number / 7 % 2 == which {
            continue;
        }
        let column = columns[number % columns.len()];
        let title = if number % 3 == 0 { which } else { 0 };
        let other = if number % 5 == 0 { number + 4 } else { number + 8 } % PAGES;
        let other = if other % 7 == 3 { other - 4 } else { other };
        let link = if other % columns.len() == number % columns.len() && other != number {
            format!("见[另一篇](p{other}.md)。")
        } else {
            String::new()
        };
        let text = format!(
            "---\n标题：第{number}号事项{title}\n日期：202{}-0{}-1{}\n标签：第{}组\n来源：镇民生办\n---\n\n{link}按月发放。\n",
            4 + number % 3,
            1 + number % 9,
            number % 10,
            number % 11 + which,
        );
        files.insert(format!("content/{column}/p{number}.md"), text.into());
    }
    for album in which..which + 3 {
        let folder = format!("content/gallery/album{album}");
        let text = format!("---\n标题：图集{album}\n日期：2026-10-1{album}\n来源：镇民生办\n---\n");
        files.insert(format!("{folder}/index.md"), text.into());
        for photo in 0..4 {
            files.insert(format!("{folder}/0{photo}.jpg"), jpeg(random));
        }
    }
    files.insert(
        "content/gallery/_index.md".into(),
        "---\n标题：图看民生\n类型：gallery\n---\n".into(),
    );
    let style = format!("main {{ --state: {which} }}\n");
    files.insert("themes/default/assets/style.css".into(), style.into());
    files
}

/// What a build from nothing publishes.
fn published(state: &Files) -> Files {
    let site = state.iter().fold(Scratch::new(), |site, (path, bytes)| site.write(path, bytes));
    site.build().files()
}

/// A site that the real program builds and is killed at.
struct Trial {
    site: Scratch,
    now: Files,
    /// The links of pages by their text, for most texts come again and again.
    links: HashMap<Vec<u8>, Vec<String>>,
}

impl Trial {
    fn new(state: &Files) -> Self {
        let site = state.iter().fold(Scratch::new(), |site, (path, bytes)| site.write(path, bytes));
        Self { site, now: state.clone(), links: HashMap::new() }
    }

    /// Brings the site's files into another state.
    fn turn_to(&mut self, state: &Files) {
        for step in step::between(&self.now, state) {
            step.perform(self.site.root(), &self.site.output(), &[]);
        }
        self.now.clone_from(state);
    }

    fn start(&self) -> Child {
        Command::new(env!("CARGO_BIN_EXE_minsheng"))
            .args(["build", "--today", "2026-11-24", "--root"])
            .arg(self.site.root())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts")
    }

    /// How long a build takes to begin with its output, and as a whole.
    fn measure(&mut self, state: &Files) -> (Duration, Duration) {
        self.turn_to(state);
        let start = Instant::now();
        let mut build = self.start();
        let mut opened = None;
        while build.try_wait().expect("a process of ours").is_none() {
            if opened.is_none()
                && ledger::read(&self.site.output()).is_some_and(|ledger| ledger.unfinished)
            {
                opened = Some(start.elapsed());
            }
            std::thread::sleep(Duration::from_micros(200));
        }
        (opened.expect("a build opens the ledger"), start.elapsed())
    }

    /// Waits until a random file of the output is not what it was, and a little longer.
    fn wait_for_a_sign(&self, random: &mut Random, expected: &[Files; 2], build: &Child) {
        let all: Vec<&String> = expected[0]
            .keys()
            .chain(expected[1].keys())
            .filter(|path| expected[0].get(*path) != expected[1].get(*path))
            .collect();
        let sign = self.site.output().join(random.pick(&all));
        let facts = || sign.metadata().and_then(|facts| facts.modified()).ok();
        let (before, start) = (facts(), Instant::now());
        let alive = || Path::new(&format!("/proc/{}/exe", build.id())).exists();
        while facts() == before && alive() && start.elapsed() < Duration::from_secs(20) {
            std::thread::sleep(Duration::from_micros(100));
        }
        std::thread::sleep(Duration::from_micros(random.below(3000) as u64));
    }

    /// Checks what a killed build left; whether it is neither the one state nor the other.
    fn check(&mut self, expected: &[Files; 2], before: Option<&Files>) -> bool {
        let there: Files =
            files(&self.site.output()).into_iter().filter(|(path, _)| !is_beside(path)).collect();
        for (path, bytes) in &there {
            let whole = expected.iter().any(|files| files.get(path) == Some(bytes));
            let leaving = String::from_utf8_lossy(bytes).contains("这个页面已经移走");
            assert!(
                whole || leaving,
                "{path} is in neither state:\n{}",
                String::from_utf8_lossy(bytes)
            );
        }
        let mut reached: BTreeSet<String> = BTreeSet::new();
        let mut waiting: Vec<String> =
            there.contains_key("index.html").then(|| "index.html".into()).into_iter().collect();
        let known = before.into_iter().flat_map(BTreeMap::keys);
        waiting.extend(
            known.filter(|path| extension(path) == "html" && there.contains_key(*path)).cloned(),
        );
        while let Some(page) = waiting.pop() {
            if !reached.insert(page.clone()) {
                continue;
            }
            let text = &there[&page];
            let links = self.links.entry(text.clone()).or_insert_with(|| {
                let links = html::links(&String::from_utf8_lossy(text));
                links.into_iter().filter(|link| !html::leads_out(link)).collect()
            });
            for link in links.iter() {
                let (target, _) = html::resolve(&page, link).expect("a link within the site");
                assert!(
                    there.contains_key(&target),
                    "{page} leads to {target}, which is not there"
                );
                if extension(&target) == "html" && !reached.contains(&target) {
                    waiting.push(target);
                }
            }
        }
        expected.iter().all(|files| *files != there)
    }

    /// Builds to the end: everything is there, and nothing is left over.
    fn complete(&self, expected: &Files) {
        let status = self.start().wait().expect("a process of ours");
        assert!(status.success(), "the next build does not complete it");
        let there = files(&self.site.output());
        for path in there.keys().chain(expected.keys()) {
            assert!(
                there.get(path) == expected.get(path),
                "{path} is not as a build from nothing makes it"
            );
        }
        let left_over: Vec<_> = walkdir::WalkDir::new(self.site.root())
            .into_iter()
            .flatten()
            .map(|entry| entry.path().to_owned())
            .filter(|path| is_beside(&path.to_string_lossy()))
            .collect();
        assert!(left_over.is_empty(), "left over: {left_over:?}");
        assert!(ledger::read(&self.site.output()).is_some_and(|ledger| !ledger.unfinished));
    }
}

fn is_beside(path: &str) -> bool {
    ["minsheng-tmp", "tmp"].contains(&extension(path).as_str())
}

/// Kills a build; whether it was still at work.
fn kill(mut build: Child) -> bool {
    let at_work = build.try_wait().expect("a process of ours").is_none();
    build.kill().expect("a process of ours");
    build.wait().expect("a process of ours");
    at_work
}
