//! .xlsx.

use domain::grid::{GridFormat, Marks};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use sheets::read::{Limits, ReadError, read};

use crate::make::{book, cells, grid, packed};

#[test]
fn what_another_program_writes_is_read_with_its_marks() {
    let mut made = Workbook::new();
    let day = Format::new().set_num_format("yyyy\"年\"m\"月\"d\"日\"");
    let padded = Format::new().set_num_format("00000000");
    let sheet = made.add_worksheet();
    sheet.set_name("学生").unwrap();
    sheet.merge_range(0, 0, 0, 4, "学生名册", &Format::new()).unwrap();
    for (column, heading) in (0u16..).zip(["学号", "姓名", "班级", "出生日期", "备注"]) {
        sheet.write(1, column, heading).unwrap();
    }
    sheet.write(2, 0, "20250101").unwrap();
    sheet.write(2, 1, "张三 & <李四>").unwrap();
    sheet.write_with_format(2, 3, ExcelDateTime::parse_from_str("2013-06-03").unwrap(), &day).unwrap();
    sheet.write(2, 4, 140_123_201_306_030_012.0).unwrap();
    sheet.write_with_format(3, 0, 123, &padded).unwrap();
    sheet.write_formula(3, 1, "=\"王\"&\"五\"").unwrap();
    sheet.write_formula(3, 4, rust_xlsxwriter::Formula::new("=1+1").set_result("2")).unwrap();
    sheet.merge_range(2, 2, 3, 2, "七年级1班", &Format::new()).unwrap();
    sheet.set_row_hidden(3).unwrap();
    sheet.set_column_hidden(4).unwrap();
    let other = made.add_worksheet();
    other.set_name("旧表").unwrap().set_hidden(true);
    other.write(0, 0, "旧").unwrap();
    let grid = grid(&made.save_to_buffer().unwrap()).unwrap();
    assert_eq!(grid.format, GridFormat::Xlsx);
    assert_eq!(
        grid.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect::<Vec<_>>(),
        [("学生", false), ("旧表", true)]
    );
    let sheet = &grid.sheets[0];
    let at = |row: usize, column: u32| sheet.rows[row].cell(column).unwrap();
    assert!(at(0, 1).marks.has(Marks::MERGED.with(Marks::ACROSS)));
    assert_eq!((&*at(0, 5).text, at(0, 5).marks.has(Marks::FILLED)), ("学生名册", true));
    assert!(at(2, 1).marks.has(Marks::NUMBER_AS_TEXT));
    assert_eq!(&*at(2, 2).text, "张三 & <李四>");
    assert_eq!((&*at(2, 4).text, at(2, 4).marks.has(Marks::DATE)), ("2013-06-03", true));
    assert_eq!((&*at(2, 5).text, at(2, 5).marks.has(Marks::LOST_DIGITS)), ("1.40123E+17", true));
    assert!(at(2, 5).marks.has(Marks::HIDDEN_COLUMN) && !at(2, 4).marks.has(Marks::HIDDEN_COLUMN));
    assert_eq!(&*at(3, 1).text, "00000123");
    assert_eq!((&*at(3, 3).text, at(3, 3).marks.has(Marks::FILLED)), ("七年级1班", true));
    assert!(!at(3, 3).marks.has(Marks::ACROSS));
    assert_eq!((&*at(3, 5).text, at(3, 5).marks.has(Marks::FORMULA)), ("2", true));
    assert!(sheet.rows[3].hidden && !sheet.rows[2].hidden);
}

