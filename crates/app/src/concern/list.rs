//! The list of concerns, newest first.

use domain::correction::Kind;
use domain::{Term as _, state_label};

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{ConcernListRequest, ConcernRow};

/// Concerns of one kind or all, whose number, title, place or narrative holds the text.
///
/// # Errors
/// Those of the store.
pub fn concern_list(app: &App, request: &ConcernListRequest) -> Result<Vec<ConcernRow>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let records = crate::correction::records_with_voided(app, &home)?;
    let voided = crate::correction::voided_ids(&home, Kind::Concern)?;
    let text = request.text.as_deref().map(str::trim).filter(|t| !t.is_empty());
    let mut rows: Vec<ConcernRow> = records
        .concerns
        .iter()
        .filter(|c| request.kind.as_deref().is_none_or(|k| k.is_empty() || k == c.kind.id()))
        .filter(|c| {
            text.is_none_or(|t| [&c.id, &c.title, &c.place, &c.narrative].iter().any(|field| field.contains(t)))
        })
        .map(|c| ConcernRow {
            id: c.id.clone(),
            kind: c.kind.id().to_owned(),
            kind_label: c.kind.label().to_owned(),
            title: c.title.clone(),
            discovered_at: c.discovered_at.to_string(),
            place: c.place.clone(),
            status: c.status.clone(),
            status_label: state_label(c.kind, &c.status).unwrap_or_default().to_owned(),
            people: u32::try_from(c.involved.len()).unwrap_or(u32::MAX),
            owner: records.person_name(&c.owner_id).unwrap_or_default().to_owned(),
            voided: voided.contains(&c.id),
        })
        .collect();
    rows.reverse();
    Ok(rows)
}
