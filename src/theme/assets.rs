//! The theme's files beside its templates, as they are published: pictures without metadata, names
//! that an address can hold, and style sheets that lead to these names.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::sheet::{self, Named};
use crate::asset;
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::photo;
use crate::site::{address, links};
use crate::source;

/// The files of a theme as they are published.
#[derive(Debug, Default)]
pub(super) struct Assets {
    /// Their bytes by their path in the output, which carries their fingerprint.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Their paths in the output by their name in the theme: `style.css`.
    pub paths: BTreeMap<String, String>,
}

/// What the files of a theme stand among.
pub(super) struct Around<'a> {
    /// The folder of the site's own files, for messages.
    pub folder: &'a str,
    /// The address of a file in `static/` by its path there, where there is one.
    pub file: &'a dyn Fn(&str) -> Option<String>,
    /// What the site's choices make of the main style sheet.
    pub dress: &'a dyn Fn(&mut Vec<u8>),
}

/// The site's own files in the place of the built-in ones of the same name. Those that are built in
/// name no others and are bare already, so that they stay as they are.
///
/// # Errors
///
/// Pictures that cannot be published, style sheets that cannot be read, and what these name and the
/// site does not have.
pub(super) fn published(
    built_in: BTreeMap<String, Vec<u8>>,
    own: BTreeMap<String, Vec<u8>>,
    around: &Around,
) -> Result<Assets, Vec<Problem>> {
    let (mut assets, mut wrong) = (Assets::default(), Vec::new());
    let mut sheets: BTreeMap<String, Sheet> = BTreeMap::new();
    let names: Vec<String> = built_in.keys().chain(own.keys()).cloned().collect();
    for (name, bytes) in built_in.into_iter().filter(|(name, _)| !own.contains_key(name)) {
        assets.add(name, bytes, around);
    }
    for (name, bytes) in own {
        if asset::extension(&name) == "css" {
            match Sheet::read(&name, bytes, &names, around) {
                Ok(sheet) => drop(sheets.insert(name, sheet)),
                Err(problems) => wrong.extend(problems),
            }
        } else {
            match bare(&name, bytes, around) {
                Ok(bytes) => assets.add(name, bytes, around),
                Err(problem) => wrong.push(problem),
            }
        }
    }
    if !wrong.is_empty() {
        return Err(wrong);
    }
    // A sheet's name follows from its bytes, and these from the names of those that it imports.
    while !sheets.is_empty() {
        let ready = |sheet: &Sheet| sheet.waits_for(&sheets).is_none();
        let Some(name) = sheets.iter().find(|(_, sheet)| ready(sheet)).map(|(name, _)| name) else {
            let circle = |(name, sheet): (&String, &Sheet)| {
                let detail = "样式文件互相引用，成了一个圈";
                let named = sheet.waits_for(&sheets)?;
                Some(told(&diagnostic::TEMPLATE_BROKEN, detail, (name, named), &sheet.text, around))
            };
            let mend = "去掉其中一处 `@import`";
            return Err(sheets.iter().filter_map(circle).map(|told| told.mend(mend)).collect());
        };
        let name = name.clone();
        if let Some(sheet) = sheets.remove(&name) {
            let bytes = sheet.written(&name, &assets);
            assets.add(name, bytes, around);
        }
    }
    Ok(assets)
}

impl Assets {
    fn add(&mut self, name: String, mut bytes: Vec<u8>, around: &Around) {
        if name == super::SHEET {
            (around.dress)(&mut bytes);
        }
        let path = marked(&plain(&name), &bytes);
        self.files.insert(path.clone(), bytes);
        self.paths.insert(name, path);
    }
}

/// A file without what a picture knows of where it was taken, and by whom.
fn bare(name: &str, bytes: Vec<u8>, around: &Around) -> Result<Vec<u8>, Problem> {
    match asset::picture(name, &bytes) {
        None => Ok(bytes),
        Some(facts) => facts.and_then(|_| photo::strip(&bytes)).map_err(|refusal| {
            links::refused(name, &refusal).in_file(format!("{}/assets/{name}", around.folder))
        }),
    }
}

/// Where a file of that name stands in the output, but for the mark.
fn plain(name: &str) -> String {
    address::static_file(&format!("assets/{name}"))
}

/// `assets/style.1a2b3c4d.css`: a name that changes with the content, so that a server may let
/// browsers keep it for ever.
fn marked(path: &str, bytes: &[u8]) -> String {
    let mark = &Fingerprint::of_bytes(bytes).hex()[..8];
    match path.rsplit_once('.') {
        Some((stem, end)) if !end.contains('/') => format!("{stem}.{mark}.{end}"),
        _ => format!("{path}.{mark}"),
    }
}

/// A style sheet of the site's own.
struct Sheet {
    bytes: Vec<u8>,
    text: String,
    /// It was not UTF-8, as browsers expect it.
    legacy: bool,
    /// What it names of the site, in the order of the places.
    named: Vec<(Named, Target)>,
}

/// What a style sheet names.
enum Target {
    /// A file of the theme, by its name there.
    Asset(String),
    /// A file of `static/`, by its address.
    File(String),
}

