//! Withdraws an attachment of an open record: it stays, with the reason, and no longer counts.

use store::attachment::Withdrawn;

use super::list::view_of;
use super::record::{Record, attachment};
use crate::App;
use crate::audit::record_because;
use crate::correction::reason;
use crate::error::{AppError, Code, Fields, Result};
use crate::rights::Right;
use crate::view::{AttachmentVoidRequest, AttachmentsView};

/// Withdraws it.
///
/// # Errors
/// `NoRight` for an attachment of somebody else, `NotFound`, `AttachmentFinished`, `AlreadyVoided`; `InvalidFields` for a
/// short reason.
pub fn attachment_void(app: &App, request: &AttachmentVoidRequest) -> Result<AttachmentsView> {
    let home = app.home()?;
    home.require(Right::RecordConcern)?;
    let (record, found) = attachment(app, &home, &request.id)?;
    if record.finished {
        return Err(AppError::new(Code::AttachmentFinished).with("id", record.id));
    }
    if found.withdrawn.is_some() {
        return Err(Code::AlreadyVoided.into());
    }
    if !record.may_withdraw(&home, &found) {
        return Err(Code::NoRight.into());
    }
    let mut f = Fields::default();
    let why = f.need("reason", "reason_4_400", reason(&request.reason).ok());
    f.done()?;
    let why = why.unwrap_or_default();
    let withdrawn = Withdrawn { at: app.roots.now(), by: home.person_id().to_owned(), reason: why.clone() };
    let place = super::list::place(&home, &found)?;
    let (kind, id) = (record.holder.id(), record.id.as_str());
    record_because(app, &home, "attachment.void", kind, id, &[&place], &why, |tx| {
        store::attachment::withdraw(tx, found.holder, &found.id, &withdrawn)
    })?;
    view_of(&home, &Record::seen(app, &home, kind, id)?)
}
