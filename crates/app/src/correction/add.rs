//! Corrects one field of a finished record.

use domain::correction::{Ground, check, is_finished, value};

use super::shown::lists;
use super::{kind, reason, records_about};
use crate::App;
use crate::audit::record_because;
use crate::error::{AppError, Code, Fields, Result};
use crate::rights::Right;
use crate::view::{CorrectRequest, CorrectionsView, RecordRequest};

/// Keeps the correction with old value, new value, reason, person and time. Answers the record's corrections.
///
/// # Errors
/// `NoRight`, `NotFound`, `NotFinished`, `AlreadyVoided`; `InvalidFields` with the rule of entry that the value breaks, or
/// `unchanged`.
pub fn correction_add(app: &App, request: &CorrectRequest) -> Result<CorrectionsView> {
    let home = app.home()?;
    home.require(Right::Correct)?;
    let kind = kind(&request.kind)?;
    let records = records_about(app, &home, kind, &request.id)?;
    let not_found = || AppError::new(Code::NotFound).with("id", request.id.chars().take(60).collect::<String>());
    if !is_finished(&records, kind, &request.id).ok_or_else(not_found)? {
        return Err(Code::NotFinished.into());
    }
    if home.read(|tx| store::voiding::get(tx, kind.id(), &request.id))?.is_some() {
        return Err(Code::AlreadyVoided.into());
    }
    let picklists = crate::roster::picklists();
    let now = app.roots.now();
    let ground = Ground { records: &records, lists: lists(&picklists), now };
    let mut f = Fields::default();
    let why = reason(&request.reason).ok();
    let why = f.need("reason", "reason_4_400", why);
    let old = value(&records, kind, &request.id, &request.field);
    let new = match check(&ground, kind, &request.id, &request.field, &request.value) {
        Ok(new) if Some(&new) == old.as_ref() => {
            f.fault("value", "unchanged");
            None
        }
        Ok(new) => Some(new),
        Err(code) => {
            f.fault("value", code);
            None
        }
    };
    f.done()?;
    let (Some(why), Some(old), Some(new)) = (why, old, new) else { return Err(AppError::new(Code::Internal)) };
    let correction = store::correction::Correction {
        id: app.roots.uuid(),
        object_kind: kind.id().to_owned(),
        object_id: request.id.clone(),
        field: request.field.clone(),
        old,
        new,
        reason: why.clone(),
        by: home.person_id().to_owned(),
        at: now,
    };
    record_because(app, &home, "correction.add", kind.id(), &request.id, &[&request.field], &why, |tx| {
        store::correction::add(tx, &correction)
    })?;
    super::correction_list(app, &RecordRequest { kind: request.kind.clone(), id: request.id.clone() })
}
