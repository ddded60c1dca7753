//! What is kept between two calls of the window: the file that was chosen, and what the check of the pages found.

use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Mutex, MutexGuard, PoisonError};

use domain::Instant;

use crate::view::FaultView;

/// A backup that was chosen for a restore or a drill.
#[derive(Debug, Clone)]
pub(crate) struct Picked {
    pub(crate) token: String,
    pub(crate) path: PathBuf,
}

/// How far the check of all pages is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Checked {
    /// It runs.
    Running,
    /// It ended and everything held.
    Whole(Instant),
    /// It ended in a page or reference that does not hold.
    Damaged(Instant),
}

#[derive(Debug, Default)]
struct Papers {
    picked: Option<Picked>,
    checked: Option<Checked>,
    damaged: Option<PathBuf>,
    lost: Option<FaultView>,
}

/// See the module. One lies in the program.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    papers: Mutex<Papers>,
    /// One backup, drill, restore or repair runs at a time: they share one folder for copies.
    pub(crate) working: Mutex<()>,
    /// Set to stop the backup to a stick that runs now.
    pub(crate) stop: AtomicBool,
}

impl Desk {
    fn papers(&self) -> MutexGuard<'_, Papers> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }
    /// Waits for whatever uses the folder of copies.
    pub(crate) fn work(&self) -> MutexGuard<'_, ()> {
        self.working.lock().unwrap_or_else(PoisonError::into_inner)
    }
    pub(crate) fn pick(&self, picked: Picked) {
        self.papers().picked = Some(picked);
    }
    /// The file behind a token, as long as no other was chosen since.
    pub(crate) fn picked(&self, token: &str) -> Option<PathBuf> {
        self.papers().picked.clone().filter(|p| p.token == token).map(|p| p.path)
    }
    pub(crate) fn checked(&self) -> Option<Checked> {
        self.papers().checked
    }
    pub(crate) fn set_checked(&self, checked: Option<Checked>) {
        self.papers().checked = checked;
    }
    /// Which records of the open home have lost an attachment.
    pub(crate) fn lost(&self) -> Option<FaultView> {
        self.papers().lost.clone()
    }
    pub(crate) fn set_lost(&self, lost: Option<FaultView>) {
        self.papers().lost = lost;
    }
    /// Whether the database of this home was found damaged and not repaired since.
    pub(crate) fn is_damaged(&self, dir: &Path) -> bool {
        self.papers().damaged.as_deref() == Some(dir)
    }
    pub(crate) fn set_damaged(&self, dir: Option<&Path>) {
        self.papers().damaged = dir.map(Path::to_owned);
    }
}
