//! The system's refusals in the editor's language.

use std::io::{Error, ErrorKind};

/// Why the system refused to write. Its own words are English nearly everywhere, so that only its
/// number is shown of what has no words here, for whoever is asked for help.
pub fn refusal(error: &Error) -> String {
    let said = match error.kind() {
        ErrorKind::PermissionDenied => "没有写入权限，或文件正被别的程序打开",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "磁盘已满",
        ErrorKind::FileTooLarge => "文件太大，这个磁盘放不下",
        ErrorKind::NotFound => "文件夹不存在",
        ErrorKind::AlreadyExists => "那里已有同名的文件",
        ErrorKind::NotADirectory => "路径中有一段是文件，不是文件夹",
        ErrorKind::IsADirectory => "那里有同名的文件夹",
        ErrorKind::DirectoryNotEmpty => "那里有同名的文件夹，里面还有别的文件",
        ErrorKind::ReadOnlyFilesystem => "磁盘是只读的",
        ErrorKind::InvalidFilename | ErrorKind::InvalidInput => "名称太长，或含有不能用的符号",
        ErrorKind::ResourceBusy | ErrorKind::ExecutableFileBusy => "文件正被别的程序使用",
        ErrorKind::AddrInUse => "端口已被占用",
        ErrorKind::AddrNotAvailable => "这台电脑没有这个地址",
        ErrorKind::TimedOut | ErrorKind::StaleNetworkFileHandle => "网络盘没有回应",
        _ => {
            return match error.raw_os_error() {
                Some(number) => format!("系统错误 {number}"),
                None => "原因不明".to_owned(),
            };
        }
    };
    said.to_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Error;

    use super::refusal;

    #[test]
    fn no_refusal_is_english() {
        let systems = (1..200).map(Error::from_raw_os_error);
        for error in systems.chain([Error::other("not a word of Chinese")]) {
            let told = refusal(&error);
            assert!(
                !told.is_empty() && !told.contains(|c: char| c.is_ascii_alphabetic()),
                "{told}"
            );
        }
    }
}