impl Sheet {
    /// Reads a sheet; `names` are those of all files of the theme.
    fn read(
        name: &str,
        bytes: Vec<u8>,
        names: &[String],
        around: &Around,
    ) -> Result<Self, Vec<Problem>> {
        let Some(source::Text { text, legacy }) = source::decode(&bytes) else {
            let file = format!("{}/assets/{name}", around.folder);
            return Err(vec![Problem::new(&diagnostic::ENCODING_UNKNOWN, "").in_file(file)]);
        };
        let (mut found, mut wrong) = (Vec::new(), Vec::new());
        for named in sheet::addresses(&text).into_iter().filter(|named| !is_within(&named.url)) {
            match target(name, &named.url, names, around) {
                Some(target) => found.push((named, target)),
                None => wrong.push(dead(name, &named, names, &text, around)),
            }
        }
        if wrong.is_empty() { Ok(Self { bytes, text, legacy, named: found }) } else { Err(wrong) }
    }

    /// The first place where it names a sheet that has no name yet.
    fn waits_for(&self, sheets: &BTreeMap<String, Self>) -> Option<&Named> {
        let is_one = |target: &Target| match target {
            Target::Asset(name) => sheets.contains_key(name),
            Target::File(_) => false,
        };
        self.named.iter().find(|(_, target)| is_one(target)).map(|(named, _)| named)
    }

    /// The sheet with the addresses at which those that it names are published.
    fn written(self, name: &str, assets: &Assets) -> Vec<u8> {
        if self.named.is_empty() && !self.legacy {
            return self.bytes;
        }
        let from = plain(name);
        let others: Vec<(&Named, String)> = self
            .named
            .iter()
            .filter_map(|(named, target)| {
                let path = match target {
                    Target::Asset(name) => assets.paths.get(name)?,
                    Target::File(path) => path,
                };
                let (_, place) = parts(&named.url);
                Some((named, format!("{}{place}", seen_from(&from, path))))
            })
            .collect();
        let pairs = others.iter().map(|(named, other)| (*named, other.as_str()));
        let text = sheet::rewritten(&self.text, pairs);
        // What it says of its encoding is no longer so.
        let said = if self.legacy && text.starts_with("@charset") { text.find(';') } else { None };
        said.map_or(text.as_str(), |end| &text[end + 1..]).as_bytes().to_vec()
    }
}

/// Whether an address leads nowhere but into the sheet or the page itself.
fn is_within(url: &str) -> bool {
    url.starts_with('#') || url.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// The path of an address, and what stands behind it.
fn parts(url: &str) -> (&str, &str) {
    url.split_at(url.find(['?', '#']).unwrap_or(url.len()))
}

/// What an address in a sheet names, seen from where the sheet will stand: a file of the theme
/// beside it, or one of `static/`, which is the site's root there.
fn target(sheet: &str, url: &str, names: &[String], around: &Around) -> Option<Target> {
    let path = percent_decode_str(parts(url).0).decode_utf8_lossy().into_owned();
    let place = match path.strip_prefix('/') {
        Some(rest) => rest.to_owned(),
        None => below(&format!("assets/{sheet}"), &path)?,
    };
    let asset = place.strip_prefix("assets/").filter(|name| names.iter().any(|own| own == name));
    match asset {
        Some(name) => Some(Target::Asset(name.to_owned())),
        None => (around.file)(&place).map(Target::File),
    }
}

/// `path` as a file names it, from the root; `None` if it leads out of the site.
fn below(file: &str, path: &str) -> Option<String> {
    let mut names: Vec<&str> = file.split('/').collect();
    names.pop();
    for name in path.split('/') {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

/// A path of the output as a file there names it: what both have in common is left out.
fn seen_from(file: &str, path: &str) -> String {
    let mut file: Vec<&str> = file.split('/').collect();
    file.pop();
    let common = file.iter().zip(path.split('/')).take_while(|(a, b)| **a == *b).count();
    let rest: Vec<&str> = path.split('/').skip(common).collect();
    format!("{}{}", "../".repeat(file.len() - common), rest.join("/"))
}

/// The problem of an address that leads nowhere.
fn dead(name: &str, named: &Named, names: &[String], text: &str, around: &Around) -> Problem {
    let (path, _) = parts(&named.url);
    let is_picture = asset::named_picture(path);
    let rule = if is_picture { &diagnostic::IMAGE_MISSING } else { &diagnostic::LINK_DEAD };
    let wanted = path.rsplit('/').next().unwrap_or(path);
    let last = |name: &String| name.rsplit('/').next().unwrap_or(name).to_owned();
    let others: Vec<String> = names.iter().map(last).collect();
    let mend = match links::nearest_file(wanted, &others) {
        _ if named.url.contains("//") => {
            "图片、字体都要放在本站：存到主题的 assets 文件夹里，只写文件名".to_owned()
        }
        Some(near) => format!("是不是 `{near}`？"),
        None => "把文件放进主题的 assets 文件夹，地址从这个样式文件所在的文件夹写起".to_owned(),
    };
    told(rule, &format!("`{}`", named.url), (name, named), text, around).mend(mend)
}

/// A problem at an address in a sheet.
fn told(
    rule: &'static diagnostic::Rule,
    detail: &str,
    (name, named): (&str, &Named),
    text: &str,
    around: &Around,
) -> Problem {
    let file = format!("{}/assets/{name}", around.folder);
    let mut problem = Problem::new(rule, detail).at(file, named.span.clone());
    problem.locate(text);
    problem
}
