//! Templates and assets, built-in and the site's own. Rendering is a pure function of a view and
//! the theme: no template function reaches the site, the disk or the clock.

mod assets;
mod blocks;
mod drawn;
mod explain;
mod frame;
mod join;
mod look;
mod scope;
mod sheet;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use include_dir::{Dir, include_dir};
use serde::{Deserialize, Serialize};
use tera::{Context, Kwargs, State, Tera, Value};

use self::assets::Assets;
use self::drawn::{Drawn, Order};
use crate::config::{self, Config};
use crate::diagnostic::{self, Problem};
use crate::fingerprint::Fingerprint;
use crate::view::{DRAWINGS, Drawing, Entry, PartSink, Portal, View};

static BUILT_IN: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme, ready to render.
#[derive(Debug)]
pub struct Theme {
    /// The templates with their parts put in.
    tera: Tera,
    /// The templates as they are, once one has failed: its place is told by their texts.
    plain: OnceLock<Option<Tera>>,
    texts: Vec<(String, String)>,
    /// The files of `assets/`.
    assets: Assets,
    print: Fingerprint,
    settings: Settings,
    /// The names of the templates that are the site's own.
    replaced: BTreeSet<String>,
    /// The folder of the site's own files, for messages.
    folder: String,
    /// The names of drawings that some template asks for.
    asked: BTreeSet<&'static str>,
    /// The templates of drawings of which one fits pages at all depths.
    fits_all: BTreeSet<&'static str>,
    /// What had to be left out of it.
    notes: Vec<Problem>,
}

/// `theme.toml`: what a theme asks of the site.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Settings {
    /// Widths in pixels in which its templates show photos, besides those of `site.toml`.
    photo_widths: Vec<u32>,
}

/// What the pages of one site share: its portal, prepared once for all of them, and what has been
/// drawn.
#[derive(Debug)]
pub struct Shared(Drawn);

impl Shared {
    /// Prepares what all pages share.
    pub fn new(portal: &Portal) -> Self {
        Self(Drawn::new(|| Value::from_serializable(portal)))
    }
}

/// A file of the built-in theme, such as `templates/base.html`.
pub fn built_in(path: &str) -> Option<&'static str> {
    BUILT_IN.get_file(path)?.contents_utf8()
}

/// The names of the built-in theme's files, in their order.
pub fn built_in_names() -> impl Iterator<Item = &'static str> {
    let mut names: Vec<&str> = files(&BUILT_IN)
        .into_iter()
        .filter_map(|(path, _)| BUILT_IN.get_file(path)?.path().to_str())
        .collect();
    names.sort_unstable();
    names.into_iter()
}

/// What a site chooses of its looks, besides files of its own.
pub struct Look<'a> {
    /// The choices.
    pub config: &'a Config,
    /// The text that they were read from, for messages.
    pub text: &'a str,
    /// The address of a file in `static/` by its path there, where there is one.
    pub file: &'a dyn Fn(&str) -> Option<String>,
}

