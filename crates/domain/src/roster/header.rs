//! Finds the row of headings below titles and notes, and what each column means. The answer is data that a person may
//! change and that is remembered by the headings.

use serde::{Deserialize, Serialize};

use super::cell::folded;
use super::field::{Field, Kind};
use super::words::{field_of, folded_heading, words};
use crate::grid::{Marks, Row, Sheet};
use crate::validate_ids::check_student_number;

/// Rows with text that are looked at for headings.
const LOOKED_AT: usize = 40;
/// Values of a column that are looked at to tell 学籍号 from 校内学号.
const SAMPLED: usize = 60;

/// Headings by their columns.
type Heads = Vec<(u32, String)>;

/// One column of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MappedColumn {
    /// 1 is column A.
    pub column: u32,
    /// The heading, of two rows of headings both.
    pub heading: String,
    /// What it means; `None` for a column that is not read.
    pub field: Option<Field>,
    /// Hidden in the file.
    pub hidden: bool,
}

/// What the columns mean.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mapping {
    /// Whose rows these are.
    pub kind: Kind,
    /// From the left, every column with a heading.
    pub columns: Vec<MappedColumn>,
}

/// Where the headings stand and what they mean.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// The first row of headings.
    pub first_row: u32,
    /// The last one; the next row is the first of the table.
    pub last_row: u32,
    /// The meaning of the columns.
    pub mapping: Mapping,
}

/// Why a table cannot be read with a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum MappingFault {
    /// No row of headings was found.
    NoHeader,
    /// A column that the table needs is not there.
    Missing(Field),
    /// Two columns mean the same.
    Twice(Field),
    /// The field has no place in a table of this kind.
    Foreign(Field),
}

impl MappingFault {
    /// Every code.
    pub const CODES: &'static [&'static str] = &["no_header", "column_missing", "column_twice", "column_foreign"];
    /// The stable name.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoHeader => "no_header",
            Self::Missing(_) => "column_missing",
            Self::Twice(_) => "column_twice",
            Self::Foreign(_) => "column_foreign",
        }
    }
}

impl Mapping {
    /// The column that means this.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<u32> {
        self.columns.iter().find(|c| c.field == Some(field)).map(|c| c.column)
    }
    fn has(&self, field: Field) -> bool {
        self.column(field).is_some()
    }
    /// What the headings are, in their order: two files of one system have the same.
    #[must_use]
    pub fn signature(&self) -> String {
        let headings: Vec<String> = self.columns.iter().map(|c| folded_heading(&c.heading)).collect();
        headings.join("|")
    }
    /// This mapping as `remembered` had it for the same headings; `None` for others.
    #[must_use]
    pub fn recalled(&self, remembered: &Mapping) -> Option<Mapping> {
        if self.signature() != remembered.signature() {
            return None;
        }
        let columns = self.columns.iter().zip(&remembered.columns);
        let columns = columns.map(|(now, then)| MappedColumn { field: then.field, ..now.clone() }).collect();
        Some(Mapping { kind: remembered.kind, columns })
    }
    /// What keeps the table from being read.
    #[must_use]
    pub fn faults(&self) -> Vec<MappingFault> {
        let mut faults = Vec::new();
        for field in Field::ALL {
            let n = self.columns.iter().filter(|c| c.field == Some(*field)).count();
            if n > 1 {
                faults.push(MappingFault::Twice(*field));
            }
            if n > 0 && !self.kind.fields().contains(field) {
                faults.push(MappingFault::Foreign(*field));
            }
        }
        let numbered = self.has(Field::StudentNo) || self.has(Field::NationalNo);
        let mut need = |field, there: bool| {
            if !there {
                faults.push(MappingFault::Missing(field));
            }
        };
        match self.kind {
            Kind::Students => {
                need(Field::StudentNo, numbered);
                need(Field::Name, self.has(Field::Name));
            }
            Kind::Guardians => need(Field::StudentNo, numbered),
            Kind::Classes => need(Field::Class, self.has(Field::Class)),
            Kind::Staff => need(Field::Name, self.has(Field::Name)),
        }
        faults
    }
}

