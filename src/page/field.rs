//! The keys of front matter: their names in both languages, and the shape of their values.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::date::Moment;

/// One key that front matter may have.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// The English key, by which code and templates know it.
    pub key: &'static str,
    /// The Chinese keys, the usual one first.
    pub names: &'static [&'static str],
    /// What its value must be.
    pub shape: Shape,
    /// What an editor writes here, in a few words, for a new file and the handbook.
    pub note: &'static str,
}

/// The keys that some front matter may have.
#[derive(Clone, Debug)]
pub struct Keys {
    fields: Vec<&'static Field>,
    /// Every name of each in both languages, the short ones first: most that are compared with one
    /// that is looked for differ from it in length already.
    names: Vec<(&'static str, &'static Field)>,
}

impl Keys {
    /// Of two fields with the same name, the first is meant by it.
    pub fn new(fields: impl IntoIterator<Item = &'static Field>) -> Self {
        let fields: Vec<&'static Field> = fields.into_iter().collect();
        let named = |field: &&'static Field| {
            let field = *field;
            field.names.iter().copied().chain([field.key]).map(move |name| (name, field))
        };
        let mut names: Vec<(&'static str, &'static Field)> =
            fields.iter().flat_map(named).collect();
        names.sort_by_key(|(name, _)| order(name));
        names.dedup_by_key(|(name, _)| *name);
        Self { fields, names }
    }

    /// All of them, in their order.
    pub fn iter(&self) -> impl Iterator<Item = &'static Field> + '_ {
        self.fields.iter().copied()
    }

    /// The field that goes by a name in either language; English ones in any case.
    pub fn find(&self, name: &str) -> Option<&'static Field> {
        let name = name.trim();
        let exactly = |name: &str| {
            let at = self.names.binary_search_by_key(&order(name), |(name, _)| order(name)).ok()?;
            Some(self.names[at].1)
        };
        exactly(name).or_else(|| exactly(&name.to_ascii_lowercase()))
    }
}

/// What names are sorted by. Of two that are as long, how they end mostly tells already.
fn order(name: &str) -> (usize, u64, &str) {
    let bytes = name.as_bytes();
    (name.len(), bytes.last_chunk().map_or(0, |end| u64::from_ne_bytes(*end)), name)
}

/// The shape of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Text of one or more paragraphs.
    Text,
    /// Several short texts, typed with `、` between them or as a YAML list.
    List,
    /// Office phone numbers.
    Phone,
    /// A day, with or without a time.
    Date,
    /// 是 or 否.
    Flag,
    /// A whole number.
    Number,
    /// A page or file of the site, or an absolute address.
    Link,
    /// Files beside the page.
    Files,
    /// Photos beside the page with what is said of each.
    Photos,
}

/// A value that has been read.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of [`Shape::Text`]; paragraphs are separated by a newline.
    Text(String),
    /// Of [`Shape::List`] and [`Shape::Phone`].
    List(Vec<String>),
    /// Of [`Shape::Date`].
    Date(Moment),
    /// Of [`Shape::Flag`].
    Flag(bool),
    /// Of [`Shape::Number`].
    Number(i64),
    /// Of [`Shape::Link`] and [`Shape::Files`].
    References(Vec<Reference>),
    /// Of [`Shape::Photos`].
    Photos(Vec<PhotoNote>),
}

impl Value {
    /// Whether another value says the same; where it stands in its file does not count.
    fn says(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::References(mine), Self::References(theirs)) => {
                let said = |of: &Reference| (of.target.clone(), of.title.clone());
                mine.iter().map(said).eq(theirs.iter().map(said))
            }
            (Self::Photos(mine), Self::Photos(theirs)) => {
                let said = |of: &PhotoNote| PhotoNote { span: 0..0, ..of.clone() };
                mine.iter().map(said).eq(theirs.iter().map(said))
            }
            (mine, theirs) => mine == theirs,
        }
    }
}

/// A page or file that front matter names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// As written: a path or an absolute address.
    pub target: String,
    /// What visitors read instead of the file's name; may be empty.
    pub title: String,
    /// Bytes in the file's text.
    pub span: Range<usize>,
}

/// What an editor says of one photo.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PhotoNote {
    /// The file's name beside the page.
    pub file: String,
    /// Caption (图片说明).
    pub caption: String,
    /// Alternative text (替代文字).
    pub alt: String,
    /// Photographer (摄影).
    pub photographer: String,
    /// The day it was taken (拍摄日期).
    pub taken: Option<Moment>,
    /// Where it was taken (地点).
    pub place: String,
    /// Persons in it have agreed (已征得同意).
    pub consent: bool,
    /// Bytes in the file's text.
    pub span: Range<usize>,
}

/// The keys of one photo's entry.
pub const PHOTO_FIELDS: &[Field] = &[
    Field {
        key: "file", names: &["文件", "文件名"], shape: Shape::Text, note: "照片的文件名"
    },
    Field {
        key: "caption",
        names: &["图片说明", "说明"],
        shape: Shape::Text,
        note: "事由、时间、地点、人物",
    },
    Field {
        key: "alt",
        names: &["替代文字"],
        shape: Shape::Text,
        note: "图中是什么，供看不见图片的人听读",
    },
    Field { key: "photographer", names: &["摄影"], shape: Shape::Text, note: "摄影者" },
    Field { key: "taken", names: &["拍摄日期"], shape: Shape::Date, note: "拍摄日期" },
    Field { key: "place", names: &["地点"], shape: Shape::Text, note: "拍摄地点" },
    Field {
        key: "consent",
        names: &["已征得同意"],
        shape: Shape::Flag,
        note: "照片中的人是否同意公开",
    },
];

