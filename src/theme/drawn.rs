//! What has been drawn once, for all pages that show it again.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use rustc_hash::FxBuildHasher;
use tera::Context;

use super::{Shared, Theme};
use crate::fingerprint::Fingerprint;
use crate::view::{Drawing, Entry};

/// Drawings by what they are made of. A page of a large site has a row in some fifteen lists, and
/// drawing it anew for each would cost more than all the rest of them.
#[derive(Debug, Default)]
pub struct Drawn {
    /// In several maps, so that threads seldom wait for each other.
    texts: [Mutex<HashMap<Key, Arc<str>, FxBuildHasher>>; 32],
}

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
    ) -> Result<String, tera::Error> {
        let mut all = String::with_capacity(8 << 10);
        for entry in of {
            let key = Key { template: drawing.template, root: root.len(), of: entry.print() };
            let known = self.of(&key).get(&key).cloned();
            let text = if let Some(text) = known {
                text
            } else {
                let mut context = Context::new();
                context.insert("root", root);
                context.insert_value("site", shared.site.clone());
                context.insert_value(drawing.of, entry.value().clone());
                let text: Arc<str> = theme.tera.render(drawing.template, &context)?.into();
                self.of(&key).insert(key, text.clone());
                text
            };
            all.push_str(&text);
        }
        Ok(all)
    }

    fn of(&self, key: &Key) -> MutexGuard<'_, HashMap<Key, Arc<str>, FxBuildHasher>> {
        let at = key.of.leading() >> 59;
        self.texts[at as usize].lock().unwrap_or_else(PoisonError::into_inner)
    }
}
