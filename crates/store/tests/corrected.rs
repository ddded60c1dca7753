//! Corrections and voids as they are read back: what counts, what is shown, what is found.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on should stop")]

mod common;

use common::{Home, now};
use store::correction::{self, Correction};
use store::voiding::{self, Voiding};
use store::{Error, Store, search};
use uuid::Uuid;

fn correct(store: &Store, n: u128, kind: &str, id: &str, field: &str, new: &str) -> store::Result<()> {
    let by = common::sample().records.staff[0].id.clone();
    store.write(|tx| {
        correction::add(
            tx,
            &Correction {
                id: Uuid::from_u128(n),
                object_kind: kind.to_owned(),
                object_id: id.to_owned(),
                field: field.to_owned(),
                old: "旧".to_owned(),
                new: new.to_owned(),
                reason: "写错了字".to_owned(),
                by,
                at: now(),
            },
        )
    })
}

fn void(store: &Store, kind: &str, id: &str) -> store::Result<()> {
    let by = common::sample().records.staff[0].id.clone();
    store.write(|tx| {
        voiding::add(
            tx,
            &Voiding {
                object_kind: kind.to_owned(),
                object_id: id.to_owned(),
                reason: "重复登记".to_owned(),
                by,
                at: now(),
            },
        )
    })
}

#[test]
fn a_corrected_concern_is_read_and_found_by_what_it_says_now() {
    let (_home, store) = Home::with_sample();
    let entered = common::sample().records.concerns[0].place.clone();
    assert!(store.read(|tx| search::find(tx, "玻璃花房", 50)).unwrap().is_empty());
    correct(&store, 1, "concern", "GZ-2026-001", "place", "校门口").unwrap();
    correct(&store, 2, "concern", "GZ-2026-001", "place", "玻璃花房").unwrap();
    let today = now().date();
    let read = store.read(|tx| store::read_all(tx, today)).unwrap();
    assert_eq!(read.concerns[0].place, "玻璃花房", "the newest counts");
    let as_entered = store.read(|tx| store::read_entered(tx, today)).unwrap();
    assert_eq!(as_entered.concerns[0].place, entered, "the row itself never changes");
    assert_eq!(store.read(|tx| search::find(tx, "玻璃花房", 50)).unwrap(), ["GZ-2026-001"]);
    assert!(store.read(|tx| search::find(tx, &entered, 50)).unwrap().contains(&"GZ-2026-001".to_owned()));
    store.write(search::rebuild).unwrap();
    assert_eq!(
        store.read(|tx| search::find(tx, "玻璃花房", 50)).unwrap(),
        ["GZ-2026-001"],
        "also in an index made anew"
    );
}

#[test]
fn what_hangs_on_a_voided_record_counts_no_more_and_stays_in_the_tables() {
    let (_home, store) = Home::with_sample();
    let today = now().date();
    let before = store.read(|tx| store::read_all(tx, today)).unwrap();
    let concern = before.talks[0].concern_id.clone();
    void(&store, "concern", &concern).unwrap();
    let after = store.read(|tx| store::read_all(tx, today)).unwrap();
    assert!(!after.concerns.iter().any(|c| c.id == concern));
    assert!(!after.talks.iter().any(|t| t.concern_id == concern));
    assert!(!after.screenings.iter().any(|s| s.concern_ids.contains(&concern)));
    let shown = store.read(|tx| store::read_with_voided(tx, today)).unwrap();
    assert_eq!(shown, before, "nothing is lost");
}

#[test]
fn the_database_itself_refuses_what_the_program_would_not_ask_for() {
    let (_home, store) = Home::with_sample();
    let locked = |result: store::Result<()>| assert!(matches!(result, Err(Error::Locked { .. })), "{result:?}");
    locked(correct(&store, 1, "concern", "GZ-2026-015", "place", "操场"));
    locked(correct(&store, 2, "concern", "GZ-2026-999", "place", "操场"));
    locked(void(&store, "ledger", "ZG-2026-999"));
    void(&store, "concern", "GZ-2026-001").unwrap();
    locked(correct(&store, 3, "concern", "GZ-2026-001", "place", "操场"));
    assert!(void(&store, "concern", "GZ-2026-001").is_err(), "a record is voided once");
}
