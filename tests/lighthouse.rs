//! Lighthouse's judgement of the pages that residents open most, as on a phone (its mobile preset).

mod support;

#[path = "support/sample.rs"]
mod sample;

use std::process::Command;

use sample::sample;
use serde_json::Value;

const PAGES: [&str; 4] = [
    "index.html",
    "policy/kunnan-xuesheng-zizhu.html",
    "gallery/street-day.html",
    "news/index.html",
];

/// What every page must reach; speed less than all of it, for machines are noisy.
const LEAST: [(&str, f64); 4] =
    [("accessibility", 1.0), ("best-practices", 1.0), ("seo", 1.0), ("performance", 0.98)];

/// Speed is judged again so often before it counts as slow.
const TRIES: usize = 5;

#[test]
fn phones_get_what_lighthouse_asks_for() {
    let mut faults = Vec::new();
    for page in PAGES {
        let mut lacking = Vec::new();
        for _ in 0..TRIES {
            lacking = judged(&format!("{}{page}", sample().server));
            if lacking.is_empty() {
                break;
            }
        }
        faults.extend(lacking.iter().map(|fault| format!("{page}: {fault}")));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

/// The categories that a page falls short in, with the audits that did it.
fn judged(address: &str) -> Vec<String> {
    let program =
        concat!(env!("CARGO_MANIFEST_DIR"), "/tests/node_modules/lighthouse/cli/index.js");
    let output = Command::new("node")
        .args([program, address, "--quiet", "--output=json", "--output-path=stdout"])
        .arg(
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage \
              --disable-background-networking --disable-component-update --disable-sync",
        )
        .env("CHROME_PATH", chromium())
        .output()
        .expect("node is missing: tests/run installs it");
    let report: Value = serde_json::from_slice(&output.stdout).unwrap_or_else(|_| {
        panic!(
            "lighthouse: {}\nnpm install --prefix tests",
            String::from_utf8_lossy(&output.stderr)
        )
    });
    let score = |of: &Value| of["score"].as_f64();
    let mut lacking = Vec::new();
    for (name, least) in LEAST {
        let category = &report["categories"][name];
        let reached = score(category).expect("a score");
        if reached >= least {
            continue;
        }
        let audits = category["auditRefs"].as_array().expect("audits").iter();
        let low: Vec<&str> = audits
            .filter(|audit| audit["weight"].as_f64() > Some(0.0))
            .filter_map(|audit| audit["id"].as_str())
            .filter(|id| score(&report["audits"][*id]).is_some_and(|score| score < 1.0))
            .collect();
        lacking.push(format!("{name} {reached}: {}", low.join(", ")));
    }
    lacking
}

/// The browser that the other tests use too.
fn chromium() -> std::path::PathBuf {
    let folders = std::env::var_os("PATH").unwrap_or_default();
    ["chromium", "chromium-browser", "google-chrome"]
        .iter()
        .find_map(|name| {
            std::env::split_paths(&folders).map(|folder| folder.join(name)).find(|it| it.is_file())
        })
        .expect("Chromium is missing. On Debian and Ubuntu: apt-get install chromium")
}
