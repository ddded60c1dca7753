//! .xls.

use domain::grid::{GridFormat, Marks};
use sheets::read::{Foreign, Limits, ReadError, read};

use crate::make::grid;

const ROSTER: &[u8] = include_bytes!("../data/roster.xls");
const ROSTER_1904: &[u8] = include_bytes!("../data/roster-1904.xls");
const LONG: &[u8] = include_bytes!("../data/long-texts.xls");
const PROTECTED: &[u8] = include_bytes!("../data/protected.xls");

#[test]
fn an_old_workbook_is_read_with_its_marks() {
    for (bytes, mac) in [(ROSTER, false), (ROSTER_1904, true)] {
        let grid = grid(bytes).unwrap();
        assert_eq!((grid.format, grid.date1904), (GridFormat::Xls, mac));
        assert_eq!(
            grid.sheets.iter().map(|s| (s.name.as_str(), s.hidden)).collect::<Vec<_>>(),
            [("学生", false), ("旧表", true)]
        );
        let sheet = &grid.sheets[0];
        let at = |row: usize, column: u32| sheet.rows[row].cell(column).unwrap();
        assert_eq!(sheet.rows.iter().map(|r| r.number).collect::<Vec<_>>(), [1, 2, 3, 4, 5, 7]);
        assert!(at(0, 1).marks.has(Marks::MERGED.with(Marks::ACROSS)));
        assert_eq!((&*at(2, 1).text, at(2, 1).marks.has(Marks::NUMBER_AS_TEXT)), ("20250101", true));
        assert_eq!((&*at(3, 1).text, at(3, 1).marks.has(Marks::NUMBER)), ("20250102", true));
        assert_eq!(&*at(4, 1).text, "00000123");
        assert_eq!((&*at(3, 3).text, at(3, 3).marks.has(Marks::FILLED)), ("七年级1班", true));
        assert_eq!((&*at(2, 4).text, at(2, 4).marks.has(Marks::DATE)), ("2013-06-03", true));
        assert_eq!(&*at(4, 4).text, "2013.8.5");
        assert_eq!((&*at(2, 5).text, &*at(3, 5).text), ("TRUE", "FALSE"));
        assert_eq!(&*at(2, 6).text, "1.5");
        assert!(at(3, 6).marks.has(Marks::LOST_DIGITS.with(Marks::HIDDEN_COLUMN)));
        assert!(sheet.rows[3].hidden && !sheet.rows[2].hidden);
        assert!(at(5, 1).marks.has(Marks::FORMULA));
    }
}

#[test]
fn texts_that_go_on_in_the_next_record() {
    let grid = grid(LONG).unwrap();
    assert_eq!(grid.sheets[0].rows.len(), 60);
    for (n, row) in grid.sheets[0].rows.iter().enumerate() {
        let expected = if n % 2 == 1 { "长" } else { "x" }.repeat(400 + n);
        assert_eq!(row.text(1), expected, "row {n}");
    }
}

#[test]
fn protected_cut_and_foreign_files_say_what_they_are() {
    assert_eq!(grid(PROTECTED), Err(ReadError::PasswordProtected));
    for cut in [20, 600, 1536, ROSTER.len() / 2] {
        let found = grid(&ROSTER[..cut]);
        assert!(matches!(found, Err(ReadError::Truncated | ReadError::Damaged)), "{cut}: {found:?}");
    }
    let renamed = |name: &str| {
        let mut bytes = ROSTER.to_vec();
        let old: Vec<u8> = "Workbook".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let at = bytes.windows(old.len()).position(|w| w == old).unwrap();
        let new: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes[at..at + 64].fill(0);
        bytes[at..at + new.len()].copy_from_slice(&new);
        bytes[at + 64] = u8::try_from(new.len() + 2).unwrap();
        grid(&bytes)
    };
    assert_eq!(renamed("EncryptedPackage"), Err(ReadError::PasswordProtected));
    assert_eq!(renamed("Book"), Err(ReadError::OldFormat));
    assert_eq!(renamed("WordDocument"), Err(ReadError::NotASpreadsheet { found: Foreign::Document }));
    assert_eq!(renamed("PowerPoint Document"), Err(ReadError::NotASpreadsheet { found: Foreign::Slides }));
    assert_eq!(renamed("Contents"), Err(ReadError::NotASpreadsheet { found: Foreign::Compound }));
    assert_eq!(grid(&[9, 8, 8, 0, 0, 5, 5, 0, 1, 2, 3, 4]), Err(ReadError::OldFormat));
    assert_eq!(read(ROSTER, &Limits { rows: 3, ..Limits::default() }), Err(ReadError::TooManyRows { max: 3 }));
}
