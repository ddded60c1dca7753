//! The schema as this program makes it: a database in memory, made once in the life of the program, against which the
//! schema of a file is held and from which the parts of a record are known.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use rusqlite::Connection;
use rusqlite::types::Value;

use crate::error::{Error, Result};
use crate::lock::{Part, Schema};
use crate::migrate;
use crate::tx::ReadTx;

/// Something that a schema holds, by kind (`table`, `index`, `trigger`, `view`) and name.
pub(crate) type Name = (String, String);

/// See the module.
pub(crate) struct Fresh {
    /// Every object with the statement that makes it.
    pub(crate) objects: BTreeMap<Name, String>,
    /// The parts of a record, by the table of the record.
    pub(crate) parts: BTreeMap<&'static str, Vec<Part>>,
    /// What a column holds when nothing was said, by table and column; those that stay empty are left out.
    pub(crate) defaults: BTreeMap<(String, String), Value>,
}

/// The schema of this program.
///
/// # Errors
/// [`Error::CannotOpen`] when it could not be made.
pub(crate) fn fresh() -> Result<&'static Fresh> {
    static MADE: OnceLock<Option<Fresh>> = OnceLock::new();
    MADE.get_or_init(|| make().ok()).as_ref().ok_or(Error::CannotOpen)
}

fn make() -> Result<Fresh> {
    let mut conn = Connection::open_in_memory()?;
    migrate::run(&mut conn, migrate::SCHEMA_VERSION)?;
    let tx = ReadTx { conn: &conn };
    let schema = Schema::read(&tx)?;
    let parts = crate::digest::ROOTS.iter().map(|(root, _)| (*root, schema.content(root))).collect();
    Ok(Fresh { objects: objects(&tx)?, parts, defaults: defaults(&tx, &schema)? })
}

/// Every object of a schema but those of SQLite itself, each statement without what means nothing in it.
pub(crate) fn objects(tx: &ReadTx<'_>) -> Result<BTreeMap<Name, String>> {
    let sql =
        "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL";
    let rows = tx.query(sql, &[], |r| Ok(((r.at("type")?, r.at("name")?), r.at::<String>("sql")?)))?;
    Ok(rows.into_iter().collect())
}

fn defaults(tx: &ReadTx<'_>, schema: &Schema) -> Result<BTreeMap<(String, String), Value>> {
    let mut out = BTreeMap::new();
    for table in schema.tables() {
        let sql = "SELECT name, dflt_value FROM pragma_table_info(:name) WHERE dflt_value IS NOT NULL";
        let named = [("name", crate::row::text(table))];
        let found: Vec<(String, String)> = tx.query(sql, &named, |r| Ok((r.at("name")?, r.at("dflt_value")?)))?;
        for (column, text) in found {
            let value: Value = tx.conn.query_row(&format!("SELECT {text}"), [], |row| row.get(0))?;
            out.insert((table.to_owned(), column), value);
        }
    }
    Ok(out)
}

/// A statement without line breaks, indentation and quotes of names, which differ between an altered table and a new one.
pub(crate) fn normal(sql: &str) -> String {
    let plain: String = sql.chars().filter(|c| *c != '"' && *c != '`').collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}
