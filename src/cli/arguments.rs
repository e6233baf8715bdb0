//! The arguments of each command, and what is said of wrong ones.

use std::ffi::OsString;
use std::net::IpAddr;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Args, Parser, Subcommand};

const HELP: &str = "{about}\n\n用法：{usage}\n\n选项：\n{options}\n";

/// For commands that take words besides options.
const HELP_WORDS: &str = "{about}\n\n用法：{usage}\n\n参数：\n{positionals}\n\n选项：\n{options}\n";

/// For a command that has commands of its own.
const HELP_COMMANDS: &str =
    "{about}\n\n用法：{usage}\n\n命令：\n{subcommands}\n\n选项：\n{options}\n";

#[derive(Parser)]
#[command(
    name = "minsheng",
    about = "把一个文件夹的 Markdown 文章生成民生工程宣传网站",
    help_template = "{about}\n\n用法：minsheng 命令 [选项]\n\n命令：\n{subcommands}\n\n选项：\n{options}\n\n各命令的用法：minsheng 命令 --help\n",
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true
)]
struct Arguments {
    #[command(subcommand)]
    command: Option<Command>,
    /// 显示用法
    #[arg(short = 'h', long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// 显示版本
    #[arg(short = 'V', long, action = clap::ArgAction::SetTrue)]
    version: bool,
}

/// A command with its options.
#[derive(Subcommand)]
pub enum Command {
    /// 生成网站
    #[command(help_template = HELP, override_usage = "minsheng build [选项]")]
    Build(BuildOptions),
    /// 新建一个网站文件夹
    #[command(help_template = HELP_WORDS, override_usage = "minsheng init 文件夹")]
    Init(InitOptions),
    /// 新建一篇文章；不带参数时逐项询问
    #[command(help_template = HELP_WORDS, override_usage = "minsheng new [栏目] [标题] [选项]")]
    New(NewOptions),
    /// 在浏览器里预览，改了马上看到
    #[command(help_template = HELP, override_usage = "minsheng serve [选项]")]
    Serve(ServeOptions),
    /// 改网站的样子
    #[command(
        subcommand,
        help_template = HELP_COMMANDS,
        override_usage = "minsheng theme eject [文件]…",
        disable_help_subcommand = true,
        arg_required_else_help = false
    )]
    Theme(ThemeCommand),
}

/// What can be done with the theme.
#[derive(Subcommand)]
pub enum ThemeCommand {
    /// 把自带主题的文件复制出来改；不写文件时列出全部
    #[command(help_template = HELP_WORDS, override_usage = "minsheng theme eject [文件]…")]
    Eject(EjectOptions),
}

/// `minsheng theme eject`.
#[derive(Args)]
pub struct EjectOptions {
    /// 要复制的文件，如 templates/home.html
    #[arg(value_name = "文件")]
    pub files: Vec<String>,
    /// 网站文件夹，里面有 site.toml；默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
}

/// `minsheng build`.
#[derive(Args)]
pub struct BuildOptions {
    /// 网站文件夹，里面有 site.toml；默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
    /// 生成到哪里；默认是网站文件夹里的 public，带 --drafts 时是 public-drafts
    #[arg(long, value_name = "文件夹")]
    pub output: Option<PathBuf>,
    /// 按哪一天生成，如 2026-11-24；默认是今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub today: Option<NaiveDate>,
    /// 草稿和定时文章也生成，只供自己查看
    #[arg(long)]
    pub drafts: bool,
    /// 说明每个文件为什么重新写
    #[arg(long)]
    pub explain: bool,
    /// 以 JSON 输出全部结果，供其他程序读取
    #[arg(long)]
    pub json: bool,
    /// 把上一份清单以来要上传和要删除的文件列到这个文件里
    #[arg(long, value_name = "文件")]
    pub changes: Option<PathBuf>,
}

