//! The finished bytes of packets and papers.

use sha2::{Digest as _, Sha256};
use uuid::Uuid;

use crate::audit::hex;
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};

/// A file without its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileInfo {
    /// Its name, as it was given when the packet was entered.
    pub name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// Keeps a file; answers its SHA-256.
pub(super) fn put(tx: &mut WriteTx<'_>, packet_id: &str, name: &str, bytes: &[u8]) -> Result<String> {
    let sha256 = hex(&Sha256::digest(bytes));
    let size = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    tx.put(
        "packet_file",
        &[
            ("packet_id", text(packet_id)),
            ("name", text(name)),
            ("sha256", text(&sha256)),
            ("size", size.cell()),
            ("bytes", bytes.to_vec().cell()),
        ],
    )?;
    Ok(sha256)
}

/// The files of a packet, by name.
///
/// # Errors
/// Those of SQLite.
pub fn files(tx: &ReadTx<'_>, packet_id: Uuid) -> Result<Vec<FileInfo>> {
    tx.query(
        "SELECT name, size, sha256 FROM packet_file WHERE packet_id = :packet_id ORDER BY name",
        &[("packet_id", packet_id.cell())],
        |r| {
            Ok(FileInfo {
                name: r.at("name")?,
                size: u64::try_from(r.at::<i64>("size")?).unwrap_or(0),
                sha256: r.at("sha256")?,
            })
        },
    )
}

/// The bytes of a file.
///
/// # Errors
/// [`Error::NotFound`]; [`Error::Damaged`] when the bytes do not have their hash.
pub fn file(tx: &ReadTx<'_>, packet_id: Uuid, name: &str) -> Result<Vec<u8>> {
    let found = tx.one(
        "SELECT sha256, bytes FROM packet_file WHERE packet_id = :packet_id AND name = :name",
        &[("packet_id", packet_id.cell()), ("name", text(name))],
        |r| Ok((r.at::<String>("sha256")?, r.at::<Vec<u8>>("bytes")?)),
    )?;
    let (sha256, bytes) = found.ok_or(Error::NotFound { table: "packet_file" })?;
    if hex(&Sha256::digest(&bytes)) == sha256 { Ok(bytes) } else { Err(Error::Damaged) }
}

/// Up to `length` bytes of a file from `offset`, for an upload in pieces; empty at its end.
///
/// # Errors
/// [`Error::NotFound`].
pub fn file_part(tx: &ReadTx<'_>, packet_id: Uuid, name: &str, offset: u64, length: u64) -> Result<Vec<u8>> {
    let start = i64::try_from(offset).unwrap_or(i64::MAX).saturating_add(1);
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    tx.one(
        "SELECT substr(bytes, :start, :length) AS part FROM packet_file WHERE packet_id = :packet_id AND name = :name",
        &[("start", start.cell()), ("length", length.cell()), ("packet_id", packet_id.cell()), ("name", text(name))],
        |r| r.at("part"),
    )?
    .ok_or(Error::NotFound { table: "packet_file" })
}
