//! 民生驿站: where residents ask, who is there to answer, and when.

use minsheng::page::{Field, Kind, Shape};

/// 民生驿站.
pub const STATION: Kind = Kind {
    name: "station",
    title: "民生驿站",
    fields: &[
        Field { key: "place", names: &["地点"], shape: Shape::Text, note: "驿站在哪里" },
        Field {
            key: "keeper",
            names: &["管理员岗位"],
            shape: Shape::Text,
            note: "写岗位，不写姓名",
        },
        Field {
            key: "service_hours",
            names: &["服务时间"],
            shape: Shape::Text,
            note: "如 周一至周五 8:30—17:30",
        },
        Field {
            key: "opened", names: &["开放日期"], shape: Shape::Date, note: "从哪一天起开放"
        },
        Field {
            key: "consultation_phone",
            names: &["咨询电话"],
            shape: Shape::Phone,
            note: "办公电话，不写个人手机",
        },
    ],
    must_be_dated: true,
    album: false,
    starter: "在这里写驿站提供哪些服务，每月哪几天有人现场答疑。\n",
};
