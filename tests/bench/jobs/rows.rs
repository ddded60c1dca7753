//! The rows that both sides set: those of the sample school's ledger, over and over, each with its own number in its
//! texts, so that no typesetter is helped by a row it has seen before.

use std::fs;
use std::path::Path;

use chrono::Datelike as _;
use domain::noun::LedgerItem;
use domain::{Records, SchoolFile, Term as _};
use paper::content::LedgerRow;
use serde::{Deserialize, Serialize};

use crate::Done;

/// What a table is set from, by us and by the peer alike. Lengths say their unit.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ledger {
    /// Over the table.
    pub title: String,
    /// Family of the peer's type; ours is the same file.
    pub font: String,
    /// Type size.
    pub size_pt: f32,
    /// Distance between baselines. The peer's follows from its type size.
    pub leading_pt: f32,
    /// The page's margins.
    pub margins_mm: Margins,
    /// Room around a cell's text.
    pub inset_pt: Inset,
    /// The columns, from the left.
    pub columns: Vec<Column>,
    /// The rows: one text for each column.
    pub rows: Vec<Vec<String>>,
}

#[derive(Serialize, Deserialize)]
pub struct Margins {
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
    pub left: f32,
}

#[derive(Serialize, Deserialize)]
pub struct Inset {
    pub x: f32,
    pub y: f32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    pub head: String,
    pub width_mm: f32,
    pub centre: bool,
    pub row_head: bool,
}

/// A column of a form in `assets/forms`.
#[derive(Deserialize)]
struct FormColumn {
    heading: String,
    width_mm: f32,
    #[serde(default)]
    centre: bool,
    #[serde(default)]
    row_head: bool,
}

#[derive(Deserialize)]
struct Form {
    columns: Vec<FormColumn>,
}

/// The six columns: heading, width in mm, centred. Together they fill the text area of 267 mm.
const SIX: [(&str, f32, bool); 6] = [
    ("编号", 26.0, true),
    ("问题", 78.0, false),
    ("整改措施", 76.0, false),
    ("责任人", 22.0, true),
    ("完成时限", 25.0, true),
    ("进展", 40.0, false),
];

/// Writes the file that both sides read.
pub fn write(kind: &str, school: &Path, count: usize, out: &Path) -> Done {
    let rows = ledger_rows(school, count)?;
    let (columns, rows) = match kind {
        "six" => (six_columns(), rows.iter().map(six_cells).collect()),
        "full" => (full_columns()?, rows.iter().map(full_cells).collect()),
        other => return Err(format!("unknown kind of table: {other}").into()),
    };
    let ledger = Ledger {
        title: "学生欺凌防治整改台账".to_owned(),
        font: "FandolFang".to_owned(),
        size_pt: 9.0,
        leading_pt: 12.0,
        margins_mm: Margins { top: 20.0, right: 15.0, bottom: 20.0, left: 15.0 },
        inset_pt: Inset { x: 2.27, y: INSET_Y },
        columns,
        rows,
    };
    crate::table::put(out, &serde_json::to_vec(&ledger)?)
}

/// The peer's room above and below a cell's text, at which its rows are as high as ours.
const INSET_Y: f32 = 4.4;

/// `count` rows made from the school's ledger.
pub fn ledger_rows(school: &Path, count: usize) -> Result<Vec<LedgerRow>, Box<dyn std::error::Error>> {
    let file = SchoolFile::parse(&fs::read(school)?).map_err(|fault| format!("{}: {fault:?}", school.display()))?;
    let items = &file.records.ledger;
    if items.is_empty() {
        return Err("the school has no ledger".into());
    }
    // The sample itself is set as it is.
    let numbered = count > items.len();
    Ok((1..=count).zip(items.iter().cycle()).map(|(n, item)| row(&file.records, item, numbered.then_some(n))).collect())
}

fn row(records: &Records, item: &LedgerItem, number: Option<usize>) -> LedgerRow {
    let person = |id: Option<&str>| id.and_then(|id| records.person_name(id)).unwrap_or_default().to_owned();
    let own = |text: &str, before: &str| match number {
        Some(n) => format!("{text}（{before}第{n:05}号）"),
        None => text.to_owned(),
    };
    let step = item.progress.last();
    let progress = step.map(|s| format!("{}：{}月{}日{}", item.status.label(), s.on.month(), s.on.day(), s.text));
    LedgerRow {
        id: number.map_or_else(|| item.id.clone(), |n| format!("ZG-2026-{n:05}")),
        area: item.area.label().to_owned(),
        problem: own(&item.problem, "排查记录"),
        found_on: Some(item.found_on),
        origin: item.source.clone(),
        level: item.level.label().to_owned(),
        measures: own(&item.measures, "整改单"),
        leader: person(Some(&item.leader_id)),
        owner: person(Some(&item.owner_id)),
        deadline: Some(item.deadline),
        extended_to: item.extension.as_ref().filter(|e| e.approved_on.is_some()).map(|e| e.new_deadline),
        progress: progress.unwrap_or_else(|| item.status.label().to_owned()),
        completed_on: item.completed_on,
        evidence: item.evidence.iter().map(|e| e.name.as_str()).collect::<Vec<_>>().join("；"),
        verifier: person(item.verifier_id.as_deref()),
        verified_on: item.verified_on,
        closed_on: item.closed_on,
        remark: item.remark.clone(),
    }
}

fn six_columns() -> Vec<Column> {
    let column = |(i, (head, width_mm, centre)): (usize, (&str, f32, bool))| Column {
        head: head.to_owned(),
        width_mm,
        centre,
        row_head: i == 0,
    };
    SIX.into_iter().enumerate().map(column).collect()
}

fn six_cells(row: &LedgerRow) -> Vec<String> {
    vec![
        cell(&row.id),
        cell(&row.problem),
        cell(&row.measures),
        cell(&row.owner),
        day(row.deadline),
        cell(&row.progress),
    ]
}

/// The columns of form 3.3.
fn full_columns() -> Result<Vec<Column>, serde_json::Error> {
    let form: Form = serde_json::from_str(include_str!("../../../assets/forms/ledger.json"))?;
    let column =
        |c: FormColumn| Column { head: c.heading, width_mm: c.width_mm, centre: c.centre, row_head: c.row_head };
    Ok(form.columns.into_iter().map(column).collect())
}

fn full_cells(row: &LedgerRow) -> Vec<String> {
    vec![
        cell(&row.id),
        cell(&row.area),
        cell(&row.problem),
        day(row.found_on),
        cell(&row.origin),
        cell(&row.level),
        cell(&row.measures),
        cell(&row.leader),
        cell(&row.owner),
        day(row.deadline),
        cell(&row.progress),
        day(row.completed_on),
        cell(&row.evidence),
        cell(&row.verifier),
        day(row.verified_on),
        day(row.closed_on),
        cell(&row.remark),
    ]
}

/// A dash stands where there is nothing, as in the form.
fn cell(text: &str) -> String {
    if text.trim().is_empty() { "—".to_owned() } else { text.to_owned() }
}

fn day(day: Option<chrono::NaiveDate>) -> String {
    day.map_or_else(|| "—".to_owned(), |d| d.to_string())
}
