//! Printing: the very bytes that are open in the window go to the system's viewer.

use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{PathView, TokenRequest};

/// Puts the paper that is open under this token into the runtime folder for the system's viewer; the shell opens it. Logged,
/// since it leaves the window. Whoever could open it may print it.
///
/// # Errors
/// `NotFound` for a paper that is not open or was not made here, `CannotWrite`, `DiskFull`.
pub fn opened_paper_print(app: &App, request: &TokenRequest) -> Result<PathView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let found = home.papers().get(&request.token).and_then(crate::june::OpenPaper::made);
    let (bytes, origin) = found.ok_or_else(|| AppError::new(Code::NotFound).with("id", "paper"))?;
    let path = crate::runtime::put(&app.roots.runtime, &origin.file, &bytes)?;
    home.record(app, "paper.print", origin.object_kind, &origin.object_id, &[origin.paper], |_| Ok(()))?;
    Ok(PathView { path: path.display().to_string() })
}
