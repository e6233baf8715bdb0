//! `minsheng init`: a new site with its columns, ready to be built.

use std::fs;
use std::io;
use std::path::Path;

use serde::Deserialize;

use super::arguments::InitOptions;
use super::{DONE, FOUND_ERRORS, WRONG_USE};
use crate::diagnostic::refusal;

/// The site's settings, explained in comments.
pub const SITE: &str = include_str!("starter/site.toml");

const COLUMNS: &str = include_str!("../../data/columns.toml");

#[derive(Deserialize)]
struct Columns {
    column: Vec<Column>,
}

#[derive(Deserialize)]
struct Column {
    folder: String,
    title: String,
    kind: String,
    freshness: String,
    description: String,
}

/// Makes a new site; returns the exit code.
pub fn run(options: &InitOptions) -> u8 {
    let folder = &options.folder;
    let occupied = fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some());
    if occupied || folder.is_file() {
        eprintln!(
            "`{}` 里已经有文件，没有动它。\n  改法：换一个还不存在的文件夹名",
            folder.display()
        );
        return WRONG_USE;
    }
    match write(folder) {
        Ok(()) => {
            println!("新网站在 `{}`。接下来：", folder.display());
            println!("  1. 用记事本打开 site.toml，写上网站名称");
            println!("  2. 在这个文件夹里运行 minsheng new 工作动态 \"标题\"，新建文章");
            println!("  3. 运行 minsheng build（或双击 生成.bat），再打开 public 里的 index.html");
            DONE
        }
        Err(error) => {
            eprintln!(
                "`{}` 没有建成：{}\n  改法：换一个地方，或看看磁盘是否已满、是否有写入权限",
                folder.display(),
                refusal(&error)
            );
            FOUND_ERRORS
        }
    }
}

fn write(folder: &Path) -> io::Result<()> {
    let content = folder.join("content");
    fs::create_dir_all(&content)?;
    fs::write(folder.join("site.toml"), SITE)?;
    fs::write(folder.join(".gitignore"), "/public\n/public-drafts\n/.minsheng\n")?;
    fs::write(folder.join("生成.bat"), batch("minsheng build"))?;
    fs::write(folder.join("预览.bat"), batch("minsheng serve --open --drafts"))?;
    fs::write(content.join("_index.md"), HOME)?;
    fs::write(content.join("about.md"), ABOUT)?;
    let columns: Columns = toml::from_str(COLUMNS).map_err(io::Error::other)?;
    for (index, column) in columns.column.iter().enumerate() {
        let Column { folder, title, kind, freshness, description } = column;
        let text = format!(
            "---\n标题：{title}\n说明：{description}\nkind: {kind}\n排序：{}\n更新周期：{freshness}\n---\n",
            index + 1
        );
        fs::create_dir_all(content.join(folder))?;
        fs::write(content.join(folder).join("_index.md"), text)?;
    }
    Ok(())
}

/// A file to be double-clicked on Windows: it works in its own folder, finds the program beside
/// or above it, speaks UTF-8, and keeps its window open.
fn batch(command: &str) -> String {
    format!(
        "@echo off\r\nchcp 65001 >nul\r\ncd /d \"%~dp0\"\r\nset \"PATH=%~dp0;%~dp0..;%PATH%\"\r\n\
         where minsheng >nul 2>nul || echo 没有找到 minsheng.exe，请把它复制到这个文件夹。\r\n\
         {command}\r\npause\r\n"
    )
}

const HOME: &str = "---\n标题：首页\n---\n";

const ABOUT: &str = "\
---
标题：关于本网站
来源：本网站
---

本网站宣传民生工程政策，公开办理情况，接受群众监督。

这篇文章在 content 文件夹的 about.md 里，可以改写，也可以删除。
";
