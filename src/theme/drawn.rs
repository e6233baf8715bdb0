//! What has been drawn once, for all pages that show it again.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rustc_hash::FxBuildHasher;
use tera::{Context, Value};

use super::{Shared, Theme};
use crate::fingerprint::Fingerprint;
use crate::view::{Drawing, Entry};

/// Drawings by what they are made of. A page of a large site has a row in some fifteen lists, and
/// drawing it anew for each would cost more than all the rest of them.
#[derive(Debug, Default)]
pub struct Drawn {
    /// In several maps, so that threads seldom wait for each other.
    texts: [Mutex<Texts>; 32],
}

/// Drawn text, as templates take it.
type Texts = HashMap<Key, Value, FxBuildHasher>;

/// All that a drawing depends on, besides the theme and the site.
#[derive(Debug, PartialEq, Eq)]
struct Key {
    template: &'static str,
    /// How long `root` is, which is `../` as often as needed.
    root: usize,
    of: Fingerprint,
}

impl Hash for Key {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.of.leading() ^ self.root as u64);
    }
}

impl Drawn {
    /// The drawings of some values on a page with this `root`, one after another.
    ///
    /// # Errors
    ///
    /// The engine's, where the small template asks for something that it is not given.
    pub fn draw<'e>(
        &self,
        theme: &Theme,
        shared: &Shared,
        root: &str,
        drawing: &Drawing,
        of: impl IntoIterator<Item = &'e Entry>,
    ) -> Result<Value, tera::Error> {
        let drawn = of.into_iter().map(|entry| self.one(theme, shared, root, drawing, entry));
        let mut drawn: Vec<Value> = drawn.collect::<Result<_, _>>()?;
        if drawn.len() == 1 {
            return Ok(drawn.remove(0));
        }
        let texts: Vec<&str> = drawn.iter().filter_map(Value::as_str).collect();
        Ok(Value::safe_string(&texts.concat()))
    }

    fn one(
        &self,
        theme: &Theme,
        shared: &Shared,
        root: &str,
        drawing: &Drawing,
        entry: &Entry,
    ) -> Result<Value, tera::Error> {
        let key = Key { template: drawing.template, root: root.len(), of: entry.print() };
        if let Some(known) = self.of(&key).get(&key) {
            return Ok(known.clone());
        }
        let mut context = Context::new();
        context.insert("root", root);
        context.insert_value("site", shared.site.clone());
        context.insert_value(drawing.of, entry.value().clone());
        let text = Value::safe_string(&theme.tera.render(drawing.template, &context)?);
        self.of(&key).insert(key, text.clone());
        Ok(text)
    }

    fn of(&self, key: &Key) -> MutexGuard<'_, Texts> {
        let at = key.of.leading() >> 59;
        self.texts[at as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }
}
