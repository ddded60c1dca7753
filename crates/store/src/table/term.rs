//! The running school term.

use domain::noun::Term;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Column;
use crate::tx::{ReadTx, WriteTx};

/// Enters it; there is one.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is one already, or a value is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Term) -> Result<()> {
    tx.put("term", &[("one", 1.cell())].into_iter().chain(columns(new)).collect::<Vec<_>>())
}

/// Changes it.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, changed: &Term) -> Result<()> {
    tx.set("term", ("one", 1.cell()), &columns(changed))
}

/// It, where it was entered.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<Term>> {
    tx.single("term", |r| {
        Ok(Term {
            school_year: r.at("school_year")?,
            term_no: r.at("term_no")?,
            label: r.at("label")?,
            start_on: r.at("start_on")?,
            end_on: r.at("end_on")?,
        })
    })
}

fn columns(row: &Term) -> [Column; 5] {
    [
        ("school_year", row.school_year.cell()),
        ("term_no", row.term_no.cell()),
        ("label", row.label.cell()),
        ("start_on", row.start_on.cell()),
        ("end_on", row.end_on.cell()),
    ]
}
