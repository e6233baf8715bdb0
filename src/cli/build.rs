//! `minsheng build`.

use std::io::IsTerminal as _;
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::arguments::BuildOptions;
use super::changes::{self, Changes};
use super::{DONE, FOUND_ERRORS, report};
use crate::build::{self, Options};
use crate::diagnostic::refusal;
use crate::page::Kinds;

/// Builds the site; returns the exit code.
pub fn run(options: &BuildOptions) -> u8 {
    let started = Instant::now();
    // What is not ready must not end up in the folder that is uploaded.
    let folder = if options.drafts { "public-drafts" } else { "public" };
    let what = Options {
        root: options.root.clone(),
        output: options.output.clone().unwrap_or_else(|| options.root.join(folder)),
        today: options.today,
        drafts: options.drafts,
        kinds: Kinds::built_in(),
    };
    let screen = Screen::new(!options.json && std::io::stderr().is_terminal());
    let built = build::build(&what, &|what, done, total| screen.show(what, done, total));
    screen.clear();
    let seconds = started.elapsed().as_secs_f64();
    if options.json {
        println!("{}", report::json(&built, seconds));
    } else {
        print!("{}", report::text(&built, &what.output, seconds, options.explain));
        if options.drafts {
            println!("含草稿和定时文章，只供自己查看，不要上传。");
        }
    }
    if let (Some(file), true) = (&options.changes, built.published.is_some()) {
        match changes::write(file, &what.root, &what.output) {
            Ok(changes) if !options.json => println!("{}", told(file, &changes)),
            Ok(_) => {}
            Err(error) => {
                eprintln!("清单没有写成：{}（{}）", file.display(), refusal(&error));
                return FOUND_ERRORS;
            }
        }
    }
    let code = if build::has_errors(&built.problems) { FOUND_ERRORS } else { DONE };
    // The process ends now, and gives back everything at once.
    std::mem::forget(built);
    code
}

fn told(file: &Path, changes: &Changes) -> String {
    let first = if changes.is_first {
        "没有上一份清单的记录，列出了全部文件。"
    } else {
        ""
    };
    let Changes { uploads, removals, .. } = changes;
    format!("清单在 {}：上传 {uploads} 个，删除 {removals} 个。{first}", file.display())
}

/// One line of a terminal that tells how far the work is.
struct Screen {
    on: bool,
    last: Mutex<(Instant, String)>,
}

impl Screen {
    fn new(on: bool) -> Self {
        let long_ago =
            Instant::now().checked_sub(Duration::from_secs(1)).unwrap_or_else(Instant::now);
        Self { on, last: Mutex::new((long_ago, String::new())) }
    }

    fn show(&self, what: &str, done: usize, total: usize) {
        if !self.on {
            return;
        }
        let Ok(mut last) = self.last.try_lock() else { return };
        let new_work = last.1 != what;
        if !new_work && last.0.elapsed() < Duration::from_millis(100) {
            return;
        }
        *last = (Instant::now(), what.to_owned());
        let left = total.saturating_sub(done);
        if what == "处理照片" {
            eprint!("\r\x1b[K{what}：还剩 {left} 张");
        } else {
            eprint!("\r\x1b[K{what}：{done}/{total}");
        }
    }

    fn clear(&self) {
        if self.on {
            eprint!("\r\x1b[K");
        }
    }
}
