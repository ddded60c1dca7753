//! Packets of the past that came with a loaded school file: history, never sent, never changed.

use domain::noun::{PacketStep, PastPacket};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a packet of the past; its children go before it, since it fixes them.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &PastPacket) -> Result<()> {
    tx.defer_references()?;
    let parent = ("past_packet_id", new.id.as_str());
    tx.put_list("past_packet_source", parent, "text", &new.source_ids)?;
    tx.put_list("past_packet_to", parent, "text", &new.to)?;
    for (position, step) in (0i64..).zip(&new.history) {
        tx.put(
            "past_packet_step",
            &[
                ("past_packet_id", text(&new.id)),
                ("position", position.cell()),
                ("state", step.state.cell()),
                ("at_ms", step.at.cell()),
            ],
        )?;
    }
    tx.put(
        "past_packet",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("seq", new.seq.cell()),
            ("kind", new.kind.cell()),
            ("created_ms", new.created_at.cell()),
            ("edition", new.edition.cell()),
            ("state", new.state.cell()),
            ("receipt_ms", new.receipt_at.cell()),
            ("supersedes", new.supersedes.cell()),
            ("note", new.note.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<PastPacket>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<PastPacket>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<PastPacket>> {
    let mut found = tx.rows("past_packet", of, |r| {
        Ok(PastPacket {
            id: r.at("id")?,
            seq: r.at("seq")?,
            kind: r.at("kind")?,
            source_ids: Vec::new(),
            created_at: r.at("created_ms")?,
            edition: r.at("edition")?,
            to: Vec::new(),
            state: r.at("state")?,
            history: Vec::new(),
            receipt_at: r.at("receipt_ms")?,
            supersedes: r.at("supersedes")?,
            note: r.at("note")?,
        })
    })?;
    let parent = "past_packet_id";
    let mut sources = tx.children("past_packet_source", parent, of, |r| r.at("text"))?;
    let mut to = tx.children("past_packet_to", parent, of, |r| r.at("text"))?;
    let mut steps =
        tx.children("past_packet_step", parent, of, |r| Ok(PacketStep { state: r.at("state")?, at: r.at("at_ms")? }))?;
    for row in &mut found {
        row.source_ids = sources.take(&row.id);
        row.to = to.take(&row.id);
        row.history = steps.take(&row.id);
    }
    Ok(found)
}
