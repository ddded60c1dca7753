//! Whether the log is whole: every hash recomputed, every number in its place, every reason the one that was bound.

use sha2::{Digest as _, Sha256};

use super::{Head, REASON, digest_of, hash_at, head, hex};
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::tx::ReadTx;

/// What an examination found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Finding {
    /// Every row is there and fits the one before.
    Whole(Head),
    /// Rows are missing between these two.
    Missing {
        /// The last row before the gap; 0 when the log does not begin at 1.
        after: i64,
        /// The first row behind it.
        next: i64,
    },
    /// This row is not the one that was written, or does not continue the one before it.
    Changed {
        /// Its number.
        seq: i64,
    },
}

/// How the log stands to a state that somebody else holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The log contains that state and goes on from it.
    Extends,
    /// The log is shorter: its end was cut off, or an older copy was put back.
    Truncated {
        /// Rows in the log.
        have: u64,
    },
    /// The row at that place is another one.
    Differs {
        /// The place.
        seq: u64,
    },
}

/// Recomputes every hash from the first row on, in one pass that keeps no row.
///
/// # Errors
/// Those of SQLite; a broken log is a finding and no error.
pub fn examine(tx: &ReadTx<'_>) -> Result<Finding> {
    let mut statement = tx.conn.prepare_cached(
        "SELECT seq, at_ms, actor, action, object_kind, object_id, detail, prev, hash FROM audit ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    let (mut seq, mut prev) = (0i64, [0u8; 32]);
    while let Some(row) = rows.next()? {
        let here: i64 = row.get(0)?;
        if here != seq.saturating_add(1) {
            return Ok(Finding::Missing { after: seq, next: here });
        }
        let word = |column: usize| row.get_ref(column)?.as_bytes().map_err(|_| bad(column));
        let words = [word(2)?, word(3)?, word(4)?, word(5)?, word(6)?];
        let hash = digest_of(here, row.get(1)?, words, &prev);
        if word(7)? != prev || word(8)? != hash {
            return Ok(Finding::Changed { seq: here });
        }
        (seq, prev) = (here, hash);
    }
    match unbound_reason(tx)? {
        // A why without its row: the end of the log was cut off behind the last row that is left.
        Some((there, Unbound::Alone)) => Ok(Finding::Missing { after: seq, next: there }),
        Some((there, Unbound::Exchanged)) => Ok(Finding::Changed { seq: there }),
        None => Ok(Finding::Whole(Head { count: u64::try_from(seq).unwrap_or(0), hash: prev })),
    }
}

/// How a reason can be at odds with the log.
enum Unbound {
    /// There is no row that it is the reason of.
    Alone,
    /// It is not the reason that the row binds.
    Exchanged,
}

/// The first reason that is not the one that the field names of its row bind.
fn unbound_reason(tx: &ReadTx<'_>) -> Result<Option<(i64, Unbound)>> {
    let kept: Option<i64> =
        tx.one("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'audit_reason'", &[], |r| r.first())?;
    if kept.is_none() {
        // A copy from before reasons were kept.
        return Ok(None);
    }
    let mut statement = tx.conn.prepare_cached(
        "SELECT audit_reason.seq, reason, detail FROM audit_reason LEFT JOIN audit USING (seq) ORDER BY audit_reason.seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (seq, reason, detail): (i64, String, Option<String>) = (row.get(0)?, row.get(1)?, row.get(2)?);
        let Some(detail) = detail else { return Ok(Some((seq, Unbound::Alone))) };
        let bound = format!("{REASON}{}", hex(&Sha256::digest(reason.as_bytes())));
        if !detail.split(',').any(|word| word == bound) {
            return Ok(Some((seq, Unbound::Exchanged)));
        }
    }
    Ok(None)
}

/// Holds the log against a state in a packet, a backup or on paper: so many rows, the last with this hash.
///
/// # Errors
/// Those of SQLite.
pub fn compare(tx: &ReadTx<'_>, count: u64, hash: &[u8; 32]) -> Result<Anchor> {
    let have = head(tx)?.count;
    if have < count {
        return Ok(Anchor::Truncated { have });
    }
    let seq = i64::try_from(count).unwrap_or(i64::MAX);
    let there = tx.one("SELECT hash FROM audit WHERE seq = :seq", &[("seq", seq.cell())], |r| hash_at(r, "hash"))?;
    let same = match there {
        Some(there) => there == *hash,
        None => count == 0 && *hash == [0; 32],
    };
    Ok(if same { Anchor::Extends } else { Anchor::Differs { seq: count } })
}

fn bad(column: usize) -> Error {
    Error::BadValue { column: column.to_string() }
}
