//! Reading the rows of a file that may be damaged. After a page that fails its check SQLCipher answers nothing any more on
//! that connection, so each failure opens a new one and goes on behind the hole.

use std::path::{Path, PathBuf};

use rusqlite::Connection;
use rusqlite::types::Value;
use vault::DbKey;

use super::carrier::Carrier;
use super::whole::Shape;
use crate::error::Result;
use crate::open::connect;

/// Behind the last row that was read, rows are looked for at most this far: further on there are none, or a hole that has
/// swallowed more than any page holds.
const FARTHEST: i64 = 1 << 22;

/// What is done with a row: its columns and its values.
pub(super) type Take<'t> = dyn FnMut(&[String], Vec<Value>) -> Result<()> + 't;

/// A file to read from.
pub(super) struct Source<'k> {
    path: PathBuf,
    key: &'k DbKey,
    conn: Option<Connection>,
    /// Kept until everything was read from it.
    carrier: Option<Carrier>,
}

/// How far a walk came.
enum Walked {
    /// To the end of the table.
    ToTheEnd,
    /// To a page that cannot be read; the last row number before it.
    ToAHole(Option<i64>),
}

impl<'k> Source<'k> {
    /// Opens a file; nothing when not even its first page can be read.
    pub(super) fn open(path: &Path, key: &'k DbKey) -> Option<Self> {
        let conn = connect(path, key).ok()?;
        Some(Self { path: path.to_owned(), key, conn: Some(conn), carrier: None })
    }

    /// Opens a file whose schema cannot be read, through a stand-in that is made at `carrier`; nothing when not even that
    /// helps.
    ///
    /// # Errors
    /// [`crate::Error::DiskFull`], [`crate::Error::Io`].
    pub(super) fn rebuilt(path: &Path, key: &'k DbKey, carrier: PathBuf) -> Result<Option<Self>> {
        let carrier = Carrier::make(path, key, carrier)?;
        Ok(carrier.map(|carrier| Self { path: carrier.path.clone(), key, conn: None, carrier: Some(carrier) }))
    }

    /// A connection that has not met a damaged page yet.
    fn fresh(&mut self) -> Option<&Connection> {
        if self.conn.is_none() {
            self.conn = connect(&self.path, self.key).ok();
        }
        self.conn.as_ref()
    }

    /// Gives every readable row of a table away, and answers what could not be read; nothing when the file has no such
    /// table, or its definition cannot be read. `known` are values of the first key column, by which tables without row
    /// numbers are searched behind a hole.
    pub(super) fn each(
        &mut self,
        table: &str,
        known: &[String],
        take: &mut Take<'_>,
    ) -> Result<Option<Vec<(i64, i64)>>> {
        let Some(shape) = self.fresh().and_then(|conn| Shape::of(conn, table)) else {
            return Ok(self.may_have_more().then(|| vec![(0, 0)]));
        };
        let lost = if shape.has_row_numbers { self.by_number(&shape, take) } else { self.by_key(&shape, known, take) };
        lost.map(Some)
    }

    /// Whether the file may have a table that was not found in it, because its schema cannot be read to the end.
    fn may_have_more(&mut self) -> bool {
        if self.carrier.is_some() {
            return true;
        }
        let to_the_end = "SELECT count(*) FROM sqlite_master WHERE sql IS NOT NULL";
        let read = self.fresh().map(|conn| conn.query_row(to_the_end, [], |row| row.get::<_, i64>(0)));
        !matches!(read, Some(Ok(_)))
    }

    /// Row by row along the row numbers, jumping over what cannot be read.
    fn by_number(&mut self, shape: &Shape, take: &mut Take<'_>) -> Result<Vec<(i64, i64)>> {
        let mut lost = Vec::new();
        let mut from = i64::MIN;
        loop {
            let sql = format!("SELECT rowid, {} FROM {} WHERE rowid >= ?1 ORDER BY rowid", shape.list, shape.name);
            match self.walk(&sql, &[Value::Integer(from)], shape, 1, take)? {
                Walked::ToTheEnd => return Ok(lost),
                Walked::ToAHole(last) => {
                    let begin = last.map_or(if from == i64::MIN { 1 } else { from }, |n| n.saturating_add(1));
                    match self.behind(shape, begin) {
                        Some(next) => {
                            lost.push((begin, next.saturating_sub(1)));
                            from = next;
                        }
                        None => {
                            lost.push((begin, i64::MAX));
                            return Ok(lost);
                        }
                    }
                }
            }
        }
    }

