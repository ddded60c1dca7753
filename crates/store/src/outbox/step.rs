//! The steps of a packet. Each is one function; there is no other way to change a state.

use domain::Instant;
use domain::noun::PacketState;
use uuid::Uuid;

use super::OutboxRow;
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::text;
use crate::tx::WriteTx;

/// The bureau's word on a packet, whose signature and binding were verified before it comes here.
#[derive(Debug, Clone, Copy)]
pub struct Answer<'a> {
    /// [`PacketState::Receipted`] or [`PacketState::Returned`].
    pub state: PacketState,
    /// Why it was returned.
    pub reason: Option<&'a str>,
    /// The bytes of the receipt.
    pub receipt: &'a [u8],
    /// When the bureau says it received the packet.
    pub received_at: Instant,
}

/// The steps that are proved by what this program did itself: upload begun, upload complete, copied out, set apart.
fn may_advance(from: PacketState, to: PacketState) -> bool {
    use PacketState::{Carried, Quarantined, Queued, Uploaded, Uploading};
    matches!(
        (from, to),
        (Queued | Uploading | Uploaded | Carried, Quarantined)
            | (Queued | Carried, Uploading)
            | (Uploading, Queued | Uploaded)
            | (Queued | Uploading | Uploaded | Quarantined, Carried)
            | (Quarantined, Queued)
            | (Carried, Uploaded)
    )
}

/// Moves a packet on. Repeating the state it is in changes nothing. A packet set apart may be queued again.
///
/// # Errors
/// [`Error::NotFound`], [`Error::NoSuchStep`]: receipted and returned are reached by [`answer`] only.
pub fn advance(
    tx: &mut WriteTx<'_>,
    packet_id: Uuid,
    to: PacketState,
    at: Instant,
    reason: Option<&str>,
) -> Result<()> {
    let row = found(tx, packet_id)?;
    if row.state == to {
        return Ok(());
    }
    let leaves = matches!(to, PacketState::Uploading | PacketState::Uploaded | PacketState::Carried);
    if !may_advance(row.state, to) || (leaves && !row.addressed) {
        return Err(Error::NoSuchStep { from: row.state, to });
    }
    let id = packet_id.to_string();
    tx.set("outbox", ("packet_id", text(&id)), &[("state", to.cell()), ("reason", reason.map(str::to_owned).cell())])?;
    record(tx, &id, to, at)
}

/// Keeps how far the server has confirmed the upload and where to take it up again. A piece more than before ends a row
/// of failures.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Constraint`] for an offset past the end of the file.
pub fn progressed(tx: &mut WriteTx<'_>, packet_id: Uuid, upload_url: Option<&str>, offset: u64) -> Result<()> {
    let row = found(tx, packet_id)?;
    let mut columns = vec![
        ("upload_url", upload_url.map(str::to_owned).cell()),
        ("upload_offset", i64::try_from(offset).unwrap_or(i64::MAX).cell()),
    ];
    if offset > row.upload_offset {
        columns.extend([
            ("attempts", 0.cell()),
            ("next_at_ms", None::<Instant>.cell()),
            ("last_error", None::<String>.cell()),
        ]);
    }
    tx.set("outbox", ("packet_id", packet_id.cell()), &columns)
}

/// Counts a failed attempt and says when to try again; `error` is a short code.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Constraint`] when `error` is not a code.
pub fn put_off(tx: &mut WriteTx<'_>, packet_id: Uuid, error: &str, next_at: Instant) -> Result<()> {
    let row = found(tx, packet_id)?;
    tx.set(
        "outbox",
        ("packet_id", packet_id.cell()),
        &[("attempts", (row.attempts + 1).cell()), ("next_at_ms", next_at.cell()), ("last_error", text(error))],
    )
}

/// Keeps a verified receipt: the last word on the packet. The same receipt again changes nothing.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::NoSuchStep`] for another state than the two, for a packet never addressed, and for
/// one that was answered otherwise before.
pub fn answer(tx: &mut WriteTx<'_>, packet_id: Uuid, answer: &Answer<'_>, at: Instant) -> Result<()> {
    let row = found(tx, packet_id)?;
    let refused = Error::NoSuchStep { from: row.state, to: answer.state };
    if matches!(row.state, PacketState::Receipted | PacketState::Returned) {
        return if row.state == answer.state { Ok(()) } else { Err(refused) };
    }
    if !matches!(answer.state, PacketState::Receipted | PacketState::Returned) || !row.addressed {
        return Err(refused);
    }
    let id = packet_id.to_string();
    tx.set(
        "outbox",
        ("packet_id", text(&id)),
        &[
            ("state", answer.state.cell()),
            ("reason", answer.reason.map(str::to_owned).cell()),
            ("receipt", answer.receipt.to_vec().cell()),
            ("receipt_ms", answer.received_at.cell()),
            ("next_at_ms", None::<Instant>.cell()),
            ("last_error", None::<String>.cell()),
        ],
    )?;
    record(tx, &id, answer.state, at)
}

fn found(tx: &WriteTx<'_>, packet_id: Uuid) -> Result<OutboxRow> {
    super::get(tx, packet_id)?.ok_or(Error::NotFound { table: "outbox" })
}

/// Adds a step to the packet's history.
pub(super) fn record(tx: &mut WriteTx<'_>, packet_id: &str, state: PacketState, at: Instant) -> Result<()> {
    let position = tx.next_position("outbox_step", ("packet_id", packet_id))?;
    tx.put(
        "outbox_step",
        &[("packet_id", text(packet_id)), ("position", position.cell()), ("state", state.cell()), ("at_ms", at.cell())],
    )
}
