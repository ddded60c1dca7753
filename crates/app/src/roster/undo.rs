//! Takes an import, the turn of a school year or a step of a pupil back, value by value. Nothing is deleted: a row that the
//! batch made stays, marked as entered by mistake. What was changed again since, or is named in a record, is left as it is.

use std::collections::{BTreeSet, HashSet};

use domain::Date;
use domain::noun::{Class, GuardianContact, Leaving, LeftReason, Staff, Student};
use store::WriteTx;
use store::roster::{Batch, Change, ENTERED};
use uuid::Uuid;

use super::batch::done;
use super::values::Named;
use crate::App;
use crate::error::{Code, Result};
use crate::rights::Right;
use crate::view::{RosterBatchRequest, RosterBatchView, RosterDoneView};

/// Newest batches that the list has.
const LISTED: usize = 10;

/// The newest imports and turns of the school year, each with what it did.
///
/// # Errors
/// Those of the store.
pub fn roster_batches(app: &App) -> Result<Vec<RosterBatchView>> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let today = app.roots.now().date();
    home.read(|tx| {
        let names = store::table::staff::list(tx)?;
        let all = of_tables(store::roster::batches(tx)?);
        let last = all.iter().find(|b| b.undone_at.is_none()).map(|b| b.id);
        let view = |batch: &Batch| {
            Ok(RosterBatchView {
                done: done(batch, &store::roster::changes(tx, batch.id)?, 0),
                by: names.iter().find(|s| s.id == batch.by).map(|s| s.name.clone()).unwrap_or_default(),
                undone_at: batch.undone_at.map(|at| at.to_string()),
                can_undo: last == Some(batch.id) && batch.at.date() <= today,
            })
        };
        all.iter().take(LISTED).map(view).collect()
    })
}

/// Steps of single pupils are put right by the opposite step.
fn of_tables(all: Vec<Batch>) -> Vec<Batch> {
    all.into_iter().filter(|b| b.kind != "pupil").collect()
}

/// Takes the newest batch back that was not taken back yet. `kept` of the answer counts what was left as it is.
///
/// # Errors
/// `RosterNotLast` when the batch is not the newest one, `NotFound`.
pub fn roster_undo(app: &App, request: &RosterBatchRequest) -> Result<RosterDoneView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    let now = app.roots.now();
    let not_found = || crate::AppError::new(Code::NotFound).with("id", request.batch_id.clone());
    let id = Uuid::parse_str(&request.batch_id).map_err(|_| not_found())?;
    let all = of_tables(home.read(store::roster::batches)?);
    let batch = all.iter().find(|b| b.id == id).ok_or_else(not_found)?;
    if all.iter().find(|b| b.undone_at.is_none()).map(|b| b.id) != Some(id) {
        return Err(Code::RosterNotLast.into());
    }
    let (changes, kept) = home.record(app, "roster.undo", "roster", &request.batch_id, &[], |tx| {
        let changes = store::roster::changes(tx, id)?;
        let kept = take_back(tx, &changes, now.date())?;
        store::roster::undone(tx, id, home.person_id(), now)?;
        Ok((changes, kept))
    })?;
    Ok(done(batch, &changes, kept))
}

/// The changes of each row, the last row first, so that a name or number that moved on is free again.
fn rows(changes: &[Change]) -> Vec<Vec<&Change>> {
    let mut rows: Vec<Vec<&Change>> = Vec::new();
    for change in changes {
        match rows.last_mut().filter(|r| r.first().is_some_and(|f| f.object == change.object && f.id == change.id)) {
            Some(row) => row.push(change),
            None => rows.push(vec![change]),
        }
    }
    rows.reverse();
    rows
}

