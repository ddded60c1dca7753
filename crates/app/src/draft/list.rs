//! The drafts of the person at the keyboard.

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::DraftRow;

/// Every own draft, without its text.
///
/// # Errors
/// `NoRight` for who may type into no form.
pub fn draft_list(app: &App) -> Result<Vec<DraftRow>> {
    let home = app.home()?;
    home.require_any(&[Right::RecordConcern, Right::RecordLedger, Right::RecordPact, Right::WriteSealed])?;
    let kept = home.read(|tx| store::draft::list(tx, home.person_id()))?;
    Ok(kept
        .into_iter()
        .map(|d| DraftRow { form: d.form, object_id: d.object_id, saved_at: d.saved_at.to_string() })
        .collect())
}
