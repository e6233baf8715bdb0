//! Random edits of a site: what clerks, their programs and file sync do to its files.

use std::fs::{File, create_dir_all};
use std::path::Path;
use std::time::{Duration, SystemTime};

use super::site::{self, Files};
use super::{Random, words};

/// One thing that happens between two builds.
#[derive(Clone, Debug)]
pub enum Step {
    /// A file is written.
    Write(String, Vec<u8>, Time),
    /// A file goes; its folder stays, as it does in a file manager.
    Remove(String),
    /// A file takes another's name; its time stays.
    Rename(String, String),
    /// Two files take each other's names; their times stay.
    Swap(String, String),
    /// A file is saved without a change.
    Touch(String, Time),
    /// The site is built for another day.
    Today(String),
    /// The output that comes so far in the list is damaged.
    Damage(usize, Damage),
    /// The cache is deleted.
    ForgetCache,
    /// Files of the cache are cut short.
    BreakCache,
    /// Hours pass: no file's time is near the present any more.
    Settle,
}

/// What another program does to an output.
#[derive(Clone, Copy, Debug)]
pub enum Damage {
    /// It deletes it.
    Delete,
    /// It writes something else of the same length.
    Overwrite,
    /// It empties it.
    Truncate,
    /// It changes its time alone.
    Touch,
}

/// Which time a written file carries.
#[derive(Clone, Copy, Debug)]
pub enum Time {
    /// That of its writing: edits right after each other fall into one tick of the clock.
    Now,
    /// That of the file that it replaces, as copying programs do.
    Kept,
    /// So many seconds before the present.
    Past(u64),
}

