//! The plain document: notices, views, records, whatever has no fields of its own.

use super::kind::Kind;

/// 文章.
pub const ARTICLE: Kind = Kind {
    name: "article",
    title: "文章",
    fields: &[],
    must_be_dated: false,
    album: false,
    starter: "在这里写正文。段与段之间空一行，小标题前加 `## `。\n",
};