fn take_back(tx: &mut WriteTx<'_>, changes: &[Change], today: Date) -> store::Result<usize> {
    let named = Records::read(tx)?;
    let mut kept = 0;
    let mut counted: BTreeSet<String> = BTreeSet::new();
    for row in rows(changes) {
        let Some(first) = row.first() else { continue };
        let entered = first.field == ENTERED;
        kept += match first.object.as_str() {
            Student::OBJECT => {
                let Some(old) = store::table::student::get(tx, &first.id, today)? else { continue };
                counted.insert(old.class_id.clone());
                let (new, kept) = if entered { named.strike_pupil(&old, today) } else { restored(&old, &row) };
                counted.insert(new.class_id.clone());
                if new != old {
                    store::table::student::update(tx, &new)?;
                }
                kept
            }
            Class::OBJECT => {
                let Some(old) = store::table::class::get(tx, &first.id)? else { continue };
                let (new, kept) = if entered { named.strike_class(tx, &old, today)? } else { restored(&old, &row) };
                if new != old {
                    store::table::class::update(tx, &new)?;
                }
                kept
            }
            Staff::OBJECT => {
                let Some(old) = store::table::staff::get(tx, &first.id)? else { continue };
                let (new, kept) = if entered { named.strike_colleague(&old, today) } else { restored(&old, &row) };
                if new != old {
                    store::table::staff::update(tx, &new)?;
                }
                kept
            }
            _ => {
                let Some(old) = store::table::guardian::get(tx, &first.id)? else { continue };
                let struck = GuardianContact { until_on: Some(today), ..old.clone() };
                let (new, kept) = if entered { (struck, 0) } else { restored(&old, &row) };
                if new != old {
                    store::table::guardian::update(tx, &new)?;
                }
                kept
            }
        };
    }
    for id in &counted {
        store::table::class::recount(tx, id)?;
    }
    Ok(kept)
}

/// The row with the values that stood there before; those that changed again since stay, and are counted.
fn restored<T: Named + Clone>(now: &T, changes: &[&Change]) -> (T, usize) {
    let mut new = now.clone();
    let mut kept = 0;
    let there = now.values();
    for change in changes {
        let same = there.iter().any(|(field, value)| *field == change.field && *value == change.new);
        if !same || new.put(&change.field, change.old.as_deref()).is_none() {
            kept += 1;
        }
    }
    (new, kept)
}

/// Who and what is named in a record by now.
struct Records {
    pupils: HashSet<String>,
    classes: HashSet<String>,
    people: HashSet<String>,
}

impl Records {
    fn read(tx: &WriteTx<'_>) -> store::Result<Self> {
        let mut people = store::roster::named(tx, Staff::OBJECT)?;
        people.extend(store::roster::named(tx, "person")?);
        Ok(Self {
            pupils: store::roster::named(tx, Student::OBJECT)?,
            classes: store::roster::named(tx, Class::OBJECT)?,
            people,
        })
    }

    /// A pupil who came by mistake was never here; one whom a record names stays.
    fn strike_pupil(&self, old: &Student, today: Date) -> (Student, usize) {
        if self.pupils.contains(&old.id) {
            return (old.clone(), 1);
        }
        (Student { left: Some(Leaving { on: today, reason: LeftReason::EnteredInError }), ..old.clone() }, 0)
    }

    /// A class in which somebody is stays too.
    fn strike_class(&self, tx: &WriteTx<'_>, old: &Class, today: Date) -> store::Result<(Class, usize)> {
        let pupils = store::table::student::list(tx, today)?;
        let lived_in = pupils.iter().any(|s| s.class_id == old.id && s.is_here(today));
        if lived_in || self.classes.contains(&old.id) {
            return Ok((old.clone(), 1));
        }
        Ok((Class { graduated_on: Some(today), ..old.clone() }, 0))
    }

    fn strike_colleague(&self, old: &Staff, today: Date) -> (Staff, usize) {
        if self.people.contains(&old.id) {
            return (old.clone(), 1);
        }
        (Staff { left_on: Some(today), ..old.clone() }, 0)
    }
}
