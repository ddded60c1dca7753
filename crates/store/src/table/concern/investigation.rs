//! The investigation of a suspected incident.

use domain::Date;
use domain::noun::{Investigation, InvestigationExtension};

use super::round::{At, ByRound, key, parts, present, put_list, several};
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Column, Of};
use crate::tx::{ReadTx, WriteTx};

/// Enters the investigation of the present round of a concern.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished, [`crate::Error::Constraint`].
pub fn insert(tx: &mut WriteTx<'_>, concern_id: &str, new: &Investigation) -> Result<()> {
    let round = present(tx, concern_id)?;
    put(tx, (concern_id, round), new)
}

/// Enters the investigation of a round.
pub(super) fn put(tx: &mut WriteTx<'_>, at: At<'_>, new: &Investigation) -> Result<()> {
    let [id, round] = key(at);
    tx.put(
        "investigation",
        &[
            id,
            round,
            ("started_on", new.started_on.cell()),
            ("due_on", new.due_on.cell()),
            ("finished_on", new.finished_on.cell()),
        ],
    )?;
    put_list(tx, "investigation_member", at, "person_id", &new.member_ids)?;
    put_list(tx, "investigation_method", at, "text", &new.methods)?;
    match &new.extension {
        Some(extension) => put_extension(tx, at, extension),
        None => Ok(()),
    }
}

/// Changes the row of the present round in this table.
fn set(tx: &mut WriteTx<'_>, table: &'static str, concern_id: &str, columns: &[Column]) -> Result<()> {
    let at = (concern_id, present(tx, concern_id)?);
    let sets: Vec<String> = columns.iter().map(|(name, _)| format!("{name} = :{name}")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE concern_id = :concern_id AND round = :round", sets.join(", "));
    let with: Vec<Column> = key(at).into_iter().chain(columns.iter().cloned()).collect();
    if tx.run(&sql, &with)? == 1 { Ok(()) } else { Err(Error::NotFound { table }) }
}

/// Ends the investigation of the present round.
pub(super) fn finish(tx: &mut WriteTx<'_>, concern_id: &str, on: Date) -> Result<()> {
    set(tx, "investigation", concern_id, &[("finished_on", on.cell())])
}

/// Keeps that an extension was applied for; the first deadline stays.
pub(super) fn extend(tx: &mut WriteTx<'_>, concern_id: &str, extension: &InvestigationExtension) -> Result<()> {
    let at = (concern_id, present(tx, concern_id)?);
    put_extension(tx, at, extension)
}

/// Keeps that the extension was approved.
pub(super) fn approve(tx: &mut WriteTx<'_>, concern_id: &str, on: Date, by: &str) -> Result<()> {
    let columns = [("approved_on", on.cell()), ("approved_by_id", by.to_owned().cell())];
    set(tx, "investigation_extension", concern_id, &columns)
}

fn put_extension(tx: &mut WriteTx<'_>, at: At<'_>, extension: &InvestigationExtension) -> Result<()> {
    let [id, round] = key(at);
    tx.put(
        "investigation_extension",
        &[
            id,
            round,
            ("applied_on", extension.applied_on.cell()),
            ("applied_by_id", extension.applied_by.cell()),
            ("days", extension.days.cell()),
            ("reason", extension.reason.cell()),
            ("basis", extension.basis.cell()),
            ("approved_on", extension.approved_on.cell()),
            ("approved_by_id", extension.approved_by.cell()),
        ],
    )
}

/// Investigations by concern and round.
pub(super) fn read(tx: &ReadTx<'_>, of: Of<'_>) -> Result<ByRound<Investigation>> {
    let mut found = parts(tx, "investigation", of, |r| {
        Ok(Investigation {
            started_on: r.at("started_on")?,
            due_on: r.at("due_on")?,
            finished_on: r.at("finished_on")?,
            member_ids: Vec::new(),
            methods: Vec::new(),
            extension: None,
        })
    })?;
    let mut members = several(tx, "investigation_member", "position", of, |r| r.at("person_id"))?;
    let mut methods = several(tx, "investigation_method", "position", of, |r| r.at("text"))?;
    let mut extensions = parts(tx, "investigation_extension", of, |r| {
        Ok(InvestigationExtension {
            applied_on: r.at("applied_on")?,
            applied_by: r.at("applied_by_id")?,
            days: r.at("days")?,
            reason: r.at("reason")?,
            basis: r.at("basis")?,
            approved_on: r.at("approved_on")?,
            approved_by: r.at("approved_by_id")?,
        })
    })?;
    for (at, row) in found.iter_mut() {
        row.member_ids = members.take(at).unwrap_or_default();
        row.methods = methods.take(at).unwrap_or_default();
        row.extension = extensions.take(at);
    }
    Ok(found)
}
