//! What can be wrong with `site.toml`, in the editor's words.

use std::ops::Range;

use super::{Config, FILE, PERMALINK_WORDS};
use crate::diagnostic::{self, Problem};
use crate::slug;

/// All values that are read but cannot be used, each with its place.
pub(super) fn values(config: &Config, text: &str) -> Vec<Problem> {
    let broken = checks(config).into_iter().filter(|(_, fine, _)| !fine);
    broken
        .map(|(key, _, mend)| {
            let mut problem = Problem::new(&diagnostic::CONFIG_VALUE, format!("`{key}`"))
                .at(FILE, find_key(text, key))
                .mend(mend);
            problem.locate(text);
            problem
        })
        .collect()
}

/// What each value must fulfil: its key, whether it does, and how to mend it.
fn checks(config: &Config) -> Vec<(&'static str, bool, &'static str)> {
    let web = |url: &str| url.starts_with("http://") || url.starts_with("https://");
    let code = &config.portal.id_code;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let code_fits = code.is_empty()
        || (code.len() == 10 && (digits(code) || code.strip_prefix("bm").is_some_and(digits)));
    let plain_name =
        |name: &str| !name.is_empty() && !name.starts_with('.') && !name.contains(['/', '\\', ':']);
    let permalink = &config.permalink;
    // Two words side by side are still two; letters behind a word are a slip.
    let is_known = |word: &str| {
        let known = PERMALINK_WORDS.iter().find_map(|known| word.strip_prefix(known));
        known.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphabetic()))
    };
    let known_words = || permalink.split(':').skip(1).all(is_known);
    let literal = |name: &str| {
        let plain = name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~:".contains(&b));
        plain && (name.contains(':') || slug::is_file_name(name) && !name.starts_with('.'))
    };
    let last = permalink.rsplit('/').next().unwrap_or_default();
    let is_file = |base: &str| {
        let name = base.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        [".html", ".htm", ".shtml", ".php", ".jsp"].iter().any(|end| name.ends_with(end))
    };
    let entrances = [&config.portal.consult, &config.portal.service];
    vec![
        ("title", !config.title.trim().is_empty(), "写上站点名称，如 `title = \"云溪镇民生工程\"`"),
        (
            "base_url",
            config
                .base()
                .is_none_or(|base| web(base) && !base.contains(['?', '#']) && !is_file(base)),
            "写网站所在文件夹的完整地址，如 `https://www.example.cn/msgc/`，不带 index.html、? 和 #；不知道就删去这一行",
        ),
        ("zone", crate::date::zone(&config.zone).is_some(), "北京时间写 `zone = \"+08:00\"`"),
        ("theme", plain_name(&config.theme), "写 themes 下的文件夹名，如 `default`"),
        (
            "permalink",
            permalink.starts_with('/')
                && permalink.rsplit_once('.').is_some_and(|(_, end)| end == "html")
                && permalink.split('/').skip(1).all(|name| !name.is_empty() && literal(name))
                && known_words()
                && (last.contains(":slug") || last.contains(":id")),
            "以 / 开头、.html 结尾，最后一段含 :slug 或 :id，如 `/:column/:slug.html`；冒号用英文的，后面只能是 column、slug、year、month、day、id；此外只用英文字母、数字和 - _ . ~",
        ),
        ("id_code", code_fits, "网站标识码是 10 位数字，或 bm 加 8 位数字"),
        (
            "consult",
            entrances[0].as_ref().is_none_or(|e| web(&e.url)),
            "地址要以 http:// 或 https:// 开头",
        ),
        (
            "service",
            entrances[1].as_ref().is_none_or(|e| web(&e.url)),
            "地址要以 http:// 或 https:// 开头",
        ),
        (
            "conac",
            config.footer.conac.is_empty()
                || (config.footer.conac.len() == 32
                    && config.footer.conac.bytes().all(|b| b.is_ascii_hexdigit())),
            "党政机关网站标识只写网址中的 32 位字符",
        ),
        (
            "url",
            config.portal.url.is_empty()
                || web(&config.portal.url)
                    && !config.portal.url.contains(['"', '<', '>', '{', '}', ' ', '\n', '\r']),
            "地址要以 http:// 或 https:// 开头，里面没有引号、括号和空格",
        ),
        (
            if config.portal.header.is_empty() { "footer" } else { "header" },
            !config.portal.is_framed() || !config.portal.url.is_empty(),
            "用了县里的页头、页脚，就要在 [portal] 里写上县政府网站的网址，如 `url = \"https://www.example.gov.cn/\"`",
        ),
        (
            "term_slugs",
            config.term_slugs.values().all(|slug| slug::is_clean(slug)),
            "网址名只用小写英文字母、数字和连字符，如 `shili-2`",
        ),
        ("page_size", (1..=500).contains(&config.lists.page_size), "每页条数写 1 到 500"),
        ("summary", config.text.summary >= 20, "摘要字数至少 20"),
        ("words_per_minute", config.text.words_per_minute > 0, "写大于 0 的数"),
        (
            "widths",
            !config.photos.widths.is_empty()
                && config.photos.widths.is_sorted()
                && config.photos.widths.windows(2).all(|w| w[0] < w[1])
                && config.photos.widths.iter().all(|w| (16..=8000).contains(w)),
            "从小到大写像素宽度，如 `widths = [400, 1600]`",
        ),
    ]
}

