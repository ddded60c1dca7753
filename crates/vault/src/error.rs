//! What can go wrong with the keys of a home. No variant carries a secret or a name.

use std::io;

use crate::password::WeakPassword;
use crate::recovery::RecoveryMistake;

/// Why one of the two copies of the keys file cannot be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum CopyFault {
    /// The file does not exist.
    #[error("missing")]
    Missing,
    /// The bytes are not what this program wrote: cut short, changed, or not a keys file.
    #[error("damaged")]
    Damaged,
    /// A newer program wrote the file. It must never be rewritten by this one.
    #[error("written by a newer version ({0})")]
    Newer(u32),
    /// The system refused to read the file.
    #[error("unreadable")]
    Unreadable(#[source] io::Error),
}

/// What can go wrong with the keys of a home.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum VaultError {
    /// Neither `keys.json` nor its copy exists.
    #[error("the home has no keys file")]
    Missing,
    /// Neither copy can be used, and at least one exists. Nothing is overwritten; a backup holds a third copy.
    #[error("both copies of the keys file are unusable (keys.json: {main}; keys.json.bak: {backup})")]
    Damaged {
        /// What is wrong with `keys.json`.
        main: CopyFault,
        /// What is wrong with `keys.json.bak`.
        backup: CopyFault,
    },
    /// Both copies were written by a newer version of the program.
    #[error("the keys file was written by a newer version ({0}) of the program")]
    Newer(u32),
    /// The password or recovery code does not open the slot. The file itself is intact.
    #[error("wrong password or recovery code")]
    WrongPassword,
    /// There is no slot for the account number, or no recovery slot.
    #[error("no such account")]
    NoSuchAccount,
    /// The password breaks a rule of [`check_password`](crate::check_password).
    #[error("the password is too weak: {0}")]
    TooWeak(#[from] WeakPassword),
    /// The recovery code was mistyped.
    #[error("the recovery code was mistyped: {0}")]
    Mistyped(#[from] RecoveryMistake),
    /// The key-derivation cost lies outside what may be created.
    #[error("the key-derivation cost is outside the allowed bounds")]
    Cost,
    /// A first start over a home that has a keys file in any state.
    #[error("a keys file exists already")]
    AlreadyThere,
    /// Only an unfinished first start may be set aside, and this home's is finished.
    #[error("the first start of this home is finished")]
    Finished,
    /// The unlocked slot does not hold the key of the sealed texts, so it can neither read them nor pass the key on.
    #[error("this account does not hold the key of the sealed texts")]
    SealedKeyNotHeld,
    /// The last account cannot be removed: nobody could log in any more.
    #[error("the last account cannot be removed")]
    LastAccount,
    /// A file name, post or account number that the keys file cannot hold.
    #[error("a value does not fit the keys file")]
    BadValue,
    /// A sealed text does not open: it was changed, or moved to another row.
    #[error("the sealed text was changed or belongs to another record")]
    SealedTextDamaged,
    /// The system refused to write or move a file of the home. The old keys are still in force.
    #[error("cannot write the keys file")]
    Write(#[source] io::Error),
    /// A file beside the database does not open: it was changed, cut off, or belongs to another key.
    #[error("the file was changed or belongs to another key")]
    FileDamaged,
    /// A file could not be read.
    #[error("cannot read a file")]
    FileRead(#[source] io::Error),
    /// A file could not be written.
    #[error("cannot write a file")]
    FileWrite(#[source] io::Error),
    /// There is not enough memory for the key derivation.
    #[error("not enough memory to derive the key")]
    Memory,
}
