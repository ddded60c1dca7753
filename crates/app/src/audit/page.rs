//! One page of the log, newest first.

use store::audit::Logged;

use super::filter::Wanted;
use super::names::Names;
use super::words::{action_label, field_labels, kind_label};
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{AuditPageRequest, AuditPageView, AuditRow};

/// Rows of a page.
const PAGE: i64 = 100;

/// The rows before `before` that the filter lets through.
///
/// # Errors
/// `NoRight`, `InvalidFields`.
pub fn audit_page(app: &App, request: &AuditPageRequest) -> Result<AuditPageView> {
    let home = app.home()?;
    home.require(Right::ReadAudit)?;
    let wanted = Wanted::read(request)?;
    home.read(|tx| {
        let names = Names::read(tx)?;
        let filter = wanted.filter();
        // One row more than is shown tells whether there are more.
        let found = store::audit::page(tx, &filter, request.before, PAGE + 1)?;
        let head = store::audit::head(tx)?;
        let shown = usize::try_from(PAGE).unwrap_or(usize::MAX);
        Ok(AuditPageView {
            more: found.len() > shown,
            rows: found.into_iter().take(shown).map(|row| shown_row(&names, row)).collect(),
            total: store::audit::count(tx, &filter)?,
            head: head.hex(),
            count: head.count,
        })
    })
}

/// A row with its labels.
pub(super) fn shown_row(names: &Names, row: Logged) -> AuditRow {
    AuditRow {
        seq: row.seq,
        at: row.at.to_string(),
        actor: names.of(&row.actor),
        action_label: action_label(&row.action),
        kind_label: kind_label(&row.object_kind),
        fields: field_labels(&row.fields),
        hash: packet::encoding::hex(&row.hash),
        actor_id: row.actor,
        action: row.action,
        kind: row.object_kind,
        id: row.object_id,
        reason: row.reason,
    }
}
