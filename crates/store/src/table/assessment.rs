//! The yearly assessment of staff in this work.

use domain::noun::Assessment;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters an assessment.
///
/// # Errors
/// [`crate::Error::Constraint`] for a person who is not on the staff or a value out of bounds.
pub fn insert(tx: &mut WriteTx<'_>, new: &Assessment) -> Result<()> {
    tx.put(
        "assessment",
        &[
            ("staff_id", new.staff_id.cell()),
            ("post", new.post.cell()),
            ("period", new.period.cell()),
            ("score", new.score.cell()),
            ("veto", new.veto.cell()),
            ("suspended", new.suspended.cell()),
            ("reason", new.reason.cell()),
        ],
    )
}

/// Every assessment, in the order of entry.
///
/// # Errors
/// Those of SQLite.
pub fn list(tx: &ReadTx<'_>) -> Result<Vec<Assessment>> {
    tx.rows("assessment", Of::All, |r| {
        Ok(Assessment {
            staff_id: r.at("staff_id")?,
            post: r.at("post")?,
            period: r.at("period")?,
            score: r.at("score")?,
            veto: r.at("veto")?,
            suspended: r.at("suspended")?,
            reason: r.at("reason")?,
        })
    })
}
