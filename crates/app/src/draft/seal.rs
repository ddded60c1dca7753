//! Drafts of sealed texts under the key of the sealed texts, each bound to its form, its record and the person who types.

use packet::encoding::{base64url, from_base64url};
use store::draft::Draft;
use uuid::Uuid;
use vault::{Keyring, SealedPlace, VaultError};
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;

/// How a sealed draft begins; the sealed bytes follow.
const MARK: &str = "sealed-draft-v2:";
/// How one of the first form begins; an id to which alone it is bound and the sealed bytes follow.
const FIRST: &str = "sealed-draft-v1:";

/// Seals a draft with the keys of the open home.
pub(super) fn seal(app: &App, home: &OpenHome, place: &SealedPlace<'_>, text: &str) -> Result<String> {
    sealed(app, &home.keyring(), place, text).map_err(|e| match e {
        VaultError::SealedKeyNotHeld => Code::SealedNotHeld.into(),
        _ => Code::Internal.into(),
    })
}

/// Seals a draft with these keys.
///
/// # Errors
/// [`VaultError::SealedKeyNotHeld`].
pub(crate) fn sealed(
    app: &App,
    keyring: &Keyring,
    place: &SealedPlace<'_>,
    text: &str,
) -> std::result::Result<String, VaultError> {
    let sealed = keyring.seal_text(place, text, app.roots.random().as_mut())?;
    Ok(format!("{MARK}{}", base64url(&sealed)))
}

/// Opens a draft. `None` when it was sealed under a key that is no longer in use, or for another place: a draft is not worth
/// an error.
pub(super) fn open(home: &OpenHome, draft: &Draft, bound: bool) -> Option<Zeroizing<String>> {
    opened(&home.keyring(), draft, bound)
}

/// Opens a draft with these keys. `bound` says that none of the first form may be opened.
pub(crate) fn opened(keyring: &Keyring, draft: &Draft, bound: bool) -> Option<Zeroizing<String>> {
    if let Some(bytes) = draft.content.strip_prefix(MARK) {
        return keyring.open_text(&draft.place(), &from_base64url(bytes)?).ok();
    }
    let (id, bytes) = draft.content.strip_prefix(FIRST).filter(|_| !bound)?.split_once(':')?;
    keyring.open_unbound_text(Uuid::parse_str(id).ok()?, &from_base64url(bytes)?).ok()
}
