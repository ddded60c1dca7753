//! The schema of every version this program ever had, and where its tables begin in a file that was made in one go. What a
//! damaged file still tells of its own schema is compared with these.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use vault::DbKey;

use crate::error::Result;
use crate::lock::{LOCKS, Lock};
use crate::migrate;
use crate::open::beside;
use crate::pragma;

/// A row of a schema: a table, an index, a trigger, a view.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Object {
    /// `table`, `index`, `trigger`, `view`.
    pub(super) kind: String,
    /// Its name.
    pub(super) name: String,
    /// Its definition; none for an index that a table brings with it.
    pub(super) sql: Option<String>,
    /// The page where it begins; 0 for what has none.
    pub(super) root: u32,
}

/// The schema of one version.
pub(super) struct Version {
    /// As an empty database of this version has it, and as a copy of such a one has it, in which SQLite first makes all
    /// tables, then all indexes, and then puts the rows in.
    pub(super) layouts: [Vec<Object>; 2],
    /// For every table that is repaired a definition with which its rows can be read, and nothing else.
    pub(super) readable: BTreeMap<String, String>,
}

/// The schemas, from the first version on. `scratch` is a file that is made and removed; it is encrypted like the damaged
/// one because that leaves less room on a page, which moves what comes behind.
pub(super) fn versions(scratch: &Path, key: &DbKey) -> Result<Vec<Version>> {
    let found = collect(scratch, key);
    for end in ["", "-journal", ".packed"] {
        // It holds no row; what cannot be removed now goes with the next login.
        let _ = fs::remove_file(beside(scratch, end));
    }
    found
}

fn collect(scratch: &Path, key: &DbKey) -> Result<Vec<Version>> {
    let mut conn = open(scratch, key)?;
    let packed = beside(scratch, ".packed");
    let mut found = Vec::new();
    for version in 1..=migrate::SCHEMA_VERSION {
        migrate::run(&mut conn, version)?;
        let _ = fs::remove_file(&packed);
        conn.execute("VACUUM INTO ?1", [packed.to_string_lossy().as_ref()])?;
        let layouts = [objects(&conn)?, objects(&open(&packed, key)?)?];
        let tables = LOCKS.iter().filter(|(_, lock)| *lock != Lock::Derived).map(|(name, _)| *name);
        let mut readable = BTreeMap::new();
        for table in tables {
            if let Some(sql) = readable_form(&conn, table)? {
                readable.insert(table.to_owned(), sql);
            }
        }
        found.push(Version { layouts, readable });
    }
    Ok(found)
}

/// A new or existing file for a look: a crash may take it.
pub(super) fn open(path: &Path, key: &DbKey) -> Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let conn = Connection::open_with_flags(path, flags)?;
    pragma::unlock(&conn, key)?;
    conn.execute_batch(
        "PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA temp_store = MEMORY;
         PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;",
    )?;
    Ok(conn)
}

