//! Search in the texts of concerns: a query finds exactly the records that contain it, from one character to a sentence.
//!
//! The index holds every pair of neighbouring letters, since Chinese has no word boundaries that a tokenizer could find;
//! a query is the phrase of its pairs. Punctuation and width count for nothing. Sealed texts are never in it.

mod letters;

use crate::cell::Cell as _;
use crate::correction;
use crate::error::Result;
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};

/// The kind of record that is indexed.
const CONCERN: &str = "concern";
/// Its fields of running text.
const TEXTS: &[&str] = &["narrative", "immediate_action", "cause"];

/// Enters a concern as it stands now, or enters it again after a change.
///
/// # Errors
/// [`crate::Error::NotFound`]; those of SQLite.
pub fn index_concern(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    let with = [("id", text(id))];
    let found =
        tx.one("SELECT title, place, narrative, immediate_action, cause FROM concern WHERE id = :id", &with, |r| {
            let texts: [String; 3] = [r.at("narrative")?, r.at("immediate_action")?, r.at("cause")?];
            Ok((r.at::<String>("title")?, r.at::<String>("place")?, texts))
        })?;
    let (title, place, texts) = found.ok_or(crate::Error::NotFound { table: "concern" })?;
    // What a correction says is found as well as what was first entered: both stand on the page.
    let corrected = correction::about(tx, CONCERN, id)?;
    let newer = |fields: &'static [&'static str]| {
        corrected.iter().filter(move |c| fields.contains(&c.field.as_str())).map(|c| c.new.as_str())
    };
    let people: Vec<String> = tx.query(
        "SELECT name FROM student WHERE id IN (SELECT student_id FROM concern_involved WHERE concern_id = :id)",
        &with,
        |r| r.at("name"),
    )?;
    tx.run(
        "INSERT INTO search_entry (kind, id) VALUES (:kind, :id) ON CONFLICT (kind, id) DO NOTHING",
        &[("kind", text(CONCERN)), ("id", text(id))],
    )?;
    let entry: Option<i64> = tx.one(
        "SELECT entry FROM search_entry WHERE kind = :kind AND id = :id",
        &[("kind", text(CONCERN)), ("id", text(id))],
        |r| r.at("entry"),
    )?;
    tx.run(
        "INSERT OR REPLACE INTO search (rowid, number, title, text, place, people)
         VALUES (:entry, :number, :title, :text, :place, :people)",
        &[
            ("entry", entry.cell()),
            ("number", text(&letters::pairs([id]))),
            ("title", text(&letters::pairs([title.as_str()].into_iter().chain(newer(&["title"]))))),
            ("text", text(&letters::pairs(texts.iter().map(String::as_str).chain(newer(TEXTS))))),
            ("place", text(&letters::pairs([place.as_str()].into_iter().chain(newer(&["place"]))))),
            ("people", text(&letters::pairs(people.iter().map(String::as_str)))),
        ],
    )?;
    Ok(())
}

/// The numbers of up to `limit` concerns that contain the words, the newest first. Words without a letter find nothing.
///
/// # Errors
/// Those of SQLite.
pub fn find(tx: &ReadTx<'_>, words: &str, limit: i64) -> Result<Vec<String>> {
    let Some(query) = letters::query(words) else { return Ok(Vec::new()) };
    tx.query(
        "SELECT search_entry.id AS id FROM search JOIN search_entry ON search_entry.entry = search.rowid
         WHERE search MATCH :query ORDER BY search.rowid DESC LIMIT :limit",
        &[("query", text(&query)), ("limit", limit.cell())],
        |r| r.at("id"),
    )
}

/// Makes the index again from the records.
///
/// # Errors
/// Those of SQLite.
pub fn rebuild(tx: &mut WriteTx<'_>) -> Result<()> {
    tx.run("DELETE FROM search", &[])?;
    tx.run("DELETE FROM search_entry", &[])?;
    let ids: Vec<String> = tx.query("SELECT id FROM concern ORDER BY position", &[], |r| r.at("id"))?;
    ids.iter().try_for_each(|id| index_concern(tx, id))
}

/// Whether records are there and the index is empty, as after an upgrade.
pub(crate) fn is_lacking(tx: &ReadTx<'_>) -> Result<bool> {
    let lacking: Option<bool> =
        tx.one("SELECT EXISTS (SELECT 1 FROM concern) AND NOT EXISTS (SELECT 1 FROM search_entry)", &[], |r| {
            r.first()
        })?;
    Ok(lacking.unwrap_or(false))
}
