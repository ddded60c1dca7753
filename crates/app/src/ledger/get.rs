//! One ledger item.

use domain::Term as _;
use domain::correction::Kind;

use super::{approved_deadline, overdue};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{IdRequest, LedgerView, ProgressView};

/// The whole item.
///
/// # Errors
/// `NotFound`.
pub fn ledger_get(app: &App, request: &IdRequest) -> Result<LedgerView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = crate::correction::records_about(app, &home, Kind::Ledger, "")?;
    let l = records
        .ledger
        .iter()
        .find(|l| l.id == request.id)
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", request.id.clone()))?;
    let named = crate::safeguard::Named::of(&home, &records, None)?;
    let marks = crate::correction::marks(&home, &records, Kind::Ledger, &l.id)?.read_by(&named);
    let name = |id: &str| records.person_name(id).unwrap_or_default().to_owned();
    let day = |d: Option<domain::Date>| d.map(|d| d.to_string());
    Ok(LedgerView {
        id: l.id.clone(),
        area: l.area.label().to_owned(),
        source: l.source.clone(),
        problem: named.text(&l.problem),
        level: l.level.label().to_owned(),
        measures: named.text(&l.measures),
        found_on: l.found_on.to_string(),
        recorded_on: l.recorded_on.to_string(),
        owner: name(&l.owner_id),
        leader: name(&l.leader_id),
        verifier: l.verifier_id.as_deref().map(name),
        deadline: l.deadline.to_string(),
        new_deadline: day(approved_deadline(l)),
        extension_reason: l.extension.as_ref().map(|e| e.reason.clone()),
        extension_approved: l.extension.as_ref().map(|e| e.approved_on.is_some()),
        status: l.status.id().to_owned(),
        status_label: l.status.label().to_owned(),
        overdue: overdue(l, app.roots.now().date()),
        completed_on: day(l.completed_on),
        verified_on: day(l.verified_on),
        closed_on: day(l.closed_on),
        remark: named.text(&l.remark),
        progress: l
            .progress
            .iter()
            .map(|p| ProgressView { on: p.on.to_string(), by: name(&p.by), text: named.text(&p.text) })
            .collect(),
        evidence: l.evidence.iter().map(|e| e.name.clone()).collect(),
        concern_ids: l.concern_ids.clone(),
        corrections: marks.corrections,
        voided: marks.voided,
    })
}
