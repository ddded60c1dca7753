//! Legal bases, answers and requests of guardians, and the cases whose every opening is logged. Rows are only added; the
//! newest of a kind counts.

use std::collections::HashMap;

use domain::Instant;
use domain::privacy::{Consent, ConsentAnswer, ConsentWay, Decision, GuardianRequest, RequestAnswer};

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, Row, text};
use crate::tx::{ReadTx, WriteTx};

/// Keeps what a purpose rests on from now on.
///
/// # Errors
/// [`crate::Error::Constraint`] for a reason out of bounds or an unknown person.
pub fn decide(tx: &mut WriteTx<'_>, new: &Decision) -> Result<()> {
    tx.put(
        "purpose_basis",
        &[
            ("purpose", new.purpose.cell()),
            ("basis", new.basis.cell()),
            ("reason", text(&new.reason)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Every decision, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn decisions(tx: &ReadTx<'_>) -> Result<Vec<Decision>> {
    tx.rows("purpose_basis", Of::All, |r| {
        Ok(Decision {
            purpose: r.at("purpose")?,
            basis: r.at("basis")?,
            reason: r.at("reason")?,
            by: r.at("by_id")?,
            at: r.at("at_ms")?,
        })
    })
}

/// Keeps an answer of guardians.
///
/// # Errors
/// [`crate::Error::Constraint`] for an unknown pupil or an answer that tells too little.
pub fn answer(tx: &mut WriteTx<'_>, new: &Consent) -> Result<()> {
    tx.put(
        "consent",
        &[
            ("student_id", text(&new.student_id)),
            ("purpose", new.purpose.cell()),
            ("answer", new.answer.cell()),
            ("guardian", new.guardian.cell()),
            ("way", new.way.cell()),
            ("answered_on", new.answered_on.cell()),
            ("by_id", new.by.cell()),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Keeps that a school file tells of consent.
///
/// # Errors
/// As [`answer`].
pub(crate) fn given_in_file(tx: &mut WriteTx<'_>, student_id: &str, at: Instant) -> Result<()> {
    let new = Consent {
        student_id: student_id.to_owned(),
        purpose: None,
        answer: ConsentAnswer::Given,
        guardian: None,
        way: ConsentWay::File,
        answered_on: None,
        by: None,
        at,
    };
    answer(tx, &new)
}

/// Every answer, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn answers(tx: &ReadTx<'_>) -> Result<Vec<Consent>> {
    tx.rows("consent", Of::All, |r| {
        Ok(Consent {
            student_id: r.at("student_id")?,
            purpose: r.at("purpose")?,
            answer: r.at("answer")?,
            guardian: r.at("guardian")?,
            way: r.at("way")?,
            answered_on: r.at("answered_on")?,
            by: r.at("by_id")?,
            at: r.at("at_ms")?,
        })
    })
}

/// Keeps what guardians ask for; its answer is kept by [`reply`].
///
/// # Errors
/// [`crate::Error::Constraint`] for an unknown pupil or a text out of bounds.
pub fn ask(tx: &mut WriteTx<'_>, new: &GuardianRequest) -> Result<()> {
    tx.put(
        "guardian_request",
        &[
            ("id", text(&new.id)),
            ("student_id", text(&new.student_id)),
            ("kind", new.kind.cell()),
            ("asked_by", text(&new.asked_by)),
            ("asked_on", new.asked_on.cell()),
            ("detail", text(&new.detail)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Keeps what became of a request.
///
/// # Errors
/// [`crate::Error::Constraint`] for an unknown request, or one that was answered.
pub fn reply(tx: &mut WriteTx<'_>, request: &str, new: &RequestAnswer) -> Result<()> {
    tx.put(
        "guardian_answer",
        &[
            ("request_id", text(request)),
            ("outcome", new.outcome.cell()),
            ("text", text(&new.text)),
            ("answered_on", new.answered_on.cell()),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

/// Every request with its answer, oldest first.
///
/// # Errors
/// Those of SQLite.
pub fn requests(tx: &ReadTx<'_>) -> Result<Vec<GuardianRequest>> {
    let mut replies = tx.parts("guardian_answer", "request_id", Of::All, |r| {
        Ok(RequestAnswer {
            outcome: r.at("outcome")?,
            text: r.at("text")?,
            answered_on: r.at("answered_on")?,
            by: r.at("by_id")?,
            at: r.at("at_ms")?,
        })
    })?;
    let mut all = tx.rows("guardian_request", Of::All, |r| {
        Ok(GuardianRequest {
            id: r.at("id")?,
            student_id: r.at("student_id")?,
            kind: r.at("kind")?,
            asked_by: r.at("asked_by")?,
            asked_on: r.at("asked_on")?,
            detail: r.at("detail")?,
            by: r.at("by_id")?,
            at: r.at("at_ms")?,
            answer: None,
        })
    })?;
    for request in &mut all {
        request.answer = replies.remove(&request.id);
    }
    Ok(all)
}

/// That a case is marked as sensitive, or is so no longer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The case.
    pub concern_id: String,
    /// Whether it is marked.
    pub marked: bool,
    /// Why, in the words of the person.
    pub reason: String,
    /// The staff id of the person.
    pub by: String,
    /// When.
    pub at: Instant,
}

/// Keeps a mark.
///
/// # Errors
/// [`crate::Error::Constraint`] for an unknown case or a reason out of bounds.
pub fn mark(tx: &mut WriteTx<'_>, new: &Mark) -> Result<()> {
    tx.put(
        "sensitive_mark",
        &[
            ("concern_id", text(&new.concern_id)),
            ("marked", new.marked.cell()),
            ("reason", text(&new.reason)),
            ("by_id", text(&new.by)),
            ("at_ms", new.at.cell()),
        ],
    )
}

fn read_mark(r: &Row<'_>) -> Result<Mark> {
    Ok(Mark {
        concern_id: r.at("concern_id")?,
        marked: r.at("marked")?,
        reason: r.at("reason")?,
        by: r.at("by_id")?,
        at: r.at("at_ms")?,
    })
}

/// The mark of a case, where it is marked now.
///
/// # Errors
/// Those of SQLite.
pub fn marked(tx: &ReadTx<'_>, concern_id: &str) -> Result<Option<Mark>> {
    let sql = "SELECT * FROM sensitive_mark WHERE concern_id = :concern_id ORDER BY position DESC LIMIT 1";
    Ok(tx.one(sql, &[("concern_id", text(concern_id))], read_mark)?.filter(|mark| mark.marked))
}

/// Every case that is marked now, with its mark.
///
/// # Errors
/// Those of SQLite.
pub fn all_marked(tx: &ReadTx<'_>) -> Result<HashMap<String, Mark>> {
    let newest: HashMap<String, Mark> = tx
        .rows("sensitive_mark", Of::All, read_mark)?
        .into_iter()
        .map(|mark| (mark.concern_id.clone(), mark))
        .collect();
    Ok(newest.into_iter().filter(|(_, mark)| mark.marked).collect())
}
