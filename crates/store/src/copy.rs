//! Whole copies of the database, and the census that proves a copy to hold what the original holds.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use uuid::Uuid;
use vault::DbKey;

use crate::audit::{self, Finding, Head};
use crate::error::{Error, Result, Rule};
use crate::meta;
use crate::migrate;
use crate::open::{Store, beside, sync, sync_folder};
use crate::pragma;
use crate::reading::immutable;
use crate::tx::ReadTx;

/// What a database holds, counted; equal for a copy and its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Census {
    /// Rows of every table.
    pub tables: BTreeMap<String, u64>,
    /// The end of the audit log.
    pub head: Head,
    /// Whether that log is whole; every row of it was recomputed. A repair can leave a gap in it for good, which is told at
    /// every look and keeps nobody from making backups.
    pub log: Finding,
    /// The version of the schema.
    pub schema: i64,
}

impl Census {
    /// Rows of all tables together.
    pub fn rows(&self) -> u64 {
        self.tables.values().sum()
    }
}

impl Store {
    /// Writes the database as it stands into a new file under the same key. It goes on working meanwhile. A `.part` left by
    /// a crash is replaced; nothing else is.
    ///
    /// # Errors
    /// [`Error::AlreadyThere`], [`Error::DiskFull`], [`Error::Io`], [`Error::Damaged`].
    pub fn copy_to(&self, to: &Path) -> Result<()> {
        self.copying(|conn| copy(conn, to))
    }

    /// The same with the census of what was copied; `None` when somebody wrote meanwhile, and it may be another.
    ///
    /// # Errors
    /// As [`Store::copy_to`].
    pub fn copy_counted(&self, to: &Path) -> Result<Option<Census>> {
        self.copying(|conn| {
            // It changes with every commit of another connection, and this one makes none.
            let version = || Ok::<i64, Error>(conn.query_row("PRAGMA data_version", [], |row| row.get(0))?);
            let before = version()?;
            let tx = conn.unchecked_transaction()?;
            let counted = census(&ReadTx { conn: &tx })?;
            tx.commit()?;
            copy(conn, to)?;
            Ok((version()? == before).then_some(counted))
        })
    }

    /// The census of the database as it stands.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn census(&self) -> Result<Census> {
        self.read(census)
    }
}

/// Copies through a `.part`.
pub(crate) fn copy(conn: &Connection, to: &Path) -> Result<()> {
    if to.symlink_metadata().is_ok() {
        return Err(Error::AlreadyThere);
    }
    let part = beside(to, ".part");
    match fs::remove_file(&part) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(Error::Io(error)),
        _ => {}
    }
    // SQLite takes its paths as UTF-8; a lossy one would put the copy somewhere else.
    let name = part.to_str().ok_or(Error::CannotOpen)?;
    let copied = conn.execute("VACUUM INTO :part", [(":part", name)].as_slice()).map_err(Error::from);
    let moved = copied
        .and_then(|_| sync(&part))
        .and_then(|()| fs::rename(&part, to).map_err(Error::Io))
        .and_then(|()| to.parent().map_or(Ok(()), sync_folder));
    if moved.is_err() {
        // Half a copy is of no use; when it cannot be removed, the next copy replaces it.
        let _ = fs::remove_file(&part);
    }
    moved
}

/// Opens a copy without leaving anything beside it, and counts what it holds: the HMAC of every page, the structure of
/// every table, every reference and every row of the audit log are checked. A copy of an earlier schema is judged as it is.
///
/// # Errors
/// [`Error::Missing`], [`Error::WrongKeyOrDamaged`], [`Error::Damaged`], [`Error::OtherHome`], [`Error::OtherFile`],
/// [`Error::TooNew`], [`Error::Constraint`] for a reference that leads nowhere.
pub fn examine(path: &Path, key: &DbKey, home: Uuid) -> Result<Census> {
    std::thread::scope(|scope| {
        // The two halves share nothing but the file, and take about as long.
        let structure = scope.spawn(|| check_structure(path, key));
        let counted = count(path, key, home);
        let structure = structure.join().unwrap_or(Err(Error::Damaged));
        let counted = counted?;
        structure.map(|()| counted)
    })
}

