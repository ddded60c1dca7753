//! The investigation of a suspected incident.

use std::collections::HashMap;

use domain::Date;
use domain::noun::{Investigation, InvestigationExtension};

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

const PARENT: &str = "concern_id";

/// Enters the investigation of a concern.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished, [`crate::Error::Constraint`].
pub fn insert(tx: &mut WriteTx<'_>, concern_id: &str, new: &Investigation) -> Result<()> {
    tx.put(
        "investigation",
        &[
            (PARENT, text(concern_id)),
            ("started_on", new.started_on.cell()),
            ("due_on", new.due_on.cell()),
            ("finished_on", new.finished_on.cell()),
        ],
    )?;
    tx.put_list("investigation_member", (PARENT, concern_id), "person_id", &new.member_ids)?;
    tx.put_list("investigation_method", (PARENT, concern_id), "text", &new.methods)?;
    match &new.extension {
        Some(extension) => put_extension(tx, concern_id, extension),
        None => Ok(()),
    }
}

/// Ends the investigation of a concern.
pub(super) fn finish(tx: &mut WriteTx<'_>, concern_id: &str, on: Date) -> Result<()> {
    tx.set("investigation", (PARENT, text(concern_id)), &[("finished_on", on.cell())])
}

/// Keeps an extension and the day on which the investigation is due now.
pub(super) fn extend(
    tx: &mut WriteTx<'_>,
    concern_id: &str,
    extension: &InvestigationExtension,
    due_on: Date,
) -> Result<()> {
    put_extension(tx, concern_id, extension)?;
    tx.set("investigation", (PARENT, text(concern_id)), &[("due_on", due_on.cell())])
}

fn put_extension(tx: &mut WriteTx<'_>, concern_id: &str, extension: &InvestigationExtension) -> Result<()> {
    tx.put(
        "investigation_extension",
        &[
            (PARENT, text(concern_id)),
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

/// Investigations by concern.
pub(super) fn read(tx: &ReadTx<'_>, of: Of<'_>) -> Result<HashMap<String, Investigation>> {
    let mut found = tx.parts("investigation", PARENT, of, |r| {
        Ok(Investigation {
            started_on: r.at("started_on")?,
            due_on: r.at("due_on")?,
            finished_on: r.at("finished_on")?,
            member_ids: Vec::new(),
            methods: Vec::new(),
            extension: None,
        })
    })?;
    let mut members = tx.children("investigation_member", PARENT, of, |r| r.at("person_id"))?;
    let mut methods = tx.children("investigation_method", PARENT, of, |r| r.at("text"))?;
    let mut extensions = tx.parts("investigation_extension", PARENT, of, |r| {
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
    for (id, row) in &mut found {
        row.member_ids = members.take(id);
        row.methods = methods.take(id);
        row.extension = extensions.remove(id);
    }
    Ok(found)
}
