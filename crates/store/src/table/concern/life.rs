//! What changes while a concern lives: its state and what is found out, decided and learned on the way. Triggers refuse
//! each of these once it was struck off or closed, but for the step that opens a closed one again.

use domain::Date;
use domain::noun::{
    ConcernKind, ConcernResult, CountyReview, Form, InvestigationExtension, Lesson, Police, PublicAttention,
    ReportLevel, ReviewNote, Severity, Tier, Transfer,
};

use super::round::present;
use super::{case, investigation, link};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, text};
use crate::tx::WriteTx;

/// What a step changes in the row of a concern; `None` leaves what stands there.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Change {
    /// Another kind: a sign that has become a suspected incident keeps its number.
    pub kind: Option<ConcernKind>,
    /// Who is answerable from now on, by person id.
    pub owner_id: Option<String>,
    /// 原因.
    pub cause: Option<String>,
    /// What the investigation found.
    pub finding: Option<String>,
    /// How it was determined.
    pub result: Option<ConcernResult>,
    /// 情节.
    pub severity: Option<Severity>,
    /// The tier of the measures.
    pub tier: Option<Tier>,
    /// How far up it was reported.
    pub report_level: Option<ReportLevel>,
    /// What was determined was revoked: result, degree and tier say nothing any more.
    pub revoked: bool,
}

/// Changes facts of an open concern.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Locked`] once it is finished, [`crate::Error::Constraint`].
pub fn change(tx: &mut WriteTx<'_>, id: &str, change: &Change) -> Result<()> {
    let cells = [
        ("kind", change.kind.map(|v| v.cell())),
        ("owner_id", change.owner_id.as_ref().map(|v| v.cell())),
        ("cause", change.cause.as_ref().map(|v| v.cell())),
        ("finding", change.finding.as_ref().map(|v| v.cell())),
        ("result", change.result.map(|v| v.cell())),
        ("severity", change.severity.map(|v| v.cell())),
        ("tier", change.tier.map(|v| v.cell())),
        ("report_level", change.report_level.map(|v| v.cell())),
    ];
    let cells = cells.into_iter().chain(
        ["result", "severity", "tier"].map(|name| (name, change.revoked.then_some(rusqlite::types::Value::Null))),
    );
    let columns: Vec<Column> = cells.filter_map(|(name, cell)| Some((name, cell?))).collect();
    if columns.is_empty() {
        return Ok(());
    }
    tx.set("concern", ("id", text(id)), &columns)
}

/// Moves a concern to a state of its kind; `closed_on` is given with the last state and with no other. The event that
/// tells of the step is entered before this, since the last state fixes it.
///
/// # Errors
/// [`crate::Error::NotFound`], [`crate::Error::Locked`] for a step out of a finished state that nothing opens again,
/// [`crate::Error::Constraint`] for a state that the kind does not have.
pub fn set_status(tx: &mut WriteTx<'_>, id: &str, status: &str, closed_on: Option<Date>) -> Result<()> {
    tx.set("concern", ("id", text(id)), &[("status", text(status)), ("closed_on", closed_on.cell())])
}

/// Moves a sign to the kind of a suspected incident, in the state in which that one begins.
///
/// # Errors
/// As [`set_status`].
pub fn upgrade(tx: &mut WriteTx<'_>, id: &str, status: &str) -> Result<()> {
    let columns = [("kind", ConcernKind::Suspected.cell()), ("status", text(status))];
    tx.set("concern", ("id", text(id)), &columns)
}

/// Keeps what was learned from the case, as a version of its own behind what stood there.
///
/// # Errors
/// As [`change`].
pub fn set_lesson(tx: &mut WriteTx<'_>, id: &str, lesson: &Lesson) -> Result<()> {
    // The same words again are no other version.
    if super::get(tx, id)?.is_some_and(|c| c.lesson.as_ref() == Some(lesson)) {
        return Ok(());
    }
    let round = present(tx, id)?;
    case::put_lesson(tx, (id, round), lesson)
}

/// Keeps the review note of a serious case, as a version of its own behind what stood there.
///
/// # Errors
/// As [`change`].
pub fn set_review_note(tx: &mut WriteTx<'_>, id: &str, note: &ReviewNote) -> Result<()> {
    // The same words again are no other version.
    if super::get(tx, id)?.is_some_and(|c| c.review_note.as_ref() == Some(note)) {
        return Ok(());
    }
    let round = present(tx, id)?;
    case::put_review_note(tx, (id, round), note)
}

/// Keeps when and how the police were told, in place of what stood there.
///
/// # Errors
/// As [`change`].
pub fn set_police(tx: &mut WriteTx<'_>, id: &str, police: &Police) -> Result<()> {
    let round = present(tx, id)?;
    case::put_police(tx, (id, round), police)
}

/// Keeps how far the public knows, in place of what stood there.
///
/// # Errors
/// As [`change`].
pub fn set_public_attention(tx: &mut WriteTx<'_>, id: &str, public: &PublicAttention) -> Result<()> {
    let round = present(tx, id)?;
    case::put_public_attention(tx, (id, round), public)
}

/// Keeps to whom the case was handed over.
///
/// # Errors
/// As [`change`]; [`crate::Error::Constraint`] when it was already.
pub fn set_transfer(tx: &mut WriteTx<'_>, id: &str, transfer: &Transfer) -> Result<()> {
    let round = present(tx, id)?;
    case::put_transfer(tx, (id, round), transfer)
}

/// Keeps how the review by the county stands, in place of what stood there.
///
/// # Errors
/// As [`change`].
pub fn set_county_review(tx: &mut WriteTx<'_>, id: &str, review: &CountyReview) -> Result<()> {
    let round = present(tx, id)?;
    case::put_county_review(tx, (id, round), review)
}

/// Names more forms of bullying.
///
/// # Errors
/// As [`change`].
pub fn add_forms(tx: &mut WriteTx<'_>, id: &str, forms: &[Form]) -> Result<()> {
    for form in forms {
        let position = tx.next_position("concern_form", ("concern_id", id))?;
        let row = [("concern_id", text(id)), ("position", position.cell()), ("form", form.cell())];
        tx.put("concern_form", &row)?;
    }
    Ok(())
}

/// Names a ledger item that follows from the concern; one that is named already stays as it is.
///
/// # Errors
/// [`crate::Error::Constraint`] for an item that is not there.
pub fn add_ledger_item(tx: &mut WriteTx<'_>, id: &str, ledger_id: &str) -> Result<()> {
    link::add_to_concern(tx, id, ledger_id)
}

/// Ends the investigation.
///
/// # Errors
/// [`crate::Error::NotFound`] when none was begun, [`crate::Error::Locked`].
pub fn finish_investigation(tx: &mut WriteTx<'_>, id: &str, on: Date) -> Result<()> {
    investigation::finish(tx, id, on)
}

/// Keeps that an extension of the investigation was applied for; its first deadline stays as it is.
///
/// # Errors
/// [`crate::Error::Constraint`] when none was begun or one was applied for already.
pub fn extend_investigation(tx: &mut WriteTx<'_>, id: &str, extension: &InvestigationExtension) -> Result<()> {
    investigation::extend(tx, id, extension)
}

/// Keeps that the extension was approved, and by whom.
///
/// # Errors
/// [`crate::Error::NotFound`] when none was applied for, [`crate::Error::Locked`].
pub fn approve_extension(tx: &mut WriteTx<'_>, id: &str, on: Date, by: &str) -> Result<()> {
    investigation::approve(tx, id, on, by)
}
