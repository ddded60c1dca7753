//! The parts that only some concerns have, each in the round it belongs to: lesson, review note, police, public attention,
//! transfer, county review.

use domain::noun::{Concern, CountyReview, Lesson, Police, PublicAttention, ReviewNote, Round, Transfer};

use super::round::{At, ByRound, key, parts, put_list, several};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters those parts of the present round of a concern that are there.
pub(super) fn insert(tx: &mut WriteTx<'_>, new: &Concern) -> Result<()> {
    let at = (new.id.as_str(), new.round());
    // What an earlier round was told already is not told again.
    let police = new.earlier.iter().rev().find_map(|r| r.police.as_ref());
    let public = new.earlier.iter().rev().find_map(|r| r.public_attention.as_ref());
    enter(
        tx,
        at,
        &Kept {
            lessons: new.replaced_lessons.iter().chain(&new.lesson).collect(),
            notes: new.replaced_review_notes.iter().chain(&new.review_note).collect(),
            police: new.police.as_ref().filter(|p| police != Some(p)),
            public: new.public_attention.as_ref().filter(|p| public != Some(p)),
            transfer: new.transfer.as_ref(),
            review: new.county_review.as_ref(),
        },
    )
}

/// Enters those parts of a round that is over.
pub(super) fn insert_round(tx: &mut WriteTx<'_>, at: At<'_>, round: &Round) -> Result<()> {
    enter(
        tx,
        at,
        &Kept {
            lessons: round.replaced_lessons.iter().chain(&round.lesson).collect(),
            notes: round.replaced_review_notes.iter().chain(&round.review_note).collect(),
            police: round.police.as_ref(),
            public: round.public_attention.as_ref(),
            transfer: round.transfer.as_ref(),
            review: round.county_review.as_ref(),
        },
    )
}

/// The parts of one round.
struct Kept<'a> {
    lessons: Vec<&'a Lesson>,
    notes: Vec<&'a ReviewNote>,
    police: Option<&'a Police>,
    public: Option<&'a PublicAttention>,
    transfer: Option<&'a Transfer>,
    review: Option<&'a CountyReview>,
}

fn enter(tx: &mut WriteTx<'_>, at: At<'_>, kept: &Kept<'_>) -> Result<()> {
    kept.lessons.iter().try_for_each(|lesson| put_lesson(tx, at, lesson))?;
    kept.notes.iter().try_for_each(|note| put_review_note(tx, at, note))?;
    kept.police.into_iter().try_for_each(|police| put_police(tx, at, police))?;
    kept.public.into_iter().try_for_each(|public| put_public_attention(tx, at, public))?;
    kept.transfer.into_iter().try_for_each(|transfer| put_transfer(tx, at, transfer))?;
    kept.review.into_iter().try_for_each(|review| put_county_review(tx, at, review))
}

/// Enters the one row that a round has in this table, or changes it.
fn put(tx: &mut WriteTx<'_>, table: &'static str, at: At<'_>, columns: &[Column]) -> Result<()> {
    let sets: Vec<String> = columns.iter().map(|(name, _)| format!("{name} = :{name}")).collect();
    let sql = format!("UPDATE {table} SET {} WHERE concern_id = :concern_id AND round = :round", sets.join(", "));
    let row: Vec<Column> = key(at).into_iter().chain(columns.iter().cloned()).collect();
    if tx.run(&sql, &row)? == 1 { Ok(()) } else { tx.put(table, &row) }
}

/// The number of the next version in this table.
fn next_version(tx: &ReadTx<'_>, table: &str, at: At<'_>) -> Result<i64> {
    let sql = format!(
        "SELECT coalesce(max(version), 0) + 1 AS next FROM {table} WHERE concern_id = :concern_id AND round = :round"
    );
    tx.one(&sql, &key(at), |r| r.at("next")).map(Option::unwrap_or_default)
}

