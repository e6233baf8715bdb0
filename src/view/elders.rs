//! The edition for old readers (长辈版): few pages in large print, with what they come for. It needs
//! no script; other pages are shown in large print by the script once a reader has been here.

use serde::Serialize;

use super::head::{Head, Subject, head};
use super::list::{Pager, page_count, pager, slice};
use super::{Catalogue, Entry, Main, TermLink, View, numbered, page, root_of, terms};
use crate::page::POLICY;
use crate::site::{PageId, Placed, Site};

/// What a page of this edition shows; pages of policies are the same `page` as elsewhere.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Elders {
    /// `home`, `policies` or `phones`.
    pub part: &'static str,
    /// On the home page the newest pages of all columns; on a list its policies, whose paths below
    /// `site.elders.folder` are those of this edition.
    pub items: Vec<Entry>,
    /// Where a list stands among its pages; `None` elsewhere.
    pub pager: Option<Pager>,
    /// On the home page the entrances by audience (我能享受什么).
    pub audiences: Vec<TermLink>,
    /// In the phone book whom to ask about each policy that is in force.
    pub phones: Vec<Phones>,
}

/// Where the edition's pages are, for those that lead to them: `site.elders`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Doors {
    /// The home page.
    pub home: &'static str,
    /// The first list of policies; empty where there is none.
    pub policies: String,
    /// The phone book (办事电话).
    pub phones: &'static str,
    /// The folder of the edition, with a slash at its end.
    pub folder: &'static str,
}

/// Whom to ask about one policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Phones {
    /// The policy's title.
    pub title: String,
    /// Its page in this edition.
    pub path: String,
    /// Consultation phones (咨询电话), at least one.
    pub numbers: Vec<String>,
}

/// One page of the edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Where it begins.
    Home,
    /// A page of the list of policies, from 1.
    Policies(usize),
    /// The phone book.
    Phones,
    /// A policy (政策解读).
    Policy(PageId),
}

/// Where the edition lies.
const FOLDER: &str = "zhangzhe/";

/// Where it begins.
const HOME: &str = "zhangzhe/index.html";

/// The list of policies.
const POLICIES: &str = "zhangzhe/policies";

/// The phone book.
const PHONES: &str = "zhangzhe/phones.html";

/// Where the edition's pages are.
pub fn doors(site: &Site) -> Doors {
    let has_policies = site.pages.iter().any(|placed| is_policy(placed));
    let policies = if has_policies { numbered(POLICIES, 1) } else { String::new() };
    Doors { home: HOME, policies, phones: PHONES, folder: FOLDER }
}

/// Every part that a site has, each with its path.
pub fn parts(site: &Site) -> impl Iterator<Item = (String, Part)> {
    let policies = policies(site);
    let lists = match policies.len() {
        0 => 0,
        total => page_count(total, site.config.lists.page_size),
    };
    [Part::Home, Part::Phones]
        .into_iter()
        .chain((1..=lists).map(Part::Policies))
        .chain(policies.into_iter().map(Part::Policy))
        .map(|part| (path(site, part), part))
}

fn path(site: &Site, part: Part) -> String {
    match part {
        Part::Home => HOME.to_owned(),
        Part::Policies(number) => numbered(POLICIES, number),
        Part::Phones => PHONES.to_owned(),
        Part::Policy(id) => format!("{FOLDER}{}", site.pages[id].path),
    }
}

/// The page of this edition for a reader of another page: of a policy or of a list of policies the
/// same, of all others the home page.
pub fn counterpart(site: &Site, column: usize, page: Option<PageId>) -> String {
    match page.map(|id| &site.pages[id]) {
        Some(placed) if is_policy(placed) => format!("{FOLDER}{}", placed.path),
        None if column != 0 && site.columns[column].kind.name == POLICY.name => {
            if site.pages.iter().any(|placed| is_policy(placed)) {
                numbered(POLICIES, 1)
            } else {
                HOME.to_owned()
            }
        }
        _ => HOME.to_owned(),
    }
}

fn is_policy(placed: &Placed) -> bool {
    placed.page.kind.name == POLICY.name
}

/// All policies (政策解读), newest first.
pub fn policies(site: &Site) -> Vec<PageId> {
    (0..site.pages.len()).filter(|&id| is_policy(&site.pages[id])).collect()
}

/// A page of the edition.
pub fn view(site: &Catalogue, part: Part) -> View {
    let path = path(site, part);
    if let Part::Policy(id) = part {
        return policy(site, id, &path);
    }
    let policies = site.policies();
    let size = site.config.lists.page_size;
    let (title, items) = match part {
        Part::Policies(number) => ("查政策", slice(policies, size, number)),
        Part::Phones => ("办事电话", &[][..]),
        _ => ("长辈版", &[][..]),
    };
    let newest: Vec<PageId> = (0..site.pages.len().min(site.config.lists.home)).collect();
    let is_home = part == Part::Home;
    let other = match part {
        Part::Policies(_) => policies.first().map_or("index.html".to_owned(), |&id| {
            numbered(&site.columns[site.pages[id].column].path, 1)
        }),
        _ => "index.html".to_owned(),
    };
    let subject = Subject { title, ..Subject::default() };
    let elders = Elders {
        part: match part {
            Part::Policies(_) => "policies",
            Part::Phones => "phones",
            _ => "home",
        },
        items: site.entries(if is_home { &newest } else { items }),
        pager: match part {
            Part::Policies(number) => Some(pager(POLICIES, policies.len(), size, number)),
            _ => None,
        },
        audiences: if is_home { terms::links(site, "audiences") } else { Vec::new() },
        phones: if part == Part::Phones { phones(site, policies) } else { Vec::new() },
    };
    whole(site, "elders.html", path, &subject, &other, Main::Elders(elders))
}

fn policy(site: &Catalogue, id: PageId, path: &str) -> View {
    let (subject, normal) = (page::subject(site, id), &site.pages[id].path);
    // The key facts and the text, and nothing else.
    let main = Main::Page(Box::new(page::document(site, id, path)));
    whole(site, "elders-page.html", path.to_owned(), &subject, normal, main)
}

/// A page whose counterpart is `other`. Search engines are led there, where the site's address is
/// known.
fn whole(
    site: &Catalogue,
    template: &str,
    path: String,
    subject: &Subject,
    other: &str,
    main: Main,
) -> View {
    let noindex = site.config.base().is_none();
    let subject = Subject { noindex, stands_for: Some(other), ..*subject };
    View {
        template: template.to_owned(),
        root: root_of(&path),
        column: String::new(),
        head: Head { edition: other.to_owned(), ..head(site, &path, &subject) },
        crumbs: Entry::list(&[]),
        main,
        path,
    }
}

fn phones(site: &Site, policies: &[PageId]) -> Vec<Phones> {
    let in_force = policies
        .iter()
        .map(|&id| &site.pages[id])
        .filter(|placed| !placed.page.outdated(site.today));
    in_force
        .map(|placed| Phones {
            title: placed.page.title.clone(),
            path: format!("{FOLDER}{}", placed.path),
            numbers: placed.page.values.list("consultation_phone").to_vec(),
        })
        .filter(|phones| !phones.numbers.is_empty())
        .collect()
}