/// Finds the headings of a sheet. `None` where no row has two of them.
#[must_use]
pub fn detect(sheet: &Sheet) -> Option<Header> {
    let mut best: Option<(usize, usize, Heads)> = None;
    let rows: Vec<&Row> = sheet.rows.iter().take(LOOKED_AT).collect();
    for (index, row) in rows.iter().enumerate() {
        let single: Heads = row
            .cells
            .iter()
            .filter(|c| !c.marks.has(Marks::ACROSS))
            .map(|c| (c.column, c.text.trim().to_owned()))
            .collect();
        let double = rows.get(index + 1).and_then(|below| two_rows(row, below));
        for (extra, heads) in [(0, Some(single)), (1, double)] {
            let Some(heads) = heads else { continue };
            let mut fields: Vec<Field> = heads.iter().filter_map(|(_, h)| field_of(h)).collect();
            fields.sort_by_key(|f| f.id());
            fields.dedup();
            let score = fields.len();
            if score >= 2 && best.as_ref().is_none_or(|(s, ..)| score > *s) {
                best = Some((score, index + extra, heads));
            }
        }
    }
    let (_, last, heads) = best?;
    let last_row = rows.get(last)?.number;
    let first_row = rows.iter().take(last).rev().take(1).map(|r| r.number).find(|n| {
        // Two rows of headings: the upper one is the row before.
        rows.get(last).is_some_and(|below| {
            rows.iter().find(|r| r.number == *n).is_some_and(|above| two_rows(above, below).as_ref() == Some(&heads))
        })
    });
    let mapping = mapped(sheet, heads, last_row);
    Some(Header { first_row: first_row.unwrap_or(last_row), last_row, mapping })
}

/// The headings of two rows, of which the upper one spans columns (`监护人` over `姓名`, `关系`, `电话`). `None` where the
/// lower row is no row of headings.
fn two_rows(above: &Row, below: &Row) -> Option<Heads> {
    let last = above.cells.iter().chain(&below.cells).map(|c| c.column).max()?;
    let mut heads = Vec::new();
    let mut spans = false;
    for column in 1..=last {
        let (top, bottom) = (above.cell(column), below.cell(column));
        let (upper, lower) = (above.text(column), below.text(column));
        let across = top.is_some_and(|c| c.marks.has(Marks::ACROSS));
        let continued = bottom.is_some_and(|c| c.marks.has(Marks::FILLED));
        let head = match (upper.is_empty(), lower.is_empty()) {
            (true, true) => continue,
            (_, true) => upper.to_owned(),
            _ if continued => upper.to_owned(),
            (true, false) => lower.to_owned(),
            (false, false) if across => {
                spans = true;
                // `监护人` + `电话` is the guardian's; `基本信息` + `姓名` is just the name.
                let joined = format!("{upper}{lower}");
                if field_of(&joined).is_some() || field_of(lower).is_none() { joined } else { lower.to_owned() }
            }
            (false, false) => return None,
        };
        heads.push((column, head));
    }
    spans.then_some(heads)
}

fn mapped(sheet: &Sheet, heads: Heads, last_row: u32) -> Mapping {
    let first = sheet.rows.partition_point(|r| r.number <= last_row);
    let data: Vec<&Row> = sheet.rows.iter().skip(first).collect();
    let mut columns: Vec<MappedColumn> = heads
        .into_iter()
        .filter(|(_, heading)| !heading.is_empty())
        .map(|(column, heading)| MappedColumn {
            column,
            field: field_of(&heading),
            heading: heading.chars().take(100).collect(),
            hidden: data.iter().take(SAMPLED).filter_map(|r| r.cell(column)).any(|c| c.marks.has(Marks::HIDDEN_COLUMN)),
        })
        .collect();
    let kind = kind_of(&columns, &sheet.name);
    // Of two columns with one meaning the first is read, and a person may choose the other.
    let mut seen: Vec<Field> = Vec::new();
    for column in &mut columns {
        if kind == Kind::Students || kind == Kind::Guardians {
            let plain = column.field == Some(Field::Phone);
            column.field = if plain { Some(Field::GuardianPhone) } else { column.field };
        }
        if column.field.is_some_and(|f| seen.contains(&f) || !kind.fields().contains(&f)) {
            column.field = None;
        }
        seen.extend(column.field);
    }
    tell_numbers_apart(&mut columns, &data);
    Mapping { kind, columns }
}

