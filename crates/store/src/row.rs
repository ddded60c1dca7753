//! Rows in and out by column name. The SQL of one row is made here from names written in the code; values always travel
//! as named parameters.

use std::collections::HashMap;

use domain::When;
use rusqlite::types::Value;
use rusqlite::{Connection, ToSql, params_from_iter};

use crate::cell::Cell;
use crate::error::{Error, Result, Rule};
use crate::tx::{ReadTx, WriteTx};

/// A column and its value.
pub(crate) type Column = (&'static str, Value);

/// Which rows of a table.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Of<'a> {
    /// Every row.
    All,
    /// The row of this id, or the rows that belong to it.
    One(&'a str),
    /// The rows of these ids, or those that belong to them.
    Among(&'a Among),
}

/// Ids that a query tells.
#[derive(Debug, Clone)]
pub(crate) struct Among {
    /// A query of one column.
    pub(crate) sql: String,
    /// Its values.
    pub(crate) with: Vec<Column>,
}

impl Among {
    /// The ids in `table` of what belongs to these.
    pub(crate) fn belonging(&self, table: &str, parent: &str) -> Self {
        Self { sql: format!("SELECT id FROM {table} WHERE {parent} IN ({})", self.sql), with: self.with.clone() }
    }
}

/// A row being read.
pub(crate) struct Row<'r> {
    row: &'r rusqlite::Row<'r>,
}

impl Row<'_> {
    /// The value of a column.
    pub(crate) fn at<T: Cell>(&self, column: &str) -> Result<T> {
        T::read(self.row.get_ref(column)?).map_err(|_| Error::BadValue { column: column.to_owned() })
    }

    /// The value of the first column, of an answer whose column names are SQLite's own.
    pub(crate) fn first<T: Cell>(&self) -> Result<T> {
        T::read(self.row.get_ref(0)?).map_err(|_| Error::BadValue { column: "0".to_owned() })
    }

    /// A date or an instant, kept in two columns of which one is set.
    pub(crate) fn when(&self, on: &str, ms: &str) -> Result<Option<When>> {
        Ok(match self.at(on)? {
            Some(date) => Some(When::On(date)),
            None => self.at::<Option<domain::Instant>>(ms)?.map(When::At),
        })
    }
}

/// The two cells of a date or an instant.
pub(crate) fn when(on: &'static str, ms: &'static str, value: Option<When>) -> [Column; 2] {
    match value {
        Some(When::On(date)) => [(on, date.cell()), (ms, Value::Null)],
        Some(When::At(at)) => [(on, Value::Null), (ms, at.cell())],
        None => [(on, Value::Null), (ms, Value::Null)],
    }
}

