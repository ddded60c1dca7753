//! What is searched of a concern: its own texts, the names of the pupils involved, and what corrections say instead.

use std::collections::HashMap;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::{Column, text};
use crate::tx::ReadTx;

/// The texts of one concern, by the columns of the index.
pub(super) struct Texts {
    /// Its number.
    pub(super) id: String,
    pub(super) title: Vec<String>,
    pub(super) text: Vec<String>,
    pub(super) place: Vec<String>,
    pub(super) people: Vec<String>,
}

impl Texts {
    /// Every text, no two of them joined.
    pub(super) fn all(&self) -> impl Iterator<Item = &str> {
        let more = [&self.title, &self.text, &self.place, &self.people];
        [self.id.as_str()].into_iter().chain(more.into_iter().flatten().map(String::as_str))
    }
}

/// Which concerns.
#[derive(Clone, Copy)]
pub(super) enum Which<'a> {
    /// The one of this number.
    One(&'a str),
    /// Those behind a place in the order of entry, up to and with another.
    Between { after: i64, upto: i64 },
}

impl Which<'_> {
    /// The condition on `concern`, and its values.
    fn sql(self) -> (&'static str, Vec<Column>) {
        match self {
            Which::One(id) => ("id = :id", vec![("id", text(id))]),
            Which::Between { after, upto } => {
                ("position > :after AND position <= :upto", vec![("after", after.cell()), ("upto", upto.cell())])
            }
        }
    }
}

/// The texts of these concerns, in the order of their entry.
pub(super) fn read(tx: &ReadTx<'_>, which: Which<'_>) -> Result<Vec<Texts>> {
    let (condition, with) = which.sql();
    let mut found = tx.query(
        &format!(
            "SELECT id, title, place, narrative, immediate_action, cause FROM concern WHERE {condition} ORDER BY position"
        ),
        &with,
        |r| {
            Ok(Texts {
                id: r.at("id")?,
                title: vec![r.at("title")?],
                text: vec![r.at("narrative")?, r.at("immediate_action")?, r.at("cause")?],
                place: vec![r.at("place")?],
                people: Vec::new(),
            })
        },
    )?;
    if found.is_empty() {
        return Ok(found);
    }
    let people: Vec<(String, String)> = tx.query(
        &format!(
            "SELECT concern_id, name FROM concern_involved JOIN student ON student.id = student_id
             WHERE concern_id IN (SELECT id FROM concern WHERE {condition})"
        ),
        &with,
        |r| Ok((r.at("concern_id")?, r.at("name")?)),
    )?;
    // What a correction says is found as well as what was first entered: both stand on the page.
    let newer: Vec<(String, String, String)> = tx.query(
        &format!(
            "SELECT object_id, field, new_value FROM correction
             WHERE object_kind = 'concern' AND object_id IN (SELECT id FROM concern WHERE {condition}) ORDER BY position"
        ),
        &with,
        |r| Ok((r.at("object_id")?, r.at("field")?, r.at("new_value")?)),
    )?;
    let mut by_id: HashMap<String, &mut Texts> = found.iter_mut().map(|texts| (texts.id.clone(), texts)).collect();
    for (id, name) in people {
        if let Some(texts) = by_id.get_mut(&id) {
            texts.people.push(name);
        }
    }
    for (id, field, new) in newer {
        let Some(texts) = by_id.get_mut(&id) else { continue };
        match field.as_str() {
            "title" => texts.title.push(new),
            "place" => texts.place.push(new),
            "narrative" | "immediate_action" | "cause" => texts.text.push(new),
            _ => {}
        }
    }
    drop(by_id);
    Ok(found)
}
