//! A workbook read back part by part, as another program reads it.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::io::{Cursor, Read as _};

use domain::Instant;
use sheets::{Cell, Column, Properties, SheetError, Table, workbook};
use zip::ZipArchive;

fn properties() -> Properties {
    Properties {
        title: "审计记录".to_owned(),
        author: "演练学校".to_owned(),
        made_at: Instant::parse("2026-06-26T17:00:00+08:00").unwrap(),
    }
}

fn table(rows: Vec<Vec<Cell>>) -> Table {
    let column = |heading: &str| Column { heading: heading.to_owned(), width: 12 };
    Table {
        name: "审计".to_owned(),
        columns: vec![column("序号"), column("时间"), column("内容"), column("日期")],
        rows,
        notes: vec!["演练学校".to_owned()],
    }
}

fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn every_kind_of_cell_is_written_as_what_it_is() {
    let at = Instant::parse("2026-06-26T00:30:05+08:00").unwrap();
    let bytes = workbook(
        &[table(vec![vec![
            Cell::Number(57),
            Cell::Instant(at),
            Cell::Text("=HYPERLINK(\"http://x\")".to_owned()),
            Cell::Date("2026-06-25".parse().unwrap()),
        ]])],
        &properties(),
    )
    .unwrap();
    let sheet = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!sheet.contains("<f>"), "a text that begins with = is no formula: {sheet}");
    assert!(part(&bytes, "xl/sharedStrings.xml").contains("=HYPERLINK"), "and is kept as it was typed");
    assert!(sheet.contains(">57<"), "{sheet}");
    // 46199 is 2026-06-26 in the 1900 date system; half past midnight at +08:00 is still that day.
    let days = 46199.0 + (30.0 * 60.0 + 5.0) / 86_400.0;
    let shown: Vec<f64> = sheet
        .split("<v>")
        .skip(1)
        .filter_map(|v| v.split('<').next()?.parse().ok())
        .filter(|v| *v > 46_000.0)
        .collect();
    assert!(shown.iter().any(|v| (v - days).abs() < 1e-6), "{shown:?} holds no {days}");
    assert!(shown.contains(&46198.0), "{shown:?} holds no 2026-06-25");
    assert!(
        part(&bytes, "docProps/core.xml").contains("2026-06-26T09:00:00Z"),
        "the program's clock, not the machine's"
    );
}

#[test]
fn the_same_tables_give_the_same_bytes() {
    let rows = || table(vec![vec![Cell::Number(1), Cell::Empty, Cell::Text("甲".into()), Cell::Empty]]);
    assert_eq!(workbook(&[rows()], &properties()).unwrap(), workbook(&[rows()], &properties()).unwrap());
}

#[test]
fn a_text_longer_than_a_cell_is_shortened_and_a_bad_name_refused() {
    let long = "长".repeat(40_000);
    let rows = vec![vec![Cell::Text(long), Cell::Empty, Cell::Empty, Cell::Empty]];
    let bytes = workbook(&[table(rows)], &properties()).unwrap();
    let strings = part(&bytes, "xl/sharedStrings.xml");
    let longest = strings.split("<t>").map(|s| s.split('<').next().unwrap_or_default().chars().count()).max();
    assert_eq!(longest, Some(32_767));
    assert!(strings.contains("长…"));
    let bad = Table { name: "a:b".to_owned(), ..table(Vec::new()) };
    assert!(matches!(workbook(&[bad], &properties()), Err(SheetError::Writer(_))));
}
