//! Links: where what is written in a document leads, and which files are published because of it.

use std::collections::{BTreeMap, BTreeSet};

use super::{Column, ColumnId, PageId, Site, address, album};
use crate::asset::{self, Asset, Sort};
use crate::diagnostic::{self, Problem};
use crate::library::Library;
use crate::markdown::{self, TargetKind};
use crate::page::{Page, Reference, State};
use crate::photo::{Format, Refusal};

/// Where a link or picture leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Resolved {
    /// A page, with the place in it behind `#`.
    Page(PageId, String),
    /// A column's list.
    Column(ColumnId),
    /// A file, to be downloaded or opened as it is.
    File(String),
    /// A picture, to be shown in several sizes.
    Picture(String),
    /// An address outside the site, or a place in the same page, as written.
    Outside(String),
    /// Nowhere; it has been told.
    Nowhere,
}

/// How a file is published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Published {
    /// Its address; sizes of a picture are derived from it.
    pub address: String,
    /// As it is, without metadata.
    pub whole: bool,
    /// In the site's widths.
    pub sizes: bool,
}

/// What following a document's links found.
#[derive(Clone, Debug, Default)]
pub struct Connections {
    /// Of the text, in order.
    pub targets: Vec<Resolved>,
    /// Of the front matter, by key.
    pub references: BTreeMap<&'static str, Vec<Resolved>>,
    /// The photos of an album.
    pub photos: Vec<album::AlbumPhoto>,
    /// What leads nowhere.
    pub problems: Vec<Problem>,
}

impl Connections {
    /// Whether the same files are published because of these as because of others.
    pub fn uses_the_files_of(&self, other: &Self) -> bool {
        self.photos == other.photos && self.files() == other.files()
    }

    fn files(&self) -> BTreeSet<(&str, bool)> {
        let all = self.targets.iter().chain(self.references.values().flatten());
        all.filter_map(|resolved| match resolved {
            Resolved::File(path) => Some((path.as_str(), false)),
            Resolved::Picture(path) => Some((path.as_str(), true)),
            _ => None,
        })
        .collect()
    }
}

/// What links can lead to.
pub struct Scope<'a> {
    /// The site, whose pages have their addresses.
    pub site: &'a Site,
    columns: BTreeMap<&'a str, ColumnId>,
}

impl<'a> Scope<'a> {
    /// The scope of a site.
    pub fn new(site: &'a Site) -> Self {
        let columns = site
            .columns
            .iter()
            .enumerate()
            .map(|(id, column)| (column.folder.as_str(), id))
            .collect();
        Self { site, columns }
    }
}

/// Follows everything that one document refers to.
pub fn connect(scope: &Scope, library: &Library, page: &Page) -> Connections {
    let mut found = Connections::default();
    for target in page.body.targets() {
        if let Some(fragment) = target.url.strip_prefix('#') {
            found.targets.push(Resolved::Outside(format!("#{}", anchor(page, fragment))));
            continue;
        }
        let wanted = Wanted {
            from: page.folder(),
            url: &target.url,
            picture: target.kind == TargetKind::Image,
        };
        let resolved = resolve(scope, &wanted).unwrap_or_else(|problem| {
            let span = target.span.start + page.body_at..target.span.end + page.body_at;
            found.problems.push(problem.at(&page.file, span));
            Resolved::Nowhere
        });
        found.targets.push(resolved);
    }
    for (key, reference) in page.values.all_references() {
        let wanted =
            Wanted { from: page.folder(), url: &reference.target, picture: key == "cover" };
        let found_or_not = resolve(scope, &wanted).and_then(|there| fits(key, reference, there));
        let resolved = found_or_not.unwrap_or_else(|mut problem| {
            if key == "attachments" && problem.rule == &diagnostic::LINK_DEAD {
                problem.rule = &diagnostic::ATTACHMENT_MISSING;
            }
            found.problems.push(problem.at(&page.file, reference.span.clone()));
            Resolved::Nowhere
        });
        found.references.entry(key).or_default().push(resolved);
    }
    if page.kind.album {
        found.photos = album::photos(scope.site, library, page, &mut found.problems);
    }
    found
}

/// What a key of the front matter leads to, where it can lead there: an attachment is a file of
/// the site, a cover a picture of it, and the original of a text stands elsewhere.
fn fits(key: &str, reference: &Reference, there: Resolved) -> Result<Resolved, Problem> {
    let wrong =
        |rule, mend: &str| Err(Problem::new(rule, format!("`{}`", reference.target)).mend(mend));
    match (key, &there) {
        ("attachments", Resolved::File(_)) | ("cover", Resolved::Picture(_)) => Ok(there),
        ("attachments", _) => wrong(
            &diagnostic::ATTACHMENT_MISSING,
            "附件要放在本站：把文件存到文章旁边，只写文件名；网页的地址写在正文里",
        ),
        ("cover", _) => wrong(&diagnostic::IMAGE_MISSING, "封面写一张图片的文件名"),
        ("source_url", Resolved::Outside(url)) if !url.starts_with('#') => Ok(there),
        ("source_url", _) => wrong(
            &diagnostic::LINK_DEAD,
            "这里写原文的完整网址，以 https:// 开头；站内的页面写在正文里",
        ),
        _ => Ok(there),
    }
}

