//! One concern with its chronology, newest first.

use domain::correction::Kind;
use domain::{Records, Term as _, state_label};

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{ChronologyRow, ConcernView, IdRequest, InvolvedView};

/// The whole record.
///
/// # Errors
/// `NotFound`.
pub fn concern_get(app: &App, request: &IdRequest) -> Result<ConcernView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = crate::correction::records_about(app, &home, Kind::Concern, &request.id)?;
    let c = records
        .concerns
        .iter()
        .find(|c| c.id == request.id)
        .ok_or_else(|| AppError::new(Code::NotFound).with("id", request.id.clone()))?;
    let named = crate::safeguard::Named::of(&home, &records, Some(c))?;
    crate::safeguard::admit(app, &home, &c.id)?;
    let records = named.view(&records, &c.id)?;
    let c = records.concerns.iter().find(|c| c.id == request.id).ok_or(Code::Internal)?;
    let marks = crate::correction::marks(&home, &records, Kind::Concern, &c.id)?.read_by(&named);
    let name = |id: &str| records.person_name(id).unwrap_or_default().to_owned();
    Ok(ConcernView {
        id: c.id.clone(),
        kind: c.kind.id().to_owned(),
        kind_label: c.kind.label().to_owned(),
        title: c.title.clone(),
        status: c.status.clone(),
        status_label: state_label(c.kind, &c.status).unwrap_or_default().to_owned(),
        forms: c.forms.iter().map(|f| f.label().to_owned()).collect(),
        class_name: c.class_id.as_deref().and_then(|id| records.class(id)).map(|k| k.name.clone()),
        occurred_from: c.occurred.from.to_string(),
        occurred_to: c.occurred.to.map(|t| t.to_string()),
        learned_at: c.discovered_at.to_string(),
        recorded_at: c.recorded_at.to_string(),
        place: c.place.clone(),
        place_type: c.place_type.clone(),
        channel: c.channel.clone(),
        owner: name(&c.owner_id),
        received_by: name(&c.received_by_id),
        involved: c.involved.iter().map(|i| involved(&records, i)).collect(),
        outsiders: c.outsiders.iter().map(|o| o.description.clone()).collect(),
        narrative: c.narrative.clone(),
        immediate_action: c.immediate_action.clone(),
        cause: c.cause.clone(),
        finding: c.finding.clone(),
        result: c.result.map(|r| r.label().to_owned()),
        closed_on: c.closed_on.map(|d| d.to_string()),
        ledger_ids: c.ledger_ids.clone(),
        chronology: c
            .events
            .iter()
            .rev()
            .map(|e| ChronologyRow {
                at: e.at.to_string(),
                kind: e.kind.id().to_owned(),
                label: e.state.as_deref().and_then(|s| state_label(c.kind, s)).map(str::to_owned),
                text: e.text.clone(),
                actor: name(&e.actor_id),
            })
            .collect(),
        corrections: marks.corrections,
        voided: marks.voided,
        sensitive: crate::safeguard::view(&home, &c.id)?,
    })
}

fn involved(records: &Records, i: &domain::noun::Involved) -> InvolvedView {
    let student = records.student(&i.student_id);
    let class = student.and_then(|s| records.class(&s.class_id));
    InvolvedView {
        student_id: i.student_id.clone(),
        name: student.map(|s| s.name.clone()).unwrap_or_default(),
        class_name: class.map(|c| c.name.clone()).unwrap_or_default(),
        role: i.role.id().to_owned(),
        role_label: i.role.label().to_owned(),
    }
}
