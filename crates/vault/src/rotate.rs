//! Removal for cause: new keys for everything, so that what somebody copied earlier opens nothing that is written later.
//!
//! The slots of everybody else wrap the old key and cannot be made again without their passwords; they are left out, and
//! each gets a new password afterwards. Whoever has to be removed for cause may have seen the others type.

use domain::Random;

use crate::cost::KdfCost;
use crate::create::random_key;
use crate::disk;
use crate::edit::{find, push_recovery, take_slot_id};
use crate::error::VaultError;
use crate::file::{AccountNo, KeysFile, Octets, is_plain_file_name};
use crate::keyring::{Keyring, UnlockedBy};
use crate::password;
use crate::recovery::RecoveryCode;
use crate::secret::DbKey;
use crate::slot::{Keys, Kind, Label, Slot};

/// New keys that are not in force yet. Dropping it changes nothing.
pub struct Rotation {
    keyring: Keyring,
    code: RecoveryCode,
    old: KeysFile,
}

impl Keyring {
    /// Makes a new data key, a new key of the sealed texts and a new recovery code, for a database under another file name.
    /// Only the account `keep` stays, under the password it has; nothing is written before [`Rotation::commit`].
    ///
    /// # Errors
    /// [`VaultError::NoSuchAccount`], [`VaultError::WrongPassword`]; [`VaultError::SealedKeyNotHeld`] when the account or
    /// this keyring does not hold the key of the sealed texts; [`VaultError::BadValue`] for the file name now in use;
    /// [`VaultError::Cost`], [`VaultError::Memory`].
    pub fn rotate(
        &self,
        keep: AccountNo,
        password: &str,
        db_file: &str,
        cost: KdfCost,
        random: &mut dyn Random,
    ) -> Result<Rotation, VaultError> {
        if !is_plain_file_name(db_file) || db_file == self.file.db_file() {
            return Err(VaultError::BadValue);
        }
        self.opens(keep, password)?;
        let (data, sealed) = (random_key(random), random_key(random));
        let mut body = self.file.body.clone();
        let kept = find(&mut body, keep)?.clone();
        if self.sealed.is_none() || kept.sealed.is_none() {
            return Err(VaultError::SealedKeyNotHeld);
        }
        db_file.clone_into(&mut body.db_file);
        body.cipher_salt = Octets::random(random);
        body.generation = body.generation.saturating_add(1);
        body.slots.clear();
        let id = take_slot_id(&mut body)?;
        let label = Label { home: body.home, id, kind: Kind::Password, account: Some(keep), posts: &kept.posts };
        let secret = password::prepared(password);
        body.slots.push(Slot::make(&label, secret.as_bytes(), cost, &data, Some(&sealed), random)?);
        let code = push_recovery(&mut body, cost, &data, Some(&sealed), random)?;
        let file = KeysFile::sealed(&self.file.dir, body, &data);
        let keys = Keys { data, sealed: Some(sealed) };
        Ok(Rotation { keyring: Keyring::new(file, keys, UnlockedBy::Account(keep)), code, old: self.file.clone() })
    }
}

impl Rotation {
    /// The key of the new database.
    #[must_use]
    pub fn db_key(&self) -> DbKey {
        self.keyring.db_key()
    }

    /// The new keys, to seal the texts again.
    #[must_use]
    pub fn keyring(&self) -> &Keyring {
        &self.keyring
    }

    /// The new keys as the keys file of an older copy whose database has this name, so that the copy opens with today's
    /// password and code and with nothing else. It is written by whoever keeps that copy.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] for the file name.
    pub fn file_beside(&self, db_file: &str) -> Result<KeysFile, VaultError> {
        if !is_plain_file_name(db_file) {
            return Err(VaultError::BadValue);
        }
        let mut body = self.keyring.file.body.clone();
        db_file.clone_into(&mut body.db_file);
        Ok(KeysFile { elsewhere: true, ..KeysFile::sealed(&self.keyring.file.dir, body, &self.keyring.data) })
    }

    /// Puts the new keys in force: the rename of `keys.json`. The new database must be whole and on the disk before.
    ///
    /// # Errors
    /// [`VaultError::Write`]: the old keys are still in force.
    pub fn commit(self) -> Result<(Keyring, RecoveryCode), VaultError> {
        disk::write_both(self.keyring.file(), Some(&self.old))?;
        Ok((self.keyring, self.code))
    }
}
