//! What a long backup tells whoever waits for it, and how it is stopped.

use std::ops::ControlFlow;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Code, Result};
use crate::view::BackupProgress;

/// How far a backup is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    /// The database is copied on this machine.
    Preparing,
    /// The copy is written to where it is to lie.
    Copying,
    /// It is read back from there.
    Reading,
    /// What was read is opened, page by page.
    Opening,
    /// It is compared with what it was made from.
    Comparing,
}

impl Stage {
    fn id(self) -> &'static str {
        match self {
            Self::Preparing => "preparing",
            Self::Copying => "copying",
            Self::Reading => "reading",
            Self::Opening => "opening",
            Self::Comparing => "comparing",
        }
    }
}

/// Somebody who waits, or nobody.
pub(crate) struct Watch<'w> {
    somebody: Option<(&'w mut dyn FnMut(BackupProgress), &'w AtomicBool)>,
    stage: Stage,
    total: u64,
}

impl<'w> Watch<'w> {
    /// For a backup beside the work.
    pub(crate) fn nobody() -> Self {
        Self { somebody: None, stage: Stage::Preparing, total: 0 }
    }

    /// Tells `hear`, until `stop` is set.
    pub(crate) fn somebody(hear: &'w mut dyn FnMut(BackupProgress), stop: &'w AtomicBool) -> Self {
        Self { somebody: Some((hear, stop)), stage: Stage::Preparing, total: 0 }
    }

    /// The next stage begins; `total` in bytes, 0 where they are not counted.
    ///
    /// # Errors
    /// `BackupStopped`.
    pub(crate) fn enter(&mut self, stage: Stage, total: u64) -> Result<()> {
        (self.stage, self.total) = (stage, total);
        match self.hear(0) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(Code::BackupStopped.into()),
        }
    }

    /// So many bytes of the stage are done.
    pub(crate) fn hear(&mut self, done: u64) -> ControlFlow<()> {
        let Some((hear, stop)) = &mut self.somebody else { return ControlFlow::Continue(()) };
        if stop.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        hear(BackupProgress { stage: self.stage.id().to_owned(), done, total: self.total });
        ControlFlow::Continue(())
    }
}
