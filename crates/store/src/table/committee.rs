//! Committees and who has sat in them from when to when.

use domain::noun::{Committee, Composition};
use uuid::Uuid;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Of, text};
use crate::tx::{ReadTx, WriteTx};

/// Enters a committee with its compositions.
///
/// # Errors
/// [`crate::Error::Constraint`] for a doubled id or a member who is not there.
pub fn insert(tx: &mut WriteTx<'_>, uuid: Uuid, new: &Committee) -> Result<()> {
    tx.put(
        "committee",
        &[
            ("uuid", uuid.cell()),
            ("id", new.id.cell()),
            ("name", new.name.cell()),
            ("founded_on", new.founded_on.cell()),
            ("file_no", new.file_no.cell()),
            ("office", new.office.cell()),
            ("chair_id", new.chair_id.cell()),
        ],
    )?;
    for composition in &new.compositions {
        add_composition(tx, &new.id, composition)?;
    }
    Ok(())
}

/// Adds a composition behind the ones before.
///
/// # Errors
/// [`crate::Error::Constraint`] for a committee or member who is not there.
pub fn add_composition(tx: &mut WriteTx<'_>, id: &str, new: &Composition) -> Result<()> {
    let number = tx.next_position("committee_composition", ("committee_id", id))?;
    tx.put(
        "committee_composition",
        &[
            ("committee_id", text(id)),
            ("position", number.cell()),
            ("from_on", new.from_on.cell()),
            ("to_on", new.to_on.cell()),
            ("vacant", new.vacant.cell()),
        ],
    )?;
    for (position, member) in (0i64..).zip(&new.member_ids) {
        tx.put(
            "committee_member",
            &[
                ("committee_id", text(id)),
                ("composition", number.cell()),
                ("position", position.cell()),
                ("person_id", member.cell()),
            ],
        )?;
    }
    Ok(())
}

/// Every committee, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Committee>> {
    select(tx, Of::All)
}

/// One committee.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>, id: &str) -> Result<Option<Committee>> {
    Ok(select(tx, Of::One(id))?.into_iter().next())
}

fn select(tx: &ReadTx<'_>, of: Of<'_>) -> Result<Vec<Committee>> {
    let mut found = tx.rows("committee", of, |r| {
        Ok(Committee {
            id: r.at("id")?,
            name: r.at("name")?,
            founded_on: r.at("founded_on")?,
            file_no: r.at("file_no")?,
            office: r.at("office")?,
            chair_id: r.at("chair_id")?,
            compositions: Vec::new(),
        })
    })?;
    let mut compositions = tx.children("committee_composition", "committee_id", of, |r| {
        Ok((
            r.at::<i64>("position")?,
            Composition {
                from_on: r.at("from_on")?,
                to_on: r.at("to_on")?,
                member_ids: Vec::new(),
                vacant: r.at("vacant")?,
            },
        ))
    })?;
    let mut members = tx.children("committee_member", "committee_id", of, |r| {
        Ok((r.at::<i64>("composition")?, r.at::<String>("person_id")?))
    })?;
    for row in &mut found {
        let seated = members.take(&row.id);
        for (number, mut composition) in compositions.take(&row.id) {
            let here = seated.iter().filter(|(composition, _)| *composition == number);
            composition.member_ids = here.map(|(_, person)| person.clone()).collect();
            row.compositions.push(composition);
        }
    }
    Ok(found)
}
