//! What the school has settled about personal data, and which guardians' consent is still out.

use domain::noun::Privacy;

use crate::cell::Cell as _;
use crate::error::Result;
use crate::row::Of;
use crate::tx::{ReadTx, WriteTx};

/// Enters it; there is one.
///
/// # Errors
/// [`crate::Error::Constraint`] when there is one already, or a pupil is not there.
pub fn insert(tx: &mut WriteTx<'_>, new: &Privacy) -> Result<()> {
    tx.put(
        "privacy",
        &[
            ("one", 1.cell()),
            ("notice_version", new.notice_version.cell()),
            ("retention_rule", new.retention_rule.cell()),
            ("access_log_enabled", new.access_log_enabled.cell()),
        ],
    )?;
    for basis in &new.legal_bases {
        tx.put("privacy_basis", &[("text", basis.cell())])?;
    }
    for student in &new.pending_consent_student_ids {
        tx.put("privacy_pending_consent", &[("student_id", student.cell())])?;
    }
    Ok(())
}

/// It, where it was entered.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Option<Privacy>> {
    let legal_bases = tx.rows("privacy_basis", Of::All, |r| r.at("text"))?;
    let pending_consent_student_ids = tx.rows("privacy_pending_consent", Of::All, |r| r.at("student_id"))?;
    let found = tx.single("privacy", |r| {
        Ok(Privacy {
            notice_version: r.at("notice_version")?,
            legal_bases: Vec::new(),
            pending_consent_student_ids: Vec::new(),
            retention_rule: r.at("retention_rule")?,
            access_log_enabled: r.at("access_log_enabled")?,
        })
    })?;
    Ok(found.map(|privacy| Privacy { legal_bases, pending_consent_student_ids, ..privacy }))
}
