//! 密钥恢复单: the code that is on the screen, as a sheet for the safe. It lies in the runtime folder until lock, quit or
//! the next start, like every paper that the system's viewer shows.

use std::sync::PoisonError;

use paper::content::{Align, Column, Meta, TableRow, TableSpec, Words as Line};
use paper::fonts::Fonts;
use serde::Deserialize;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::paper_error;
use crate::view::PathView;

/// The wording of the sheet.
const WORDS: &str = include_str!("../../../../assets/forms/recovery.json");
/// The name in the runtime folder; it says nothing of what is in it.
const FILE: &str = "sheet.pdf";

/// See `assets/forms/recovery.json`.
#[derive(Deserialize)]
struct Words {
    title: String,
    group: String,
    digits: String,
    notes: Vec<String>,
    made: String,
}

/// Makes the sheet of the code on the screen for the system's viewer; the shell opens it. Also during the first start.
///
/// # Errors
/// `NoCodeShown`, `FontsMissing`, `DiskFull`, `CannotWrite`.
pub fn recovery_sheet_print(app: &App) -> Result<PathView> {
    let shown = app.code_shown.lock().unwrap_or_else(PoisonError::into_inner).as_ref().map(|s| s.code.to_text());
    let starting = || {
        let starting = app.starting.lock().unwrap_or_else(PoisonError::into_inner);
        starting.as_ref().map(crate::home::FirstStartUnderWay::code_text)
    };
    let text = shown.or_else(starting).ok_or_else(|| AppError::new(Code::NoCodeShown))?;
    let bytes = sheet(app, &text)?;
    let path = crate::runtime::put(&app.roots.runtime, FILE, &bytes)?;
    if let Ok(home) = app.home() {
        home.record(app, "recovery.print", "account", &home.account.to_string(), &["recovery_code"], |_| Ok(()))?;
    }
    Ok(PathView { path: path.display().to_string() })
}

/// The sheet. The home may not be open yet, so nothing on it is read from the database but the school's name.
fn sheet(app: &App, text: &str) -> Result<Vec<u8>> {
    let words: Words = serde_json::from_str(WORDS).map_err(|_| AppError::new(Code::PaperFailed))?;
    let (school, head, practice) = match app.home() {
        Ok(home) => home.read(|tx| {
            let school = store::table::school::get(tx)?.map(|s| s.name).unwrap_or_default();
            Ok((school, store::audit::head(tx)?.hash, store::meta::is_practice(tx)?))
        })?,
        Err(_) => (String::new(), [0; 32], false),
    };
    let now = app.roots.now();
    let line = |text: String| Line::new(text, words.title.clone());
    let mut notes: Vec<Line> = words.notes.iter().map(|note| line(note.replace("{school}", &school))).collect();
    notes.push(line(words.made.replace("{date}", &now.date().format("%Y年%-m月%-d日").to_string())));
    let column = |heading: &str, width_mm: f32, row_head: bool| Column {
        heading: heading.to_owned(),
        width_mm,
        align: Align::Center,
        row_head,
    };
    let spec = TableSpec {
        form: "recovery".to_owned(),
        title: line(words.title.clone()),
        notes,
        landscape: false,
        columns: vec![column(&words.group, 40.0, true), column(&words.digits, 90.0, false)],
        size: 16.0,
        leading: 24.0,
    };
    let meta = Meta {
        title: words.title.clone(),
        school,
        made_at: now.at(),
        audit_head: head,
        practice,
        // Not the code: the identity of the file would be computed from it.
        id_seed: app.roots.uuid().to_string(),
    };
    let fonts = Fonts::find(&app.roots.assets).map_err(|_| AppError::new(Code::FontsMissing))?;
    let rows = text.split('-').enumerate().map(|(n, digits)| TableRow {
        record: words.title.clone(),
        cells: vec![(n + 1).to_string(), digits.to_owned()],
    });
    paper::table_paper(&spec, rows, &meta, &fonts).map_err(paper_error)
}
