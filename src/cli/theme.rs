//! `minsheng theme eject`: a copy of the built-in theme's files, to be changed.

use std::fs;
use std::path::Path;

use super::arguments::EjectOptions;
use super::{DONE, FOUND_ERRORS, WRONG_USE};
use crate::config;
use crate::diagnostic::{nearest, refusal};
use crate::{source, theme};

/// Copies the named files of the built-in theme into the site's own; without names, lists all.
/// Returns the exit code.
pub fn eject(options: &EjectOptions) -> u8 {
    let names: Vec<&str> = theme::built_in_names().collect();
    if options.files.is_empty() {
        println!("自带主题的文件（用法：minsheng theme eject 文件…）：");
        for name in names {
            println!("  {name}");
        }
        return DONE;
    }
    let wanted: Result<Vec<&str>, &str> = options.files.iter().map(|typed| named(typed)).collect();
    let wanted = match wanted {
        Ok(wanted) => wanted,
        Err(typed) => {
            let mend = match nearest(typed, names.iter().copied()) {
                Some(near) => format!("是不是 `{near}`？"),
                None => "用 `minsheng theme eject` 查看全部文件".to_owned(),
            };
            eprintln!("自带主题里没有 `{typed}`\n  改法：{mend}");
            return WRONG_USE;
        }
    };
    let folder = match theme_folder(&options.root) {
        Ok(folder) => folder,
        Err(told) => {
            eprintln!("{told}");
            return FOUND_ERRORS;
        }
    };
    let mut code = DONE;
    for name in wanted {
        let shown = format!("{folder}/{name}");
        match copy(&options.root, &shown, theme::built_in(name).unwrap_or_default()) {
            Ok(true) => println!("已复制 {shown}"),
            Ok(false) => {
                eprintln!("`{shown}` 已经有了，没有动它\n  改法：要重新复制，先把它改名或删去");
                code = FOUND_ERRORS;
            }
            Err(error) => {
                eprintln!("`{shown}` 写不进去：{}", refusal(&error));
                code = FOUND_ERRORS;
            }
        }
    }
    code
}

/// The built-in file that is meant, typed with `/` or `\`; else what was typed.
fn named(typed: &str) -> Result<&'static str, &str> {
    let path = typed.replace('\\', "/");
    let found =
        theme::built_in_names().find(|name| *name == path || name.ends_with(&format!("/{path}")));
    found.ok_or(typed)
}

/// The folder of the site's own theme, from the site's root.
fn theme_folder(root: &Path) -> Result<String, String> {
    let text = source::text(root, config::FILE).map_err(|_| {
        "这里没有 site.toml\n  改法：在网站文件夹里运行，或加上 `--root 文件夹`".to_owned()
    })?;
    let config = config::parse(&text.text)
        .map_err(|_| "site.toml 有错\n  改法：先运行 `minsheng build`，按提示改好".to_owned())?;
    Ok(format!("themes/{}", config.theme))
}

/// Whether the file was written: one that is there stays as it is.
fn copy(root: &Path, path: &str, text: &str) -> std::io::Result<bool> {
    let place = source::native(root, path);
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    match fs::File::create_new(&place) {
        Ok(mut file) => std::io::Write::write_all(&mut file, text.as_bytes()).map(|()| true),
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => Ok(false),
        Err(error) => Err(error),
    }
}
