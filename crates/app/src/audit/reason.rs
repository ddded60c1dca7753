//! What is done for a stated reason: the reason stands in the log, bound by its digest.

use store::WriteTx;

use crate::App;
use crate::error::Result;
use crate::home::{OpenHome, Told};

/// Writes with an audit row and its reason in the same transaction.
#[expect(clippy::too_many_arguments, reason = "the parts of one audit row, and the work it tells of")]
pub(crate) fn record_because<T>(
    app: &App,
    home: &OpenHome,
    action: &str,
    kind: &str,
    id: &str,
    fields: &[&str],
    reason: &str,
    work: impl FnOnce(&mut WriteTx<'_>) -> store::Result<T>,
) -> Result<T> {
    let told = Told { action, kind, fields, reason: Some(reason) };
    home.commit(app, &told, |tx| Ok((work(tx)?, id.to_owned())))
}
