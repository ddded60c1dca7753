//! The shape of a table: its columns, its key, and whether its rows have numbers.

use rusqlite::Connection;

/// See the file's head.
pub(super) struct Shape {
    /// The table's name in quotes.
    pub(super) name: String,
    /// Its columns.
    pub(super) columns: Vec<String>,
    /// The columns in quotes, joined by commas.
    pub(super) list: String,
    /// The columns of its primary key, in order.
    pub(super) key: Vec<String>,
    /// Whether it has row numbers.
    pub(super) has_row_numbers: bool,
}

impl Shape {
    /// The shape of a table, when it is there and its definition can be read.
    pub(super) fn of(conn: &Connection, table: &str) -> Option<Self> {
        let mut statement = conn.prepare("SELECT name, pk FROM pragma_table_info(?1)").ok()?;
        let found = statement.query_map([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?))).ok()?;
        let found: Vec<(String, i64)> = found.collect::<rusqlite::Result<_>>().ok()?;
        if found.is_empty() {
            return None;
        }
        let mut key: Vec<(i64, String)> =
            found.iter().filter(|(_, pk)| *pk > 0).map(|(n, pk)| (*pk, n.clone())).collect();
        key.sort();
        let columns: Vec<String> = found.into_iter().map(|(name, _)| name).collect();
        let without: bool = conn
            .query_row("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1", [table], |row| {
                row.get(0)
            })
            .ok()?;
        let list = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        Some(Self {
            name: format!("\"{table}\""),
            columns,
            list,
            key: key.into_iter().map(|(_, name)| name).collect(),
            has_row_numbers: !without,
        })
    }
}
