//! What has been drawn once, for all pages that show it again.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::hash::{Hash, Hasher};

use rustc_hash::FxBuildHasher;
use serde::Serialize;
use tera::{Context, Value};

use super::Theme;
use crate::fingerprint::Fingerprint;
use crate::threads::EachThread;
use crate::view::drawing::ROOT;
use crate::view::{Drawing, Entry, Row};

/// Drawings by what they are made of, but for rows, which entries keep themselves.
#[derive(Debug)]
pub struct Drawn(EachThread<Shelf>);

/// What every page shows. A thread has its own of it: counting who holds a value that all threads
/// share would take each page longer than drawing the few of them twice.
#[derive(Debug)]
struct Shelf {
    site: Value,
    ready: HashMap<Fingerprint, Entry, FxBuildHasher>,
    wholes: HashMap<Key, Value, FxBuildHasher>,
}

/// All that a drawing depends on, besides the theme and the site.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    template: &'static str,
    /// The length of `root`.
    depth: usize,
    of: Fingerprint,
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.of.leading() ^ self.depth as u64);
    }
}

/// The bytes that a row takes, roughly.
const ROW: usize = 640;

/// What is to be drawn for a page.
pub struct Order<'a> {
    /// How the site looks.
    pub theme: &'a Theme,
    /// The page's own.
    pub root: &'a str,
    /// What to draw.
    pub drawing: &'a Drawing,
}

impl Drawn {
    /// Nothing drawn yet, of a site that `site` tells, once for each thread.
    pub fn new(mut site: impl FnMut() -> Value) -> Self {
        let shelf =
            || Shelf { site: site(), ready: HashMap::default(), wholes: HashMap::default() };
        Self(EachThread::new(shelf))
    }

    /// What all pages share.
    pub fn site(&self) -> Value {
        self.0.own().site.clone()
    }

    /// A value that many pages have alike, made ready once.
    pub fn ready(&self, value: &impl Serialize) -> Entry {
        let print = Fingerprint::of(value);
        let make = || Entry::with_print(value, print);
        self.0.own().ready.entry(print).or_insert_with(make).clone()
    }

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
        let Some(kind) = order.drawing.row else { return self.whole(order, of.next()) };
        let fits_all = order.theme.fits_all.contains(order.drawing.template);
        // Terms are counted only while they are drawn; a page has a few short ones.
        let mut rows = String::with_capacity(of.size_hint().0.max(4) * ROW);
        for entry in of {
            let row = if fits_all { self.row(order, kind, entry)? } else { None };
            match row {
                Some(row) => row.put(order.root, &mut rows),
                None => rows.push_str(self.whole(order, Some(entry))?.as_str().unwrap_or_default()),
            }
        }
        Ok(Value::safe_string(&rows))
    }

    fn whole(&self, order: &Order, entry: Option<&Entry>) -> Result<Value, tera::Error> {
        let key = Key::new(order, entry);
        if let Some(known) = self.0.own().wholes.get(&key) {
            return Ok(known.clone());
        }
        let drawn = self.render(order, order.root, entry)?;
        let value = Value::safe_string(&text(&drawn));
        self.0.own().wholes.insert(key, value.clone());
        Ok(value)
    }

    /// The row of an entry. A page of a large site has one in some fifteen lists, and drawing it
    /// anew for each would cost more than all the rest of them.
    fn row<'e>(
        &self,
        order: &Order,
        kind: usize,
        entry: &'e Entry,
    ) -> Result<Option<&'e Row>, tera::Error> {
        let kept = entry.row(kind);
        if let Some(row) = kept.get() {
            return Ok(row.as_ref());
        }
        let drawn = self.render(order, ROOT, Some(entry))?;
        Ok(kept.get_or_init(|| Row::of(&text(&drawn))).as_ref())
    }

    fn render(
        &self,
        order: &Order,
        root: &str,
        entry: Option<&Entry>,
    ) -> Result<Vec<u8>, tera::Error> {
        let mut context = Context::new();
        // Dots and slashes need no escaping, nor does what stands for them.
        context.insert_value("root", Value::safe_string(root));
        context.insert_value("site", self.site());
        let value = entry.map_or_else(Value::none, |entry| entry.value().clone());
        context.insert_value(order.drawing.of, value);
        let mut drawn = Vec::with_capacity(ROW);
        order.theme.write(order.drawing.template, &context, &mut drawn)?;
        Ok(drawn)
    }
}

/// What the engine writes is text, but only looking through it gives it as such; the engine's own
/// look takes several times as long.
fn text(drawn: &[u8]) -> Cow<'_, str> {
    encoding_rs::UTF_8.decode_without_bom_handling(drawn).0
}

impl Key {
    fn new(order: &Order, entry: Option<&Entry>) -> Self {
        let (template, depth) = (order.drawing.template, order.root.len());
        let of = entry.map_or_else(|| Fingerprint::of_made(&[]), Entry::print);
        Self { template, depth, of }
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

    use super::fits_all;

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
        let rows = crate::view::DRAWINGS.iter().filter(|drawing| drawing.row.is_some());
        for drawing in rows {
            assert!(fits_all(drawing.template, &texts), "{}", drawing.template);
        }
    }
}
