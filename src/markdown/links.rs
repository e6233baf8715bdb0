//! Decides which addresses a page may hold.

/// Whether an address is relative or has one of the four schemes that a page may link to.
pub fn is_allowed(url: &str) -> bool {
    scheme(url).is_none_or(|scheme| {
        ["http", "https", "mailto", "tel"]
            .iter()
            .any(|allowed| scheme.eq_ignore_ascii_case(allowed))
    })
}

/// The scheme as a browser would read it: control characters and spaces before it are passed
/// over, and tabs and line ends inside it too.
fn scheme(url: &str) -> Option<String> {
    let seen: String = url
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .take_while(|c| !matches!(c, '/' | '?' | '#'))
        .collect();
    let (scheme, _) = seen.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    is_scheme.then(|| scheme.to_owned())
}

#[cfg(test)]
mod tests {
    use super::is_allowed;

    #[test]
    fn only_four_schemes_and_relative_addresses_pass() {
        for url in [
            "a.html",
            "../图/1.jpg",
            "#x",
            "",
            "https://a.cn",
            "TEL:12345",
            "mailto:a@b.cn",
            "图：1.jpg",
            "1:2.jpg",
            "//a.cn/",
        ] {
            assert!(is_allowed(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            " JavaScript:x",
            "java\tscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///c:/",
            r"C:\图\1.jpg",
            "ftp://a",
        ] {
            assert!(!is_allowed(url), "{url}");
        }
    }
}