/// Follows the links of a column's introduction.
pub fn introduction(scope: &Scope, column: &Column) -> (Vec<Resolved>, Vec<Problem>) {
    let mut problems = Vec::new();
    let Some(introduction) = &column.introduction else { return (Vec::new(), problems) };
    let from = introduction.file.rsplit_once('/').map_or("", |(folder, _)| folder);
    let targets = introduction
        .body
        .targets()
        .map(|target| {
            let wanted =
                Wanted { from, url: &target.url, picture: target.kind == TargetKind::Image };
            resolve(scope, &wanted).unwrap_or_else(|problem| {
                let span = target.span.start + introduction.body_at
                    ..target.span.end + introduction.body_at;
                problems.push(problem.at(&introduction.file, span));
                Resolved::Nowhere
            })
        })
        .collect();
    (targets, problems)
}

struct Wanted<'a> {
    /// The folder in which the link is written.
    from: &'a str,
    url: &'a str,
    /// It stands where a picture is shown.
    picture: bool,
}

fn resolve(scope: &Scope, wanted: &Wanted) -> Result<Resolved, Problem> {
    let url = wanted.url.trim();
    let dead = || {
        let rule = if wanted.picture { &diagnostic::IMAGE_MISSING } else { &diagnostic::LINK_DEAD };
        Problem::new(rule, format!("`{url}`"))
    };
    if is_absolute(url) {
        if url.starts_with("//") {
            return Err(dead().mend(format!("站外的网址要写全，如 `https:{url}`")));
        }
        if !markdown::is_allowed(url) {
            return Err(Problem::new(&diagnostic::LINK_SCHEME, format!("`{url}`")));
        }
        if wanted.picture {
            return Err(dead().mend("图片要放在本站：把它存到文章旁边，只写文件名"));
        }
        return Ok(Resolved::Outside(url.to_owned()));
    }
    if url.starts_with('#') {
        return Ok(Resolved::Outside(url.to_owned()));
    }
    let (path, fragment) = url.split_once('#').unwrap_or((url, ""));
    let path = percent_decoded(path.split_once('?').map_or(path, |(path, _)| path));
    if path.is_empty() {
        return Err(dead().mend("写上页面或文件的路径"));
    }
    // A file's own name may hold the mark of a place.
    if let Some(place) =
        Some(url).filter(|_| !fragment.is_empty()).and_then(|url| normal(wanted.from, url))
        && scope.site.assets.contains_key(&place)
        && let Some(found) = at_place(scope, &place, "", wanted.picture)?
    {
        return Ok(found);
    }
    // A host without its scheme, as browsers let people type it.
    if url.starts_with("www.") && asset::extension(url) != "md" {
        return Err(dead().mend(format!("站外的网址要写全，如 `https://{url}`")));
    }
    let places: Vec<String> = match path.strip_prefix('/') {
        Some(rest) => ["content", "static"].iter().filter_map(|top| normal(top, rest)).collect(),
        None => normal(wanted.from, &path).into_iter().collect(),
    };
    if places.is_empty() {
        return Err(dead().mend("路径跑到站点文件夹外面去了，减少 `../`"));
    }
    for place in &places {
        if let Some(found) = at_place(scope, place, fragment, wanted.picture)? {
            return Ok(found);
        }
    }
    // Only now: files have such names too, as `logo@2x.png`.
    if is_mail(url) {
        return Err(dead().mend(format!("邮箱写成 `mailto:{url}`")));
    }
    Err(dead().mend(similar(scope, &path, &places[0])))
}

