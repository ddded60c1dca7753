//! The log as a spreadsheet. That it was exported stands in the log first, and so in the sheet too.

use std::path::Path;

use sheets::{Cell, Column, Properties, Table, workbook};

use super::filter::Wanted;
use super::names::Names;
use super::page::shown_row;
use super::words::word;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{AuditPageRequest, PathView};

/// Rows read at once.
const STEP: i64 = 1000;
/// Headings of the sheet and their widths in characters.
const COLUMNS: [(&str, u16); 9] = [
    ("seq", 8),
    ("at", 20),
    ("actor", 12),
    ("action", 18),
    ("kind", 14),
    ("id", 38),
    ("fields", 40),
    ("reason", 30),
    ("hash", 68),
];

/// The name that the save dialog offers.
///
/// # Errors
/// `NotLoggedIn`.
pub fn export_name(app: &App) -> Result<String> {
    let home = app.home()?;
    home.require(Right::ReadAudit)?;
    Ok(format!("{}-{}.xlsx", word("sheet"), app.roots.now().date()))
}

/// Writes the rows that the filter lets through, oldest first.
///
/// # Errors
/// `NoRight`, `InvalidFields`, `DiskFull`, `CannotWrite`.
pub fn audit_export(app: &App, request: &AuditPageRequest, path: &Path) -> Result<PathView> {
    let home = app.home()?;
    home.require(Right::ReadAudit)?;
    let wanted = Wanted::read(request)?;
    home.record(app, "audit.export", "audit", "", &[], |_| Ok(()))?;
    let (rows, head, school) = home.read(|tx| {
        let names = Names::read(tx)?;
        let filter = wanted.filter();
        let mut rows = Vec::new();
        let mut before = None;
        loop {
            let step = store::audit::page(tx, &filter, before, STEP)?;
            let Some(last) = step.last() else { break };
            before = Some(last.seq);
            for logged in step {
                let at = logged.at;
                rows.push((at, shown_row(&names, logged)));
            }
        }
        Ok((rows, store::audit::head(tx)?, store::table::school::get(tx)?))
    })?;
    let school = school.map(|s| s.name).unwrap_or_default();
    let note = |key: &str, value: &str| word(key).replace("{value}", value);
    let cells = rows.into_iter().rev().map(|(at, row)| {
        vec![
            Cell::Number(row.seq),
            Cell::Instant(at),
            Cell::Text(row.actor),
            Cell::Text(row.action_label),
            Cell::Text(row.kind_label),
            Cell::Text(row.id),
            Cell::Text(row.fields.join("、")),
            row.reason.map_or(Cell::Empty, Cell::Text),
            Cell::Text(row.hash),
        ]
    });
    let table = Table {
        name: word("sheet"),
        columns: COLUMNS.iter().map(|(id, width)| Column { heading: word(id), width: *width }).collect(),
        rows: cells.collect(),
        notes: vec![note("note_school", &school), note("note_head", &format!("{} · {}", head.count, head.hex()))],
    };
    let properties = Properties { title: word("sheet"), author: school, made_at: app.roots.now() };
    let bytes = workbook(&[table], &properties).map_err(|_| AppError::new(Code::Internal))?;
    let path = if path.extension().is_some() { path.to_owned() } else { path.with_extension("xlsx") };
    crate::files::put(&path, &bytes)?;
    Ok(PathView { path: path.display().to_string() })
}
