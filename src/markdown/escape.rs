//! Writes text so that HTML shows it as typed.

use std::fmt::Write as _;

/// Appends text with `&`, `<`, `>` and `"` escaped, fit for content and for quoted attributes.
pub fn escape(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    // `&` is the rarest of the four and asked for apart, as three is what the search takes.
    let has_and = memchr::memchr(b'&', bytes).is_some();
    if !has_and && memchr::memchr3(b'<', b'>', b'"', bytes).is_none() {
        return out.push_str(text);
    }
    let mut marks: Vec<usize> = memchr::memchr3_iter(b'<', b'>', b'"', bytes).collect();
    if has_and {
        marks.extend(memchr::memchr_iter(b'&', bytes));
        marks.sort_unstable();
    }
    let mut kept = 0;
    for at in marks {
        let entity = match bytes[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            _ => "&quot;",
        };
        out.push_str(&text[kept..at]);
        out.push_str(entity);
        kept = at + 1;
    }
    out.push_str(&text[kept..]);
}

/// Appends an address for a quoted attribute: what a URL may not hold is percent-encoded, what it
/// already encodes is kept.
pub fn escape_url(url: &str, out: &mut String) {
    for byte in url.bytes() {
        match byte {
            b'&' => out.push_str("&amp;"),
            b'\'' => out.push_str("&#x27;"),
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => out.push(char::from(byte)),
            _ if b"-_.!~*();/?:@=+$,%#".contains(&byte) => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    #[test]
    fn markup_becomes_text() {
        let mut out = String::new();
        super::escape("若 a<b & c>\"d\" 则 {{ x }}", &mut out);
        assert_eq!(out, "若 a&lt;b &amp; c&gt;&quot;d&quot; 则 {{ x }}");
    }

    #[test]
    fn an_address_keeps_what_it_encodes() {
        let mut out = String::new();
        super::escape_url("a%20b/中 c?x=1&y=\"2", &mut out);
        assert_eq!(out, "a%20b/%E4%B8%AD%20c?x=1&amp;y=%222");
    }
}
