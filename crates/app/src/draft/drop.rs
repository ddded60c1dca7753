//! Throws a draft away, because the person said so.

use super::allowed;
use crate::App;
use crate::error::Result;
use crate::view::{DraftRequest, DraftRow};

/// Drops the own draft of this form and record; that there was none is no error. Answers the drafts that are left.
///
/// # Errors
/// `NoRight`, `NotFound` for an unknown form.
pub fn draft_drop(app: &App, request: &DraftRequest) -> Result<Vec<DraftRow>> {
    let home = app.home()?;
    allowed(&home, &request.form, &request.object_id)?;
    home.write(|tx| store::draft::drop(tx, home.person_id(), &request.form, &request.object_id))?;
    super::draft_list(app)
}