/// A random edit; mostly one step.
pub fn edit(random: &mut Random, files: &Files, all: &mut Vec<Step>) {
    let documents = named(files, |path| path.ends_with(".md") && !path.ends_with("_index.md"));
    let path = some(random, &documents);
    let column = random.pick(words::COLUMNS);
    let name = random.pick(words::NAMES);
    match random.below(100) {
        0..22 => {
            change(random, files, &path, all, |random, text| new_line(random, files, &path, text))
        }
        22..30 => change(random, files, &path, all, |random, text| {
            let (front, _) = text.split_once("\n---\n")?;
            Some(format!("{front}\n---\n\n{}", site::body(random, files, &path)))
        }),
        30..42 => {
            let texts = named(files, |path| !path.starts_with("static/") && !site_picture(path));
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
            all.push(Step::Write("site.toml".into(), site::settings(random).into(), time(random)))
        }
        84..88 => all.push(Step::Today((random.pick(words::TURNS)).into())),
        88..91 => {
            let how = [Damage::Delete, Damage::Overwrite, Damage::Truncate, Damage::Touch];
            all.push(Step::Damage(random.below(10_000), random.pick(&how)));
        }
        91 => all.push(Step::ForgetCache),
        92 => all.push(Step::BreakCache),
        93..95 => {
            let picture = some(random, &named(files, site_picture));
            let bytes =
                if picture.ends_with("png") { site::png(random) } else { site::jpeg(random) };
            all.push(Step::Write(picture, bytes, time(random)));
        }
        95..97 => {
            let (a, b) = (some(random, &documents), some(random, &named(files, site_picture)));
            let (c, d) = (some(random, &documents), some(random, &named(files, site_picture)));
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

/// What leads from one state of the files to another.
pub fn between(old: &Files, new: &Files) -> Vec<Step> {
    let gone = old.keys().filter(|path| !new.contains_key(*path));
    let other = new.iter().filter(|(path, bytes)| old.get(*path) != Some(*bytes));
    gone.map(|path| Step::Remove(path.clone()))
        .chain(other.map(|(path, bytes)| Step::Write(path.clone(), bytes.clone(), Time::Now)))
        .collect()
}

impl Step {
    /// The files after this step; the step says nothing where it does not fit them.
    pub fn change(&self, files: &mut Files) {
        match self {
            Self::Write(path, bytes, _) if !path.is_empty() => {
                // A file takes the place of a folder, and a folder that of a file.
                files.retain(|file, _| !is_below(file, path) && !is_below(path, file));
                files.insert(path.clone(), bytes.clone());
            }
            Self::Remove(path) => {
                files.remove(path);
            }
            Self::Rename(old, new) if fits(old, new) => {
                if let Some(bytes) = files.remove(old) {
                    Self::Write(new.clone(), bytes, Time::Now).change(files);
                }
            }
            Self::Swap(a, b) => {
                if let (Some(first), Some(second)) = (files.get(a).cloned(), files.get(b).cloned())
                {
                    files.insert(a.clone(), second);
                    files.insert(b.clone(), first);
                }
            }
            _ => {}
        }
    }

    /// Does to the files below `root` what [`Step::change`] does to the map.
    pub fn perform(&self, root: &Path, output: &Path, outputs: &[String]) {
        let at = |path: &str| root.join(path);
        match self {
            Self::Write(path, bytes, time) if !path.is_empty() => {
                clear_way(root, path);
                let before = at(path).metadata().and_then(|facts| facts.modified()).ok();
                std::fs::write(at(path), bytes).expect("a file");
                set_time(&at(path), *time, before);
            }
            Self::Remove(path) => {
                let _ = std::fs::remove_file(at(path));
                // An empty folder is a theme too, which the map of files cannot say.
                if let Some(theme) = path.strip_prefix("themes/") {
                    for folder in Path::new(theme).ancestors().skip(1) {
                        let _ = std::fs::remove_dir(at("themes").join(folder));
                    }
                }
            }
            Self::Rename(old, new) if fits(old, new) && at(old).is_file() => {
                clear_way(root, new);
                std::fs::rename(at(old), at(new)).expect("a rename");
            }
            Self::Swap(a, b) if a != b && at(a).is_file() && at(b).is_file() => {
                std::fs::rename(at(a), at("third")).expect("a rename");
                std::fs::rename(at(b), at(a)).expect("a rename");
                std::fs::rename(at("third"), at(b)).expect("a rename");
            }
            Self::Touch(path, time) if at(path).is_file() => {
                let before = at(path).metadata().and_then(|facts| facts.modified()).ok();
                set_time(&at(path), *time, before);
            }
            Self::Damage(number, how) if !outputs.is_empty() => {
                damage(&output.join(&outputs[number % outputs.len()]), *how);
            }
            Self::ForgetCache => {
                let _ = std::fs::remove_dir_all(at(".minsheng"));
            }
            Self::BreakCache => {
                for (path, bytes) in super::super::files(&at(".minsheng")) {
                    std::fs::write(at(".minsheng").join(path), &bytes[..bytes.len() / 2])
                        .expect("a file");
                }
            }
            Self::Settle => {
                for path in
                    super::super::files(root).keys().filter(|path| !path.starts_with("public/"))
                {
                    set_time(&at(path), Time::Past(3600), None);
                }
            }
            _ => {}
        }
    }
}

fn damage(path: &Path, how: Damage) {
    // A change of the same length within the tick in which the build wrote the file cannot be
    // told from no change without reading every output; no program is that quick.
    std::thread::sleep(Duration::from_millis(12));
    let Ok(bytes) = std::fs::read(path) else { return };
    match how {
        Damage::Delete => std::fs::remove_file(path).expect("a file that can go"),
        Damage::Overwrite => std::fs::write(path, vec![b'x'; bytes.len()]).expect("a file"),
        Damage::Truncate => std::fs::write(path, "").expect("a file"),
        Damage::Touch => set_time(path, Time::Past(77), None),
    }
}

fn set_time(path: &Path, time: Time, before: Option<SystemTime>) {
    let time = match time {
        Time::Now => return,
        Time::Kept => before,
        Time::Past(seconds) => Some(SystemTime::now() - Duration::from_secs(seconds)),
    };
    if let Some(time) = time {
        File::options()
            .append(true)
            .open(path)
            .expect("a file")
            .set_modified(time)
            .expect("a time");
    }
}

/// Makes the folders of a path. A file where a folder must be goes, and the other way round.
fn clear_way(root: &Path, path: &str) {
    let mut above = root.to_path_buf();
    for name in path.split('/') {
        if above.is_file() {
            std::fs::remove_file(&above).expect("a file that can go");
        }
        above.push(name);
    }
    if above.is_dir() {
        std::fs::remove_dir_all(&above).expect("a folder that can go");
    }
    create_dir_all(above.parent().expect("a folder")).expect("folders");
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

/// A file cannot be renamed into a folder of its own name, nor to that of its folder.
fn fits(old: &str, new: &str) -> bool {
    !new.is_empty() && !is_below(old, new) && !is_below(new, old)
}

fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}

fn site_picture(path: &str) -> bool {
    path.ends_with(".jpg") || path.ends_with(".png")
}

fn named(files: &Files, fits: impl Fn(&str) -> bool) -> Vec<String> {
    files.keys().filter(|path| fits(path)).cloned().collect()
}

/// One of several; an empty path, which no step acts on, where there is none.
fn some(random: &mut Random, paths: &[String]) -> String {
    if paths.is_empty() { String::new() } else { paths[random.below(paths.len())].clone() }
}
