//! The signature dictionary as it stands in the file: one fixed layout, written here and read back by the same rules.
//!
//! `/ByteRange` and `/Contents` are reserved at full length first and filled in place afterwards.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeZone};
use lopdf::{Dictionary, Object, StringFormat};

use super::Flaw;
use crate::encoding::{from_hex, hex};

/// Room for the CMS signature in bytes; unused bytes are zero.
pub(super) const CONTENTS_BYTES: usize = 4096;
/// Room for a number in the byte range, in digits: files up to 9.9 GB.
const DIGITS: usize = 10;
/// What stands in the byte range until the real numbers are known.
const RESERVED: i64 = 9_999_999_999;
/// Length of the byte range, brackets included.
const RANGE_BYTES: usize = "[0   ]".len() + 3 * DIGITS;

/// Everything of the dictionary up to the byte range.
const HEAD: &[u8] = b"<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange";
const CONTENTS: &[u8] = b"/Contents<";

/// Builds the dictionary with reserved places, for the writer.
pub(super) fn reserved(at: DateTime<FixedOffset>, name: &str, reason: &str) -> Dictionary {
    let mut dictionary = Dictionary::new();
    dictionary.set("Type", Object::Name(b"Sig".to_vec()));
    dictionary.set("Filter", Object::Name(b"Adobe.PPKLite".to_vec()));
    dictionary.set("SubFilter", Object::Name(b"ETSI.CAdES.detached".to_vec()));
    dictionary.set("ByteRange", vec![Object::Integer(0), RESERVED.into(), RESERVED.into(), RESERVED.into()]);
    dictionary.set("Contents", Object::String(vec![0; CONTENTS_BYTES], StringFormat::Hexadecimal));
    dictionary.set("M", Object::string_literal(at.format("D:%Y%m%d%H%M%S+08'00'").to_string()));
    dictionary.set("Name", utf16(name));
    dictionary.set("Reason", utf16(reason));
    dictionary
}

fn utf16(text: &str) -> Object {
    let bytes = [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect();
    Object::String(bytes, StringFormat::Hexadecimal)
}

/// Where the reserved places are in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Places {
    /// Where the object `N 0 obj` begins.
    pub object_start: usize,
    /// Its number.
    pub object_number: u32,
    /// Where the byte range begins with `[`.
    pub range: usize,
    /// Where the hexadecimal contents begin with `<`.
    pub open: usize,
    /// The first byte after `>`.
    pub close: usize,
    /// `/M`.
    pub at: DateTime<FixedOffset>,
    /// `/Name`.
    pub name: String,
    /// `/Reason`.
    pub reason: String,
}

impl Places {
    /// The byte range that covers the whole file but the contents, brackets included (ISO 32000-1 section 12.8.1),
    /// padded with spaces to its reserved length.
    pub fn range_text(&self, file_length: usize) -> String {
        let text = format!("[0 {} {} {}]", self.open, self.close, file_length.saturating_sub(self.close));
        format!("{text:<RANGE_BYTES$}")
    }
}

/// Finds the last signature dictionary of a file. Every byte of it must be as [`reserved`] lays it out; only the
/// numbers of the byte range and the digits of the contents are left open.
pub(super) fn find(file: &[u8]) -> Result<Places, Flaw> {
    let head = rfind(file, HEAD).ok_or(Flaw::NotSigned)?;
    let before = file.get(..head).ok_or(Flaw::Layout)?;
    let (object_start, object_number) = object_before(before).ok_or(Flaw::Layout)?;
    let mut cursor = Cursor { file, at: head + HEAD.len() };
    let range = cursor.at;
    cursor.skip(RANGE_BYTES)?;
    cursor.expect(CONTENTS)?;
    let open = cursor.at - 1;
    cursor.skip(2 * CONTENTS_BYTES)?;
    cursor.expect(b">")?;
    let close = cursor.at;
    cursor.expect(b"/M(D:")?;
    let at = time(cursor.take(14)?).ok_or(Flaw::Layout)?;
    cursor.expect(b"+08'00')")?;
    cursor.expect(b"/Name")?;
    let name = cursor.utf16()?;
    cursor.expect(b"/Reason")?;
    let reason = cursor.utf16()?;
    cursor.expect(b">>\nendobj\n")?;
    Ok(Places { object_start, object_number, range, open, close, at, name, reason })
}

fn rfind(file: &[u8], what: &[u8]) -> Option<usize> {
    let mut end = file.len();
    // Searching backwards for the first byte and comparing there is fast enough: the dictionary stands near the end.
    while let Some(window) = file.get(..end) {
        let at = window.iter().rposition(|byte| byte == &b'<')?;
        if file.get(at..).is_some_and(|rest| rest.starts_with(what)) {
            return Some(at);
        }
        end = at;
    }
    None
}

/// Reads `\nN 0 obj\n` backwards from the end of `before`.
fn object_before(before: &[u8]) -> Option<(usize, u32)> {
    let line = before.strip_suffix(b" 0 obj\n")?;
    let digits = line.iter().rev().take_while(|byte| byte.is_ascii_digit()).count();
    let start = line.len().checked_sub(digits)?;
    let text = std::str::from_utf8(line.get(start..)?).ok()?;
    let canonical = !text.starts_with('0') && line.get(start.checked_sub(1)?) == Some(&b'\n');
    if canonical { Some((start, text.parse().ok()?)) } else { None }
}

fn time(digits: &[u8]) -> Option<DateTime<FixedOffset>> {
    let text = std::str::from_utf8(digits).ok()?;
    let local = NaiveDateTime::parse_from_str(text, "%Y%m%d%H%M%S").ok()?;
    (local.format("%Y%m%d%H%M%S").to_string() == text)
        .then(|| FixedOffset::east_opt(8 * 3600)?.from_local_datetime(&local).single())
        .flatten()
}

struct Cursor<'a> {
    file: &'a [u8],
    at: usize,
}

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> Result<&'a [u8], Flaw> {
        let end = self.at.checked_add(count).ok_or(Flaw::Layout)?;
        let taken = self.file.get(self.at..end).ok_or(Flaw::Layout)?;
        self.at = end;
        Ok(taken)
    }

    fn skip(&mut self, count: usize) -> Result<(), Flaw> {
        self.take(count).map(|_| ())
    }

    fn expect(&mut self, text: &[u8]) -> Result<(), Flaw> {
        if self.take(text.len())? == text { Ok(()) } else { Err(Flaw::Layout) }
    }

    /// A text string as UTF-16BE with byte order mark in capital hexadecimal digits, as lopdf writes it.
    fn utf16(&mut self) -> Result<String, Flaw> {
        self.expect(b"<FEFF")?;
        let rest = self.file.get(self.at..).ok_or(Flaw::Layout)?;
        let length = rest.iter().position(|byte| byte == &b'>').ok_or(Flaw::Layout)?;
        let digits = self.take(length)?;
        self.expect(b">")?;
        let bytes = from_hex(&digits.to_ascii_lowercase()).ok_or(Flaw::Layout)?;
        if hex(&bytes).to_ascii_uppercase().as_bytes() != digits {
            return Err(Flaw::Layout);
        }
        let units: Vec<u16> = bytes
            .chunks_exact(2)
            .map(|pair| pair.iter().fold(0u16, |unit, byte| (unit << 8) | u16::from(*byte)))
            .collect();
        String::from_utf16(&units).map_err(|_| Flaw::Layout)
    }
}
