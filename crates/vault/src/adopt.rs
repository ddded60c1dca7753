//! Keys that come out of a backup and take the place of those in a home.

use std::path::Path;

use crate::disk;
use crate::error::VaultError;
use crate::file::{KeysFile, is_plain_file_name};
use crate::keyring::Keyring;

impl Keyring {
    /// Writes this keyring's file into a home, naming the database that was put there: the rename of `keys.json` is the
    /// moment at which a restore counts. The generation becomes higher than `above` and than the keyring's own, so that
    /// the home's earlier keys count as older.
    ///
    /// # Errors
    /// [`VaultError::BadValue`] for a file name; [`VaultError::Write`]: what stood there is still in force.
    pub fn adopt(mut self, dir: &Path, db_file: &str, above_generation: u64) -> Result<Self, VaultError> {
        if !is_plain_file_name(db_file) {
            return Err(VaultError::BadValue);
        }
        let mut body = self.file.body.clone();
        db_file.clone_into(&mut body.db_file);
        body.generation = body.generation.max(above_generation).saturating_add(1);
        body.confirmed = true;
        let file = KeysFile::sealed(dir, body, &self.data);
        let before = KeysFile::read(dir).ok();
        disk::write_both(&file, before.as_ref())?;
        self.file = file;
        self.settled();
        Ok(self)
    }
}
