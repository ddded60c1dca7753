//! Reading concerns.

use domain::noun::{Concern, Event, Involved, Measure, Occurred, Outsider, Reporter};

use super::{case, determination, investigation, link, round};
use crate::error::{Error, Result};
use crate::row::{Of, Row};
use crate::tx::ReadTx;

/// Every concern, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Concern>> {
    select(tx, Of::All)
}

/// One concern.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Concern>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The concerns asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Concern>> {
    let parent = "concern_id";
    let mut found = tx.rows("concern", of, row)?;
    let mut forms = tx.children("concern_form", parent, of, |r| r.at("form"))?;
    let mut involved = tx.children("concern_involved", parent, of, |r| {
        Ok(Involved { student_id: r.at("student_id")?, role: r.at("role")? })
    })?;
    let mut outsiders = tx.children("concern_outsider", parent, of, |r| {
        Ok(Outsider { no: r.at("no")?, description: r.at("description")?, identity: r.at("identity")? })
    })?;
    let mut measures = tx.children("concern_measure", parent, of, measure)?;
    let mut events = tx.children("concern_event", parent, of, event)?;
    let mut ledger = link::of_concern(tx, of)?;
    let mut reports = tx.children("incident_report", parent, of, |r| r.at("id"))?;
    let mut investigations = investigation::read(tx, of)?;
    let mut determinations = determination::read(tx, of)?;
    let mut parts = case::Parts::read(tx, of)?;
    let mut over = round::over(tx, of)?;
    for row in &mut found {
        row.forms = forms.take(&row.id);
        row.involved = involved.take(&row.id);
        row.outsiders = outsiders.take(&row.id);
        row.measures = measures.take(&row.id);
        row.events = events.take(&row.id);
        row.ledger_ids = ledger.take(&row.id);
        row.report_ids = reports.take(&row.id);
        row.earlier = over.remove(&row.id).unwrap_or_default();
        round::fill(&mut row.earlier, &row.id, &mut investigations, &mut determinations, &mut parts);
        let at = (row.id.as_str(), row.round());
        row.investigation = investigations.take(at);
        row.determination = determinations.take(at);
        parts.fill(row);
    }
    Ok(found)
}

fn row(r: &Row<'_>) -> Result<Concern> {
    let from = r.when("occurred_from_on", "occurred_from_ms")?;
    Ok(Concern {
        id: r.at("id")?,
        title: r.at("title")?,
        kind: r.at("kind")?,
        forms: Vec::new(),
        class_id: r.at("class_id")?,
        occurred: Occurred {
            from: from.ok_or(Error::BadValue { column: "occurred_from".to_owned() })?,
            to: r.when("occurred_to_on", "occurred_to_ms")?,
        },
        discovered_at: r.at("discovered_ms")?,
        recorded_at: r.at("recorded_ms")?,
        internal_reported_at: r.at("internal_reported_ms")?,
        place: r.at("place")?,
        place_type: r.at("place_type")?,
        channel: r.at("channel")?,
        reporter: Reporter {
            kind: r.at("reporter_kind")?,
            staff_id: r.at("reporter_staff_id")?,
            student_id: r.at("reporter_student_id")?,
            relation: r.at("reporter_relation")?,
        },
        received_by_id: r.at("received_by_id")?,
        owner_id: r.at("owner_id")?,
        involved: Vec::new(),
        outsiders: Vec::new(),
        narrative: r.at("narrative")?,
        immediate_action: r.at("immediate_action")?,
        cause: r.at("cause")?,
        investigation: None,
        finding: r.at("finding")?,
        determination: None,
        result: r.at("result")?,
        severity: r.at("severity")?,
        tier: r.at("tier")?,
        measures: Vec::new(),
        ledger_ids: Vec::new(),
        lesson: None,
        review_note: None,
        police: None,
        public_attention: None,
        report_level: r.at("report_level")?,
        report_ids: Vec::new(),
        transfer: None,
        county_review: None,
        status: r.at("status")?,
        closed_on: r.at("closed_on")?,
        events: Vec::new(),
        earlier: Vec::new(),
        replaced_lessons: Vec::new(),
        replaced_review_notes: Vec::new(),
    })
}

fn measure(r: &Row<'_>) -> Result<Measure> {
    Ok(Measure {
        kind: r.at("kind")?,
        student_id: r.at("student_id")?,
        on: r.at("done_on")?,
        by: r.at("by_id")?,
        text: r.at("text")?,
        hours: r.at("hours")?,
        from: r.at("from_on")?,
        to: r.at("to_on")?,
        school_days: r.at("school_days")?,
        guardian_notified_on: r.at("guardian_notified_on")?,
        statement_heard_on: r.at("statement_heard_on")?,
        minutes_no: r.at("minutes_no")?,
        round: r.at("round")?,
    })
}

fn event(r: &Row<'_>) -> Result<Event> {
    let at = r.when("at_on", "at_ms")?;
    Ok(Event {
        at: at.ok_or(Error::BadValue { column: "at".to_owned() })?,
        kind: r.at("kind")?,
        state: r.at("state")?,
        actor_id: r.at("actor_id")?,
        text: r.at("text")?,
    })
}
