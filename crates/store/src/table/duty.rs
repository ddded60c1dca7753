//! The list of responsibilities (责任清单): every post, what it has to do, who holds it.

use domain::noun::Duty;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters a post.
///
/// # Errors
/// [`crate::Error::Constraint`] when the post is there already, or a holder is not on the staff.
pub fn insert(tx: &mut WriteTx<'_>, new: &Duty) -> Result<()> {
    tx.put("duty", &[("post", new.post.cell()), ("signed_on", new.signed_on.cell())])?;
    tx.put_list("duty_task", ("post", &new.post), "text", &new.duties)?;
    tx.put_list("duty_holder", ("post", &new.post), "staff_id", &new.holder_ids)
}

/// Every post, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Duty>> {
    let mut found = tx.rows("duty", Of::All, |r| {
        Ok(Duty { post: r.at("post")?, duties: Vec::new(), holder_ids: Vec::new(), signed_on: r.at("signed_on")? })
    })?;
    let mut tasks = tx.children("duty_task", "post", Of::All, |r| r.at("text"))?;
    let mut holders = tx.children("duty_holder", "post", Of::All, |r| r.at("staff_id"))?;
    for row in &mut found {
        row.duties = tasks.take(&row.post);
        row.holder_ids = holders.take(&row.post);
    }
    Ok(found)
}
