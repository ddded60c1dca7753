//! The peers of the store: the same rows of a concern with no triggers, no audit row and no search index, and the same
//! durability (WAL, synchronous=FULL), in plain SQLite; in SQLCipher, which tells how much of a ratio is the cipher; and a
//! plain database of the whole schema, which tells how much is the schema.

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
    unlock(&conn, key)?;
    Ok(conn)
}

fn unlock(conn: &Connection, key: &DbKey) -> rusqlite::Result<()> {
    conn.execute_batch("PRAGMA cipher_log_level = NONE;")?;
    conn.execute_batch(&format!("PRAGMA key = \"{}\";", key.pragma_value().as_str()))
}

/// Makes a database with the same columns and indexes, plain or under a key.
pub fn create(path: &Path, like: &Connection, key: Option<&DbKey>) -> rusqlite::Result<Connection> {
    let conn = open(path, key)?;
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

/// Opens a peer's database.
pub fn open(path: &Path, key: Option<&DbKey>) -> rusqlite::Result<Connection> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
    if let Some(key) = key {
        unlock(&conn, key)?;
    }
    conn.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536;")?;
    // The encrypted side checks its references; the bare rows are what a program without care would write.
    conn.execute_batch("PRAGMA foreign_keys = OFF;")?;
    conn.set_prepared_statement_cache_capacity(256);
    Ok(conn)
}

/// Makes a plain database of everything in another one: every table, index, trigger and row.
pub fn export(from: &Connection, to: &Path) -> rusqlite::Result<()> {
    let name = to.to_str().unwrap_or_default();
    std::fs::File::create(to).map_err(|_| rusqlite::Error::InvalidPath(to.to_owned()))?;
    from.execute("ATTACH DATABASE ?1 AS whole KEY ''", [name])?;
    from.query_row("SELECT sqlcipher_export('whole')", [], |_| Ok(()))?;
    from.execute_batch("DETACH DATABASE whole")
}

/// Reads the newest fifty concerns as the list shows them; answers how many there were.
pub fn first_page(conn: &Connection) -> rusqlite::Result<usize> {
    let sql = "SELECT id, kind, title, discovered_ms, place, status, owner_id,
                      (SELECT count(*) FROM concern_involved WHERE concern_id = concern.id)
               FROM concern ORDER BY position DESC LIMIT 50";
    let mut statement = conn.prepare(sql)?;
    let read = statement
        .query_map([], |row| (0..8).map(|n| row.get::<_, Value>(n)).collect())?
        .collect::<rusqlite::Result<Vec<Vec<Value>>>>()?;
    Ok(read.len())
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
