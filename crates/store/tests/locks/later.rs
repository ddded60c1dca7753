//! What may still be added to a record that is finished, and what a case keeps when it is opened again.

use domain::noun::Talk;
use rusqlite::Connection;
use store::{Error, Store, table};
use uuid::Uuid;

use crate::common::{Home, at, sample};
use crate::{is_refusal, turn};

fn talk_of(concern: &str, at_text: &str, n: u128) -> (Uuid, Talk) {
    let mut talk = sample().records.talks.remove(0);
    talk.id = format!("TH-2026-9{n:02}");
    talk.concern_id = concern.to_owned();
    talk.at = at(at_text);
    talk.ended_at = at(at_text);
    (Uuid::from_u128(n + 9000), talk)
}

/// Closed on 2026-05-22, with a determination.
const CLOSED: &str = "GZ-2026-010";

#[test]
fn a_closed_case_takes_talks_from_its_last_day_on_and_none_from_before() {
    let (_home, store) = Home::with_sample();
    let enter = |day: &str, n| {
        let (uuid, talk) = talk_of(CLOSED, &format!("{day}T00:30:00+08:00"), n);
        (talk.id.clone(), store.write(|tx| table::talk::insert(tx, uuid, &talk)))
    };
    let (_, early) = enter("2026-05-21", 1);
    assert!(matches!(early, Err(Error::Locked { ref table }) if table == "talk"), "{early:?}");
    let (id, late) = enter("2026-05-22", 2);
    late.unwrap();
    let found = store.read(|tx| table::talk::get(tx, &id)).unwrap().unwrap();
    assert!(!found.qa.is_empty(), "with its questions");
}

fn refused(raw: &Connection, sql: &str) {
    let error = raw.execute(sql, []).expect_err(sql);
    assert!(is_refusal(&error), "{sql}: {error}");
}

