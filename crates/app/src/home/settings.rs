//! 设置: where the data lies and how long its audit chain is.

use crate::App;
use crate::error::Result;
use crate::view::SettingsView;

/// The facts of the open home.
///
/// # Errors
/// `NotLoggedIn`.
pub fn settings_get(app: &App) -> Result<SettingsView> {
    let home = app.home()?;
    let (school, head) = home.read(|tx| Ok((store::table::school::get(tx)?, store::audit::head(tx)?)))?;
    Ok(SettingsView {
        home_dir: home.dir.display().to_string(),
        data_version: u32::try_from(store::SCHEMA_VERSION).unwrap_or(0),
        school_name: school.as_ref().map(|s| s.name.clone()).unwrap_or_default(),
        school_code: school.map(|s| s.school_code).unwrap_or_default(),
        audit_head: head.hex(),
        audit_count: u32::try_from(head.count).unwrap_or(u32::MAX),
    })
}
