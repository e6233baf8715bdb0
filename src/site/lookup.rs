//! Finds a number by a name, quickly. It cannot be walked through, so that no order of a hash ever
//! comes into an output.

use std::borrow::Borrow;
use std::hash::Hash;

use rustc_hash::{FxBuildHasher, FxHashMap};

/// Numbers by name.
#[derive(Clone, Debug)]
pub struct Lookup<K>(FxHashMap<K, usize>);

impl<K: Hash + Eq> Lookup<K> {
    /// No names yet, with room for so many.
    pub fn with_room(names: usize) -> Self {
        Self(FxHashMap::with_capacity_and_hasher(names, FxBuildHasher))
    }

    /// The number of a name.
    pub fn get<Q: Hash + Eq + ?Sized>(&self, name: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
    {
        self.0.get(name).copied()
    }

    /// The number of a name; a new name is given the next.
    pub fn number(&mut self, name: K) -> usize {
        let next = self.0.len();
        *self.0.entry(name).or_insert(next)
    }
}

impl<K> Default for Lookup<K> {
    fn default() -> Self {
        Self(FxHashMap::default())
    }
}

/// Names are numbered as they come.
impl<K: Hash + Eq> FromIterator<K> for Lookup<K> {
    fn from_iter<I: IntoIterator<Item = K>>(names: I) -> Self {
        Self(names.into_iter().zip(0..).collect())
    }
}
