//! Bytes → text: PDF text strings, files in unknown encodings, and the escapes of XML and JSON.

/// A text without white space, control characters, invisible marks and variation selectors: the form in which texts and
/// names are compared, because lines, cells and runs break a name anywhere.
#[must_use]
pub fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !is_dropped(*c)).collect()
}

fn is_dropped(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{00ad}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Every way a file's bytes may be read as text: UTF-8, UTF-16 in both orders, and each of them with the escapes of
/// XML (`&#x738B;`) and JSON (`\u738b`) resolved. Compressed files must be expanded first.
#[must_use]
pub fn readings(bytes: &[u8]) -> Vec<String> {
    let utf8 = String::from_utf8_lossy(bytes).into_owned();
    let little = utf16(bytes, u16::from_le_bytes);
    let big = utf16(bytes, u16::from_be_bytes);
    // A text of two-byte units may also start at an odd place inside another format.
    let shifted = bytes.get(1..).unwrap_or_default();
    let (little_shifted, big_shifted) = (utf16(shifted, u16::from_le_bytes), utf16(shifted, u16::from_be_bytes));
    let mut all = Vec::new();
    for text in [utf8, little, big, little_shifted, big_shifted] {
        with_unescaped(text, &mut all);
    }
    all
}

/// Adds a text and, where it differs, the text with its escapes resolved.
pub(super) fn with_unescaped(text: String, all: &mut Vec<String>) {
    let plain = unescaped(&text);
    if plain != text {
        all.push(plain);
    }
    all.push(text);
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| unit(*pair));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A PDF text string (ISO 32000-2, 7.9.2.2): UTF-16 or UTF-8 by its mark. Without a mark it should be PDFDocEncoding,
/// but writers put bare UTF-8 there too, so that is tried first.
pub(super) fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => match std::str::from_utf8(bytes) {
            Ok(text) => text.to_owned(),
            Err(_) => bytes.iter().map(|b| char::from(*b)).collect(),
        },
    }
}

/// Resolves `&lt;`-like, `&#29579;`, `&#x738B;` and `\u738b` (also as surrogate pairs); leaves the rest alone.
fn unescaped(text: &str) -> String {
    if !text.contains('&') && !text.contains("\\u") {
        return text.to_owned();
    }
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(['&', '\\']) {
        let Some((before, escape)) = rest.split_at_checked(at) else {
            break;
        };
        plain.push_str(before);
        match entity(escape).or_else(|| json_escape(escape)) {
            Some((c, after)) => {
                plain.push_str(&c);
                rest = after;
            }
            None => {
                let mut chars = escape.chars();
                plain.extend(chars.next());
                rest = chars.as_str();
            }
        }
    }
    plain.push_str(rest);
    plain
}

fn entity(text: &str) -> Option<(String, &str)> {
    let (name, after) = text.strip_prefix('&')?.split_once(';')?;
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some((c.to_string(), after))
}

fn json_escape(text: &str) -> Option<(String, &str)> {
    let mut units = Vec::new();
    let mut rest = text;
    while let Some((digits, after)) = rest.strip_prefix("\\u").and_then(|hex| hex.split_at_checked(4)) {
        let Ok(unit) = u16::from_str_radix(digits, 16) else {
            break;
        };
        units.push(unit);
        rest = after;
    }
    (!units.is_empty()).then(|| (String::from_utf16_lossy(&units), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_and_invisible_marks_do_not_hide_a_name() {
        assert_eq!(squeezed("王\u{3000}小\n\u{200b}明\u{fe00} 喆\u{e0101}"), "王小明喆");
    }

    #[test]
    fn names_are_found_in_every_encoding_and_escape() {
        let name = "王喆𬭎";
        let be: Vec<u8> = name.encode_utf16().flat_map(u16::to_be_bytes).collect();
        let mut le: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let mut files = vec![name.as_bytes().to_vec(), be, le.clone()];
        le.insert(0, b'x');
        files.push(le);
        files.push("&#29579;&#x5586;&#x2CB4E; &".into());
        files.push("{\"a\":\"\\u738b\\u5586\\ud872\\udf4e\"} \\u12".into());
        for file in files {
            assert!(readings(&file).iter().any(|t| squeezed(t).contains(name)), "{file:?}");
        }
    }

    #[test]
    fn text_strings_follow_their_marks() {
        assert_eq!(text_string(b"\xfe\xff\x73\x8b"), "王");
        assert_eq!(text_string(b"\xff\xfe\x8b\x73"), "王");
        assert_eq!(text_string("\u{feff}王".as_bytes()), "王");
        assert_eq!(text_string("王".as_bytes()), "王");
        assert_eq!(text_string(b"caf\xe9"), "café");
    }
}