/// The built-in theme with the site's own files in the place of those of the same path; `folder`
/// is theirs, such as `themes/yunxi`. The built-in templates stay within reach as `default/…`,
/// so that a template can extend the one it replaces.
///
/// # Errors
///
/// Choices that cannot be met, or the files that cannot be read or understood, with their places.
pub fn load(
    folder: &str,
    mut own: BTreeMap<String, Vec<u8>>,
    look: &Look,
) -> Result<Theme, Vec<Problem>> {
    let (framed, mut wrong) = framed(folder, &mut own, look);
    let tokens = tokens(look).unwrap_or_else(|problem| {
        wrong.push(problem);
        Vec::new()
    });
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let one = |problem| vec![problem];
    let mut texts: Vec<(String, String)> = Vec::new();
    let own_settings = own.get(SETTINGS).map(Vec::as_slice);
    let built_in_settings = || Some(BUILT_IN.get_file(SETTINGS)?.contents());
    let settings = settings(folder, own_settings.or_else(built_in_settings)).map_err(one)?;
    let mut built_in: Vec<(String, String)> = Vec::new();
    let (mut built_in_assets, mut own_assets) = (BTreeMap::new(), BTreeMap::new());
    for (path, bytes) in files(&BUILT_IN) {
        if let Some(name) = path.strip_prefix("templates/") {
            built_in.push((name.to_owned(), String::from_utf8_lossy(bytes).into_owned()));
        } else if let Some(name) = path.strip_prefix("assets/") {
            built_in_assets.insert(name.to_owned(), bytes.to_vec());
        }
    }
    texts.extend(framed.templates);
    for (path, bytes) in own {
        if let Some(name) = path.strip_prefix("templates/") {
            match crate::source::decode(&bytes) {
                Some(text) => texts.push((name.to_owned(), text.text)),
                None => wrong.push(
                    Problem::new(&diagnostic::ENCODING_UNKNOWN, "")
                        .in_file(format!("{folder}/{path}")),
                ),
            }
        } else if let Some(name) = path.strip_prefix("assets/") {
            own_assets.insert(name.to_owned(), bytes);
        }
    }
    let dress = |sheet: &mut Vec<u8>| dress(sheet, &tokens, &framed.style);
    let around = assets::Around { folder, file: look.file, dress: &dress };
    let assets = assets::published(built_in_assets, own_assets, &around).unwrap_or_else(|told| {
        wrong.extend(told);
        Assets::default()
    });
    // Templates may ask for one that cannot be read.
    if !wrong.is_empty() {
        return Err(wrong);
    }
    let mut built_in = blocks::fitted(&built_in, &texts);
    // A built-in template that is replaced stays only where it is extended.
    let replaced: BTreeSet<String> = texts.iter().map(|(name, _)| name.clone()).collect();
    let is_named = |name: &str| texts.iter().any(|(_, text)| text.contains(name));
    let named: Vec<(String, String)> = built_in
        .iter()
        .map(|(name, text)| (format!("{BEHIND}{name}"), text.clone()))
        .filter(|(name, _)| is_named(name))
        .collect();
    built_in.retain(|(name, _)| !replaced.contains(name));
    texts.extend(built_in.into_iter().chain(named));
    texts.sort();
    let print = Fingerprint::of(&texts);
    let asked = |name: &&str| texts.iter().any(|(_, text)| text.contains(*name));
    let asked = DRAWINGS.iter().map(|drawing| drawing.name).filter(asked).collect();
    let sources: BTreeMap<&str, &str> =
        texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    // The site's own are all read, so that what is wrong with one is told before a page needs it.
    let rendered = |name: &str| {
        !name.starts_with(PARTS)
            || replaced.contains(name)
            || DRAWINGS.iter().any(|drawing| drawing.template == name)
    };
    let tera = engine(&join::joined(&sources, rendered))
        .or_else(|_| engine(&texts))
        .map_err(|error| explain::explain_all(&error, &texts, folder, &replaced))?;
    // Only now, when no template includes itself.
    let rows =
        DRAWINGS.iter().filter(|drawing| drawing.row.is_some()).map(|drawing| drawing.template);
    let fits_all = rows.filter(|name| drawn::fits_all(name, &sources)).collect();
    let (folder, notes) = (folder.to_owned(), framed.notes);
    Ok(Theme {
        tera,
        plain: OnceLock::new(),
        texts,
        assets,
        print,
        settings,
        replaced,
        folder,
        asked,
        fits_all,
        notes,
    })
}

/// The engine with some templates.
fn engine(texts: &[(String, String)]) -> tera::TeraResult<Tera> {
    let mut tera = Tera::new();
    // The engine's own `safe` copies the text, and pages' texts are long.
    tera.register_filter("safe", |text: Value, _: Kwargs, _: &State| text.mark_safe());
    tera.add_raw_templates(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))?;
    Ok(tera)
}

/// What surrounds the site's pages, made of the files that `site.toml` names.
struct Framed {
    templates: Vec<(String, String)>,
    style: String,
    notes: Vec<Problem>,
}

/// Below it are templates that others include.
const PARTS: &str = "parts/";

/// The style sheet in `assets/`.
const SHEET: &str = "style.css";

/// The parts of a page that the county's style sheet is meant for; each twice, so that its rules
/// outweigh the one by which the parts begin from nothing.
const FRAMES: [&str; 2] = ["#host-header#host-header", "#host-footer#host-footer"];

