//! Screenings of a class (排查), one row for each round and class, and one for each make-up.

use domain::noun::{Missed, Screening};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a screening.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Screening) -> Result<()> {
    tx.put(
        "screening",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("round", new.round.cell()),
            ("class_id", new.class_id.cell()),
            ("done_on", new.on.cell()),
            ("due", new.due.cell()),
            ("screened", new.screened.cell()),
            ("psychological", new.psychological.cell()),
            ("mood", new.mood.cell()),
            ("peer", new.peer.cell()),
            ("parent_contacts", new.parent_contacts.cell()),
            ("conclusion", new.conclusion.cell()),
            ("screener_id", new.screener_id.cell()),
            ("makeup_of", new.makeup_of.cell()),
        ],
    )?;
    let parent = ("screening_id", new.id.as_str());
    tx.put_list("screening_method", parent, "method", &new.methods)?;
    for (position, missed) in (0i64..).zip(&new.missed) {
        tx.put(
            "screening_missed",
            &[
                ("screening_id", text(&new.id)),
                ("position", position.cell()),
                ("student_id", missed.student_id.cell()),
                ("reason", missed.reason.cell()),
            ],
        )?;
    }
    tx.put_list("screening_focus", parent, "student_id", &new.focus_student_ids)?;
    tx.put_list("screening_concern", parent, "concern_id", &new.concern_ids)?;
    tx.put_list("screening_ledger", parent, "ledger_id", &new.ledger_ids)
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Screening>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Screening>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Screening>> {
    let mut found = tx.rows("screening", of, |r| {
        Ok(Screening {
            id: r.at("id")?,
            round: r.at("round")?,
            class_id: r.at("class_id")?,
            on: r.at("done_on")?,
            methods: Vec::new(),
            due: r.at("due")?,
            screened: r.at("screened")?,
            missed: Vec::new(),
            psychological: r.at("psychological")?,
            mood: r.at("mood")?,
            peer: r.at("peer")?,
            parent_contacts: r.at("parent_contacts")?,
            focus_student_ids: Vec::new(),
            concern_ids: Vec::new(),
            ledger_ids: Vec::new(),
            conclusion: r.at("conclusion")?,
            screener_id: r.at("screener_id")?,
            makeup_of: r.at("makeup_of")?,
        })
    })?;
    let parent = "screening_id";
    let mut methods = tx.children("screening_method", parent, of, |r| r.at("method"))?;
    let mut missed = tx.children("screening_missed", parent, of, |r| {
        Ok(Missed { student_id: r.at("student_id")?, reason: r.at("reason")? })
    })?;
    let mut focus = tx.children("screening_focus", parent, of, |r| r.at("student_id"))?;
    let mut concerns = tx.children("screening_concern", parent, of, |r| r.at("concern_id"))?;
    let mut ledger = tx.children("screening_ledger", parent, of, |r| r.at("ledger_id"))?;
    for row in &mut found {
        row.methods = methods.take(&row.id);
        row.missed = missed.take(&row.id);
        row.focus_student_ids = focus.take(&row.id);
        row.concern_ids = concerns.take(&row.id);
        row.ledger_ids = ledger.take(&row.id);
    }
    Ok(found)
}
