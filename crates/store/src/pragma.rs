//! The settings of every connection, in one place, each with its reason.

use rusqlite::Connection;
use rusqlite::config::DbConfig;
use vault::DbKey;
use zeroize::Zeroizing;

use crate::error::{Error, Result};

/// Whether a connection may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// The one connection that writes.
    Writer,
    /// A connection that only reads.
    Reader,
}

/// What every connection is told after the key, in this order.
const ALWAYS: &str = "
    PRAGMA journal_mode = WAL;            -- readers go on while one writes; a crash leaves whole transactions
    PRAGMA synchronous = FULL;            -- saved means on the disk: these records are evidence, not a cache
    PRAGMA foreign_keys = ON;             -- off by default in SQLite
    PRAGMA recursive_triggers = ON;       -- without it REPLACE deletes rows past the delete triggers
    PRAGMA trusted_schema = OFF;          -- no function with side effects from a schema that was tampered with
    PRAGMA temp_store = MEMORY;           -- temporary tables would lie on the disk in the clear
    PRAGMA cache_size = -65536;           -- 64 MiB of decrypted pages: every page not cached is decrypted again
    PRAGMA secure_delete = FAST;          -- freed content is overwritten where that costs no extra write
    PRAGMA journal_size_limit = 16777216; -- the log shrinks to 16 MiB after a large transaction
    PRAGMA cell_size_check = ON;          -- a damaged page is noticed when it is read
    PRAGMA mmap_size = 0;                 -- SQLCipher decrypts into its own pages; mapping gains nothing
    PRAGMA busy_timeout = 5000;           -- wait 5 s for a lock before giving up
";

/// Gives the key and proves it by a first read.
///
/// # Errors
/// [`Error::NoCipher`]; [`Error::WrongKeyOrDamaged`] or [`Error::Damaged`] when the first read fails.
pub(crate) fn unlock(conn: &Connection, key: &DbKey) -> Result<()> {
    unlock_with(conn, &key.pragma_value())
}

/// The same with a key that is already in the form of [`DbKey::pragma_value`].
///
/// # Errors
/// As [`unlock`].
pub(crate) fn unlock_with(conn: &Connection, value: &str) -> Result<()> {
    // SQLCipher otherwise prints to standard error, which is no place for anything about this file.
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    let cipher: Option<String> = conn.query_row("PRAGMA cipher_version", [], |row| row.get(0)).ok();
    if cipher.is_none_or(|version| version.is_empty()) {
        return Err(Error::NoCipher);
    }
    // The exact capacity: a growing string would leave copies of the key in freed memory.
    let mut sql = Zeroizing::new(String::with_capacity(value.len() + 16));
    sql.push_str("PRAGMA key = \"");
    sql.push_str(value);
    sql.push_str("\";");
    conn.execute_batch(&sql)?;
    conn.query_row("SELECT count(*) FROM sqlite_master", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

/// Settles an unlocked connection.
///
/// # Errors
/// Those of SQLite; a read-only disk shows here, since WAL needs to write.
pub(crate) fn settle(conn: &Connection, role: Role) -> Result<()> {
    conn.execute_batch(ALWAYS)?;
    // Refuses writable_schema, journal_mode=OFF and writes to shadow tables, whatever SQL arrives.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    // A misspelt column in double quotes must not become a text.
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    if role == Role::Reader {
        only_read(conn)?;
    }
    conn.set_prepared_statement_cache_capacity(256);
    Ok(())
}

/// Makes a settled connection one that only reads.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn only_read(conn: &Connection) -> Result<()> {
    Ok(conn.execute_batch("PRAGMA query_only = ON;")?)
}

#[cfg(test)]
mod tests {
    use crate::testing;
    use crate::{ReadTx, Result};

    fn settings(tx: &ReadTx<'_>) -> Vec<String> {
        [
            "journal_mode",
            "synchronous",
            "foreign_keys",
            "recursive_triggers",
            "trusted_schema",
            "temp_store",
            "cache_size",
            "secure_delete",
            "cell_size_check",
            "busy_timeout",
            "query_only",
            "cipher_page_size",
            "cipher_hmac_algorithm",
        ]
        .iter()
        .map(|name| {
            let value = tx.conn.query_row(&format!("PRAGMA {name}"), [], |row| {
                row.get(0).map(|value: rusqlite::types::Value| match value {
                    rusqlite::types::Value::Integer(n) => n.to_string(),
                    rusqlite::types::Value::Text(text) => text,
                    other => format!("{other:?}"),
                })
            });
            format!("{name}={}", value.unwrap())
        })
        .collect()
    }

    #[test]
    fn every_connection_has_its_settings() {
        let (_folder, _keyring, store) = testing::home();
        let mut expected: Vec<String> = [
            "journal_mode=wal",
            "synchronous=2",
            "foreign_keys=1",
            "recursive_triggers=1",
            "trusted_schema=0",
            "temp_store=2",
            "cache_size=-65536",
            "secure_delete=2",
            "cell_size_check=1",
            "busy_timeout=5000",
            "query_only=0",
            "cipher_page_size=4096",
            "cipher_hmac_algorithm=HMAC_SHA512",
        ]
        .map(str::to_owned)
        .to_vec();
        let writer = store.write(|tx| -> Result<_> { Ok(settings(tx)) }).unwrap();
        assert_eq!(writer, expected);
        if let Some(only) = expected.iter_mut().find(|setting| setting.starts_with("query_only")) {
            *only = "query_only=1".to_owned();
        }
        let reader = store.read(|tx| -> Result<_> { Ok(settings(tx)) }).unwrap();
        assert_eq!(reader, expected);
    }
}
