//! The locks of the database at a login: taken off with another program, they are put back before anything is written, and
//! everybody is told.

use store::audit::Entry;

use super::OpenHome;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::store_error;
use crate::view::FaultView;

/// Looks at the locks, puts back those that are missing or changed, and answers the alarm.
///
/// # Errors
/// `DatabaseDamaged` for a table that is another one than it should be, or content that no longer fits its locks: only a
/// repair puts that right, and nothing is written before it.
pub(super) fn judge(app: &App, home: &OpenHome) -> Result<Option<FaultView>> {
    let failed = |e: store::Error| store_error(home.store.path(), &e);
    let found = home.store.differences().map_err(failed)?;
    if found.is_empty() {
        return Ok(None);
    }
    let damaged = || AppError::from(Code::DatabaseDamaged);
    if !found.tables.is_empty() {
        return Err(damaged());
    }
    let at = app.roots.now();
    let count = format!("locks_{}", found.locks.len());
    let put_back = home.store.put_locks_back(&found, |tx| {
        let (actor, fields) = ("system", [count.as_str()]);
        let entry = Entry { at, actor, action: "locks.restore", object_kind: "home", object_id: "", fields: &fields };
        store::audit::append(tx, &entry).map(drop)
    });
    put_back.map_err(|e| if matches!(e, store::Error::Constraint { .. }) { damaged() } else { failed(e) })?;
    Ok(Some(FaultView::new("locks_changed")))
}
