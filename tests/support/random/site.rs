//! A random small site, as clerks make them: nested columns, every kind of page, photos,
//! attachments, a theme of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use minsheng::asset::extension;

use super::{Random, words};

/// A site's files by their path from its root.
pub type Files = BTreeMap<String, Vec<u8>>;

/// A random site. It may have errors; most have none.
pub fn site(random: &mut Random) -> Files {
    let mut files = Files::new();
    files.insert("site.toml".into(), settings(random).into());
    for column in words::COLUMNS.iter().take(words::COLUMNS.len() - 1) {
        if random.chance(65) {
            files.insert(format!("content/{column}/_index.md"), column_text(random, column).into());
        }
    }
    for number in 0..8 + random.below(8) {
        let column = random.pick(&words::COLUMNS[..words::COLUMNS.len() - 1]);
        add_page(random, &mut files, column, &format!("p{number}"));
    }
    if random.chance(50) {
        files.insert("static/logo.png".into(), png(random));
        files.insert("static/files/汇总表.csv".into(), csv(random));
    }
    // The theme that `site.toml` names must be there.
    let (path, bytes) = theme_file(random);
    files.insert(path, bytes);
    files
}

/// Adds a page, alone or as a folder with its files, and returns what was added.
pub fn add_page(random: &mut Random, files: &mut Files, column: &str, name: &str) -> Files {
    let folder = format!("content/{column}");
    let mut added = Files::new();
    let album = column.starts_with("gallery");
    if album || random.chance(30) {
        let own = format!("{folder}/{name}");
        for photo in 0..if album { 1 + random.below(3) } else { random.below(2) } {
            let (end, bytes) =
                if random.chance(25) { ("png", png(random)) } else { ("jpg", jpeg(random)) };
            added.insert(format!("{own}/0{photo}.{end}"), bytes);
        }
        if random.chance(40) {
            added.insert(format!("{own}/名单.csv"), csv(random));
        }
        if album && random.chance(40) {
            let line = format!("00.jpg：{}\n", random.pick(words::SENTENCES));
            added.insert(format!("{own}/图说.txt"), line.into());
        }
        files.extend(added.clone());
        let path = format!("{own}/index.md");
        added.insert(path.clone(), document(random, files, &path).into());
    } else {
        let path = format!("{folder}/{name}.md");
        added.insert(path.clone(), document(random, files, &path).into());
    }
    files.extend(added.clone());
    added
}

/// The text of a page at `path`, which may lead to others that are there.
pub fn document(random: &mut Random, files: &Files, path: &str) -> String {
    let mut lines = vec![line(random, files, path, "标题"), line(random, files, path, "日期")];
    for key in KEYS {
        if random.chance(18) {
            lines.push(line(random, files, path, key));
        }
    }
    if beside(files, path, "csv").is_some() {
        lines.push(line(random, files, path, "附件"));
    }
    if path.contains("/policy/") {
        lines.push(line(random, files, path, "文件名称"));
        lines.push(line(random, files, path, "办理材料"));
        lines.push(line(random, files, path, "文件链接"));
    }
    lines.retain(|line| !line.is_empty());
    format!("---\n{}\n---\n\n{}", lines.join("\n"), body(random, files, path))
}

/// Keys that a page may have besides its title and date.
pub const KEYS: &[&str] = &[
    "来源",
    "摘要",
    "分类",
    "标签",
    "面向人群",
    "村",
    "责任单位",
    "草稿",
    "发布时间",
    "下线时间",
    "有效期至",
    "置顶",
    "排序",
    "网址名",
    "旧网址",
    "更新日期",
    "封面",
];

/// A line of front matter with a value that suits the key; empty where there is none to name.
pub fn line(random: &mut Random, files: &Files, path: &str, key: &str) -> String {
    let one = |random: &mut Random, list: &[&str]| (random.pick(list)).to_owned();
    let some = |random: &mut Random, list: &[&str]| {
        let (a, b) = (random.pick(list), random.pick(list));
        if random.chance(50) { a.to_owned() } else { format!("{a}、{b}") }
    };
    let value = match key {
        "标题" => one(random, words::TITLES),
        "文件名称" | "来源" => format!("{}办法", random.pick(words::VILLAGES)),
        "日期" | "更新日期" => one(random, words::DAYS),
        "摘要" => one(random, words::SENTENCES).trim_start().replace("**", ""),
        "分类" => some(random, words::CATEGORIES),
        "标签" => some(random, words::TAGS),
        "面向人群" => some(random, words::AUDIENCES),
        "村" => some(random, words::VILLAGES),
        "责任单位" => some(random, words::DEPARTMENTS),
        "办理材料" => "身份证、户口簿".into(),
        "草稿" => one(random, &["是", "否", "否"]),
        "置顶" => one(random, &["是", "否"]),
        "发布时间" | "下线时间" | "有效期至" => one(random, words::TURNS),
        "排序" => (1 + random.below(5)).to_string(),
        "网址名" => format!("s{}", random.below(30)),
        "旧网址" => {
            format!(
                "/{}{}{}",
                one(random, &["old/", ""]),
                random.below(20),
                one(random, &[".html", ""])
            )
        }
        "封面" => beside(files, path, "jpg").unwrap_or_default(),
        "附件" => beside(files, path, "csv").unwrap_or_default(),
        "文件链接" => page_link(random, files, path).unwrap_or_default(),
        other => panic!("no values for {other}"),
    };
    if value.is_empty() { value } else { format!("{key}：{value}") }
}

