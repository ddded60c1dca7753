//! The workbook that a school fills in for an import.

use std::path::Path;

use domain::roster::words;
use sheets::{Properties, roster_template as make};

use super::table::kind_of;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{PathView, RosterTemplateRequest};

/// The name that the save dialog offers.
///
/// # Errors
/// `NotFound` for an unknown kind.
pub fn template_name(request: &RosterTemplateRequest) -> Result<String> {
    let not_found = || AppError::new(Code::NotFound).with("id", request.kind.clone());
    let template = kind_of(&request.kind).and_then(|k| words().templates.get(&k)).ok_or_else(not_found)?;
    Ok(format!("{}.xlsx", template.title))
}

/// Writes the template of a kind of table.
///
/// # Errors
/// `NotFound`, `CannotWrite`, `DiskFull`.
pub fn roster_template(app: &App, request: &RosterTemplateRequest, path: &Path) -> Result<PathView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let title = template_name(request)?;
    let kind = kind_of(&request.kind).ok_or_else(|| AppError::new(Code::Internal))?;
    let properties = Properties {
        title: title.trim_end_matches(".xlsx").to_owned(),
        author: String::new(),
        made_at: app.roots.now(),
    };
    let bytes = make(kind, &properties).map_err(|_| AppError::new(Code::Internal))?;
    crate::files::put(path, &bytes)?;
    Ok(PathView { path: path.display().to_string() })
}
