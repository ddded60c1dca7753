//! Communications with guardians, with the written notice where there is one.

use domain::noun::{Communication, Notice};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a communication; its notice goes before it, since the communication of a closed concern fixes it.
///
/// # Errors
/// [`crate::Error::Locked`] when it was before the day its concern was closed; [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Communication) -> Result<()> {
    tx.defer_references()?;
    if let Some(notice) = &new.notice {
        tx.put_list("communication_right", ("communication_id", &new.id), "text", &notice.rights)?;
        let columns: [Column; 7] = [
            ("communication_id", text(&new.id)),
            ("matter", notice.matter.cell()),
            ("facts", notice.facts.cell()),
            ("school_measures", notice.school_measures.cell()),
            ("meeting_ms", notice.meeting_at.cell()),
            ("receipt_signed_on", notice.receipt_signed_on.cell()),
            ("will_attend", notice.will_attend.cell()),
        ];
        tx.put("communication_notice", &columns)?;
    }
    tx.put(
        "communication",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("at_ms", new.at.cell()),
            ("student_id", new.student_id.cell()),
            ("guardian_relation", new.guardian_relation.cell()),
            ("mode", new.mode.cell()),
            ("staff_id", new.staff_id.cell()),
            ("minutes", new.minutes.cell()),
            ("points", new.points.cell()),
            ("guardian_reply", new.guardian_reply.cell()),
            ("follow_up", new.follow_up.cell()),
            ("doc_type", new.doc_type.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Communication>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Communication>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Communication>> {
    let mut found = tx.rows("communication", of, |r| {
        Ok(Communication {
            id: r.at("id")?,
            concern_id: r.at("concern_id")?,
            at: r.at("at_ms")?,
            student_id: r.at("student_id")?,
            guardian_relation: r.at("guardian_relation")?,
            mode: r.at("mode")?,
            staff_id: r.at("staff_id")?,
            minutes: r.at("minutes")?,
            points: r.at("points")?,
            guardian_reply: r.at("guardian_reply")?,
            follow_up: r.at("follow_up")?,
            doc_type: r.at("doc_type")?,
            notice: None,
        })
    })?;
    let mut notices = tx.parts("communication_notice", "communication_id", of, |r| {
        Ok(Notice {
            matter: r.at("matter")?,
            facts: r.at("facts")?,
            school_measures: r.at("school_measures")?,
            rights: Vec::new(),
            meeting_at: r.at("meeting_ms")?,
            receipt_signed_on: r.at("receipt_signed_on")?,
            will_attend: r.at("will_attend")?,
        })
    })?;
    let mut rights = tx.children("communication_right", "communication_id", of, |r| r.at("text"))?;
    for row in &mut found {
        row.notice = notices.remove(&row.id).map(|notice| Notice { rights: rights.take(&row.id), ..notice });
    }
    Ok(found)
}
