//! What the filters of the page offer: who, what and which kind stand in the log.

use super::names::Names;
use super::words::{action_label, kind_label};
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{AuditChoicesView, Choice};

/// The choices.
///
/// # Errors
/// `NoRight`.
pub fn audit_choices(app: &App) -> Result<AuditChoicesView> {
    let home = app.home()?;
    home.require(Right::ReadAudit)?;
    home.read(|tx| {
        let names = Names::read(tx)?;
        let labelled = |ids: Vec<String>, label: &dyn Fn(&str) -> String| {
            ids.into_iter().map(|id| Choice { label: label(&id), id }).collect()
        };
        Ok(AuditChoicesView {
            actors: labelled(store::audit::actors(tx)?, &|id| names.of(id)),
            actions: labelled(store::audit::actions(tx)?, &action_label),
            kinds: labelled(store::audit::kinds(tx)?, &kind_label),
        })
    })
}
