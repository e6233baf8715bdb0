//! A rendered body: HTML text with slots that only someone who knows the site can fill.

use std::ops::Range;

use super::plain::plain;

/// HTML with slots. It never changes once made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Body {
    html: String,
    slots: Vec<Slot>,
}

/// A place in the HTML that waits for its target.
#[derive(Clone, Debug, PartialEq)]
pub struct Slot {
    at: usize,
    /// What the slot stands for.
    pub target: Target,
}

/// A link or an image as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Link or image.
    pub kind: TargetKind,
    /// The address as written, its entities decoded.
    pub url: String,
    /// The title, empty when there is none.
    pub title: String,
    /// For an image its plain alternative text, for a link empty.
    pub alt: String,
    /// The bytes of the text that hold the link or image.
    pub span: Range<usize>,
}

/// What a [`Target`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// The slot stands inside `<a>`, before its `>`: fill it with attributes, each after a space.
    Link,
    /// The slot stands for the whole image: fill it with any markup.
    Image,
}

impl Body {
    /// A body of HTML and slots in their order.
    pub(super) fn new(html: &str, slots: Vec<Slot>) -> Self {
        // A copy of the right size: a site's bodies are most of what a build holds in memory, and
        // one that shrinks in its place keeps the room that it was written in.
        Self { html: html.to_owned(), slots }
    }

    /// Every link and image, in the order of the page.
    pub fn targets(&self) -> impl Iterator<Item = &Target> {
        self.slots.iter().map(|slot| &slot.target)
    }

    /// Where a piece of the HTML first stands.
    pub(super) fn find(&self, piece: &str) -> Option<usize> {
        memchr::memmem::find(self.html.as_bytes(), piece.as_bytes())
    }

    /// Whether there is nothing to show.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.html.is_empty() && self.slots.is_empty()
    }

    /// Appends the text without its markup, each block on a line; slots are left empty.
    pub fn plain(&self, out: &mut String) {
        plain(&self.html, out);
    }

    /// The HTML with each slot filled by what `f` appends for its target.
    pub fn fill(&self, mut f: impl FnMut(&Target, &mut String)) -> String {
        let mut out = String::with_capacity(self.html.len() + 64 * self.slots.len());
        let mut done = 0;
        for slot in &self.slots {
            out.push_str(&self.html[done..slot.at]);
            f(&slot.target, &mut out);
            done = slot.at;
        }
        out.push_str(&self.html[done..]);
        out
    }
}

impl Slot {
    /// A slot at a byte offset of the HTML.
    pub(super) fn new(at: usize, target: Target) -> Self {
        Self { at, target }
    }
}
