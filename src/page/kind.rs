//! What sort of document a page is: a description that the whole program reads.
//!
//! A kind is a value, and the list of kinds is an argument: to add one, write its description in
//! one file, name it in [`Kinds::built_in`] (or hand it to [`Kinds::with`]), and give it a
//! template of its name. The keys, their Chinese names, `minsheng new`, the facts on the page and
//! the handbook's tables all follow from the description.

use super::field::{Field, Keys, PHOTO_FIELDS};
use super::{article, document, gallery, keys, news, policy};

/// A kind of document.
#[derive(Debug, PartialEq, Eq)]
pub struct Kind {
    /// Its name in front matter, and its template's: `policy` → `policy.html`.
    pub name: &'static str,
    /// Its Chinese name.
    pub title: &'static str,
    /// Its own keys, in the order in which a page shows them.
    pub fields: &'static [Field],
    /// A page of it without a date is an error (未注明信息发布时间的视为不更新).
    pub must_be_dated: bool,
    /// Its pages show the photos in their folder.
    pub album: bool,
    /// The text that a new page begins with.
    pub starter: &'static str,
}

/// The kinds that a site may use, each with the keys of its pages.
#[derive(Clone, Debug)]
pub struct Kinds {
    kinds: Vec<(&'static Kind, Keys)>,
    /// Those of all pages, columns and photos.
    keys: Keys,
}

impl Kinds {
    /// The kinds of this program. The first is what a page is where nothing is said.
    pub fn built_in() -> Self {
        Self::of(vec![
            &article::ARTICLE,
            &news::NEWS,
            &policy::POLICY,
            &document::DOCUMENT,
            &gallery::GALLERY,
        ])
    }

    fn of(kinds: Vec<&'static Kind>) -> Self {
        let shared = keys::COMMON.iter().chain(keys::COLUMN).chain(PHOTO_FIELDS);
        let keys = Keys::new(shared.chain(kinds.iter().flat_map(|kind| kind.fields)));
        let kinds = kinds.into_iter().map(|kind| (kind, Keys::new(kind.keys()))).collect();
        Self { kinds, keys }
    }

    /// The same with one more.
    #[must_use]
    pub fn with(self, kind: &'static Kind) -> Self {
        Self::of(self.iter().chain([kind]).collect())
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &'static Kind> + '_ {
        self.kinds.iter().map(|(kind, _)| *kind)
    }

    /// What a page is where nothing is said.
    pub fn fallback(&self) -> &'static Kind {
        self.kinds[0].0
    }

    /// The kind of a name in either language.
    pub fn find(&self, name: &str) -> Option<&'static Kind> {
        self.iter().find(|kind| kind.name.eq_ignore_ascii_case(name) || kind.title == name)
    }

    /// Whether any kind of document, or a column, has a key of this name.
    pub fn knows_key(&self, name: &str) -> bool {
        self.keys.find(name).is_some()
    }

    /// The keys of a page of a kind.
    pub fn keys(&self, kind: &Kind) -> &Keys {
        let found = self.kinds.iter().find(|(known, _)| known.name == kind.name);
        found.map_or(&self.keys, |(_, keys)| keys)
    }
}

impl Kind {
    /// All keys of a page of this kind: its own before the common ones, so that it may give a
    /// common name a narrower meaning.
    pub fn keys(&'static self) -> Vec<&'static Field> {
        self.fields.iter().chain(keys::COMMON).collect()
    }
}
