//! A code on the screen, until two of its groups were typed back.

use std::sync::PoisonError;

use vault::RecoveryCode;

use crate::App;
use crate::error::{Code, Result};
use crate::fault::vault_error;
use crate::home::{session, two_of_eight};
use crate::view::{GroupsRequest, RecoveryView, SessionView};

/// See the file's head.
pub(crate) struct CodeShown {
    pub(crate) code: RecoveryCode,
    ask: [usize; 2],
    /// Whether it opens the home already, as after a removal for cause, or only once it was typed back.
    in_force: bool,
}

/// Puts a code on the screen. It is kept in memory only.
pub(crate) fn show(app: &App, code: RecoveryCode, in_force: bool) -> RecoveryView {
    let ask = two_of_eight(app);
    let view = RecoveryView {
        groups: code.to_text().split('-').map(str::to_owned).collect(),
        ask: ask.iter().filter_map(|i| u32::try_from(*i).ok()).collect(),
        warnings: Vec::new(),
    };
    app.set_code_shown(Some(CodeShown { code, ask, in_force }));
    view
}

/// Takes the two groups back: only now the new code counts and the old one opens nothing any more.
///
/// # Errors
/// `RecoveryMismatch` (the code stays on the screen), `NoCodeShown`, `DiskFull`, `HomeUnwritable`.
pub fn recovery_code_confirm(app: &App, request: &GroupsRequest) -> Result<SessionView> {
    let home = app.home()?;
    let mut shown = app.code_shown.lock().unwrap_or_else(PoisonError::into_inner);
    let Some(code) = shown.as_ref() else { return Err(Code::NoCodeShown.into()) };
    let right = request.groups.len() == code.ask.len()
        && code.ask.iter().zip(&request.groups).all(|(i, typed)| code.code.has_group(i + 1, typed));
    if !right {
        return Err(Code::RecoveryMismatch.into());
    }
    if !code.in_force {
        let cost = app.roots.cost();
        home.keyring()
            .commit_recovery(&code.code, cost, app.roots.random().as_mut())
            .map_err(|e| vault_error(&home.dir, &e))?;
    }
    *shown = None;
    drop(shown);
    let at = app.roots.now();
    home.record(app, "recovery.renew", "account", &home.account.to_string(), &["recovery_code"], |tx| {
        store::care::recovery_done(tx, at)
    })?;
    home.see_keys(app)?;
    session(app)
}
