//! What has been drawn once, for all pages that show it again.

use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use memchr::memmem::Finder;
use rustc_hash::FxBuildHasher;
use tera::{Context, Value};

use super::{Shared, Theme};
use crate::fingerprint::Fingerprint;
use crate::view::{Drawing, Entry};

/// Drawings by what they are made of. A page of a large site has a row in some fifteen lists, and
/// drawing it anew for each would cost more than all the rest of them.
#[derive(Debug)]
pub struct Drawn {
    /// Several, so that threads seldom wait for each other.
    shelves: [Mutex<Shelf>; 32],
    /// A search for [`ROOT`] that is made ready once.
    root: Finder<'static>,
}

impl Default for Drawn {
    fn default() -> Self {
        Self { shelves: Default::default(), root: Finder::new(ROOT) }
    }
}

/// Some of the drawings.
#[derive(Debug, Default)]
struct Shelf {
    /// Those that a page has one of, as templates take them.
    wholes: HashMap<Key, Value, FxBuildHasher>,
    rows: HashMap<Key, Row, FxBuildHasher>,
}

/// A drawing that a page has many of: its text, with [`ROOT`] where `root` is to stand. A search of
/// so short a text is quicker than a look at a list of places elsewhere in memory.
#[derive(Debug)]
struct Row(Box<str>);

/// All that a drawing depends on, besides the theme and the site.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    template: &'static str,
    /// How often `root` goes up; `None` where it stands in the text as it is, so that one drawing
    /// does for all depths.
    depth: Option<u16>,
    of: Fingerprint,
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.of.leading() ^ u64::from(self.depth.unwrap_or_default()));
    }
}

/// Stands for `root` in a row. No text of a page comes to it: there, `<` is escaped.
const ROOT: &str = "<//root>";

/// The bytes that a row takes, roughly.
const ROW: usize = 640;

/// What is to be drawn for a page.
pub struct Order<'a> {
    /// How the site looks.
    pub theme: &'a Theme,
    /// What its pages share.
    pub shared: &'a Shared,
    /// The page's own.
    pub root: &'a str,
    /// What to draw.
    pub drawing: &'a Drawing,
}

impl Drawn {
    /// The drawings of some values, one after another.
    ///
    /// # Errors
    ///
    /// The engine's, where the small template asks for something that it is not given.
    pub fn draw<'e>(
        &self,
        order: &Order,
        of: impl IntoIterator<Item = &'e Entry>,
    ) -> Result<Value, tera::Error> {
        let mut of = of.into_iter();
        if !order.drawing.is_row {
            let nothing = || Ok(Value::safe_string(""));
            return of.next().map_or_else(nothing, |entry| self.whole(order, entry));
        }
        let fits_all = order.theme.fits_all.contains(order.drawing.template);
        // Terms are counted only while they are drawn; a page has a few short ones.
        let mut rows = String::with_capacity(of.size_hint().0.max(4) * ROW);
        for entry in of {
            self.row(&mut rows, order, fits_all, entry)?;
        }
        Ok(Value::safe_string(&rows))
    }

    fn whole(&self, order: &Order, entry: &Entry) -> Result<Value, tera::Error> {
        let key = Key::new(order, false, entry);
        if let Some(known) = self.shelf(&key).wholes.get(&key) {
            return Ok(known.clone());
        }
        let text = Value::safe_string(&order.render(order.root, entry)?);
        self.shelf(&key).wholes.insert(key, text.clone());
        Ok(text)
    }

    /// Appends a row.
    fn row(
        &self,
        rows: &mut String,
        order: &Order,
        fits_all: bool,
        entry: &Entry,
    ) -> Result<(), tera::Error> {
        let key = Key::new(order, fits_all, entry);
        if let Some(known) = self.shelf(&key).rows.get(&key) {
            known.write(&self.root, order.root, rows);
            return Ok(());
        }
        let row = Row(order.render(if fits_all { ROOT } else { order.root }, entry)?.into());
        row.write(&self.root, order.root, rows);
        self.shelf(&key).rows.insert(key, row);
        Ok(())
    }

    fn shelf(&self, key: &Key) -> MutexGuard<'_, Shelf> {
        let at = key.of.leading() >> 59;
        self.shelves[at as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Order<'_> {
    fn render(&self, root: &str, entry: &Entry) -> Result<String, tera::Error> {
        let mut context = Context::new();
        // Dots and slashes need no escaping, nor does what stands for them.
        context.insert_value("root", Value::safe_string(root));
        context.insert_value("site", self.shared.site.clone());
        context.insert_value(self.drawing.of, entry.value().clone());
        self.theme.tera.render(self.drawing.template, &context)
    }
}

