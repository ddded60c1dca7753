//! Reads the table that a person chose for an import. Nothing is imported by it.

use std::path::Path;

use domain::roster::{detect, words};
use paper::fonts::Fonts;
use sheets::read::{Limits, ReadError, read};

use super::table::{OpenTable, kept};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::RosterFileView;

/// Most characters of a file name that are kept.
const NAME_MAX: usize = 200;

/// Reads the file and says what its columns seem to mean: as the same headings were said to mean before, else as the
/// headings say.
///
/// # Errors
/// `CannotRead`; `FontsMissing`; `RosterFile` with the sentence that says what the file is and what to do.
pub fn roster_pick(app: &App, path: &Path) -> Result<RosterFileView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let limits = Limits::default();
    let cannot = || AppError::new(Code::CannotRead).with("place", path.display().to_string());
    let size = std::fs::metadata(path).map_err(|_| cannot())?.len();
    if usize::try_from(size).is_ok_and(|size| size > limits.bytes) {
        return Err(refused(ReadError::TooLarge { max: limits.bytes }));
    }
    let bytes = std::fs::read(path).map_err(|_| cannot())?;
    let grid = read(&bytes, &limits).map_err(refused)?;
    // The first sheet that shows headings; else the first that holds anything.
    let sheet = |fits: &dyn Fn(&domain::grid::Sheet) -> bool| grid.sheets.iter().position(|s| !s.hidden && fits(s));
    let first = sheet(&|s| detect(s).is_some()).or_else(|| sheet(&|s| !s.rows.is_empty())).unwrap_or_default();
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut table = OpenTable {
        token: app.roots.uuid().to_string(),
        file: name.chars().take(NAME_MAX).collect(),
        grid,
        sheet: first,
        header: None,
        fonts: Fonts::find(&app.roots.assets).map_err(|_| AppError::new(Code::FontsMissing))?,
        remembered: false,
    };
    table.turn_to(&home, first)?;
    let view = table.view();
    *kept(&home) = Some(table);
    Ok(view)
}

/// Whether the person may import at all: asked before a dialog opens.
///
/// # Errors
/// `NotLoggedIn`, `NoRight`.
pub fn roster_allowed(app: &App) -> Result<()> {
    app.home()?.require(Right::EditRoster)
}

/// Why the file is no table, in the sentence of its code.
fn refused(error: ReadError) -> AppError {
    let words = words();
    let sentence = match error {
        ReadError::NotASpreadsheet { found } => {
            let own = format!("not_a_spreadsheet.{}", found.code());
            words.sentences.get(&own).cloned().unwrap_or_else(|| words.sentence(error.code()).to_owned())
        }
        ReadError::TooManyRows { max } => words.sentence(error.code()).replace("{max}", &max.to_string()),
        ReadError::TooManyColumns { max } => words.sentence(error.code()).replace("{max}", &max.to_string()),
        other => words.sentence(other.code()).to_owned(),
    };
    AppError::new(Code::RosterFile).with("reason", error.code()).with("text", sentence)
}
