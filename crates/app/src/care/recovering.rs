//! A home that the recovery code opened: nobody is logged in until a new password and a new code are made.

use std::path::PathBuf;

use store::Store;
use vault::Keyring;

use crate::home::HomeLock;

/// See the module. A restore with the code ends in it, and so does the way back in without a password.
pub(crate) struct Recovering {
    /// The home.
    pub(crate) dir: PathBuf,
    /// Its keys, unlocked by the code.
    pub(crate) keyring: Keyring,
    /// Its database.
    pub(crate) store: Store,
    /// Held until somebody is logged in.
    pub(crate) lock: HomeLock,
}
