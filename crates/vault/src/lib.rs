//! The only crate that derives a key from a secret: key slots, the recovery code and everything below them.
//!
//! A home has one random data key, never derived and never shown. Each person's password and the recovery code
//! wrap it in a slot of `keys.json`; the database key, the file's own MAC key and the rest are HKDF sub-keys of it.
//! A second random key for sealed texts lies only in the slots of those who may read them.
//! Order of use: [`create`] at first start, [`KeysFile::read`] and [`KeysFile::unlock`] ever after.

mod adopt;
mod attached;
mod cost;
mod create;
mod derive;
mod disk;
mod edit;
mod error;
mod file;
mod keyring;
mod note;
mod password;
mod recovery;
mod rotate;
mod sealed;
mod secret;
mod slot;
#[cfg(test)]
mod tests;

pub use attached::{Encrypted, FileKey};
pub use cost::KdfCost;
pub use create::{FirstStart, create, set_aside_unfinished};
pub use derive::Purpose;
pub use disk::{BACKUP_FILE, KEYS_FILE};
pub use edit::NewAccount;
pub use error::{CopyFault, VaultError};
pub use file::{AccountNo, AccountView, KeysFile};
pub use keyring::{Keyring, Unlock, UnlockedBy};
pub use password::{ChosenPassword, Facts, WeakPassword, check_password};
pub use recovery::{RecoveryCode, RecoveryMistake};
pub use rotate::Rotation;
pub use sealed::{SealedPlace, is_bound};
pub use secret::{DbKey, SubKey};
