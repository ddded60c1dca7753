//! The first start of a home, and setting aside one that was never finished.

use std::fs;
use std::io;
use std::path::Path;

use domain::Random;
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::cost::KdfCost;
use crate::disk::{self, BACKUP_FILE, KEYS_FILE};
use crate::edit::{NewAccount, push_account, push_recovery};
use crate::error::VaultError;
use crate::file::{KeysFile, Octets, is_plain_file_name};
use crate::keyring::{Keyring, UnlockedBy};
use crate::recovery::RecoveryCode;
use crate::secret::Key32;
use crate::slot::Keys;

/// A home to make.
pub struct FirstStart<'a> {
    /// The home's id, repeated in the database.
    pub home: Uuid,
    /// The database's file name inside the home: ASCII letters, digits, `-`, `_` and `.`.
    pub db_file: &'a str,
    /// The first person, who becomes account 01.
    pub first: NewAccount<'a>,
    /// Whether a recovery code is made. A practice home has none.
    pub recovery: bool,
    /// The cost of both slots.
    pub cost: KdfCost,
}

/// Makes the keys of a new home. The file says "first start not finished" until [`Keyring::confirm`]; a crash before
/// that begins the first start again after [`set_aside_unfinished`].
///
/// # Errors
/// [`VaultError::AlreadyThere`] over a keys file in any state, [`VaultError::BadValue`], [`VaultError::Cost`],
/// [`VaultError::Memory`], [`VaultError::Write`].
pub fn create(
    dir: &Path,
    start: &FirstStart<'_>,
    random: &mut dyn Random,
) -> Result<(Keyring, Option<RecoveryCode>), VaultError> {
    if disk::is_present(dir) {
        return Err(VaultError::AlreadyThere);
    }
    if !is_plain_file_name(start.db_file) {
        return Err(VaultError::BadValue);
    }
    let data = random_key(random);
    let sealed = random_key(random);
    let mut body = KeysFile::new_body(start.home, start.db_file, Octets::random(random));
    let given = start.first.may_read_sealed.then_some(&sealed);
    let first = push_account(&mut body, &start.first, start.cost, &data, given, random)?;
    let code =
        if start.recovery { Some(push_recovery(&mut body, start.cost, &data, Some(&sealed), random)?) } else { None };
    let file = KeysFile::sealed(dir, body, &data);
    disk::write_both(&file, None)?;
    let keys = Keys { data, sealed: start.first.may_read_sealed.then_some(sealed) };
    Ok((Keyring::new(file, keys, UnlockedBy::Account(first)), code))
}

/// Moves an unfinished first start (its database, then its keys) into `unfinished-<home id>/` inside the home, so that a
/// new one can begin. Nothing is deleted, and it can be repeated after a crash half-way.
///
/// # Errors
/// [`VaultError::Finished`] when the first start was confirmed, those of [`KeysFile::read`], [`VaultError::Write`].
pub fn set_aside_unfinished(dir: &Path) -> Result<(), VaultError> {
    let file = KeysFile::read(dir)?;
    if file.is_confirmed() {
        return Err(VaultError::Finished);
    }
    let aside = dir.join(format!("unfinished-{}", file.home()));
    fs::create_dir_all(&aside).map_err(VaultError::Write)?;
    let database = file.db_file();
    let names = [database.to_owned(), format!("{database}-wal"), format!("{database}-shm")];
    for name in names.iter().map(String::as_str).chain([BACKUP_FILE, KEYS_FILE]) {
        match disk::rename_patiently(&dir.join(name), &aside.join(name)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(VaultError::Write(error));
            }
            _ => {}
        }
    }
    disk::sync_dir(&aside).and_then(|()| disk::sync_dir(dir)).map_err(VaultError::Write)
}

/// 32 random bytes.
pub(crate) fn random_key(random: &mut dyn Random) -> Key32 {
    let mut bytes = Zeroizing::new([0u8; 32]);
    random.fill(bytes.as_mut_slice());
    Key32::copied(&bytes)
}

#[cfg(test)]
pub(crate) mod tests {
    use domain::Random;
    use rand_chacha::ChaCha20Rng;
    use rand_chacha::rand_core::{Rng, SeedableRng};

    /// A repeatable source of random bytes.
    pub(crate) struct Seeded(ChaCha20Rng);

    impl Random for Seeded {
        fn fill(&mut self, out: &mut [u8]) {
            self.0.fill_bytes(out);
        }
    }

    /// The source with this seed.
    pub(crate) fn seeded(seed: u64) -> Seeded {
        Seeded(ChaCha20Rng::seed_from_u64(seed))
    }
}
