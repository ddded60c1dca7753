//! The outbox as a list, newest first.

use domain::Term as _;

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{DeliveryStep, OutboxRow};

/// Every packet with its way so far.
///
/// # Errors
/// Those of the store.
pub fn outbox_list(app: &App) -> Result<Vec<OutboxRow>> {
    let home = app.home()?;
    home.require(Right::ReadRecords)?;
    let packets = home.read(store::outbox::list)?;
    let mut rows: Vec<OutboxRow> = packets
        .into_iter()
        .map(|p| OutboxRow {
            packet_id: p.packet_id.to_string(),
            file_name: p.file_name,
            kind: p.kind.id().to_owned(),
            kind_label: p.kind.label().to_owned(),
            seq: u32::try_from(p.seq).unwrap_or(u32::MAX),
            created_at: p.created_at.to_string(),
            state: p.state.id().to_owned(),
            state_label: p.state.label().to_owned(),
            reason: p.reason,
            attempts: u32::try_from(p.attempts).unwrap_or(u32::MAX),
            offset: p.upload_offset,
            size: p.sealed_size.unwrap_or(0),
            last_error: p.last_error,
            addressed: p.addressed,
            history: p
                .history
                .into_iter()
                .map(|step| DeliveryStep {
                    state: step.state.id().to_owned(),
                    label: step.state.label().to_owned(),
                    at: step.at.to_string(),
                })
                .collect(),
        })
        .collect();
    rows.reverse();
    Ok(rows)
}
