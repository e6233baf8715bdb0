//! Which requests are answered at all: those that a browser on this machine, or one that was asked
//! for this machine by its number, sends.

use std::net::{IpAddr, SocketAddr};

/// Whether a request's `Host` names this machine: a number, or `localhost`. Another name may have
/// been bent to this machine by a page that wants to read the preview (DNS rebinding).
pub fn is_ours(host: &str) -> bool {
    let is_number = host.parse::<SocketAddr>().is_ok()
        || host.trim_matches(['[', ']']).parse::<IpAddr>().is_ok();
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    is_number || name.eq_ignore_ascii_case("localhost")
}

/// The path that a request means, decoded and without its query; `None` where it is no path of a
/// site: it climbs, doubles a slash, or holds what no address of ours does.
pub fn path(target: &str) -> Option<String> {
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let decoded = percent_encoding::percent_decode_str(path).decode_utf8().ok()?;
    let inner = decoded.strip_prefix('/')?;
    let climbs = inner.split('/').any(|name| name == ".." || name == ".");
    let odd = inner.starts_with('/')
        || inner.contains("//")
        || inner.contains(|c: char| c == '\\' || c == '%' || c.is_control());
    (!climbs && !odd).then(|| decoded.into_owned())
}

/// A value of the query, decoded.
pub fn query(target: &str, name: &str) -> Option<String> {
    let (_, query) = target.split_once('?')?;
    let value = query.split('&').find_map(|pair| {
        let (key, value) = pair.split_once('=')?;
        (key == name).then_some(value)
    })?;
    percent_encoding::percent_decode_str(value).decode_utf8().ok().map(std::borrow::Cow::into_owned)
}

#[cfg(test)]
mod tests {
    use super::{is_ours, path, query};

    #[test]
    fn only_numbers_and_localhost_are_this_machine() {
        for host in [
            "localhost",
            "localhost:8000",
            "127.0.0.1:8000",
            "[::1]:8000",
            "[::1]",
            "192.168.1.7:8000",
        ] {
            assert!(is_ours(host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example:8000", "127.0.0.1.evil.example", ""] {
            assert!(!is_ours(host), "{host}");
        }
    }

    #[test]
    fn a_path_never_climbs() {
        assert_eq!(path("/news/a.html?x=1").as_deref(), Some("/news/a.html"));
        assert_eq!(path("/%E4%BA%91.html").as_deref(), Some("/云.html"));
        for hostile in [
            "/../site.toml",
            "/%2e%2e/site.toml",
            "/%252e%252e/x",
            "//evil.example/",
            "/a//b",
            "/a\\..\\b",
            "/a%5cb",
            "/a%00b",
            "/%ff",
            "news",
            "",
            "/./a",
        ] {
            assert_eq!(path(hostile), None, "{hostile}");
        }
    }

    #[test]
    fn a_query_is_decoded() {
        assert_eq!(query("/x?path=%2Fa%20b&print=1", "path").as_deref(), Some("/a b"));
        assert_eq!(query("/x?path=%2Fa", "print"), None);
    }
}
