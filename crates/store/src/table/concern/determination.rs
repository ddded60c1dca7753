//! The committee's determination, written once.

use std::collections::HashMap;

use domain::noun::{Determination, Element, Elements, GuardianInvited, Recusal, Vote};

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

const PARENT: &str = "concern_id";

/// Enters the determination of a concern; its children go before it, since it fixes them.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished, [`crate::Error::Constraint`] when there is one already or the
/// number of its minutes is taken.
pub fn insert(tx: &mut WriteTx<'_>, concern_id: &str, new: &Determination) -> Result<()> {
    tx.defer_references()?;
    tx.put_list("determination_due", (PARENT, concern_id), "person_id", &new.due_ids)?;
    tx.put_list("determination_present", (PARENT, concern_id), "person_id", &new.present_ids)?;
    tx.put_list("determination_basis", (PARENT, concern_id), "text", &new.basis)?;
    for (position, recusal) in (0i64..).zip(&new.recusals) {
        tx.put(
            "determination_recusal",
            &[
                (PARENT, text(concern_id)),
                ("position", position.cell()),
                ("person_id", recusal.id.cell()),
                ("reason", recusal.reason.cell()),
            ],
        )?;
    }
    for (position, guardian) in (0i64..).zip(&new.guardians) {
        tx.put(
            "determination_guardian",
            &[
                (PARENT, text(concern_id)),
                ("position", position.cell()),
                ("student_id", guardian.student_id.cell()),
                ("side", guardian.side.cell()),
                ("notified_on", guardian.notified_on.cell()),
                ("attended", guardian.attended.cell()),
            ],
        )?;
    }
    let elements = &new.elements;
    tx.put(
        "determination",
        &[
            (PARENT, text(concern_id)),
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
            ("review_notice_on", new.review_notice_on.cell()),
        ],
    )
}

/// Determinations by concern.
pub(super) fn read(tx: &ReadTx<'_>, of: Of<'_>) -> Result<HashMap<String, Determination>> {
    let mut found = tx.parts("determination", PARENT, of, row)?;
    let mut due = tx.children("determination_due", PARENT, of, |r| r.at("person_id"))?;
    let mut present = tx.children("determination_present", PARENT, of, |r| r.at("person_id"))?;
    let mut basis = tx.children("determination_basis", PARENT, of, |r| r.at("text"))?;
    let mut recusals = tx.children("determination_recusal", PARENT, of, |r| {
        Ok(Recusal { id: r.at("person_id")?, reason: r.at("reason")? })
    })?;
    let mut guardians = tx.children("determination_guardian", PARENT, of, |r| {
        Ok(GuardianInvited {
            student_id: r.at("student_id")?,
            side: r.at("side")?,
            notified_on: r.at("notified_on")?,
            attended: r.at("attended")?,
        })
    })?;
    for (id, row) in &mut found {
        row.due_ids = due.take(id);
        row.present_ids = present.take(id);
        row.basis = basis.take(id);
        row.recusals = recusals.take(id);
        row.guardians = guardians.take(id);
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
