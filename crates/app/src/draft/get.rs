//! One draft with its text.

use super::{SEALED, allowed, seal};
use crate::App;
use crate::error::Result;
use crate::view::{DraftRequest, DraftView};

/// The own draft of this form and record, if there is one that can still be read.
///
/// # Errors
/// `NoRight`, `NotFound` for an unknown form.
pub fn draft_get(app: &App, request: &DraftRequest) -> Result<Option<DraftView>> {
    let home = app.home()?;
    allowed(&home, &request.form, &request.object_id)?;
    let (kept, bound) = home.read(|tx| {
        let kept = store::draft::get(tx, home.person_id(), &request.form, &request.object_id)?;
        Ok((kept, store::sealed::all_bound(tx)?))
    })?;
    Ok(kept.and_then(|d| {
        let saved_at = d.saved_at.to_string();
        if request.form.starts_with(SEALED) {
            seal::open(&home, &d, bound).map(|text| DraftView { content: text.to_string(), saved_at })
        } else {
            Some(DraftView { content: d.content, saved_at })
        }
    }))
}
