//! The list of files to upload and to delete, for whoever copies by hand: the difference between
//! what the last list handed over and what is published now, whatever was built in between.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;

use crate::cache::Cache;
use crate::fingerprint::Fingerprint;
use crate::ledger;
use crate::publish::HOME;

/// Published files by path.
type Files = BTreeMap<String, Option<Fingerprint>>;

/// How long a list is.
#[derive(Debug, PartialEq, Eq)]
pub struct Changes {
    /// Files to upload.
    pub uploads: usize,
    /// Files to delete.
    pub removals: usize,
    /// There was no list before, or nothing is known of it.
    pub is_first: bool,
}

/// Writes the list, and remembers what it hands over. What is remembered lies in the cache: where
/// that was removed, everything is listed again.
///
/// # Errors
///
/// What the system refuses.
pub fn write(file: &Path, root: &Path, output: &Path) -> std::io::Result<Changes> {
    let cache = Cache::of(root);
    let folder = std::path::absolute(output)?;
    let name = format!("handed-{}", Fingerprint::of(&folder).hex());
    let now = ledger::read(output).unwrap_or_default().files;
    let before: Option<Files> = cache.read(&name);
    let (text, changes) = list(before.as_ref(), &now);
    std::fs::write(file, text)?;
    cache.write(&name, &now);
    Ok(changes)
}

/// New files come before those that lead to them, the home page last, removals after everything.
fn list(before: Option<&Files>, now: &Files) -> (String, Changes) {
    let nothing = Files::new();
    let old = before.unwrap_or(&nothing);
    let mut uploads: Vec<&String> =
        now.iter().filter(|(path, print)| old.get(*path) != Some(*print)).map(|(p, _)| p).collect();
    uploads.sort_by_key(|path| (*path == HOME, old.contains_key(*path)));
    let removals: Vec<&String> = old.keys().filter(|path| !now.contains_key(*path)).collect();
    let mut text = String::new();
    if before.is_none() {
        text.push_str("# 没有上一份清单的记录，下面是网站的全部文件；服务器上多出来的旧文件，请自行核对后删除\n");
    } else if uploads.is_empty() && removals.is_empty() {
        text.push_str("# 和上一份清单相比没有变化\n");
    }
    text.push_str("# 要上传的文件（按顺序）\n");
    for path in &uploads {
        let _ = writeln!(text, "+ {path}");
    }
    text.push_str("# 要删除的文件（上传完再删）\n");
    for path in &removals {
        let _ = writeln!(text, "- {path}");
    }
    let (uploads, removals) = (uploads.len(), removals.len());
    (text, Changes { uploads, removals, is_first: before.is_none() })
}

#[cfg(test)]
mod tests {
    use super::{Changes, Files, list};
    use crate::fingerprint::Fingerprint;

    fn files(of: &[(&str, &str)]) -> Files {
        let print = |text: &str| Some(Fingerprint::of_bytes(text.as_bytes()));
        of.iter().map(|(path, text)| ((*path).to_owned(), print(text))).collect()
    }

    #[test]
    fn uploads_are_in_safe_order_and_removals_come_last() {
        let before = files(&[("a.html", "1"), ("index.html", "1"), ("old.html", "1"), ("z", "1")]);
        let now = files(&[("a.html", "2"), ("index.html", "2"), ("m.html", "1"), ("z", "1")]);
        let (text, changes) = list(Some(&before), &now);
        assert_eq!(
            text,
            "# 要上传的文件（按顺序）\n+ m.html\n+ a.html\n+ index.html\n\
             # 要删除的文件（上传完再删）\n- old.html\n"
        );
        assert_eq!(changes, Changes { uploads: 3, removals: 1, is_first: false });
    }

    #[test]
    fn everything_is_listed_where_nothing_is_known() {
        let now = files(&[("index.html", "1"), ("z.html", "1")]);
        let (text, changes) = list(None, &now);
        assert!(
            text.starts_with("# 没有上一份清单的记录") && text.contains("+ z.html\n+ index.html\n")
        );
        assert_eq!(changes, Changes { uploads: 2, removals: 0, is_first: true });
        assert!(list(Some(&now), &now).0.starts_with("# 和上一份清单相比没有变化\n"));
    }
}
