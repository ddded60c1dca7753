//! A few read-only connections, made when they are needed and lent out one at a time.
//!
//! Readers must not share one connection behind a lock with each other or with the writer: a report that reads for a
//! second would then freeze every list on the screen for that second.

use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};

use rusqlite::Connection;

use crate::error::Result;

/// The connections that are free, and room for more.
pub(crate) struct Pool {
    state: Mutex<State>,
    returned: Condvar,
}

struct State {
    free: Vec<Connection>,
    /// How many more may be made.
    room: usize,
}

impl Pool {
    /// A pool of this connection and up to `more` others.
    pub(crate) fn new(first: Connection, more: usize) -> Self {
        Self { state: Mutex::new(State { free: vec![first], room: more }), returned: Condvar::new() }
    }

    /// A free connection; makes one while there is room for it, and waits until one comes back when there is not.
    ///
    /// # Errors
    /// Those of `make`.
    pub(crate) fn lend(&self, make: impl FnOnce() -> Result<Connection>) -> Result<Lent<'_>> {
        let mut state = self.state();
        loop {
            if let Some(connection) = state.free.pop() {
                return Ok(Lent { pool: self, connection: Some(connection) });
            }
            if let Some(room) = state.room.checked_sub(1) {
                state.room = room;
                break;
            }
            state = self.returned.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        drop(state);
        // Not under the lock: meanwhile another may come back.
        match make() {
            Ok(connection) => Ok(Lent { pool: self, connection: Some(connection) }),
            Err(error) => {
                self.state().room += 1;
                self.returned.notify_one();
                Err(error)
            }
        }
    }

    /// All connections that are free now, to close them.
    pub(crate) fn drain(&self) -> Vec<Connection> {
        std::mem::take(&mut self.state().free)
    }

    /// Shows every connection that is free now.
    pub(crate) fn each(&self, show: impl Fn(&Connection)) {
        self.state().free.iter().for_each(show);
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
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
            self.pool.state().free.push(connection);
            self.pool.returned.notify_one();
        }
    }
}
