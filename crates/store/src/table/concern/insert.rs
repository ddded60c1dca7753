//! Entering a concern.

use domain::noun::{Concern, Event, Measure};
use uuid::Uuid;

use super::{case, determination, investigation, link, round};
use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, text, when};
use crate::tx::WriteTx;

/// States that fix a concern and its children.
const FINISHED: &[&str] = &["struck_off", "closed"];

/// Enters a concern. The children of a finished one go before it, since it fixes them, and so do those of one with rounds
/// that are over; those of any other go behind it, so that their references can be followed at once. `report_ids` is not kept: it is the list of the incident reports that
/// name this concern.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a status its kind does not have, a reference that leads nowhere (found
/// at the commit), or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Concern) -> Result<()> {
    if FINISHED.contains(&new.status.as_str()) || !new.earlier.is_empty() {
        tx.defer_references()?;
        children(tx, new)?;
        row(tx, uuid, new)?;
    } else {
        row(tx, uuid, new)?;
        children(tx, new)?;
    }
    Ok(())
}

fn children(tx: &mut WriteTx<'_>, new: &Concern) -> Result<()> {
    tx.put_list("concern_form", ("concern_id", &new.id), "form", &new.forms)?;
    people(tx, new)?;
    for (position, found) in (0i64..).zip(&new.measures) {
        measure(tx, &new.id, position, found)?;
    }
    for (position, found) in (0i64..).zip(&new.events) {
        event(tx, &new.id, position, found)?;
    }
    link::from_concern(tx, &new.id, &new.ledger_ids)?;
    round::insert_earlier(tx, &new.id, &new.earlier)?;
    let at = (new.id.as_str(), new.round());
    if let Some(found) = &new.investigation {
        investigation::put(tx, at, found)?;
    }
    if let Some(found) = &new.determination {
        determination::put(tx, at, found)?;
    }
    case::insert(tx, new)
}

fn row(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Concern) -> Result<()> {
    let [from_on, from_ms] = when("occurred_from_on", "occurred_from_ms", Some(new.occurred.from));
    let [to_on, to_ms] = when("occurred_to_on", "occurred_to_ms", new.occurred.to);
    let columns: Vec<Column> = vec![
        ("uuid", uuid.cell()),
        ("id", new.id.cell()),
        ("title", new.title.cell()),
        ("kind", new.kind.cell()),
        ("class_id", new.class_id.cell()),
        from_on,
        from_ms,
        to_on,
        to_ms,
        ("discovered_ms", new.discovered_at.cell()),
        ("internal_reported_ms", new.internal_reported_at.cell()),
        ("recorded_ms", new.recorded_at.cell()),
        ("place", new.place.cell()),
        ("place_type", new.place_type.cell()),
        ("channel", new.channel.cell()),
        ("reporter_kind", new.reporter.kind.cell()),
        ("reporter_staff_id", new.reporter.staff_id.cell()),
        ("reporter_student_id", new.reporter.student_id.cell()),
        ("reporter_relation", new.reporter.relation.cell()),
        ("received_by_id", new.received_by_id.cell()),
        ("owner_id", new.owner_id.cell()),
        ("narrative", new.narrative.cell()),
        ("immediate_action", new.immediate_action.cell()),
        ("cause", new.cause.cell()),
        ("finding", new.finding.cell()),
        ("result", new.result.cell()),
        ("severity", new.severity.cell()),
        ("tier", new.tier.cell()),
        ("report_level", new.report_level.cell()),
        ("status", new.status.cell()),
        ("closed_on", new.closed_on.cell()),
    ];
    tx.put("concern", &columns)
}

fn people(tx: &mut WriteTx<'_>, new: &Concern) -> Result<()> {
    for (position, involved) in (0i64..).zip(&new.involved) {
        tx.put(
            "concern_involved",
            &[
                ("concern_id", text(&new.id)),
                ("position", position.cell()),
                ("student_id", involved.student_id.cell()),
                ("role", involved.role.cell()),
            ],
        )?;
    }
    for (position, outsider) in (0i64..).zip(&new.outsiders) {
        tx.put(
            "concern_outsider",
            &[
                ("concern_id", text(&new.id)),
                ("position", position.cell()),
                ("no", outsider.no.cell()),
                ("description", outsider.description.cell()),
                ("identity", outsider.identity.cell()),
            ],
        )?;
    }
    Ok(())
}

/// Adds a measure to the present round.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished, [`crate::Error::Constraint`].
pub fn add_measure(tx: &mut WriteTx<'_>, id: &str, new: &Measure) -> Result<()> {
    let position = tx.next_position("concern_measure", ("concern_id", id))?;
    let round = round::present(tx, id)?;
    measure(tx, id, position, &Measure { round, ..new.clone() })
}

fn measure(tx: &mut WriteTx<'_>, id: &str, position: i64, new: &Measure) -> Result<()> {
    tx.put(
        "concern_measure",
        &[
            ("concern_id", text(id)),
            ("position", position.cell()),
            ("kind", new.kind.cell()),
            ("student_id", new.student_id.cell()),
            ("done_on", new.on.cell()),
            ("by_id", new.by.cell()),
            ("text", new.text.cell()),
            ("hours", new.hours.cell()),
            ("from_on", new.from.cell()),
            ("to_on", new.to.cell()),
            ("school_days", new.school_days.cell()),
            ("guardian_notified_on", new.guardian_notified_on.cell()),
            ("statement_heard_on", new.statement_heard_on.cell()),
            ("minutes_no", new.minutes_no.cell()),
            ("round", new.round.cell()),
        ],
    )
}

/// Adds an event to the chronology.
///
/// # Errors
/// [`crate::Error::Locked`] once the concern is finished, [`crate::Error::Constraint`].
pub fn add_event(tx: &mut WriteTx<'_>, id: &str, new: &Event) -> Result<()> {
    let position = tx.next_position("concern_event", ("concern_id", id))?;
    event(tx, id, position, new)
}

fn event(tx: &mut WriteTx<'_>, id: &str, position: i64, new: &Event) -> Result<()> {
    let [at_on, at_ms] = when("at_on", "at_ms", Some(new.at));
    tx.put(
        "concern_event",
        &[
            ("concern_id", text(id)),
            ("position", position.cell()),
            at_on,
            at_ms,
            ("kind", new.kind.cell()),
            ("state", new.state.cell()),
            ("actor_id", new.actor_id.cell()),
            ("text", new.text.cell()),
        ],
    )
}
