//! What stands in the outbox.

use domain::Instant;
use domain::noun::{Edition, PacketKind, PacketState};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::meta;
use crate::row::{Of, Row, text};
use crate::tx::ReadTx;

/// A packet of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// UUIDv7.
    pub packet_id: Uuid,
    /// What it is.
    pub kind: PacketKind,
    /// Who is named in it.
    pub edition: Edition,
    /// The epoch it is numbered in, 14 digits.
    pub epoch: String,
    /// Number in the epoch, from 1.
    pub seq: i64,
    /// SHA-256 of the packet.json before.
    pub prev_sha256: Option<String>,
    /// SHA-256 of packet.json.
    pub manifest_sha256: String,
    /// Name of the sealed file; its bytes are kept under this name.
    pub file_name: String,
    /// When it was made.
    pub created_at: Instant,
    /// Whether it comes from a practice or demo home.
    pub test: bool,
    /// Whether it is sealed for a bureau.
    pub addressed: bool,
    /// SHA-256 of the sealed file.
    pub sealed_sha256: Option<String>,
    /// Bytes of the sealed file.
    pub sealed_size: Option<u64>,
    /// Where it stands.
    pub state: PacketState,
    /// Why it was returned or set apart.
    pub reason: Option<String>,
    /// Where the server takes the upload up again.
    pub upload_url: Option<String>,
    /// Bytes the server has confirmed.
    pub upload_offset: u64,
    /// Failed attempts in a row.
    pub attempts: i64,
    /// Not before this.
    pub next_at: Option<Instant>,
    /// Code of the last failure.
    pub last_error: Option<String>,
    /// The verified receipt, as its bytes came.
    pub receipt: Option<Vec<u8>>,
    /// When the receipt says the bureau received it.
    pub receipt_at: Option<Instant>,
    /// Every state it has been in, oldest first.
    pub history: Vec<PacketStepRow>,
}

/// One step of a packet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PacketStepRow {
    /// The state reached.
    pub state: PacketState,
    /// When.
    pub at: Instant,
}

/// Where the next packet stands in the chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The epoch.
    pub epoch: String,
    /// Its number.
    pub seq: i64,
    /// SHA-256 of the packet.json before it; `None` for the first.
    pub prev_sha256: Option<String>,
}

/// How many packets are in which state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(missing_docs, reason = "each field counts the packets in the state of its name")]
pub struct Counts {
    pub queued: i64,
    pub uploading: i64,
    pub uploaded: i64,
    pub carried: i64,
    pub receipted: i64,
    pub returned: i64,
    pub quarantined: i64,
}

/// The place of the next packet. Ask and enqueue in one write transaction, or two packets get the same place and the
/// second is refused.
///
/// # Errors
/// Those of SQLite.
pub fn next_place(tx: &ReadTx<'_>) -> Result<Place> {
    let epoch = meta::epoch(tx)?;
    let last = tx.one(
        "SELECT seq, manifest_sha256 FROM outbox WHERE epoch = :epoch ORDER BY seq DESC LIMIT 1",
        &[("epoch", text(&epoch))],
        |r| Ok((r.at::<i64>("seq")?, r.at::<String>("manifest_sha256")?)),
    )?;
    Ok(match last {
        Some((seq, before)) => Place { epoch, seq: seq + 1, prev_sha256: Some(before) },
        None => Place { epoch, seq: 1, prev_sha256: None },
    })
}

/// Every packet, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<OutboxRow>> {
    let rows = tx.rows("outbox", Of::All, row)?;
    with_history(tx, rows, Of::All)
}

/// One packet.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, packet_id: Uuid) -> Result<Option<OutboxRow>> {
    let rows = tx.query("SELECT * FROM outbox WHERE packet_id = :id", &[("id", packet_id.cell())], row)?;
    Ok(with_history(tx, rows, Of::One(&packet_id.to_string()))?.into_iter().next())
}

/// The packets that want the bureau's server now, oldest first: to upload, or to ask for the receipt.
///
/// # Errors
/// Those of SQLite.
pub fn due(tx: &ReadTx<'_>, now: Instant) -> Result<Vec<OutboxRow>> {
    let rows = tx.query(
        "SELECT * FROM outbox
         WHERE addressed = 1 AND state IN ('queued', 'uploading', 'uploaded', 'carried')
             AND (next_at_ms IS NULL OR next_at_ms <= :now)
         ORDER BY position",
        &[("now", now.cell())],
        row,
    )?;
    with_history(tx, rows, Of::All)
}

/// How many packets are in which state.
///
/// # Errors
/// Those of SQLite.
pub fn counts(tx: &ReadTx<'_>) -> Result<Counts> {
    let found = tx.query("SELECT state, count(*) AS n FROM outbox GROUP BY state", &[], |r| {
        Ok((r.at::<PacketState>("state")?, r.at::<i64>("n")?))
    })?;
    let of = |state| found.iter().find(|(s, _)| *s == state).map_or(0, |(_, n)| *n);
    Ok(Counts {
        queued: of(PacketState::Queued),
        uploading: of(PacketState::Uploading),
        uploaded: of(PacketState::Uploaded),
        carried: of(PacketState::Carried),
        receipted: of(PacketState::Receipted),
        returned: of(PacketState::Returned),
        quarantined: of(PacketState::Quarantined),
    })
}

fn with_history(tx: &ReadTx<'_>, mut rows: Vec<OutboxRow>, of: Of<'_>) -> Result<Vec<OutboxRow>> {
    let mut steps = tx.children("outbox_step", "packet_id", of, |r| {
        Ok(PacketStepRow { state: r.at("state")?, at: r.at("at_ms")? })
    })?;
    for row in &mut rows {
        row.history = steps.take(&row.packet_id.to_string());
    }
    Ok(rows)
}

fn row(r: &Row<'_>) -> Result<OutboxRow> {
    let bytes =
        |column: &str, value: i64| u64::try_from(value).map_err(|_| Error::BadValue { column: column.to_owned() });
    Ok(OutboxRow {
        packet_id: r.at("packet_id")?,
        kind: r.at("kind")?,
        edition: r.at("edition")?,
        epoch: r.at("epoch")?,
        seq: r.at("seq")?,
        prev_sha256: r.at("prev_sha256")?,
        manifest_sha256: r.at("manifest_sha256")?,
        file_name: r.at("file_name")?,
        created_at: r.at("created_ms")?,
        test: r.at("test")?,
        addressed: r.at("addressed")?,
        sealed_sha256: r.at("sealed_sha256")?,
        sealed_size: r.at::<Option<i64>>("sealed_size")?.map(|v| bytes("sealed_size", v)).transpose()?,
        state: r.at("state")?,
        reason: r.at("reason")?,
        upload_url: r.at("upload_url")?,
        upload_offset: bytes("upload_offset", r.at("upload_offset")?)?,
        attempts: r.at("attempts")?,
        next_at: r.at("next_at_ms")?,
        last_error: r.at("last_error")?,
        receipt: r.at("receipt")?,
        receipt_at: r.at("receipt_ms")?,
        history: Vec::new(),
    })
}
