//! A database that is only looked at: no lock, no migration, no write, beside an open window or on a medium that cannot be
//! written. For judging a home from outside, where a look must leave nothing behind.

use std::fs;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use uuid::Uuid;
use vault::DbKey;

use crate::error::{Error, Result};
use crate::meta;
use crate::migrate;
use crate::open::beside;
use crate::pragma;
use crate::tx::ReadTx;

/// An unlocked connection that can only read.
pub struct Reading {
    conn: Mutex<Connection>,
}

impl Reading {
    /// Opens the database of this home for reading. What another program commits meanwhile is seen by later reads when it had
    /// the file open at this moment; otherwise the file counts as not changing.
    ///
    /// # Errors
    /// As [`crate::Store::open`], and [`Error::NeedsUpgrade`] for a file of an earlier version, which is left as it is.
    pub fn open(path: &Path, key: &DbKey, home: Uuid) -> Result<Self> {
        match fs::metadata(path) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Err(Error::Missing),
            Err(error) => return Err(Error::Io(error)),
            Ok(found) if found.len() == 0 => return Err(Error::Empty),
            Ok(_) => {}
        }
        // The index of the log lies there as long as a window has the file open, also while the log is empty.
        let in_use = beside(path, "-shm").exists() || fs::metadata(beside(path, "-wal")).is_ok_and(|log| log.len() > 0);
        let conn = if in_use {
            Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?
        } else {
            // Without a log nothing is missing from the file, and so SQLite is told that it will not change: it then needs
            // neither locks nor the index of a log, which it would make and leave beside the file.
            let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX | OpenFlags::SQLITE_OPEN_URI;
            Connection::open_with_flags(immutable(path)?, flags)?
        };
        pragma::unlock(&conn, key)?;
        migrate::recognise(&conn)?;
        meta::belongs_to(&ReadTx { conn: &conn }, home)?;
        let found = migrate::version(&conn)?;
        if found < migrate::SCHEMA_VERSION {
            return Err(Error::NeedsUpgrade { found, known: migrate::SCHEMA_VERSION });
        }
        conn.execute_batch(
            "PRAGMA query_only = ON;
             PRAGMA trusted_schema = OFF;
             PRAGMA temp_store = MEMORY;
             PRAGMA cell_size_check = ON;
             PRAGMA mmap_size = 0;
             PRAGMA busy_timeout = 5000;",
        )?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
        conn.set_prepared_statement_cache_capacity(64);
        Ok(Self { conn: Mutex::new(conn) })
    }

    /// Reads from one snapshot.
    ///
    /// # Errors
    /// Those of the closure and of SQLite.
    pub fn read<T, E: From<Error>>(&self, f: impl FnOnce(&ReadTx<'_>) -> Result<T, E>) -> Result<T, E> {
        let mut conn = self.conn.lock().unwrap_or_else(PoisonError::into_inner);
        let tx = conn.transaction_with_behavior(TransactionBehavior::Deferred).map_err(Error::from)?;
        let out = f(&ReadTx { conn: &tx })?;
        tx.commit().map_err(Error::from)?;
        Ok(out)
    }
}

/// The path as a URI that says the file does not change (<https://www.sqlite.org/uri.html>).
pub(crate) fn immutable(path: &Path) -> Result<String> {
    use std::fmt::Write as _;
    let whole = std::path::absolute(path).map_err(Error::Io)?;
    // SQLite takes its paths as UTF-8; a lossy one would open another file.
    let text = whole.to_str().ok_or(Error::CannotOpen)?.replace(std::path::MAIN_SEPARATOR, "/");
    let mut uri = String::from(if text.starts_with('/') { "file:" } else { "file:/" });
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'-' | b'_' | b'.' | b'~' | b':') {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri.push_str("?immutable=1");
    Ok(uri)
}

#[cfg(test)]
mod tests {
    use domain::Instant;

    use super::*;
    use crate::audit;
    use crate::testing;

    fn entry(action: &'static str) -> audit::Entry<'static> {
        audit::Entry {
            at: Instant::parse("2026-06-26T09:00:00+08:00").unwrap(),
            actor: "system",
            action,
            object_kind: "audit",
            object_id: "",
            fields: &[],
        }
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_closed_home_is_read_without_a_trace_and_cannot_be_written() {
        let (folder, keyring, store) = testing::home();
        store.write(|tx| audit::append(tx, &entry("test.one")).map(drop)).unwrap();
        let path = store.path().to_owned();
        let place = path.parent().unwrap().to_owned();
        store.close().unwrap();
        let before = (names(&place), fs::read(&path).unwrap());
        let reading = Reading::open(&path, &keyring.db_key(), keyring.home()).unwrap();
        let head = reading.read(audit::head).unwrap();
        assert_eq!(head.count, 1);
        let refused = reading.conn.lock().unwrap().execute("DELETE FROM audit", []);
        assert!(refused.is_err(), "a look must not be able to write");
        drop(reading);
        assert_eq!((names(&place), fs::read(&path).unwrap()), before);
        drop(folder);
    }

    #[test]
    fn an_open_home_is_read_beside_its_window_up_to_the_last_commit() {
        let (_folder, keyring, store) = testing::home();
        // Before anything was written the log is empty, and the window is open all the same.
        assert_eq!(store.read(audit::head).unwrap().count, 0);
        let reading = Reading::open(store.path(), &keyring.db_key(), keyring.home()).unwrap();
        store.write(|tx| audit::append(tx, &entry("test.one")).map(drop)).unwrap();
        assert_eq!(reading.read(audit::head).unwrap().count, 1);
        drop(reading);
        let reading = Reading::open(store.path(), &keyring.db_key(), keyring.home()).unwrap();
        store.write(|tx| audit::append(tx, &entry("test.two")).map(drop)).unwrap();
        assert_eq!(reading.read(audit::head).unwrap(), store.read(audit::head).unwrap());
        drop(reading);
        store.write(|tx| audit::append(tx, &entry("test.three")).map(drop)).unwrap();
        assert_eq!(store.read(audit::head).unwrap().count, 3);
    }

    #[test]
    fn a_name_with_marks_of_a_uri_is_still_that_file() {
        let uri = immutable(Path::new("/数据 100%/a?b#c.db")).unwrap();
        assert_eq!(uri, "file:/%E6%95%B0%E6%8D%AE%20100%25/a%3Fb%23c.db?immutable=1");
    }
}