/// 学号 may head a column of 学籍号 and the other way round: what stands in it decides.
fn tell_numbers_apart(columns: &mut [MappedColumn], data: &[&Row]) {
    let national = |column: u32| {
        let texts = data.iter().take(SAMPLED).map(|r| folded(r.text(column))).filter(|t| !t.is_empty());
        let (mut all, mut fit) = (0usize, 0usize);
        for text in texts {
            all += 1;
            fit += usize::from(text.len() == 19 && check_student_number(&text.to_ascii_uppercase()).is_ok());
        }
        (all > 0).then_some(fit * 2 > all)
    };
    let both = |columns: &[MappedColumn]| {
        let has = |f| columns.iter().any(|c| c.field == Some(f));
        has(Field::NationalNo) && has(Field::StudentNo)
    };
    if both(columns) {
        return;
    }
    for column in columns.iter_mut() {
        column.field = match (column.field, national(column.column)) {
            (Some(Field::StudentNo), Some(true)) => Some(Field::NationalNo),
            (Some(Field::NationalNo), Some(false)) => Some(Field::StudentNo),
            (field, _) => field,
        };
    }
}

fn kind_of(columns: &[MappedColumn], sheet: &str) -> Kind {
    let has = |f: Field| columns.iter().any(|c| c.field == Some(f));
    let any = |all: &[Field]| all.iter().any(|f| has(*f));
    let named = |kind: Kind| words().kinds.get(&kind).is_some_and(|k| sheet.contains(k.as_str()));
    let pupil = any(&[Field::Birth, Field::Boarding, Field::LeftBehind, Field::JoinedOn, Field::Village]);
    let guardian = any(&[
        Field::GuardianName,
        Field::GuardianRelation,
        Field::GuardianPhone,
        Field::FatherName,
        Field::MotherName,
    ]);
    let numbered = any(&[Field::StudentNo, Field::NationalNo]);
    if has(Field::Post) || has(Field::StaffNo) || (named(Kind::Staff) && !numbered) {
        Kind::Staff
    } else if !numbered && !has(Field::Name) && has(Field::Class) {
        Kind::Classes
    } else if numbered && guardian && !pupil && !any(&[Field::Class, Field::Grade, Field::Gender]) {
        Kind::Guardians
    } else {
        Kind::Students
    }
}

#[cfg(test)]
mod tests {
    use super::super::row::tests::sheet;
    use super::*;

    #[test]
    fn titles_above_the_headings_are_passed_over() {
        let sheet = sheet(&[
            &["某校2025—2026学年学生花名册"],
            &[],
            &["制表日期：2026-09-01", "", "", "制表人：某"],
            &["序号", "学号", "姓名", "性别", "班级", "民族", "备注"],
            &["1", "20250101", "张三", "男", "一年级1班", "汉", ""],
        ]);
        let header = detect(&sheet).unwrap();
        assert_eq!((header.first_row, header.last_row), (4, 4));
        let mapping = &header.mapping;
        assert_eq!(mapping.kind, Kind::Students);
        assert_eq!(mapping.column(Field::Class), Some(5));
        let unread: Vec<&str> =
            mapping.columns.iter().filter(|c| c.field.is_none()).map(|c| c.heading.as_str()).collect();
        assert_eq!(unread, ["序号", "民族", "备注"]);
        assert_eq!(mapping.faults(), []);
    }

    #[test]
    fn a_column_of_national_numbers_under_another_heading_is_known_by_what_stands_in_it() {
        let known = sheet(&[&["学号", "姓名"], &["G11010519491231002X", "张三"], &["L149901201205120427", "李四"]]);
        assert_eq!(detect(&known).unwrap().mapping.column(Field::NationalNo), Some(1));
        let short = sheet(&[&["学籍号", "姓名"], &["20250101", "张三"]]);
        assert_eq!(detect(&short).unwrap().mapping.column(Field::StudentNo), Some(1));
        let both = sheet(&[&["学籍号", "学号", "姓名"], &["待查", "20250101", "张三"]]);
        assert_eq!(detect(&both).unwrap().mapping.column(Field::NationalNo), Some(1));
    }

