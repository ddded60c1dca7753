//! A table as somebody else's program kept it: sheets of rows of text, each cell with what is known of how it was kept.
//! The crate `sheets` fills it from a file; the rules of the roster read it. Nothing here is judged.

use std::sync::Arc;

/// What is known of a cell besides its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub struct Marks(u16);

impl Marks {
    /// The text is the kept result of a formula; an empty text means that no result was kept.
    pub const FORMULA: Self = Self(1);
    /// A text made of digits only, as a column formatted as text keeps a number.
    pub const NUMBER_AS_TEXT: Self = Self(1 << 1);
    /// A number, not a text.
    pub const NUMBER: Self = Self(1 << 2);
    /// A number shown as a day; the text is `YYYY-MM-DD`, with ` hh:mm:ss` where it has a time.
    pub const DATE: Self = Self(1 << 3);
    /// A whole number of 10^15 or more: programs keep 15 digits, the others are lost (ECMA-376 keeps IEEE doubles).
    pub const LOST_DIGITS: Self = Self(1 << 4);
    /// The upper left cell of a merged block.
    pub const MERGED: Self = Self(1 << 5);
    /// A cell of a merged block that has the text of the upper left one; it held nothing itself.
    pub const FILLED: Self = Self(1 << 6);
    /// The block of a [`Marks::MERGED`] or [`Marks::FILLED`] cell is more than one column wide.
    pub const ACROSS: Self = Self(1 << 7);
    /// An error such as `#N/A`.
    pub const ERROR: Self = Self(1 << 8);
    /// The column is hidden.
    pub const HIDDEN_COLUMN: Self = Self(1 << 9);

    /// Whether all of `other` is marked.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }
    /// Both together.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
    /// `self`, and `other` where `yes`.
    #[must_use]
    pub const fn with_if(self, other: Self, yes: bool) -> Self {
        if yes { self.with(other) } else { self }
    }
}

/// A cell that holds something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// 1 is column A.
    pub column: u32,
    /// What is shown, as far as it is known; shared between cells with the same text.
    pub text: Arc<str>,
    /// How it was kept.
    pub marks: Marks,
}

/// A row with at least one cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The number that a spreadsheet program shows beside the row; 1 is the first.
    pub number: u32,
    /// Hidden by hand or by a filter.
    pub hidden: bool,
    /// From the left; cells without text are left out.
    pub cells: Vec<Cell>,
}

impl Row {
    /// The cell in this column.
    #[must_use]
    pub fn cell(&self, column: u32) -> Option<&Cell> {
        let at = self.cells.binary_search_by_key(&column, |c| c.column).ok()?;
        self.cells.get(at)
    }
    /// The text in this column without outer space; empty where there is none.
    #[must_use]
    pub fn text(&self, column: u32) -> &str {
        self.cell(column).map_or("", |c| c.text.trim())
    }
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// Not shown by the program that made it.
    pub hidden: bool,
    /// Rows that hold something, from the top.
    pub rows: Vec<Row>,
}

/// Which kind of file a grid came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GridFormat {
    /// Office Open XML, ECMA-376.
    Xlsx,
    /// BIFF8 in a compound file, Excel 97 to 2003.
    Xls,
    /// Text with delimiters.
    Csv {
        /// How the text was encoded.
        encoding: TextEncoding,
        /// The character between two fields.
        delimiter: char,
    },
}

/// The encodings that a text file may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextEncoding {
    /// With or without a byte order mark.
    Utf8,
    /// GB 18030, of which GBK and GB 2312 are parts.
    Gb18030,
    /// With a byte order mark, as Excel's `Unicode 文本` has it.
    Utf16,
}

/// A whole file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grid {
    /// What it was.
    pub format: GridFormat,
    /// Days are counted from 1904-01-01, as old Macintosh programs did; 1900 otherwise.
    pub date1904: bool,
    /// In the order of the file.
    pub sheets: Vec<Sheet>,
}

/// The day of a serial number of a spreadsheet program. In the 1900 system day 60 is the 29 February 1900 that never
/// was (ECMA-376 part 1, 18.17.4.1), so days up to it answer `None`, as do days after 2199.
#[must_use]
pub fn serial_day(serial: i64, date1904: bool) -> Option<crate::Date> {
    let (first, epoch) = if date1904 { (0, (1904, 1, 1)) } else { (61, (1899, 12, 30)) };
    if !(first..=109_574).contains(&serial) {
        return None;
    }
    let (year, month, day) = epoch;
    crate::Date::from_ymd_opt(year, month, day)?.checked_add_days(chrono::Days::new(u64::try_from(serial).ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serial_days_of_both_systems() {
        for (serial, mac, day) in [
            (41428, false, Some("2013-06-03")),
            (39966, true, Some("2013-06-03")),
            (61, false, Some("1900-03-01")),
            (60, false, None),
            (0, true, Some("1904-01-01")),
            (-1, true, None),
            (i64::MAX, false, None),
        ] {
            assert_eq!(serial_day(serial, mac).map(|d| d.to_string()).as_deref(), day, "{serial} {mac}");
        }
    }

    #[test]
    fn marks_are_told_apart() {
        let both = Marks::FORMULA.with(Marks::DATE);
        assert!(both.has(Marks::DATE) && both.has(Marks::FORMULA) && !both.has(Marks::MERGED));
        assert_eq!(Marks::default().with_if(Marks::DATE, false), Marks::default());
    }
}
