//! Text with delimiters.

use domain::Instant;
use domain::grid::{Grid, GridFormat, Marks, TextEncoding};
use encoding_rs::GB18030;
use sheets::Properties;
use sheets::read::{Foreign, ReadError};

use crate::make::{cells, grid};

pub(crate) fn properties() -> Properties {
    Properties {
        title: "模板".to_owned(),
        author: "演练学校".to_owned(),
        made_at: Instant::parse("2026-06-26T17:00:00+08:00").unwrap(),
    }
}

const TABLE: &str = "学号,姓名,班级\r\n20250101,张三,七年级1班\r\n20250102,吕䶮堃,七年级1班\r\n";

fn texts(grid: &Grid) -> Vec<(u32, u32, String)> {
    cells(grid).into_iter().map(|(r, c, t, _)| (r, c, t)).collect()
}

#[test]
fn four_encodings_give_the_same_table() {
    let utf8 = TABLE.as_bytes().to_vec();
    let marked = [b"\xEF\xBB\xBF".as_slice(), &utf8].concat();
    let (gb, _, lost) = GB18030.encode(TABLE);
    assert!(!lost && std::str::from_utf8(&gb).is_err());
    let utf16: Vec<u8> = std::iter::once(0xFEFFu16).chain(TABLE.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let first = texts(&grid(&utf8).unwrap());
    assert_eq!(first.len(), 9);
    assert_eq!(first[7].2, "吕䶮堃");
    for (bytes, expected) in [
        (utf8, TextEncoding::Utf8),
        (marked, TextEncoding::Utf8),
        (gb.into_owned(), TextEncoding::Gb18030),
        (utf16, TextEncoding::Utf16),
    ] {
        let grid = grid(&bytes).unwrap();
        assert_eq!(grid.format, GridFormat::Csv { encoding: expected, delimiter: ',' });
        assert_eq!(texts(&grid), first, "{expected:?}");
        assert!(cells(&grid)[3].3.has(Marks::NUMBER_AS_TEXT));
    }
}

#[test]
fn three_delimiters_and_a_named_one() {
    for (text, delimiter) in [
        (TABLE.to_owned(), ','),
        (TABLE.replace(',', ";"), ';'),
        (TABLE.replace(',', "\t"), '\t'),
        (TABLE.replace(',', "\t").replace("张三", "张,三,a"), '\t'),
        (format!("sep=;\r\n{}", TABLE.replace(',', ";")), ';'),
        ("姓名\r\n张三\r\n".to_owned(), ','),
    ] {
        let grid = grid(text.as_bytes()).unwrap();
        let GridFormat::Csv { delimiter: found, .. } = grid.format else { panic!() };
        assert_eq!(found, delimiter, "{text}");
    }
}

#[test]
fn rows_have_the_numbers_that_a_spreadsheet_program_shows() {
    let text = "标题\n\n学号,姓名\n1001,\"张\n三\"\n\n1002,李四\n,,\n=\"0103\",\"王\"\"五\"\n";
    let grid = grid(text.as_bytes()).unwrap();
    assert_eq!(
        texts(&grid),
        [
            (1, 1, "标题"),
            (3, 1, "学号"),
            (3, 2, "姓名"),
            (4, 1, "1001"),
            (4, 2, "张\n三"),
            (6, 1, "1002"),
            (6, 2, "李四"),
            (8, 1, "0103"),
            (8, 2, "王\"五"),
        ]
        .map(|(r, c, t)| (r, c, t.to_owned()))
    );
    let windows = crate::make::grid(text.replace('\n', "\r\n").as_bytes()).unwrap();
    let numbers = |grid: &Grid| texts(grid).into_iter().map(|(r, c, _)| (r, c)).collect::<Vec<_>>();
    assert_eq!(numbers(&windows), numbers(&grid));
    let leading = crate::make::grid("\n\n\n学号,姓名\n1001,张三".as_bytes()).unwrap();
    assert_eq!(numbers(&leading), [(4, 1), (4, 2), (5, 1), (5, 2)]);
    // A first line that names the delimiter is a line of the file too.
    let named = crate::make::grid(b"sep=,\n1,2\n").unwrap();
    assert_eq!(texts(&named)[0].0, 2);
}

#[test]
fn bytes_that_are_no_text_say_so() {
    for (bytes, found) in [
        (&b"%PDF-1.7 x"[..], Foreign::Pdf),
        (b"\x89PNG\r\n\x1a\n", Foreign::Picture),
        (b"<html><body><table>", Foreign::WebPage),
        (b"\xEF\xBB\xBF<?xml version=\"1.0\"?><Workbook>", Foreign::Xml),
        (b"\xFF\xFF\xFF\xFF", Foreign::Binary),
        (b"abc\0def", Foreign::Binary),
        (b"\xEF\xBB\xBF\xFF", Foreign::Binary),
        (b"Rar!\x1a\x07", Foreign::Archive),
    ] {
        assert_eq!(grid(bytes), Err(ReadError::NotASpreadsheet { found }), "{bytes:?}");
    }
    for empty in [&b""[..], b"  \r\n", b"\xEF\xBB\xBF", b",,,\n,,"] {
        assert_eq!(grid(empty), Err(ReadError::Empty), "{empty:?}");
    }
    let open = format!("学号,姓名\n1,\"张三\n{}", "2,李四\n".repeat(20_000));
    assert_eq!(grid(open.as_bytes()), Err(ReadError::Damaged), "a quotation mark that is never closed");
    assert!(grid(b"BMI,name\n1,2\n").is_ok(), "a text may begin like a bitmap");
}

#[test]
fn every_answer_of_a_reader_has_its_sentence() {
    let words = domain::roster::words();
    let max = 1;
    for error in [
        ReadError::PasswordProtected,
        ReadError::Truncated,
        ReadError::Damaged,
        ReadError::TooManyRows { max },
        ReadError::TooManyColumns { max: 1 },
        ReadError::TooLarge { max },
        ReadError::UnpacksTooMuch,
        ReadError::Empty,
        ReadError::OldFormat,
        ReadError::NotASpreadsheet { found: Foreign::Binary },
    ] {
        assert_ne!(words.sentence(error.code()), error.code());
    }
    for found in [
        Foreign::Document,
        Foreign::Slides,
        Foreign::Archive,
        Foreign::BinaryWorkbook,
        Foreign::OpenDocument,
        Foreign::Compound,
        Foreign::WebPage,
        Foreign::Xml,
        Foreign::Pdf,
        Foreign::Picture,
        Foreign::Binary,
    ] {
        let key = format!("not_a_spreadsheet.{}", found.code());
        assert!(words.sentences.contains_key(&key), "{key}");
    }
}