    #[test]
    fn the_kind_follows_from_the_columns() {
        for (heads, kind) in [
            (&["工号", "姓名", "职务"][..], Kind::Staff),
            (&["姓名", "岗位", "联系电话"][..], Kind::Staff),
            (&["班级", "班主任", "教室"][..], Kind::Classes),
            (&["学号", "监护人姓名", "关系", "联系电话"][..], Kind::Guardians),
            (&["学号", "姓名", "班级", "监护人姓名", "联系电话"][..], Kind::Students),
            (&["姓名", "班级"][..], Kind::Students),
        ] {
            assert_eq!(detect(&sheet(&[heads, &["1"]])).unwrap().mapping.kind, kind, "{heads:?}");
        }
        assert_eq!(detect(&sheet(&[&["甲", "乙"], &["姓名"]])), None);
    }

    #[test]
    fn two_rows_of_headings_are_read_as_one() {
        use crate::grid::Cell;
        let cell = |column, text: &str, marks| Cell { column, text: text.into(), marks };
        let (plain, filled) = (Marks::default(), Marks::FILLED);
        let across = Marks::MERGED.with(Marks::ACROSS);
        let across_filled = Marks::FILLED.with(Marks::ACROSS);
        let row = |number, cells| Row { number, hidden: false, cells };
        let title = (1..=5).map(|c| cell(c, "学生名册", if c == 1 { across } else { across_filled })).collect();
        let upper = vec![
            cell(1, "学号", Marks::MERGED),
            cell(2, "姓名", Marks::MERGED),
            cell(3, "监护人", across),
            cell(4, "监护人", across_filled),
            cell(5, "监护人", across_filled),
        ];
        let lower = vec![
            cell(1, "学号", filled),
            cell(2, "姓名", filled),
            cell(3, "姓名", plain),
            cell(4, "关系", plain),
            cell(5, "电话", plain),
        ];
        let pupil = vec![cell(1, "1001", plain), cell(2, "张三", plain), cell(3, "李四", plain)];
        let sheet =
            Sheet { rows: vec![row(1, title), row(2, upper), row(3, lower), row(4, pupil)], ..Sheet::default() };
        let header = detect(&sheet).unwrap();
        assert_eq!((header.first_row, header.last_row), (2, 3));
        let fields: Vec<Option<Field>> = header.mapping.columns.iter().map(|c| c.field).collect();
        let guardian = [Field::GuardianName, Field::GuardianRelation, Field::GuardianPhone];
        let expected: Vec<Option<Field>> =
            [Field::StudentNo, Field::Name].into_iter().chain(guardian).map(Some).collect();
        assert_eq!(fields, expected);
    }

    #[test]
    fn a_mapping_is_remembered_by_its_headings() {
        let first = detect(&sheet(&[&["学号", "姓名", "组别"], &["1", "张三", "一年级1班"]])).unwrap().mapping;
        let mut chosen = first.clone();
        chosen.columns[2].field = Some(Field::Class);
        let json = serde_json::to_string(&chosen).unwrap();
        let remembered: Mapping = serde_json::from_str(&json).unwrap();
        let again =
            detect(&sheet(&[&["标题"], &["学 号", "姓名*", "组别"], &["2", "李四", "二年级1班"]])).unwrap().mapping;
        assert_eq!(again.recalled(&remembered).unwrap().column(Field::Class), Some(3));
        let other = detect(&sheet(&[&["学号", "姓名"], &["2", "李四"]])).unwrap().mapping;
        assert_eq!(other.recalled(&remembered), None);
    }

    #[test]
    fn what_a_mapping_lacks_is_named() {
        let mapping = detect(&sheet(&[&["姓名", "班级"], &["张三", "一年级1班"]])).unwrap().mapping;
        assert_eq!(mapping.faults(), [MappingFault::Missing(Field::StudentNo)]);
        let mut twice = detect(&sheet(&[&["学号", "姓名", "备注"], &["1", "张三", ""]])).unwrap().mapping;
        twice.columns[2].field = Some(Field::Name);
        assert_eq!(twice.faults(), [MappingFault::Twice(Field::Name)]);
        twice.columns[2].field = Some(Field::Post);
        assert_eq!(twice.faults(), [MappingFault::Foreign(Field::Post)]);
    }

    #[test]
    fn of_two_columns_with_one_meaning_the_first_is_read() {
        let mapping = detect(&sheet(&[&["学号", "姓名", "班级", "家长电话", "联系电话"], &["1"]])).unwrap().mapping;
        assert_eq!(mapping.column(Field::GuardianPhone), Some(4));
        assert_eq!(mapping.columns[4].field, None);
    }
}
