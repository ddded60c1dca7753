//! Whether the file still holds together, page by page and reference by reference.

use crate::error::{Error, Result, Rule};
use crate::open::Store;

impl Store {
    /// Checks the HMAC of every page, the structure of every table and index, and every reference. Takes seconds for a
    /// hundred megabytes: run it after unlocking, beside the work, not before it.
    ///
    /// # Errors
    /// [`Error::Damaged`]; [`Error::Constraint`] for a reference that leads nowhere. After either, stop writing and copy
    /// the file, its log and the keys aside untouched.
    pub fn check(&self) -> Result<()> {
        self.read(|tx| {
            let bad_pages: Vec<String> = tx.query("PRAGMA cipher_integrity_check", &[], |r| r.first())?;
            let structure: Vec<String> = tx.query("PRAGMA quick_check", &[], |r| r.first())?;
            if !bad_pages.is_empty() || structure != ["ok"] {
                return Err(Error::Damaged);
            }
            let dangling = tx.query("PRAGMA foreign_key_check", &[], |r| r.first::<String>())?;
            match dangling.into_iter().next() {
                Some(rule) => Err(Error::Constraint { kind: Rule::Reference, rule }),
                None => Ok(()),
            }
        })
    }
}
