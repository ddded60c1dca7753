//! Every kind of statement on every row that hangs on a finished record, as any shell with the right key would send it:
//! without `recursive_triggers` and without `foreign_keys`. The control is the same statement on the same school with every
//! record open.

use std::collections::BTreeSet;

use domain::noun::{LedgerStatus, ReportState};
use rusqlite::Connection;
use store::{LOCKS, Lock, Store};

use crate::common::{self, Home, sample};
use crate::{columns, is_refusal, other, root};

const ROOTS: [&str; 3] = ["concern", "ledger", "incident_report"];

/// The sample with every concern, ledger item and report finished, or with every one open. One of each is open in both: the
/// other end of a move.
fn school(finished: bool) -> (Home, Connection) {
    let (home, store) = Home::new();
    let mut records = sample().records;
    let case = records.concerns.iter_mut().find(|c| c.investigation.is_some() && c.status == "closed").unwrap();
    case.outsiders
        .push(domain::noun::Outsider { no: 1, description: "校外青年".into(), identity: "不明".into() });
    case.investigation.as_mut().unwrap().extension = Some(domain::noun::InvestigationExtension {
        applied_on: common::now().date(),
        applied_by: "t_zz".to_owned(),
        days: 10,
        reason: "证人在外".to_owned(),
        basis: "省办法".to_owned(),
        approved_on: None,
        approved_by: None,
    });
    for concern in &mut records.concerns {
        let end = if concern.kind == domain::noun::ConcernKind::Suspected { "closed" } else { "struck_off" };
        let done = finished && concern.id != OPEN;
        concern.status = if done { end } else { "registered" }.to_owned();
        concern.closed_on = done.then(|| common::now().date());
        if !finished && let Some(review) = &mut concern.county_review {
            review.finished_on = None;
        }
    }
    let last = records.ledger.len() - 1;
    for (n, item) in records.ledger.iter_mut().enumerate() {
        item.status = if finished && n < last { LedgerStatus::Closed } else { LedgerStatus::Pending };
    }
    for report in &mut records.incident_reports {
        report.state = if finished { ReportState::Issued } else { ReportState::Draft };
    }
    for appeal in records.sanctions.iter_mut().filter_map(|s| s.appeal.as_mut()).filter(|_| !finished) {
        appeal.decided_on = None;
    }
    common::load(&store, &records).unwrap();
    Store::close(store).unwrap();
    let raw = home.raw();
    attach_to_all(&raw);
    raw.execute_batch("PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF").unwrap();
    (home, raw)
}

/// An attachment of every concern and ledger item, as it would be there from before the end of each.
fn attach_to_all(raw: &Connection) {
    raw.execute(
        "INSERT INTO stored_file (id, sha256, size, stored_sha256, stored_size, key, added_ms)
         VALUES (?1, ?2, 1, ?2, 25, ?2, 0)",
        rusqlite::params!["a".repeat(64), [1u8; 32]],
    )
    .unwrap();
    for record in ["concern", "ledger"] {
        let lock = format!("{record}_attachment_finished_insert");
        let made: String =
            raw.query_row("SELECT sql FROM sqlite_master WHERE name = ?1", [&lock], |row| row.get(0)).unwrap();
        raw.execute_batch(&format!(
            "DROP TRIGGER {lock};
             INSERT INTO {record}_attachment (id, {record}_id, file_id, kind, scaled, name, source, note, by_id, at_ms)
             SELECT 'f-' || position, id, (SELECT id FROM stored_file), 'pdf', 0, 'a.pdf', '', '', 't_xz', 0 FROM {record};
             {made}"
        ))
        .unwrap();
    }
}

/// The concern that stays open.
const OPEN: &str = "GZ-2026-030";

/// The column by which a row names the one it belongs to, and the column there.
fn link(raw: &Connection, table: &str, parent: &str) -> (String, String) {
    let sql = "SELECT \"from\", \"to\" FROM pragma_foreign_key_list(?1) WHERE \"table\" = ?2 LIMIT 1";
    raw.query_row(sql, [table, parent], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap_or_else(|e| panic!("{table} to {parent}: {e}"))
}

fn parent(lock: Lock) -> Option<&'static str> {
    match lock {
        Lock::ChildOf(parent) | Lock::DecidedIn(parent) => Some(parent),
        Lock::FollowUp { of, .. } => Some(of),
        _ => None,
    }
}

/// The key of the record at the top that the row of a table with this value in its link belongs to.
fn top(raw: &Connection, table: &str, value: &str) -> String {
    let lock = LOCKS.iter().find(|(name, _)| *name == table).unwrap().1;
    let Some(above) = parent(lock) else { return value.to_owned() };
    let (_, to) = link(raw, table, above);
    let Some(higher) = parent(LOCKS.iter().find(|(name, _)| *name == above).unwrap().1) else {
        return value.to_owned();
    };
    let (from, _) = link(raw, above, higher);
    top(raw, above, &format!("(SELECT a.{from} FROM {above} AS a WHERE a.{to} = {value})"))
}

