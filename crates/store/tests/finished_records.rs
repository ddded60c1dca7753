//! What was finished carries a digest in the log, so that a change made with the locks switched off is found and named; and
//! locks that were taken off are noticed and put back.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use std::path::{Path, PathBuf};

use common::{Home, now, raw, sample};
use rusqlite::Connection;
use rusqlite::config::DbConfig;
use store::audit::{Entry, Finding};
use store::{Store, WriteTx, digest};

/// A row about a record, with the word that belongs to it. Answers the word.
fn told(tx: &mut WriteTx<'_>, kind: &str, id: &str) -> store::Result<Option<String>> {
    let word = digest::word(tx, kind, id, &mut || [7; 32])?;
    let fields: Vec<&str> = word.as_deref().into_iter().collect();
    let entry =
        Entry { at: now(), actor: "t_xz", action: "case.step", object_kind: kind, object_id: id, fields: &fields };
    store::audit::append(tx, &entry)?;
    Ok(word)
}

/// The sample school with a row about every concern, ledger item and pact; and how many of them are finished.
fn told_of_everything() -> (Home, Store, usize) {
    let (home, store) = Home::with_sample();
    let records = sample().records;
    let finished = store
        .write(|tx| -> store::Result<usize> {
            let mut words = 0;
            let concerns = records.concerns.iter().map(|c| ("concern", &c.id));
            let items = records.ledger.iter().map(|l| ("ledger", &l.id));
            for (kind, id) in concerns.chain(items).chain(records.pacts.iter().map(|p| ("pact", &p.id))) {
                words += usize::from(told(tx, kind, id)?.is_some());
            }
            Ok(words)
        })
        .unwrap();
    (home, store, finished)
}

/// A copy of a closed database.
fn copied(home: &Home, name: &str) -> PathBuf {
    let to = home.folder.path().join(name);
    std::fs::copy(home.path(), &to).unwrap();
    to
}

/// A connection with the right key on which no trigger runs.
fn without_triggers(home: &Home, path: &Path) -> Connection {
    let conn = raw(path, &home.key());
    conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    conn
}

fn changed(home: &Home, path: &Path) -> Vec<(String, String)> {
    let store = Store::open(path, &home.key(), home.id()).unwrap();
    assert!(store.differences().unwrap().is_empty(), "switching triggers off leaves no trace in the schema");
    assert!(matches!(store.read(store::audit::examine).unwrap(), Finding::Whole(_)), "nor in the chain");
    store.read(digest::examine).unwrap().into_iter().map(|c| (c.kind, c.id)).collect()
}

#[test]
fn every_change_of_a_finished_record_past_the_locks_is_found_and_named() {
    let (home, store, finished) = told_of_everything();
    assert!(finished > 20, "{finished}");
    assert!(store.read(digest::examine).unwrap().is_empty());
    store.close().unwrap();
    assert!(changed(&home, &copied(&home, "untouched.db")).is_empty());
    let of = "SELECT id FROM concern WHERE status = 'closed'";
    let case = format!("(SELECT concern_id FROM sanction WHERE concern_id IN ({of}) ORDER BY concern_id LIMIT 1)");
    let item = "(SELECT id FROM ledger WHERE status = 'closed' ORDER BY id LIMIT 1)";
    let pact = "(SELECT id FROM pact WHERE status IN ('signing', 'effective') ORDER BY id LIMIT 1)";
    let cases = [
        ("concern", &*case, format!("UPDATE concern SET narrative = narrative || '。' WHERE id = {case}")),
        ("concern", &case, format!("UPDATE concern SET closed_on = '2026-06-01' WHERE id = {case}")),
        ("concern", &case, format!("UPDATE concern SET status = 'investigating', closed_on = NULL WHERE id = {case}")),
        ("concern", &case, format!("UPDATE sanction SET decided_on = '2026-01-02' WHERE concern_id = {case}")),
        ("concern", &case, format!("DELETE FROM concern_involved WHERE concern_id = {case} AND position = 1")),
        ("concern", &case, format!("DELETE FROM concern_measure WHERE concern_id = {case}")),
        ("concern", &case, format!("DELETE FROM concern_event WHERE concern_id = {case} AND position = 1")),
        ("concern", &case, format!("UPDATE determination SET facts = facts || '。' WHERE concern_id = {case}")),
        (
            "concern",
            &case,
            format!(
                "UPDATE talk_question SET answer = answer || '。' WHERE talk_id IN
                 (SELECT id FROM talk WHERE concern_id = {case} AND at_ms < 1000 * unixepoch(
                     (SELECT closed_on FROM concern WHERE id = {case}), '-1 day'))"
            ),
        ),
        ("ledger", item, format!("UPDATE ledger SET problem = problem || '。' WHERE id = {item}")),
        ("ledger", item, format!("DELETE FROM ledger_evidence WHERE ledger_id = {item}")),
        ("pact", pact, format!("UPDATE pact_article SET text = text || '。' WHERE pact_id = {pact} AND position = 1")),
        ("pact", pact, format!("DELETE FROM pact_article WHERE pact_id = {pact} AND position = 1")),
    ];
    for (place, (kind, id, sql)) in cases.iter().enumerate() {
        let path = copied(&home, &format!("changed-{place}.db"));
        let conn = without_triggers(&home, &path);
        let id: String = conn.query_row(&format!("SELECT {id}"), [], |row| row.get(0)).unwrap();
        let rows = conn.execute(sql, []).unwrap_or_else(|e| panic!("{sql}: {e}"));
        assert!(rows > 0, "{sql} changed nothing");
        drop(conn);
        assert_eq!(changed(&home, &path), [((*kind).to_owned(), id)], "{sql}");
    }
}

