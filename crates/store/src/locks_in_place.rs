//! Whether the locks are in place. They are triggers, and somebody who holds the key can take one off with another program:
//! so at each login the schema of the file is held against the one that this program makes. What is missing, was changed or
//! came in beside them is put right at once and told; a table that is another one than it should be is damage, which only a
//! repair puts right.

use std::collections::BTreeMap;

use crate::error::Result;
use crate::fresh::{Name, fresh, normal, objects};
use crate::open::Store;
use crate::tx::WriteTx;

/// How the schema of a file differs from the one this program makes, by kind and name.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Differences {
    /// Triggers, views and indexes that are missing, other than they should be, or none of the program's.
    pub locks: Vec<Name>,
    /// Tables that are missing or other than they should be.
    pub tables: Vec<Name>,
}

impl Differences {
    /// Whether everything is as it should be.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.locks.is_empty() && self.tables.is_empty()
    }
}

impl Store {
    /// Holds the schema against the one that this program makes.
    ///
    /// # Errors
    /// Those of SQLite.
    pub fn differences(&self) -> Result<Differences> {
        let there = self.read(|tx| -> Result<_> { objects(tx) })?;
        differ(&there)
    }

    /// Puts every trigger, view and index of this program back and takes away those that are not its own, in the transaction
    /// in which `told` writes it down.
    ///
    /// # Errors
    /// Those of SQLite; [`crate::Error::Constraint`] when what lies in the file no longer fits an index.
    pub fn put_locks_back(&self, found: &Differences, told: impl FnOnce(&mut WriteTx<'_>) -> Result<()>) -> Result<()> {
        let fresh = fresh()?;
        self.write(|tx| {
            // Views first: triggers ask them.
            let order = |kind: &str| ["view", "index", "trigger"].iter().position(|k| *k == kind).unwrap_or(3);
            let mut names = found.locks.clone();
            names.sort_by_key(|(kind, _)| order(kind));
            for (kind, name) in &names {
                let kind = match kind.as_str() {
                    "view" => "VIEW",
                    "index" => "INDEX",
                    "trigger" => "TRIGGER",
                    _ => continue,
                };
                tx.conn.execute_batch(&format!("DROP {kind} IF EXISTS \"{}\"", name.replace('"', "\"\"")))?;
            }
            for name in &names {
                if let Some(sql) = fresh.objects.get(name) {
                    tx.conn.execute_batch(sql)?;
                }
            }
            told(tx)
        })
    }
}

fn differ(there: &BTreeMap<Name, String>) -> Result<Differences> {
    let wanted = &fresh()?.objects;
    let same = |name: &Name| match (wanted.get(name), there.get(name)) {
        (Some(wanted), Some(there)) => wanted == there || normal(wanted) == normal(there),
        _ => false,
    };
    let mut out = Differences::default();
    for name in wanted.keys().filter(|name| !same(name)) {
        if name.0 == "table" { out.tables.push(name.clone()) } else { out.locks.push(name.clone()) }
    }
    // Another table in the file takes no part in anything; a trigger or view would.
    out.locks.extend(there.keys().filter(|name| !wanted.contains_key(*name) && name.0 != "table").cloned());
    Ok(out)
}
