//! 设置: where the data lies, how long its audit chain is, after how long the window locks.

use crate::App;
use crate::error::{Fields, Result};
use crate::rights::Right;
use crate::view::{SettingsRequest, SettingsView};

/// Minutes after which a home locks whose setting cannot be read.
const LOCK_AFTER: i64 = 10;

/// The facts of the open home.
///
/// # Errors
/// `NotLoggedIn`.
pub fn settings_get(app: &App) -> Result<SettingsView> {
    let home = app.home()?;
    let (school, head, settings) =
        home.read(|tx| Ok((store::table::school::get(tx)?, store::audit::head(tx)?, store::setting::get(tx)?)))?;
    Ok(SettingsView {
        home_dir: home.dir.display().to_string(),
        data_version: u32::try_from(store::SCHEMA_VERSION).unwrap_or(0),
        school_name: school.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
        school_code: school.map(|s| s.school_code).unwrap_or_default(),
        audit_head: head.hex(),
        audit_count: u32::try_from(head.count).unwrap_or(u32::MAX),
        lock_after_minutes: i32::try_from(settings.lock_after_minutes).unwrap_or(10),
    })
}

/// Changes after how many minutes without a touch the window locks, 1 to 240.
///
/// # Errors
/// `NoRight`, `InvalidFields`.
pub fn settings_set(app: &App, request: &SettingsRequest) -> Result<SettingsView> {
    let home = app.home()?;
    home.require(Right::EditSettings)?;
    let mut fields = Fields::default();
    if !(1..=240).contains(&request.lock_after_minutes) {
        fields.fault("lockAfterMinutes", "minutes_1_240");
    }
    fields.done()?;
    let minutes = i64::from(request.lock_after_minutes);
    home.record(app, "settings.change", "setting", "", &["lock_after_minutes"], |tx| {
        let now = store::setting::get(tx)?;
        store::setting::set(tx, &store::setting::Settings { lock_after_minutes: minutes, ..now })
    })?;
    settings_get(app)
}

/// Minutes without a touch after which the open home locks; nothing while none is open.
pub fn lock_after(app: &App) -> Option<u64> {
    let home = app.home().ok()?;
    // A file that cannot be read must not keep the home open for ever.
    let minutes = home.read(store::setting::get).map_or(LOCK_AFTER, |settings| settings.lock_after_minutes);
    Some(u64::try_from(minutes).unwrap_or(1))
}
