//! A new recovery code for somebody who knows their password.

use super::show;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::vault_error;
use crate::rights::Right;
use crate::view::{PasswordRequest, RecoveryView};

/// Makes a code and shows it; the old one counts until the new one was typed back.
///
/// # Errors
/// `NoRight`, `WrongPassword`, `SealedNotHeld`.
pub fn recovery_code_renew(app: &App, request: &PasswordRequest) -> Result<RecoveryView> {
    let home = app.home()?;
    home.require(Right::RenewRecovery)?;
    crate::people::prove(app, &home, &request.password)?;
    let code = {
        let keyring = home.keyring();
        keyring.prepare_recovery(app.roots.random().as_mut()).map_err(|e| match e {
            vault::VaultError::SealedKeyNotHeld => AppError::new(Code::SealedNotHeld),
            other => vault_error(&home.dir, &other),
        })?
    };
    Ok(show(app, code, false))
}
