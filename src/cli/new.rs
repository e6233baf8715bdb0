//! `minsheng new`: a file with the front matter of its kind, ready to be filled in.

use std::fs;
use std::io::{self, BufRead as _, Write};
use std::path::Path;
use std::sync::Arc;

use super::arguments::NewOptions;
use super::draft::draft;
use super::{DONE, FOUND_ERRORS, WRONG_USE};
use crate::cache::Cache;
use crate::diagnostic::{self, nearest, refusal};
use crate::live::{self, Live};
use crate::page::Kinds;
use crate::site::{Column, Site};

/// Makes a new document; returns the exit code.
pub fn run(options: &NewOptions) -> u8 {
    let site = match site(&options.root) {
        Ok(site) => site,
        Err(told) => {
            eprint!("{told}");
            return FOUND_ERRORS;
        }
    };
    let columns: Vec<&Column> = site.columns.iter().skip(1).collect();
    let Some(typed) = options.column.clone().or_else(|| ask_column(&columns)) else {
        eprintln!("\n没有人回答放在哪个栏目\n  改法：写全：minsheng new 栏目 \"标题\"");
        return WRONG_USE;
    };
    let Some(column) = column_named(&columns, &typed) else {
        let names =
            columns.iter().flat_map(|column| [column.title.as_str(), column.folder.as_str()]);
        let mend = match nearest(&typed, names) {
            Some(near) => format!("是不是 `{near}`？"),
            None => format!(
                "可以写：{}",
                columns.iter().map(|c| c.title.as_str()).collect::<Vec<_>>().join("、")
            ),
        };
        let cause = match typed.trim() {
            "" => "没有写栏目".to_owned(),
            typed => format!("没有 `{typed}` 这个栏目"),
        };
        eprintln!("{cause}\n  改法：{mend}");
        return WRONG_USE;
    };
    let Some(title) =
        options.title.clone().or_else(|| ask("标题")).filter(|title| !title.trim().is_empty())
    else {
        eprintln!("没有写标题\n  改法：minsheng new {} \"标题\"", column.title);
        return WRONG_USE;
    };
    let title = title.replace(char::is_control, " ").trim().to_owned();
    let (path, text) = draft(&site, column, &title);
    match write(&options.root, &path, &text) {
        Ok(()) => {
            println!("新文章在 {path}");
            if column.kind.album {
                println!("把照片放进同一个文件夹。");
            }
            println!(
                "填好日期和来源，写完正文，把 `草稿：是` 改成 `草稿：否`，再运行 minsheng build。"
            );
            DONE
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            eprintln!("{path} 已经有了，没有动它\n  改法：换一个标题，或直接改那个文件");
            WRONG_USE
        }
        Err(error) => {
            let why = refusal(&error);
            eprintln!("{path} 没有写成：{why}\n  改法：看看磁盘是否已满、是否有写入权限");
            FOUND_ERRORS
        }
    }
}

/// The site as it is, for its columns; what is wrong with its documents does not matter here.
fn site(root: &Path) -> Result<Arc<Site>, String> {
    let told = |problems: Vec<diagnostic::Problem>| diagnostic::counted(&problems);
    let options = live::Options {
        root: root.to_path_buf(),
        today: None,
        drafts: true,
        kinds: Kinds::built_in(),
    };
    let listed = live::list(&options).map_err(told)?;
    let live = Live::read(options, listed, Cache::of(root), &|_, _, _| {}).map_err(told)?;
    Ok(live.site().clone())
}

fn column_named<'a>(columns: &[&'a Column], typed: &str) -> Option<&'a Column> {
    let typed = typed.trim().trim_matches('/');
    let by_number =
        typed.parse::<usize>().ok().and_then(|number| columns.get(number.checked_sub(1)?)).copied();
    columns
        .iter()
        .copied()
        .find(|column| [&column.title, &column.folder, &column.path].contains(&&typed.to_owned()))
        .or(by_number)
}

fn ask_column(columns: &[&Column]) -> Option<String> {
    for (index, column) in columns.iter().enumerate() {
        println!("{:>3}  {}（{}）", index + 1, column.title, column.folder);
    }
    ask("放在哪个栏目（写序号或名称）")
}

fn ask(what: &str) -> Option<String> {
    print!("{what}：");
    let _ = io::stdout().flush();
    let mut line = String::new();
    let read = io::stdin().lock().read_line(&mut line).ok()?;
    (read > 0).then(|| line.trim().to_owned())
}

fn write(root: &Path, path: &str, text: &str) -> io::Result<()> {
    let file = crate::source::native(root, path);
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::File::create_new(file)?.write_all(text.as_bytes())
}