/// The county's frame, and what stands in its way. Its files are no files of the theme any more.
fn framed(
    folder: &str,
    own: &mut BTreeMap<String, Vec<u8>>,
    look: &Look,
) -> (Framed, Vec<Problem>) {
    let portal = &look.config.portal;
    let mut framed = Framed { templates: Vec::new(), style: String::new(), notes: Vec::new() };
    let (mut wrong, mut used) = (Vec::new(), Vec::new());
    for (key, file) in
        [("header", &portal.header), ("footer", &portal.footer), ("style", &portal.style)]
    {
        let file = file.replace('\\', "/").trim_start_matches("./").trim_matches('/').to_owned();
        if file.is_empty() {
            continue;
        }
        let path = format!("{folder}/{file}");
        let Some(bytes) = own.get(&file) else {
            let told = format!("`{key}`，没有文件 `{path}`");
            let problem = Problem::new(&diagnostic::CONFIG_VALUE, told)
                .at(config::FILE, config::find_key(look.text, key));
            wrong.push(problem.mend(format!("把文件放到 `{path}`，或删去这一行")));
            continue;
        };
        let Some(text) = crate::source::decode(bytes).map(|text| text.text) else {
            wrong.push(Problem::new(&diagnostic::ENCODING_UNKNOWN, "").in_file(&path));
            continue;
        };
        let mut removed = Vec::new();
        if key == "style" {
            // Sheets stand in a folder at the site's root.
            let local = |url: &str| Some(format!("../{}", (look.file)(url.strip_prefix('/')?)?));
            framed.style = scope::scoped(&text, &FRAMES, &local, &mut removed);
        } else {
            let around = frame::Around { portal: &portal.url, file: look.file };
            let template = frame::template(&text, &around, &mut removed);
            framed.templates.push((format!("parts/host-{key}.html"), template));
        }
        if !removed.is_empty() {
            let told: Vec<String> = removed.iter().map(|what| format!("`{what}`")).collect();
            let problem = Problem::new(&diagnostic::FRAME_REMOVED, told.join("、"));
            framed.notes.push(problem.in_file(&path));
        }
        used.push(file);
    }
    own.retain(|path, _| !used.contains(path));
    (framed, wrong)
}

/// The values of the tokens that follow from the site's colour.
fn tokens(look: &Look) -> Result<Vec<(&'static str, String)>, Problem> {
    let color = look.config.look.color.trim();
    if color.is_empty() {
        return Ok(Vec::new());
    }
    look::tokens(color).map_err(|darker| {
        let (what, mend) = match darker {
            Some(darker) => (
                "太浅：用作文字，在白底上看不清；用作底色，上面的白字也看不清",
                format!("用深一些的，如 `{darker}`"),
            ),
            None => ("不是颜色", "写英文的 # 和六位数字或字母 a 到 f，如 `#9b1c1c`".to_owned()),
        };
        Problem::new(&diagnostic::CONFIG_VALUE, format!("`color`：`{color}` {what}"))
            .at(config::FILE, config::find_key(look.text, "color"))
            .mend(mend)
    })
}

