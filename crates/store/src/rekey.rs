//! A whole database under another key, for a removal for cause: the home's own, and older copies of it.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use uuid::Uuid;
use vault::DbKey;
use zeroize::Zeroizing;

use crate::copy::{Census, examine};
use crate::draft;
use crate::error::{Error, Result};
use crate::migrate;
use crate::open::{Store, beside, connect, finish, judge_log, sync, sync_folder};
use crate::pragma::{self, Role};
use crate::row::text;
use crate::sealed::{self, Reseal};
use crate::tx::{ReadTx, WriteTx};

/// Writes the database as it stands into a new file under another key, with every sealed text sealed again, and examines
/// the result. It is built under `.part` and renamed when whole.
///
/// # Errors
/// [`Error::AlreadyThere`]; [`Error::Damaged`] when a sealed text cannot be opened or the copy does not hold what the
/// original holds; [`Error::DiskFull`], [`Error::Io`]. Then nothing of that name was made.
pub fn export(store: &Store, to: &Path, key: &DbKey, home: Uuid, reseal: &mut dyn Reseal) -> Result<Census> {
    built(to, key, home, |part| {
        store.copying(|conn| attach_and_copy(conn, part, key))?;
        seal_again(part, key, reseal)?;
        store.census()
    })
}

/// The same for a file that nobody has open, of this schema or an earlier one, which it keeps. The log beside `from` is
/// moved into it first, so it is a copy that may be changed.
///
/// # Errors
/// As [`export`], and those of [`examine`] for a file that is not whole or does not open with `old`.
pub fn export_file(
    from: &Path,
    old: &DbKey,
    to: &Path,
    key: &DbKey,
    home: Uuid,
    reseal: &mut dyn Reseal,
) -> Result<Census> {
    built(to, key, home, |part| {
        let conn = connect(from, old)?;
        migrate::recognise(&conn)?;
        judge_log(&conn)?;
        finish(conn)?;
        let census = examine(from, old, home)?;
        let conn = connect(from, old)?;
        pragma::settle(&conn, Role::Writer)?;
        attach_and_copy(&conn, part, key)?;
        conn.close().map_err(|(_, error)| error)?;
        seal_again(part, key, reseal)?;
        Ok(census)
    })
}

/// Builds a file under `.part`, compares it with the census of its original, and gives it its name.
fn built(to: &Path, key: &DbKey, home: Uuid, make: impl FnOnce(&Path) -> Result<Census>) -> Result<Census> {
    if to.symlink_metadata().is_ok() {
        return Err(Error::AlreadyThere);
    }
    let part = beside(to, ".part");
    remove(&part);
    let done = make(&part).and_then(|original| {
        sync(&part)?;
        let census = examine(&part, key, home)?;
        if census != original {
            return Err(Error::Damaged);
        }
        fs::rename(&part, to).map_err(Error::Io)?;
        to.parent().map_or(Ok(()), sync_folder)?;
        Ok(census)
    });
    if done.is_err() {
        remove(&part);
    }
    done
}

/// Copies every table, index, trigger and row; SQLCipher's export leaves out the two numbers of the header.
fn attach_and_copy(conn: &Connection, part: &Path, key: &DbKey) -> Result<()> {
    let name = part.to_str().ok_or(Error::CannotOpen)?;
    // The connection may not make files, so the new one begins as an empty file.
    fs::File::create(part).map_err(Error::Io)?;
    let value = key.pragma_value();
    // The exact capacity: a growing string would leave copies of the key in freed memory.
    let mut quoted = Zeroizing::new(String::with_capacity(value.len()));
    quoted.push_str(&value);
    conn.execute("ATTACH DATABASE ?1 AS other KEY ?2", [name, quoted.as_str()])?;
    let copied = (|| {
        journal_off(conn)?;
        conn.query_row("SELECT sqlcipher_export('other')", [], |_| Ok(())).map_err(by_its_words)?;
        for number in ["user_version", "application_id"] {
            let found: i64 = conn.query_row(&format!("PRAGMA main.{number}"), [], |row| row.get(0))?;
            conn.execute_batch(&format!("PRAGMA other.{number} = {found}"))?;
        }
        Ok::<_, Error>(())
    })();
    if copied.is_err() {
        // SQLite reads the schema of every attached file before it lets go of one, and half a file has none; an empty one does.
        let _ = fs::File::create(part);
    }
    let detached = conn.execute_batch("DETACH DATABASE other").map_err(Error::from);
    copied.and(detached)
}

/// A copy that fails is thrown away, so nothing needs to be undone in it. With a journal SQLite would want to write the old
/// pages back, which a full disk may refuse, and this connection could not be used again.
fn journal_off(conn: &Connection) -> Result<()> {
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let mode = conn.query_row("PRAGMA other.journal_mode = OFF", [], |row| row.get::<_, String>(0));
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    if mode? == "off" { Ok(()) } else { Err(Error::CannotOpen) }
}

/// The export is a function of SQL, which answers every failure with the same code; SQLite's words for it tell them apart.
fn by_its_words(error: rusqlite::Error) -> Error {
    match &error {
        rusqlite::Error::SqliteFailure(_, Some(words)) if words == "database or disk is full" => Error::DiskFull,
        rusqlite::Error::SqliteFailure(_, Some(words)) if words == "database disk image is malformed" => Error::Damaged,
        _ => error.into(),
    }
}

/// Seals texts and drafts under the new key, in a file that is not the home's yet. A draft that cannot be opened stays as
/// it is; a text that cannot be stops it.
fn seal_again(part: &Path, key: &DbKey, reseal: &mut dyn Reseal) -> Result<()> {
    let mut conn = connect(part, key)?;
    let tx = conn.transaction()?;
    let mut write = WriteTx::new(&tx);
    // A schema from before the sealed texts has neither.
    let has = |tx: &ReadTx<'_>, table: &str| {
        let sql = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = :name";
        tx.one(sql, &[("name", text(table))], |r| r.first::<i64>()).map(|row| row.is_some())
    };
    let mut bound = false;
    if has(&write, "sealed_text")? {
        bound = sealed::all_bound(&write)?;
        let renewed: Option<Vec<_>> =
            sealed::all(&write)?.iter().map(|kept| Some((kept.head.id, reseal.text(kept, bound)?))).collect();
        sealed::exchange(&mut write, &renewed.ok_or(Error::Damaged)?)?;
    }
    if has(&write, "draft")? {
        for kept in draft::sealed(&write, "%")? {
            if let Some(content) = reseal.draft(&kept, bound) {
                draft::reseal(&mut write, &kept, &content)?;
            }
        }
    }
    tx.commit()?;
    conn.close().map_err(|(_, error)| error.into())
}

/// Removes a part with its log; what cannot be removed is replaced by the next export.
fn remove(part: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(part, end));
    }
}
