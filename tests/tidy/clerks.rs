//! The keys of front matter, Chinese and English, as clerks type them.

/// A key in both languages.
pub type Pair = (&'static str, &'static str);

/// Of every document.
pub const COMMON: &[Pair] = &[
    ("标题", "title"),
    ("副标题", "subtitle"),
    ("日期", "date"),
    ("更新日期", "updated"),
    ("摘要", "summary"),
    ("摘要", "description"),
    ("栏目类型", "kind"),
    ("类型", "kind"),
    ("分类", "category"),
    ("标签", "tags"),
    ("关键词", "keywords"),
    ("面向人群", "audience"),
    ("受益对象", "audience"),
    ("村", "village"),
    ("村（社区）", "village"),
    ("村居", "village"),
    ("责任单位", "department"),
    ("部门", "department"),
    ("来源", "source"),
    ("作者", "author"),
    ("责任编辑", "editor"),
    ("编辑", "editor"),
    ("审核", "reviewer"),
    ("草稿", "draft"),
    ("发布时间", "publish"),
    ("下线时间", "expire"),
    ("有效期至", "valid_until"),
    ("置顶", "featured"),
    ("排序", "weight"),
    ("封面", "cover"),
    ("网址名", "slug"),
    ("旧网址", "aliases"),
    ("附件", "attachments"),
    ("相关项目", "projects"),
    ("原文链接", "外链"),
];

/// Of a column.
pub const COLUMN: &[Pair] = &[
    ("标题", "title"),
    ("说明", "description"),
    ("关键词", "keywords"),
    ("栏目类型", "kind"),
    ("排序", "weight"),
    ("更新周期", "freshness"),
    ("每页条数", "page_size"),
    ("已归档", "archived"),
];

/// Of a policy document.
pub const DOCUMENT: &[Pair] = &[
    ("文号", "document_number"),
    ("发文字号", "document_number"),
    ("成文日期", "issued"),
    ("发布机构", "issuer"),
    ("索引号", "index_number"),
    ("效力", "validity"),
];

/// Of a policy explainer.
pub const POLICY: &[Pair] = &[
    ("文件名称", "document"),
    ("文号", "document_number"),
    ("发文字号", "document_number"),
    ("文件链接", "document_url"),
    ("实施内容", "content"),
    ("目标任务", "target"),
    ("补助标准", "standard"),
    ("申请条件", "conditions"),
    ("办理流程", "procedure"),
    ("申请程序", "procedure"),
    ("办理材料", "materials"),
    ("办理时限", "time_limit"),
    ("办理地点", "service_place"),
    ("办理时间", "service_hours"),
    ("资金来源", "funding"),
    ("牵头单位", "lead_department"),
    ("咨询电话", "consultation_phone"),
    ("监督电话", "supervision_phone"),
];

/// Of one photo of an album.
pub const PHOTO: &[Pair] = &[
    ("地点", "place"),
    ("图片说明", "caption"),
    ("替代文字", "alt"),
    ("摄影", "photographer"),
    ("拍摄日期", "taken"),
    ("已征得同意", "consent"),
];

/// Of a piece of news.
pub const NEWS: &[Pair] = &[("地点", "place"), ("参加单位", "units")];

/// Of an album.
pub const GALLERY: &[Pair] = &[("地点", "place"), ("摄影", "photographer"), ("照片", "photos")];
