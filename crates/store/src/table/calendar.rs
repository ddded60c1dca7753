//! Public holidays and the workdays that make up for them, as the State Council announces them each year.

use domain::noun::{Calendar, Holiday};

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters the calendar.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is one already, or a date is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Calendar) -> Result<()> {
    tx.put("calendar", &[("one", 1.cell()), ("note", new.note.cell())])?;
    for holiday in &new.holidays {
        add_holiday(tx, holiday)?;
    }
    for day in &new.makeup_workdays {
        tx.put("makeup_workday", &[("workday_on", day.cell())])?;
    }
    Ok(())
}

/// Adds a holiday to the calendar.
///
/// # Errors
/// [`crate::Error::Constraint`] before there is a calendar.
pub fn add_holiday(tx: &mut WriteTx<'_>, new: &Holiday) -> Result<()> {
    tx.put("holiday", &[("name", new.name.cell()), ("first_on", new.first.cell()), ("last_on", new.last.cell())])
}

/// The calendar, where there is one.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<Calendar>> {
    let Some(note) = tx.single("calendar", |r| r.at("note"))? else {
        return Ok(None);
    };
    let holidays = tx.rows("holiday", Of::All, |r| {
        Ok(Holiday { name: r.at("name")?, first: r.at("first_on")?, last: r.at("last_on")? })
    })?;
    let makeup_workdays = tx.rows("makeup_workday", Of::All, |r| r.at("workday_on"))?;
    Ok(Some(Calendar { holidays, makeup_workdays, note }))
}
