//! Keeps what is being typed. Not in the audit log: it is no record yet.

use store::draft::Draft;

use super::{SEALED, allowed, seal};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::view::{DraftSavedView, SaveDraftRequest};

/// Most code points of a draft.
const CONTENT_MAX: usize = 200_000;
/// Most code points of the draft of a sealed text, whose sealed form is longer.
const SEALED_MAX: usize = 36_000;

/// Keeps the draft in place of the one before; on return it is on the disk.
///
/// # Errors
/// `NoRight`, `NotFound` for an unknown form, `DraftTooLarge`, `SealedNotHeld`.
pub fn draft_save(app: &App, request: &SaveDraftRequest) -> Result<DraftSavedView> {
    let home = app.home()?;
    allowed(&home, &request.form, &request.object_id)?;
    let is_sealed = request.form.starts_with(SEALED);
    let max = if is_sealed { SEALED_MAX } else { CONTENT_MAX };
    if request.content.chars().count() > max {
        return Err(AppError::new(Code::DraftTooLarge).with("max", max));
    }
    let now = app.roots.now();
    let mut draft = Draft {
        form: request.form.clone(),
        object_id: request.object_id.clone(),
        owner: home.person_id().to_owned(),
        content: String::new(),
        begun_at: now,
        saved_at: now,
    };
    draft.content =
        if is_sealed { seal::seal(app, &home, &draft.place(), &request.content)? } else { request.content.clone() };
    home.write(|tx| store::draft::save(tx, &draft))?;
    home.typed();
    Ok(DraftSavedView { saved_at: now.to_string() })
}
