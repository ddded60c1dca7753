//! Text with delimiters: UTF-8 with or without a byte order mark, UTF-16 with one, and GB 18030, which is tried only where
//! the bytes are no UTF-8; comma, semicolon or tab, whichever cuts the lines into the same number of fields most often.

use std::collections::HashMap;
use std::sync::Arc;

use domain::grid::{Grid, GridFormat, Marks, TextEncoding};
use encoding_rs::{GB18030, UTF_16BE, UTF_16LE};

use super::build::{Budget, Builder};
use super::error::{Foreign, ReadError};
use super::limits::Limits;

/// Most characters of a cell in the common programs; a longer field is a quotation mark that was never closed.
const FIELD_MAX: usize = 32_767;
/// Lines that are looked at to find the delimiter.
const LOOKED_AT: usize = 60;

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, ReadError> {
    let (text, encoding) = decoded(bytes).ok_or(ReadError::NotASpreadsheet { found: Foreign::Binary })?;
    let (named, skipped) = named_delimiter(&text);
    let body = text.get(skipped..).unwrap_or_default();
    let delimiter = named.unwrap_or_else(|| likely_delimiter(body));
    let mut budget = Budget::new(limits);
    let mut builder = Builder::new();
    let mut reader = reader(body, delimiter);
    let mut record = csv::StringRecord::new();
    // A spreadsheet program counts records and blank lines; a line end inside quotation marks is part of its record.
    let mut number = u32::from(skipped > 0);
    loop {
        if !reader.read_record(&mut record).map_err(|_| ReadError::Damaged)? {
            break;
        }
        let start = record.position().and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(0);
        number = number.saturating_add(1).saturating_add(blank_lines(body.as_bytes(), start));
        for (column, field) in (1u32..).zip(record.iter()) {
            if field.len() > FIELD_MAX * 4 || field.chars().count() > FIELD_MAX {
                return Err(ReadError::Damaged);
            }
            // `="0123"` is how a program is told to keep a number's zeros.
            let field = field.trim();
            let field = field.strip_prefix("=\"").and_then(|f| f.strip_suffix('"')).unwrap_or(field);
            if !field.is_empty() {
                let digits = field.len() > 1 && field.bytes().all(|b| b.is_ascii_digit());
                let marks = Marks::default().with_if(Marks::NUMBER_AS_TEXT, digits);
                let kept: Arc<str> = budget.text(field)?;
                builder.put(&mut budget, number, column, kept, marks)?;
            }
        }
    }
    let sheet = builder.finish(&mut budget, String::new(), false)?;
    let delimiter = char::from(delimiter);
    Ok(Grid { format: GridFormat::Csv { encoding, delimiter }, date1904: false, sheets: vec![sheet] })
}

/// How many blank lines stand at `start`, where the record before it ended.
fn blank_lines(bytes: &[u8], start: usize) -> u32 {
    let ended_in = start.checked_sub(1).and_then(|before| bytes.get(before)).copied();
    let mut rest = bytes.get(start..).unwrap_or_default();
    if ended_in == Some(b'\r') {
        rest = rest.strip_prefix(b"\n").unwrap_or(rest);
    }
    let mut count = 0u32;
    while let Some(after) = rest.strip_prefix(b"\r\n").or(rest.strip_prefix(b"\n")).or(rest.strip_prefix(b"\r")) {
        (rest, count) = (after, count.saturating_add(1));
    }
    count
}

fn reader(text: &str, delimiter: u8) -> csv::Reader<&[u8]> {
    csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes())
}

/// The text, and how it was written. `None` for bytes that are no text.
fn decoded(bytes: &[u8]) -> Option<(String, TextEncoding)> {
    if let Some(body) = bytes.strip_prefix(b"\xEF\xBB\xBF") {
        return Some((plain(std::str::from_utf8(body).ok()?)?, TextEncoding::Utf8));
    }
    for (mark, encoding) in [(b"\xFF\xFE", UTF_16LE), (b"\xFE\xFF", UTF_16BE)] {
        if let Some(body) = bytes.strip_prefix(mark) {
            let text = encoding.decode_without_bom_handling_and_without_replacement(body)?;
            return Some((plain(&text)?, TextEncoding::Utf16));
        }
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Some((plain(text)?, TextEncoding::Utf8)),
        Err(_) => {
            let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes)?;
            Some((plain(&text)?, TextEncoding::Gb18030))
        }
    }
}

/// The text, unless it holds control characters that no table has.
fn plain(text: &str) -> Option<String> {
    let foreign =
        |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}' | '\u{1a}' | '\u{80}'..='\u{9f}');
    // An old program ends a text with U+001A.
    let text = text.trim_end_matches('\u{1a}');
    (!text.chars().any(foreign)).then(|| text.to_owned())
}

/// The delimiter that a first line `sep=;` names, and how many bytes it takes.
fn named_delimiter(text: &str) -> (Option<u8>, usize) {
    let Some(rest) = text.strip_prefix("sep=") else { return (None, 0) };
    let Some(delimiter) = rest.bytes().next().filter(|b| b",;\t".contains(b)) else { return (None, 0) };
    let line = text.split_inclusive('\n').next().map_or(0, str::len);
    (Some(delimiter), line)
}

/// The delimiter that gives the most lines the same number of fields, more than one; of equals the earlier of comma, tab,
/// semicolon.
fn likely_delimiter(text: &str) -> u8 {
    let mut best = (0usize, b',');
    for delimiter in [b',', b'\t', b';'] {
        let mut widths: HashMap<usize, usize> = HashMap::new();
        for record in reader(text, delimiter).records().take(LOOKED_AT).flatten() {
            if record.len() > 1 {
                *widths.entry(record.len()).or_default() += 1;
            }
        }
        let score = widths.iter().map(|(width, lines)| lines * 1000 + width.min(&999)).max().unwrap_or(0);
        if score > best.0 {
            best = (score, delimiter);
        }
    }
    best.1
}
