//! What the composition roots pass in, and the one open home.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use domain::{Clock, Instant, Random};
use vault::KdfCost;

use crate::error::{Code, Result};
use crate::home::OpenHome;

/// Everything that comes from outside. Built once by `cli` or `src-tauri`; nothing else reads the clock, the random
/// source, an environment variable or a folder's place.
pub struct Roots {
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Randomness fit for keys.
    pub random: Mutex<Box<dyn Random>>,
    /// Measures how long a piece of work takes, for the key-derivation cost.
    pub stopwatch: fn(&mut dyn FnMut()) -> Duration,
    /// The key-derivation cost to use, or `None` to measure one on this machine.
    pub cost: Option<KdfCost>,
    /// The real school's home: the OS application data folder, or `ANMIAO_HOME`.
    pub home: PathBuf,
    /// Folders that may hold the fonts, first one wins.
    pub assets: Vec<PathBuf>,
    /// Where a plain PDF for the system viewer may lie; wiped at lock, quit and start.
    pub runtime: PathBuf,
}

impl Roots {
    /// The present instant.
    pub fn now(&self) -> Instant {
        Instant::new(self.clock.now())
    }
    /// The random source. A poisoned lock is taken over: the source has no state that a panic could break.
    pub fn random(&self) -> MutexGuard<'_, Box<dyn Random>> {
        self.random.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// A fresh UUIDv7.
    pub fn uuid(&self) -> uuid::Uuid {
        domain::uuid_v7(self.clock.as_ref(), self.random().as_mut())
    }
    /// The cost of a new key slot.
    pub fn cost(&self) -> KdfCost {
        self.cost.unwrap_or_else(|| {
            KdfCost::calibrated(&mut |cost| {
                (self.stopwatch)(&mut || {
                    // A trial that fails for want of memory measures as too long below, and the lower cost is kept.
                    let _ = cost.trial();
                })
            })
        })
    }
}

/// The program behind the window or the command line: what came from outside and the home that is open, if any.
pub struct App {
    /// What came from outside.
    pub roots: Roots,
    pub(crate) open: Mutex<Option<Arc<OpenHome>>>,
    pub(crate) starting: Mutex<Option<crate::home::FirstStartUnderWay>>,
    pub(crate) care: crate::care::Desk,
    pub(crate) recovering: Mutex<Option<crate::care::Recovering>>,
    pub(crate) code_shown: Mutex<Option<crate::recovery::CodeShown>>,
    /// Held while a password is tried.
    trying: Mutex<()>,
    /// Held while a home that nobody can use any more is still being signed for and backed up.
    locking: Mutex<()>,
}

impl App {
    /// An application with nothing open.
    pub fn new(roots: Roots) -> Self {
        Self {
            roots,
            open: Mutex::new(None),
            starting: Mutex::new(None),
            care: crate::care::Desk::default(),
            recovering: Mutex::new(None),
            code_shown: Mutex::new(None),
            trying: Mutex::new(()),
            locking: Mutex::new(()),
        }
    }
    /// The open home.
    ///
    /// # Errors
    /// `NotLoggedIn`.
    pub fn home(&self) -> Result<Arc<OpenHome>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).clone().ok_or_else(|| Code::NotLoggedIn.into())
    }
    /// Puts a home that the recovery code opened in place of one that waited before.
    pub(crate) fn set_recovering(&self, home: Option<crate::care::Recovering>) {
        *self.recovering.lock().unwrap_or_else(PoisonError::into_inner) = home;
    }
    /// Waits for whoever tries a password at this moment.
    pub(crate) fn one_try(&self) -> MutexGuard<'_, ()> {
        self.trying.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Begins to lock.
    pub(crate) fn locking(&self) -> MutexGuard<'_, ()> {
        self.locking.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Keeps the recovery code that is on the screen until it was typed back.
    pub(crate) fn set_code_shown(&self, code: Option<crate::recovery::CodeShown>) {
        *self.code_shown.lock().unwrap_or_else(PoisonError::into_inner) = code;
    }
    pub(crate) fn set_open(&self, home: Option<Arc<OpenHome>>) {
        *self.open.lock().unwrap_or_else(PoisonError::into_inner) = home;
    }
}
