//! A page of items: a column's or a term's.

use serde::Serialize;

use super::head::{Subject, feed_of, head};
use super::{Catalogue, Entry, Link, Main, Period, TermLink, View, body, dates, numbered, root_of};
use crate::site::{ColumnId, PageId, Site, timeline};

/// One page of a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct List {
    /// The list's title: the column's or the term's name, with the year where it is for one.
    pub title: String,
    /// What the list is for; may be empty.
    pub description: String,
    /// The introduction from `_index.md` as HTML, on the first page alone; may be empty.
    pub content: String,
    /// `column`, or the taxonomy's name such as `categories`.
    pub of: &'static str,
    /// The kind of the column's pages (`gallery` shows albums); `article` for terms.
    pub kind: &'static str,
    /// This page's items, newest first, featured ones before them.
    pub items: Vec<Entry>,
    /// Where this page stands among the list's pages.
    pub pager: Pager,
    /// The years that the list has, newest first, each with its page: a column's date index, or a
    /// category's list of that year; empty for other taxonomies.
    pub years: Vec<Period>,
    /// Columns right below this one that have pages; terms have none.
    pub children: Vec<TermLink>,
    /// The list's Atom feed; empty without a `base_url` or where it has none.
    pub feed: String,
    /// A campaign that is over and kept for reading (已归档).
    pub archived: bool,
}

/// The pages of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pager {
    /// This page's number, from 1.
    pub number: usize,
    /// How many pages there are, at least 1.
    pub count: usize,
    /// How many items there are on all pages.
    pub total: usize,
    /// Path of the page before; empty on the first.
    pub previous: String,
    /// Path of the page after; empty on the last.
    pub next: String,
    /// First, last and neighbours, for direct access.
    pub pages: Vec<PagerLink>,
}

/// A numbered page of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct PagerLink {
    /// Its number, from 1.
    pub number: usize,
    /// Its path.
    pub path: String,
    /// It is the page itself.
    pub current: bool,
    /// Numbers are left out before it.
    pub gap: bool,
}

/// One page of a column's list.
pub fn column(site: &Catalogue, id: ColumnId, number: usize) -> View {
    let column = &site.columns[id];
    let path = numbered(&column.path, number);
    let pages = column.listed.as_slice();
    let size = page_size(site, id);
    let content = match &column.introduction {
        Some(introduction) if number == 1 => {
            body::fill(site, &path, &introduction.body, &column.targets)
        }
        _ => String::new(),
    };
    View {
        template: "column.html".to_owned(),
        root: root_of(&path),
        column: top_path(site, id),
        head: head(
            site,
            &path,
            &Subject {
                title: &numbered_title(&column.title, number),
                description: &column.description,
                column: id,
                ..Subject::default()
            },
        ),
        crumbs: site.trail(column.parent),
        main: Main::List(List {
            title: column.title.clone(),
            description: column.description.clone(),
            content,
            of: "column",
            kind: column.kind.name,
            items: site.entries(slice(pages, size, number)),
            pager: pager(&column.path, pages.len(), size, number),
            years: dates::years(site, id, None),
            children: column
                .children
                .iter()
                .map(|&child| &site.columns[child])
                .filter(|child| !child.pages.is_empty())
                .map(|child| TermLink {
                    title: child.title.clone(),
                    path: numbered(&child.path, 1),
                    count: child.pages.len(),
                })
                .collect(),
            feed: feed_of(site, id).unwrap_or_default(),
            archived: column.archived,
        }),
        path,
    }
}

/// One page of a term's list, of all years or of one.
pub fn term(
    site: &Catalogue,
    taxonomy: usize,
    term: usize,
    year: Option<i32>,
    number: usize,
) -> View {
    let found = &site.taxonomies[taxonomy];
    let title = &found.terms[term].title;
    let folder = term_list(site, taxonomy, term, year);
    let path = numbered(&folder, number);
    let pages = term_pages(site, taxonomy, term, year);
    let size = site.config.lists.page_size;
    let shown = match year {
        Some(year) => format!("{title}（{year}年）"),
        None => title.clone(),
    };
    let mut crumbs = vec![Link::new(found.title, numbered(found.name, 1))];
    if year.is_some() {
        crumbs.push(Link::new(title, numbered(&found.terms[term].folder, 1)));
    }
    View {
        template: "term.html".to_owned(),
        root: root_of(&path),
        column: String::new(),
        head: head(
            site,
            &path,
            &Subject {
                title: &numbered_title(&shown, number),
                noindex: number > 1,
                ..Subject::default()
            },
        ),
        crumbs: Entry::list(&crumbs),
        main: Main::List(List {
            title: shown,
            description: String::new(),
            content: String::new(),
            of: found.name,
            kind: "article",
            items: site.entries(slice(pages, size, number)),
            pager: pager(&folder, pages.len(), size, number),
            years: term_years(site, taxonomy, term, year),
            children: Vec::new(),
            feed: String::new(),
            archived: false,
        }),
        path,
    }
}

