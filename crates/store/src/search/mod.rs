//! Search in the texts of concerns: a query finds exactly the records that contain it, from one character to a sentence.
//!
//! The index holds every pair of neighbouring letters, since Chinese has no word boundaries that a tokenizer could find;
//! a query is the phrase of its pairs. Punctuation and width count for nothing. Sealed texts are never in it.
//!
//! The newest concerns wait for their place in it, and a search reads their texts themselves: entered one by one each
//! would cost as many pages as the record, together they share them.

mod letters;
mod texts;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};
use texts::{Texts, Which};

/// The kind of record that is indexed.
const CONCERN: &str = "concern";
/// How many concerns may wait for their place in the index.
const WAITING: i64 = 64;
/// How many are entered at a time when more have to be, which bounds the memory that takes.
const AT_ONCE: i64 = 512;

/// The places in the order of entry between which concerns wait: behind the first, up to and with the last.
fn waiting(tx: &ReadTx<'_>) -> Result<(i64, i64)> {
    // Concerns come into the index in the order of their entry, so the last one there tells where the others begin.
    let sql = "SELECT
        coalesce((SELECT position FROM concern
                  WHERE id = (SELECT id FROM search_entry ORDER BY entry DESC LIMIT 1)), 0) AS after,
        coalesce((SELECT max(position) FROM concern), 0) AS last";
    Ok(tx.one(sql, &[], |r| Ok((r.at("after")?, r.at("last")?)))?.unwrap_or_default())
}

/// Tells the index that a concern was entered. It is found from now on.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn entered(tx: &mut WriteTx<'_>) -> Result<()> {
    let (after, last) = waiting(tx)?;
    if last.saturating_sub(after) < WAITING { Ok(()) } else { catch_up(tx) }
}

/// Whether more concerns wait than a search should read, as after an upgrade.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn lags(tx: &ReadTx<'_>) -> Result<bool> {
    let (after, last) = waiting(tx)?;
    Ok(last.saturating_sub(after) > WAITING)
}

/// Enters every concern that waits.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn catch_up(tx: &mut WriteTx<'_>) -> Result<()> {
    let (mut after, last) = waiting(tx)?;
    let sql = "SELECT max(position) AS upto
               FROM (SELECT position FROM concern WHERE position > :after ORDER BY position LIMIT :limit)";
    while after < last {
        let with = [("after", after.cell()), ("limit", AT_ONCE.cell())];
        let Some(upto) = tx.one(sql, &with, |r| r.at::<Option<i64>>("upto"))?.flatten() else { break };
        let first: i64 =
            tx.one("SELECT coalesce(max(entry), 0) + 1 AS next FROM search_entry", &[], |r| r.at("next"))?.unwrap_or(1);
        let new = texts::read(tx, Which::Between { after, upto })?;
        // Statement kinds are not mixed: any other statement makes the index write what it holds in memory.
        for (entry, texts) in (first..).zip(&new) {
            let columns = [("entry", entry.cell()), ("kind", text(CONCERN)), ("id", text(&texts.id))];
            tx.put("search_entry", &columns)?;
        }
        for (entry, texts) in (first..).zip(&new) {
            put(tx, entry, texts)?;
        }
        after = upto;
    }
    Ok(())
}

/// Enters a concern again after a change.
///
/// # Errors
/// [`crate::Error::NotFound`]; those of SQLite.
pub fn index_concern(tx: &mut WriteTx<'_>, id: &str) -> Result<()> {
    let entry: Option<i64> = tx.one(
        "SELECT entry FROM search_entry WHERE kind = :kind AND id = :id",
        &[("kind", text(CONCERN)), ("id", text(id))],
        |r| r.at("entry"),
    )?;
    let found = texts::read(tx, Which::One(id))?.pop().ok_or(crate::Error::NotFound { table: "concern" })?;
    // One that waits is read as it stands.
    entry.map_or(Ok(()), |entry| put(tx, entry, &found))
}

/// Puts the letters of a concern at a place of the index.
fn put(tx: &mut WriteTx<'_>, entry: i64, new: &Texts) -> Result<()> {
    tx.run(
        "INSERT OR REPLACE INTO search (rowid, number, title, text, place, people)
         VALUES (:entry, :number, :title, :text, :place, :people)",
        &[
            ("entry", entry.cell()),
            ("number", text(&letters::pairs([new.id.as_str()]))),
            ("title", text(&letters::pairs(new.title.iter().map(String::as_str)))),
            ("text", text(&letters::pairs(new.text.iter().map(String::as_str)))),
            ("place", text(&letters::pairs(new.place.iter().map(String::as_str)))),
            ("people", text(&letters::pairs(new.people.iter().map(String::as_str)))),
        ],
    )?;
    Ok(())
}

/// The numbers of up to `limit` concerns that contain the words, the newest first. Words without a letter find nothing.
///
/// # Errors
/// Those of SQLite.
pub fn find(tx: &ReadTx<'_>, words: &str, limit: i64) -> Result<Vec<String>> {
    let words = letters::letters(words);
    let Some(query) = letters::query(&words) else { return Ok(Vec::new()) };
    let most = usize::try_from(limit).unwrap_or(0);
    let (after, upto) = waiting(tx)?;
    let newest = texts::read(tx, Which::Between { after, upto })?.into_iter().rev();
    let holding = newest.filter(|new| new.all().any(|text| letters::contains(text, &words)));
    let mut found: Vec<String> = holding.map(|new| new.id).take(most).collect();
    let left = i64::try_from(most.saturating_sub(found.len())).unwrap_or(i64::MAX);
    found.extend(tx.query(
        "SELECT search_entry.id AS id FROM search JOIN search_entry ON search_entry.entry = search.rowid
         WHERE search MATCH :query ORDER BY search.rowid DESC LIMIT :limit",
        &[("query", text(&query)), ("limit", left.cell())],
        |r| r.at::<String>("id"),
    )?);
    Ok(found)
}

/// Makes the index again from the records.
///
/// # Errors
/// Those of SQLite.
pub fn rebuild(tx: &mut WriteTx<'_>) -> Result<()> {
    tx.run("INSERT INTO search (search) VALUES ('delete-all')", &[])?;
    tx.run("DELETE FROM search_entry", &[])?;
    catch_up(tx)
}
