//! Opens a sealed text. That it was opened, by whom and why is on the disk before the text is shown.

use uuid::Uuid;
use vault::VaultError;

use super::needs_reason;
use crate::App;
use crate::audit::record_because;
use crate::correction::reason;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{OpenSealedRequest, SealedTextView};

/// The text in the clear.
///
/// # Errors
/// `NoRight`, `NotFound`; `ReasonTooShort` for who is not the counsellor; `SealedNotHeld`, `SealedDamaged`.
pub fn sealed_open(app: &App, request: &OpenSealedRequest) -> Result<SealedTextView> {
    let home = app.home()?;
    home.require(Right::ReadSealed)?;
    let why = if needs_reason(&home) {
        Some(reason(request.reason.as_deref().unwrap_or_default())?)
    } else {
        request.reason.as_deref().map(str::trim).filter(|r| !r.is_empty()).map(reason).transpose()?
    };
    let not_found = || AppError::new(Code::NotFound).with("id", "sealed");
    let id = Uuid::parse_str(&request.id).map_err(|_| not_found())?;
    let (kept, bound) = home.read(|tx| Ok((store::sealed::get(tx, id)?, store::sealed::all_bound(tx)?)))?;
    let kept = kept.ok_or_else(not_found)?;
    super::seen(app, &home, &kept.head.object_kind, &kept.head.object_id)?;
    let text = super::open_kept(&home.keyring(), &kept, bound).map_err(|e| match e {
        VaultError::SealedKeyNotHeld => AppError::new(Code::SealedNotHeld),
        VaultError::SealedTextDamaged => Code::SealedDamaged.into(),
        _ => Code::Internal.into(),
    })?;
    let (kind, object) = (kept.head.object_kind.as_str(), kept.head.object_id.as_str());
    match why {
        Some(why) => record_because(app, &home, "sealed.open", kind, object, &["content"], &why, |_| Ok(()))?,
        None => home.record(app, "sealed.open", kind, object, &["content"], |_| Ok(()))?,
    }
    Ok(SealedTextView { text: text.to_string() })
}
