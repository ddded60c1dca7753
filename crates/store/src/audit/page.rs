//! The log as a list: filtered, newest first, in pages.

use domain::Instant;

use super::{Logged, ROWS, logged};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, text};
use crate::tx::ReadTx;

/// Which rows; a field that is not set filters nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Filter<'a> {
    /// By this person.
    pub actor: Option<&'a str>,
    /// This action.
    pub action: Option<&'a str>,
    /// One of these actions; all where there are none.
    pub actions: &'a [&'a str],
    /// On a record of this table.
    pub object_kind: Option<&'a str>,
    /// On the record of this number.
    pub object_id: Option<&'a str>,
    /// From this instant.
    pub from: Option<Instant>,
    /// Before this instant.
    pub to: Option<Instant>,
}

impl Filter<'_> {
    /// The conditions and their values.
    fn sql(&self, before: Option<i64>) -> (String, Vec<Column>) {
        let mut with: Vec<Column> = Vec::new();
        let mut conditions = vec!["1"];
        let mut add = |condition: &'static str, column: Option<Column>| {
            if let Some(column) = column {
                conditions.push(condition);
                with.push(column);
            }
        };
        add("actor = :actor", self.actor.map(|v| ("actor", text(v))));
        add("action = :action", self.action.map(|v| ("action", text(v))));
        let among = (!self.actions.is_empty()).then(|| format!(",{},", self.actions.join(",")));
        add("instr(:actions, ',' || action || ',')", among.map(|v| ("actions", text(&v))));
        add("object_kind = :object_kind", self.object_kind.map(|v| ("object_kind", text(v))));
        add("object_id = :object_id", self.object_id.map(|v| ("object_id", text(v))));
        add("at_ms >= :from", self.from.map(|v| ("from", v.cell())));
        add("at_ms < :to", self.to.map(|v| ("to", v.cell())));
        add("seq < :before", before.map(|v| ("before", v.cell())));
        (conditions.join(" AND "), with)
    }
}

/// Up to `limit` rows before the row `before`, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn page(tx: &ReadTx<'_>, filter: &Filter<'_>, before: Option<i64>, limit: i64) -> Result<Vec<Logged>> {
    let (conditions, mut with) = filter.sql(before);
    with.push(("limit", limit.cell()));
    tx.query(&format!("{ROWS} WHERE {conditions} ORDER BY seq DESC LIMIT :limit"), &with, logged)
}

/// How many rows the filter lets through.
///
/// # Errors
/// Those of SQLite.
pub fn count(tx: &ReadTx<'_>, filter: &Filter<'_>) -> Result<u64> {
    let (conditions, with) = filter.sql(None);
    let found: Option<i64> = tx.one(&format!("SELECT count(*) FROM audit WHERE {conditions}"), &with, |r| r.first())?;
    Ok(u64::try_from(found.unwrap_or(0)).unwrap_or(0))
}

/// Everybody who stands in the log.
///
/// # Errors
/// Those of SQLite.
pub fn actors(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    tx.query("SELECT DISTINCT actor FROM audit ORDER BY actor", &[], |r| r.first())
}

/// Every action in the log.
///
/// # Errors
/// Those of SQLite.
pub fn actions(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    tx.query("SELECT DISTINCT action FROM audit ORDER BY action", &[], |r| r.first())
}

/// Every kind of record in the log.
///
/// # Errors
/// Those of SQLite.
pub fn kinds(tx: &ReadTx<'_>) -> Result<Vec<String>> {
    tx.query("SELECT DISTINCT object_kind FROM audit ORDER BY object_kind", &[], |r| r.first())
}
