//! An unlocked home: its keys in memory, and what they may be asked for.

use uuid::Uuid;

use crate::derive::{Purpose, sub_key};
use crate::disk;
use crate::error::VaultError;
use crate::file::{AccountNo, KeysFile};
use crate::password;
use crate::recovery::RecoveryCode;
use crate::secret::{DbKey, Key32, SubKey};
use crate::slot::{Keys, Kind};

/// What a person unlocks with.
pub enum Unlock<'a> {
    /// An account number and its password.
    Password {
        /// The number from the login page.
        account: AccountNo,
        /// The password as typed.
        password: &'a str,
    },
    /// The recovery code. Afterwards a new password and a new code must be made.
    Recovery(&'a RecoveryCode),
}

/// What a home was unlocked with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnlockedBy {
    /// The password of this account.
    Account(AccountNo),
    /// The recovery code.
    Recovery,
}

/// The keys of an unlocked home. Dropping it wipes them: that is what locking means.
pub struct Keyring {
    pub(crate) file: KeysFile,
    pub(crate) data: Key32,
    pub(crate) sealed: Option<Key32>,
    by: UnlockedBy,
    tampered: bool,
}

impl KeysFile {
    /// Opens one slot. Takes as long as the slot's cost says; a lost or damaged second copy is then written again.
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::WrongPassword`] or [`VaultError::Memory`].
    pub fn unlock(&self, with: &Unlock<'_>) -> Result<Keyring, VaultError> {
        let (keys, by) = match with {
            Unlock::Password { account, password } => {
                let slot = self.body.slots.iter().find(|slot| slot.account == Some(*account));
                let slot = slot.ok_or(VaultError::NoSuchAccount)?;
                (slot.open(self.body.home, password::prepared(password).as_bytes())?, UnlockedBy::Account(*account))
            }
            Unlock::Recovery(code) => {
                let slot = self.body.slots.iter().find(|slot| slot.kind == Kind::Recovery);
                let slot = slot.ok_or(VaultError::NoSuchAccount)?;
                (slot.open(self.body.home, &code.secret())?, UnlockedBy::Recovery)
            }
        };
        let keyring = Keyring::new(self.clone(), keys, by);
        if !keyring.tampered && !keyring.file.elsewhere {
            disk::heal(&keyring.file);
        }
        Ok(keyring)
    }
}

impl Keyring {
    /// A keyring over a file whose slot has just been opened or made.
    pub(crate) fn new(file: KeysFile, keys: Keys, by: UnlockedBy) -> Self {
        let tampered = !file.is_authentic(&keys.data);
        Self { file, data: keys.data, sealed: keys.sealed, by, tampered }
    }

    /// The keys file as it stands on disk.
    #[must_use]
    pub fn file(&self) -> &KeysFile {
        &self.file
    }

    /// What the home was unlocked with.
    #[must_use]
    pub fn unlocked_by(&self) -> UnlockedBy {
        self.by
    }

    /// Whether a slot was added, removed or relabelled outside the program: the home opens, since its data must stay
    /// reachable, but the window raises an alarm and the audit log records it.
    #[must_use]
    pub fn is_tampered(&self) -> bool {
        self.tampered
    }

    /// The key of the database.
    #[must_use]
    pub fn db_key(&self) -> DbKey {
        DbKey { key: sub_key(&self.data, Purpose::Database), salt: self.file.body.cipher_salt.0 }
    }

    /// The key of a database that another keys file names, such as the one beside a home that was set aside, when that file
    /// was made under the same data key; nothing when it was not, or was changed.
    #[must_use]
    pub fn db_key_of(&self, other: &KeysFile) -> Option<DbKey> {
        let key = || DbKey { key: sub_key(&self.data, Purpose::Database), salt: other.body.cipher_salt.0 };
        other.is_authentic(&self.data).then(key)
    }

    /// The key for a purpose, or nothing when it hangs below the key of the sealed texts and this account has none.
    #[must_use]
    pub fn sub_key(&self, purpose: Purpose) -> Option<SubKey> {
        let root = match purpose {
            Purpose::SealedTexts | Purpose::BoundTexts | Purpose::SealedDrafts => self.sealed.as_ref()?,
            _ => &self.data,
        };
        Some(SubKey(sub_key(root, purpose)))
    }

    /// Whether this account may read sealed texts.
    #[must_use]
    pub fn may_read_sealed(&self) -> bool {
        self.sealed.is_some()
    }

    /// The home's id.
    #[must_use]
    pub fn home(&self) -> Uuid {
        self.file.home()
    }

    /// Forgets the alarm after the file was written anew.
    pub(crate) fn settled(&mut self) {
        self.tampered = false;
    }
}
