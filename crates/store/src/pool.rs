//! A few read-only connections, lent out one at a time.
//!
//! Readers must not share one connection behind a lock with each other or with the writer: a report that reads for a
//! second would then freeze every list on the screen for that second.

use std::sync::{Condvar, Mutex, PoisonError};

use rusqlite::Connection;

/// The connections that are free.
pub(crate) struct Pool {
    free: Mutex<Vec<Connection>>,
    returned: Condvar,
}

impl Pool {
    /// A pool of these connections; there must be at least one.
    pub(crate) fn new(connections: Vec<Connection>) -> Self {
        Self { free: Mutex::new(connections), returned: Condvar::new() }
    }

    /// A free connection; waits until one comes back.
    pub(crate) fn lend(&self) -> Lent<'_> {
        let mut free = self.free.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            match free.pop() {
                Some(connection) => return Lent { pool: self, connection: Some(connection) },
                None => free = self.returned.wait(free).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// All connections that are free now, to close them.
    pub(crate) fn drain(&self) -> Vec<Connection> {
        std::mem::take(&mut *self.free.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// A connection on loan; it goes back when dropped, also when the borrower panics.
pub(crate) struct Lent<'p> {
    pool: &'p Pool,
    connection: Option<Connection>,
}

impl Lent<'_> {
    /// The connection; always there until the loan is dropped.
    pub(crate) fn connection(&mut self) -> Option<&mut Connection> {
        self.connection.as_mut()
    }
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.pool.free.lock().unwrap_or_else(PoisonError::into_inner).push(connection);
            self.pool.returned.notify_one();
        }
    }
}