/// The text below the front matter.
pub fn body(random: &mut Random, files: &Files, path: &str) -> String {
    let mut text = String::new();
    for _ in 0..random.below(3) {
        text += random.pick(words::SENTENCES);
        text += "\n\n";
    }
    if random.chance(50)
        && let Some(link) = page_link(random, files, path)
    {
        let _ = writeln!(text, "见[{}]({link})。\n", random.pick(words::TITLES));
    }
    if random.chance(50) {
        text += random.pick(words::BLOCKS);
        text += "\n";
    }
    if random.chance(50)
        && let Some(photo) = beside(files, path, "jpg")
    {
        let _ = writeln!(text, "![现场照片]({photo})");
    }
    text
}

/// The text of `_index.md`.
pub fn column_text(random: &mut Random, column: &str) -> String {
    let kind = match column.split('/').next().unwrap_or_default() {
        "news" => "news",
        "policy" => "policy",
        "documents" => "document",
        "gallery" => "gallery",
        _ => "article",
    };
    let mut lines =
        vec![format!("标题：{}栏", random.pick(words::TAGS)), format!("栏目类型：{kind}")];
    for line in ["说明：向群众公开办理情况", "更新周期：14天", "每页条数：2", "已归档：是"]
    {
        if random.chance(30) {
            lines.push(line.to_owned());
        }
    }
    lines.push(format!("排序：{}", random.below(6)));
    format!("---\n{}\n---\n{}\n", lines.join("\n"), random.pick(words::SENTENCES))
}

/// The text of `site.toml`, with lists so short that few pages fill many.
pub fn settings(random: &mut Random) -> String {
    let mut text = format!(
        "title = \"{}\"\ntheme = \"yunxi\"\n",
        random.pick(&["云溪镇民生工程", "龙山镇民生工程"])
    );
    if random.chance(70) {
        text += "base_url = \"https://www.shili.example/msgc/\"\n";
    }
    if random.chance(20) {
        text += "permalink = \"/:column/:year/:slug.html\"\n";
    }
    let _ = write!(
        text,
        "[lists]\npage_size = {}\nhome = {}\nmonths_from = {}\nfeed = 4\n[photos]\nwidths = {}\noriginals = {}\n[text]\npasted = {}\n",
        1 + random.below(4),
        1 + random.below(4),
        1 + random.below(4),
        ["[16, 40]", "[24]", "[16, 24]"][random.below(3)],
        random.chance(30),
        random.chance(50),
    );
    text
}

/// A file of the site's own theme with its path.
pub fn theme_file(random: &mut Random) -> (String, Vec<u8>) {
    let word = random.pick(words::TAGS);
    let (name, text) = match random.below(4) {
        0 => ("assets/style.css", format!("main {{ --name: \"{word}\" }}\n")),
        1 => ("templates/parts/pager.html", format!("<p>{word}</p>\n")),
        2 => ("theme.toml", format!("photo_widths = [{}]\n", 20 + random.below(9))),
        _ => (
            "templates/news.html",
            format!(
                "{{% extends \"default/news.html\" %}}\n{{% block page_class %}} is-{}{{% endblock page_class %}}\n",
                random.below(9)
            ),
        ),
    };
    (format!("themes/yunxi/{name}"), text.into())
}

/// A tiny photo of one colour: many of them are of one length.
pub fn jpeg(random: &mut Random) -> Vec<u8> {
    let (width, height) = random.pick(&[(40, 30), (30, 40), (20, 20)]);
    let mut bytes = Vec::new();
    jpeg_encoder::Encoder::new(&mut bytes, 80)
        .encode(&plain(random, width, height), width, height, jpeg_encoder::ColorType::Rgb)
        .expect("a picture in memory");
    bytes
}

/// A tiny drawing.
pub fn png(random: &mut Random) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 20, 20);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("a header in memory");
    writer.write_image_data(&plain(random, 20, 20)).expect("a picture in memory");
    writer.finish().expect("a picture in memory");
    bytes
}

fn plain(random: &mut Random, width: u16, height: u16) -> Vec<u8> {
    let colour = [(); 3].map(|()| random.bits().to_le_bytes()[0]);
    colour.repeat(usize::from(width) * usize::from(height))
}

/// A table with a figure that changes.
pub fn csv(random: &mut Random) -> Vec<u8> {
    format!("村,户数\n柳塘村,{}\n", 10 + random.below(90)).into()
}

/// The name of a file of that ending in the folder of a folder page.
fn beside(files: &Files, path: &str, end: &str) -> Option<String> {
    let folder = path.strip_suffix("index.md")?;
    files
        .keys()
        .filter_map(|file| file.strip_prefix(folder))
        .find(|name| name.ends_with(end))
        .map(str::to_owned)
}

/// A link to some other page, seen from `path` or from the site's root; now and then a dead one,
/// or one that leads to what is not shown.
fn page_link(random: &mut Random, files: &Files, path: &str) -> Option<String> {
    let any = random.chance(3);
    if any && random.chance(50) {
        return Some("/news/nirgends.md".into());
    }
    let hidden = |text: &[u8]| {
        let text = String::from_utf8_lossy(text);
        ["草稿：是", "发布时间", "下线时间"].iter().any(|key| text.contains(key))
    };
    let pages: Vec<&String> = files
        .iter()
        .filter(|(file, text)| extension(file) == "md" && *file != path && (any || !hidden(text)))
        .map(|(file, _)| file)
        .collect();
    let target = pages.get(random.below(pages.len().max(1)))?.strip_prefix("content/")?;
    if random.chance(50) {
        return Some(format!("/{target}"));
    }
    Some(format!("{}{target}", "../".repeat(path.matches('/').count() - 1)))
}