/// Another version of the lesson; its items go before it, since it fixes them.
pub(super) fn put_lesson(tx: &mut WriteTx<'_>, at: At<'_>, lesson: &Lesson) -> Result<()> {
    let version = next_version(tx, "concern_lesson", at)?;
    let row = |more: [Column; 2]| -> Vec<Column> {
        key(at).into_iter().chain([("version", version.cell())]).chain(more).collect()
    };
    for (position, item) in (0i64..).zip(lesson.ledger_ids.iter().flatten()) {
        tx.put("concern_lesson_ledger", &row([("position", position.cell()), ("ledger_id", text(item))]))?;
    }
    let told = [("has_ledger_ids", lesson.ledger_ids.is_some().cell()), ("reason", lesson.reason.cell())];
    tx.put("concern_lesson", &row(told))
}

/// Another version of the review note.
pub(super) fn put_review_note(tx: &mut WriteTx<'_>, at: At<'_>, note: &ReviewNote) -> Result<()> {
    let version = next_version(tx, "concern_review_note", at)?;
    let columns = [
        ("version", version.cell()),
        ("noted_on", note.on.cell()),
        ("by_id", note.by.cell()),
        ("text", note.text.cell()),
    ];
    let row: Vec<Column> = key(at).into_iter().chain(columns).collect();
    tx.put("concern_review_note", &row)
}

pub(super) fn put_police(tx: &mut WriteTx<'_>, at: At<'_>, police: &Police) -> Result<()> {
    let columns = [
        ("reported_ms", police.reported_at.cell()),
        ("how", police.how.cell()),
        ("kind", police.kind.cell()),
        ("case_text", police.case.cell()),
    ];
    put(tx, "concern_police", at, &columns)
}

pub(super) fn put_public_attention(tx: &mut WriteTx<'_>, at: At<'_>, public: &PublicAttention) -> Result<()> {
    let columns = [("online", public.online.cell()), ("views", public.views.cell()), ("media", public.media.cell())];
    put(tx, "concern_public_attention", at, &columns)
}

pub(super) fn put_transfer(tx: &mut WriteTx<'_>, at: At<'_>, transfer: &Transfer) -> Result<()> {
    let [id, round] = key(at);
    tx.put(
        "concern_transfer",
        &[
            id,
            round,
            ("to_org", transfer.to.cell()),
            ("reported_ms", transfer.reported_at.cell()),
            ("accepted_on", transfer.accepted_on.cell()),
        ],
    )?;
    put_list(tx, "concern_transfer_material", at, "text", &transfer.materials)
}

/// Members of the panel are added, and stay.
pub(super) fn put_county_review(tx: &mut WriteTx<'_>, at: At<'_>, review: &CountyReview) -> Result<()> {
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
    let sql = "SELECT coalesce(max(position), -1) + 1 AS next FROM county_review_panel
               WHERE concern_id = :concern_id AND round = :round";
    let known: i64 = tx.one(sql, &key(at), |r| r.at("next"))?.unwrap_or_default();
    // Before the review, which fixes its panel once it is over.
    for (position, member) in (0i64..).zip(&review.panel).skip(usize::try_from(known).unwrap_or_default()) {
        let [id, round] = key(at);
        tx.put("county_review_panel", &[id, round, ("position", position.cell()), ("text", text(member))])?;
    }
    put(tx, "county_review", at, &columns)
}

/// These parts of the concerns being read, by concern and round.
pub(super) struct Parts {
    lessons: ByRound<Vec<(i64, bool, Option<String>)>>,
    lesson_ledger: ByRound<Vec<(i64, String)>>,
    notes: ByRound<Vec<ReviewNote>>,
    police: ByRound<Police>,
    public: ByRound<PublicAttention>,
    transfers: ByRound<Transfer>,
    materials: ByRound<Vec<String>>,
    reviews: ByRound<CountyReview>,
    panels: ByRound<Vec<String>>,
}