#[test]
fn a_case_that_was_opened_again_keeps_what_it_said() {
    let (home, store) = Home::with_sample();
    Store::close(store).unwrap();
    let raw = home.raw();
    let reopen = format!("UPDATE concern SET status = 'under_review', closed_on = NULL WHERE id = '{CLOSED}'");
    refused(&raw, &reopen);
    turn(&raw, CLOSED, "appeal").unwrap();
    assert_eq!(raw.execute(&reopen, []).unwrap(), 1);
    let kept: (String, String, Option<String>) = raw
        .query_row("SELECT status, closed_on, result FROM reopening WHERE concern_id = ?1", [CLOSED], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .unwrap();
    assert_eq!(kept, ("closed".to_owned(), "2026-05-22".to_owned(), Some("not_bullying".to_owned())));
    // What had been written stays, also under REPLACE.
    refused(&raw, &format!("UPDATE concern SET narrative = narrative || '改' WHERE id = '{CLOSED}'"));
    refused(&raw, &format!("UPDATE concern_measure SET text = text || '改' WHERE concern_id = '{CLOSED}'"));
    refused(&raw, &format!("UPDATE communication SET points = points || '改' WHERE concern_id = '{CLOSED}'"));
    let event = format!(
        "REPLACE INTO concern_event SELECT concern_id, position, at_on, at_ms, kind, state, actor_id, '改'
         FROM concern_event WHERE concern_id = '{CLOSED}' AND position = 0"
    );
    refused(&raw, &event);
    refused(&raw, &format!("UPDATE reopening SET result = NULL WHERE concern_id = '{CLOSED}'"));
    // Blanks are filled in, rows are added, what a review decides takes a new value, and the case is closed again.
    for sql in [
        format!("UPDATE concern SET result = 'bullying', severity = 'light', tier = 'L1' WHERE id = '{CLOSED}'"),
        format!(
            "INSERT INTO concern_event SELECT concern_id, 1000, at_on, at_ms, 'note', NULL, actor_id, '复查'
             FROM concern_event WHERE concern_id = '{CLOSED}' AND position = 0"
        ),
        format!("UPDATE concern SET status = 'closed', closed_on = '2026-06-26' WHERE id = '{CLOSED}'"),
    ] {
        assert_eq!(raw.execute(&sql, []).unwrap(), 1, "{sql}");
    }
    refused(&raw, &format!("UPDATE concern SET result = 'not_bullying' WHERE id = '{CLOSED}'"));
}

#[test]
fn a_closed_case_is_opened_by_its_ground_alone_and_the_ground_serves_once_school_23() {
    let (home, store) = Home::with_sample();
    Store::close(store).unwrap();
    let raw = home.raw();
    let to = |status: &str| format!("UPDATE concern SET status = '{status}', closed_on = NULL WHERE id = '{CLOSED}'");
    refused(&raw, &to("investigating"));
    // What the database keeps of it is not written by hand, whatever the state of the case.
    let forged = format!(
        "INSERT INTO reopening (concern_id, status, closed_on, result, turn)
         VALUES ('{CLOSED}', 'closed', '2026-05-22', 'bullying', (SELECT max(position) FROM concern_turn))"
    );
    refused(&raw, &forged);
    // An appeal leads to the review and a repetition to an investigation, not the other way.
    assert!(turn(&raw, CLOSED, "unrecorded").is_err());
    turn(&raw, CLOSED, "repeat").unwrap();
    assert!(turn(&raw, CLOSED, "new_facts").is_err(), "one at a time");
    refused(&raw, &forged);
    refused(&raw, &to("under_review"));
    assert_eq!(raw.execute(&to("investigating"), []).unwrap(), 1);
    refused(&raw, &forged);
    let kept: (String, Option<String>) = raw
        .query_row("SELECT cause, (SELECT ground FROM concern_turn WHERE position = turn) FROM reopening", [], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .unwrap();
    assert!(!kept.0.is_empty() && kept.1.as_deref() == Some("repeat"));
    // The ground is used up: the next opening needs its own, and an open case takes none.
    assert!(turn(&raw, CLOSED, "repeat").is_err());
    assert_eq!(
        raw.execute(
            &format!("UPDATE concern SET status = 'closed', closed_on = '2026-06-26' WHERE id = '{CLOSED}'"),
            []
        )
        .unwrap(),
        1
    );
    refused(&raw, &to("investigating"));
    assert!(turn(&raw, "GZ-2026-026", "repeat").is_err(), "it was never closed");
}

#[test]
fn rows_of_a_round_that_is_over_are_neither_added_nor_changed_and_the_next_one_has_its_own() {
    let (home, store) = Home::with_sample();
    Store::close(store).unwrap();
    let raw = home.raw();
    // Under review and never closed: a revoked determination begins the second round.
    let case = "GZ-2026-021";
    raw.execute(&format!("UPDATE concern SET status = 'under_review' WHERE id = '{case}'"), []).unwrap();
    let begin = format!(
        "INSERT INTO concern_turn (concern_id, opens, round, ground, reason, by_id, at_ms, cause, finding, result, severity,
            tier, closed_on)
         SELECT id, 0, 2, 'appeal', '撤销', owner_id, 1782000000000, cause, finding, result, severity, tier, closed_on
         FROM concern WHERE id = '{case}'"
    );
    refused(&raw, &begin.replace("SELECT id, 0, 2,", "SELECT id, 0, 3,"));
    refused(
        &raw,
        &begin.replace(
            "cause, finding, result, severity, tier, closed_on\n         FROM",
            "'改', finding, result, severity, tier, closed_on\n         FROM",
        ),
    );
    assert_eq!(raw.execute(&begin, []).unwrap(), 1);
    for sql in [
        format!("UPDATE investigation SET finished_on = '2026-06-25' WHERE concern_id = '{case}'"),
        format!("UPDATE concern_measure SET text = text || '改' WHERE concern_id = '{case}'"),
        format!("UPDATE investigation_member SET person_id = 't_zz' WHERE concern_id = '{case}'"),
        format!(
            "INSERT INTO concern_measure (concern_id, position, kind, done_on, by_id, text)
             SELECT concern_id, 1000, kind, done_on, by_id, text FROM concern_measure WHERE concern_id = '{case}' LIMIT 1"
        ),
        format!("INSERT INTO concern_lesson VALUES ('{case}', 1, 9, 0, '补写')"),
        format!("INSERT INTO concern_police VALUES ('{case}', 1, 1782000000000, '电话', 'called', NULL)"),
    ] {
        refused(&raw, &sql);
    }
    for sql in [
        format!("INSERT INTO investigation VALUES ('{case}', 2, '2026-06-20', '2026-06-30', NULL)"),
        format!("UPDATE investigation SET finished_on = '2026-06-26' WHERE concern_id = '{case}' AND round = 2"),
        format!("INSERT INTO concern_lesson VALUES ('{case}', 2, 1, 0, '第二轮')"),
        format!("INSERT INTO concern_lesson VALUES ('{case}', 2, 2, 0, '改了说法')"),
    ] {
        assert_eq!(raw.execute(&sql, []).unwrap(), 1, "{sql}");
    }
    refused(&raw, &format!("UPDATE concern_lesson SET reason = '覆盖' WHERE concern_id = '{case}'"));
    drop(raw);
    let store = home.open().unwrap();
    let found = store.read(|tx| table::concern::get(tx, case)).unwrap().unwrap();
    assert_eq!((found.round(), found.earlier.len()), (2, 1));
    assert!(found.determination.is_none() && found.earlier[0].determination.is_some());
    assert_eq!(found.lesson.unwrap().reason.as_deref(), Some("改了说法"));
    assert_eq!(found.replaced_lessons[0].reason.as_deref(), Some("第二轮"), "nothing is written over");
}

#[test]
fn a_sanction_of_a_closed_case_is_only_lifted() {
    let (home, store) = Home::with_sample();
    Store::close(store).unwrap();
    let raw = home.raw();
    let closed = "concern_id IN (SELECT id FROM concern WHERE status = 'closed')";
    for change in [
        "status = 'revoked'",
        "effective_kind = 'probation'",
        "appeal_notice_on = '2026-06-01'",
        "status = 'lifted', effective_kind = 'probation'",
    ] {
        refused(&raw, &format!("UPDATE sanction SET {change} WHERE {closed}"));
    }
    assert!(raw.execute(&format!("UPDATE sanction SET status = 'lifted' WHERE {closed}"), []).unwrap() > 0);
    refused(&raw, &format!("UPDATE sanction SET status = 'in_force' WHERE {closed}"));
}

#[test]
fn a_pact_in_force_takes_newcomers_and_pictures_and_nothing_else() {
    let (home, store) = Home::with_sample();
    Store::close(store).unwrap();
    let raw = home.raw();
    let id = |status: &str| -> String {
        let sql = "SELECT pact_id FROM pact_unsigned JOIN pact ON pact.id = pact_id WHERE status = ?1 LIMIT 1";
        raw.query_row(sql, [status], |row| row.get(0)).unwrap()
    };
    let pact = id("effective");
    for sql in [
        format!("UPDATE pact SET status = 'draft' WHERE id = '{pact}'"),
        format!("UPDATE pact SET witness = '别人' WHERE id = '{pact}'"),
        format!("UPDATE pact_unsigned SET reason = 'other', student_id = 'stu-c01-01' WHERE pact_id = '{pact}'"),
        format!(
            "REPLACE INTO pact_unsigned SELECT pact_id, position, 'stu-c01-01', reason FROM pact_unsigned WHERE pact_id = '{pact}'"
        ),
        "UPDATE pact_attachment SET text = text || '改'".to_owned(),
    ] {
        refused(&raw, &sql);
    }
    for sql in [
        format!("INSERT INTO pact_unsigned VALUES ('{pact}', 1000, 'stu-c01-01', 'other')"),
        format!("INSERT INTO pact_attachment VALUES ('{pact}', 1000, '张贴照片')"),
        format!("UPDATE pact SET status = 'superseded' WHERE id = '{pact}'"),
    ] {
        assert_eq!(raw.execute(&sql, []).unwrap(), 1, "{sql}");
    }
    refused(&raw, &format!("INSERT INTO pact_unsigned VALUES ('{pact}', 1001, 'stu-c01-02', 'other')"));
    refused(&raw, &format!("INSERT INTO pact_attachment VALUES ('{pact}', 1001, '张贴照片')"));
}

#[test]
fn words_of_the_report_are_replaced_beside_the_old_ones() {
    let (home, store) = Home::with_sample();
    let before = store.read(table::report::standing).unwrap();
    let (position, first) = before[0].clone();
    store.write(|tx| table::report::reword(tx, position, "另一种说法。")).unwrap();
    let twice = store.write(|tx| table::report::reword(tx, position, "第三种说法。"));
    assert!(matches!(twice, Err(Error::Constraint { .. })), "{twice:?}");
    let notes = store.read(table::report::notes).unwrap();
    assert_eq!(notes.len(), before.len());
    assert_eq!((notes[0].section, notes[0].text.as_str()), (first.section, "另一种说法。"), "in its place");
    let newer = store.read(table::report::standing).unwrap()[0].0;
    store.write(|tx| table::report::reword(tx, newer, "")).unwrap();
    assert_eq!(store.read(table::report::notes).unwrap().len(), before.len() - 1, "taken out");
    assert!(matches!(
        store.write(|tx| table::report::reword(tx, 10_000, "无")),
        Err(Error::NotFound { table: "report_note" })
    ));
    Store::close(store).unwrap();
    let kept: String =
        home.raw().query_row("SELECT text FROM report_note WHERE position = ?1", [position], |row| row.get(0)).unwrap();
    assert_eq!(kept, first.text);
}
