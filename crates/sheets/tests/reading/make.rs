//! Workbooks made part by part, so that each holds exactly what its test is about.

use std::io::{Cursor, Write as _};

use domain::grid::{Grid, Marks};
use sheets::read::{Limits, ReadError, read};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

pub(crate) fn grid(bytes: &[u8]) -> Result<Grid, ReadError> {
    read(bytes, &Limits::default())
}

pub(crate) fn packed(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

pub(crate) const RELATIONS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
pub(crate) const LINKS: &str = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://x/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/relationships/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="r3" Type="http://x/relationships/styles" Target="styles.xml"/></Relationships>"#;

/// A workbook of one sheet with these inner parts of `worksheet`, `sst` and `styleSheet`.
pub(crate) fn book(sheet: &str, texts: &str, styles: &str, properties: &str) -> Vec<u8> {
    packed(&[
        ("_rels/.rels", RELATIONS),
        (
            "xl/workbook.xml",
            &format!(
                r#"<workbook xmlns:r="r">{properties}<sheets><sheet name="学生" sheetId="1" r:id="r1"/></sheets></workbook>"#
            ),
        ),
        ("xl/_rels/workbook.xml.rels", LINKS),
        ("xl/sharedStrings.xml", &format!("<sst>{texts}</sst>")),
        ("xl/styles.xml", &format!("<styleSheet>{styles}</styleSheet>")),
        ("xl/worksheets/sheet1.xml", &format!("<worksheet>{sheet}</worksheet>")),
    ])
}

/// Number, column, text and marks of every cell of the first sheet.
pub(crate) fn cells(grid: &Grid) -> Vec<(u32, u32, String, Marks)> {
    let rows = grid.sheets.first().unwrap().rows.iter();
    rows.flat_map(|r| r.cells.iter().map(|c| (r.number, c.column, c.text.to_string(), c.marks))).collect()
}