#[test]
fn every_kind_of_value() {
    let sheet = r#"<sheetData><row r="3"><c r="A3" t="s"><v>0</v></c><c r="B3" t="inlineStr"><is><r><t>行</t></r><r><t>内</t></r><rPh><t>x</t></rPh></is></c>
        <c r="C3" t="b"><v>1</v></c><c r="D3" t="e"><v>#N/A</v></c><c r="E3" t="str"><f>A1</f><v>公式</v></c><c r="F3"><f>B1</f></c>
        <c r="G3" s="1"><v>41428</v></c><c r="H3" t="d"><v>2013-06-03T00:00:00</v></c><c r="I3"><v>1E3</v></c><c r="J3" s="1"/></row>
        <row><c><v>7</v></c><c><v>8.5</v></c></row></sheetData>"#;
    let texts = "<si><r><t>张</t></r><r><t xml:space=\"preserve\">&#x4E09;_x000D_</t></r><rPh><t>zs</t></rPh></si>";
    let styles = "<numFmts><numFmt numFmtId=\"170\" formatCode=\"yyyy/m/d;@\"/></numFmts><cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs>";
    let grid = grid(&book(sheet, texts, styles, "")).unwrap();
    let plain = Marks::default();
    let number = Marks::NUMBER;
    let found: Vec<(u32, u32, String, Marks)> = cells(&grid);
    let expected = [
        (3, 1, "张三\r", plain),
        (3, 2, "行内", plain),
        (3, 3, "TRUE", plain),
        (3, 4, "#N/A", Marks::ERROR),
        (3, 5, "公式", Marks::FORMULA),
        (3, 6, "", Marks::FORMULA),
        (3, 7, "2013-06-03", number.with(Marks::DATE)),
        (3, 8, "2013-06-03 00:00:00", Marks::DATE),
        (3, 9, "1000", number),
        (4, 1, "7", number),
        (4, 2, "8.5", number),
    ];
    assert_eq!(found, expected.map(|(r, c, t, m)| (r, c, t.to_owned(), m)));
    let mac = book(sheet, texts, styles, "<workbookPr date1904=\"1\"/>");
    assert_eq!(&*crate::make::grid(&mac).unwrap().sheets[0].rows[0].cell(7).unwrap().text, "2017-06-04");
}

#[test]
fn cells_out_of_order_and_rows_without_text() {
    let sheet = r#"<sheetData><row r="5"><c r="B5"><v>2</v></c><c r="A5"><v>1</v></c></row><row r="2"><c r="A2"><v>0</v></c></row>
        <row r="900000"/><row r="1048576"><c r="A1048576" t="inlineStr"><is><t>  </t></is></c></row></sheetData>"#;
    let grid = grid(&book(sheet, "", "", "")).unwrap();
    let found: Vec<(u32, u32, String)> = cells(&grid).into_iter().map(|(r, c, t, _)| (r, c, t)).collect();
    assert_eq!(found, [(2, 1, "0".to_owned()), (5, 1, "1".to_owned()), (5, 2, "2".to_owned())]);
}

#[test]
fn bounds_are_kept_and_named() {
    let rows = |n: usize| {
        let rows: String = (1..=n).map(|r| format!("<row r=\"{r}\"><c r=\"A{r}\"><v>{r}</v></c></row>")).collect();
        book(&format!("<sheetData>{rows}</sheetData>"), "", "", "")
    };
    let limits = Limits { rows: 1000, ..Limits::default() };
    assert_eq!(read(&rows(1000), &limits).unwrap().sheets[0].rows.len(), 1000);
    assert_eq!(read(&rows(1001), &limits), Err(ReadError::TooManyRows { max: 1000 }));
    assert_eq!(grid(&rows(100_000)).unwrap().sheets[0].rows.len(), 100_000);
    assert_eq!(grid(&rows(100_001)), Err(ReadError::TooManyRows { max: 100_000 }));
    let wide = book("<sheetData><row r=\"1\"><c r=\"XFD1\"><v>1</v></c></row></sheetData>", "", "", "");
    assert_eq!(grid(&wide), Err(ReadError::TooManyColumns { max: 256 }));
    let small = Limits { bytes: 100, ..Limits::default() };
    assert_eq!(read(&wide, &small), Err(ReadError::TooLarge { max: 100 }));
    let text = format!("<si><t>{}</t></si>", "长".repeat(2000));
    let big = book("<sheetData/>", &text, "", "");
    assert_eq!(read(&big, &Limits { text: 1000, ..Limits::default() }), Err(ReadError::UnpacksTooMuch));
    // Merged blocks that cover a hundred thousand rows are filled within the bound of cells, whatever they claim.
    let merges = "<mergeCell ref=\"A1:IV1048576\"/>".repeat(50);
    let rows: String = (1..=5000).map(|r| format!("<row r=\"{r}\"><c r=\"A{r}\"><v>{r}</v></c></row>")).collect();
    let merged = book(&format!("<sheetData>{rows}</sheetData><mergeCells>{merges}</mergeCells>"), "", "", "");
    assert_eq!(grid(&merged), Err(ReadError::UnpacksTooMuch));
}