impl Parts {
    /// Reads them.
    pub(super) fn read(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Self> {
        Ok(Self {
            lessons: several(tx, "concern_lesson", "version", of, |r| {
                Ok((r.at("version")?, r.at("has_ledger_ids")?, r.at("reason")?))
            })?,
            lesson_ledger: several(tx, "concern_lesson_ledger", "version, position", of, |r| {
                Ok((r.at("version")?, r.at("ledger_id")?))
            })?,
            notes: several(tx, "concern_review_note", "version", of, |r| {
                Ok(ReviewNote { on: r.at("noted_on")?, by: r.at("by_id")?, text: r.at("text")? })
            })?,
            police: parts(tx, "concern_police", of, |r| {
                Ok(Police {
                    reported_at: r.at("reported_ms")?,
                    how: r.at("how")?,
                    kind: r.at("kind")?,
                    case: r.at("case_text")?,
                })
            })?,
            public: parts(tx, "concern_public_attention", of, |r| {
                Ok(PublicAttention { online: r.at("online")?, views: r.at("views")?, media: r.at("media")? })
            })?,
            transfers: parts(tx, "concern_transfer", of, |r| {
                Ok(Transfer {
                    to: r.at("to_org")?,
                    reported_at: r.at("reported_ms")?,
                    accepted_on: r.at("accepted_on")?,
                    materials: Vec::new(),
                })
            })?,
            materials: several(tx, "concern_transfer_material", "position", of, |r| r.at("text"))?,
            reviews: parts(tx, "county_review", of, |r| {
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
            panels: several(tx, "county_review_panel", "position", of, |r| r.at("text"))?,
        })
    }

    /// The versions of a lesson, the newest last.
    fn lessons(&mut self, at: At<'_>) -> Vec<Lesson> {
        let items = self.lesson_ledger.take(at).unwrap_or_default();
        let of = |version: i64| items.iter().filter(|(v, _)| *v == version).map(|(_, item)| item.clone()).collect();
        let lesson = |(version, named, reason): (i64, bool, Option<String>)| Lesson {
            ledger_ids: named.then(|| of(version)),
            reason,
        };
        self.lessons.take(at).unwrap_or_default().into_iter().map(lesson).collect()
    }

    fn transfer(&mut self, at: At<'_>) -> Option<Transfer> {
        let found = self.transfers.take(at)?;
        Some(Transfer { materials: self.materials.take(at).unwrap_or_default(), ..found })
    }

    fn review(&mut self, at: At<'_>) -> Option<CountyReview> {
        let found = self.reviews.take(at)?;
        Some(CountyReview { panel: self.panels.take(at).unwrap_or_default(), ..found })
    }

    /// Puts them into a round that is over.
    pub(super) fn fill_round(&mut self, at: At<'_>, round: &mut Round) {
        round.replaced_lessons = self.lessons(at);
        round.lesson = round.replaced_lessons.pop();
        round.replaced_review_notes = self.notes.take(at).unwrap_or_default();
        round.review_note = round.replaced_review_notes.pop();
        round.police = self.police.take(at);
        round.public_attention = self.public.take(at);
        round.transfer = self.transfer(at);
        round.county_review = self.review(at);
    }

    /// Puts them into the present round of their concern, once the earlier ones have theirs.
    pub(super) fn fill(&mut self, concern: &mut Concern) {
        let (id, round) = (concern.id.clone(), concern.round());
        let at = (id.as_str(), round);
        concern.replaced_lessons = self.lessons(at);
        concern.lesson = concern.replaced_lessons.pop();
        concern.replaced_review_notes = self.notes.take(at).unwrap_or_default();
        concern.review_note = concern.replaced_review_notes.pop();
        let police = |c: &Concern| c.earlier.iter().rev().find_map(|r| r.police.clone());
        concern.police = self.police.take(at).or_else(|| police(concern));
        let public = |c: &Concern| c.earlier.iter().rev().find_map(|r| r.public_attention.clone());
        concern.public_attention = self.public.take(at).or_else(|| public(concern));
        concern.transfer = self.transfer(at);
        concern.county_review = self.review(at);
    }
}
