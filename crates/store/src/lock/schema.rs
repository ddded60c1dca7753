//! The shape of every table as the database itself tells it: what the triggers of a class are made from.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::ReadTx;

/// The tables of a database.
#[derive(Debug)]
pub struct Schema {
    tables: BTreeMap<String, Shape>,
}

/// One table.
#[derive(Debug, Default)]
pub(super) struct Shape {
    /// Its columns and whether each may be null.
    pub(super) columns: Vec<(String, bool)>,
    /// The columns of its primary key, in order.
    pub(super) key: Vec<String>,
    /// The columns of every other key, and the condition under which it counts.
    pub(super) unique: Vec<(Vec<String>, Option<String>)>,
    /// The tables it refers to: the column here and the column there, by the number of the reference.
    references: BTreeMap<i64, (String, Vec<Pair>)>,
    /// Whether rows have a number that no column shows.
    pub(super) hidden_number: bool,
}

/// A column here and the column there that it refers to.
pub(super) type Pair = (String, String);

impl Schema {
    /// Reads the shape of every table.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn read(tx: &ReadTx<'_>) -> Result<Self> {
        let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";
        let names: Vec<String> = tx.query(sql, &[], |r| r.at("name"))?;
        let mut tables = BTreeMap::new();
        for name in names {
            let shape = Shape::read(tx, &name)?;
            tables.insert(name, shape);
        }
        Ok(Self { tables })
    }

    /// The names of the tables.
    pub fn tables(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    pub(super) fn shape(&self, table: &str) -> Option<&Shape> {
        self.tables.get(table)
    }
}

impl Shape {
    fn read(tx: &ReadTx<'_>, table: &str) -> Result<Self> {
        let of = [("name", text(table))];
        let mut shape = Self::default();
        let columns = tx.query("SELECT name, type, \"notnull\", pk FROM pragma_table_info(:name)", &of, |r| {
            Ok((r.at("name")?, r.at::<String>("type")?, r.at::<bool>("notnull")?, r.at::<i64>("pk")?))
        })?;
        let mut key: Vec<(i64, String)> = Vec::new();
        let mut number = false;
        for (name, kind, required, place) in columns {
            let name: String = name;
            if place > 0 {
                number = kind == "INTEGER";
                key.push((place, name.clone()));
            }
            shape.columns.push((name, !required && place == 0));
        }
        key.sort();
        let list = "SELECT wr FROM pragma_table_list WHERE schema = 'main' AND name = :name";
        let without = tx.one(list, &of, |r| r.at::<bool>("wr"))?.unwrap_or(false);
        shape.hidden_number = !(without || number && key.len() == 1);
        shape.key = key.into_iter().map(|(_, name)| name).collect();
        shape.read_keys(tx, &of)?;
        let list = "SELECT id, \"table\", \"from\", \"to\" FROM pragma_foreign_key_list(:name) ORDER BY id, seq";
        let read = |r: &Row<'_>| {
            Ok((r.at("id")?, r.at("table")?, r.at("from")?, r.at::<Option<String>>("to")?.unwrap_or_default()))
        };
        for (id, parent, from, to) in tx.query(list, &of, read)? {
            shape.references.entry(id).or_insert_with(|| (parent, Vec::new())).1.push((from, to));
        }
        Ok(shape)
    }

    fn read_keys(&mut self, tx: &ReadTx<'_>, of: &[crate::row::Column]) -> Result<()> {
        let list =
            "SELECT name, partial FROM pragma_index_list(:name) WHERE \"unique\" AND origin <> 'pk' ORDER BY name";
        for (index, partial) in tx.query(list, of, |r| Ok((r.at::<String>("name")?, r.at::<bool>("partial")?)))? {
            let with = [("name", text(&index))];
            let columns: Vec<String> =
                tx.query("SELECT name FROM pragma_index_info(:name) ORDER BY seqno", &with, |r| r.at("name"))?;
            let sql = "SELECT sql FROM sqlite_master WHERE type = 'index' AND name = :name";
            let made: Option<String> = if partial { tx.one(sql, &with, |r| r.at("sql"))? } else { None };
            let counts = made.and_then(|sql| sql.split_once(" WHERE ").map(|(_, when)| when.to_owned()));
            let covered = |wider: &[String], key: &[String]| key.iter().all(|column| wider.contains(column));
            // A key that holds another key is taken only when that one is.
            if !covered(&columns, &self.key) {
                self.unique.push((columns, counts));
            }
        }
        Ok(())
    }

    /// How a row here refers to its row in another table, by the first reference to it.
    pub(super) fn link(&self, parent: &str) -> Option<&[Pair]> {
        self.references.values().find(|(table, _)| table == parent).map(|(_, pairs)| pairs.as_slice())
    }
}
