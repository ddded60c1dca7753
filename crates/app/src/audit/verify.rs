//! Recomputes the whole chain, holds the signed checkpoints against it, and the finished records against their digests.

use packet::identity::Certificate;
use store::ReadTx;
use store::audit::{Anchor, Finding};
use uuid::Uuid;

use super::checkpoint;
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::AuditVerifyView;

/// What the log says of itself.
///
/// # Errors
/// `NoRight`.
pub fn audit_verify(app: &App) -> Result<AuditVerifyView> {
    let home = app.home()?;
    home.require(Right::ReadAudit)?;
    let id = home.keyring().home();
    let view = home.read(|tx| examined(tx, id))?;
    home.record(app, "audit.verify", "audit", "", &[], |_| Ok(()))?;
    Ok(view)
}

/// The judgement of the chain and of every checkpoint that is kept beside it.
pub(super) fn examined(tx: &ReadTx<'_>, home: Uuid) -> store::Result<AuditVerifyView> {
    let head = store::audit::head(tx)?;
    let view = |state: &str, seq: Option<u64>, checkpoints: u32| AuditVerifyView {
        state: state.to_owned(),
        count: head.count,
        seq,
        head: head.hex(),
        checkpoints,
        kind: None,
        id: None,
    };
    let unsigned = |n: i64| u64::try_from(n).unwrap_or(0);
    match store::audit::examine(tx)? {
        Finding::Whole(_) => {}
        Finding::Missing { after, .. } => return Ok(view("missing", Some(unsigned(after) + 1), 0)),
        Finding::Changed { seq } => return Ok(view("changed", Some(unsigned(seq)), 0)),
    }
    let own = checkpoint::own_keys(tx)?;
    let mut held: u32 = 0;
    for kept in store::checkpoint::list(tx)? {
        if let Some((state, seq)) = contradicted(tx, &kept, &own, home)? {
            return Ok(view(state, Some(seq), held));
        }
        held = held.saturating_add(1);
    }
    if let Some(changed) = store::digest::examine(tx)?.into_iter().next() {
        let found = view("record_changed", Some(unsigned(changed.seq)), held);
        return Ok(AuditVerifyView { kind: Some(changed.kind), id: Some(changed.id), ..found });
    }
    Ok(view("whole", None, held))
}

/// What a kept checkpoint has against the log.
fn contradicted(
    tx: &ReadTx<'_>,
    kept: &store::checkpoint::Checkpoint,
    own: &[Certificate],
    home: Uuid,
) -> store::Result<Option<(&'static str, u64)>> {
    let signed = checkpoint::read(kept.jws.as_bytes(), own, home);
    let fits = signed.is_some_and(|s| s.count == kept.count && s.head == packet::encoding::hex(&kept.head));
    if !fits {
        return Ok(Some(("checkpoint", kept.count)));
    }
    Ok(match store::audit::compare(tx, kept.count, &kept.head)? {
        Anchor::Extends => None,
        Anchor::Truncated { .. } => Some(("truncated", kept.count)),
        Anchor::Differs { seq } => Some(("rewritten", seq)),
    })
}
