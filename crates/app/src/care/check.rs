//! The check of every page after logging in, beside the work. What it finds damaged is closed at once and left as it is.

use super::desk::Checked;
use crate::App;
use crate::attachment::{Look, told_lost};
use crate::error::{AppError, Code};
use crate::home::OpenHome;
use crate::view::FaultView;

/// Up to so many bytes of attachments are read after a login: a few seconds of a slow disk.
const READ_MOST: u64 = 400 << 20;

/// Checks the open home: every page's HMAC, every table's structure, every reference. On damage the home is closed,
/// nothing more is written, [`crate::home::home_state`] shows the way out, and the answer is true; also when a use case came
/// upon it first and closed the home before this check began. It takes seconds for a large school: call it on a thread of
/// its own.
pub fn check(app: &App) -> bool {
    let Ok(home) = app.home() else { return matches!(app.care.checked(), Some(Checked::Damaged(_))) };
    app.care.set_checked(Some(Checked::Running));
    let found = home.store.check();
    let now = app.roots.now();
    match found {
        Ok(()) => {
            // Another home, such as the real one beside the practice home, may still be damaged.
            if app.care.is_damaged(&home.dir) {
                app.care.set_damaged(None);
            }
            app.care.set_checked(Some(Checked::Whole(now)));
            app.care.set_lost(lost_files(&home));
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

/// Attachments that are missing or damaged. A home with many of them is only looked at: every byte is read at each backup
/// outside.
fn lost_files(home: &OpenHome) -> Option<FaultView> {
    let told = home.read(|tx| {
        let look = if store::attachment::total(tx)?.1 > READ_MOST { Look::Quick } else { Look::Whole };
        told_lost(tx, &home.dir, look)
    });
    told.ok().flatten()
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