/// Gives a style sheet the site's colour, and adds what is meant for the county's frame.
fn dress(sheet: &mut Vec<u8>, tokens: &[(&'static str, String)], frame: &str) {
    if tokens.is_empty() && frame.is_empty() {
        return;
    }
    let mut text = look::colored(&String::from_utf8_lossy(sheet), tokens);
    if !frame.is_empty() {
        text.push('\n');
        text.push_str(frame);
    }
    *sheet = text.into_bytes();
}

/// Where built-in templates stay within reach that the site's own ones replace.
const BEHIND: &str = "default/";

/// The file in a theme's folder that holds its settings.
const SETTINGS: &str = "theme.toml";

fn settings(folder: &str, bytes: Option<&[u8]>) -> Result<Settings, Problem> {
    let Some(bytes) = bytes else { return Ok(Settings::default()) };
    let text = String::from_utf8_lossy(bytes);
    let broken = |span| {
        let mut problem =
            Problem::new(&diagnostic::THEME_SETTINGS, "").at(format!("{folder}/{SETTINGS}"), span);
        problem.locate(&text);
        problem
    };
    let settings: Settings =
        toml::from_str(&text).map_err(|error| broken(error.span().unwrap_or(0..0)))?;
    let fits = settings.photo_widths.iter().all(|width| (16..=8000).contains(width));
    if fits { Ok(settings) } else { Err(broken(0..0)) }
}

impl Theme {
    /// The widths in pixels in which its templates show photos, besides those of `site.toml`.
    pub fn photo_widths(&self) -> &[u32] {
        &self.settings.photo_widths
    }

    /// Renders a page.
    ///
    /// # Errors
    ///
    /// What the template asks for and does not get, with its place in the theme.
    pub fn render(&self, shared: &Shared, view: &View) -> Result<Vec<u8>, Problem> {
        let mut parts = Parts { theme: self, shared, view, context: Context::new(), failed: None };
        view.parts(&mut parts);
        let Parts { mut context, failed, .. } = parts;
        if let Some(error) = failed {
            return Err(self.explain(&error));
        }
        context.insert_value("site", shared.0.site());
        let mut page = Vec::with_capacity(20 << 10);
        self.write(self.template(&view.template), &context, &mut page)
            .map_err(|error| self.explain(&error))?;
        Ok(page)
    }

    /// Writes what a template makes of what it is given.
    fn write(&self, template: &str, context: &Context, out: &mut Vec<u8>) -> tera::TeraResult<()> {
        let start = out.len();
        self.tera.render_to(template, context, &mut *out).or_else(|error| {
            out.truncate(start);
            let plain = self.plain.get_or_init(|| engine(&self.texts).ok());
            plain.as_ref().map_or(Err(error), |plain| plain.render_to(template, context, out))
        })
    }

    fn explain(&self, error: &tera::Error) -> Problem {
        explain::explain(error, &self.folder, &self.replaced, |name| {
            if self.replaced.contains(name) {
                return None;
            }
            let name = name.strip_prefix(BEHIND).unwrap_or(name);
            built_in(&format!("templates/{name}")).map(str::to_owned)
        })
    }

    /// The template of that name, or the plain document's for a kind that has none.
    fn template<'a>(&self, name: &'a str) -> &'a str {
        if self.tera.contains_template(name) { name } else { "article.html" }
    }

    /// What had to be left out of it.
    pub fn notes(&self) -> &[Problem] {
        &self.notes
    }

    /// The fingerprint of all templates.
    pub fn print(&self) -> Fingerprint {
        self.print
    }

    /// The theme's assets by their path in the output.
    pub fn assets(&self) -> &BTreeMap<String, Vec<u8>> {
        &self.assets.files
    }

    /// The path in the output of an asset such as `style.css`; empty where the theme has none.
    pub fn asset_path(&self, name: &str) -> &str {
        self.assets.paths.get(name).map_or("", String::as_str)
    }
}

/// Everything that a page's template sees, put together.
struct Parts<'a> {
    theme: &'a Theme,
    shared: &'a Shared,
    view: &'a View,
    context: Context,
    /// The first drawing that failed.
    failed: Option<tera::Error>,
}

impl PartSink for Parts<'_> {
    fn part<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.context.insert(name, value);
    }

    fn following<T: Serialize>(
        &mut self,
        name: &'static str,
        value: impl FnOnce() -> T,
        of: &[&Drawing],
    ) {
        let value = self.shared.0.ready(&value());
        self.context.insert_value(name, value.value().clone());
        for drawing in of {
            self.drawing(drawing, [&value]);
        }
    }

    fn drawing<'e>(&mut self, drawing: &Drawing, of: impl IntoIterator<Item = &'e Entry>) {
        if self.failed.is_some() || !self.theme.asked.contains(drawing.name) {
            return;
        }
        let (theme, root) = (self.theme, self.view.root.as_str());
        match self.shared.0.draw(&Order { theme, root, drawing }, of) {
            Ok(text) => self.context.insert_value(drawing.name, text),
            Err(error) => self.failed = Some(error),
        }
    }
}

fn files<'a>(dir: &'a Dir<'a>) -> Vec<(String, &'a [u8])> {
    let mut all = Vec::new();
    let mut waiting = vec![dir];
    while let Some(dir) = waiting.pop() {
        waiting.extend(dir.dirs());
        all.extend(
            dir.files()
                .map(|file| (file.path().to_string_lossy().replace('\\', "/"), file.contents())),
        );
    }
    all
}