/// What a row is picked by: the values of its key.
fn keys(raw: &Connection, table: &str) -> Vec<String> {
    let sql = "SELECT name FROM pragma_table_info(?1) WHERE pk > 0 ORDER BY pk";
    raw.prepare(sql).unwrap().query_map([table], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

/// The statements on one table: each with a name, and whether the control lets it pass.
fn statements(raw: &Connection, table: &str, lock: Lock) -> Vec<(String, String, bool)> {
    let (from, to) = link(raw, table, parent(lock).unwrap());
    let key = keys(raw, table);
    let (all, above) = (columns(raw, table), parent(lock).unwrap());
    let finished = |value: &str| format!("{} IN (SELECT id FROM finished_{})", top(raw, table, value), root(table));
    let value = |sql: String| raw.query_row(&sql, [], |row| row.get::<_, String>(0)).ok();
    let parts = key.iter().map(|k| format!("'{k} = ' || quote({k})")).collect::<Vec<_>>().join(" || ' AND ' || ");
    let row = |when: &str| value(format!("SELECT {parts} FROM {table} WHERE {when} LIMIT 1"));
    let Some(done) = row(&finished(from.as_str())) else { return Vec::new() };
    // A place that is free in both, where rows have places.
    let place = if key.contains(&"position".to_owned()) && key.contains(&from) { ", position = 1000" } else { "" };
    let alone = if place.is_empty() && key.contains(&from) {
        format!(" AND NOT EXISTS (SELECT 1 FROM {table} AS t WHERE t.{from} = p.{to})")
    } else {
        String::new()
    };
    let other_end = |finish: bool| {
        let not = if finish { "" } else { "NOT " };
        value(format!("SELECT {to} FROM {above} AS p WHERE {not}({}){alone} LIMIT 1", finished(&format!("p.{to}"))))
    };
    let fixed = |c: &&String| !key.contains(*c) && **c != from && !c.ends_with("_id") && !c.ends_with("_on");
    let words: Vec<&String> = all.iter().filter(fixed).filter(|c| !matches!(c.as_str(), "id" | "uuid")).collect();
    // Fixed whatever becomes of the case, or watched by a rule on its values.
    let plain =
        |c: &&&String| matches!(c.as_str(), "text" | "reason" | "points" | "plan" | "topic" | "facts" | "document");
    let mut out = Vec::new();
    if let Some(column) = words.iter().find(plain) {
        let new = other(raw, table, column);
        out.push(("change".into(), format!("UPDATE {table} SET {column} = {new} WHERE {done}"), true));
        let columns = all.iter().map(|c| if c == *column { new.clone() } else { c.clone() }).collect::<Vec<_>>();
        let replace = format!("REPLACE INTO {table} SELECT {} FROM {table} WHERE {done}", columns.join(", "));
        out.push(("replace".into(), replace, matches!(lock, Lock::ChildOf(_)) && key.contains(&from)));
    }
    out.push(("delete".into(), format!("DELETE FROM {table} WHERE {done}"), false));
    // What was decided about a sanction names its case for good, and so does what was attached.
    let moves = table != "sanction" && !table.ends_with("_attachment");
    if let Some(open) = other_end(false) {
        let sql = format!("UPDATE {table} SET {from} = '{open}'{place} WHERE {done}");
        out.push(("out of a finished one".into(), sql, moves));
    }
    if let (Some(begun), Some(end)) = (row(&format!("NOT ({})", finished(from.as_str()))), other_end(true)) {
        let sql = format!("UPDATE {table} SET {from} = '{end}'{place} WHERE {begun}");
        out.push(("into a finished one".into(), sql, moves));
    }
    let added = |c: &String| match c.as_str() {
        "id" => "'新-1'".to_owned(),
        "uuid" => "'00000000-0000-7000-8000-000000000000'".to_owned(),
        "position" if place.is_empty() => "NULL".to_owned(),
        "position" => "1000".to_owned(),
        name => name.to_owned(),
    };
    if !key.contains(&from) || !place.is_empty() {
        let values = all.iter().map(added).collect::<Vec<_>>().join(", ");
        out.push(("add".into(), format!("INSERT INTO {table} SELECT {values} FROM {table} WHERE {done}"), true));
    } else if let Some(end) = other_end(true) {
        let values = all.iter().map(|c| if *c == from { format!("'{end}'") } else { added(c) }).collect::<Vec<_>>();
        let sql = format!("INSERT INTO {table} SELECT {} FROM {table} WHERE {done}", values.join(", "));
        out.push(("add".into(), sql, true));
    }
    out
}

#[test]
fn no_statement_changes_what_hangs_on_a_finished_record_and_each_would_on_an_open_one() {
    let (_closed_home, closed) = school(true);
    let (_open_home, open) = school(false);
    let mut tried = BTreeSet::new();
    let mut kinds = BTreeSet::new();
    let mut controls = 0;
    let hanging = LOCKS.iter().filter(|(table, lock)| parent(*lock).is_some() && ROOTS.contains(&root(table)));
    let hanging: Vec<_> = hanging.collect();
    for (table, lock) in &hanging {
        for (kind, sql, passes) in statements(&closed, table, *lock) {
            let before: i64 = closed.query_row("SELECT total_changes()", [], |row| row.get(0)).unwrap();
            let error = closed.execute(&sql, []).expect_err(&sql);
            assert!(is_refusal(&error), "{table}, {kind}: {sql}: {error}");
            let after: i64 = closed.query_row("SELECT total_changes()", [], |row| row.get(0)).unwrap();
            assert_eq!(before, after, "{sql}");
            open.execute_batch("SAVEPOINT control").unwrap();
            let done = open.execute(&sql, []);
            open.execute_batch("ROLLBACK TO control; RELEASE control").unwrap();
            if passes {
                assert_eq!(done.as_ref().ok(), Some(&1), "the control of {table}, {kind}: {sql}: {done:?}");
                controls += 1;
            } else {
                assert!(is_refusal(&done.expect_err(&sql)), "{sql}");
            }
            tried.insert(*table);
            kinds.insert(kind);
        }
    }
    assert_eq!(tried, hanging.iter().map(|(table, _)| *table).collect(), "every table is tried");
    assert_eq!(kinds.len(), 6, "{kinds:?}");
    assert!(controls > 50, "{controls}");
}
