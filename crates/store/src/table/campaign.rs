//! The campaign under way and its phases.

use domain::Date;
use domain::noun::{Campaign, Phase};

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters the campaign.
///
/// # Errors
/// [`Error::Constraint`] when there is one already, or a value is out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Campaign) -> Result<()> {
    tx.put(
        "campaign",
        &[
            ("one", 1.cell()),
            ("name", new.name.cell()),
            ("basis", new.basis.cell()),
            ("received_on", new.received_on.cell()),
        ],
    )?;
    for phase in &new.phases {
        tx.put(
            "campaign_phase",
            &[
                ("no", phase.no.cell()),
                ("name", phase.name.cell()),
                ("start_on", phase.start_on.cell()),
                ("due_on", phase.due_on.cell()),
                ("done_on", phase.done_on.cell()),
                ("deliverable", phase.deliverable.cell()),
            ],
        )?;
    }
    Ok(())
}

/// Marks a phase as done.
///
/// # Errors
/// [`Error::NotFound`].
pub fn finish_phase(tx: &mut WriteTx<'_>, no: i64, done_on: Date) -> Result<()> {
    let changed = tx.run(
        "UPDATE campaign_phase SET done_on = :done_on WHERE no = :no AND done_on IS NULL",
        &[("done_on", done_on.cell()), ("no", no.cell())],
    )?;
    if changed == 1 { Ok(()) } else { Err(Error::NotFound { table: "campaign_phase" }) }
}

/// The campaign, where there is one.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<Campaign>> {
    let phases = tx.rows("campaign_phase", Of::All, |r| {
        Ok(Phase {
            no: r.at("no")?,
            name: r.at("name")?,
            start_on: r.at("start_on")?,
            due_on: r.at("due_on")?,
            done_on: r.at("done_on")?,
            deliverable: r.at("deliverable")?,
        })
    })?;
    let campaign = tx.single("campaign", |r| {
        Ok(Campaign {
            name: r.at("name")?,
            basis: r.at("basis")?,
            received_on: r.at("received_on")?,
            phases: Vec::new(),
        })
    })?;
    Ok(campaign.map(|found| Campaign { phases, ..found }))
}
