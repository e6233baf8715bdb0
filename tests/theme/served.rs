//! Every value that templates are given, from the sites of the tests and the repository's own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use minsheng::cache::Cache;
use minsheng::live::{self, Live};
use minsheng::page::Kinds;
use minsheng::publish::Matter;
use minsheng::view::{Drawing, Entry, PartSink, portal};
use serde::Serialize;
use serde_json::Value;

use crate::reference::{Field, Type};
use crate::support::{self, Scratch};

/// A page: its template, and the values that the template is given by their names.
pub struct Served {
    /// The site and the page.
    pub place: String,
    pub template: String,
    pub values: BTreeMap<&'static str, Value>,
}

impl PartSink for Served {
    fn part<T: Serialize + ?Sized>(&mut self, name: &'static str, value: &T) {
        self.values.insert(name, serde_json::to_value(value).expect("plain data"));
    }

    fn following<T: Serialize>(
        &mut self,
        name: &'static str,
        value: impl FnOnce() -> T,
        _: &[&Drawing],
    ) {
        self.part(name, &value());
    }

    /// Drawings are made of parts that are served already.
    fn drawing<'e>(&mut self, _: &Drawing, _: impl IntoIterator<Item = &'e Entry>) {}
}

/// Hands every page of every site to `look`.
pub fn each(mut look: impl FnMut(Served)) {
    // A new site has columns and no page yet.
    let new = Scratch::new()
        .write("content/news/_index.md", "---\n标题：工作动态\n说明：镇里做了什么\n---\n");
    let sites = support::tests().join("sites");
    let sites = support::cases("sites").into_iter().map(|name| sites.join(name));
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    for root in sites.chain([new.root().to_owned(), repository.to_owned()]) {
        let cache = tempfile::tempdir().expect("a folder");
        let options = live::Options {
            root: root.clone(),
            today: "2026-11-24".parse().ok(),
            drafts: false,
            kinds: Kinds::built_in(),
        };
        let Ok(mut listed) = live::list(&options) else { panic!("{}: site.toml", root.display()) };
        // Values do not depend on how a site looks.
        if listed.config.theme != "default" {
            "default".clone_into(&mut listed.config.theme);
            listed.tree.theme.clear();
        }
        let live = Live::read(options, listed, Cache::of(cache.path()), &|_, _, _| {});
        let live = live.unwrap_or_else(|told| panic!("{}: {told:?}", root.display()));
        let theme = live.maker().theme();
        let shared = portal::portal(live.site(), |name| theme.asset_path(name));
        for (path, output) in live.plan().outputs() {
            let (Matter::View(view), _) = live.maker().matter(path, output) else { continue };
            let place =
                format!("{}, {path}", root.strip_prefix(repository).unwrap_or(&root).display());
            let mut served =
                Served { place, template: view.template.clone(), values: BTreeMap::new() };
            view.parts(&mut served);
            served.part("site", &shared);
            look(served);
        }
    }
}

/// Compares served values with what the reference says of them.
pub struct Comparison<'r> {
    pub parts: &'r BTreeMap<String, Vec<Field>>,
    /// What does not fit, each with the first page that shows it.
    pub wrong: BTreeMap<String, String>,
    /// Every field that some page has, as `part.field`.
    pub filled: BTreeSet<String>,
}

impl Comparison<'_> {
    /// Notes what does not fit.
    pub fn fault(&mut self, what: String, place: &str) {
        self.wrong.entry(what).or_insert_with(|| place.to_owned());
    }

    /// A value that a template knows by a name; `of` is what it is a part of.
    pub fn field(&mut self, of: &str, field: &Field, value: &Value, place: &str) {
        let name = format!("{of}.{}", field.name);
        let absent = match value {
            Value::Null => "无",
            Value::String(text) if text.is_empty() => "空",
            Value::Array(list) if list.is_empty() => "空列表",
            Value::Object(map) if map.is_empty() => "空表",
            Value::Number(number) if number.as_u64() == Some(0) => "0",
            _ => {
                self.filled.insert(name.clone());
                return self.value(&name, &field.kind, value, place);
            }
        };
        if field.absent != absent {
            let told = &field.absent;
            self.fault(format!("{name}: 没有时 is {told}, and {absent} is served"), place);
        }
    }

    fn value(&mut self, name: &str, kind: &Type, value: &Value, place: &str) {
        match (kind, value) {
            (Type::Text, Value::String(_))
            | (Type::Number, Value::Number(_))
            | (Type::Flag, Value::Bool(_)) => {}
            (Type::List(of), Value::Array(list)) => {
                for value in list {
                    self.value(name, of, value, place);
                }
            }
            (Type::Table(of), Value::Object(map)) => {
                for value in map.values() {
                    self.value(name, of, value, place);
                }
            }
            (Type::Part(part), Value::Object(map)) => self.part(part, map, place),
            _ => {
                self.fault(format!("{name} is said to be {kind:?}, and is not"), place);
            }
        }
    }

    fn part(&mut self, part: &str, map: &serde_json::Map<String, Value>, place: &str) {
        let Some(fields) = self.parts.get(part) else {
            self.fault(format!("there is no table for {part}"), place);
            return;
        };
        for (name, value) in map {
            match fields.iter().find(|field| field.name == *name) {
                Some(field) => self.field(part, field, value, place),
                None => {
                    self.fault(format!("{part}.{name} is served and not named"), place);
                }
            }
        }
        for field in fields.iter().filter(|field| !map.contains_key(&field.name)) {
            self.fault(format!("{part}.{} is named and not served", field.name), place);
        }
    }
}