impl ReadTx<'_> {
    /// Every row of a query.
    pub(crate) fn query<T>(&self, sql: &str, with: &[Column], f: impl Fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let names: Vec<String> = with.iter().map(|(name, _)| format!(":{name}")).collect();
        let with: Vec<(&str, &dyn ToSql)> =
            names.iter().zip(with).map(|(name, (_, value))| (name.as_str(), value as &dyn ToSql)).collect();
        let mut rows = statement.query(with.as_slice())?;
        let mut out = Vec::new();
        while let Some(row) = rows.next()? {
            out.push(f(&Row { row })?);
        }
        Ok(out)
    }

    /// The first row of a query.
    pub(crate) fn one<T>(&self, sql: &str, with: &[Column], f: impl Fn(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
        Ok(self.query(sql, with, f)?.into_iter().next())
    }

    /// The rows of a table in the order of their entry.
    pub(crate) fn rows<T>(&self, table: &str, of: Of<'_>, f: impl Fn(&Row<'_>) -> Result<T>) -> Result<Vec<T>> {
        match of {
            Of::All => self.query(&format!("SELECT * FROM {table} ORDER BY position"), &[], f),
            Of::One(id) => self.query(&format!("SELECT * FROM {table} WHERE id = :id"), &[("id", text(id))], f),
            Of::Among(ids) => {
                let sql = format!("SELECT * FROM {table} WHERE id IN ({}) ORDER BY position", ids.sql);
                self.query(&sql, &ids.with, f)
            }
        }
    }

    /// The one row of a table that has at most one.
    pub(crate) fn single<T>(&self, table: &str, f: impl Fn(&Row<'_>) -> Result<T>) -> Result<Option<T>> {
        self.one(&format!("SELECT * FROM {table} WHERE one = 1"), &[], f)
    }

    /// The rows of a child table by the parent they belong to, in their order.
    pub(crate) fn children<T>(
        &self,
        table: &str,
        parent: &'static str,
        of: Of<'_>,
        f: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<Children<T>> {
        let pair = |row: &Row<'_>| Ok((row.at::<String>(parent)?, f(row)?));
        let pairs = match of {
            Of::All => self.query(&format!("SELECT * FROM {table} ORDER BY {parent}, position"), &[], pair),
            Of::One(id) => {
                let sql = format!("SELECT * FROM {table} WHERE {parent} = :{parent} ORDER BY position");
                self.query(&sql, &[(parent, text(id))], pair)
            }
            Of::Among(ids) => {
                let sql = format!("SELECT * FROM {table} WHERE {parent} IN ({}) ORDER BY {parent}, position", ids.sql);
                self.query(&sql, &ids.with, pair)
            }
        }?;
        let mut by_parent: HashMap<String, Vec<T>> = HashMap::new();
        for (id, child) in pairs {
            by_parent.entry(id).or_default().push(child);
        }
        Ok(Children(by_parent))
    }

    /// The rows of a table that has at most one row for each parent.
    pub(crate) fn parts<T>(
        &self,
        table: &str,
        parent: &'static str,
        of: Of<'_>,
        f: impl Fn(&Row<'_>) -> Result<T>,
    ) -> Result<HashMap<String, T>> {
        let pair = |row: &Row<'_>| Ok((row.at::<String>(parent)?, f(row)?));
        let pairs = match of {
            Of::All => self.query(&format!("SELECT * FROM {table}"), &[], pair),
            Of::One(id) => {
                self.query(&format!("SELECT * FROM {table} WHERE {parent} = :{parent}"), &[(parent, text(id))], pair)
            }
            Of::Among(ids) => {
                self.query(&format!("SELECT * FROM {table} WHERE {parent} IN ({})", ids.sql), &ids.with, pair)
            }
        }?;
        Ok(pairs.into_iter().collect())
    }
}

/// Child rows by parent.
pub(crate) struct Children<T>(HashMap<String, Vec<T>>);

impl<T> Children<T> {
    /// Takes the children of one parent.
    pub(crate) fn take(&mut self, parent: &str) -> Vec<T> {
        self.0.remove(parent).unwrap_or_default()
    }
}

/// A text as a cell.
pub(crate) fn text(value: &str) -> Value {
    Value::Text(value.to_owned())
}

impl WriteTx<'_> {
    /// Inserts one row; the columns not named keep their default.
    pub(crate) fn put(&mut self, table: &str, columns: &[Column]) -> Result<()> {
        let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
        let sql = format!("INSERT INTO {table} ({}) VALUES ({})", names.join(", "), vec!["?"; names.len()].join(", "));
        self.attempt(|conn| {
            conn.prepare_cached(&sql)?.execute(params_from_iter(columns.iter().map(|(_, value)| value)))
        })?;
        Ok(())
    }

    /// Inserts a list of texts as children of one row.
    pub(crate) fn put_list<T: Cell>(
        &mut self,
        table: &str,
        parent: (&'static str, &str),
        column: &'static str,
        values: &[T],
    ) -> Result<()> {
        for (position, value) in (0i64..).zip(values) {
            self.put(table, &[(parent.0, text(parent.1)), ("position", position.cell()), (column, value.cell())])?;
        }
        Ok(())
    }

    /// Runs one statement that answers no rows; answers how many rows it changed.
    pub(crate) fn run(&mut self, sql: &str, with: &[Column]) -> Result<usize> {
        let names: Vec<String> = with.iter().map(|(name, _)| format!(":{name}")).collect();
        let with: Vec<(&str, &dyn ToSql)> =
            names.iter().zip(with).map(|(name, (_, value))| (name.as_str(), value as &dyn ToSql)).collect();
        self.attempt(|conn| conn.prepare_cached(sql)?.execute(with.as_slice()))
    }

    /// Runs a statement, and runs it again with references judged at the commit when one of them leads nowhere yet.
    fn attempt(&mut self, statement: impl Fn(&Connection) -> rusqlite::Result<usize>) -> Result<usize> {
        match statement(self.conn).map_err(Error::from) {
            Err(Error::Constraint { kind: Rule::Reference, .. }) if !self.deferred => {
                self.defer_references()?;
                Ok(statement(self.conn)?)
            }
            done => done,
        }
    }

    /// Changes the row of this id.
    pub(crate) fn set(&mut self, table: &'static str, key: Column, columns: &[Column]) -> Result<()> {
        let sets: Vec<String> = columns.iter().map(|(name, _)| format!("{name} = :{name}")).collect();
        let sql = format!("UPDATE {table} SET {} WHERE {} = :{}", sets.join(", "), key.0, key.0);
        let with: Vec<Column> = columns.iter().cloned().chain([key]).collect();
        if self.run(&sql, &with)? == 1 { Ok(()) } else { Err(Error::NotFound { table }) }
    }

    /// Lets references lead nowhere until the commit: for children that are written before the row that finishes them.
    /// SQLite compiles every statement of the connection anew after this setting, so it is made once in a transaction, and
    /// only where the order of writing needs it; a reference that turns out to need it is helped by itself.
    pub(crate) fn defer_references(&mut self) -> Result<()> {
        if !self.deferred {
            self.conn.execute_batch("PRAGMA defer_foreign_keys = ON")?;
            self.deferred = true;
        }
        Ok(())
    }

    /// How many children the parent has: the position of the next one.
    pub(crate) fn next_position(&self, table: &str, parent: (&'static str, &str)) -> Result<i64> {
        let sql = format!("SELECT coalesce(max(position), -1) + 1 AS next FROM {table} WHERE {0} = :{0}", parent.0);
        self.one(&sql, &[(parent.0, text(parent.1))], |r| r.at("next")).map(Option::unwrap_or_default)
    }
}
