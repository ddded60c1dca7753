//! Backups that were read back and opened, rehearsals, and whether a new recovery code is due.

use domain::Instant;
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Where a backup lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// In the home.
    Local,
    /// On a stick or another disk.
    Outside,
}

impl Place {
    fn id(self) -> &'static str {
        match self {
            Self::Local => "local",
            Self::Outside => "outside",
        }
    }
}

/// A backup that was written, read back and opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupRow {
    /// Its id.
    pub id: Uuid,
    /// Where it lies.
    pub place: Place,
    /// Its name, without a folder.
    pub file_name: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of the whole file.
    pub sha256: [u8; 32],
    /// Rows of the audit log in it.
    pub audit_count: u64,
    /// The hash of the last of them.
    pub audit_head: [u8; 32],
    /// When it was made.
    pub made_at: Instant,
    /// When it was read back and opened.
    pub verified_at: Instant,
}

/// What was rehearsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RehearsalKind {
    /// A restore from a backup.
    Restore,
    /// Opening a copy with the recovery code.
    Recovery,
}

impl RehearsalKind {
    /// The word on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Recovery => "recovery",
        }
    }
}

/// A rehearsal and how it went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rehearsal {
    /// What was rehearsed.
    pub kind: RehearsalKind,
    /// When.
    pub at: Instant,
    /// The staff id of the person.
    pub by: String,
    /// Whether everything was there.
    pub ok: bool,
    /// What was found when not: lower-case words with `_`.
    pub found: String,
}

/// Why a new recovery code is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DueReason {
    /// The code was used.
    Used,
    /// Somebody was removed for cause.
    RemovedForCause,
    /// The home was restored from a backup.
    Restored,
}

impl DueReason {
    /// The word on the wire.
    pub fn id(self) -> &'static str {
        match self {
            Self::Used => "used",
            Self::RemovedForCause => "removed_for_cause",
            Self::Restored => "restored",
        }
    }
}

/// Since when a new recovery code is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecoveryDue {
    /// Why.
    pub reason: DueReason,
    /// Since when.
    pub since: Instant,
}

/// Keeps that a backup was verified.
///
/// # Errors
/// [`Error::Constraint`] outside the bounds.
pub fn log_backup(tx: &mut WriteTx<'_>, row: &BackupRow) -> Result<()> {
    let whole = |n: u64| i64::try_from(n).unwrap_or(i64::MAX).cell();
    tx.put(
        "backup_log",
        &[
            ("id", row.id.cell()),
            ("place", text(row.place.id())),
            ("file_name", text(&row.file_name)),
            ("size", whole(row.size)),
            ("sha256", row.sha256.to_vec().cell()),
            ("audit_count", whole(row.audit_count)),
            ("audit_head", row.audit_head.to_vec().cell()),
            ("made_ms", row.made_at.cell()),
            ("verified_ms", row.verified_at.cell()),
        ],
    )
}

/// Every verified backup, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn backups(tx: &ReadTx<'_>) -> Result<Vec<BackupRow>> {
    tx.query("SELECT * FROM backup_log ORDER BY position DESC", &[], backup)
}

/// The newest verified backup at a place.
///
/// # Errors
/// Those of SQLite.
pub fn newest(tx: &ReadTx<'_>, place: Place) -> Result<Option<BackupRow>> {
    tx.one(
        "SELECT * FROM backup_log WHERE place = :place ORDER BY made_ms DESC, position DESC LIMIT 1",
        &[("place", text(place.id()))],
        backup,
    )
}

/// Keeps how a rehearsal went.
///
/// # Errors
/// [`Error::Constraint`] for an unknown person.
pub fn log_rehearsal(tx: &mut WriteTx<'_>, row: &Rehearsal) -> Result<()> {
    tx.put(
        "rehearsal",
        &[
            ("kind", text(row.kind.id())),
            ("at_ms", row.at.cell()),
            ("by_id", text(&row.by)),
            ("ok", row.ok.cell()),
            ("found", text(&row.found)),
        ],
    )
}

/// Every rehearsal, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn rehearsals(tx: &ReadTx<'_>) -> Result<Vec<Rehearsal>> {
    tx.query("SELECT * FROM rehearsal ORDER BY position DESC", &[], |r| {
        let kind = match r.at::<String>("kind")?.as_str() {
            "restore" => RehearsalKind::Restore,
            "recovery" => RehearsalKind::Recovery,
            _ => return Err(bad("kind")),
        };
        Ok(Rehearsal { kind, at: r.at("at_ms")?, by: r.at("by_id")?, ok: r.at("ok")?, found: r.at("found")? })
    })
}

/// Since when a new recovery code is due; `None` when none is.
///
/// # Errors
/// Those of SQLite.
pub fn recovery_due(tx: &ReadTx<'_>) -> Result<Option<RecoveryDue>> {
    tx.one("SELECT * FROM recovery_due WHERE done_ms IS NULL ORDER BY position LIMIT 1", &[], |r| {
        let reason = match r.at::<String>("reason")?.as_str() {
            "used" => DueReason::Used,
            "removed_for_cause" => DueReason::RemovedForCause,
            "restored" => DueReason::Restored,
            _ => return Err(bad("reason")),
        };
        Ok(RecoveryDue { reason, since: r.at("since_ms")? })
    })
}

/// A new recovery code is due from now on.
///
/// # Errors
/// Those of SQLite.
pub fn set_recovery_due(tx: &mut WriteTx<'_>, reason: DueReason, at: Instant) -> Result<()> {
    tx.put("recovery_due", &[("reason", text(reason.id())), ("since_ms", at.cell())])
}

/// The new recovery code was made.
///
/// # Errors
/// Those of SQLite.
pub fn recovery_done(tx: &mut WriteTx<'_>, at: Instant) -> Result<()> {
    tx.run("UPDATE recovery_due SET done_ms = :at WHERE done_ms IS NULL", &[("at", at.cell())]).map(drop)
}

fn backup(r: &Row<'_>) -> Result<BackupRow> {
    let whole = |column: &str| r.at::<i64>(column).map(|n| u64::try_from(n).unwrap_or(0));
    let hash = |column: &str| r.at::<Vec<u8>>(column)?.try_into().map_err(|_| bad(column));
    let place = match r.at::<String>("place")?.as_str() {
        "local" => Place::Local,
        "outside" => Place::Outside,
        _ => return Err(bad("place")),
    };
    Ok(BackupRow {
        id: r.at("id")?,
        place,
        file_name: r.at("file_name")?,
        size: whole("size")?,
        sha256: hash("sha256")?,
        audit_count: whole("audit_count")?,
        audit_head: hash("audit_head")?,
        made_at: r.at("made_ms")?,
        verified_at: r.at("verified_ms")?,
    })
}

fn bad(column: &str) -> Error {
    Error::BadValue { column: column.to_owned() }
}
