//! The peer of the store: the same rows of a concern in a database that is not encrypted, with no triggers, no audit row
//! and no search index, and the same durability (WAL, synchronous=FULL).

use std::path::Path;

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, Transaction, TransactionBehavior, params_from_iter};
use vault::DbKey;

/// The tables that a new concern writes to.
const TABLES: [(&str, &str); 5] = [
    ("concern", "id"),
    ("concern_form", "concern_id"),
    ("concern_involved", "concern_id"),
    ("concern_measure", "concern_id"),
    ("concern_event", "concern_id"),
];

/// One concern: for each table its rows.
pub type Rows = Vec<(&'static str, Vec<Vec<Value>>)>;

/// The encrypted database, past the store, for reading.
pub fn encrypted(path: &Path, key: &DbKey) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    conn.execute_batch(&format!("PRAGMA key = \"{}\";", key.pragma_value().as_str()))?;
    Ok(conn)
}

/// Makes the plain database with the same columns and indexes.
pub fn create(path: &Path, like: &Connection) -> rusqlite::Result<Connection> {
    let conn = open(path)?;
    let sql = "SELECT sql FROM sqlite_master WHERE type IN ('table', 'index') AND tbl_name = ?1 AND sql IS NOT NULL
               ORDER BY type DESC";
    for (table, _) in TABLES {
        let mut statement = like.prepare(sql)?;
        for made in statement.query_map([table], |row| row.get::<_, String>(0))? {
            conn.execute_batch(&made?)?;
        }
    }
    Ok(conn)
}

/// Opens the plain database.
pub fn open(path: &Path) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")?;
    // The encrypted side checks its references; the bare rows are what a program without care would write.
    conn.execute_batch("PRAGMA foreign_keys = OFF;")?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(conn)
}

/// The rows of one concern.
pub fn rows_of(conn: &Connection, id: &str) -> rusqlite::Result<Rows> {
    TABLES
        .iter()
        .map(|(table, key)| {
            let mut statement = conn.prepare_cached(&format!("SELECT * FROM {table} WHERE {key} = ?1"))?;
            let columns = statement.column_count();
            let rows = statement
                .query_map([id], |row| (0..columns).map(|n| row.get::<_, Value>(n)).collect())?
                .collect::<rusqlite::Result<Vec<Vec<Value>>>>()?;
            Ok((*table, rows))
        })
        .collect()
}

/// Enters one concern in a transaction of its own.
pub fn commit(conn: &mut Connection, rows: &Rows) -> rusqlite::Result<()> {
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    put(&tx, rows)?;
    tx.commit()
}

/// Enters one concern.
pub fn put(tx: &Transaction<'_>, rows: &Rows) -> rusqlite::Result<()> {
    for (table, rows) in rows {
        for row in rows {
            let marks = vec!["?"; row.len()].join(",");
            tx.prepare_cached(&format!("INSERT INTO {table} VALUES ({marks})"))?.execute(params_from_iter(row))?;
        }
    }
    Ok(())
}
