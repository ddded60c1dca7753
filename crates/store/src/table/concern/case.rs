//! The parts that only some concerns have: lesson, review note, police, public attention, transfer, county review.

use std::collections::HashMap;

use domain::noun::{Concern, CountyReview, Lesson, Police, PublicAttention, ReviewNote, Transfer};

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::{Children, Column, Of, text};
use crate::tx::{ReadTx, WriteTx};

const PARENT: &str = "concern_id";

/// Enters those parts of a concern that are there.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &Concern) -> Result<()> {
    if let Some(lesson) = &new.lesson {
        put_lesson(tx, &new.id, lesson)?;
    }
    if let Some(note) = &new.review_note {
        put_review_note(tx, &new.id, note)?;
    }
    if let Some(police) = &new.police {
        put_police(tx, &new.id, police)?;
    }
    if let Some(public) = &new.public_attention {
        put_public_attention(tx, &new.id, public)?;
    }
    if let Some(transfer) = &new.transfer {
        put_transfer(tx, &new.id, transfer)?;
    }
    match &new.county_review {
        Some(review) => put_county_review(tx, &new.id, review),
        None => Ok(()),
    }
}

/// Enters the one row that a concern has in this table, or changes it.
fn put(tx: &mut WriteTx<'_>, table: &'static str, id: &str, columns: &[Column]) -> Result<()> {
    match tx.set(table, (PARENT, text(id)), columns) {
        Err(Error::NotFound { .. }) => {
            let row: Vec<Column> = [(PARENT, text(id))].into_iter().chain(columns.iter().cloned()).collect();
            tx.put(table, &row)
        }
        done => done,
    }
}

/// The ledger items of an earlier answer stay named: no row is deleted, and what was learned once stays learned.
pub(super) fn put_lesson(tx: &mut WriteTx<'_>, id: &str, lesson: &Lesson) -> Result<()> {
    let columns = [("has_ledger_ids", lesson.ledger_ids.is_some().cell()), ("reason", lesson.reason.cell())];
    put(tx, "concern_lesson", id, &columns)?;
    let sql = "SELECT ledger_id FROM concern_lesson_ledger WHERE concern_id = :concern_id";
    let known: Vec<String> = tx.query(sql, &[(PARENT, text(id))], |r| r.at("ledger_id"))?;
    for item in lesson.ledger_ids.iter().flatten().filter(|item| !known.contains(item)) {
        let position = tx.next_position("concern_lesson_ledger", (PARENT, id))?;
        let row = [(PARENT, text(id)), ("position", position.cell()), ("ledger_id", text(item))];
        tx.put("concern_lesson_ledger", &row)?;
    }
    Ok(())
}

pub(super) fn put_review_note(tx: &mut WriteTx<'_>, id: &str, note: &ReviewNote) -> Result<()> {
    let columns = [("noted_on", note.on.cell()), ("by_id", note.by.cell()), ("text", note.text.cell())];
    put(tx, "concern_review_note", id, &columns)
}

pub(super) fn put_police(tx: &mut WriteTx<'_>, id: &str, police: &Police) -> Result<()> {
    let columns = [
        ("reported_ms", police.reported_at.cell()),
        ("how", police.how.cell()),
        ("kind", police.kind.cell()),
        ("case_text", police.case.cell()),
    ];
    put(tx, "concern_police", id, &columns)
}

pub(super) fn put_public_attention(tx: &mut WriteTx<'_>, id: &str, public: &PublicAttention) -> Result<()> {
    let columns = [("online", public.online.cell()), ("views", public.views.cell()), ("media", public.media.cell())];
    put(tx, "concern_public_attention", id, &columns)
}

pub(super) fn put_transfer(tx: &mut WriteTx<'_>, id: &str, transfer: &Transfer) -> Result<()> {
    tx.put(
        "concern_transfer",
        &[
            (PARENT, text(id)),
            ("to_org", transfer.to.cell()),
            ("reported_ms", transfer.reported_at.cell()),
            ("accepted_on", transfer.accepted_on.cell()),
        ],
    )?;
    tx.put_list("concern_transfer_material", (PARENT, id), "text", &transfer.materials)
}

