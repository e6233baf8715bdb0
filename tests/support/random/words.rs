//! The words of random sites: few, so that names meet again, and many of one length.

pub const TITLES: &[&str] = &[
    "医保缴费说明",
    "医保报销指南",
    "养老服务通知",
    "农村道路通车",
    "街头宣传活动",
    "入户走访记录",
    "重庆务工招聘",
    "会计培训报名",
    "“群众话民生”征文启事",
    "办好10件实事",
    "老年食堂&小饭桌",
];

pub const CATEGORIES: &[&str] = &["医疗保障", "养老服务", "教育资助", "就业创业", "法律援助"];

pub const TAGS: &[&str] = &["宣传月", "走访月", "培训", "义诊", "问答", "民生驿站"];

pub const AUDIENCES: &[&str] = &["老年人", "残疾人", "务工人员", "农户"];

pub const VILLAGES: &[&str] = &["柳塘村", "石桥村", "枫林村", "云溪社区"];

pub const DEPARTMENTS: &[&str] = &["镇民生办", "财政分局", "人社所", "卫生院"];

/// Days around the one for which the site is built, so that some are still to come.
pub const DAYS: &[&str] = &[
    "2024-03-08",
    "2025-11-01",
    "2025-12-31",
    "2026-01-05",
    "2026-04-02",
    "2026-10-01",
    "2026-10-24",
    "2026-10-25",
    "2026-11-01",
    "2026-11-10",
    "2026-11-23",
    "2026-11-24",
];

/// Days on which something appears or disappears.
pub const TURNS: &[&str] =
    &["2026-10-20", "2026-11-20", "2026-11-24", "2026-11-25", "2026-12-01", "2027-01-01"];

/// File names: several come out as one address, and some take names that indexes need.
pub const NAMES: &[&str] = &[
    "a",
    "b",
    "c",
    "d",
    "e",
    "2026-10-24-xuanchuan",
    "宣传日",
    "重庆",
    "会计",
    "xuanchuanri",
    "date",
];

/// Folders that columns are made of; the later ones are rare.
pub const COLUMNS: &[&str] = &[
    "news",
    "policy",
    "documents",
    "gallery",
    "notices",
    "notices/village",
    "notices/village/liutang",
    "通知",
    "gallery/old",
    "tags",
];

pub const SENTENCES: &[&str] = &[
    "镇民生办组织志愿者到村里讲解政策，发放明白纸。",
    "群众问得最多的是怎么缴、怎么报、找谁办。",
    "张*三、李*四等人参加，电话 138****1234。",
    "符合条件的，**每人每月75元**，按月发放。",
    "详见 <b>附件</b>，{{ 折扣 }} 不执行。",
    "2026. 这是年份，不是列表。",
    "　　从WPS粘贴来的一段。",
];

pub const BLOCKS: &[&str] = &[
    "## 怎么办理\n\n1. 申请\n2. 审核\n3. 发放\n",
    "## 谁能享受\n\n| 对象 | 标准 |\n|:--|--:|\n| 老人 | 75元 |\n",
    "### 带什么材料\n\n- [x] 身份证\n- [ ] 户口簿\n",
    "> [!NOTE]\n> 以文件为准。\n",
    "脚注[^1]在这里。\n\n[^1]: 见《示例县办法》。\n",
    "```\n电话登记表\n```\n",
];