/// `minsheng init`.
#[derive(Args)]
pub struct InitOptions {
    /// 新网站的文件夹，应当还不存在或是空的
    #[arg(value_name = "文件夹")]
    pub folder: PathBuf,
}

/// `minsheng new`.
#[derive(Args)]
pub struct NewOptions {
    /// 栏目：文件夹名（如 news）或栏目名称（如 工作动态）
    #[arg(value_name = "栏目")]
    pub column: Option<String>,
    /// 文章标题
    #[arg(value_name = "标题")]
    pub title: Option<String>,
    /// 网站文件夹，里面有 site.toml；默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
}

/// `minsheng serve`.
#[derive(Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of its own on the command line"
)]
pub struct ServeOptions {
    /// 网站文件夹，里面有 site.toml；默认是当前文件夹
    #[arg(long, value_name = "文件夹", default_value = ".", hide_default_value = true)]
    pub root: PathBuf,
    /// 端口；已被占用时用下一个空闲的。默认是 8000
    #[arg(long, value_name = "端口", default_value = "8000", hide_default_value = true)]
    pub port: u16,
    /// 在哪个地址上预览；默认只有本机能看，写 0.0.0.0 时同一网络里的手机也能看
    #[arg(long, value_name = "地址", default_value = "127.0.0.1", hide_default_value = true)]
    pub host: IpAddr,
    /// 自动打开浏览器
    #[arg(long)]
    pub open: bool,
    /// 草稿和定时文章也显示
    #[arg(long)]
    pub drafts: bool,
    /// 按哪一天显示，如 2026-11-24；默认是今天
    #[arg(long, value_name = "日期", value_parser = day)]
    pub today: Option<NaiveDate>,
    /// 不管文件有没有改动
    #[arg(long)]
    pub no_watch: bool,
    /// 每秒查看一次全部文件，用于收不到改动通知的网络盘
    #[arg(long)]
    pub poll: bool,
}

/// What is to be said instead of running a command.
pub enum Told {
    /// Help that was asked for.
    Help(String),
    /// What is wrong with the arguments.
    Wrong(String),
}

impl Told {
    /// Says it; returns the exit code.
    pub fn show(&self) -> u8 {
        match self {
            Self::Help(text) => {
                print!("{text}");
                super::DONE
            }
            Self::Wrong(text) => {
                eprint!("{text}");
                super::WRONG_USE
            }
        }
    }
}

/// Reads the arguments; `None` where there is no command.
pub fn read(arguments: impl IntoIterator<Item = OsString>) -> Result<Option<Command>, Told> {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // `minsheng help build` is what people try as well.
    let mut words = arguments.clone();
    if words.get(1).is_some_and(|word| word == "help") {
        words.remove(1);
        words.push("--help".into());
    }
    match Arguments::try_parse_from(words) {
        Ok(read) if read.version => {
            Err(Told::Help(format!("minsheng {}\n", env!("CARGO_PKG_VERSION"))))
        }
        Ok(read) => Ok(read.command),
        Err(error) if error.kind() == ErrorKind::DisplayHelp => Err(Told::Help(error.to_string())),
        Err(error) => Err(Told::Wrong(explain(&error))),
    }
}