/// The keys of one attachment's entry, where it is not just a file's name.
pub const FILE_FIELDS: &[Field] = &[
    Field {
        key: "file", names: &["文件", "文件名"], shape: Shape::Text, note: "附件的文件名"
    },
    Field {
        key: "title", names: &["标题", "名称"], shape: Shape::Text, note: "显示的名称"
    },
];

/// The values of one document by English key, each with its place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Values {
    /// Sorted by key. A document has a dozen or two, which a list holds in a third of the room of
    /// a map and finds as fast.
    said: Vec<Said>,
    /// Keys whose values could not be read, which has been told.
    misread: BTreeSet<&'static str>,
    /// Keys without a value, with the places of their names.
    empty: BTreeMap<&'static str, Range<usize>>,
}

/// A key of front matter with its value and where that stands.
#[derive(Clone, Debug, PartialEq)]
struct Said {
    key: &'static str,
    value: Value,
    /// Bytes in the file's text.
    span: Range<usize>,
}

impl Values {
    /// No values yet, with room for so many.
    pub fn with_room(keys: usize) -> Self {
        Self { said: Vec::with_capacity(keys), ..Self::default() }
    }

    /// Keeps a value, in the place of the one before it.
    pub fn set(&mut self, key: &'static str, value: Value, span: Range<usize>) {
        let said = Said { key, value, span };
        match self.said.binary_search_by_key(&key, |said| said.key) {
            Ok(at) => self.said[at] = said,
            Err(at) => self.said.insert(at, said),
        }
    }

    fn find(&self, key: &str) -> Option<&Said> {
        // Most keys differ from it in their length or in how they begin, which is soon seen.
        let begins = |text: &str| text.as_bytes().first().copied();
        self.said.iter().find(|said| begins(said.key) == begins(key) && said.key == key)
    }

    /// Whether two documents say the same under all keys but some, wherever it stands in them.
    pub fn equal_but(&self, other: &Self, keys: &[&str]) -> bool {
        let matters = |said: &&Said| !keys.contains(&said.key);
        let mut theirs = other.said.iter().filter(matters);
        let is_alike = |mine: &Said| {
            theirs
                .next()
                .is_some_and(|other| mine.key == other.key && mine.value.says(&other.value))
        };
        self.said.iter().filter(matters).all(is_alike) && theirs.next().is_none()
    }

    /// Keeps in mind that a key is there, though its value could not be read.
    pub fn set_misread(&mut self, key: &'static str) {
        self.misread.insert(key);
    }

    /// Whether a key is there with a value that could not be read.
    pub fn is_misread(&self, key: &str) -> bool {
        self.misread.contains(key)
    }

    /// Keeps in mind that a key is there without a value.
    pub fn set_empty(&mut self, key: &'static str, name: Range<usize>) {
        self.empty.entry(key).or_insert(name);
    }

    /// Where the name of a key stands that has no value.
    pub fn empty(&self, key: &str) -> Option<Range<usize>> {
        self.empty.get(key).cloned().filter(|_| self.find(key).is_none())
    }

    /// A value of any shape.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.find(key).map(|said| &said.value)
    }

    /// Where a value stands in the file's text.
    pub fn span(&self, key: &str) -> Option<Range<usize>> {
        self.find(key).map(|said| said.span.clone())
    }

    /// A text; empty where there is none.
    pub fn text(&self, key: &str) -> &str {
        match self.get(key) {
            Some(Value::Text(text)) => text,
            _ => "",
        }
    }

    /// A list; empty where there is none.
    pub fn list(&self, key: &str) -> &[String] {
        match self.get(key) {
            Some(Value::List(list)) => list,
            _ => &[],
        }
    }

    /// A date.
    pub fn date(&self, key: &str) -> Option<Moment> {
        match self.get(key) {
            Some(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }

    /// A flag; false where there is none.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.get(key), Some(Value::Flag(true)))
    }

    /// A whole number.
    pub fn number(&self, key: &str) -> Option<i64> {
        match self.get(key) {
            Some(Value::Number(number)) => Some(*number),
            _ => None,
        }
    }

    /// References to pages and files; empty where there is none.
    pub fn references(&self, key: &str) -> &[Reference] {
        match self.get(key) {
            Some(Value::References(references)) => references,
            _ => &[],
        }
    }

    /// What is said of photos; empty where there is nothing.
    pub fn photos(&self, key: &str) -> &[PhotoNote] {
        match self.get(key) {
            Some(Value::Photos(photos)) => photos,
            _ => &[],
        }
    }

    /// All references of all keys.
    pub fn all_references(&self) -> impl Iterator<Item = (&'static str, &Reference)> {
        self.said.iter().flat_map(|said| {
            let references: &[Reference] = match &said.value {
                Value::References(references) => references,
                _ => &[],
            };
            references.iter().map(|reference| (said.key, reference))
        })
    }
}
