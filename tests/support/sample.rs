//! The repository's own site, built once and served by a few lines, under a path as in a county's
//! portal.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use chrono::NaiveDate;
use minsheng::build::{self, Options};
use minsheng::diagnostic;
use minsheng::page::Kinds;

use crate::support;

/// Where the site lies on the server.
const BELOW: &str = "/zxzx/ztzl/msgc/";

/// The policy of the header files that a site can have: every page must live under it.
const POLICY: &str = include_str!("../../data/headers/policy.txt");

const TODAY: NaiveDate = NaiveDate::from_ymd_opt(2026, 11, 24).expect("a day");

/// The published site, in a folder and on a server.
pub struct Sample {
    /// Where its pages begin as files.
    #[allow(dead_code, reason = "each test file uses its own part")]
    pub files: String,
    /// Where its pages begin on the server.
    pub server: String,
}

/// Builds and serves the site at the first call, with pages that strain it.
#[allow(dead_code, reason = "each test file uses its own part")]
pub fn sample() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| served("sample", true))
}

/// The same without those pages, as visitors of a good site see it.
#[allow(dead_code, reason = "each test file uses its own part")]
pub fn unstrained() -> &'static Sample {
    static SAMPLE: OnceLock<Sample> = OnceLock::new();
    SAMPLE.get_or_init(|| served("unstrained", false))
}

fn served(name: &str, strained: bool) -> Sample {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let server = format!("http://127.0.0.1:{port}{BELOW}");
    let folder = published(name, strained, &server);
    let files = format!("file://{}/", folder.display());
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let folder = folder.clone();
            std::thread::spawn(move || answer(stream, &folder));
        }
    });
    Sample { files, server }
}

/// Builds the site, and where it is strained beside its pages those of `strain/`, which no good site
/// would have: titles without end, tables of ten columns, every element that Markdown knows. The
/// folder stays between runs for the sake of its photos; the rest is made anew.
fn published(name: &str, strained: bool, server: &str) -> PathBuf {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let output = root.join("public");
    for old in [root.join("content"), output.clone()] {
        if old.exists() {
            std::fs::remove_dir_all(old).expect("a folder that can go");
        }
    }
    support::copy(&repository.join("content"), &root.join("content"));
    if strained {
        support::copy(&support::tests().join("support/strain"), &root.join("content"));
    }
    let config = std::fs::read_to_string(repository.join("site.toml")).expect("site.toml");
    let given = config.lines().find(|line| line.starts_with("base_url")).expect("a base_url");
    let config = config.replace(given, &format!("base_url = \"{server}\""));
    std::fs::write(root.join("site.toml"), config).expect("site.toml");
    let options = Options {
        root,
        output: output.clone(),
        today: Some(TODAY),
        drafts: false,
        kinds: Kinds::built_in(),
    };
    let problems = build::build(&options, &|_, _, _| {}).problems;
    let told: Vec<String> = problems.iter().map(diagnostic::screen).collect();
    assert!(told.is_empty(), "{}", told.join("\n"));
    output
}

/// One request, answered as a plain static server does.
fn answer(mut stream: TcpStream, folder: &Path) {
    let mut request = String::new();
    let mut lines = BufReader::new(&stream);
    let _ = lines.read_line(&mut request);
    let mut header = String::from("-");
    while !header.trim().is_empty() {
        header.clear();
        let _ = lines.read_line(&mut header);
    }
    let path = request.split(' ').nth(1).unwrap_or_default();
    let path = path.split(['?', '#']).next().unwrap_or_default();
    // The county's server has one for all of it, at its root.
    let inside = path.strip_prefix(BELOW).or((path == "/robots.txt").then_some("robots.txt"));
    let mut file = inside.unwrap_or("404.html").to_owned();
    if file.is_empty() || file.ends_with('/') {
        file.push_str("index.html");
    }
    let found = std::fs::read(folder.join(&file));
    let status = if found.is_ok() { "200 OK" } else { "404 Not Found" };
    let bytes = found.unwrap_or_else(|_| {
        "404.html".clone_into(&mut file);
        std::fs::read(folder.join("404.html")).expect("the page")
    });
    let kind = match minsheng::asset::extension(&file).as_str() {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "txt" => "text/plain",
        "jpg" => "image/jpeg",
        "svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\
         Content-Security-Policy: {}\r\nConnection: close\r\n\r\n",
        bytes.len(),
        POLICY.trim_end()
    );
    let _ = stream.write_all(head.as_bytes());
    let _ = stream.write_all(&bytes);
}
