//! Search in what is no concern: ledger items and pacts. A school has hundreds of them and not hundreds of thousands, so
//! their texts are read and compared, which needs no index and misses nothing.

use std::collections::HashMap;

use super::letters;
use super::texts::Part;
use crate::error::Result;
use crate::tx::ReadTx;

/// A ledger item or a pact that contains the words.
#[derive(Debug, Clone)]
pub struct Other {
    /// `ledger` or `pact`.
    pub kind: &'static str,
    /// Its number.
    pub id: String,
    /// The texts that contain the words, the first of each place.
    pub parts: Vec<Part>,
}

/// A place, its column, the table of it, and the column with the number of the record.
type Source = (&'static str, &'static str, &'static str, &'static str);

/// Where the texts of a kind stand: the place, the column, the table, the column with the number of the record.
const SOURCES: &[(&str, &[Source])] = &[
    (
        "ledger",
        &[
            ("number", "id", "ledger", "id"),
            ("problem", "problem", "ledger", "id"),
            ("measures", "measures", "ledger", "id"),
            ("source", "source", "ledger", "id"),
            ("remark", "remark", "ledger", "id"),
            ("progress", "text", "ledger_progress", "ledger_id"),
            ("evidence", "name", "ledger_evidence", "ledger_id"),
            ("extension", "reason", "ledger_extension", "ledger_id"),
            ("correction", "new_value", "correction", "object_id"),
        ],
    ),
    (
        "pact",
        &[
            ("number", "id", "pact", "id"),
            ("title", "title", "pact", "id"),
            ("scope", "scope", "pact", "id"),
            ("preamble", "preamble", "pact", "id"),
            ("article", "text", "pact_article", "pact_id"),
            ("correction", "new_value", "correction", "object_id"),
        ],
    ),
];

/// The ledger items and pacts that contain the words, the newest first.
///
/// # Errors
/// Those of SQLite.
pub fn others(tx: &ReadTx<'_>, words: &str) -> Result<Vec<Other>> {
    let words = letters::letters(words);
    let mut all = Vec::new();
    if words.is_empty() {
        return Ok(all);
    }
    for (kind, sources) in SOURCES {
        let mut found: HashMap<String, Vec<Part>> = HashMap::new();
        for (place, column, table, key) in *sources {
            let of_kind = if *table == "correction" { format!("WHERE object_kind = '{kind}'") } else { String::new() };
            let sql = format!("SELECT {key} AS of_record, {column} AS found_text FROM {table} {of_kind}");
            let rows = tx.query(&sql, &[], |r| {
                Ok((r.at::<String>("of_record")?, r.at::<Option<String>>("found_text")?.unwrap_or_default()))
            })?;
            for (id, text) in rows.into_iter().filter(|(_, text)| letters::contains(text, &words)) {
                found.entry(id).or_default().push(Part { place, text });
            }
        }
        let order =
            tx.query(&format!("SELECT id FROM {kind} ORDER BY position DESC"), &[], |r| r.at::<String>("id"))?;
        all.extend(order.into_iter().filter_map(|id| {
            let parts = found.remove(&id)?;
            Some(Other { kind, id, parts })
        }));
    }
    Ok(all)
}