impl Key {
    fn new(order: &Order, fits_all: bool, entry: &Entry) -> Self {
        Self {
            template: order.drawing.template,
            depth: (!fits_all).then(|| u16::try_from(order.root.len() / 3).unwrap_or(u16::MAX)),
            of: entry.print(),
        }
    }
}

impl Row {
    /// Appends it with `root` wherever `find` finds that it is to stand.
    fn write(&self, find: &Finder, root: &str, out: &mut String) {
        let mut written = 0;
        for at in find.find_iter(self.0.as_bytes()) {
            out.extend([&self.0[written..at], root]);
            written = at + ROOT.len();
        }
        out.push_str(&self.0[written..]);
    }
}

/// Whether a template, with all that it includes, does nothing with `root` but print it: then one
/// drawing fits pages at all depths, with their own `root` put in. In doubt it does not. No template
/// may include itself, which the engine makes sure of.
pub fn fits_all(name: &str, texts: &BTreeMap<&str, &str>) -> bool {
    let Some(text) = texts.get(name) else { return false };
    let prints = |at: usize, word: &str| {
        let before = text[..at].trim_end().trim_end_matches('-');
        let after = text[at + word.len()..].trim_start().trim_start_matches('-');
        before.ends_with("{{") && after.starts_with("}}")
    };
    let included = |at: usize, word: &str| {
        let quoted = text[at + word.len()..].trim_start().strip_prefix('"');
        quoted.and_then(|rest| rest.split_once('"')).is_some_and(|(name, _)| fits_all(name, texts))
    };
    let calls = |at: usize, open: &str| {
        text[at + open.len()..].trim_start_matches('-').trim_start().starts_with('<')
    };
    // What is printed into a block that is a value, or a component's, may be asked about there.
    !["extends", "import", "endset", "filter", "__tera_context"].iter().any(|w| text.contains(w))
        && !["{{", "{%"].iter().any(|open| text.match_indices(open).any(|(at, _)| calls(at, open)))
        && text.match_indices("root").all(|(at, word)| prints(at, word))
        && text.match_indices("include").all(|(at, word)| included(at, word))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::{Finder, ROOT, Row, fits_all};

    #[test]
    fn a_row_is_put_together_for_any_depth() {
        let text = format!("<a href=\"{ROOT}a.html\">甲</a><img src=\"{ROOT}a.jpg\">");
        let row = Row(text.into());
        let at = |root: &str| {
            let mut out = String::new();
            row.write(&Finder::new(ROOT), root, &mut out);
            out
        };
        assert_eq!(at(""), "<a href=\"a.html\">甲</a><img src=\"a.jpg\">");
        assert_eq!(at("../"), "<a href=\"../a.html\">甲</a><img src=\"../a.jpg\">");
    }

    #[test]
    fn a_template_that_asks_about_root_is_drawn_for_each_depth() {
        let fits = |text: &str| {
            let others = [("fits", "{{ root }}"), ("asks", "{% if root %}甲{% endif %}")];
            fits_all("this", &others.into_iter().chain([("this", text)]).collect())
        };
        for text in ["甲", "{{ root }}{{- root -}}{{root}}", "{% include \"fits\" %}"] {
            assert!(fits(text), "{text}");
        }
        for text in [
            "{% if root == \"\" %}甲{% endif %}",
            "{{ root | length }}",
            "{{ root ~ \"甲\" }}",
            "{% set up = root %}{{ up }}",
            "{% include \"asks\" %}",
            "{% include \"missing\" %}",
            "{% include [\"fits\"] %}",
            "{% extends \"fits\" %}",
            "{{ __tera_context }}",
            "{% set up %}{{ root }}{% endset %}{{ up | length }}",
            "{% filter upper %}{{ root }}{% endfilter %}",
            "{% <card> %}{{ root }}{% </card> %}",
            "{{- <card up={root} /> }}",
        ] {
            assert!(!fits(text), "{text}");
        }
        assert!(!fits_all("missing", &BTreeMap::new()));
    }

    #[test]
    fn the_built_in_rows_fit_all_depths() {
        let read = |name: &'static str| {
            Some((name.strip_prefix("templates/")?, crate::theme::built_in(name)?))
        };
        let texts = crate::theme::built_in_names().filter_map(read).collect();
        let rows = crate::view::DRAWINGS.iter().filter(|drawing| drawing.is_row);
        for drawing in rows {
            assert!(fits_all(drawing.template, &texts), "{}", drawing.template);
        }
    }
}
