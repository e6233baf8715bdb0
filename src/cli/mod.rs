//! The commands, one file each. Everything that they say is Chinese.

mod arguments;
mod build;
mod changes;
mod draft;
mod init;
mod new;
mod report;
mod serve;
mod theme;

use std::ffi::OsString;
use std::process::ExitCode;

use arguments::{Command, ThemeCommand};

/// Done, with or without warnings.
const DONE: u8 = 0;

/// At least one error in the site.
const FOUND_ERRORS: u8 = 1;

/// The command was used wrongly.
const WRONG_USE: u8 = 2;

/// Runs the command that the arguments name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let code = match arguments::read(arguments) {
        Ok(Some(Command::Build(options))) => build::run(&options),
        Ok(Some(Command::Init(options))) => init::run(&options),
        Ok(Some(Command::New(options))) => new::run(&options),
        Ok(Some(Command::Serve(options))) => serve::run(&options),
        Ok(Some(Command::Theme(ThemeCommand::Eject(options)))) => theme::eject(&options),
        Ok(None) => {
            print!("{WHAT_YOU_CAN_DO}");
            DONE
        }
        Err(told) => told.show(),
    };
    ExitCode::from(code)
}

/// What a clerk sees who types the bare name.
const WHAT_YOU_CAN_DO: &str = "\
民生 minsheng：把一个文件夹的文章生成网站
  minsheng init 我的网站          新建一个网站文件夹
  minsheng new 栏目 \"标题\"        新建一篇文章，填好就行
  minsheng serve --open           在浏览器里预览，改了马上看到
  minsheng build                  生成网站，结果在 public 文件夹
  minsheng help                   查看全部用法
";
