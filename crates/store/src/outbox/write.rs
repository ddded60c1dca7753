//! Entering a packet, and sealing it.

use domain::Instant;
use domain::noun::{Edition, PacketKind, PacketState};
use uuid::Uuid;

use super::file;
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::text;
use crate::tx::WriteTx;

/// A packet whose packet.json is written and signed.
#[derive(Debug, Clone)]
pub struct NewPacket<'a> {
    /// UUIDv7.
    pub packet_id: Uuid,
    /// What it is.
    pub kind: PacketKind,
    /// Who is named in it.
    pub edition: Edition,
    /// The epoch; with `seq` and `prev_sha256` as [`super::next_place`] gave it in the same transaction.
    pub epoch: &'a str,
    /// Number in the epoch, from 1.
    pub seq: i64,
    /// SHA-256 of the packet.json before, 64 lower-case hexadecimal digits; `None` for the first of an epoch.
    pub prev_sha256: Option<&'a str>,
    /// SHA-256 of packet.json, 64 lower-case hexadecimal digits.
    pub manifest_sha256: &'a str,
    /// Name of the sealed file.
    pub file_name: &'a str,
    /// When it was made.
    pub created_at: Instant,
    /// Whether it comes from a practice or demo home.
    pub test: bool,
    /// The school's papers and the parts of the packet: name and bytes. Names may hold `/`.
    pub files: &'a [(&'a str, &'a [u8])],
    /// The sealed file, when there is a bureau to seal it for.
    pub sealed: Option<SealedFile<'a>>,
}

/// The bytes that leave the school.
#[derive(Debug, Clone, Copy)]
pub struct SealedFile<'a> {
    /// The sealed bytes, kept under the packet's `file_name`.
    pub bytes: &'a [u8],
}

/// Enters a packet as queued, with its files. Without a sealed file it is kept and printable, not addressed and not due.
///
/// # Errors
/// [`Error::Locked`] with table `outbox` when epoch, number or hash do not continue the chain; [`Error::Constraint`].
pub fn enqueue(tx: &mut WriteTx<'_>, packet: &NewPacket<'_>) -> Result<()> {
    let id = packet.packet_id.to_string();
    tx.defer_references()?;
    for (name, bytes) in packet.files {
        file::put(tx, &id, name, bytes)?;
    }
    tx.put(
        "outbox",
        &[
            ("packet_id", text(&id)),
            ("kind", packet.kind.cell()),
            ("edition", packet.edition.cell()),
            ("epoch", text(packet.epoch)),
            ("seq", packet.seq.cell()),
            ("prev_sha256", packet.prev_sha256.map(str::to_owned).cell()),
            ("manifest_sha256", text(packet.manifest_sha256)),
            ("file_name", text(packet.file_name)),
            ("created_ms", packet.created_at.cell()),
            ("test", packet.test.cell()),
            ("addressed", false.cell()),
            ("state", PacketState::Queued.cell()),
            ("upload_offset", 0.cell()),
            ("attempts", 0.cell()),
        ],
    )?;
    super::step::record(tx, &id, PacketState::Queued, packet.created_at)?;
    match packet.sealed {
        Some(sealed) => seal(tx, packet.packet_id, sealed),
        None => Ok(()),
    }
}

/// Keeps the sealed file of a packet made before there was a bureau to address; from then on it is due. Once only.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Locked`] when it was sealed before.
pub fn seal(tx: &mut WriteTx<'_>, packet_id: Uuid, sealed: SealedFile<'_>) -> Result<()> {
    let id = packet_id.to_string();
    let row = super::get(tx, packet_id)?.ok_or(Error::NotFound { table: "outbox" })?;
    let sha256 = file::put(tx, &id, &row.file_name, sealed.bytes)?;
    let size = i64::try_from(sealed.bytes.len()).unwrap_or(i64::MAX);
    tx.set(
        "outbox",
        ("packet_id", text(&id)),
        &[("sealed_sha256", sha256.cell()), ("sealed_size", size.cell()), ("addressed", true.cell())],
    )
}
