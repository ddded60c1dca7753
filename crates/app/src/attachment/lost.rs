//! Which records have lost a file, told by their numbers.

use std::path::Path;

use store::ReadTx;
use store::attachment::{Fault, Files, StoredFile};

use crate::view::FaultView;

/// How closely every file is looked at.
#[derive(Clone, Copy)]
pub(crate) enum Look {
    /// Whether it is there in its length.
    Quick,
    /// Every byte of it.
    Whole,
}

impl Look {
    fn at(self) -> fn(&Files, &StoredFile) -> Option<Fault> {
        match self {
            Self::Quick => store::attachment::quick,
            Self::Whole => store::attachment::check,
        }
    }
}

/// Most records that a warning names.
const NAMED: usize = 12;

/// The warning that files beside this database are missing or changed; none when all are whole.
///
/// # Errors
/// Those of SQLite.
pub(crate) fn told(tx: &ReadTx<'_>, dir: &Path, look: Look) -> store::Result<Option<FaultView>> {
    let files = store::attachment::files(tx, None)?;
    let wrong = store::attachment::found_wrong(&Files::of(dir), &files, look.at());
    if wrong.is_empty() {
        return Ok(None);
    }
    let records = store::attachment::holders(&store::attachment::all(tx)?, &wrong);
    Ok(Some(warning(wrong.len(), records.into_iter().map(|(_, id)| id))))
}

/// The warning in its form.
pub(crate) fn warning(count: usize, records: impl Iterator<Item = String>) -> FaultView {
    let mut named: Vec<String> = records.take(NAMED + 1).collect();
    if named.len() > NAMED {
        named.truncate(NAMED);
        named.push("…".to_owned());
    }
    FaultView::new("attachments_missing").with("count", count).with("records", named.join("、"))
}
