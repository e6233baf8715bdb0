//! The published sample site in front of a visitor: from a real server at its root and under a
//! path of the county's portal, and as files from a stick.

mod support;

use std::collections::{BTreeMap, BTreeSet};

use minsheng::asset::extension;
use support::nginx::Nginx;
use support::{Scratch, copy, html};

/// Where a county's portal puts the site, as the sample's `site.toml` says.
const UNDER: &str = "/zxzx/ztzl/msgc/";

#[test]
fn the_sample_site_works_wherever_it_is_put() {
    let sample = sample();
    let at_root = support::files(&sample.root().join("public-root"));
    let under = sample.files();

    let server = Nginx::serve(&sample.root().join("public-root"), "/");
    visit_everything(&at_root, &|path| over_http(&server, &format!("/{path}")));
    missing_pages_lead_back(&server, "/");

    let server = Nginx::serve(&sample.output(), UNDER);
    visit_everything(&under, &|path| over_http(&server, &format!("{UNDER}{path}")));
    missing_pages_lead_back(&server, UNDER);
    assert_eq!(server.get("/index.html").status, 404, "the server shows more than the site");

    // From a stick a browser opens a file by its very name: a folder shows a list, and another
    // case is another file.
    visit_everything(&under, &|path| under.get(path).cloned().ok_or("no such file".to_owned()));

    pages_stay_on_the_site_and_carry_no_style_or_script(&under);
}

/// The repository's own site, published for the path that it is meant for, and for the root.
fn sample() -> Scratch {
    let site = Scratch::new();
    let repository = support::tests().join("..");
    for folder in ["content", "static", "themes"] {
        if repository.join(folder).is_dir() {
            std::fs::create_dir_all(site.root().join(folder)).expect("a folder");
            copy(&repository.join(folder), &site.root().join(folder));
        }
    }
    let settings = std::fs::read_to_string(repository.join("site.toml")).expect("site.toml");
    let at_root = settings.replace(UNDER, "/");
    assert_ne!(settings, at_root, "the sample is not meant for {UNDER}");
    let site = site.write("site.toml", at_root).publish_to("public-root").build();
    site.write("site.toml", settings).publish_to("public").build()
}

fn pages_stay_on_the_site_and_carry_no_style_or_script(files: &BTreeMap<String, Vec<u8>>) {
    for (path, bytes) in files {
        let text = String::from_utf8_lossy(bytes);
        if extension(path) == "css" {
            for link in html::style_links(&text) {
                let inside = link.starts_with("data:image/")
                    || !html::leads_out(&link) && !link.starts_with('/');
                assert!(inside, "{path} loads {link}");
            }
        }
        if extension(path) != "html" {
            continue;
        }
        assert!(text.starts_with("<!DOCTYPE html>"), "{path} has no document type");
        assert!(text.trim_end().ends_with("</html>"), "{path} is not whole");
        let tags = html::tags(&text);
        let first = tags.first().unwrap_or_else(|| panic!("{path} has no tag"));
        assert_eq!((first.name.as_str(), first.get("lang")), ("html", Some("zh-CN")), "{path}");
        for tag in &tags {
            for (name, value) in &tag.attributes {
                assert!(name != "style" && !name.starts_with("on"), "{path} has {name}={value}");
            }
            assert!(tag.name != "base" || path == "404.html", "{path} has a base");
            // A link that a person follows may lead out; nothing that a browser loads may.
            let followed =
                tag.name == "a" || (tag.name == "link" && tag.get("rel") == Some("canonical"));
            for link in
                ["href", "src", "poster", "action", "data"].iter().filter_map(|name| tag.get(name))
            {
                assert!(!link.starts_with('/') || tag.name == "base", "{path} leads to {link}");
                assert!(!html::leads_out(link) || followed, "{path} loads {link}");
            }
            for name in ["srcset", "imagesrcset"] {
                let loaded = tag.get(name).unwrap_or_default();
                assert!(
                    !loaded.contains("//") && !loaded.starts_with('/'),
                    "{path} loads {loaded}"
                );
            }
        }
    }
}

/// What a path gives, or why it gives nothing.
type Fetch<'a> = &'a dyn Fn(&str) -> Result<Vec<u8>, String>;