    /// The first row number behind a hole that can be reached, if there is one.
    fn behind(&mut self, shape: &Shape, begin: i64) -> Option<i64> {
        let (mut unreadable, mut step) = (begin, 1);
        let mut found = None;
        while step <= FARTHEST {
            let at = begin.saturating_add(step);
            match self.next_from(shape, at) {
                Some(next) => {
                    found = next.map(|n| (at, n));
                    break;
                }
                None => unreadable = at,
            }
            step *= 2;
        }
        let (mut readable, mut next) = found?;
        // Between the last place that failed and the first that answered lies the edge of the hole.
        while readable.saturating_sub(unreadable) > 1 {
            let middle = unreadable + (readable - unreadable) / 2;
            match self.next_from(shape, middle) {
                Some(Some(n)) => (readable, next) = (middle, n),
                Some(None) => return Some(next),
                None => unreadable = middle,
            }
        }
        Some(next)
    }

    /// The first row at or behind a place: `None` when it cannot be read, `Some(None)` when there is no more.
    fn next_from(&mut self, shape: &Shape, at: i64) -> Option<Option<i64>> {
        // Every column, so that a row whose long text runs on to a damaged page counts as unreadable.
        let sql = format!("SELECT rowid, {} FROM {} WHERE rowid >= ?1 ORDER BY rowid LIMIT 1", shape.list, shape.name);
        let mut next = None;
        let mut see = |_: &[String], _: Vec<Value>| Ok(());
        let walked = self.numbered(&sql, &[Value::Integer(at)], shape, 1, &mut see, &mut next).ok()?;
        match walked {
            Walked::ToTheEnd => Some(next),
            Walked::ToAHole(_) => None,
        }
    }

    /// A table without row numbers: from its beginning, from its end, and by each known key in between.
    fn by_key(&mut self, shape: &Shape, known: &[String], take: &mut Take<'_>) -> Result<Vec<(i64, i64)>> {
        let order = |way: &str| {
            let keys: Vec<String> = shape.key.iter().map(|column| format!("\"{column}\" {way}")).collect();
            format!("SELECT {} FROM {} ORDER BY {}", shape.list, shape.name, keys.join(", "))
        };
        if matches!(self.walk(&order("ASC"), &[], shape, 0, take)?, Walked::ToTheEnd) {
            return Ok(Vec::new());
        }
        self.walk(&order("DESC"), &[], shape, 0, take)?;
        if let Some(first) = shape.key.first() {
            let sql = format!("SELECT {} FROM {} WHERE \"{first}\" = ?1", shape.list, shape.name);
            for key in known {
                self.walk(&sql, &[Value::Text(key.clone())], shape, 0, take)?;
            }
        }
        Ok(vec![(0, 0)])
    }

    fn walk(&mut self, sql: &str, with: &[Value], shape: &Shape, skip: usize, take: &mut Take<'_>) -> Result<Walked> {
        self.numbered(sql, with, shape, skip, take, &mut None)
    }

    /// Runs a query until its end or the first page that fails. `skip` columns before the table's own; the first of them is
    /// the row number.
    fn numbered(
        &mut self,
        sql: &str,
        with: &[Value],
        shape: &Shape,
        skip: usize,
        take: &mut Take<'_>,
        last: &mut Option<i64>,
    ) -> Result<Walked> {
        let Some(conn) = self.fresh() else { return Ok(Walked::ToAHole(*last)) };
        let mut whole = false;
        if let Ok(mut statement) = conn.prepare(sql)
            && let Ok(mut rows) = statement.query(rusqlite::params_from_iter(with))
        {
            loop {
                match rows.next() {
                    Ok(None) => {
                        whole = true;
                        break;
                    }
                    Ok(Some(row)) => {
                        let values: rusqlite::Result<Vec<Value>> =
                            (skip..skip + shape.columns.len()).map(|n| row.get(n)).collect();
                        let Ok(values) = values else { break };
                        if skip > 0 {
                            *last = row.get(0).ok();
                        }
                        take(&shape.columns, values)?;
                    }
                    Err(_) => break,
                }
            }
        }
        if whole {
            return Ok(Walked::ToTheEnd);
        }
        self.conn = None;
        Ok(Walked::ToAHole(*last))
    }
}
