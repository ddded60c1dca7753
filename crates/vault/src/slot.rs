//! One slot: a secret's key-encryption key around the data key and, where allowed, the key of the sealed texts.
//! Everything that tells slots apart is bound as associated data, so a slot cannot be renamed, weakened or moved.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use domain::Random;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::cost::KdfCost;
use crate::error::VaultError;
use crate::file::{AccountNo, Octets};
use crate::secret::Key32;

/// What opens a slot.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Kind {
    /// The password of the person with this account number.
    Password,
    /// The recovery code.
    Recovery,
}

/// One wrapped key: 32 bytes and a 16-byte tag under XChaCha20-Poly1305.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Wrapped {
    nonce: Octets<24>,
    ct: Octets<48>,
}

/// A slot as it stands in the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Slot {
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    /// Absent in the recovery slot.
    pub(crate) account: Option<AccountNo>,
    /// Ids of the posts the login page shows; guarded by the file's MAC only, since they change without a password.
    pub(crate) posts: Vec<String>,
    #[serde(flatten)]
    pub(crate) cost: KdfCost,
    salt: Octets<16>,
    data: Wrapped,
    /// Present where the person may read sealed texts.
    pub(crate) sealed: Option<Wrapped>,
}

/// Which slot to make.
pub(crate) struct Label<'a> {
    pub(crate) home: Uuid,
    pub(crate) id: u32,
    pub(crate) kind: Kind,
    pub(crate) account: Option<AccountNo>,
    pub(crate) posts: &'a [String],
}

/// The two random keys of a home, the second only where it may be.
pub(crate) struct Keys {
    pub(crate) data: Key32,
    pub(crate) sealed: Option<Key32>,
}

impl Slot {
    /// Wraps the keys under a secret.
    pub(crate) fn make(
        label: &Label<'_>,
        secret: &[u8],
        cost: KdfCost,
        data: &Key32,
        sealed: Option<&Key32>,
        random: &mut dyn Random,
    ) -> Result<Self, VaultError> {
        cost.allow_creation()?;
        let salt = Octets::random(random);
        let kek = cost.derive(secret, &salt.0)?;
        let aad = |part| associated(label.home, label.id, label.kind, label.account, cost, &salt, part);
        let wrapped_data = wrap(&kek, data, &aad("data"), random)?;
        let wrapped_sealed = sealed.map(|key| wrap(&kek, key, &aad("sealed"), random)).transpose()?;
        Ok(Self {
            id: label.id,
            kind: label.kind,
            account: label.account,
            posts: label.posts.to_vec(),
            cost,
            salt,
            data: wrapped_data,
            sealed: wrapped_sealed,
        })
    }

    /// Takes the key of the sealed texts in beside the data key, under the secret it has: nothing else of the slot changes.
    /// A wrong secret is refused before anything is wrapped with it.
    pub(crate) fn take_sealed(
        &mut self,
        home: Uuid,
        secret: &[u8],
        sealed: &Key32,
        random: &mut dyn Random,
    ) -> Result<(), VaultError> {
        let kek = self.cost.derive(secret, &self.salt.0)?;
        let aad = |part| associated(home, self.id, self.kind, self.account, self.cost, &self.salt, part);
        cipher(&kek)
            .decrypt(&XNonce::from(self.data.nonce.0), Payload { msg: &self.data.ct.0, aad: aad("data").as_bytes() })
            .map(Zeroizing::new)
            .map_err(|_| VaultError::WrongPassword)?;
        self.sealed = Some(wrap(&kek, sealed, &aad("sealed"), random)?);
        Ok(())
    }

    /// Unwraps the keys. A wrong secret and a changed slot cannot be told apart here; the file's own hash does that.
    pub(crate) fn open(&self, home: Uuid, secret: &[u8]) -> Result<Keys, VaultError> {
        let kek = self.cost.derive(secret, &self.salt.0)?;
        let unwrap = |wrapped: &Wrapped, part| {
            let aad = associated(home, self.id, self.kind, self.account, self.cost, &self.salt, part);
            let plain = cipher(&kek)
                .decrypt(&XNonce::from(wrapped.nonce.0), Payload { msg: &wrapped.ct.0, aad: aad.as_bytes() })
                .map(Zeroizing::new)
                .map_err(|_| VaultError::WrongPassword)?;
            plain.as_slice().try_into().map(Key32::copied).map_err(|_| VaultError::WrongPassword)
        };
        Ok(Keys {
            data: unwrap(&self.data, "data")?,
            sealed: self.sealed.as_ref().map(|wrapped| unwrap(wrapped, "sealed")).transpose()?,
        })
    }
}

/// Wraps one key under a key-encryption key.
fn wrap(kek: &Key32, key: &Key32, aad: &str, random: &mut dyn Random) -> Result<Wrapped, VaultError> {
    let nonce = Octets::random(random);
    let ct = cipher(kek)
        .encrypt(&XNonce::from(nonce.0), Payload { msg: key.bytes(), aad: aad.as_bytes() })
        .ok()
        .and_then(|ct| ct.try_into().ok())
        .ok_or(VaultError::BadValue)?;
    Ok(Wrapped { nonce, ct: Octets(ct) })
}

/// The cipher under a key-encryption key.
pub(crate) fn cipher(key: &Key32) -> XChaCha20Poly1305 {
    // A Key32 always has 32 bytes; the fallback only keeps the conversion total.
    let key = Zeroizing::new(<[u8; 32]>::try_from(key.bytes()).unwrap_or_default());
    XChaCha20Poly1305::new(&Key::from(*key))
}

/// The associated data of one wrapped key.
fn associated(
    home: Uuid,
    id: u32,
    kind: Kind,
    account: Option<AccountNo>,
    cost: KdfCost,
    salt: &Octets<16>,
    part: &str,
) -> String {
    let kind = match kind {
        Kind::Password => "password",
        Kind::Recovery => "recovery",
    };
    let account = account.map(|no| no.to_string()).unwrap_or_default();
    let KdfCost { m_kib, t, p } = cost;
    format!("anmiao-slot-v1|{home}|{id}|{kind}|{account}|{m_kib}|{t}|{p}|{}|{part}", salt.text())
}