/// The half of [`examine`] that can be done on any file of the same bytes: the structure of every table and index.
///
/// # Errors
/// As [`examine`].
pub fn check_structure(path: &Path, key: &DbKey) -> Result<()> {
    ReadTx { conn: &look_at(path, key)? }.check_structure()
}

/// The other half: every page, every reference, every row.
///
/// # Errors
/// As [`examine`].
pub fn count(path: &Path, key: &DbKey, home: Uuid) -> Result<Census> {
    let conn = look_at(path, key)?;
    let tx = ReadTx { conn: &conn };
    meta::belongs_to(&tx, home)?;
    tx.check_pages()?;
    tx.check_references()?;
    census(&tx)
}

/// A connection that only reads a copy.
fn look_at(path: &Path, key: &DbKey) -> Result<Connection> {
    match fs::metadata(path) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::Missing),
        Err(error) => return Err(Error::Io(error)),
        Ok(found) if found.len() == 0 => return Err(Error::Empty),
        Ok(_) => {}
    }
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
    let conn = Connection::open_with_flags(immutable(path)?, flags)?;
    pragma::unlock(&conn, key)?;
    migrate::recognise(&conn)?;
    // The checks go to and fro between tables: every page that is not kept is decrypted again.
    conn.execute_batch(
        "PRAGMA query_only = ON; PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA cache_size = -65536;",
    )?;
    Ok(conn)
}

impl ReadTx<'_> {
    /// Checks every page, structure and reference.
    pub(crate) fn check(&self) -> Result<()> {
        self.check_pages()?;
        self.check_structure()?;
        self.check_references()
    }

    /// Checks the HMAC of every page.
    fn check_pages(&self) -> Result<()> {
        let bad: Vec<String> = self.query("PRAGMA cipher_integrity_check", &[], |r| r.first())?;
        if bad.is_empty() { Ok(()) } else { Err(Error::Damaged) }
    }

    /// Checks the structure of every table and index.
    fn check_structure(&self) -> Result<()> {
        let structure: Vec<String> = self.query("PRAGMA quick_check", &[], |r| r.first())?;
        if structure == ["ok"] { Ok(()) } else { Err(Error::Damaged) }
    }

    /// Checks every reference.
    fn check_references(&self) -> Result<()> {
        let dangling = self.query("PRAGMA foreign_key_check", &[], |r| r.first::<String>())?;
        match dangling.into_iter().next() {
            Some(rule) => Err(Error::Constraint { kind: Rule::Reference, rule }),
            None => Ok(()),
        }
    }
}

/// Counts the rows of every table and examines the audit log.
pub(crate) fn census(tx: &ReadTx<'_>) -> Result<Census> {
    // The tables inside the search index count letters, not records, and a copy may pack them otherwise.
    let names: Vec<String> = tx.query(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
           AND name <> 'search' AND name NOT LIKE 'search\\_%' ESCAPE '\\' ORDER BY name",
        &[],
        |r| r.first(),
    )?;
    let logged = names.iter().any(|name| name == "audit");
    let mut tables = BTreeMap::new();
    for name in names {
        // A name of the schema, not of a person: it cannot be a parameter.
        let rows: Option<i64> = tx.one(&format!("SELECT count(*) FROM \"{name}\""), &[], |r| r.first())?;
        tables.insert(name, u64::try_from(rows.unwrap_or(0)).unwrap_or(0));
    }
    let schema = migrate::version(tx.conn)?;
    if !logged {
        // A schema from before the log.
        let head = Head { count: 0, hash: [0; 32] };
        return Ok(Census { tables, head, log: Finding::Whole(head), schema });
    }
    let log = audit::examine(tx)?;
    Ok(Census { tables, head: audit::head(tx)?, log, schema })
}