fn at_place(
    scope: &Scope,
    place: &str,
    fragment: &str,
    picture: bool,
) -> Result<Option<Resolved>, Problem> {
    let site = scope.site;
    if let Some(asset) = site.assets.get(place) {
        return if picture {
            shown(place, asset).map(Some)
        } else {
            Ok(Some(Resolved::File(place.to_owned())))
        };
    }
    let folder = place.strip_suffix("/_index.md").unwrap_or(place);
    if let Some(&column) =
        scope.columns.get(folder.strip_prefix("content").unwrap_or(folder).trim_start_matches('/'))
        && (folder.starts_with("content/") || folder == "content")
    {
        return Ok(Some(Resolved::Column(column)));
    }
    let forms: [&dyn Fn() -> String; 4] =
        [&|| place.to_owned(), &|| format!("{place}.md"), &|| format!("{place}/index.md"), &|| {
            place.replace(".html", ".md")
        }];
    for form in forms {
        let file = form();
        if let Some(id) = site.page_by_file(&file) {
            let anchor = anchor(&site.pages[id].page, fragment);
            return Ok(Some(Resolved::Page(id, anchor)));
        }
        if let Some(state) = scope.site.hidden.get(file.as_str()) {
            let gone = "这篇文章已经下线：去掉链接，或改为链接新的文章";
            let is_gone = matches!(state, State::Expired(_));
            let why = match state {
                State::Draft => "是草稿".to_owned(),
                State::Scheduled(day) => format!("到 {day} 才发布"),
                State::Expired(day) => format!("已于 {day} 下线"),
                State::Live => "未发布".to_owned(),
            };
            let problem = Problem::new(&diagnostic::LINK_UNPUBLISHED, format!("`{file}` {why}"));
            return Err(if is_gone { problem.mend(gone) } else { problem });
        }
    }
    Ok(None)
}

/// The anchor that is meant: its name, or the text of the heading, which editors know.
pub fn anchor(page: &Page, fragment: &str) -> String {
    let text = percent_decoded(fragment);
    let titled = page.headings.iter().find(|heading| heading.text.trim() == text.trim());
    titled.map_or(text, |heading| heading.id.clone())
}

/// A picture that can be shown; otherwise why not.
fn shown(path: &str, asset: &Asset) -> Result<Resolved, Problem> {
    match &asset.sort {
        Sort::Picture(_) => Ok(Resolved::Picture(path.to_owned())),
        Sort::BadPicture(refusal) => Err(refused(path, refusal)),
        _ => Err(refused(path, &Refusal::Unsupported)),
    }
}

/// The problem of a picture that cannot be published.
pub fn refused(path: &str, refusal: &Refusal) -> Problem {
    let rule = match refusal {
        Refusal::Heic => &diagnostic::PHOTO_HEIC,
        Refusal::TooLarge { .. } => &diagnostic::PHOTO_TOO_LARGE,
        _ => &diagnostic::PHOTO_UNREADABLE,
    };
    let name = path.rsplit('/').next().unwrap_or(path);
    Problem::new(rule, format!("`{name}`（{refusal}）")).mend(refusal.mend())
}

/// Something that exists and could have been meant by `path`, which would be at `place`.
fn similar(scope: &Scope, path: &str, place: &str) -> String {
    let wanted = place.rsplit('/').next().unwrap_or(place);
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let files = || {
        scope
            .site
            .pages
            .iter()
            .map(|placed| placed.page.file.as_str())
            .chain(scope.site.assets.keys().map(String::as_str))
    };
    let name = |file: &str| file.rsplit('/').next().unwrap_or(file).to_owned();
    if let Some(same) = files().find(|file| name(file) == wanted) {
        let rooted = same.strip_prefix("content").or_else(|| same.strip_prefix("static"));
        return format!("文件在 `{same}`，可以写成 `{}`", rooted.unwrap_or(same));
    }
    let beside: Vec<String> = files()
        .filter(|file| file.rsplit_once('/').is_some_and(|(above, _)| above == folder))
        .map(name)
        .collect();
    match nearest_file(wanted, &beside) {
        Some(near) => {
            let above = path.rfind(['/', '\\']).map_or("", |at| &path[..=at]);
            format!("是不是 `{above}{near}`？")
        }
        None => {
            "核对路径和文件名；`/` 开头从 content 文件夹算起，否则从本文件所在文件夹算起".to_owned()
        }
    }
}

/// The file whose name without its ending is nearest. Numbered files are all near each other, so
/// that nearness says nothing of them.
pub fn nearest_file<'a>(wanted: &str, names: &'a [String]) -> Option<&'a str> {
    let stem = |name: &'a str| name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let wanted = wanted.rsplit_once('.').map_or(wanted, |(stem, _)| stem);
    if wanted.chars().all(|c| c.is_ascii_digit()) {
        return None;
    }
    let near = diagnostic::nearest(wanted, names.iter().map(|name| stem(name)))?;
    names.iter().map(String::as_str).find(|name| stem(name) == near)
}

/// Whether an address is that of a person, such as `a@b.cn`.
fn is_mail(url: &str) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    url.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && name.chars().all(plain) && host.contains('.') && host.chars().all(plain)
    })
}

fn is_absolute(url: &str) -> bool {
    url.starts_with("//")
        || url.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        })
}

