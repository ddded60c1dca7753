//! A flag that ends waiting at once: set when the window closes or the person presses 暂停.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// A flag shared by the courier's thread and the one that may stop it.
#[derive(Clone, Default)]
pub struct StopFlag(Arc<(Mutex<bool>, Condvar)>);

impl StopFlag {
    /// A flag that is not set.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets the flag and wakes whoever waits. A request under way still runs into its own deadline.
    pub fn set(&self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = true;
        self.0.1.notify_all();
    }

    /// Whether the flag is set.
    #[must_use]
    pub fn is_set(&self) -> bool {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits, at most for `duration`; true when the flag is set.
    pub(crate) fn wait(&self, duration: Duration) -> bool {
        let set = self.0.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (set, _) = self.0.1.wait_timeout_while(set, duration, |set| !*set).unwrap_or_else(PoisonError::into_inner);
        *set
    }
}
