//! The policy explainer (政策解读): what a resident gets, and how to apply.

use super::field::{Field, Shape};
use super::kind::Kind;

/// 政策解读.
pub const POLICY: Kind = Kind {
    name: "policy",
    title: "政策解读",
    fields: &[
        Field {
            key: "document",
            names: &["文件名称"],
            shape: Shape::Text,
            note: "解读的是哪份文件",
        },
        Field {
            key: "document_number",
            names: &["文号", "发文字号"],
            shape: Shape::Text,
            note: "文件的文号，如 云政〔2026〕5号",
        },
        Field {
            key: "document_url",
            names: &["文件链接"],
            shape: Shape::Link,
            note: "站内文件写路径，如 ../documents/plan.md；站外写网址",
        },
        Field {
            key: "content", names: &["实施内容"], shape: Shape::Text, note: "这项政策做什么"
        },
        Field {
            key: "target", names: &["目标任务"], shape: Shape::Text, note: "今年做到多少"
        },
        Field {
            key: "standard", names: &["补助标准"], shape: Shape::Text, note: "补多少、怎么算"
        },
        Field {
            key: "conditions",
            names: &["申请条件"],
            shape: Shape::Text,
            note: "什么人可以申请",
        },
        Field {
            key: "procedure",
            names: &["办理流程", "申请程序"],
            shape: Shape::Text,
            note: "一步一步怎么办",
        },
        Field {
            key: "materials",
            names: &["办理材料"],
            shape: Shape::List,
            note: "要带的材料，如 身份证、户口簿",
        },
        Field {
            key: "time_limit",
            names: &["办理时限"],
            shape: Shape::Text,
            note: "多少个工作日办结",
        },
        Field {
            key: "service_place", names: &["办理地点"], shape: Shape::Text, note: "到哪里办"
        },
        Field {
            key: "service_hours",
            names: &["办理时间"],
            shape: Shape::Text,
            note: "什么时间办",
        },
        Field {
            key: "funding", names: &["资金来源"], shape: Shape::Text, note: "钱从哪里来"
        },
        Field {
            key: "lead_department",
            names: &["牵头单位"],
            shape: Shape::Text,
            note: "牵头的单位",
        },
        Field {
            key: "consultation_phone",
            names: &["咨询电话"],
            shape: Shape::Phone,
            note: "办公电话，不写个人手机",
        },
        Field {
            key: "supervision_phone",
            names: &["监督电话"],
            shape: Shape::Phone,
            note: "办公电话",
        },
    ],
    must_be_dated: true,
    album: false,
    starter: "## 政策是什么\n\n## 谁能享受\n\n## 怎么办理\n",
};
