//! Rights that the principal lends to an account until a moment at which they end by themselves.

use domain::Instant;
use uuid::Uuid;
use vault::AccountNo;

use crate::account;
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Row, text};
use crate::tx::{ReadTx, WriteTx};

/// A right on loan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delegation {
    /// Its id.
    pub id: Uuid,
    /// The account that may use it.
    pub to: AccountNo,
    /// The id of the right.
    pub right: String,
    /// Why.
    pub reason: String,
    /// The staff id of the person who lent it.
    pub given_by: String,
    /// From when.
    pub from: Instant,
    /// Until when, exclusive.
    pub until: Instant,
    /// When it was ended before its time.
    pub ended_at: Option<Instant>,
}

impl Delegation {
    /// Whether it gives the right at this moment.
    pub fn is_active(&self, at: Instant) -> bool {
        self.ended_at.is_none() && self.from <= at && at < self.until
    }
}

/// Lends a right.
///
/// # Errors
/// [`crate::Error::Constraint`] for an unknown account or an end before the beginning.
pub fn add(tx: &mut WriteTx<'_>, new: &Delegation) -> Result<()> {
    tx.put(
        "delegation",
        &[
            ("id", new.id.cell()),
            ("number", account::number(new.to)),
            ("right_id", text(&new.right)),
            ("reason", text(&new.reason)),
            ("given_by", text(&new.given_by)),
            ("from_ms", new.from.cell()),
            ("until_ms", new.until.cell()),
        ],
    )
}

/// Ends a delegation before its time.
///
/// # Errors
/// [`crate::Error::NotFound`]; [`crate::Error::Constraint`] when it was ended already.
pub fn end(tx: &mut WriteTx<'_>, id: Uuid, at: Instant) -> Result<()> {
    tx.set("delegation", ("id", id.cell()), &[("ended_ms", at.cell())])
}

/// Every delegation, newest first.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Delegation>> {
    tx.query("SELECT * FROM delegation ORDER BY position DESC", &[], read)
}

/// Those that give a right at this moment.
///
/// # Errors
/// Those of SQLite.
pub fn active(tx: &ReadTx<'_>, at: Instant) -> Result<Vec<Delegation>> {
    Ok(list(tx)?.into_iter().filter(|d| d.is_active(at)).collect())
}

fn read(r: &Row<'_>) -> Result<Delegation> {
    Ok(Delegation {
        id: r.at("id")?,
        to: account::number_of(r)?,
        right: r.at("right_id")?,
        reason: r.at("reason")?,
        given_by: r.at("given_by")?,
        from: r.at("from_ms")?,
        until: r.at("until_ms")?,
        ended_at: r.at("ended_ms")?,
    })
}
