//! Digests of finished records. The locks of the database are triggers: somebody who holds the key can switch them off
//! with another program, change a record and switch them on again. So the row of the log with which a record was finished
//! carries a digest of everything that is fixed with it, and whoever examines the log later recomputes it.
//!
//! The digest is salted: the log is shown, printed and exported, and nobody must be able to guess a record's content from
//! it. Corrections and voids are rows of their own and leave it as it is; what a record has for being opened again, or for
//! a step that is left to it, comes with a row of the log that carries the next digest.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use sha2::{Digest as _, Sha256};

use crate::audit::hex;
use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::fresh::{Fresh, fresh};
use crate::row::text;
use crate::tx::{ReadTx, WriteTx};

/// Separates these digests from all others.
const DOMAIN: &[u8] = b"anmiao-record-v1";
/// Begins the word of a digest among the fields of a row.
pub(crate) const WORD: &str = "digest_";
/// The word of a record that was opened again: no digest holds for it.
const NONE: &str = "digest_none";

/// The tables whose records get a digest, and the view that says which of them are finished.
pub(crate) const ROOTS: &[(&str, &str)] =
    &[("concern", "finished_concern"), ("ledger", "finished_ledger"), ("pact", "finished_pact")];

/// A record that is not what it was when it was finished.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The table of the record.
    pub kind: String,
    /// Its number.
    pub id: String,
    /// The row of the log that carries the digest.
    pub seq: i64,
}

/// The word that belongs to a row about this record, in the transaction of the change: its digest when it is finished and
/// has none or another one, or that it was opened again. `new_salt` is asked once in the life of a database.
///
/// # Errors
/// Those of SQLite.
pub fn word(
    tx: &mut WriteTx<'_>,
    kind: &str,
    id: &str,
    new_salt: &mut dyn FnMut() -> [u8; 32],
) -> Result<Option<String>> {
    let Some((root, view)) = ROOTS.iter().find(|(root, _)| *root == kind) else { return Ok(None) };
    let finished =
        tx.one(&format!("SELECT 1 FROM {view} WHERE id = :id"), &[("id", text(id))], |r| r.first::<i64>())?;
    let last = last_word(tx, kind, id)?;
    if finished.is_none() {
        return Ok(last.filter(|word| word != NONE).map(|_| NONE.to_owned()));
    }
    let salt = match salt(tx)? {
        Some(salt) => salt,
        None => {
            let salt = new_salt().to_vec();
            tx.put("digest_salt", &[("one", 1.cell()), ("salt", salt.cell())])?;
            salt
        }
    };
    let now = of(tx, fresh()?, root, id, &salt)?.map(|digest| format!("{WORD}{}", hex(&digest)));
    Ok(now.filter(|now| last.as_ref() != Some(now)))
}

/// The records whose digest no longer fits, in the order of the log.
///
/// # Errors
/// Those of SQLite.
pub fn examine(tx: &ReadTx<'_>) -> Result<Vec<Changed>> {
    let sql = "SELECT seq, object_kind, object_id, detail FROM audit WHERE instr(detail, 'digest_') > 0 ORDER BY seq";
    let mut last: BTreeMap<(String, String), (i64, String)> = BTreeMap::new();
    let rows = tx.query(sql, &[], |r| {
        let detail: String = r.at("detail")?;
        Ok(((r.at("object_kind")?, r.at("object_id")?), (r.at::<i64>("seq")?, word_in(&detail))))
    })?;
    for (record, (seq, word)) in rows {
        if let Some(word) = word {
            last.insert(record, (seq, word));
        }
    }
    if last.is_empty() {
        return Ok(Vec::new());
    }
    let (fresh, salt) = (fresh()?, salt(tx)?.unwrap_or_default());
    let mut changed = Vec::new();
    for ((kind, id), (seq, word)) in last {
        let root = ROOTS.iter().find(|(root, _)| *root == kind).filter(|_| word != NONE);
        let Some((root, _)) = root else { continue };
        let now = of(tx, fresh, root, &id, &salt)?.map(|digest| format!("{WORD}{}", hex(&digest)));
        if now != Some(word) {
            changed.push(Changed { kind, id, seq });
        }
    }
    changed.sort_by_key(|record| record.seq);
    Ok(changed)
}

