//! Drafts of sealed texts under the key of the sealed texts.

use packet::encoding::{base64url, from_base64url};
use uuid::Uuid;
use vault::{Keyring, VaultError};
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;

/// How a sealed draft begins; the id it is bound to and the sealed bytes follow.
const MARK: &str = "sealed-draft-v1:";

/// Seals a draft with the keys of the open home.
pub(super) fn seal(app: &App, home: &OpenHome, text: &str) -> Result<String> {
    sealed(app, &home.keyring(), text).map_err(|e| match e {
        VaultError::SealedKeyNotHeld => Code::SealedNotHeld.into(),
        _ => Code::Internal.into(),
    })
}

/// Seals a draft with these keys.
///
/// # Errors
/// [`VaultError::SealedKeyNotHeld`].
pub(crate) fn sealed(app: &App, keyring: &Keyring, text: &str) -> std::result::Result<String, VaultError> {
    let id = app.roots.uuid();
    let sealed = keyring.seal_text(id, text, app.roots.random().as_mut())?;
    Ok(format!("{MARK}{id}:{}", base64url(&sealed)))
}

/// Opens a draft. `None` when it was sealed under a key that is no longer in use: a draft is not worth an error.
pub(super) fn open(home: &OpenHome, content: &str) -> Option<Zeroizing<String>> {
    opened(&home.keyring(), content)
}

/// Opens a draft with these keys.
pub(crate) fn opened(keyring: &Keyring, content: &str) -> Option<Zeroizing<String>> {
    let (id, bytes) = content.strip_prefix(MARK)?.split_once(':')?;
    let (id, bytes) = (Uuid::parse_str(id).ok()?, from_base64url(bytes)?);
    keyring.open_text(id, &bytes).ok()
}
