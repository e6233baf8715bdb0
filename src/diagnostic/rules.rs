//! The table of all codes: what each stands for. The handbook explains every row, and a test
//! holds it to that.

use super::{Level, Rule};

macro_rules! rules {
    ($($(#[$doc:meta])* $name:ident = $level:ident $code:literal $title:literal, $mend:literal;)*) => {
        $($(#[$doc])* pub const $name: Rule = Rule {
            code: $code, level: Level::$level, title: $title, mend: $mend,
        };)*

        /// Every rule, in the order of the codes.
        pub const RULES: &[&Rule] = &[$(&$name),*];
    };
}

rules! {
    // 01: front matter.
    /// A page begins without front matter.
    FRONT_MATTER_MISSING = Error "MS0101" "文件开头没有找到前置信息", "在第一行写 `---`，接着写 `标题：` `日期：` 等，再用一行 `---` 结束";
    /// The front matter cannot be read as YAML.
    FRONT_MATTER_BROKEN = Error "MS0102" "前置信息写法有误", "";
    /// A date in a spelling that is not known, or a day that does not exist.
    DATE_UNREADABLE = Error "MS0103" "日期写法无法识别", "";
    /// A kind that must be dated has no date.
    DATE_MISSING = Error "MS0104" "缺少日期", "加一行 `日期：` 写明发布日期；程序不会代填日期";
    /// A date after today without a `publish` time.
    DATE_FUTURE = Error "MS0105" "日期晚于今天", "改正日期；若要定时发布，另加一行 `发布时间：`";
    /// A key that no kind knows.
    KEY_UNKNOWN = Warning "MS0106" "不认识的项目", "";
    /// One key twice.
    KEY_TWICE = Error "MS0107" "同一项目写了两次", "只保留一处";
    /// A value of the wrong shape.
    VALUE_WRONG = Error "MS0108" "项目的内容不合要求", "";
    /// No title.
    TITLE_MISSING = Error "MS0109" "缺少标题", "加一行 `标题：`";
    /// No source.
    SOURCE_MISSING = Warning "MS0110" "缺少来源", "加一行 `来源：`，写发布单位或转载出处";
    /// The front matter is never closed.
    FRONT_MATTER_OPEN = Error "MS0111" "前置信息没有结束", "在前置信息之后加一行 `---`";
    /// A kind that does not exist.
    KIND_UNKNOWN = Error "MS0112" "没有这种类型", "";
    /// A document number that does not look like one (GB/T 9704).
    DOCUMENT_NUMBER_ODD = Warning "MS0113" "文号不像规范写法", "规范写法如 `云政〔2026〕5号`：六角括号、四位年份、不加“第”字";
    /// A text file in another encoding.
    ENCODING_OLD = Warning "MS0114" "文件不是 UTF-8 编码，已照常读取", "用记事本打开，选“另存为”，编码选 UTF-8";
    /// A text file in no known encoding.
    ENCODING_UNKNOWN = Error "MS0115" "文件编码无法识别", "用记事本打开，选“另存为”，编码选 UTF-8；若打开是乱码，请找原稿";

    // 02: text, links, pictures.
    /// A link to a page or file of the site that does not exist.
    LINK_DEAD = Error "MS0201" "链接的页面或文件不存在", "";
    /// A picture that does not exist.
    IMAGE_MISSING = Error "MS0202" "图片不存在", "";
    /// A picture without alternative text.
    ALT_MISSING = Warning "MS0203" "图片缺少替代文字", "写一句话说明图中是什么，供看不见图片的人听读";
    /// HTML that is not allowed was removed.
    HTML_REMOVED = Warning "MS0204" "不允许的 HTML 已去掉", "用 Markdown 的写法代替；脚本、样式和内嵌网页一律不发布";
    /// A link of a scheme that is not allowed.
    LINK_SCHEME = Error "MS0205" "不允许的链接地址", "链接只能是站内路径、http、https、mailto 或 tel 开头的地址";
    /// An attachment that does not exist.
    ATTACHMENT_MISSING = Error "MS0206" "附件不存在", "";
    /// A file beside a page that no page refers to.
    FILE_UNUSED = Warning "MS0207" "文件没有被任何页面引用，未发布", "在正文中链接它，或写进 `附件：`；不再需要就删除";
    /// A link to a page that is not published now.
    LINK_UNPUBLISHED = Error "MS0208" "链接的页面现在没有发布", "等它发布后再链接，或去掉链接";
    /// A link to a heading that the page does not have.
    ANCHOR_MISSING = Warning "MS0209" "页面里没有这个位置", "改成只链接页面，或核对 `#` 后面的名称";
    /// A footnote to which nothing refers.
    FOOTNOTE_UNUSED = Warning "MS0210" "脚注没有被引用，未显示", "在正文里写上同名的 `[^…]`，或删去这条脚注";
    /// Markdown with a mark of the wrong width or a missing space, printed as it stands.
    MARKUP_NEAR = Warning "MS0211" "像是 Markdown 写法，但差一点，会原样显示", "";

    // 03: paths, addresses, columns.
    /// Two outputs at one path.
    ADDRESS_TWICE = Error "MS0301" "两处内容的网址相同", "";
    /// A reserved name.
    NAME_RESERVED = Error "MS0302" "这个名称是程序留用的", "";
    /// A file name that Windows refuses.
    NAME_REFUSED = Error "MS0303" "文件名在 Windows 上不能用", "改名：不要用 < > : \" | ? * 和反斜杠，末尾不要有空格或句点，也不要叫 con、prn、aux、nul、com1、lpt1 这类设备名";
    /// Two names that differ only in case.
    NAME_CASE = Error "MS0304" "两个文件名只有大小写不同", "改掉其中一个，否则在 Windows 上会互相覆盖";
    /// A symbolic link out of the site, or in a circle.
    LINK_OUTSIDE = Error "MS0305" "快捷链接不能用", "把文件复制进来，不要用链接";
    /// `index.md` beside `_index.md`.
    INDEX_BOTH = Error "MS0306" "同一文件夹里既有 index.md 又有 _index.md", "`index.md` 表示整个文件夹是一篇文章，`_index.md` 表示它是栏目，只留一个";
    /// A page inside a page's folder.
    PAGE_INSIDE_PAGE = Error "MS0307" "文章文件夹里还有别的文章", "把它移到栏目文件夹，或把 index.md 改名为 _index.md";
    /// A near-miss of an existing term.
    TERM_NEAR = Warning "MS0308" "与已有的名称只差一点", "";
    /// An alias that is not a path from the site's root.
    ALIAS_WRONG = Error "MS0309" "旧网址写法有误", "从网站根开始写，如 `/news/old.html`，只用英文字母、数字和 - _ . ~，不能含 `..`";
    /// A slug that cannot be an address.
    SLUG_WRONG = Error "MS0310" "网址名写法有误", "只用小写英文字母、数字和连字符，如 `yibao-jiaofei`";
    /// A file or folder that cannot be read.
    FILE_UNREADABLE = Error "MS0311" "文件无法读取", "看看文件是否被别的程序占用，或权限是否正确";
    /// A folder without `site.toml` or without `content`.
    CONTENT_MISSING = Error "MS0312" "这里不是网站文件夹", "在有 site.toml 的文件夹里运行，或用 --root 指明；新建站点用 `minsheng init 文件夹`";
    /// A page's file whose ending or fixed name is not in small letters.
    NAME_CAPITAL = Error "MS0313" "文件名要用小写", "";

    // 04: privacy.
    /// A complete ID number, mobile number or bank card.
    PRIVATE_FIGURE = Error "MS0401" "含有不得公开的个人信息", "去掉号码，或只留前两位和后两位，中间用 * 代替";
    /// A figure that may identify a person.
    PRIVATE_DOUBT = Warning "MS0402" "可能含有个人信息", "核对原件；若是身份证号，中间至少遮住 8 位";
    /// A landline outside the list of office numbers.
    LANDLINE = Warning "MS0403" "固定电话不在办公电话表中", "若是办公电话，加进 site.toml 里 [privacy] 下的 `office_phones`；若是住宅电话，请去掉";
    /// An office file that is not looked into.
    NOT_SCANNED = Warning "MS0404" "附件未作隐私检查", "发布前请人工核对其中有没有身份证号、手机号、银行卡号，包括隐藏的行列";

    // 05: photos.
    /// HEIC or the like.
    PHOTO_HEIC = Error "MS0501" "图片格式浏览器打不开", "";
    /// A picture that cannot be read.
    PHOTO_UNREADABLE = Error "MS0502" "图片无法读取", "";
    /// A picture too large to be opened safely.
    PHOTO_TOO_LARGE = Error "MS0503" "图片尺寸过大", "用看图软件把长边缩到 8000 像素以内再放进来";
    /// A gallery without photos.
    PHOTOS_NONE = Warning "MS0504" "图集里没有照片", "把照片放进这篇文章的文件夹";
    /// A caption for a photo that is not there.
    PHOTO_UNKNOWN = Warning "MS0505" "说明所指的照片不存在", "核对照片的文件名；照片要和 图说.txt 放在同一个文件夹";

    // 06: the theme.
    /// A template with an error.
    TEMPLATE_BROKEN = Error "MS0601" "模板有错误", "请懂模板的人看看箭头所指的地方；把这个文件移出 themes，就改用自带的模板";
    /// A theme that does not exist.
    THEME_MISSING = Error "MS0602" "没有这个主题", "在 themes 文件夹里建立同名文件夹，或把 site.toml 的 `theme` 改为 `default`";
    /// A theme's settings that cannot be used.
    THEME_SETTINGS = Error "MS0603" "主题的 theme.toml 写法有误", "只能写 `photo_widths = [800]`，宽度在 16 到 8000 之间";
    /// What a header, footer or style sheet of the county's portal may not hold.
    FRAME_REMOVED = Warning "MS0604" "县政府网站的页头、页脚或样式里有不能用的内容，已去掉", "脚本、内嵌网页、写在标签里的样式都不能用；样式写进 `style` 指定的文件，图片放进 static 文件夹，地址以 / 开头";

    // 07: site.toml.
    /// `site.toml` cannot be read.
    CONFIG_BROKEN = Error "MS0701" "site.toml 写法有误", "";
    /// A key that `site.toml` does not have.
    CONFIG_UNKNOWN = Error "MS0702" "site.toml 里不认识的项目", "";
    /// No `base_url`.
    BASE_URL_MISSING = Warning "MS0703" "site.toml 没有 base_url，未生成 sitemap.xml、订阅和绝对网址", "知道网站地址后，写上 `base_url = \"https://……/\"`";
    /// A value of `site.toml` that cannot be used.
    CONFIG_VALUE = Error "MS0704" "site.toml 的内容不合要求", "";

    // 08: publishing.
    /// An output folder that belongs to someone else.
    OUTPUT_FOREIGN = Error "MS0801" "输出文件夹里有不是本程序生成的文件，没有动它", "换一个空文件夹（--output），或自行清空它再运行";
    /// A file that cannot be written.
    OUTPUT_BLOCKED = Error "MS0802" "文件无法写入", "看看磁盘是否已满、文件是否被别的程序打开、有没有同名的文件夹，然后再运行一次";
    /// Another build is at work in the folder.
    OUTPUT_BUSY = Error "MS0803" "另一个生成正在进行", "等它结束；若确定没有，删除输出文件夹里的 .minsheng-lock 再运行";
    /// The output lies inside the content or the other way round.
    OUTPUT_INSIDE = Error "MS0804" "输出文件夹与站点的文件夹重叠", "不写 --output，就生成到站点文件夹的 public 里；要另选，请选 content、static、themes 之外的空文件夹，也不能是站点文件夹本身";
    /// An output folder whose ledger cannot be read.
    OUTPUT_RECORD = Error "MS0805" "输出文件夹里的生成记录损坏了，没有动它", "确认输出文件夹里没有自己放的文件，把它整个删除，再运行一次，会重新生成";

}

/// A rule is written down as its code.
pub(super) mod by_code {
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serializer};

    use super::{RULES, Rule};

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands over a reference to the field"
    )]
    pub(in super::super) fn serialize<S: Serializer>(
        rule: &&'static Rule,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        out.serialize_str(rule.code)
    }

    pub(in super::super) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<&'static Rule, D::Error> {
        let code = String::deserialize(from)?;
        RULES
            .iter()
            .copied()
            .find(|rule| rule.code == code)
            .ok_or_else(|| D::Error::custom("unknown code"))
    }
}
