//! `minsheng serve`: the preview, and one line on the terminal for each change.

use std::io::ErrorKind;
use std::process::{Command, Stdio};
use std::sync::mpsc::{SyncSender, sync_channel};

use super::arguments::ServeOptions;
use super::{DONE, FOUND_ERRORS};
use crate::diagnostic::{self, refusal};
use crate::live;
use crate::page::Kinds;
use crate::preview::{self, Effect, News, Refused};

/// Serves until it is interrupted; returns the exit code.
pub fn run(options: &ServeOptions) -> u8 {
    let what = preview::Options {
        site: live::Options {
            root: options.root.clone(),
            today: options.today,
            drafts: options.drafts,
            kinds: Kinds::built_in(),
        },
        host: options.host,
        port: options.port,
        watch: !options.no_watch,
        poll: options.poll,
    };
    let opened = |address: &str| {
        if options.open {
            open(address);
        }
    };
    let lines = terminal();
    // A line that finds no room is left out: the newest change is told in the browser too.
    let tell = |news: &News| drop(lines.try_send(line(news)));
    match preview::serve(&what, &tell, opened) {
        Ok(()) => {
            println!("预览已结束。");
            DONE
        }
        Err(Refused::Site(problems)) => {
            print!("{}", diagnostic::counted(&problems));
            FOUND_ERRORS
        }
        Err(Refused::Address(error)) => {
            let why = match error.kind() {
                // Ports below 1024 are for the administrator, and nothing is written there.
                ErrorKind::PermissionDenied => "没有使用这个端口的权限".to_owned(),
                _ => refusal(&error),
            };
            eprintln!("预览没有开始：{why}\n  改法：用 --port 换一个端口，或去掉 --host");
            FOUND_ERRORS
        }
    }
}

/// Lines to be shown, by a thread of their own: a window that takes no more of them, as Windows'
/// does while text in it is selected, must not hold the preview up.
fn terminal() -> SyncSender<String> {
    let (lines, told) = sync_channel::<String>(WAITING);
    std::thread::spawn(move || {
        for line in told {
            println!("{line}");
        }
    });
    lines
}

/// So many lines wait for the terminal.
const WAITING: usize = 64;

fn line(news: &News) -> String {
    match news {
        News::Ready(address) => {
            format!("预览：{address}\n改了文章，保存以后浏览器里马上就能看到。按 Ctrl+C 结束。")
        }
        News::OtherPort(wanted, used) => format!("端口 {wanted} 已被占用，改用 {used}。"),
        News::Polling(reason) => format!("每秒查看一次文件有没有改动（{reason}）。"),
        News::OutOfReach => {
            "找不到 content 文件夹，先显示最后一次的样子；恢复以后会接着更新。".to_owned()
        }
        News::Changed(paths, effect, milliseconds) => {
            let first = paths.first().map_or("", String::as_str);
            let what = match paths.len() {
                0 | 1 => first.to_owned(),
                more => format!("{first} 等 {more} 处"),
            };
            let effect = match effect {
                Effect::Pages(pages) if pages.len() == 1 => format!("{} 已更新", pages[0]),
                Effect::Pages(pages) => format!("{} 个页面已更新", pages.len()),
                Effect::Everything => "全站已更新".to_owned(),
                Effect::Errors(count) => format!("有 {count} 处错误，见浏览器或 minsheng build"),
            };
            format!("{what}：{effect}（{milliseconds} 毫秒）")
        }
    }
}

/// Opens the browser of the system; where there is none, the address on the terminal is enough.
fn open(address: &str) {
    let (program, arguments): (&str, &[&str]) = if cfg!(windows) {
        ("cmd", &["/C", "start", ""])
    } else if cfg!(target_os = "macos") {
        ("open", &[])
    } else {
        ("xdg-open", &[])
    };
    let _ = Command::new(program)
        .args(arguments)
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
}
