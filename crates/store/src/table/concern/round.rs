//! The rounds of a concern: rows by round, which round it is in, and why another one began.

use std::collections::HashMap;

use domain::noun::{Round, Turn};

use super::case::Parts;
use super::{determination, investigation};
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Column, Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

const PARENT: &str = "concern_id";

/// A concern and one of its rounds.
pub(super) type At<'a> = (&'a str, i64);

/// Rows by concern and round.
pub(super) struct ByRound<T>(HashMap<(String, i64), T>);

impl<T> ByRound<T> {
    /// Takes what belongs to a round.
    pub(super) fn take(&mut self, (id, round): At<'_>) -> Option<T> {
        self.0.remove(&(id.to_owned(), round))
    }

    /// Every row.
    pub(super) fn iter_mut(&mut self) -> impl Iterator<Item = (At<'_>, &mut T)> {
        self.0.iter_mut().map(|((id, round), row)| ((id.as_str(), *round), row))
    }
}

/// The rows of a table that has at most one for each round.
pub(super) fn parts<T>(
    tx: &ReadTx<'_>,
    table: &str,
    of: Of<'_>,
    f: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<ByRound<T>> {
    Ok(ByRound(rows(tx, table, "round", of, f)?.into_iter().collect()))
}

/// The rows of a table that has several for each round, in the order of this column.
pub(super) fn several<T>(
    tx: &ReadTx<'_>,
    table: &str,
    order: &str,
    of: Of<'_>,
    f: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<ByRound<Vec<T>>> {
    let mut by: HashMap<(String, i64), Vec<T>> = HashMap::new();
    for (at, row) in rows(tx, table, order, of, f)? {
        by.entry(at).or_default().push(row);
    }
    Ok(ByRound(by))
}

fn rows<T>(
    tx: &ReadTx<'_>,
    table: &str,
    order: &str,
    of: Of<'_>,
    f: impl Fn(&Row<'_>) -> Result<T>,
) -> Result<Vec<((String, i64), T)>> {
    let row = |r: &Row<'_>| Ok(((r.at(PARENT)?, r.at("round")?), f(r)?));
    match of {
        Of::One(id) => {
            let sql = format!("SELECT * FROM {table} WHERE concern_id = :concern_id ORDER BY {order}");
            tx.query(&sql, &[(PARENT, text(id))], row)
        }
        Of::All => tx.query(&format!("SELECT * FROM {table} ORDER BY concern_id, {order}"), &[], row),
        Of::Among(ids) => {
            let sql = format!("SELECT * FROM {table} WHERE concern_id IN ({}) ORDER BY concern_id, {order}", ids.sql);
            tx.query(&sql, &ids.with, row)
        }
    }
}

/// The columns by which a row names its round.
pub(super) fn key((id, round): At<'_>) -> [Column; 2] {
    [(PARENT, text(id)), ("round", round.cell())]
}

/// The round that a concern is in.
///
/// # Errors
/// [`Error::NotFound`].
pub(super) fn present(tx: &ReadTx<'_>, id: &str) -> Result<i64> {
    let sql = "SELECT round FROM present_round WHERE concern_id = :concern_id";
    tx.one(sql, &[(PARENT, text(id))], |r| r.at("round"))?.ok_or(Error::NotFound { table: "concern" })
}

/// Inserts a list of texts as children of a row of a round.
pub(super) fn put_list<T: crate::cell::Cell>(
    tx: &mut WriteTx<'_>,
    table: &str,
    at: At<'_>,
    column: &'static str,
    values: &[T],
) -> Result<()> {
    for (position, value) in (0i64..).zip(values) {
        let [id, round] = key(at);
        tx.put(table, &[id, round, ("position", position.cell()), (column, value.cell())])?;
    }
    Ok(())
}

/// Keeps why a concern goes on. `opens`: a closed one is opened, by the next change of its state. `begins`: another round
/// begins with it, and what is entered from now on belongs to that.
///
/// # Errors
/// [`Error::Locked`] when the concern is not closed (or not under review) or is void, [`Error::NotFound`],
/// [`Error::Constraint`].
pub fn turn(tx: &mut WriteTx<'_>, id: &str, turn: &Turn, opens: bool, begins: bool) -> Result<()> {
    let next = present(tx, id)?.saturating_add(1);
    let sql = "INSERT INTO concern_turn (concern_id, opens, round, ground, reason, other_concern_id, by_id, at_ms, cause,
            finding, result, severity, tier, closed_on)
        SELECT id, :opens, :round, :ground, :reason, :other_concern_id, :by_id, :at_ms, cause, finding, result, severity,
            tier, closed_on
        FROM concern WHERE id = :id";
    let mut with: Vec<Column> =
        vec![("id", text(id)), ("opens", opens.cell()), ("round", begins.then_some(next).cell())];
    with.extend(told(turn));
    match tx.run(sql, &with)? {
        1 => Ok(()),
        _ => Err(Error::NotFound { table: "concern" }),
    }
}

fn told(turn: &Turn) -> [Column; 5] {
    [
        ("ground", turn.ground.cell()),
        ("reason", turn.reason.cell()),
        ("other_concern_id", turn.concern_id.cell()),
        ("by_id", turn.by.cell()),
        ("at_ms", turn.at.cell()),
    ]
}

/// Enters the rounds of a concern that is not there yet, with the turns between them.
pub(super) fn insert_earlier(tx: &mut WriteTx<'_>, id: &str, earlier: &[Round]) -> Result<()> {
    for (n, round) in (1i64..).zip(earlier) {
        let at = (id, n);
        if let Some(found) = &round.investigation {
            investigation::put(tx, at, found)?;
        }
        if let Some(found) = &round.determination {
            determination::put(tx, at, found)?;
        }
        super::case::insert_round(tx, at, round)?;
        let mut row: Vec<Column> = vec![
            (PARENT, text(id)),
            ("opens", false.cell()),
            ("round", n.saturating_add(1).cell()),
            ("cause", round.cause.cell()),
            ("finding", round.finding.cell()),
            ("result", round.result.cell()),
            ("severity", round.severity.cell()),
            ("tier", round.tier.cell()),
            ("closed_on", round.closed_on.cell()),
        ];
        row.extend(told(&round.next));
        tx.put("concern_turn", &row)?;
    }
    Ok(())
}

/// The rounds that are over, by concern, with nothing in them but what the turn at their end keeps.
pub(super) fn over(tx: &ReadTx<'_>, of: Of<'_>) -> Result<HashMap<String, Vec<Round>>> {
    let mut by: HashMap<String, Vec<Round>> = HashMap::new();
    let read = |r: &Row<'_>| {
        Ok(Round {
            investigation: None,
            cause: r.at("cause")?,
            finding: r.at("finding")?,
            determination: None,
            result: r.at("result")?,
            severity: r.at("severity")?,
            tier: r.at("tier")?,
            lesson: None,
            review_note: None,
            replaced_lessons: Vec::new(),
            replaced_review_notes: Vec::new(),
            police: None,
            public_attention: None,
            transfer: None,
            county_review: None,
            closed_on: r.at("closed_on")?,
            next: Turn {
                ground: r.at("ground")?,
                reason: r.at("reason")?,
                concern_id: r.at("other_concern_id")?,
                by: r.at("by_id")?,
                at: r.at("at_ms")?,
            },
        })
    };
    for ((id, _), round) in rows(tx, "(SELECT * FROM concern_turn WHERE round IS NOT NULL)", "round", of, read)? {
        by.entry(id).or_default().push(round);
    }
    Ok(by)
}

/// Puts into each round what belongs to it.
pub(super) fn fill(
    earlier: &mut [Round],
    id: &str,
    investigations: &mut ByRound<domain::noun::Investigation>,
    determinations: &mut ByRound<domain::noun::Determination>,
    parts: &mut Parts,
) {
    for (n, round) in (1i64..).zip(earlier) {
        let at = (id, n);
        round.investigation = investigations.take(at);
        round.determination = determinations.take(at);
        parts.fill_round(at, round);
    }
}