fn over_http(server: &Nginx, path: &str) -> Result<Vec<u8>, String> {
    let answer = server.get(path);
    let end = path.rsplit('.').next().unwrap_or_default();
    let kind = match end {
        "html" => "text/html",
        "css" => "text/css",
        "js" => "text/javascript",
        "xml" => "text/xml",
        "csv" => "text/csv",
        "txt" => "text/plain",
        "jpg" => "image/jpeg",
        "png" => "image/png",
        "svg" => "image/svg+xml",
        "pdf" => "application/pdf",
        _ => "application/",
    };
    match answer.status {
        200 if answer.kind.starts_with(kind) && answer.kind != "application/octet-stream" => {
            Ok(answer.body)
        }
        200 => Err(format!("it comes as {}", answer.kind)),
        status => Err(format!("the server says {status}")),
    }
}

/// Follows every link from the home page. What is published is found that way, but for what is
/// there for machines and for visitors who come from elsewhere.
fn visit_everything(files: &BTreeMap<String, Vec<u8>>, fetch: Fetch) {
    let mut seen: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    let mut places: Vec<(String, String, String)> = Vec::new();
    let mut waiting = vec![("the visitor".to_owned(), "index.html".to_owned())];
    while let Some((from, path)) = waiting.pop() {
        if seen.contains_key(&path) {
            continue;
        }
        let body = fetch(&path).unwrap_or_else(|why| panic!("{from} leads to {path}: {why}"));
        assert!(files.get(&path) == Some(&body), "{path} is not what was published");
        let text = String::from_utf8_lossy(&body);
        let links = match path.rsplit('.').next() {
            Some("html") => html::links(&text),
            Some("css") => html::style_links(&text),
            _ => Vec::new(),
        };
        for link in links.into_iter().filter(|link| !html::leads_out(link)) {
            let (target, place) = html::resolve(&path, &link)
                .unwrap_or_else(|| panic!("{path} leads out of the site: {link}"));
            if !place.is_empty() {
                places.push((path.clone(), target.clone(), place));
            }
            waiting.push((path.clone(), target));
        }
        seen.insert(path, body);
    }
    let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (from, target, place) in &places {
        let ids = ids.entry(target).or_insert_with(|| {
            let tags = html::tags(&String::from_utf8_lossy(&seen[target])).into_iter();
            tags.filter_map(|tag| tag.get("id").map(str::to_owned)).collect()
        });
        assert!(ids.contains(place), "{from} leads to {target}#{place}, which has no such place");
    }
    assert!(!places.is_empty() && seen.len() > 100, "only {} files were found", seen.len());
    let for_others = |path: &str, bytes: &[u8]| {
        path == "404.html"
            || path == "robots.txt"
            || path.starts_with("sitemap") && extension(path) == "xml"
            // The script of the search page asks for these.
            || path.starts_with("search/") && extension(path) == "js"
            // The page at an old address is met by those who kept it.
            || String::from_utf8_lossy(bytes).contains("http-equiv=\"refresh\"")
    };
    let lost: Vec<&String> = files
        .iter()
        .filter(|(path, bytes)| !seen.contains_key(*path) && !for_others(path, bytes))
        .map(|(path, _)| path)
        .collect();
    assert!(lost.is_empty(), "no link leads to {lost:#?}");
}

/// A path that does not exist shows the page with the ways back, which work at any depth.
fn missing_pages_lead_back(server: &Nginx, root: &str) {
    for path in ["nirgends.html", "news/nirgends.html", "a/b/c/d/e/", "news/2026/x/y"] {
        let answer = server.get(&format!("{root}{path}"));
        assert_eq!(answer.status, 404, "{path}");
        let text = String::from_utf8_lossy(&answer.body);
        let tags = html::tags(&text);
        let base = tags.iter().find(|tag| tag.name == "base").and_then(|tag| tag.get("href"));
        assert_eq!(base, Some(root), "the page for {path}");
        let links = html::links(&text);
        let own = links.iter().filter(|link| !html::leads_out(link));
        for link in own.clone() {
            let (target, _) = html::resolve("404.html", link).expect("a link within the site");
            assert_eq!(
                server.get(&format!("{root}{target}")).status,
                200,
                "{path} leads to {link}"
            );
        }
        assert!(own.count() > 3, "the page for {path} leads nowhere");
    }
}
