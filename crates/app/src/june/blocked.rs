//! What is still missing before the June packet: things that stop it, and things worth a look.

use domain::noun::LedgerStatus;
use serde_json::{Map, Value, json};

use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::MissingView;

/// What is missing, the things that stop it first.
///
/// # Errors
/// Those of the store.
pub fn june_check(app: &App) -> Result<Vec<MissingView>> {
    let home = app.home()?;
    home.require(Right::ReadRecords)?;
    let records = home.records(app)?;
    let profile = home.read(store::profile::current)?;
    let mut missing = Vec::new();
    let mut add = |severity: &str, code: &str, args: Value| {
        let args = match args {
            Value::Object(map) => map,
            _ => Map::new(),
        };
        missing.push(MissingView { code: code.to_owned(), args, severity: severity.to_owned() });
    };
    if records.school.is_none() {
        add("block", "school_missing", json!({}));
    }
    if profile.is_none() {
        add("warn", "no_profile", json!({}));
    }
    if records.classes.is_empty() {
        add("warn", "no_classes", json!({}));
    }
    if records.students.is_empty() {
        add("warn", "no_pupils", json!({}));
    }
    if records.pacts.is_empty() {
        add("warn", "no_pacts", json!({}));
    }
    if records.report_no.is_none() {
        add("warn", "no_report_number", json!({}));
    }
    let today = app.roots.now().date();
    let overdue = records.ledger.iter().filter(|l| crate::ledger::overdue(l, today)).count();
    if overdue > 0 {
        add("warn", "ledger_overdue", json!({ "count": overdue }));
    }
    let unverified = records.ledger.iter().filter(|l| l.status == LedgerStatus::AwaitingVerify).count();
    if unverified > 0 {
        add("warn", "ledger_awaiting_verify", json!({ "count": unverified }));
    }
    Ok(missing)
}
