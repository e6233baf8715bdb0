//! Text files as Windows programs save them: UTF-8 with or without a mark, UTF-16, or GB18030.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8};

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text without a byte-order mark.
    pub text: String,
    /// It was not UTF-8, so the editor is advised to save it anew.
    pub legacy: bool,
}

/// The text of a file's bytes; `None` if they are no text in a known encoding.
pub fn decode(bytes: &[u8]) -> Option<Text> {
    let (encoding, length) = Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let bytes = &bytes[length..];
    let read = |encoding: &'static Encoding| {
        encoding.decode_without_bom_handling_and_without_replacement(bytes).map(Cow::into_owned)
    };
    if encoding != UTF_8 {
        return read(encoding).map(|text| Text { text, legacy: true });
    }
    if let Some(text) = read(UTF_8) {
        // A NUL never stands in a text, but does in a renamed picture or Word file.
        return memchr::memchr(0, text.as_bytes())
            .is_none()
            .then_some(Text { text, legacy: false });
    }
    // GB18030 accepts what GBK and GB2312 do, and nearly any bytes besides: its control characters
    // give binary files away. WPS has one for a line that is broken, one for a page, and old
    // programs end a file with one.
    let text = read(GB18030)?;
    let is_known = |c: char| matches!(c, '\n' | '\r' | '\t' | '\x0b' | '\x0c' | '\x1a');
    let clean = text.chars().all(|c| !c.is_control() || is_known(c));
    clean.then_some(Text { text, legacy: true })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn chinese_text_is_read_in_the_encodings_of_windows() {
        let text = "标题：云溪镇的“板凳会”";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let read = decode(&gbk).unwrap();
        assert!(read.legacy && read.text == text);

        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let read = decode(&marked).unwrap();
        assert!(!read.legacy && read.text == text);

        let wide: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(&wide).unwrap().text, text);
    }

    #[test]
    fn binary_files_are_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
        assert_eq!(decode(&[0xff; 9]), None);
    }
}
