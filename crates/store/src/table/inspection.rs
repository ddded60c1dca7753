//! Inspections by the bureau or the inspectorate, and what they found.

use domain::noun::{Inspection, InspectionFinding};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters an inspection.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id, a reference that leads nowhere, or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Inspection) -> Result<()> {
    tx.put(
        "inspection",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("kind", new.kind.cell()),
            ("held_on", new.on.cell()),
            ("received_by_id", new.received_by_id.cell()),
            ("scope", new.scope.cell()),
            ("praise", new.praise.cell()),
            ("feedback_on", new.feedback_on.cell()),
            ("replied_on", new.replied_on.cell()),
            ("campaign_phase", new.campaign_phase.cell()),
        ],
    )?;
    tx.put_list("inspection_visitor", ("inspection_id", &new.id), "person_id", &new.visitor_ids)?;
    for (number, finding) in (0i64..).zip(&new.findings) {
        tx.put(
            "inspection_finding",
            &[
                ("inspection_id", text(&new.id)),
                ("position", number.cell()),
                ("no", finding.no.cell()),
                ("text", finding.text.cell()),
            ],
        )?;
        for (position, ledger) in (0i64..).zip(&finding.ledger_ids) {
            tx.put(
                "inspection_finding_ledger",
                &[
                    ("inspection_id", text(&new.id)),
                    ("finding", number.cell()),
                    ("position", position.cell()),
                    ("ledger_id", ledger.cell()),
                ],
            )?;
        }
    }
    Ok(())
}

/// Every row, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Inspection>> {
    select(tx, Of::All)
}

/// One row.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Inspection>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Inspection>> {
    let mut found = tx.rows("inspection", of, |r| {
        Ok(Inspection {
            id: r.at("id")?,
            kind: r.at("kind")?,
            on: r.at("held_on")?,
            visitor_ids: Vec::new(),
            received_by_id: r.at("received_by_id")?,
            scope: r.at("scope")?,
            findings: Vec::new(),
            praise: r.at("praise")?,
            feedback_on: r.at("feedback_on")?,
            replied_on: r.at("replied_on")?,
            campaign_phase: r.at("campaign_phase")?,
        })
    })?;
    let mut visitors = tx.children("inspection_visitor", "inspection_id", of, |r| r.at("person_id"))?;
    let mut findings = tx.children("inspection_finding", "inspection_id", of, |r| {
        let finding = InspectionFinding { no: r.at("no")?, text: r.at("text")?, ledger_ids: Vec::new() };
        Ok((r.at::<i64>("position")?, finding))
    })?;
    let mut ledger = tx.children("inspection_finding_ledger", "inspection_id", of, |r| {
        Ok((r.at::<i64>("finding")?, r.at::<String>("ledger_id")?))
    })?;
    for row in &mut found {
        row.visitor_ids = visitors.take(&row.id);
        let linked = ledger.take(&row.id);
        for (number, mut finding) in findings.take(&row.id) {
            finding.ledger_ids = linked.iter().filter(|(f, _)| *f == number).map(|(_, id)| id.clone()).collect();
            row.findings.push(finding);
        }
    }
    Ok(found)
}
