//! Text files as Windows programs save them: UTF-8 with or without a mark, UTF-16, or GB18030.

/// A file's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text without a byte-order mark.
    pub text: String,
    /// It was not UTF-8, so the editor is advised to save it anew.
    pub legacy: bool,
}

/// The text of a file's bytes; `None` if they are no text in a known encoding.
pub fn decode(bytes: Vec<u8>) -> Option<Text> {
    let mark = encoding_rs::Encoding::for_bom(&bytes);
    if let Some((encoding, length)) = mark
        && encoding != encoding_rs::UTF_8
    {
        let text =
            encoding.decode_without_bom_handling_and_without_replacement(&bytes[length..])?;
        return Some(Text { text: text.into_owned(), legacy: true });
    }
    let bytes = match mark {
        Some((_, length)) => bytes[length..].to_vec(),
        None => bytes,
    };
    match String::from_utf8(bytes) {
        // A NUL never stands in a text, but does in a renamed picture or Word file.
        Ok(text) => (!text.contains('\0')).then_some(Text { text, legacy: false }),
        Err(error) => {
            // GB18030 accepts what GBK and GB2312 do, and nearly any bytes besides: its control
            // characters give binary files away.
            let bytes = error.into_bytes();
            let text =
                encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(&bytes)?;
            let clean = text.chars().all(|c| !c.is_control() || matches!(c, '\n' | '\r' | '\t'));
            clean.then(|| Text { text: text.into_owned(), legacy: true })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn chinese_text_is_read_in_the_encodings_of_windows() {
        let text = "标题：云溪镇的“板凳会”";
        let (gbk, _, _) = encoding_rs::GBK.encode(text);
        let read = decode(gbk.into_owned()).unwrap();
        assert!(read.legacy && read.text == text);

        let marked = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let read = decode(marked).unwrap();
        assert!(!read.legacy && read.text == text);

        let wide: Vec<u8> =
            std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
        assert_eq!(decode(wide).unwrap().text, text);
    }

    #[test]
    fn binary_files_are_no_text() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec()), None);
        assert_eq!(decode(vec![0xff; 9]), None);
    }
}
