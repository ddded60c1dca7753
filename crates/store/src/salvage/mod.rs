//! Repairing a damaged database: what can still be read of it, over the newest backup, in a new file.
//!
//! Pages are authenticated one by one, so a damaged page takes only its own rows with it, and a damaged page of the schema
//! none. The damaged file is read and never written; give a copy of it when even its log must stay as it was found.

mod carrier;
mod known;
mod log;
mod merge;
mod rows;
mod whole;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use uuid::Uuid;
use vault::DbKey;

use crate::audit::Finding;
use crate::error::{Error, Result};
use crate::open::beside;
use merge::{Merge, Put};
use rows::Source;

/// What became of one table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableReport {
    /// Rows read from the damaged file.
    pub read: u64,
    /// Rows that only the backup had.
    pub from_backup: u64,
    /// Places in the table that could not be read: first and last row number of each; (0, 0) where rows have no numbers.
    pub lost_ranges: Vec<(i64, i64)>,
    /// Rows left out because the row they belong to is lost.
    pub orphaned: u64,
    /// Rows left out because a rule of the present schema forbids them beside those that were taken.
    pub refused: u64,
    /// The keys of all rows left out, their columns joined by a stroke: ids and numbers, no names.
    pub left_out: Vec<String>,
}

/// What a repair recovered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SalvageReport {
    /// Every table of the new database.
    pub tables: BTreeMap<String, TableReport>,
    /// Whether the audit log of the new database is whole.
    pub audit: Finding,
}

/// Makes a new database at `out` from the readable rows of `damaged`, and from those of `backup` that `damaged` lacks. A row
/// that both have is taken from the damaged file, which is the newer one; of a table that could be read to its end nothing
/// is taken from the backup, because what only the backup has was struck out since.
///
/// # Errors
/// [`Error::AlreadyThere`]; [`Error::Damaged`] when neither file tells whose database it is; [`Error::OtherHome`];
/// [`Error::DiskFull`], [`Error::Io`]. Then nothing of that name was made.
pub fn salvage(
    damaged: &Path,
    key: &DbKey,
    backup: Option<(&Path, &DbKey)>,
    out: &Path,
    out_key: &DbKey,
    home: Uuid,
) -> Result<SalvageReport> {
    let mut merge = Merge::begin(out, out_key)?;
    let carrier = beside(out, ".pages.part");
    let done = fill(&mut merge, damaged, key, carrier, backup).and_then(|mut tables| {
        for (table, keys) in merge.leave_out_orphans()? {
            let report = tables.entry(table).or_default();
            report.orphaned += u64::try_from(keys.len()).unwrap_or(u64::MAX);
            report.left_out.extend(keys);
        }
        Ok(SalvageReport { tables, audit: merge.settle(home)? })
    });
    match done {
        Ok(report) => {
            merge.finish(out)?;
            Ok(report)
        }
        Err(error) => {
            merge.give_up();
            Err(error)
        }
    }
}

fn fill(
    merge: &mut Merge,
    damaged: &Path,
    key: &DbKey,
    carrier: PathBuf,
    backup: Option<(&Path, &DbKey)>,
) -> Result<BTreeMap<String, TableReport>> {
    let mut tables = BTreeMap::new();
    let names = merge.tables()?;
    let mut live = match Source::open(damaged, key) {
        Some(live) => Some(live),
        None => Source::rebuilt(damaged, key, carrier)?,
    };
    let mut older = backup.and_then(|(path, key)| Source::open(path, key));
    if live.is_none() && older.is_none() {
        return Err(Error::Damaged);
    }
    for table in names {
        let mut report = TableReport::default();
        let mut whole = false;
        if let Some(live) = &mut live {
            let known = merge.keys_of_parent(&table)?;
            let (mut read, mut refused) = (0, Vec::new());
            let lost = live.each(&table, &known, &mut |columns, row| {
                count(merge.put(&table, columns, row)?, &mut read, &mut refused);
                Ok(())
            })?;
            report.read = read;
            report.left_out = refused;
            whole = lost.as_ref().is_some_and(Vec::is_empty);
            report.lost_ranges = lost.unwrap_or_default();
        } else {
            // Nothing of the file can be read: whatever it had of this table is lost.
            report.lost_ranges = vec![(0, 0)];
        }
        if !whole && let Some(older) = &mut older {
            let (mut taken, mut refused) = (0, Vec::new());
            older.each(&table, &[], &mut |columns, row| {
                count(merge.put(&table, columns, row)?, &mut taken, &mut refused);
                Ok(())
            })?;
            report.from_backup = taken;
            report.left_out.extend(refused);
        }
        report.left_out.sort();
        report.left_out.dedup();
        report.refused = u64::try_from(report.left_out.len()).unwrap_or(u64::MAX);
        tables.insert(table, report);
    }
    Ok(tables)
}

fn count(put: Put, entered: &mut u64, refused: &mut Vec<String>) {
    match put {
        Put::Entered => *entered += 1,
        Put::There => {}
        Put::Refused(key) => refused.push(key),
    }
}
