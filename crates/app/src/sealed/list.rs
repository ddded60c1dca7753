//! The sealed texts of a record, without their content.

use std::collections::HashSet;

use super::{needs_reason, seen};
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{RecordRequest, SealedRow};

/// Every version, newest first.
///
/// # Errors
/// `NoRight`, `NotFound`.
pub fn sealed_list(app: &App, request: &RecordRequest) -> Result<Vec<SealedRow>> {
    let home = app.home()?;
    home.require_any(&[Right::ReadSealed, Right::WriteSealed])?;
    let records = seen(app, &home, &request.kind, &request.id)?;
    let heads = home.read(|tx| store::sealed::about(tx, &request.kind, &request.id))?;
    let may_open = home.keyring().may_read_sealed() && home.holds(Right::ReadSealed);
    let superseded: HashSet<_> = heads.iter().filter_map(|h| h.supersedes).collect();
    let mut rows: Vec<_> = heads.into_iter().collect();
    rows.sort_by_key(|h| std::cmp::Reverse((h.written_at, h.id)));
    Ok(rows
        .into_iter()
        .map(|h| SealedRow {
            superseded: superseded.contains(&h.id),
            id: h.id.to_string(),
            label: h.label,
            written_at: h.written_at.to_string(),
            written_by: records.person_name(&h.written_by).unwrap_or_default().to_owned(),
            supersedes: h.supersedes.map(|id| id.to_string()),
            may_open,
            needs_reason: needs_reason(&home),
        })
        .collect())
}
