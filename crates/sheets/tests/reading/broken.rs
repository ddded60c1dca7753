//! Files that lie: every answer is an error or a table, never a panic and never much memory.

use std::io::{Cursor, Read as _};

use rand::{RngExt as _, SeedableRng as _};
use rand_chacha::ChaCha8Rng;
use sheets::read::{Foreign, Limits, ReadError, read};

use crate::make::{LINKS, RELATIONS, book, grid, packed};

#[test]
fn renamed_files_say_what_they_are() {
    let document = |main: &str| {
        let relations = RELATIONS.replace("xl/workbook.xml", main);
        packed(&[("_rels/.rels", &relations), (main, "<x/>")])
    };
    for (bytes, found) in [
        (document("word/document.xml"), Foreign::Document),
        (document("ppt/presentation.xml"), Foreign::Slides),
        (document("xl/workbook.bin"), Foreign::BinaryWorkbook),
        (packed(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet")]), Foreign::OpenDocument),
        (packed(&[("photo.jpg", "x")]), Foreign::Archive),
        (packed(&[]), Foreign::Archive),
    ] {
        assert_eq!(grid(&bytes), Err(ReadError::NotASpreadsheet { found }));
    }
}

#[test]
fn a_workbook_that_was_cut_or_contradicts_itself() {
    let whole = book("<sheetData><row><c><v>1</v></c></row></sheetData>", "", "", "");
    assert!(grid(&whole).is_ok());
    for cut in [30, whole.len() / 2, whole.len() - 30] {
        assert_eq!(grid(&whole[..cut]), Err(ReadError::Truncated), "{cut}");
    }
    for (sheet, error) in [
        ("<sheetData><row><c>", ReadError::Damaged),
        ("<sheetData><row r=\"0\"/></sheetData>", ReadError::Damaged),
        ("<sheetData><row><c r=\"1A\"><v>1</v></c></row></sheetData>", ReadError::Damaged),
        ("<sheetData><row><c t=\"s\"><v>9</v></c></row></sheetData>", ReadError::Damaged),
        ("<sheetData><row><c><v>eins</v></c></row></sheetData>", ReadError::Damaged),
        ("<sheetData/><mergeCells><mergeCell ref=\"A:B\"/></mergeCells>", ReadError::Damaged),
        ("<sheetData/>", ReadError::Empty),
    ] {
        assert_eq!(grid(&book(sheet, "", "", "")), Err(error), "{sheet}");
    }
    let missing = packed(&[
        ("_rels/.rels", RELATIONS),
        ("xl/workbook.xml", r#"<workbook xmlns:r="r"><sheets><sheet name="a" r:id="r1"/></sheets></workbook>"#),
        ("xl/_rels/workbook.xml.rels", LINKS),
    ]);
    assert_eq!(grid(&missing), Err(ReadError::Damaged), "the sheet's part is not there");
}

#[test]
fn no_changed_byte_makes_a_reader_panic() {
    let limits = Limits { unpacked: 4 << 20, cells: 50_000, ..Limits::default() };
    let sheet = r#"<cols><col min="1" max="2" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>41428</v></c></row></sheetData><mergeCells><mergeCell ref="A1:B2"/></mergeCells>"#;
    let stored = {
        // Parts kept as they are, so that a changed byte reaches the XML and is not stopped by inflating.
        let mut from = zip::ZipArchive::new(Cursor::new(book(
            sheet,
            "<si><t>张三</t></si>",
            "<cellXfs><xf/><xf numFmtId=\"14\"/></cellXfs>",
            "",
        )))
        .unwrap();
        let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        for index in 0..from.len() {
            let mut part = from.by_index(index).unwrap();
            let mut text = Vec::new();
            part.read_to_end(&mut text).unwrap();
            to.start_file(part.name().to_owned(), options).unwrap();
            std::io::Write::write_all(&mut to, &text).unwrap();
        }
        to.finish().unwrap().into_inner()
    };
    let old = include_bytes!("../data/roster.xls").to_vec();
    let long = include_bytes!("../data/long-texts.xls").to_vec();
    let text = "学号,姓名\n1001,\"张三\"\n".as_bytes().to_vec();
    let mut random = ChaCha8Rng::seed_from_u64(5);
    let (mut tables, mut errors) = (0, 0);
    for whole in [stored, old, long, text] {
        for round in 0..1500 {
            let mut bytes = whole.clone();
            for _ in 0..=round % 4 {
                let at = random.random_range(0..bytes.len());
                bytes[at] =
                    if round % 3 == 0 { [0, 0xFF, 0x7F, 0x80][random.random_range(0..4)] } else { random.random() };
            }
            if round % 7 == 0 {
                bytes.truncate(random.random_range(0..bytes.len()));
            }
            match read(&bytes, &limits) {
                Ok(_) => tables += 1,
                Err(_) => errors += 1,
            }
        }
    }
    assert!(tables > 100 && errors > 100, "{tables} tables, {errors} errors");
}