fn objects(conn: &Connection) -> Result<Vec<Object>> {
    let mut statement = conn.prepare("SELECT type, name, sql, rootpage FROM sqlite_master")?;
    let rows = statement.query_map([], |row| {
        Ok(Object { kind: row.get(0)?, name: row.get(1)?, sql: row.get(2)?, root: row.get(3)? })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A table's columns, their defaults and what its rows are ordered by: without rules, and so without the indexes that rules
/// bring with them and that nobody knows the place of.
fn readable_form(conn: &Connection, table: &str) -> Result<Option<String>> {
    struct Column {
        name: String,
        kind: String,
        default: Option<String>,
        key: i64,
    }
    let mut statement = conn.prepare("SELECT name, type, dflt_value, pk FROM pragma_table_info(?1)")?;
    let columns: Vec<Column> = statement
        .query_map([table], |row| {
            Ok(Column { name: row.get(0)?, kind: row.get(1)?, default: row.get(2)?, key: row.get(3)? })
        })?
        .collect::<rusqlite::Result<_>>()?;
    if columns.is_empty() {
        return Ok(None);
    }
    let by_key: bool =
        conn.query_row("SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = ?1", [table], |row| {
            row.get(0)
        })?;
    let mut key: Vec<&Column> = columns.iter().filter(|column| column.key > 0).collect();
    key.sort_by_key(|column| column.key);
    // A single key column of this very type is the row number under another name.
    let is_number = |column: &Column| !by_key && key.len() == 1 && column.key > 0 && column.kind == "INTEGER";
    let mut parts: Vec<String> = columns
        .iter()
        .map(|column| {
            let default = column.default.as_ref().map(|value| format!(" DEFAULT ({value})")).unwrap_or_default();
            let number = if is_number(column) { " PRIMARY KEY" } else { "" };
            format!("\"{}\" {}{number}{default}", column.name, column.kind)
        })
        .collect();
    if by_key {
        let key: Vec<String> = key.iter().map(|column| format!("\"{}\"", column.name)).collect();
        parts.push(format!("PRIMARY KEY ({})", key.join(", ")));
    }
    let end = if by_key { " WITHOUT ROWID" } else { "" };
    Ok(Some(format!("CREATE TABLE \"{table}\" ({}){end}", parts.join(", "))))
}

/// What a damaged file still tells of its schema, put beside the known ones.
pub(super) struct Judged {
    /// The tables whose beginning is known, each with a definition to read it by.
    pub(super) tables: BTreeMap<String, (u32, String)>,
}

/// Finds the version that fits best and where its tables begin. `seen` are rows of the schema as they were met: a page that
/// is no longer in use can hold an old one, which counts only as long as it says the same.
///
/// A table whose own row is lost begins where it does in a file made in one go, when every row that is left agrees with such
/// a file and one of them begins behind it: pages are given out in order, so all that lies before that one was then made as
/// there.
pub(super) fn judge(versions: &[Version], seen: &BTreeSet<Object>) -> Option<Judged> {
    let fitting = |version: &Version| {
        let [layout, _] = &version.layouts;
        seen.iter().filter(|row| layout.iter().any(|known| is_same(known, row))).count()
    };
    // The later of two that fit equally well has more columns, and those that are not stored read as their default.
    let best = versions.iter().max_by_key(|version| fitting(version)).filter(|version| fitting(version) > 0)?;
    let [layout, _] = &best.layouts;
    let rows: Vec<&Object> = seen.iter().filter(|row| layout.iter().any(|known| is_same(known, row))).collect();
    let begins = |name: &str| {
        let mut roots: Vec<u32> =
            rows.iter().filter(|row| row.kind != "trigger" && row.name == name).map(|row| row.root).collect();
        roots.dedup();
        match roots.as_slice() {
            [one] => Some(*one),
            _ => None,
        }
    };
    let certain: BTreeMap<&str, u32> = rows
        .iter()
        .filter(|row| row.root > 0)
        .filter_map(|row| Some((row.name.as_str(), begins(&row.name)?)))
        .collect();
    let agreeing: Vec<&Vec<Object>> = versions
        .iter()
        .flat_map(|version| &version.layouts)
        .filter(|layout| {
            layout.iter().all(|known| certain.get(known.name.as_str()).is_none_or(|root| *root == known.root))
        })
        .collect();
    let supposed = |name: &str| {
        let places: BTreeSet<u32> = agreeing
            .iter()
            .filter_map(|layout| {
                let root = layout.iter().find(|known| known.kind == "table" && known.name == name)?.root;
                let behind = layout.iter().any(|known| known.root > root && certain.contains_key(known.name.as_str()));
                (behind && !certain.values().any(|other| *other == root)).then_some(root)
            })
            .collect();
        match places.iter().collect::<Vec<_>>().as_slice() {
            [one] => Some(**one),
            _ => None,
        }
    };
    let mut judged = Judged { tables: BTreeMap::new() };
    for (name, sql) in &best.readable {
        if let Some(root) = certain.get(name.as_str()).copied().or_else(|| supposed(name)) {
            judged.tables.insert(name.clone(), (root, sql.clone()));
        }
    }
    Some(judged)
}

/// Whether a row of a schema is that of a known one, wherever it begins.
fn is_same(known: &Object, row: &Object) -> bool {
    known.kind == row.kind && known.name == row.name && known.sql == row.sql
}
