//! Public holidays and the workdays that make up for them, as the State Council announces them each year.

use chrono::Datelike as _;
use domain::noun::{Calendar, Holiday};
use domain::{Date, Instant};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
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

/// The calendar as it counts, where there is one: what came with the school, and of every year that somebody set since
/// then the newest edition instead. A holiday belongs to the year in which it begins.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<Calendar>> {
    let set = editions(tx)?;
    let own = entered(tx)?;
    if own.is_none() && set.is_empty() {
        return Ok(None);
    }
    let mut all = own.unwrap_or(Calendar { holidays: Vec::new(), makeup_workdays: Vec::new(), note: String::new() });
    let is_set = |year: i32| set.iter().any(|e| e.year == year);
    all.holidays.retain(|h| !is_set(h.first.year()));
    all.makeup_workdays.retain(|day| !is_set(day.year()));
    for edition in set {
        all.holidays.extend(edition.holidays);
        all.makeup_workdays.extend(edition.makeup_workdays);
    }
    all.holidays.sort_by_key(|h| h.first);
    all.makeup_workdays.sort();
    Ok(Some(all))
}

/// The calendar that came with the school.
///
/// # Errors
/// Those of SQLite.
pub fn entered(tx: &ReadTx<'_>) -> Result<Option<Calendar>> {
    let Some(note) = tx.single("calendar", |r| r.at("note"))? else {
        return Ok(None);
    };
    let holidays = tx.rows("holiday", Of::All, |r| {
        Ok(Holiday { name: r.at("name")?, first: r.at("first_on")?, last: r.at("last_on")? })
    })?;
    let makeup_workdays = tx.rows("makeup_workday", Of::All, |r| r.at("workday_on"))?;
    Ok(Some(Calendar { holidays, makeup_workdays, note }))
}

/// The holidays and makeup workdays of one year as somebody set them.
#[derive(Debug, Clone, PartialEq)]
pub struct Edition {
    /// Its id.
    pub id: Uuid,
    /// The year.
    pub year: i32,
    /// The holidays that begin in it.
    pub holidays: Vec<Holiday>,
    /// Its workdays on a weekend.
    pub makeup_workdays: Vec<Date>,
    /// Where it was announced.
    pub note: String,
    /// The staff id of the person.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Sets one year; the editions of before stay.
///
/// # Errors
/// [`crate::Error::Constraint`] for a value out of bounds.
pub fn set_year(tx: &mut WriteTx<'_>, new: &Edition) -> Result<()> {
    tx.put(
        "calendar_year",
        &[
            ("id", new.id.cell()),
            ("year", i64::from(new.year).cell()),
            ("note", new.note.cell()),
            ("set_by", new.by.cell()),
            ("set_ms", new.at.cell()),
        ],
    )?;
    let holidays = new.holidays.iter().map(|h| ("holiday", h.name.clone(), h.first, h.last));
    let makeup = new.makeup_workdays.iter().map(|day| ("makeup", String::new(), *day, *day));
    for (position, (kind, name, first, last)) in (0i64..).zip(holidays.chain(makeup)) {
        tx.put(
            "calendar_year_day",
            &[
                ("calendar_year_id", new.id.cell()),
                ("position", position.cell()),
                ("kind", text(kind)),
                ("name", name.cell()),
                ("first_on", first.cell()),
                ("last_on", last.cell()),
            ],
        )?;
    }
    Ok(())
}

/// The newest edition of every year that was set, the first year first.
///
/// # Errors
/// Those of SQLite.
pub fn editions(tx: &ReadTx<'_>) -> Result<Vec<Edition>> {
    let sql = "SELECT * FROM calendar_year
        WHERE position IN (SELECT max(position) FROM calendar_year GROUP BY year) ORDER BY year";
    let mut all = tx.query(sql, &[], |r| {
        let year: i64 = r.at("year")?;
        Ok(Edition {
            id: r.at("id")?,
            year: i32::try_from(year).unwrap_or_default(),
            holidays: Vec::new(),
            makeup_workdays: Vec::new(),
            note: r.at("note")?,
            by: r.at("set_by")?,
            at: r.at("set_ms")?,
        })
    })?;
    for edition in &mut all {
        let days = tx.query(
            "SELECT * FROM calendar_year_day WHERE calendar_year_id = :id ORDER BY position",
            &[("id", edition.id.cell())],
            |r| {
                let holiday = Holiday { name: r.at("name")?, first: r.at("first_on")?, last: r.at("last_on")? };
                Ok((r.at::<String>("kind")? == "holiday", holiday))
            },
        )?;
        for (is_holiday, day) in days {
            if is_holiday { edition.holidays.push(day) } else { edition.makeup_workdays.push(day.first) }
        }
    }
    Ok(all)
}
