//! Bringing a database up to the newest schema, one numbered file after the other.
//!
//! A fresh database runs the same list. Released files never change (a test holds their hashes); what must change comes
//! as a new file. Nothing is ever brought back to an older version: for that there is the copy made before.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, TransactionBehavior};

use crate::error::{Error, Result};
use crate::open::beside;

/// `ANM1`: marks a database as one of this program (SQLite's header field, offset 68).
const APPLICATION_ID: i64 = 0x414E_4D31;

/// Every step of the schema; a step's place in the list is the version it leads to.
pub(crate) const STEPS: &[(&str, &str)] = &[
    ("0001_home.sql", include_str!("../migrations/0001_home.sql")),
    ("0002_people.sql", include_str!("../migrations/0002_people.sql")),
    ("0003_school.sql", include_str!("../migrations/0003_school.sql")),
    ("0004_concern.sql", include_str!("../migrations/0004_concern.sql")),
    ("0005_handling.sql", include_str!("../migrations/0005_handling.sql")),
    ("0006_mechanism.sql", include_str!("../migrations/0006_mechanism.sql")),
    ("0007_pact.sql", include_str!("../migrations/0007_pact.sql")),
    ("0008_packet.sql", include_str!("../migrations/0008_packet.sql")),
    ("0009_audit.sql", include_str!("../migrations/0009_audit.sql")),
    ("0010_locks.sql", include_str!("../migrations/0010_locks.sql")),
    ("0011_people.sql", include_str!("../migrations/0011_people.sql")),
    ("0012_sealed.sql", include_str!("../migrations/0012_sealed.sql")),
    ("0013_draft.sql", include_str!("../migrations/0013_draft.sql")),
    ("0014_correction.sql", include_str!("../migrations/0014_correction.sql")),
    ("0015_audit_reason.sql", include_str!("../migrations/0015_audit_reason.sql")),
    ("0016_care.sql", include_str!("../migrations/0016_care.sql")),
    ("0017_search.sql", include_str!("../migrations/0017_search.sql")),
    ("0018_hanging.sql", include_str!("../migrations/0018_hanging.sql")),
    ("0019_names.sql", include_str!("../migrations/0019_names.sql")),
    ("0020_roster.sql", include_str!("../migrations/0020_roster.sql")),
    ("0021_rounds.sql", include_str!("../migrations/0021_rounds.sql")),
    ("0022_attachment.sql", include_str!("../migrations/0022_attachment.sql")),
    ("0023_safeguards.sql", include_str!("../migrations/0023_safeguards.sql")),
    ("0024_views.sql", include_str!("../migrations/0024_views.sql")),
    ("0025_digest.sql", include_str!("../migrations/0025_digest.sql")),
];

/// The version of the schema that this program writes.
pub const SCHEMA_VERSION: i64 = STEPS.len() as i64;

/// Where the copy of a database of version `found` is kept before it is brought up to date.
pub fn copy_name(path: &Path, found: i64) -> PathBuf {
    beside(path, &format!(".before-v{found}"))
}

/// The version of the database.
pub(crate) fn version(conn: &Connection) -> Result<i64> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Refuses a file of another program or of a later version of this one.
///
/// # Errors
/// [`Error::OtherFile`], [`Error::TooNew`].
pub(crate) fn recognise(conn: &Connection) -> Result<()> {
    let id: i64 = conn.query_row("PRAGMA application_id", [], |row| row.get(0))?;
    if id != APPLICATION_ID {
        return Err(Error::OtherFile);
    }
    let found = version(conn)?;
    if found > SCHEMA_VERSION {
        return Err(Error::TooNew { found, known: SCHEMA_VERSION });
    }
    if found < 1 { Err(Error::OtherFile) } else { Ok(()) }
}

/// Copies an existing database, under the same key, before its schema is changed. An earlier copy of the same version is
/// kept: it is the one from before the first attempt.
///
/// # Errors
/// [`Error::DiskFull`], [`Error::Io`]; the database itself is untouched.
pub(crate) fn copy_first(conn: &Connection, path: &Path) -> Result<()> {
    let copy = copy_name(path, version(conn)?);
    if copy.symlink_metadata().is_ok() {
        return Ok(());
    }
    crate::copy::copy(conn, &copy)
}

/// Runs every step from the database's version up to `target`, each in a transaction of its own that also sets the
/// version, so that a crash leaves a whole step or none.
///
/// # Errors
/// Those of SQLite; [`Error::Constraint`] when a step leaves a reference that leads nowhere.
pub(crate) fn run(conn: &mut Connection, target: i64) -> Result<()> {
    for (index, (_, sql)) in (1i64..).zip(STEPS) {
        if index > target {
            break;
        }
        let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
        // Read inside the transaction: another process may have taken the step meanwhile.
        if version(&tx)? >= index {
            continue;
        }
        tx.execute_batch(sql)?;
        tx.execute_batch(&format!("PRAGMA user_version = {index}; PRAGMA application_id = {APPLICATION_ID};"))?;
        tx.commit()?;
    }
    Ok(())
}