/// The places that a document names, whatever there is.
pub fn named(page: &Page) -> impl Iterator<Item = String> {
    let urls = page.body.targets().map(|target| target.url.as_str());
    let urls = urls.chain(page.values.all_references().map(|(_, named)| named.target.as_str()));
    urls.filter_map(|url| match percent_decoded(url).strip_prefix('/') {
        Some(rest) => normal("content", rest),
        None => normal(page.folder(), &percent_decoded(url)),
    })
}

/// `path` seen from `folder`, without `.` and `..`; `None` if it leaves the site.
fn normal(folder: &str, path: &str) -> Option<String> {
    let mut names: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    for name in path.split(['/', '\\']) {
        match name {
            "" | "." => {}
            ".." => {
                names.pop()?;
            }
            name => names.push(name),
        }
    }
    // Only these two folders hold what can be linked to.
    matches!(names.first(), Some(&("content" | "static"))).then(|| names.join("/"))
}

fn percent_decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// The files that visible pages refer to, and the picture sizes they need.
pub fn published(site: &Site, problems: &mut Vec<Problem>) -> BTreeMap<String, Published> {
    let mut files: BTreeMap<String, Published> = BTreeMap::new();
    let mut note = |resolved: &Resolved| {
        if let Resolved::File(path) | Resolved::Picture(path) = resolved {
            let shown_in_sizes =
                matches!(resolved, Resolved::Picture(_)) && in_sizes(&site.assets[path]);
            let file = files.entry(path.clone()).or_default();
            file.sizes |= shown_in_sizes;
            file.whole |= !shown_in_sizes;
        }
    };
    for placed in &site.pages {
        placed.links.targets.iter().for_each(&mut note);
        placed.links.references.values().flatten().for_each(&mut note);
    }
    for column in site.columns.iter() {
        column.targets.iter().for_each(&mut note);
    }
    for placed in &site.pages {
        for photo in &placed.links.photos {
            // An album shows every photo in sizes, whatever its format; a drawing has none.
            let drawn =
                site.assets[&photo.file].picture().is_none_or(|facts| facts.format == Format::Svg);
            let file = files.entry(photo.file.clone()).or_default();
            file.sizes |= !drawn;
            file.whole |= drawn;
            file.whole |= site.config.photos.originals;
        }
    }
    for path in site.assets.keys().filter(|path| path.starts_with("static/")) {
        files.entry(path.clone()).or_default().whole = true;
    }
    let owners: BTreeMap<&str, &str> = site
        .pages
        .iter()
        .filter(|placed| placed.page.owns_folder())
        .map(|placed| (placed.page.folder(), placed.path.as_str()))
        .collect();
    for (path, file) in &mut files {
        file.address = if path.starts_with("static/") {
            address::static_file(path)
        } else {
            let mut above = path.as_str();
            let mut owner = None;
            while let Some((folder, _)) = above.rsplit_once('/') {
                owner = owner.or_else(|| owners.get(folder).map(|address| (folder, *address)));
                above = folder;
            }
            address::file(path, owner, &site.columns)
        };
        check_file(path, &site.assets[path], site, problems);
    }
    files
}

/// Whether a picture is shown in several sizes: photos are; drawings and diagrams stay as drawn.
pub fn in_sizes(asset: &Asset) -> bool {
    asset.picture().is_some_and(|facts| matches!(facts.format, Format::Jpeg | Format::WebP))
}

/// What stands in the way of publishing a file.
fn check_file(path: &str, asset: &Asset, site: &Site, problems: &mut Vec<Problem>) {
    for found in crate::privacy::scan(path).into_iter().filter(|found| found.kind.is_certain()) {
        let detail = format!("文件名里有{}", found.kind.name());
        let problem = Problem::new(&diagnostic::PRIVATE_FIGURE, detail).in_file(path);
        problems.push(problem.mend(crate::page::RENAME));
    }
    for figure in &asset.figures {
        if let Some(problem) =
            crate::page::figure_problem(figure.kind, &figure.digits, &site.config)
        {
            problems.push(problem.at(path, figure.start..figure.end));
        }
    }
    match &asset.sort {
        Sort::Garbled => {
            problems.push(Problem::new(&diagnostic::ENCODING_UNKNOWN, "").in_file(path));
        }
        Sort::Office => {
            let name = path.rsplit('/').next().unwrap_or(path);
            let ending = Some(asset::extension(path)).filter(|ending| !ending.is_empty());
            let detail = format!("`{}`", ending.as_deref().unwrap_or(name));
            problems.push(Problem::new(&diagnostic::NOT_SCANNED, detail).in_file(path));
        }
        Sort::BadPicture(refusal) => problems.push(refused(path, refusal).in_file(path)),
        Sort::Picture(_) | Sort::Text | Sort::Other => {}
    }
}
