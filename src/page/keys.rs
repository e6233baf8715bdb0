//! The keys that every kind of document has, in the order in which a new file shows them.

use super::field::{Field, Shape};

/// Keys of every document.
pub const COMMON: &[Field] = &[
    Field { key: "title", names: &["标题"], shape: Shape::Text, note: "标题，必填" },
    Field {
        key: "subtitle", names: &["副标题", "副题"], shape: Shape::Text, note: "副标题"
    },
    Field {
        key: "date",
        names: &["日期", "发布日期"],
        shape: Shape::Date,
        note: "发布日期，如 2026-04-12 或 2026年4月12日 9:30",
    },
    Field {
        key: "updated", names: &["更新日期"], shape: Shape::Date, note: "内容改动的日期"
    },
    Field {
        key: "source",
        names: &["来源", "信息来源", "发布单位"],
        shape: Shape::Text,
        note: "发布单位或转载出处",
    },
    Field {
        key: "source_url",
        names: &["原文链接", "外链", "link"],
        shape: Shape::Link,
        note: "转载时原文的网址",
    },
    Field {
        key: "author", names: &["作者", "撰稿", "供稿"], shape: Shape::Text, note: "作者"
    },
    Field {
        key: "editor", names: &["责任编辑", "编辑"], shape: Shape::Text, note: "责任编辑"
    },
    Field { key: "reviewer", names: &["审核"], shape: Shape::Text, note: "审核人" },
    Field {
        key: "summary",
        names: &["摘要", "description"],
        shape: Shape::Text,
        note: "一两句话的摘要；不写就从正文截取",
    },
    Field {
        key: "kind",
        names: &["类型", "栏目类型"],
        shape: Shape::Text,
        note: "与栏目不同时才写",
    },
    Field {
        key: "categories",
        names: &["分类", "category"],
        shape: Shape::List,
        note: "如 医疗保障、社会救助",
    },
    Field {
        key: "tags", names: &["标签"], shape: Shape::List, note: "如 宣传月、入户走访"
    },
    Field {
        key: "keywords", names: &["关键词"], shape: Shape::List, note: "供搜索引擎用的关键词"
    },
    Field {
        key: "audience",
        names: &["面向人群", "受益对象"],
        shape: Shape::List,
        note: "如 老年人、务工人员",
    },
    Field {
        key: "villages",
        names: &["村", "村（社区）", "村居", "village"],
        shape: Shape::List,
        note: "涉及的村（社区）",
    },
    Field {
        key: "departments",
        names: &["责任单位", "部门", "department"],
        shape: Shape::List,
        note: "如 社会事务办",
    },
    Field {
        key: "draft", names: &["草稿"], shape: Shape::Flag, note: "是 表示还没写完，不发布"
    },
    Field {
        key: "publish",
        names: &["发布时间", "上线时间"],
        shape: Shape::Date,
        note: "到这一天才发布",
    },
    Field {
        key: "expire",
        names: &["下线时间", "下线日期"],
        shape: Shape::Date,
        note: "从这一天起不再显示",
    },
    Field {
        key: "valid_until",
        names: &["有效期至"],
        shape: Shape::Date,
        note: "过了这一天仍显示，但提示已过有效期",
    },
    Field {
        key: "featured", names: &["置顶"], shape: Shape::Flag, note: "是 表示排在最前"
    },
    Field {
        key: "weight",
        names: &["排序"],
        shape: Shape::Number,
        note: "同一天的文章，数小的在前",
    },
    Field {
        key: "cover", names: &["封面"], shape: Shape::Files, note: "封面图片的文件名"
    },
    Field {
        key: "slug",
        names: &["网址名"],
        shape: Shape::Text,
        note: "网址里用的英文名；不写就用文件名",
    },
    Field {
        key: "aliases",
        names: &["旧网址"],
        shape: Shape::List,
        note: "原来的网址，如 /old/a.html，会自动转到新网址",
    },
    Field {
        key: "attachments", names: &["附件"], shape: Shape::Files, note: "附件的文件名"
    },
    Field {
        key: "projects", names: &["相关项目"], shape: Shape::List, note: "相关的民生项目"
    },
];

/// Keys of a column's `_index.md`.
pub const COLUMN: &[Field] = &[
    Field { key: "title", names: &["标题"], shape: Shape::Text, note: "栏目名称" },
    Field {
        key: "description",
        names: &["说明"],
        shape: Shape::Text,
        note: "栏目设置的目的和主要内容",
    },
    Field {
        key: "keywords", names: &["关键词"], shape: Shape::List, note: "供搜索引擎用的关键词"
    },
    Field {
        key: "kind",
        names: &["栏目类型", "类型"],
        shape: Shape::Text,
        note: "article、news、policy、document 或 gallery",
    },
    Field {
        key: "weight", names: &["排序"], shape: Shape::Number, note: "数小的栏目在前"
    },
    Field {
        key: "freshness",
        names: &["更新周期"],
        shape: Shape::Text,
        note: "如 14天、1个月、6个月；不定期写 无",
    },
    Field {
        key: "page_size",
        names: &["每页条数"],
        shape: Shape::Number,
        note: "列表每页显示的条数",
    },
    Field {
        key: "archived",
        names: &["已归档"],
        shape: Shape::Flag,
        note: "是 表示活动已结束，只供查阅",
    },
    Field {
        key: "slug",
        names: &["网址名"],
        shape: Shape::Text,
        note: "网址里用的英文名；不写就用文件夹名",
    },
    Field {
        key: "draft", names: &["草稿"], shape: Shape::Flag, note: "是 表示整个栏目还不发布"
    },
];
