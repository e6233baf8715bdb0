//! The forms that values of some keys must have.

use crate::slug;

/// `云政〔2026〕5号` (GB/T 9704—2012, 7.2.5).
pub(super) fn is_document_number(text: &str) -> bool {
    let Some((office, rest)) = text.split_once('〔') else { return false };
    let Some((year, rest)) = rest.split_once('〕') else { return false };
    let Some(serial) = rest.strip_suffix('号') else { return false };
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    !office.is_empty()
        && year.len() == 4
        && digits(year)
        && !serial.is_empty()
        && digits(serial)
        && !serial.starts_with('0')
}

/// A path from the site's root that can be written as a file on any system. Names that begin with
/// a full stop are those of the program's own files and of servers.
pub fn is_alias(alias: &str) -> bool {
    let plain = |name: &str| {
        slug::is_file_name(name)
            && !name.starts_with('.')
            && name.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_.~".contains(&b))
    };
    alias.len() <= LONGEST_ALIAS
        && alias
            .strip_prefix('/')
            .is_some_and(|path| path.trim_end_matches('/').split('/').all(plain))
}

/// The most characters of an alias: Windows allows 260 to a whole path.
const LONGEST_ALIAS: usize = 160;

#[cfg(test)]
mod tests {
    use super::{is_alias, is_document_number};

    #[test]
    fn document_numbers_follow_the_norm() {
        assert!(is_document_number("云政〔2026〕5号"));
        for odd in [
            "云政[2026]5号",
            "云政〔26〕5号",
            "云政〔2026〕第5号",
            "云政〔2026〕05号",
            "皖政〔202124号",
        ] {
            assert!(!is_document_number(odd), "{odd}");
        }
    }

    #[test]
    fn aliases_stay_inside_the_site() {
        assert!(is_alias("/news/old.html") && is_alias("/old/"));
        for wrong in [
            "news/old.html",
            "/../a.html",
            "/a//b.html",
            "/新闻.html",
            "/",
            "/a?b",
            "/.minsheng-ledger",
            "/x/.htaccess",
            "/x/nul/a.html",
            "/CON",
            "/x/a.",
        ] {
            assert!(!is_alias(wrong), "{wrong}");
        }
        assert!(!is_alias(&format!("/{}.html", "a".repeat(300))));
    }
}
