//! Talks with pupils, question by question.

use domain::noun::{Question, Talk};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a talk; its children go before it, since the talk of a closed concern fixes them.
///
/// # Errors
/// [`crate::Error::Locked`] when it was held before the day its concern was closed; [`crate::Error::Constraint`] for a doubled
/// id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Talk) -> Result<()> {
    tx.defer_references()?;
    tx.put_list("talk_present", ("talk_id", &new.id), "text", &new.present)?;
    for (position, question) in (0i64..).zip(&new.qa) {
        tx.put(
            "talk_question",
            &[
                ("talk_id", text(&new.id)),
                ("position", position.cell()),
                ("question", question.q.cell()),
                ("answer", question.a.cell()),
            ],
        )?;
    }
    tx.put(
        "talk",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("at_ms", new.at.cell()),
            ("ended_ms", new.ended_at.cell()),
            ("student_id", new.student_id.cell()),
            ("kind", new.kind.cell()),
            ("staff_id", new.staff_id.cell()),
            ("recorder_id", new.recorder_id.cell()),
            ("place", new.place.cell()),
            ("reason", new.reason.cell()),
            ("points", new.points.cell()),
            ("student_statement", new.student_statement.cell()),
            ("student_signed", new.student_signed.cell()),
            ("guardian_signed", new.guardian_signed.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Talk>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Talk>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Talk>> {
    let mut found = tx.rows("talk", of, |r| {
        Ok(Talk {
            id: r.at("id")?,
            concern_id: r.at("concern_id")?,
            at: r.at("at_ms")?,
            ended_at: r.at("ended_ms")?,
            student_id: r.at("student_id")?,
            kind: r.at("kind")?,
            staff_id: r.at("staff_id")?,
            recorder_id: r.at("recorder_id")?,
            place: r.at("place")?,
            present: Vec::new(),
            reason: r.at("reason")?,
            points: r.at("points")?,
            qa: Vec::new(),
            student_statement: r.at("student_statement")?,
            student_signed: r.at("student_signed")?,
            guardian_signed: r.at("guardian_signed")?,
        })
    })?;
    let mut present = tx.children("talk_present", "talk_id", of, |r| r.at("text"))?;
    let mut questions =
        tx.children("talk_question", "talk_id", of, |r| Ok(Question { q: r.at("question")?, a: r.at("answer")? }))?;
    for row in &mut found {
        row.present = present.take(&row.id);
        row.qa = questions.take(&row.id);
    }
    Ok(found)
}