/// What the library could not read, in the editor's language.
pub(super) fn unread(error: &toml::de::Error, text: &str) -> Problem {
    let message = error.message();
    let mut span = error.span().unwrap_or(0..0);
    let quoted = |at: usize| message.split('`').nth(at).unwrap_or_default();
    let problem = if message.starts_with("unknown field") {
        let unknown = quoted(1);
        let known = expected(message);
        let mend = belongs(unknown, text)
            .or_else(|| {
                diagnostic::nearest(unknown, known.iter().copied())
                    .map(|near| format!("是不是 `{near}`？"))
            })
            .unwrap_or_else(|| format!("这里可以写：{}", known.join("、")));
        Problem::new(&diagnostic::CONFIG_UNKNOWN, format!("`{unknown}`")).mend(mend)
    } else if message.starts_with("unknown variant") {
        Problem::new(&diagnostic::CONFIG_BROKEN, format!("不认识 `{}`", quoted(1)))
            .mend(format!("可以写：{}", expected(message).join("、")))
    } else if message.starts_with("missing field") {
        let missing = quoted(1);
        Problem::new(&diagnostic::CONFIG_BROKEN, format!("缺少 `{missing}`"))
            .mend(format!("加一行 `{missing} = \"……\"`"))
    } else if message.starts_with("invalid type") || message.starts_with("invalid value") {
        Problem::new(&diagnostic::CONFIG_BROKEN, "这里的值类型不对")
            .mend("文字要加英文双引号 \"\"，数字不加引号，是否写 true 或 false，多项写成 [\"甲\", \"乙\"]")
    } else if message.starts_with("duplicate key") {
        Problem::new(&diagnostic::CONFIG_BROKEN, "同一项写了两次").mend("只保留一处")
    } else {
        let (why, mend, place) = slip(text, span.start);
        span = place.unwrap_or(span);
        Problem::new(&diagnostic::CONFIG_BROKEN, why).mend(mend)
    };
    // What is missing from the whole file has no line.
    if message.starts_with("missing field") && span.start == 0 {
        return problem.in_file(FILE);
    }
    let mut problem = problem.at(FILE, span);
    problem.locate(text);
    problem
}

/// What is wrong in the line around a place that cannot be read: why, the mend, and where.
fn slip(text: &str, at: usize) -> (String, String, Option<Range<usize>>) {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let place = |part: &str| {
        let begin = start + (part.as_ptr().addr() - line.as_ptr().addr());
        Some(begin..begin + part.len())
    };
    let mut quoted = false;
    let odd = line.char_indices().find_map(|(at, c)| {
        quoted ^= c == '"';
        let (_, right) = FULL_WIDTH.iter().find(|(wrong, _)| *wrong == c).filter(|_| !quoted)?;
        Some((&line[at..at + c.len_utf8()], right))
    });
    if let Some((wrong, right)) = odd {
        let mend = format!("换成英文（半角）的 `{right}`");
        return (format!("这里用了中文（全角）的 `{wrong}`"), mend, place(wrong));
    }
    let (name, value) = line.split_once('=').unwrap_or((line, ""));
    let (name, value) = (name.trim(), value.trim());
    if name.starts_with(|c: char| !c.is_ascii()) {
        let mend = "名称用英文，如 `title = \"云溪镇民生工程\"`；有哪些名称，见手册的“网站设置”";
        return ("名称不能用中文".to_owned(), mend.to_owned(), place(name));
    }
    if value.starts_with(|c: char| c.is_alphabetic()) {
        let mend = "文字要加英文双引号，如 `\"文字\"`；是否写 `true` 或 `false`，不加引号";
        return ("这里的值没有加引号".to_owned(), mend.to_owned(), place(value));
    }
    let mend = "写成 `名称 = \"值\"`，等号和引号都用英文（半角）符号；文字里不能再有英文双引号";
    ("这里读不懂".to_owned(), mend.to_owned(), None)
}

