//! The two transactions. Functions on tables take one of them, so that nothing is read or written outside of one.

use std::ops::Deref;

use rusqlite::Connection;

/// A snapshot to read from. What others commit meanwhile is not seen.
pub struct ReadTx<'c> {
    pub(crate) conn: &'c Connection,
}

/// The one transaction that writes. It is committed when the closure given to [`crate::Store::write`] answers `Ok`, and
/// undone when it answers `Err` or panics. It reads what it has written.
pub struct WriteTx<'c> {
    read: ReadTx<'c>,
    /// Whether references wait for the commit; SQLite forgets it with the transaction.
    pub(crate) deferred: bool,
}

impl<'c> WriteTx<'c> {
    pub(crate) fn new(conn: &'c Connection) -> Self {
        Self { read: ReadTx { conn }, deferred: false }
    }
}

impl<'c> Deref for WriteTx<'c> {
    type Target = ReadTx<'c>;

    fn deref(&self) -> &ReadTx<'c> {
        &self.read
    }
}