/// Members of the panel are added, and stay.
pub(super) fn put_county_review(tx: &mut WriteTx<'_>, id: &str, review: &CountyReview) -> Result<()> {
    let columns = [
        ("level", review.level.cell()),
        ("applicant_relation", review.applicant_relation.cell()),
        ("applied_on", review.applied_on.cell()),
        ("accepted_on", review.accepted_on.cell()),
        ("due_on", review.due_on.cell()),
        ("finished_on", review.finished_on.cell()),
        ("outcome", review.outcome.cell()),
        ("answer", review.answer.cell()),
        ("student_id", review.student_id.cell()),
    ];
    // Before the review, which fixes its panel once it is over.
    let known: usize = usize::try_from(tx.next_position("county_review_panel", (PARENT, id))?).unwrap_or_default();
    for (position, member) in (0i64..).zip(&review.panel).skip(known) {
        let row = [(PARENT, text(id)), ("position", position.cell()), ("text", text(member))];
        tx.put("county_review_panel", &row)?;
    }
    put(tx, "county_review", id, &columns)
}

/// These parts of the concerns being read, by concern.
pub(super) struct Parts {
    lessons: HashMap<String, (bool, Option<String>)>,
    lesson_ledger: Children<String>,
    notes: HashMap<String, ReviewNote>,
    police: HashMap<String, Police>,
    public: HashMap<String, PublicAttention>,
    transfers: HashMap<String, Transfer>,
    materials: Children<String>,
    reviews: HashMap<String, CountyReview>,
    panels: Children<String>,
}

impl Parts {
    /// Reads them.
    pub(super) fn read(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Self> {
        Ok(Self {
            lessons: tx.parts("concern_lesson", PARENT, of, |r| Ok((r.at("has_ledger_ids")?, r.at("reason")?)))?,
            lesson_ledger: tx.children("concern_lesson_ledger", PARENT, of, |r| r.at("ledger_id"))?,
            notes: tx.parts("concern_review_note", PARENT, of, |r| {
                Ok(ReviewNote { on: r.at("noted_on")?, by: r.at("by_id")?, text: r.at("text")? })
            })?,
            police: tx.parts("concern_police", PARENT, of, |r| {
                Ok(Police {
                    reported_at: r.at("reported_ms")?,
                    how: r.at("how")?,
                    kind: r.at("kind")?,
                    case: r.at("case_text")?,
                })
            })?,
            public: tx.parts("concern_public_attention", PARENT, of, |r| {
                Ok(PublicAttention { online: r.at("online")?, views: r.at("views")?, media: r.at("media")? })
            })?,
            transfers: tx.parts("concern_transfer", PARENT, of, |r| {
                Ok(Transfer {
                    to: r.at("to_org")?,
                    reported_at: r.at("reported_ms")?,
                    accepted_on: r.at("accepted_on")?,
                    materials: Vec::new(),
                })
            })?,
            materials: tx.children("concern_transfer_material", PARENT, of, |r| r.at("text"))?,
            reviews: tx.parts("county_review", PARENT, of, |r| {
                Ok(CountyReview {
                    level: r.at("level")?,
                    applicant_relation: r.at("applicant_relation")?,
                    applied_on: r.at("applied_on")?,
                    accepted_on: r.at("accepted_on")?,
                    due_on: r.at("due_on")?,
                    finished_on: r.at("finished_on")?,
                    panel: Vec::new(),
                    outcome: r.at("outcome")?,
                    answer: r.at("answer")?,
                    student_id: r.at("student_id")?,
                })
            })?,
            panels: tx.children("county_review_panel", PARENT, of, |r| r.at("text"))?,
        })
    }

    /// Puts them into their concern.
    pub(super) fn fill(&mut self, concern: &mut Concern) {
        let id = concern.id.as_str();
        concern.lesson = self
            .lessons
            .remove(id)
            .map(|(named, reason)| Lesson { ledger_ids: named.then(|| self.lesson_ledger.take(id)), reason });
        concern.review_note = self.notes.remove(id);
        concern.police = self.police.remove(id);
        concern.public_attention = self.public.remove(id);
        concern.transfer =
            self.transfers.remove(id).map(|found| Transfer { materials: self.materials.take(id), ..found });
        concern.county_review =
            self.reviews.remove(id).map(|found| CountyReview { panel: self.panels.take(id), ..found });
    }
}
