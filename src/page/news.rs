//! News of the work (工作动态): what was done, where, by whom.

use super::field::{Field, Shape};
use super::kind::Kind;

/// 工作动态.
pub const NEWS: Kind = Kind {
    name: "news",
    title: "工作动态",
    fields: &[
        Field { key: "place", names: &["地点"], shape: Shape::Text, note: "活动地点" },
        Field {
            key: "units",
            names: &["参加单位"],
            shape: Shape::List,
            note: "参加的单位，如 镇民生办、卫生院",
        },
    ],
    must_be_dated: true,
    album: false,
    starter: "在这里写正文。先写时间、地点、谁做了什么，再写经过和效果。\n",
};
