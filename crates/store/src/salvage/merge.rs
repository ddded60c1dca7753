//! The new database of a repair: rows first and locks afterwards, since rows of a finished record could not be put behind it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags, params_from_iter};
use uuid::Uuid;
use vault::DbKey;

use super::whole::Shape;
use crate::audit::{self, Finding};
use crate::error::{Error, Result};
use crate::lock::{LOCKS, Lock};
use crate::meta;
use crate::migrate;
use crate::open::{beside, finish, sync, sync_folder};
use crate::pragma::{self, Role};
use crate::search;
use crate::tx::{ReadTx, WriteTx};

/// What became of a row.
pub(super) enum Put {
    /// It is in.
    Entered,
    /// A row of its key was there already.
    There,
    /// A rule of the schema forbids it; its key.
    Refused(String),
}

/// A database being filled.
pub(super) struct Merge {
    part: PathBuf,
    conn: Connection,
    locks: Vec<String>,
    shapes: BTreeMap<String, Shape>,
}

impl Merge {
    /// Makes the file with the present schema and takes its locks off.
    pub(super) fn begin(out: &Path, key: &DbKey) -> Result<Self> {
        if out.symlink_metadata().is_ok() {
            return Err(Error::AlreadyThere);
        }
        let part = beside(out, ".part");
        remove(&part);
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let mut conn = Connection::open_with_flags(&part, flags)?;
        pragma::unlock(&conn, key)?;
        pragma::settle(&conn, Role::Writer)?;
        migrate::run(&mut conn, migrate::SCHEMA_VERSION)?;
        let triggers: Vec<(String, String)> = ReadTx { conn: &conn }.query(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid",
            &[],
            |r| Ok((r.at("name")?, r.at("sql")?)),
        )?;
        for (name, _) in &triggers {
            conn.execute_batch(&format!("DROP TRIGGER \"{name}\""))?;
        }
        // References are judged once everything is in.
        conn.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
        let shapes = LOCKS.iter().filter_map(|(name, _)| Some(((*name).to_owned(), Shape::of(&conn, name)?))).collect();
        Ok(Self { part, conn, locks: triggers.into_iter().map(|(_, sql)| sql).collect(), shapes })
    }

    /// The tables to fill: all but the search index, which is made again.
    pub(super) fn tables(&self) -> Result<Vec<String>> {
        Ok(LOCKS.iter().filter(|(_, lock)| *lock != Lock::Derived).map(|(name, _)| (*name).to_owned()).collect())
    }

