//! Every table has a lock class, and every lock holds against plain SQL with the right key.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;
#[path = "locks/ground.rs"]
mod ground;
#[path = "locks/hanging.rs"]
mod hanging;
#[path = "locks/later.rs"]
mod later;
#[path = "locks/rules.rs"]
mod rules;
#[path = "locks/triggers.rs"]
mod triggers;

use std::collections::{BTreeMap, BTreeSet};

use common::{at, sample};
use domain::noun::*;
use ground::{full, turn};
use rusqlite::Connection;
use store::{Error, LOCKS, Lock, table};

fn tables(raw: &Connection) -> Vec<String> {
    let sql = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name";
    let mut statement = raw.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

fn columns(raw: &Connection, table: &str) -> Vec<String> {
    let mut statement = raw.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn every_table_declares_its_lock_and_every_declared_table_is_there() {
    let (_home, raw) = full();
    let declared: BTreeSet<&str> = LOCKS.iter().map(|(table, _)| *table).collect();
    assert_eq!(declared.len(), LOCKS.len(), "a table is declared once");
    let there = tables(&raw);
    assert_eq!(there.iter().map(String::as_str).collect::<BTreeSet<_>>(), declared);
    for (table, lock) in LOCKS {
        if let Lock::ChildOf(parent) = lock {
            assert!(declared.contains(parent), "{table} belongs to {parent}, which is no table");
        }
        if *lock == Lock::Derived {
            continue;
        }
        let rows: i64 = raw.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "{table} is empty: its locks would not be tried");
    }
}

#[test]
fn no_row_of_any_table_can_be_deleted_or_replaced() {
    let (_home, raw) = full();
    for (table, lock) in LOCKS {
        if matches!(lock, Lock::Scratch | Lock::Derived) {
            continue;
        }
        for sql in [format!("DELETE FROM {table}"), format!("REPLACE INTO {table} SELECT * FROM {table}")] {
            let error = raw.execute(&sql, []).expect_err(&sql);
            assert!(is_refusal(&error), "{sql}: {error}");
        }
    }
}

/// Whether a lock stopped it, or a key that is taken, which is how REPLACE is met.
fn is_refusal(error: &rusqlite::Error) -> bool {
    ["locked:", "taken:"].iter().any(|word| error.to_string().contains(word))
}

/// Another value for a column, whatever stands there.
fn other(raw: &Connection, table: &str, column: &str) -> String {
    let sql = "SELECT type FROM pragma_table_info(?1) WHERE name = ?2";
    let kind: String = raw.query_row(sql, [table, column], |row| row.get(0)).unwrap();
    if kind == "INTEGER" { format!("coalesce({column}, 0) + 1") } else { format!("coalesce({column}, '') || 'x'") }
}

#[test]
fn rows_written_once_cannot_be_changed_in_any_column() {
    let (_home, raw) = full();
    for (table, lock) in LOCKS {
        if !matches!(lock, Lock::AppendOnly | Lock::Immutable) {
            continue;
        }
        for column in columns(&raw, table) {
            let sql = format!("UPDATE {table} SET {column} = {column}");
            let error = raw.execute(&sql, []).expect_err(&sql);
            assert!(error.to_string().contains(&format!("locked:{table}")), "{sql}: {error}");
        }
    }
}

#[test]
fn an_id_never_changes() {
    let (_home, raw) = full();
    for (table, lock) in LOCKS {
        if matches!(lock, Lock::Scratch | Lock::Derived) {
            continue;
        }
        for column in columns(&raw, table).into_iter().filter(|c| c == "id" || c == "uuid") {
            let sql = format!("UPDATE {table} SET {column} = {}", other(&raw, table, &column));
            let error = raw.execute(&sql, []).expect_err(&sql);
            assert!(is_refusal(&error), "{sql}: {error}");
        }
    }
}

/// The condition under which a row of a finished table no longer changes.
const FINAL: &[(&str, &str)] = &[
    ("concern", "status IN ('struck_off', 'closed')"),
    ("ledger", "status = 'closed'"),
    ("incident_report", "state NOT IN ('draft', 'in_review')"),
    ("pact", "status IN ('signing', 'effective', 'superseded')"),
    ("determination", "1"),
    ("past_packet", "1"),
];

/// The table at the top of a child, and the column in which the child names it.
fn root(table: &str) -> &'static str {
    let mut at = LOCKS.iter().find(|(name, _)| *name == table).unwrap();
    while let Lock::ChildOf(parent) = at.1 {
        at = LOCKS.iter().find(|(name, _)| *name == parent).unwrap();
    }
    at.0
}

