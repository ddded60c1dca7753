//! The committee's determination, written once.

use domain::Date;
use domain::noun::{Determination, Element, Elements, GuardianInvited, Recusal, Vote};

use super::round::{At, ByRound, key, parts, present, put_list, several};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, Of, Row};
use crate::tx::{ReadTx, WriteTx};

/// Enters the determination of the present round of a concern; its children go before it, since it fixes them.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished, [`crate::Error::Constraint`] when there is one already or the
/// number of its minutes is taken.
pub fn insert(tx: &mut WriteTx<'_>, concern_id: &str, new: &Determination) -> Result<()> {
    let round = present(tx, concern_id)?;
    put(tx, (concern_id, round), new)
}

/// Keeps the day on which the notice of the right to a review was handed over: often a day after the meeting, whose minutes
/// are written once.
///
/// # Errors
/// As [`insert`].
pub fn set_review_notice(tx: &mut WriteTx<'_>, concern_id: &str, on: Date) -> Result<()> {
    let at = (concern_id, present(tx, concern_id)?);
    put_notice(tx, at, on)
}

fn put_notice(tx: &mut WriteTx<'_>, at: At<'_>, on: Date) -> Result<()> {
    let [id, round] = key(at);
    tx.put("review_notice", &[id, round, ("notified_on", on.cell())])
}

/// Enters the determination of a round.
pub(super) fn put(tx: &mut WriteTx<'_>, at: At<'_>, new: &Determination) -> Result<()> {
    tx.defer_references()?;
    put_list(tx, "determination_due", at, "person_id", &new.due_ids)?;
    put_list(tx, "determination_present", at, "person_id", &new.present_ids)?;
    put_list(tx, "determination_basis", at, "text", &new.basis)?;
    let child = |position: i64, columns: &[Column]| -> Vec<Column> {
        key(at).into_iter().chain([("position", position.cell())]).chain(columns.iter().cloned()).collect()
    };
    for (position, recusal) in (0i64..).zip(&new.recusals) {
        let columns = [("person_id", recusal.id.cell()), ("reason", recusal.reason.cell())];
        tx.put("determination_recusal", &child(position, &columns))?;
    }
    for (position, guardian) in (0i64..).zip(&new.guardians) {
        let columns = [
            ("student_id", guardian.student_id.cell()),
            ("side", guardian.side.cell()),
            ("notified_on", guardian.notified_on.cell()),
            ("attended", guardian.attended.cell()),
        ];
        tx.put("determination_guardian", &child(position, &columns))?;
    }
    new.review_notice_on.into_iter().try_for_each(|on| put_notice(tx, at, on))?;
    let [id, round] = key(at);
    let elements = &new.elements;
    tx.put(
        "determination",
        &[
            id,
            round,
            ("minutes_no", new.minutes_no.cell()),
            ("body", new.body.cell()),
            ("held_ms", new.held_at.cell()),
            ("chair_id", new.chair_id.cell()),
            ("recusal_note", new.recusal_note.cell()),
            ("facts", new.facts.cell()),
            ("between_students_met", elements.between_students.met.cell()),
            ("between_students_text", elements.between_students.text.cell()),
            ("intent_met", elements.intent.met.cell()),
            ("intent_text", elements.intent.text.cell()),
            ("means_met", elements.means.met.cell()),
            ("means_text", elements.means.text.cell()),
            ("harm_met", elements.harm.met.cell()),
            ("harm_text", elements.harm.text.cell()),
            ("result", new.result.cell()),
            ("severity", new.severity.cell()),
            ("tier", new.tier.cell()),
            ("proposed_handling", new.proposed_handling.cell()),
            ("student_statements", new.student_statements.cell()),
            ("guardian_opinions", new.guardian_opinions.cell()),
            ("vote_for", new.vote.in_favour.cell()),
            ("vote_against", new.vote.against.cell()),
            ("vote_abstain", new.vote.abstain.cell()),
            ("not_bullying_reasons", new.not_bullying_reasons.cell()),
        ],
    )
}

/// Determinations by concern and round.
pub(super) fn read(tx: &ReadTx<'_>, of: Of<'_>) -> Result<ByRound<Determination>> {
    let mut found = parts(tx, "determination", of, row)?;
    let mut due = several(tx, "determination_due", "position", of, |r| r.at("person_id"))?;
    let mut present = several(tx, "determination_present", "position", of, |r| r.at("person_id"))?;
    let mut basis = several(tx, "determination_basis", "position", of, |r| r.at("text"))?;
    let mut recusals = several(tx, "determination_recusal", "position", of, |r| {
        Ok(Recusal { id: r.at("person_id")?, reason: r.at("reason")? })
    })?;
    let mut guardians = several(tx, "determination_guardian", "position", of, |r| {
        Ok(GuardianInvited {
            student_id: r.at("student_id")?,
            side: r.at("side")?,
            notified_on: r.at("notified_on")?,
            attended: r.at("attended")?,
        })
    })?;
    let mut notices = parts(tx, "review_notice", of, |r| r.at("notified_on"))?;
    for (at, row) in found.iter_mut() {
        row.due_ids = due.take(at).unwrap_or_default();
        row.present_ids = present.take(at).unwrap_or_default();
        row.basis = basis.take(at).unwrap_or_default();
        row.recusals = recusals.take(at).unwrap_or_default();
        row.guardians = guardians.take(at).unwrap_or_default();
        row.review_notice_on = row.review_notice_on.or(notices.take(at));
    }
    Ok(found)
}

fn row(r: &Row<'_>) -> Result<Determination> {
    Ok(Determination {
        minutes_no: r.at("minutes_no")?,
        body: r.at("body")?,
        held_at: r.at("held_ms")?,
        due_ids: Vec::new(),
        present_ids: Vec::new(),
        chair_id: r.at("chair_id")?,
        recusals: Vec::new(),
        recusal_note: r.at("recusal_note")?,
        facts: r.at("facts")?,
        elements: Elements {
            between_students: Element { met: r.at("between_students_met")?, text: r.at("between_students_text")? },
            intent: Element { met: r.at("intent_met")?, text: r.at("intent_text")? },
            means: Element { met: r.at("means_met")?, text: r.at("means_text")? },
            harm: Element { met: r.at("harm_met")?, text: r.at("harm_text")? },
        },
        result: r.at("result")?,
        severity: r.at("severity")?,
        tier: r.at("tier")?,
        basis: Vec::new(),
        proposed_handling: r.at("proposed_handling")?,
        student_statements: r.at("student_statements")?,
        guardian_opinions: r.at("guardian_opinions")?,
        vote: Vote { in_favour: r.at("vote_for")?, against: r.at("vote_against")?, abstain: r.at("vote_abstain")? },
        guardians: Vec::new(),
        not_bullying_reasons: r.at("not_bullying_reasons")?,
        review_notice_on: r.at("review_notice_on")?,
    })
}
