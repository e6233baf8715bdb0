//! The preview's own pages: the list of all that is to be mended, and what the bar on each page
//! tells of it. Never part of a published site.

use std::fmt::Write as _;

use serde::Serialize;

use super::guard;
use super::stage::Scene;
use crate::diagnostic::{self, Level, Problem};
use crate::markdown::escape;

/// One of the preview's own files by its name, with its type.
pub fn own(scene: &Scene, name: &str, target: &str) -> Option<(&'static str, Vec<u8>)> {
    match name {
        "" => Some(("text/html; charset=utf-8", overview(scene))),
        "client.js" => {
            Some(("text/javascript; charset=utf-8", include_bytes!("client.js").to_vec()))
        }
        "client.css" => Some(("text/css; charset=utf-8", include_bytes!("client.css").to_vec())),
        "desk.css" => Some(("text/css; charset=utf-8", include_bytes!("desk.css").to_vec())),
        "page.json" => {
            let page = guard::query(target, "page")?;
            let about = serde_json::to_vec(&about(scene, &page)).ok()?;
            Some(("application/json; charset=utf-8", about))
        }
        _ => None,
    }
}

/// What the bar tells of a page.
#[derive(Debug, Serialize)]
struct About {
    /// The source file; empty for pages that the program makes by itself.
    source: String,
    /// 草稿, or from when on it is shown or not; empty where visitors see it.
    state: String,
    /// The warnings of its source, each as it stands on the terminal.
    warnings: Vec<String>,
    /// All errors of the site.
    errors: Vec<String>,
    /// Titles and addresses of the pages that lead here.
    links: Vec<(String, String)>,
    /// How many problems the site has.
    total: usize,
}

/// So many errors are shown over a page.
const SHOWN: usize = 5;

fn about(scene: &Scene, address: &str) -> About {
    let path = scene.file_at(address);
    let output = path.and_then(|path| scene.plan.outputs().get(&path));
    let source = output.and_then(|output| scene.source_of(output)).unwrap_or_default();
    let is_here = |problem: &&Problem| !source.is_empty() && problem.file() == Some(&source);
    let warnings = scene.problems.iter().filter(|problem| problem.rule.level == Level::Warning);
    let links = output.map_or(Vec::new(), |output| scene.links_in(output));
    About {
        state: output.map_or(String::new(), |output| scene.state_of(output)),
        warnings: warnings.filter(is_here).map(diagnostic::screen).collect(),
        errors: scene.errors().take(SHOWN).map(diagnostic::screen).collect(),
        links: links
            .into_iter()
            .map(|(title, path)| (title, format!("{}{path}", scene.base)))
            .collect(),
        total: scene.problems.len(),
        source,
    }
}

/// The page that lists all problems, what visitors do not see yet, and the newest edits.
fn overview(scene: &Scene) -> Vec<u8> {
    let mut page = head("预览总览");
    let errors = scene.errors().count();
    let warnings = scene.problems.len() - errors;
    let _ = write!(
        page,
        "<h1>预览总览</h1>\n<p><a href=\"{}\">回到网站</a></p>\n<h2>要改的地方</h2>\n",
        scene.base
    );
    if scene.problems.is_empty() {
        page.push_str("<p class=\"good\">没有错误，也没有警告。</p>\n");
    } else {
        let _ = writeln!(page, "<p>{errors} 处错误，{warnings} 处警告。有错误时不能发布。</p>");
    }
    problems(&scene.problems, &mut page);
    let unseen = scene.unseen();
    let _ = writeln!(page, "<h2>访客看不到的文章（{}）</h2>\n<ul>", unseen.len());
    for (file, state) in unseen {
        page.push_str("<li><code>");
        escape(&file, &mut page);
        page.push_str("</code> ");
        escape(&state, &mut page);
        page.push_str("</li>\n");
    }
    page.push_str("</ul>\n<h2>最近改过的文件</h2>\n<ol>");
    for (file, time) in scene.newest.iter() {
        page.push_str("<li><code>");
        escape(file, &mut page);
        page.push_str("</code> ");
        page.push_str(&when(*time, scene));
        page.push_str("</li>\n");
    }
    page.push_str("</ol>\n</main></body></html>\n");
    page.into_bytes()
}

/// A page for when there is nothing good to show.
pub fn broken(all: &[Problem]) -> Vec<u8> {
    let mut page = head("页面出错");
    page.push_str("<h1>这个页面现在生成不了</h1>\n<p>改好以后会自动显示。</p>\n");
    problems(all, &mut page);
    page.push_str("</main><script src=\"/_preview/client.js\" data-print=\"\" defer></script></body></html>\n");
    page.into_bytes()
}

fn head(title: &str) -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
         <title>{title}</title><link rel=\"stylesheet\" href=\"/_preview/desk.css\"></head>\n\
         <body><main>\n"
    )
}

fn problems(all: &[Problem], page: &mut String) {
    for problem in all {
        let kind = if problem.rule.level == Level::Error { "error" } else { "warning" };
        let _ = write!(page, "<pre class=\"{kind}\">");
        escape(&diagnostic::screen(problem), page);
        page.push_str("</pre>\n");
    }
}

/// A time in nanoseconds since 1970 as the site's zone has it.
fn when(nanoseconds: u128, scene: &Scene) -> String {
    let seconds = i64::try_from(nanoseconds / 1_000_000_000).unwrap_or_default();
    chrono::DateTime::from_timestamp(seconds, 0).map_or(String::new(), |time| {
        time.with_timezone(&scene.site().config.zone()).format("%Y-%m-%d %H:%M:%S").to_string()
    })
}
