//! Holds a packet or a backup against the log: the log must contain everything that they prove.

use std::path::Path;

use store::audit::Anchor;

use super::checkpoint;
use super::proof::{self, Own};
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::AuditCompareView;

/// Compares with the file or folder that the person chose.
///
/// # Errors
/// `NoRight`, `CannotRead`, `AuditProofUnreadable`, `AuditProofFalse`, `AuditOtherSchool`.
pub fn audit_compare(app: &App, path: &Path) -> Result<AuditCompareView> {
    let home = app.home()?;
    home.require(Right::ReadAudit)?;
    let id = home.keyring().home();
    let own = home.read(|tx| Own::read(tx, id))?;
    let kept = |packet, name: &str| home.read(|tx| store::outbox::file(tx, packet, name)).ok();
    let held = proof::read(path, &own, &kept)?;
    let view = home.read(|tx| compared(tx, &held, proof::name(path)))?;
    home.record(app, "audit.compare", "audit", "", &[held.source.id()], |_| Ok(()))?;
    Ok(view)
}

/// Whether what the school's own key has signed in a backup of this home is not, or no longer, in the log.
///
/// # Errors
/// Those of the store.
pub(crate) fn is_contradicted(
    tx: &store::ReadTx<'_>,
    manifest: &store::container::Manifest,
    home: uuid::Uuid,
) -> store::Result<bool> {
    let Some(jws) = manifest.checkpoint.as_ref().filter(|_| manifest.home == home) else { return Ok(false) };
    let signed = checkpoint::read(jws.as_bytes(), &checkpoint::own_keys(tx)?, home);
    let Some(signed) = signed else { return Ok(false) };
    let head = packet::encoding::from_hex(signed.head.as_bytes()).and_then(|head| head.try_into().ok());
    let Some(head) = head else { return Ok(false) };
    Ok(store::audit::compare(tx, signed.count, &head)? != Anchor::Extends)
}

/// The judgement of one proof.
pub(super) fn compared(tx: &store::ReadTx<'_>, held: &proof::Proof, file: String) -> store::Result<AuditCompareView> {
    let have = store::audit::head(tx)?.count;
    let (state, seq) = match store::audit::compare(tx, held.count, &held.head)? {
        Anchor::Extends => ("extends", None),
        Anchor::Truncated { .. } => ("truncated", None),
        Anchor::Differs { seq } => ("differs", Some(seq)),
    };
    let kind = held.source.id().to_owned();
    Ok(AuditCompareView { state: state.to_owned(), file, kind, count: held.count, have, seq })
}