/// Marks as a Chinese input method types them, and those that the file needs.
const FULL_WIDTH: [(char, char); 12] = [
    ('＝', '='),
    ('：', '='),
    ('“', '"'),
    ('”', '"'),
    ('＂', '"'),
    ('［', '['),
    ('］', ']'),
    ('【', '['),
    ('】', ']'),
    ('，', ','),
    ('、', ','),
    ('＃', '#'),
];

/// The names that the library's message offers in place of one that it does not know.
fn expected(message: &str) -> Vec<&str> {
    message.split('`').skip(3).step_by(2).collect()
}

/// Where a setting belongs that stands where it is not known: most often one that was added at the
/// end of the file, and so came under the last heading.
fn belongs(key: &str, text: &str) -> Option<String> {
    let top = settings("");
    let below = top.iter().find(|heading| settings(heading).iter().any(|known| known == key));
    if let Some(heading) = below {
        Some(if find_key(text, heading).is_empty() {
            format!("在文件末尾加一行 `[{heading}]`，`{key}` 写在它下面")
        } else {
            format!("`{key}` 要写在 `[{heading}]` 那一行的下面")
        })
    } else if top.iter().any(|known| known == key) {
        Some(format!("`{key}` 要写在文件开头，所有 `[……]` 的上面"))
    } else {
        None
    }
}

/// The settings that may stand under a heading, or before the first; none where it is no heading.
/// The reader itself is asked, so that there is no list to keep.
fn settings(heading: &str) -> Vec<String> {
    let opened = if heading.is_empty() { String::new() } else { format!("[{heading}]\n") };
    let Err(error) = toml::from_str::<Config>(&format!("{opened}\"?\" = 0")) else {
        return Vec::new();
    };
    let message = error.message();
    if !message.starts_with("unknown field") {
        return Vec::new();
    }
    expected(message).into_iter().map(str::to_owned).collect()
}

/// Where the line of a key begins and ends in the text of `site.toml`, or that of a section of the
/// name; nowhere where there is neither.
pub fn find_key(text: &str, key: &str) -> Range<usize> {
    let find = |is_it: &dyn Fn(&str) -> bool| {
        let mut start = 0;
        text.split_inclusive('\n').find_map(|line| {
            let place = start..start + line.trim_end().len();
            start += line.len();
            is_it(line.trim()).then_some(place)
        })
    };
    let sets =
        |line: &str| line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with('='));
    let opens = |line: &str| line == format!("[{key}]");
    find(&sets).or_else(|| find(&opens)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::parse;

    fn mend(lines: &str) -> String {
        let problems = parse(&format!("title = \"甲\"\n{lines}")).unwrap_err();
        assert_eq!(problems[0].rule.code, "MS0702", "{lines}");
        problems[0].mend.clone()
    }

    #[test]
    fn a_slip_is_named_with_what_was_meant() {
        assert_eq!(mend("base_ulr = \"https://a.cn\""), "是不是 `base_url`？");
    }

    #[test]
    fn a_setting_in_the_wrong_place_is_told_its_own() {
        let twice = "[look]\n[footer]\ncolor = \"#123456\"";
        assert_eq!(mend(twice), "`color` 要写在 `[look]` 那一行的下面");
        let alone = "color = \"#123456\"";
        assert_eq!(mend(alone), "在文件末尾加一行 `[look]`，`color` 写在它下面");
        let last = "[privacy]\nbase_url = \"https://a.cn/\"";
        assert_eq!(mend(last), "`base_url` 要写在文件开头，所有 `[……]` 的上面");
        assert!(mend("[footer]\nweather = 1").starts_with("这里可以写：host、"));
    }

    #[test]
    fn slips_of_an_input_method_are_named_where_they_are() {
        for (line, wrong, right) in [
            ("title＝\"甲\"", "＝", "="),
            ("title：\"甲\"", "：", "="),
            ("【footer】", "【", "["),
            ("keywords = [\"甲\"、\"乙\"]", "、", ","),
            ("title = “甲”", "“", "\""),
        ] {
            let problem = parse(line).unwrap_err().remove(0);
            let span = problem.place.and_then(|place| place.span).unwrap();
            assert_eq!(&line[span], wrong);
            assert_eq!(problem.mend, format!("换成英文（半角）的 `{right}`"));
        }
        let why = |text: &str| parse(text).unwrap_err().remove(0).message();
        assert!(why("标题 = \"甲\"").contains("名称不能用中文"));
        assert!(why("title = \"甲\"\n[text]\npasted = 是").contains("没有加引号"));
    }
}
