//! The whole database under another key, for a removal for cause.

use std::fs;
use std::path::Path;

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use uuid::Uuid;
use vault::DbKey;
use zeroize::Zeroizing;

use crate::cell::Cell as _;
use crate::copy::{Census, examine};
use crate::error::{Error, Result};
use crate::open::{Store, beside, connect, sync, sync_folder};
use crate::tx::{ReadTx, WriteTx};

/// Seals a text again: its id and its old content to its new content; `None` when it cannot be opened.
pub type Reseal<'r> = dyn FnMut(Uuid, &[u8]) -> Option<Vec<u8>> + 'r;

/// Writes the database as it stands into a new file under another key, with every sealed text sealed again, and examines
/// the result. It is built under `.part` and renamed when whole.
///
/// # Errors
/// [`Error::AlreadyThere`]; [`Error::Damaged`] when a sealed text cannot be opened or the copy does not hold what the
/// original holds; [`Error::DiskFull`], [`Error::Io`]. Then nothing of that name was made.
pub fn export(store: &Store, to: &Path, key: &DbKey, home: Uuid, reseal: &mut Reseal<'_>) -> Result<Census> {
    if to.symlink_metadata().is_ok() {
        return Err(Error::AlreadyThere);
    }
    let part = beside(to, ".part");
    remove(&part);
    let made = store.copying(|conn| attach_and_copy(conn, &part, key)).and_then(|()| seal_again(&part, key, reseal));
    let done = made.and_then(|()| {
        sync(&part)?;
        let census = examine(&part, key, home)?;
        if census != store.census()? {
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

/// Seals the texts under the new key. The table's lock comes off for that, inside one transaction of a file that is not the
/// home's yet.
fn seal_again(part: &Path, key: &DbKey, reseal: &mut Reseal<'_>) -> Result<()> {
    let mut conn = connect(part, key)?;
    let tx = conn.transaction()?;
    let texts: Vec<(Uuid, Vec<u8>)> =
        ReadTx { conn: &tx }.query("SELECT id, content FROM sealed_text ORDER BY position", &[], |r| {
            Ok((r.at("id")?, r.at("content")?))
        })?;
    if !texts.is_empty() {
        let lock: String = tx.query_row(
            "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = 'sealed_text_no_update'",
            [],
            |row| row.get(0),
        )?;
        tx.execute_batch("DROP TRIGGER sealed_text_no_update")?;
        for (id, old) in texts {
            let new = reseal(id, &old).ok_or(Error::Damaged)?;
            WriteTx::new(&tx).run(
                "UPDATE sealed_text SET content = :content WHERE id = :id",
                &[("content", new.cell()), ("id", id.cell())],
            )?;
        }
        tx.execute_batch(&lock)?;
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