    /// The ids by which the children in a table can be found: those of the table its first key column names.
    pub(super) fn keys_of_parent(&self, table: &str) -> Result<Vec<String>> {
        let Some(shape) = self.shapes.get(table) else { return Ok(Vec::new()) };
        let Some(parent) = shape.key.first().and_then(|column| column.strip_suffix("_id")) else {
            return Ok(Vec::new());
        };
        if !LOCKS.iter().any(|(name, _)| *name == parent) {
            return Ok(Vec::new());
        }
        let Ok(mut statement) = self.conn.prepare(&format!("SELECT id FROM \"{parent}\"")) else {
            return Ok(Vec::new());
        };
        Ok(statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
    }

    /// Enters a row unless one of its key is there. Columns that the table no longer has are passed over, those that the
    /// source did not have yet keep their default.
    pub(super) fn put(&self, table: &str, columns: &[String], row: Vec<Value>) -> Result<Put> {
        let key = |row: &[Value]| {
            let of = |name: &String| columns.iter().position(|c| c == name).and_then(|at| row.get(at)).map(word);
            let shape = self.shapes.get(table)?;
            Some(shape.key.iter().filter_map(of).collect::<Vec<_>>().join("/"))
        };
        let Some(shape) = self.shapes.get(table) else { return Ok(Put::Refused(String::new())) };
        let key = key(&row).unwrap_or_default();
        let (names, values): (Vec<String>, Vec<Value>) = columns
            .iter()
            .zip(row)
            .filter(|(name, _)| shape.columns.contains(name))
            .map(|(name, value)| (format!("\"{name}\""), value))
            .unzip();
        let marks = vec!["?"; names.len()].join(", ");
        // Only the key may be there already; what another rule forbids must not vanish without a word.
        let known = shape.key.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>().join(", ");
        let known = if known.is_empty() { String::new() } else { format!(" ON CONFLICT ({known}) DO NOTHING") };
        let sql = format!("INSERT INTO \"{table}\" ({}) VALUES ({marks}){known}", names.join(", "));
        match self.conn.prepare_cached(&sql)?.execute(params_from_iter(values)).map_err(Error::from) {
            Ok(0) => Ok(Put::There),
            Ok(_) => Ok(Put::Entered),
            Err(Error::Constraint { .. }) => Ok(Put::Refused(key)),
            Err(other) => Err(other),
        }
    }

    /// Takes out rows whose reference leads nowhere, and what refers to those. Answers the keys of each table.
    pub(super) fn leave_out_orphans(&mut self) -> Result<BTreeMap<String, Vec<String>>> {
        let mut gone: BTreeMap<String, Vec<String>> = BTreeMap::new();
        loop {
            let found: Vec<(String, i64)> = {
                let mut statement =
                    self.conn.prepare("SELECT DISTINCT \"table\", fkid FROM pragma_foreign_key_check")?;
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?
            };
            if found.is_empty() {
                return Ok(gone);
            }
            let mut any = false;
            for (table, key) in found {
                let removed = self.remove_orphans(&table, key)?;
                any |= !removed.is_empty();
                gone.entry(table).or_default().extend(removed);
            }
            if !any {
                // A reference that cannot be followed and cannot be taken out: rather no database than a broken one.
                return Err(Error::Damaged);
            }
        }
    }

    fn remove_orphans(&self, table: &str, key: i64) -> Result<Vec<String>> {
        let mut statement = self.conn.prepare(
            "SELECT \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(?1) WHERE id = ?2 ORDER BY seq",
        )?;
        let columns: Vec<(String, String, Option<String>)> = statement
            .query_map(rusqlite::params![table, key], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<_>>()?;
        let Some((parent, _, _)) = columns.first() else { return Ok(Vec::new()) };
        let pair = |(_, from, to): &(String, String, Option<String>)| {
            let to = to.as_deref().unwrap_or("rowid");
            (format!("c.\"{from}\" IS NOT NULL"), format!("p.\"{to}\" = c.\"{from}\""))
        };
        let (set, same): (Vec<String>, Vec<String>) = columns.iter().map(pair).unzip();
        let names = self.shapes.get(table).map(|shape| shape.key.as_slice()).unwrap_or_default();
        let names: Vec<String> = names.iter().map(|column| format!("\"{column}\"")).collect();
        let sql = format!(
            "DELETE FROM \"{table}\" AS c WHERE {} AND NOT EXISTS (SELECT 1 FROM \"{parent}\" AS p WHERE {})
             RETURNING {}",
            set.join(" AND "),
            same.join(" AND "),
            if names.is_empty() { "''".to_owned() } else { names.join(", ") }
        );
        let mut statement = self.conn.prepare(&sql)?;
        let width = statement.column_count();
        let key = |row: &rusqlite::Row<'_>| {
            let words: rusqlite::Result<Vec<String>> =
                (0..width).map(|n| row.get(n).map(|v: Value| word(&v))).collect();
            words.map(|words| words.join("/"))
        };
        Ok(statement.query_map([], key)?.collect::<rusqlite::Result<_>>()?)
    }

    /// Makes the search index, puts the locks back and judges the whole.
    pub(super) fn settle(&mut self, home: Uuid) -> Result<Finding> {
        meta::belongs_to(&ReadTx { conn: &self.conn }, home).map_err(|error| match error {
            // No row at all: neither file could tell whose database it is.
            Error::OtherHome if self.is_nobodys() => Error::Damaged,
            other => other,
        })?;
        search::rebuild(&mut WriteTx::new(&self.conn))?;
        for lock in &self.locks {
            self.conn.execute_batch(lock)?;
        }
        self.conn.execute_batch("COMMIT; PRAGMA foreign_keys = ON")?;
        let tx = ReadTx { conn: &self.conn };
        tx.check()?;
        audit::examine(&tx)
    }

    fn is_nobodys(&self) -> bool {
        self.conn.query_row("SELECT count(*) FROM meta", [], |row| row.get::<_, i64>(0)).is_ok_and(|n| n == 0)
    }

    /// Gives the database its name.
    pub(super) fn finish(self, out: &Path) -> Result<()> {
        finish(self.conn)?;
        sync(&self.part)?;
        fs::rename(&self.part, out).map_err(Error::Io)?;
        out.parent().map_or(Ok(()), sync_folder)
    }

    /// Removes what was begun.
    pub(super) fn give_up(self) {
        drop(self.conn);
        remove(&self.part);
    }
}

/// A part of a key for the report.
fn word(value: &Value) -> String {
    match value {
        Value::Integer(n) => n.to_string(),
        Value::Text(text) => text.clone(),
        Value::Null | Value::Real(_) | Value::Blob(_) => "?".to_owned(),
    }
}

/// Removes a file with its log. What cannot be removed is replaced by the next repair.
fn remove(part: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let _ = fs::remove_file(beside(part, end));
    }
}
