//! Sanctions and the appeals against them.

use domain::Date;
use domain::noun::{Appeal, Sanction, SanctionKind, SanctionStatus, Vote};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a sanction. What was decided cannot be changed afterwards.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished; [`crate::Error::Constraint`] for a doubled id, a reference that
/// leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Sanction) -> Result<()> {
    tx.put(
        "sanction",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("student_id", new.student_id.cell()),
            ("kind", new.kind.cell()),
            ("tier", new.tier.cell()),
            ("decided_on", new.decided_on.cell()),
            ("minutes_no", new.minutes_no.cell()),
            ("statement_heard_on", new.statement_heard_on.cell()),
            ("guardian_notified_on", new.guardian_notified_on.cell()),
            ("appeal_notice_on", new.appeal_notice_on.cell()),
            ("effective_kind", new.effective_kind.cell()),
            ("status", new.status.cell()),
        ],
    )?;
    match &new.appeal {
        Some(appeal) => add_appeal(tx, &new.id, appeal),
        None => Ok(()),
    }
}

/// Keeps the day on which the notice of the right to appeal was handed over.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn set_appeal_notice(tx: &mut WriteTx<'_>, id: &str, on: Date) -> Result<()> {
    tx.set("sanction", ("id", text(id)), &[("appeal_notice_on", on.cell())])
}

/// Keeps what stands after an appeal, or after the sanction was lifted: what was decided first is never changed.
///
/// # Errors
/// [`crate::Error::NotFound`].
pub fn set_effect(tx: &mut WriteTx<'_>, id: &str, effective_kind: SanctionKind, status: SanctionStatus) -> Result<()> {
    let columns = [("effective_kind", effective_kind.cell()), ("status", status.cell())];
    tx.set("sanction", ("id", text(id)), &columns)
}

/// Enters the appeal against a sanction; who was present goes before it, since its decision fixes that.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished: the appeal opens it first. [`crate::Error::Constraint`] when there is one already, or somebody present is not a person of the records.
pub fn add_appeal(tx: &mut WriteTx<'_>, sanction_id: &str, new: &Appeal) -> Result<()> {
    tx.defer_references()?;
    tx.put_list("appeal_present", ("sanction_id", sanction_id), "person_id", &new.present_ids)?;
    tx.put(
        "appeal",
        &[
            ("sanction_id", text(sanction_id)),
            ("filed_on", new.filed_on.cell()),
            ("filed_by_relation", new.filed_by_relation.cell()),
            ("body", new.body.cell()),
            ("vote_for", new.vote.in_favour.cell()),
            ("vote_against", new.vote.against.cell()),
            ("vote_abstain", new.vote.abstain.cell()),
            ("decided_on", new.decided_on.cell()),
            ("outcome", new.outcome.cell()),
            ("changed_kind", new.changed_kind.cell()),
            ("reason", new.reason.cell()),
        ],
    )
}

/// Keeps what was decided about an appeal. Who was there goes before it, since the decision fixes it.
///
/// # Errors
/// [`crate::Error::NotFound`] when there was none, [`crate::Error::Locked`] when it was decided already.
pub fn decide_appeal(tx: &mut WriteTx<'_>, sanction_id: &str, decided: &Appeal) -> Result<()> {
    tx.put_list("appeal_present", ("sanction_id", sanction_id), "person_id", &decided.present_ids)?;
    tx.set(
        "appeal",
        ("sanction_id", text(sanction_id)),
        &[
            ("vote_for", decided.vote.in_favour.cell()),
            ("vote_against", decided.vote.against.cell()),
            ("vote_abstain", decided.vote.abstain.cell()),
            ("decided_on", decided.decided_on.cell()),
            ("outcome", decided.outcome.cell()),
            ("changed_kind", decided.changed_kind.cell()),
            ("reason", decided.reason.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Sanction>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Sanction>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Sanction>> {
    let mut found = tx.rows("sanction", of, |r| {
        Ok(Sanction {
            id: r.at("id")?,
            concern_id: r.at("concern_id")?,
            student_id: r.at("student_id")?,
            kind: r.at("kind")?,
            tier: r.at("tier")?,
            decided_on: r.at("decided_on")?,
            minutes_no: r.at("minutes_no")?,
            statement_heard_on: r.at("statement_heard_on")?,
            guardian_notified_on: r.at("guardian_notified_on")?,
            appeal_notice_on: r.at("appeal_notice_on")?,
            appeal: None,
            effective_kind: r.at("effective_kind")?,
            status: r.at("status")?,
        })
    })?;
    let mut appeals = tx.parts("appeal", "sanction_id", of, |r| {
        Ok(Appeal {
            filed_on: r.at("filed_on")?,
            filed_by_relation: r.at("filed_by_relation")?,
            body: r.at("body")?,
            present_ids: Vec::new(),
            vote: Vote { in_favour: r.at("vote_for")?, against: r.at("vote_against")?, abstain: r.at("vote_abstain")? },
            decided_on: r.at("decided_on")?,
            outcome: r.at("outcome")?,
            changed_kind: r.at("changed_kind")?,
            reason: r.at("reason")?,
        })
    })?;
    let mut present = tx.children("appeal_present", "sanction_id", of, |r| r.at("person_id"))?;
    for row in &mut found {
        row.appeal = appeals.remove(&row.id).map(|appeal| Appeal { present_ids: present.take(&row.id), ..appeal });
    }
    Ok(found)
}