#[test]
fn what_may_still_be_added_changes_no_digest_and_a_correction_neither() {
    let (_home, store, _) = told_of_everything();
    let closed = sample().records.concerns.into_iter().find(|c| c.status == "closed").unwrap().id;
    let words = store
        .write(|tx| -> store::Result<_> {
            store::correction::add(
                tx,
                &store::correction::Correction {
                    id: uuid::Uuid::from_u128(12),
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
            told(tx, "concern", &closed)
        })
        .unwrap();
    assert_eq!(words, None, "the digest of the log still holds");
    assert!(store.read(digest::examine).unwrap().is_empty());
}

#[test]
fn the_log_shows_no_digest_and_two_schools_have_none_in_common() {
    let (_home, store, _) = told_of_everything();
    let rows = store.read(|tx| store::audit::list(tx, 0, 500)).unwrap();
    assert!(rows.iter().all(|row| row.fields.iter().all(|field| !field.starts_with("digest_"))));
    let (_other, second) = Home::with_sample();
    let closed = sample().records.concerns.into_iter().find(|c| c.status == "closed").unwrap().id;
    let with =
        |store: &Store, salt: u8| store.write(|tx| digest::word(tx, "concern", &closed, &mut || [salt; 32])).unwrap();
    assert_eq!(with(&store, 9), None, "the salt that is there counts");
    assert!(with(&second, 9).is_some());
    let (_third, third) = Home::with_sample();
    assert_ne!(with(&second, 9), with(&third, 10));
}

#[test]
fn locks_that_were_taken_off_are_noticed_and_put_back() {
    let (home, store) = Home::with_sample();
    assert!(store.differences().unwrap().is_empty());
    store.close().unwrap();
    let conn = home.raw();
    conn.execute_batch(
        "DROP TRIGGER concern_finished;
         DROP TRIGGER audit_no_update;
         CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit WHEN 0 BEGIN SELECT RAISE(ABORT, 'locked:audit'); END;
         DROP INDEX audit_by_object;
         CREATE TRIGGER quiet AFTER INSERT ON audit BEGIN UPDATE audit SET action = 'x' WHERE seq = NEW.seq; END;
         DROP VIEW finished_ledger;
         CREATE VIEW finished_ledger AS SELECT id FROM ledger WHERE 0;",
    )
    .unwrap();
    drop(conn);
    let store = home.open().unwrap();
    let found = store.differences().unwrap();
    let mut names: Vec<&str> = found.locks.iter().map(|(_, name)| name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["audit_by_object", "audit_no_update", "concern_finished", "finished_ledger", "quiet"]);
    assert!(found.tables.is_empty());
    store.put_locks_back(&found, |tx| told(tx, "ledger", "ZG-2026-001").map(drop)).unwrap();
    assert!(store.differences().unwrap().is_empty());
    store.close().unwrap();
    let conn = home.raw();
    let closed = "id = (SELECT id FROM concern WHERE status = 'closed' LIMIT 1)";
    let refused = conn.execute(&format!("UPDATE concern SET place = 'x' WHERE {closed}"), []).unwrap_err();
    assert!(refused.to_string().contains("locked:concern"), "{refused}");
    assert!(conn.execute("UPDATE audit SET action = 'x'", []).unwrap_err().to_string().contains("locked:audit"));
}

#[test]
fn a_table_that_is_another_one_is_told_apart_from_a_lock() {
    let (home, store) = Home::with_sample();
    store.close().unwrap();
    home.raw().execute_batch("ALTER TABLE audit ADD COLUMN secret TEXT; CREATE TABLE mine (x);").unwrap();
    let found = home.open().unwrap().differences().unwrap();
    assert_eq!(found.tables, [("table".to_owned(), "audit".to_owned())], "a table of somebody else's is no matter");
    assert!(found.locks.is_empty());
}

#[test]
fn a_database_under_other_keys_and_a_copy_have_the_same_schema() {
    struct Nothing;
    impl store::sealed::Reseal for Nothing {
        fn text(&mut self, _: &store::sealed::SealedText, _: bool) -> Option<Vec<u8>> {
            None
        }
        fn draft(&mut self, _: &store::draft::Draft, _: bool) -> Option<String> {
            None
        }
    }
    let (home, store, _) = told_of_everything();
    let other = Home::bare(9);
    let to = home.folder.path().join("school-2.db");
    store::rekey::export(&store, &to, &other.key(), home.id(), &mut Nothing).unwrap();
    let new = Store::open(&to, &other.key(), home.id()).unwrap();
    assert!(new.differences().unwrap().is_empty());
    assert!(new.read(digest::examine).unwrap().is_empty(), "the digests go along");
}