/// The library's message in the editor's language.
fn explain(error: &clap::Error) -> String {
    let said = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join("、"),
        _ => String::new(),
    };
    let what = said(ContextKind::InvalidArg);
    let is_incomplete = matches!(
        error.kind(),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    );
    let cause = match error.kind() {
        _ if is_incomplete => "没有写要做什么".to_owned(),
        ErrorKind::InvalidSubcommand => {
            format!("没有 `{}` 这个命令", said(ContextKind::InvalidSubcommand))
        }
        ErrorKind::UnknownArgument => format!("不认识 `{what}`"),
        ErrorKind::MissingRequiredArgument => format!("缺少 {what}"),
        ErrorKind::InvalidValue if said(ContextKind::InvalidValue).is_empty() => {
            format!("`{what}` 后面要写内容")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            format!("`{what}` 不能是 `{}`", said(ContextKind::InvalidValue))
        }
        ErrorKind::ArgumentConflict => format!("`{what}` 写了两次"),
        ErrorKind::InvalidUtf8 => "参数里有无法识别的文字".to_owned(),
        _ => "用法不对".to_owned(),
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg].map(said).concat();
    let mend = if !near.is_empty() {
        format!("是不是 `{near}`？")
    } else if error.kind() == ErrorKind::UnknownArgument && !what.starts_with('-') {
        "多了一个词；标题或文件夹名里有空格时，用英文引号括起来".to_owned()
    } else if is_incomplete {
        // The theme is the only command that has commands of its own.
        "写成 `minsheng theme eject` 列出自带主题的文件，后面写上文件就复制出来".to_owned()
    } else if what.contains("--today") {
        "日期写成 2026-11-24".to_owned()
    } else {
        "运行 `minsheng help` 查看用法".to_owned()
    };
    format!("{cause}\n  改法：{mend}\n")
}

fn day(text: &str) -> Result<NaiveDate, String> {
    let zone = crate::date::zone("+08:00").ok_or("")?;
    crate::date::parse(text, zone).map(|moment| moment.day).map_err(|error| error.to_string())
}

#[cfg(test)]
mod tests {
    use unicode_width::UnicodeWidthStr as _;

    use super::{Told, read};

    fn told(words: &[&str]) -> String {
        match read(words.iter().map(Into::into)) {
            Err(Told::Help(text) | Told::Wrong(text)) => text,
            Ok(_) => String::new(),
        }
    }

    #[test]
    fn the_columns_of_the_help_are_aligned() {
        for words in [
            &["minsheng", "help"][..],
            &["minsheng", "help", "build"],
            &["minsheng", "help", "new"],
        ] {
            let text = told(words);
            let columns: Vec<usize> = text
                .split("选项：\n")
                .nth(1)
                .unwrap_or_default()
                .lines()
                .filter(|line| !line.is_empty() && line.starts_with(' '))
                .filter_map(|line| line.rfind("  ").map(|at| line[..at + 2].width()))
                .collect();
            assert!(
                columns.len() > 1 && columns.windows(2).all(|pair| pair[0] == pair[1]),
                "{text}"
            );
        }
    }

    #[test]
    fn every_message_is_chinese() {
        for words in [
            &["minsheng", "help"][..],
            &["minsheng", "build", "--help"],
            &["minsheng", "help", "new"],
            &["minsheng", "help", "theme"],
            &["minsheng", "theme", "--help"],
            &["minsheng", "help", "theme", "eject"],
            &["minsheng", "theme"],
            &["minsheng", "theme", "ejct"],
            &["minsheng", "biuld"],
            &["minsheng", "build", "--tody"],
            &["minsheng", "build", "--today", "昨天"],
            &["minsheng", "init"],
            &["minsheng", "build", "--output"],
        ] {
            let text = told(words);
            assert!(!text.is_empty(), "{words:?}");
            for english in [
                "Usage",
                "Options",
                "选项:",
                "error",
                "Print help",
                "Commands",
                "tip:",
                "unexpected",
            ] {
                assert!(!text.contains(english), "{words:?}: {text}");
            }
        }
        let theme = told(&["minsheng", "theme", "--help"]);
        assert!(theme.contains("命令：\n  eject") && theme.contains("选项：\n"), "{theme}");
        let bare = told(&["minsheng", "theme"]);
        assert!(bare.contains("没有写要做什么") && bare.contains("minsheng theme eject"), "{bare}");
        assert!(told(&["minsheng", "biuld"]).contains("是不是 `build`？"));
        let spaced = told(&["minsheng", "new", "工作动态", "云溪镇", "召开推进会"]);
        assert!(spaced.contains("用英文引号括起来"), "{spaced}");
    }
}
