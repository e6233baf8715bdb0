//! `minsheng build`.

use std::fmt::Write as _;
use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::{Duration, Instant};

use super::arguments::BuildOptions;
use super::{DONE, FOUND_ERRORS, report};
use crate::build::{self, Options};
use crate::page::Kinds;
use crate::publish::Published;

/// Builds the site; returns the exit code.
pub fn run(options: &BuildOptions) -> u8 {
    let started = Instant::now();
    let what = Options {
        root: options.root.clone(),
        output: options.output.clone().unwrap_or_else(|| options.root.join("public")),
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
    }
    if let (Some(file), Some(published)) = (&options.changes, &built.published)
        && let Err(error) = std::fs::write(file, changes(published))
    {
        eprintln!("清单没有写成：{}（{error}）", file.display());
        return FOUND_ERRORS;
    }
    if build::has_errors(&built.problems) { FOUND_ERRORS } else { DONE }
}

/// The files to upload and to delete, one on a line, for whoever copies by hand. The home page
/// comes last of the uploads, so that it never leads to what is not there yet.
fn changes(published: &Published) -> String {
    let mut text = String::from("# 要上传的文件（按顺序）\n");
    let (home, others): (Vec<&String>, Vec<&String>) =
        published.written.keys().partition(|path| *path == "index.html");
    for path in others.iter().chain(&home) {
        let _ = writeln!(text, "+ {path}");
    }
    text.push_str("# 要删除的文件（上传完再删）\n");
    for path in &published.removed {
        let _ = writeln!(text, "- {path}");
    }
    text
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
