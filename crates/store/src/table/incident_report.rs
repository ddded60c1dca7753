//! Reports of an incident to the bureau. Once issued a report is fixed; a correction is a new version.

use domain::noun::{IncidentReport, ReportFields};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a report; its addressees and facts go before it, since an issued report fixes them.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &IncidentReport) -> Result<()> {
    tx.defer_references()?;
    tx.put_list("incident_report_to", ("incident_report_id", &new.id), "text", &new.to)?;
    if let Some(facts) = &new.fields {
        tx.put(
            "incident_report_facts",
            &[
                ("incident_report_id", text(&new.id)),
                ("time", facts.time.cell()),
                ("place", facts.place.cell()),
                ("cause", facts.cause.cell()),
                ("course", facts.course.cell()),
                ("people", facts.people.cell()),
                ("measures", facts.measures.cell()),
                ("harm", facts.harm.cell()),
                ("evidence", facts.evidence.cell()),
                ("police", facts.police.cell()),
                ("public_opinion", facts.public_opinion.cell()),
            ],
        )?;
    }
    tx.put(
        "incident_report",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("concern_id", new.concern_id.cell()),
            ("seq", new.seq.cell()),
            ("kind", new.kind.cell()),
            ("mode", new.mode.cell()),
            ("sent_ms", new.sent_at.cell()),
            ("reporter_id", new.reporter_id.cell()),
            ("reviewer_id", new.reviewer_id.cell()),
            ("issuer_id", new.issuer_id.cell()),
            ("version", new.version.cell()),
            ("previous_id", new.previous_id.cell()),
            ("state", new.state.cell()),
            ("content", new.content.cell()),
        ],
    )
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<IncidentReport>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<IncidentReport>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

/// The rows asked for, in the order of entry.
pub(crate) fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<IncidentReport>> {
    let mut found = tx.rows("incident_report", of, |r| {
        Ok(IncidentReport {
            id: r.at("id")?,
            concern_id: r.at("concern_id")?,
            seq: r.at("seq")?,
            kind: r.at("kind")?,
            mode: r.at("mode")?,
            sent_at: r.at("sent_ms")?,
            to: Vec::new(),
            reporter_id: r.at("reporter_id")?,
            reviewer_id: r.at("reviewer_id")?,
            issuer_id: r.at("issuer_id")?,
            version: r.at("version")?,
            previous_id: r.at("previous_id")?,
            state: r.at("state")?,
            content: r.at("content")?,
            fields: None,
        })
    })?;
    let mut to = tx.children("incident_report_to", "incident_report_id", of, |r| r.at("text"))?;
    let mut facts = tx.parts("incident_report_facts", "incident_report_id", of, |r| {
        Ok(ReportFields {
            time: r.at("time")?,
            place: r.at("place")?,
            cause: r.at("cause")?,
            course: r.at("course")?,
            people: r.at("people")?,
            measures: r.at("measures")?,
            harm: r.at("harm")?,
            evidence: r.at("evidence")?,
            police: r.at("police")?,
            public_opinion: r.at("public_opinion")?,
        })
    })?;
    for row in &mut found {
        row.to = to.take(&row.id);
        row.fields = facts.remove(&row.id);
    }
    Ok(found)
}
