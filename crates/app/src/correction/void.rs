//! Voids a record that should never have been: the row stays with its reason, and nothing counts it.

use domain::Records;
use domain::correction::{Kind, is_finished};
use domain::noun::ReportState;
use store::voiding::Voiding;

use super::{kind, reason, records_about};
use crate::App;
use crate::audit::record_because;
use crate::error::{AppError, Code, Fields, Result};
use crate::rights::Right;
use crate::view::{CorrectionsView, RecordRequest, VoidRequest};

/// Voids the record. What was reported to the bureau is ended by a 终报 and what a committee determined by a review: neither
/// can be voided.
///
/// # Errors
/// `NoRight`, `NotFound`, `AlreadyVoided`, `VoidReported`, `VoidDetermined`, `InvalidFields` for a short reason.
pub fn record_void(app: &App, request: &VoidRequest) -> Result<CorrectionsView> {
    let home = app.home()?;
    home.require(Right::Void)?;
    let kind = kind(&request.kind)?;
    let records = records_about(app, &home, kind, &request.id)?;
    if is_finished(&records, kind, &request.id).is_none() {
        return Err(AppError::new(Code::NotFound).with("id", request.id.chars().take(60).collect::<String>()));
    }
    if home.read(|tx| store::voiding::get(tx, kind.id(), &request.id))?.is_some() {
        return Err(Code::AlreadyVoided.into());
    }
    if let Some(why) = refused(&records, kind, &request.id) {
        return Err(why.into());
    }
    let mut f = Fields::default();
    let why = reason(&request.reason).ok();
    let why = f.need("reason", "reason_4_400", why);
    f.done()?;
    let why = why.ok_or_else(|| AppError::new(Code::Internal))?;
    let voiding = Voiding {
        object_kind: kind.id().to_owned(),
        object_id: request.id.clone(),
        reason: why.clone(),
        by: home.person_id().to_owned(),
        at: app.roots.now(),
    };
    record_because(app, &home, "record.void", kind.id(), &request.id, &[], &why, |tx| {
        store::voiding::add(tx, &voiding)
    })?;
    super::correction_list(app, &RecordRequest { kind: request.kind.clone(), id: request.id.clone() })
}

/// Why the record cannot be voided: it was reported to the bureau, or determined by the committee.
pub(super) fn refused(records: &Records, kind: Kind, id: &str) -> Option<Code> {
    if kind != Kind::Concern {
        return None;
    }
    let sent = |state: ReportState| !matches!(state, ReportState::Draft | ReportState::InReview);
    if records.incident_reports.iter().any(|r| r.concern_id == id && sent(r.state)) {
        return Some(Code::VoidReported);
    }
    let concern = records.concerns.iter().find(|c| c.id == id)?;
    concern.determination.is_some().then_some(Code::VoidDetermined)
}