#[test]
fn a_bomb_stops_at_its_bound() {
    // 1 GB of spaces inside a sheet pack to about 1 MB.
    let zip = {
        use std::io::Write as _;
        let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        let options = zip::write::SimpleFileOptions::default();
        for (name, text) in [
            ("_rels/.rels", crate::make::RELATIONS),
            (
                "xl/workbook.xml",
                r#"<workbook xmlns:r="r"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>"#,
            ),
            ("xl/_rels/workbook.xml.rels", crate::make::LINKS),
        ] {
            zip.start_file(name, options).unwrap();
            zip.write_all(text.as_bytes()).unwrap();
        }
        zip.start_file("xl/worksheets/sheet1.xml", options).unwrap();
        zip.write_all(b"<worksheet><sheetData>").unwrap();
        let rows = "<row><c/></row>".repeat(70_000);
        for _ in 0..64 {
            zip.write_all(rows.as_bytes()).unwrap();
        }
        zip.finish().unwrap().into_inner()
    };
    assert!(zip.len() < 2 << 20, "{}", zip.len());
    let limits = Limits { unpacked: 8 << 20, ..Limits::default() };
    assert_eq!(read(&zip, &limits), Err(ReadError::UnpacksTooMuch));
    // One endless text is refused long before the bound of the whole file.
    let endless =
        format!("<sheetData><row><c t=\"inlineStr\"><is><t>{}</t></is></c></row></sheetData>", " ".repeat(4 << 20));
    assert_eq!(grid(&book(&endless, "", "", "")), Err(ReadError::UnpacksTooMuch));
    let deep = "<a>".repeat(100_000);
    assert_eq!(grid(&book(&deep, "", "", "")), Err(ReadError::Damaged));
}

#[test]
fn entities_are_never_expanded() {
    let laughs = packed(&[
        ("_rels/.rels", crate::make::RELATIONS),
        ("xl/workbook.xml", "<!DOCTYPE w [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><workbook>&b;</workbook>"),
    ]);
    assert_eq!(grid(&laughs), Err(ReadError::Damaged));
    let unknown = book("<sheetData><row><c t=\"inlineStr\"><is><t>&b;</t></is></c></row></sheetData>", "", "", "");
    assert_eq!(grid(&unknown), Err(ReadError::Damaged));
}

#[test]
fn the_template_is_read_back_with_its_headings() {
    use domain::roster::{Kind, detect};
    for kind in Kind::ALL {
        let bytes = sheets::roster_template(*kind, &crate::text::properties()).unwrap();
        let grid = grid(&bytes).unwrap();
        let header = detect(&grid.sheets[0]).unwrap();
        assert_eq!(header.mapping.kind, *kind);
        assert_eq!(header.mapping.faults(), []);
        assert_eq!(grid.sheets[0].rows.len(), 1, "no example stands where it would be imported");
        assert!(grid.sheets[1].rows.len() > 5);
        assert!(header.mapping.columns.iter().all(|c| c.field.is_some()));
        assert_eq!(
            bytes,
            sheets::roster_template(*kind, &crate::text::properties()).unwrap(),
            "the same bytes each time"
        );
    }
}
