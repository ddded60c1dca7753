//! What is done for a stated reason: the reason stands in the log, bound by its digest.

use store::WriteTx;
use store::audit::Entry;

use super::stamp_when_due;
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;

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
    let at = app.roots.now();
    let own = home.keyring().home();
    home.write(|tx| {
        let out = work(tx)?;
        let entry = Entry { at, actor: home.person_id(), action, object_kind: kind, object_id: id, fields };
        let head = store::audit::append_with_reason(tx, &entry, reason)?;
        stamp_when_due(tx, own, &head, at)?;
        Ok(out)
    })
}