/// The salt of this database, once it has one.
fn salt(tx: &ReadTx<'_>) -> Result<Option<Vec<u8>>> {
    tx.one("SELECT salt FROM digest_salt WHERE one = 1", &[], |r| r.at("salt"))
}

/// What the log says last of a record's digest.
fn last_word(tx: &ReadTx<'_>, kind: &str, id: &str) -> Result<Option<String>> {
    let sql = "SELECT detail FROM audit WHERE object_kind = :kind AND object_id = :id AND instr(detail, 'digest_') > 0
               ORDER BY seq DESC LIMIT 1";
    let detail: Option<String> = tx.one(sql, &[("kind", text(kind)), ("id", text(id))], |r| r.at("detail"))?;
    Ok(detail.and_then(|detail| word_in(&detail)))
}

fn word_in(detail: &str) -> Option<String> {
    detail.split(',').find(|word| word.starts_with(WORD)).map(str::to_owned)
}

/// SHA-256 over every value of the record that says something: each table, column and value behind its length, tables by
/// name, rows by key. Values that are absent or what a column holds unasked are left out, so that a column that comes later
/// changes no digest. `None` when there is no such record.
fn of(tx: &ReadTx<'_>, fresh: &Fresh, root: &str, id: &str, salt: &[u8]) -> Result<Option<[u8; 32]>> {
    let mut hash = Sha256::new();
    let mut field = |bytes: &[u8]| {
        hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(bytes);
    };
    [DOMAIN, salt, root.as_bytes(), id.as_bytes()].into_iter().for_each(&mut field);
    let mut there = false;
    for part in fresh.parts.get(root).ok_or(Error::CannotOpen)? {
        let mut statement = tx.conn.prepare_cached(&part.sql)?;
        let mut rows = statement.query([(":id", id)].as_slice())?;
        while let Some(row) = rows.next()? {
            there |= part.table == root;
            field(part.table.as_bytes());
            for (place, column) in part.columns.iter().enumerate() {
                let value = row.get_ref(place)?;
                let unasked = fresh.defaults.get(&(part.table.clone(), column.clone()));
                if value == ValueRef::Null || unasked.is_some_and(|unasked| ValueRef::from(unasked) == value) {
                    continue;
                }
                field(column.as_bytes());
                match value {
                    ValueRef::Null => {}
                    ValueRef::Integer(n) => [b"i".as_slice(), &n.to_be_bytes()].into_iter().for_each(&mut field),
                    ValueRef::Real(x) => [b"r".as_slice(), &x.to_be_bytes()].into_iter().for_each(&mut field),
                    ValueRef::Text(bytes) => [b"t".as_slice(), bytes].into_iter().for_each(&mut field),
                    ValueRef::Blob(bytes) => [b"b".as_slice(), bytes].into_iter().for_each(&mut field),
                }
            }
            // The end of a row, so that what stands at the end of one cannot begin the next.
            field(b"");
        }
    }
    Ok(there.then(|| hash.finalize().into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_is_fixed_with_a_case_is_part_of_it() {
        let parts = fresh().unwrap().parts.get("concern").unwrap();
        let tables: Vec<&str> = parts.iter().map(|part| part.table.as_str()).collect();
        for table in [
            "concern",
            "concern_involved",
            "concern_measure",
            "investigation",
            "investigation_member",
            "determination",
            "determination_basis",
            "sanction",
            "appeal",
            "talk",
            "talk_question",
            "communication",
            "counselling",
            "concern_ledger",
            "reopening",
        ] {
            assert!(tables.contains(&table), "{table} is not among {tables:?}");
        }
        for table in ["student", "staff", "ledger", "audit", "correction", "voiding", "survey_concern", "draft"] {
            assert!(!tables.contains(&table), "{table} goes on changing");
        }
        let sanction = parts.iter().find(|part| part.table == "sanction").unwrap();
        assert!(!sanction.columns.iter().any(|column| column == "status"), "a sanction is lifted after the close");
    }
}