#[test]
fn the_children_of_a_finished_record_are_finished_with_it() {
    let (_home, raw) = full();
    let mut tried = BTreeMap::new();
    for (table, lock) in LOCKS {
        let Lock::ChildOf(_) = lock else { continue };
        let root = root(table);
        let Some((_, is_final)) = FINAL.iter().find(|(name, _)| *name == root) else { continue };
        let (key, id) = match root {
            "determination" => ("concern_id".to_owned(), "concern_id"),
            other => (format!("{other}_id"), "id"),
        };
        let belongs = format!("{key} IN (SELECT {id} FROM {root} WHERE {is_final})");
        let rows: i64 =
            raw.query_row(&format!("SELECT count(*) FROM {table} WHERE {belongs}"), [], |row| row.get(0)).unwrap();
        if rows == 0 {
            continue;
        }
        *tried.entry(root).or_insert(0) += 1;
        let names = columns(&raw, table);
        let shifted = |name: &String| if name == "position" { "position + 1000".to_owned() } else { name.clone() };
        let copied: Vec<String> = names.iter().map(shifted).collect();
        let (names, copied) = (names.join(", "), copied.join(", "));
        for sql in [
            format!("UPDATE {table} SET {key} = {} WHERE {belongs}", other(&raw, table, &key)),
            format!("INSERT INTO {table} ({names}) SELECT {copied} FROM {table} WHERE {belongs}"),
        ] {
            let error = raw.execute(&sql, []).expect_err(&sql);
            assert!(is_refusal(&error) && error.to_string().contains(&format!(":{table}")), "{sql}: {error}");
        }
    }
    let expected: BTreeSet<&str> = FINAL.iter().map(|(table, _)| *table).collect();
    assert_eq!(tried.keys().copied().collect::<BTreeSet<_>>(), expected);
    assert!(tried["concern"] >= 10, "{tried:?}");
}

#[test]
fn a_finished_record_changes_in_no_column() {
    let (_home, raw) = full();
    let free: &[(&str, &[&str])] = &[
        // Only a reopening goes through, which is tried below.
        ("concern", &["position", "status", "closed_on"]),
        ("ledger", &[]),
        ("incident_report", &["position", "state"]),
        ("pact", &["position", "status", "witness"]),
    ];
    for (table, free) in free {
        let is_final = FINAL.iter().find(|(name, _)| name == table).unwrap().1;
        for column in columns(&raw, table).into_iter().filter(|column| !free.contains(&column.as_str())) {
            let sql = format!("UPDATE {table} SET {column} = {} WHERE {is_final}", other(&raw, table, &column));
            let error = raw.execute(&sql, []).expect_err(&sql);
            assert!(error.to_string().contains(&format!("locked:{table}")), "{sql}: {error}");
        }
    }
    let closed = "kind = 'suspected' AND status = 'closed'";
    for sql in [
        "UPDATE concern SET closed_on = NULL WHERE status = 'struck_off'".to_owned(),
        format!("UPDATE concern SET closed_on = '2026-01-01' WHERE {closed}"),
        format!("UPDATE concern SET status = 'handling', closed_on = NULL WHERE {closed}"),
        "UPDATE incident_report SET state = 'draft'".to_owned(),
    ] {
        assert!(raw.execute(&sql, []).expect_err(&sql).to_string().contains("locked:"), "{sql}");
    }
    let again = format!("SELECT id FROM concern WHERE {closed} AND id NOT IN (SELECT object_id FROM voiding) LIMIT 1");
    let again: String = raw.query_row(&again, [], |row| row.get(0)).unwrap();
    let reopen = format!("UPDATE concern SET status = 'under_review', closed_on = NULL WHERE id = '{again}'");
    assert!(raw.execute(&reopen, []).unwrap_err().to_string().contains("locked:concern"), "nobody said why");
    turn(&raw, &again, "county_review").unwrap();
    assert_eq!(raw.execute(&reopen, []).unwrap(), 1, "a review opens a closed case again");
    assert!(raw.execute("UPDATE incident_report SET state = 'receipted'", []).is_ok(), "delivery goes on");
}

#[test]
fn the_first_deadline_and_what_a_sanction_decided_never_change() {
    let (_home, raw) = full();
    for sql in [
        "UPDATE ledger SET deadline = '2026-12-31' WHERE status = 'pending'",
        "UPDATE sanction SET kind = 'warning'",
        "UPDATE counter SET last = last - 1",
        "UPDATE account_post SET post = 'counsellor'",
        "DELETE FROM pact_unsigned",
    ] {
        assert!(raw.execute(sql, []).expect_err(sql).to_string().contains("locked:"), "{sql}");
    }
    assert!(raw.execute("UPDATE ledger SET status = 'in_progress' WHERE status = 'pending'", []).unwrap() > 0);
    assert!(raw.execute("UPDATE sanction SET status = 'lifted'", []).unwrap() > 0);
}

#[test]
fn children_are_added_through_the_program_while_a_record_is_open_and_refused_afterwards() {
    let (home, raw) = full();
    drop(raw);
    let store = home.open().unwrap();
    let note = |text: &str| Event {
        at: domain::When::At(at("2026-06-26T17:05:00+08:00")),
        kind: EventKind::Note,
        state: None,
        actor_id: "t_zz".to_owned(),
        text: text.to_owned(),
    };
    let records = sample().records;
    let open = records.concerns.iter().find(|c| c.status == "investigating").unwrap();
    let done = records.concerns.iter().find(|c| c.status == "closed").unwrap();
    store.write(|tx| table::concern::add_event(tx, &open.id, &note("补充"))).unwrap();
    let found = store.read(|tx| table::concern::get(tx, &open.id)).unwrap().unwrap();
    assert_eq!(found.events.last().unwrap().text, "补充");
    assert_eq!(found.events.len(), open.events.len() + 1);
    let refused = store.write(|tx| table::concern::add_event(tx, &done.id, &note("补充")));
    assert!(matches!(refused, Err(Error::Locked { ref table }) if table == "concern_event"), "{refused:?}");
}
