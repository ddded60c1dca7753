//! The audit log holds together, and nothing in the program or past it changes a row unnoticed.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use common::{Home, at};
use rusqlite::Connection;
use store::audit::{self, Entry};
use store::{Error, Rule, Store};

fn fill(store: &Store, rows: usize) {
    store
        .write(|tx| {
            (0..rows).try_for_each(|i| {
                let id = format!("GZ-2026-{i:03}");
                let entry = Entry {
                    at: at("2026-06-26T17:00:00+08:00"),
                    actor: "t_zz",
                    action: "concern.record",
                    object_kind: "concern",
                    object_id: &id,
                    fields: &["title", "narrative"],
                };
                audit::append(tx, &entry).map(drop)
            })
        })
        .unwrap();
}

#[test]
fn rows_form_a_chain_that_can_be_recomputed() {
    let (home, store) = Home::new();
    let empty = store.read(audit::head).unwrap();
    assert_eq!((empty.count, empty.hex()), (0, "0".repeat(64)));
    fill(&store, 1500);
    let head = store.read(audit::head).unwrap();
    assert_eq!(head.count, 1500);
    assert_eq!(store.read(audit::examine).unwrap(), audit::Finding::Whole(head));
    let page = store.read(|tx| audit::list(tx, 1498, 10)).unwrap();
    assert_eq!(page.iter().map(|row| row.seq).collect::<Vec<_>>(), [1499, 1500]);
    assert_eq!(page[0].fields, ["title", "narrative"]);
    assert_eq!(page[1].prev, page[0].hash);
    let about = store.read(|tx| audit::about(tx, "concern", "GZ-2026-007")).unwrap();
    assert_eq!(about.len(), 1);
    store.close().unwrap();
    assert_eq!(home.open().unwrap().read(audit::head).unwrap(), head);
}

#[test]
fn the_hash_is_the_documented_one() {
    let (_home, store) = Home::new();
    fill(&store, 1);
    // Python: sha256 over b''.join(len(f).to_bytes(8,'big')+f) of the fields in the order of audit.rs.
    let head = store.read(audit::head).unwrap();
    assert_eq!(head.hex(), EXPECTED_FIRST_HASH);
}

const EXPECTED_FIRST_HASH: &str = "ea4d66cec8d25ab2ea008218a3998b7d57c6e7843dc0ecae5eb00e53a443bc5f";

#[test]
fn two_rows_that_differ_only_in_where_a_field_ends_differ_in_their_hash() {
    let hash = |actor: &str, action: &str| {
        let (_home, store) = Home::new();
        store
            .write(|tx| {
                audit::append(
                    tx,
                    &Entry {
                        at: at("2026-06-26T17:00:00+08:00"),
                        actor,
                        action,
                        object_kind: "school",
                        object_id: "",
                        fields: &[],
                    },
                )
            })
            .unwrap()
            .hash
    };
    assert_ne!(hash("ab", "c"), hash("a", "bc"));
}

#[test]
fn values_are_kept_out_of_the_log() {
    let (_home, store) = Home::new();
    let append = |action: &str, fields: &[&str]| {
        let entry = Entry {
            at: at("2026-06-26T17:00:00+08:00"),
            actor: "t_zz",
            action,
            object_kind: "student",
            object_id: "stu-1",
            fields,
        };
        store.write(|tx| audit::append(tx, &entry))
    };
    for (action, fields) in [("student.add", ["姓名=张三"]), ("学生", ["name"]), ("student.add", ["name: Zhang"])]
    {
        let refused = append(action, &fields);
        assert!(matches!(refused, Err(Error::Constraint { kind: Rule::Check, .. })), "{refused:?}");
    }
    assert_eq!(append("student.add", &["name"]).unwrap().count, 1);
}

#[test]
fn no_statement_changes_a_row() {
    let (home, store) = Home::new();
    fill(&store, 10);
    let head = store.read(audit::head).unwrap();
    let raw = home.raw();
    raw.execute_batch("PRAGMA recursive_triggers = ON").unwrap();
    for sql in CHANGES {
        assert_refused(&raw, sql);
    }
    // Without recursive triggers REPLACE would slip past the delete trigger: a key that is taken is refused before.
    raw.execute_batch("PRAGMA recursive_triggers = OFF").unwrap();
    for sql in CHANGES {
        assert_refused(&raw, sql);
    }
    assert_eq!(store.read(audit::examine).unwrap(), audit::Finding::Whole(head));
}

const CHANGES: &[&str] = &[
    "UPDATE audit SET actor = 't_xz' WHERE seq = 5",
    "UPDATE OR REPLACE audit SET seq = 4 WHERE seq = 5",
    "DELETE FROM audit WHERE seq = 10",
    "DELETE FROM audit",
    "REPLACE INTO audit SELECT seq, at_ms, 't_xz', action, object_kind, object_id, detail, prev, hash FROM audit WHERE seq = 5",
    "INSERT OR REPLACE INTO audit SELECT seq, at_ms, 't_xz', action, object_kind, object_id, detail, prev, hash FROM audit WHERE seq = 10",
    "INSERT INTO audit SELECT 12, at_ms, actor, action, object_kind, object_id, detail, hash, randomblob(32) FROM audit WHERE seq = 10",
    "INSERT INTO audit SELECT 11, at_ms, actor, action, object_kind, object_id, detail, prev, randomblob(32) FROM audit WHERE seq = 10",
    "INSERT INTO audit SELECT 5, at_ms, actor, action, object_kind, object_id, detail, prev, randomblob(32) FROM audit WHERE seq = 5",
    "INSERT OR IGNORE INTO audit SELECT 12, at_ms, actor, action, object_kind, object_id, detail, hash, randomblob(32) FROM audit WHERE seq = 10",
    "INSERT INTO audit SELECT 10, at_ms, actor, action, object_kind, object_id, detail, prev, hash FROM audit WHERE seq = 10
     ON CONFLICT (seq) DO UPDATE SET actor = 't_xz'",
];

fn assert_refused(raw: &Connection, sql: &str) {
    let error = raw.execute(sql, []).expect_err(sql);
    let said = error.to_string();
    assert!(said.contains("locked:audit") || said.contains("taken:audit"), "{sql}: {error}");
}

#[test]
fn who_drops_the_triggers_is_found_by_the_chain() {
    let (home, store) = Home::new();
    fill(&store, 10);
    store.close().unwrap();
    let raw = home.raw();
    raw.execute_batch("DROP TRIGGER audit_no_update; UPDATE audit SET actor = 't_xz' WHERE seq = 5").unwrap();
    drop(raw);
    let found = home.open().unwrap().read(audit::examine).unwrap();
    assert_eq!(found, audit::Finding::Changed { seq: 5 });
}
