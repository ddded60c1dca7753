//! The county bureau the school reports to.

use domain::noun::Bureau;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Column;
use crate::tx::{ReadTx, WriteTx};

/// Enters it; there is one.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is one already, or a value is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Bureau) -> Result<()> {
    tx.put("bureau", &[("one", 1.cell())].into_iter().chain(columns(new)).collect::<Vec<_>>())
}

/// Changes it.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Constraint`].
pub fn update(tx: &mut WriteTx<'_>, changed: &Bureau) -> Result<()> {
    tx.set("bureau", ("one", 1.cell()), &columns(changed))
}

/// It, where it was entered.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<Bureau>> {
    tx.single("bureau", |r| {
        Ok(Bureau { name: r.at("name")?, city: r.at("city")?, police: r.at("police")?, fictional: r.at("fictional")? })
    })
}

fn columns(row: &Bureau) -> [Column; 4] {
    [
        ("name", row.name.cell()),
        ("city", row.city.cell()),
        ("police", row.police.cell()),
        ("fictional", row.fictional.cell()),
    ]
}
