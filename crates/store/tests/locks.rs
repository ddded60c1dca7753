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
#[path = "locks/hanging.rs"]
mod hanging;
#[path = "locks/later.rs"]
mod later;
#[path = "locks/rules.rs"]
mod rules;
#[path = "locks/triggers.rs"]
mod triggers;

use std::collections::{BTreeMap, BTreeSet};

use common::{Home, at, now, sample};
use domain::noun::*;
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

/// A row in each table around the records.
fn care_and_people(tx: &mut store::WriteTx<'_>) -> store::Result<()> {
    use store::{care, checkpoint, correction, delegation, draft, sealed, voiding};
    let id = uuid::Uuid::from_u128;
    let entry = store::audit::Entry {
        at: now(),
        actor: "t_xz",
        action: "sealed.open",
        object_kind: "concern",
        object_id: "GZ-2026-001",
        fields: &["content"],
    };
    let head = store::audit::append_with_reason(tx, &entry, "复查需要")?;
    checkpoint::put(
        tx,
        &checkpoint::Checkpoint { count: head.count, head: head.hash, made_at: now(), jws: "{}".to_owned() },
    )?;
    let until = at("2026-07-01T00:00:00+08:00");
    delegation::add(
        tx,
        &delegation::Delegation {
            id: id(10),
            to: vault::AccountNo::new(1).unwrap(),
            right: "sign_packets".to_owned(),
            reason: "外出学习".to_owned(),
            given_by: "t_xz".to_owned(),
            from: now(),
            until,
            ended_at: None,
        },
    )?;
    sealed::put(
        tx,
        &sealed::NewSealed {
            id: id(11),
            object_kind: "concern",
            object_id: "GZ-2026-001",
            label: "辅导过程",
            supersedes: None,
            written_by: "t_xz",
            written_at: now(),
            content: &[7; 60],
        },
    )?;
    draft::save(
        tx,
        &draft::Draft {
            form: "concern".to_owned(),
            object_id: String::new(),
            owner: "t_xz".to_owned(),
            content: "{}".to_owned(),
            begun_at: now(),
            saved_at: now(),
        },
    )?;
    let closed = in_state(tx, "closed");
    correction::add(
        tx,
        &correction::Correction {
            id: id(12),
            object_kind: "concern".to_owned(),
            object_id: closed.clone(),
            field: "place".to_owned(),
            old: "操场".to_owned(),
            new: "食堂".to_owned(),
            reason: "记错了".to_owned(),
            by: "t_xz".to_owned(),
            at: now(),
        },
    )?;
    voiding::add(
        tx,
        &voiding::Voiding {
            object_kind: "concern".to_owned(),
            object_id: closed,
            reason: "重复登记".to_owned(),
            by: "t_xz".to_owned(),
            at: now(),
        },
    )?;
    care::log_backup(
        tx,
        &care::BackupRow {
            id: id(13),
            place: care::Place::Local,
            file_name: "a.anmiaobak".to_owned(),
            size: 1,
            sha256: [1; 32],
            audit_count: 1,
            audit_head: [1; 32],
            made_at: now(),
            verified_at: now(),
        },
    )?;
    care::log_rehearsal(
        tx,
        &care::Rehearsal {
            kind: care::RehearsalKind::Restore,
            at: now(),
            by: "t_xz".to_owned(),
            ok: true,
            found: String::new(),
        },
    )?;
    let student_id = table::student::list(tx, now().date())?.remove(0).id;
    let cleared = store::name_clearance::Clearance {
        student_id,
        digest: [9; 32],
        reason: "这里是普通词".to_owned(),
        by: "t_xz".to_owned(),
        at: now(),
    };
    store::name_clearance::add(tx, &cleared)?;
    care::set_recovery_due(tx, care::DueReason::Used, now())
}

/// The first concern in this state.
fn in_state(tx: &store::WriteTx<'_>, status: &str) -> String {
    table::concern::list(tx).unwrap().into_iter().find(|c| c.status == status).unwrap().id
}

/// A database in which every table has a row.
fn full() -> (Home, Connection) {
    let (home, store) = Home::new();
    let mut records = sample().records;
    // The sample has no stranger and no extension of an investigation.
    let case = records.concerns.iter_mut().find(|c| c.status == "closed" && c.investigation.is_some()).unwrap();
    case.outsiders.push(Outsider { no: 1, description: "校外青年".to_owned(), identity: "不明".to_owned() });
    case.investigation.as_mut().unwrap().extension = Some(InvestigationExtension {
        applied_on: now().date(),
        applied_by: "t_zz".to_owned(),
        days: 10,
        reason: "证人在外".to_owned(),
        basis: "省办法".to_owned(),
        approved_on: None,
        approved_by: None,
    });
    common::load(&store, &records).unwrap();
    assert_eq!(store.read(|tx| store::read_all(tx, now().date())).unwrap(), records);
    store
        .write(|tx| -> store::Result<()> {
            let entry = store::audit::Entry {
                at: now(),
                actor: "system",
                action: "school.load",
                object_kind: "school",
                object_id: "",
                fields: &[],
            };
            store::audit::append(tx, &entry)?;
            let account = store::account::Account {
                number: vault::AccountNo::new(1).unwrap(),
                staff_id: "t_xz".to_owned(),
                posts: vec![Post::Principal],
                disabled: false,
                created_at: now(),
                must_change: false,
            };
            store::account::insert(tx, &account)?;
            store::identity::put_key(tx, &[1; 138], now())?;
            store::identity::add_certificate(tx, &[1; 500], store::identity::Issuer::Itself, now())?;
            let recovery = store::identity::RecoveryIdentity {
                secret: zeroize::Zeroizing::new("s".to_owned()),
                recipient: "r".to_owned(),
            };
            store::identity::put_recovery(tx, &recovery, now())?;
            let profile = store::profile::AcceptedProfile {
                serial: 1,
                fingerprint: ["12345"; 8].join(" "),
                jws: vec![1],
                accepted_at: now(),
                accepted_by: None,
            };
            store::profile::accept(tx, &profile)?;
            care_and_people(tx)?;
            store::meta::see_keys(tx, store::meta::KeysSeen { generation: 1, digest: [1; 32] }, now())?;
            let place = store::outbox::next_place(tx)?;
            store::outbox::enqueue(
                tx,
                &store::outbox::NewPacket {
                    packet_id: uuid::Uuid::from_u128(1),
                    kind: PacketKind::NilReport,
                    edition: Edition::Statistics,
                    epoch: &place.epoch,
                    seq: place.seq,
                    prev_sha256: None,
                    manifest_sha256: &"a".repeat(64),
                    file_name: "a.anmiao",
                    created_at: now(),
                    test: true,
                    files: &[("report.pdf", b"x")],
                    sealed: None,
                },
            )
        })
        .unwrap();
    store.close().unwrap();
    let raw = home.raw();
    raw.execute_batch("PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON").unwrap();
    // One closed case is opened by a repetition, so that what it said is kept in its table.
    let opened = raw.execute(
        "UPDATE concern SET status = 'investigating', closed_on = NULL
         WHERE id = (SELECT id FROM concern WHERE status = 'closed' ORDER BY position DESC LIMIT 1)",
        [],
    );
    assert_eq!(opened.unwrap(), 1);
    (home, raw)
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
    let reopen = format!(
        "UPDATE concern SET status = 'under_review', closed_on = NULL
         WHERE {closed} AND id NOT IN (SELECT object_id FROM voiding)"
    );
    assert!(raw.execute(&reopen, []).unwrap() > 0, "a review opens a closed case again");
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
