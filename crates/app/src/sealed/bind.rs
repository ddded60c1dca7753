//! Texts and drafts from before they were bound to their place: they are opened until somebody who holds the key has logged
//! in, who binds them all. From then on one of that form was put back by hand, and counts as damaged.

use store::draft::Draft;
use store::sealed::{Reseal, SealedText};
use vault::{Keyring, VaultError};
use zeroize::Zeroizing;

use crate::App;
use crate::error::{Code, Result};
use crate::home::OpenHome;

/// Opens a text as it is kept. `bound` says that none of the first form may be opened.
///
/// # Errors
/// [`VaultError::SealedKeyNotHeld`], [`VaultError::SealedTextDamaged`].
pub(crate) fn open_kept(
    keyring: &Keyring,
    kept: &SealedText,
    bound: bool,
) -> std::result::Result<Zeroizing<String>, VaultError> {
    if bound || vault::is_bound(&kept.content) {
        keyring.open_text(&kept.head.place(), &kept.content)
    } else {
        keyring.open_unbound_text(kept.head.id, &kept.content)
    }
}

/// Binds what was written before, once in the life of a home. Somebody without the key leaves it to the next who has it.
///
/// # Errors
/// `DatabaseDamaged`; anything else is tried again at the next login.
pub(crate) fn bind(app: &App, home: &OpenHome) -> Result<()> {
    if !home.keyring().may_read_sealed() || home.read(store::sealed::all_bound)? {
        return Ok(());
    }
    let at = app.roots.now();
    let done = home.write(|tx| {
        let keyring = home.keyring();
        let bound = store::sealed::bind_all(tx, &mut Again { app, keyring: &keyring })?;
        let fields =
            [format!("texts_{}", bound.texts), format!("drafts_{}", bound.drafts), format!("left_{}", bound.left)];
        let fields = fields.each_ref().map(String::as_str);
        let (actor, action) = (home.person_id(), "sealed.bind");
        let entry = store::audit::Entry { at, actor, action, object_kind: "home", object_id: "", fields: &fields };
        store::audit::append(tx, &entry).map(drop)
    });
    match done {
        Err(e) if e.code == Code::DatabaseDamaged => Err(e),
        _ => Ok(()),
    }
}

/// Opens and seals with the same keys.
struct Again<'a> {
    app: &'a App,
    keyring: &'a Keyring,
}

impl Reseal for Again<'_> {
    fn text(&mut self, kept: &SealedText, bound: bool) -> Option<Vec<u8>> {
        let text = open_kept(self.keyring, kept, bound).ok()?;
        self.keyring.seal_text(&kept.head.place(), &text, self.app.roots.random().as_mut()).ok()
    }

    fn draft(&mut self, kept: &Draft, bound: bool) -> Option<String> {
        let text = crate::draft::opened(self.keyring, kept, bound)?;
        crate::draft::sealed(self.app, self.keyring, &kept.place(), &text).ok()
    }
}
