//! Drafts of sealed texts under the key of the sealed texts.

use packet::encoding::{base64url, from_base64url};
use uuid::Uuid;
use vault::VaultError;
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;

/// How a sealed draft begins; the id it is bound to and the sealed bytes follow.
const MARK: &str = "sealed-draft-v1:";

/// Seals a draft.
pub(super) fn seal(app: &App, home: &OpenHome, text: &str) -> Result<String> {
    let id = app.roots.uuid();
    let sealed = home.keyring().seal_text(id, text, app.roots.random().as_mut());
    let sealed = sealed.map_err(|e| match e {
        VaultError::SealedKeyNotHeld => Code::SealedNotHeld,
        _ => Code::Internal,
    })?;
    Ok(format!("{MARK}{id}:{}", base64url(&sealed)))
}

/// Opens a draft. `None` when it was sealed under a key that is no longer in use: a draft is not worth an error.
pub(super) fn open(home: &OpenHome, content: &str) -> Option<Zeroizing<String>> {
    let (id, bytes) = content.strip_prefix(MARK)?.split_once(':')?;
    let (id, bytes) = (Uuid::parse_str(id).ok()?, from_base64url(bytes)?);
    home.keyring().open_text(id, &bytes).ok()
}