/// How many pages a list of `total` items has.
pub fn page_count(total: usize, size: usize) -> usize {
    total.div_ceil(size).max(1)
}

/// Items on a page of a column's list.
pub fn page_size(site: &Site, id: ColumnId) -> usize {
    site.columns[id].page_size.unwrap_or(site.config.lists.page_size)
}

/// The folder of a term's list, of all years or of one.
pub fn term_list(site: &Site, taxonomy: usize, term: usize, year: Option<i32>) -> String {
    let folder = &site.taxonomies[taxonomy].terms[term].folder;
    year.map_or(folder.clone(), |year| format!("{folder}/{year}"))
}

/// The pages of a term's list, of all years or of one.
pub fn term_pages(site: &Site, taxonomy: usize, term: usize, year: Option<i32>) -> &[PageId] {
    let found = &site.taxonomies[taxonomy].terms[term];
    match year {
        None => &found.pages,
        Some(year) => timeline::years(&found.months)
            .into_iter()
            .find(|(of, _)| *of == year)
            .map_or(&[], |(_, range)| &found.pages[range]),
    }
}

/// The years of a category, each with its list. Other taxonomies have no lists by year.
pub fn term_years(site: &Site, taxonomy: usize, term: usize, current: Option<i32>) -> Vec<Period> {
    let found = &site.taxonomies[taxonomy];
    if found.name != "categories" {
        return Vec::new();
    }
    timeline::years(&found.terms[term].months)
        .into_iter()
        .map(|(year, range)| Period {
            title: format!("{year}年"),
            path: numbered(&term_list(site, taxonomy, term, Some(year)), 1),
            count: range.len(),
            current: current == Some(year),
        })
        .collect()
}

/// The links from the home page down to a column.
pub fn trail(site: &Site, id: ColumnId) -> Vec<Link> {
    site.column_trail(id)
        .into_iter()
        .map(|id| &site.columns[id])
        .map(|column| Link::new(&column.title, numbered(&column.path, 1)))
        .collect()
}

/// The path of the top column above a column, for the navigation.
pub fn top_path(site: &Site, id: ColumnId) -> String {
    site.top_column(id).map_or(String::new(), |top| site.columns[top].path.clone())
}

fn numbered_title(title: &str, number: usize) -> String {
    if number > 1 { format!("{title}（第{number}页）") } else { title.to_owned() }
}

/// The items on one page of a list.
pub fn slice(pages: &[PageId], size: usize, number: usize) -> &[PageId] {
    let start = ((number - 1) * size).min(pages.len());
    &pages[start..(start + size).min(pages.len())]
}

/// How many numbers are shown on either side of the current one.
const NEIGHBOURS: usize = 2;

/// Where one page of a list stands among the others.
pub fn pager(folder: &str, total: usize, size: usize, number: usize) -> Pager {
    let count = page_count(total, size);
    let near = |other: usize| other == 1 || other == count || other.abs_diff(number) <= NEIGHBOURS;
    let shown: Vec<usize> = (1..=count).filter(|&other| near(other)).collect();
    let pages = shown
        .iter()
        .enumerate()
        .map(|(index, &other)| PagerLink {
            number: other,
            path: numbered(folder, other),
            current: other == number,
            gap: index > 0 && shown[index - 1] + 1 < other,
        })
        .collect();
    Pager {
        number,
        count,
        total,
        previous: if number > 1 { numbered(folder, number - 1) } else { String::new() },
        next: if number < count { numbered(folder, number + 1) } else { String::new() },
        pages,
    }
}

#[cfg(test)]
mod tests {
    use super::pager;

    #[test]
    fn long_lists_show_both_ends_and_the_neighbours() {
        let pager = pager("news", 200, 20, 5);
        let shown: Vec<(usize, bool)> =
            pager.pages.iter().map(|page| (page.number, page.gap)).collect();
        assert_eq!(
            shown,
            [(1, false), (3, true), (4, false), (5, false), (6, false), (7, false), (10, true)]
        );
        assert_eq!(
            (pager.previous.as_str(), pager.next.as_str()),
            ("news/page/4/index.html", "news/page/6/index.html")
        );
    }

    #[test]
    fn an_empty_list_has_one_page() {
        assert_eq!(pager("news", 0, 20, 1).count, 1);
    }
}
