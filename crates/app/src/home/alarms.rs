//! What was found wrong at a login, told to everybody until they have said that they saw it: whoever put something back
//! may well be the one who logged in first, and a program that ends right after the login has shown nothing to anybody.

use std::collections::BTreeSet;

use store::ReadTx;
use store::audit::Filter;

use super::OpenHome;
use crate::App;
use crate::error::Result;
use crate::view::{FaultView, SessionView};

/// How many rows are read at a time.
const PAGE: i64 = 200;

/// What the log has told of since this person last said that it was seen, or got the account.
///
/// # Errors
/// Those of the store.
pub(super) fn pending(home: &OpenHome) -> Result<Vec<FaultView>> {
    home.read(|tx| {
        let seen = Filter { actor: Some(home.person_id()), action: Some("keys.alarm_seen"), ..Filter::default() };
        let account = home.account.to_string();
        let added = Filter {
            object_kind: Some("account"),
            object_id: Some(&account),
            action: Some("account.add"),
            ..Filter::default()
        };
        let since = newest(tx, &seen)?.max(newest(tx, &added)?);
        let alarms = Filter { action: Some("keys.alarm"), ..Filter::default() };
        let mut codes = BTreeSet::new();
        let mut before = None;
        'all: loop {
            let rows = store::audit::page(tx, &alarms, before, PAGE)?;
            for row in &rows {
                if row.seq <= since {
                    break 'all;
                }
                codes.extend(row.fields.iter().cloned());
            }
            before = rows.last().map(|row| row.seq);
            if before.is_none() {
                break;
            }
        }
        Ok(codes.iter().map(|code| FaultView::new(code)).collect())
    })
}

/// The number of the newest such row, 0 without one.
fn newest(tx: &ReadTx<'_>, filter: &Filter<'_>) -> store::Result<i64> {
    Ok(store::audit::page(tx, filter, None, 1)?.first().map_or(0, |row| row.seq))
}

/// The person at the keyboard has seen what was found; it stays in the log.
///
/// # Errors
/// `NotLoggedIn`, `DiskFull`.
pub fn alarms_seen(app: &App) -> Result<SessionView> {
    let home = app.home()?;
    let told: Vec<String> = home.alarms().iter().map(|alarm| alarm.code.clone()).collect();
    if !told.is_empty() {
        let fields: Vec<&str> = told.iter().map(String::as_str).collect();
        home.record(app, "keys.alarm_seen", "account", &home.account.to_string(), &fields, |_| Ok(()))?;
        home.alarms().retain(|alarm| !told.contains(&alarm.code));
    }
    super::session(app)
}
