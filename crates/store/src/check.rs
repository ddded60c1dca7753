//! Whether the file still holds together, page by page and reference by reference.

use crate::error::{Error, Result};
use crate::open::Store;

impl Store {
    /// Checks the HMAC of every page, the structure of every table and index, and every reference. Takes seconds for a
    /// hundred megabytes: run it after unlocking, beside the work, not before it.
    ///
    /// # Errors
    /// [`crate::Error::Damaged`]; [`crate::Error::Constraint`] for a reference that leads nowhere. After either, stop
    /// writing and copy the file, its log and the keys aside untouched.
    pub fn check(&self) -> Result<()> {
        match self.read(|tx| tx.check()) {
            // SQLCipher reads every page from the file, past the log. A page that a power cut has torn, or that is being
            // moved there at this moment, is no damage while the log holds it whole: it is moved in, and looked at again.
            Err(Error::Damaged) => self.at_rest(|tx| tx.check()).inspect_err(|_| self.leave_as_it_is()),
            other => other,
        }
    }
}
