//! The policy document (政策文件) with the data of its official record.

use super::field::{Field, Shape};
use super::kind::Kind;

/// 政策文件: linked both ways with its explainers (国办发〔2016〕80号).
pub const DOCUMENT: Kind = Kind {
    name: "document",
    title: "政策文件",
    fields: &[
        Field {
            key: "document_number",
            names: &["文号", "发文字号"],
            shape: Shape::Text,
            note: "如 云政〔2026〕5号",
        },
        Field {
            key: "index_number",
            names: &["索引号"],
            shape: Shape::Text,
            note: "信息公开索引号",
        },
        Field { key: "issuer", names: &["发布机构"], shape: Shape::Text, note: "发文机关" },
        Field {
            key: "issued", names: &["成文日期"], shape: Shape::Date, note: "文件落款的日期"
        },
        Field {
            key: "validity", names: &["效力"], shape: Shape::Text, note: "有效、废止或失效"
        },
    ],
    must_be_dated: true,
    album: false,
    starter: "在这里写文件全文。\n",
};
