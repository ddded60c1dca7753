//! Pacts against bullying and who signed them. The words stand still from the first signature on.

use domain::noun::{Pact, PactStep, Signatory, SignatoryKind, Unsigned};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a pact; its children go before it, since a signed pact fixes its articles.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Pact) -> Result<()> {
    tx.defer_references()?;
    let parent = ("pact_id", new.id.as_str());
    for (position, step) in (0i64..).zip(&new.history) {
        tx.put(
            "pact_step",
            &[
                ("pact_id", text(&new.id)),
                ("position", position.cell()),
                ("state", step.state.cell()),
                ("reached_on", step.on.cell()),
            ],
        )?;
    }
    tx.put_list("pact_article", parent, "text", &new.articles)?;
    for signatory in &new.signatories {
        sign(tx, &new.id, signatory)?;
    }
    for (position, unsigned) in (0i64..).zip(&new.unsigned) {
        tx.put(
            "pact_unsigned",
            &[
                ("pact_id", text(&new.id)),
                ("position", position.cell()),
                ("student_id", unsigned.student_id.cell()),
                ("reason", unsigned.reason.cell()),
            ],
        )?;
    }
    tx.put_list("pact_attachment", parent, "text", &new.attachments)?;
    tx.put(
        "pact",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("level", new.level.cell()),
            ("scope", new.scope.cell()),
            ("class_id", new.class_id.cell()),
            ("title", new.title.cell()),
            ("version", new.version.cell()),
            ("supersedes", new.supersedes.cell()),
            ("preamble", new.preamble.cell()),
            ("adopted_on", new.adopted_on.cell()),
            ("adoption", new.adoption.cell()),
            ("effective_on", new.effective_on.cell()),
            ("status", new.status.cell()),
            ("witness", new.witness.cell()),
        ],
    )
}

/// Adds a signature. A signature is never changed or taken away.
///
/// # Errors
/// [`crate::Error::Locked`] when the pact was superseded, [`crate::Error::Constraint`] for somebody who is not there.
pub fn sign(tx: &mut WriteTx<'_>, id: &str, new: &Signatory) -> Result<()> {
    let position = tx.next_position("pact_signatory", ("pact_id", id))?;
    let (person, student) = match new.kind {
        SignatoryKind::Student => (None, Some(new.id.clone())),
        SignatoryKind::Staff | SignatoryKind::External => (Some(new.id.clone()), None),
    };
    tx.put(
        "pact_signatory",
        &[
            ("pact_id", text(id)),
            ("position", position.cell()),
            ("kind", new.kind.cell()),
            ("person_id", person.cell()),
            ("student_id", student.cell()),
            ("signed_on", new.signed_on.cell()),
            ("method", new.method.cell()),
            ("guardian_signed", new.guardian_signed.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Pact>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Pact>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn signatory(r: &Row<'_>) -> Result<Signatory> {
    let kind = r.at("kind")?;
    let column = if kind == SignatoryKind::Student { "student_id" } else { "person_id" };
    Ok(Signatory {
        kind,
        id: r.at(column)?,
        signed_on: r.at("signed_on")?,
        method: r.at("method")?,
        guardian_signed: r.at("guardian_signed")?,
    })
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Pact>> {
    let mut found = tx.rows("pact", of, |r| {
        Ok(Pact {
            id: r.at("id")?,
            level: r.at("level")?,
            scope: r.at("scope")?,
            class_id: r.at("class_id")?,
            title: r.at("title")?,
            version: r.at("version")?,
            supersedes: r.at("supersedes")?,
            preamble: r.at("preamble")?,
            adopted_on: r.at("adopted_on")?,
            adoption: r.at("adoption")?,
            effective_on: r.at("effective_on")?,
            status: r.at("status")?,
            history: Vec::new(),
            articles: Vec::new(),
            signatories: Vec::new(),
            unsigned: Vec::new(),
            witness: r.at("witness")?,
            attachments: Vec::new(),
        })
    })?;
    let mut steps =
        tx.children("pact_step", "pact_id", of, |r| Ok(PactStep { state: r.at("state")?, on: r.at("reached_on")? }))?;
    let mut articles = tx.children("pact_article", "pact_id", of, |r| r.at("text"))?;
    let mut signatories = tx.children("pact_signatory", "pact_id", of, signatory)?;
    let mut unsigned = tx.children("pact_unsigned", "pact_id", of, |r| {
        Ok(Unsigned { student_id: r.at("student_id")?, reason: r.at("reason")? })
    })?;
    let mut attachments = tx.children("pact_attachment", "pact_id", of, |r| r.at("text"))?;
    for row in &mut found {
        row.history = steps.take(&row.id);
        row.articles = articles.take(&row.id);
        row.signatories = signatories.take(&row.id);
        row.unsigned = unsigned.take(&row.id);
        row.attachments = attachments.take(&row.id);
    }
    Ok(found)
}
