//! Random edits of a site: what clerks, their programs and file sync do to its files.

use minsheng::asset::{extension, named_picture};

use super::site::{self, Files};
use super::step::{Damage, Step, Time};
use super::{Random, words};

/// A random edit; mostly one step.
pub fn edit(random: &mut Random, files: &Files, all: &mut Vec<Step>) {
    let documents = named(files, |path| extension(path) == "md" && !path.ends_with("_index.md"));
    let path = some(random, &documents);
    let column = random.pick(words::COLUMNS);
    let name = random.pick(words::NAMES);
    match random.below(100) {
        0..22 => {
            change(random, files, &path, all, |random, text| new_line(random, files, &path, text));
        }
        22..30 => change(random, files, &path, all, |random, text| {
            let (front, _) = text.split_once("\n---\n")?;
            Some(format!("{front}\n---\n\n{}", site::body(random, files, &path)))
        }),
        30..42 => {
            let texts = named(files, |path| !path.starts_with("static/") && !named_picture(path));
            let path = some(random, &texts);
            change(random, files, &path, all, same_length);
        }
        42..49 => {
            let added = site::add_page(random, &mut files.clone(), column, name);
            all.extend(added.into_iter().map(|(path, bytes)| Step::Write(path, bytes, Time::Now)));
        }
        49..56 => all.push(Step::Remove(some(random, &named(files, |path| path != "site.toml")))),
        56..62 => {
            let end = path.rsplit('.').next().unwrap_or_default();
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            all.push(Step::Rename(path.clone(), format!("{folder}/{name}.{end}")));
        }
        62..66 => {
            let file = path.rsplit('/').next().unwrap_or_default();
            all.push(Step::Rename(path.clone(), format!("content/{column}/{file}")));
        }
        66..69 => {
            let Some((folder, _)) = path.rsplit_once('/') else { return };
            let to = format!("content/{column}/{name}");
            for (file, _) in
                files.iter().filter(|(file, _)| file.starts_with(&format!("{folder}/")))
            {
                all.push(Step::Rename(file.clone(), file.replacen(folder, &to, 1)));
            }
        }
        69..73 => change(random, files, &path, all, |random, text| {
            Some(match random.below(3) {
                0 => text.replacen("---\n", "--\n", 1),
                1 => text.replacen("日期：", "日期：2026年13月", 1),
                _ => text.replacen("标题：", "标提：", 1),
            })
        }),
        73..77 => {
            let path = format!("content/{column}/_index.md");
            all.push(Step::Write(path, site::column_text(random, column).into(), time(random)));
        }
        77..81 => {
            let (path, mut bytes) = site::theme_file(random);
            if random.chance(10) {
                bytes.extend(b"{% if %}");
            }
            all.push(Step::Write(path, bytes, time(random)));
        }
        81..84 => {
            all.push(Step::Write("site.toml".into(), site::settings(random).into(), time(random)));
        }
        84..88 => all.push(Step::Today((random.pick(words::TURNS)).into())),
        88..91 => {
            let how = [Damage::Delete, Damage::Overwrite, Damage::Truncate, Damage::Touch];
            all.push(Step::Damage(random.below(10_000), random.pick(&how)));
        }
        91 => all.push(Step::ForgetCache),
        92 => all.push(Step::BreakCache),
        93..95 => {
            let picture = some(random, &named(files, named_picture));
            let bytes =
                if picture.ends_with("png") { site::png(random) } else { site::jpeg(random) };
            all.push(Step::Write(picture, bytes, time(random)));
        }
        95..97 => {
            let (a, b) = (some(random, &documents), some(random, &named(files, named_picture)));
            let (c, d) = (some(random, &documents), some(random, &named(files, named_picture)));
            all.push(if random.chance(50) { Step::Swap(a, c) } else { Step::Swap(b, d) });
        }
        97 => all.push(Step::Touch(some(random, &named(files, |_| true)), time(random))),
        98 => {
            let path = ["static/logo.png", "static/files", "static/files/a.txt"][random.below(3)];
            all.push(Step::Write(path.into(), site::csv(random), time(random)));
        }
        _ => all.push(Step::Settle),
    }
}

fn time(random: &mut Random) -> Time {
    match random.below(3) {
        0 => Time::Now,
        1 => Time::Kept,
        _ => Time::Past(60 + random.bits() % 9000),
    }
}

fn change(
    random: &mut Random,
    files: &Files,
    path: &str,
    all: &mut Vec<Step>,
    how: impl FnOnce(&mut Random, &str) -> Option<String>,
) {
    let Some(text) = files.get(path).and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
        return;
    };
    if let Some(text) = how(random, text) {
        all.push(Step::Write(path.to_owned(), text.into(), time(random)));
    }
}

/// A line of front matter gets another value, or is new, or goes.
fn new_line(random: &mut Random, files: &Files, path: &str, text: &str) -> Option<String> {
    let mut lines: Vec<&str> = text.lines().collect();
    let end = lines.iter().skip(1).position(|line| *line == "---")? + 1;
    let keys: Vec<&str> = ["标题", "日期"].iter().chain(site::KEYS).copied().collect();
    let key = random.pick(&keys);
    let new = site::line(random, files, path, key);
    match lines[..end].iter().position(|line| line.starts_with(key)) {
        Some(at) if random.chance(20) || new.is_empty() => {
            lines.remove(at);
        }
        Some(at) => lines[at] = &new,
        None if new.is_empty() => return None,
        None => lines.insert(end, &new),
    }
    Some(lines.join("\n") + "\n")
}

/// Another digit, or another word of the same length.
fn same_length(random: &mut Random, text: &str) -> Option<String> {
    let digits: Vec<usize> = text
        .bytes()
        .enumerate()
        .filter(|(_, byte)| byte.is_ascii_digit())
        .map(|(at, _)| at)
        .collect();
    if random.chance(50) && !digits.is_empty() {
        let at = random.pick(&digits);
        let digit = random.below(10).to_string();
        return Some(format!("{}{digit}{}", &text[..at], &text[at + 1..]));
    }
    let all = [words::TITLES, words::TAGS, words::CATEGORIES, words::VILLAGES].concat();
    let there: Vec<&str> = all.iter().copied().filter(|word| text.contains(word)).collect();
    let old = *there.get(random.below(there.len().max(1)))?;
    let alike: Vec<&str> = all.into_iter().filter(|word| word.len() == old.len()).collect();
    Some(text.replacen(old, random.pick(&alike), 1))
}

fn named(files: &Files, fits: impl Fn(&str) -> bool) -> Vec<String> {
    files.keys().filter(|path| fits(path)).cloned().collect()
}

/// One of several; an empty path, which no step acts on, where there is none.
fn some(random: &mut Random, paths: &[String]) -> String {
    if paths.is_empty() { String::new() } else { paths[random.below(paths.len())].clone() }
}
