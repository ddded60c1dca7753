//! The check of every page after logging in, beside the work. What it finds damaged is closed at once and left as it is.

use super::desk::Checked;
use crate::App;
use crate::error::{AppError, Code};
use crate::home::OpenHome;

/// Checks the open home: every page's HMAC, every table's structure, every reference. On damage the home is closed,
/// nothing more is written, [`crate::home::home_state`] shows the way out, and the answer is true. It takes seconds for a
/// large school: call it on a thread of its own.
pub fn check(app: &App) -> bool {
    let Ok(home) = app.home() else { return false };
    app.care.set_checked(Some(Checked::Running));
    let found = home.store.check();
    let now = app.roots.now();
    match found {
        Ok(()) => {
            app.care.set_damaged(None);
            app.care.set_checked(Some(Checked::Whole(now)));
            false
        }
        Err(store::Error::Damaged | store::Error::WrongKeyOrDamaged | store::Error::Constraint { .. }) => {
            app.care.set_checked(Some(Checked::Damaged(now)));
            close_damaged(app, &home);
            true
        }
        // It could not be asked: that is no finding.
        Err(_) => {
            app.care.set_checked(None);
            false
        }
    }
}

/// Looks at the failure of a use case: a page that does not hold closes the home, since nothing may be written to it.
pub fn noticed(app: &App, e: &AppError) {
    if e.code == Code::DatabaseDamaged
        && let Ok(home) = app.home()
    {
        app.care.set_checked(Some(Checked::Damaged(app.roots.now())));
        close_damaged(app, &home);
    }
}

fn close_damaged(app: &App, home: &OpenHome) {
    app.care.set_damaged(Some(&home.dir));
    app.set_open(None);
    crate::runtime::wipe(&app.roots.runtime);
}
