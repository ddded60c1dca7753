//! The demo bureau: made in the run's `.part` when absent, used and, for another address, issued again when there.

use std::path::Path;

use domain::Records;
use packet::bureau::{Bureau, PROFILE};

use super::folder::BUREAU;
use crate::App;
use crate::error::{AppError, Code, Result, write_failed};
use crate::fault::packet_error;
use crate::files::put;

/// The code a demo bureau calls itself by.
const DEMO_CODE: &str = "DEMO";

/// The bureau at `out/bureau`, or a new one written to `part/bureau`.
///
/// # Errors
/// `CannotRead` for a bureau folder that is not whole, `CannotWrite`.
pub(crate) fn bureau(app: &App, records: &Records, out: &Path, part: &Path, url: Option<&str>) -> Result<Bureau> {
    let there = out.join(BUREAU);
    let now = app.roots.now().at();
    if there.join(PROFILE).exists() {
        return open(app, &there, url);
    }
    if there.exists() {
        return Err(AppError::new(Code::CannotRead).with("place", there.join(PROFILE).display().to_string()));
    }
    let name = records.bureau.as_ref().map(|b| b.name.as_str()).unwrap_or_default();
    let made = Bureau::make_demo(name, DEMO_CODE, url.unwrap_or_default(), now, app.roots.random().as_mut())
        .map_err(packet_error)?;
    let dir = part.join(BUREAU);
    crate::home::make_private_dir(&dir).map_err(|e| write_failed(&dir, &e))?;
    for (name, bytes) in made.files().map_err(packet_error)? {
        put(&dir.join(name), &bytes)?;
    }
    Ok(made)
}

/// Opens the bureau in a folder, its profile issued again when the address differs.
pub(crate) fn open(app: &App, dir: &Path, url: Option<&str>) -> Result<Bureau> {
    let bureau = Bureau::open(|name| std::fs::read(dir.join(name)).ok())
        .map_err(|_| AppError::new(Code::CannotRead).with("place", dir.display().to_string()))?;
    let Some(url) = url else { return Ok(bureau) };
    let moved = bureau.with_url(url, app.roots.now().at()).map_err(packet_error)?;
    if moved.profile_bytes() != bureau.profile_bytes() {
        put(&dir.join(PROFILE), moved.profile_bytes())?;
    }
    Ok(moved)
}
