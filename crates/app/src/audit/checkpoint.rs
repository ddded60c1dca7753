//! Signed checkpoints: the school's key says how long the log is and how it ends. They go into every backup and packet,
//! and the log is held against them later: who rewrites it must contradict a signature.

use packet::identity::{Certificate, Identity};
use packet::jws::{TYP_CHECKPOINT, sign_carrying, verify_carrying};
use serde::{Deserialize, Serialize};
use store::audit::Head;
use store::checkpoint::Checkpoint;
use store::{ReadTx, WriteTx};
use uuid::Uuid;

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;

/// A checkpoint is signed whenever the log has grown past another multiple of this many rows.
const EVERY: u64 = 100;

/// What is signed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Signed {
    /// The id of the home, as its keys file has it.
    pub(super) home: Uuid,
    /// Rows of the log.
    pub(super) count: u64,
    /// Hash of the last row, 64 hexadecimal digits.
    pub(super) head: String,
    /// When, RFC 3339 at +08:00.
    pub(super) at: domain::Instant,
}

/// Signs the present end of the log and keeps it, unless the newest checkpoint says the same already.
///
/// # Errors
/// `HomeDamaged` when the home has no signing key, and those of the store.
pub(crate) fn checkpoint(app: &App, home: &OpenHome) -> Result<Checkpoint> {
    let at = app.roots.now();
    let id = home.keyring().home();
    let kept = home.write(|tx| {
        let head = store::audit::head(tx)?;
        match store::checkpoint::latest(tx)? {
            Some(newest) if newest.count == head.count && newest.head == head.hash => Ok(Some(newest)),
            _ => stamp(tx, id, &head, at),
        }
    })?;
    kept.ok_or_else(|| AppError::new(Code::HomeDamaged).with("found", vec!["identity_missing"]))
}

/// Signs a checkpoint in the transaction of an audit row when the log has grown far enough since the last one. A home
/// without a signing key yet gets none: nothing that is recorded may fail for it.
///
/// # Errors
/// Those of the store.
pub(crate) fn stamp_when_due(tx: &mut WriteTx<'_>, home: Uuid, head: &Head, at: domain::Instant) -> store::Result<()> {
    let newest = store::checkpoint::latest(tx)?.map_or(0, |c| c.count);
    if head.count / EVERY > newest / EVERY {
        stamp(tx, home, head, at)?;
    }
    Ok(())
}

fn stamp(tx: &mut WriteTx<'_>, home: Uuid, head: &Head, at: domain::Instant) -> store::Result<Option<Checkpoint>> {
    let (Some(key), Some(certificate)) = (store::identity::key(tx)?, store::identity::certificate(tx)?) else {
        return Ok(None);
    };
    let Ok(identity) = Identity::from_der(&key, &certificate.der) else { return Ok(None) };
    let payload = Signed { home, count: head.count, head: head.hex(), at };
    let Ok(payload) = serde_json::to_vec(&payload) else { return Ok(None) };
    let jws = String::from_utf8_lossy(&sign_carrying(TYP_CHECKPOINT, &payload, &identity)).into_owned();
    let made = Checkpoint { count: head.count, head: head.hash, made_at: at, jws };
    store::checkpoint::put(tx, &made)?;
    Ok(Some(made))
}

/// The keys that a signature of this school may come from: those of every certificate it ever had.
pub(super) fn own_keys(tx: &ReadTx<'_>) -> store::Result<Vec<Certificate>> {
    let kept = store::identity::certificates(tx)?;
    Ok(kept.iter().filter_map(|c| Certificate::from_der(&c.der).ok()).collect())
}

/// Whether a certificate is for one of the school's own keys.
pub(super) fn is_own(own: &[Certificate], signer: &Certificate) -> bool {
    let key = signer.spki_der().ok();
    key.is_some() && own.iter().any(|c| c.spki_der().ok() == key)
}

/// Reads a checkpoint that this home's own key signed.
pub(super) fn read(jws: &[u8], own: &[Certificate], home: Uuid) -> Option<Signed> {
    let verified = verify_carrying(TYP_CHECKPOINT, jws).ok()?;
    let signed: Signed = serde_json::from_slice(&verified.payload).ok()?;
    (is_own(own, &verified.certificate) && signed.home == home).then_some(signed)
}
