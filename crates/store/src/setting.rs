//! What the school has set for itself.

use domain::handling;

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

/// The numbers of the handling of concerns that no statute fixes, as the school has set them.
///
/// # Errors
/// Those of SQLite.
pub fn handling(tx: &ReadTx<'_>) -> Result<handling::Settings> {
    let days = |n: i64| u64::try_from(n).unwrap_or_default();
    tx.single("setting", |r| {
        Ok(handling::Settings {
            discipline_min_grade: r.at("discipline_min_grade")?,
            phone_report_minutes: r.at("phone_report_minutes")?,
            written_report_hours: r.at("written_report_hours")?,
            follow_up_days: days(r.at("follow_up_days")?),
            appeal_decision_days: days(r.at("appeal_decision_days")?),
            notice_days: days(r.at("notice_days")?),
            verify_days: days(r.at("verify_days")?),
            internal_report_hours: r.at("internal_report_hours")?,
            duplicate_days: r.at("duplicate_days")?,
            extension_max_days: r.at("extension_max_days")?,
        })
    })
    .map(Option::unwrap_or_default)
}

/// Changes them.
///
/// # Errors
/// [`Error::Constraint`] outside the bounds.
pub fn set_handling(tx: &mut WriteTx<'_>, new: &handling::Settings) -> Result<()> {
    let days = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    tx.set(
        "setting",
        ("one", 1.cell()),
        &[
            ("discipline_min_grade", new.discipline_min_grade.cell()),
            ("phone_report_minutes", new.phone_report_minutes.cell()),
            ("written_report_hours", new.written_report_hours.cell()),
            ("follow_up_days", days(new.follow_up_days).cell()),
            ("appeal_decision_days", days(new.appeal_decision_days).cell()),
            ("notice_days", days(new.notice_days).cell()),
            ("verify_days", days(new.verify_days).cell()),
            ("internal_report_hours", new.internal_report_hours.cell()),
            ("duplicate_days", new.duplicate_days.cell()),
            ("extension_max_days", new.extension_max_days.cell()),
        ],
    )
}
