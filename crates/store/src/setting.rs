//! What the school has set for itself.

use crate::cell::Cell as _;
use crate::error::{Error, Result};
use crate::tx::{ReadTx, WriteTx};

/// The settings of one home.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether packets are uploaded whenever the bureau can be reached.
    pub send_automatically: bool,
    /// Minutes without a touch after which the window locks, 1 to 240.
    pub lock_after_minutes: i64,
}

/// The settings of a new home.
pub(crate) fn begin(tx: &mut WriteTx<'_>) -> Result<()> {
    tx.put("setting", &[("one", 1.cell()), ("send_automatically", true.cell()), ("lock_after_minutes", 10.cell())])
}

/// The settings.
///
/// # Errors
/// Those of SQLite.
pub fn get(tx: &ReadTx<'_>) -> Result<Settings> {
    tx.single("setting", |r| {
        Ok(Settings {
            send_automatically: r.at("send_automatically")?,
            lock_after_minutes: r.at("lock_after_minutes")?,
        })
    })?
    .ok_or(Error::NotFound { table: "setting" })
}

/// Changes the settings.
///
/// # Errors
/// [`Error::Constraint`] outside the bounds.
pub fn set(tx: &mut WriteTx<'_>, settings: &Settings) -> Result<()> {
    tx.set(
        "setting",
        ("one", 1.cell()),
        &[
            ("send_automatically", settings.send_automatically.cell()),
            ("lock_after_minutes", settings.lock_after_minutes.cell()),
        ],
    )
}
