//! The whole database under another key: everything is there, sealed texts are sealed again, locks hold.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use common::{Home, now};
use store::{Error, Store, rekey, sealed};
use uuid::Uuid;

#[test]
fn everything_is_there_under_the_new_key_and_nothing_under_the_old() {
    let (home, store) = Home::with_sample();
    let row = Uuid::from_u128(77);
    let text = sealed::NewSealed {
        id: row,
        object_kind: "concern",
        object_id: "GZ-2026-001",
        label: "辅导过程",
        supersedes: None,
        written_by: "t_xz",
        written_at: now(),
        content: &[7; 60],
    };
    store.write(|tx| sealed::put(tx, &text)).unwrap();
    let other = Home::bare(9);
    let to = home.folder.path().join("school-2.db");
    let refused = rekey::export(&store, &to, &other.key(), home.id(), &mut |_, _| None);
    assert!(matches!(refused, Err(Error::Damaged)), "a text that cannot be sealed again stops it: {refused:?}");
    assert!(!to.exists() && !home.folder.path().join("school-2.db.part").exists());
    let census = rekey::export(&store, &to, &other.key(), home.id(), &mut |id, old| {
        assert_eq!((id, old), (row, &[7; 60][..]));
        Some(vec![8; 60])
    })
    .unwrap();
    assert_eq!(census, store.census().unwrap());
    assert!(matches!(Store::open(&to, &home.key(), home.id()), Err(Error::WrongKeyOrDamaged)));
    let new = Store::open(&to, &other.key(), home.id()).unwrap();
    new.check().unwrap();
    assert_eq!(new.read(|tx| sealed::get(tx, row)).unwrap().unwrap().content, vec![8; 60]);
    assert_eq!(
        new.read(|tx| store::read_all(tx, now().date())).unwrap(),
        store.read(|tx| store::read_all(tx, now().date())).unwrap()
    );
    assert_eq!(
        new.read(|tx| store::search::find(tx, "食堂", 99)).unwrap(),
        store.read(|tx| store::search::find(tx, "食堂", 99)).unwrap()
    );
    new.close().unwrap();
    let raw = common::raw(&to, &other.key());
    for sql in
        ["UPDATE sealed_text SET label = 'x'", "DELETE FROM sealed_text", "DELETE FROM audit", "DELETE FROM concern"]
    {
        assert!(raw.execute(sql, []).unwrap_or(0) == 0, "{sql} went through");
    }
    let error = raw.execute("UPDATE sealed_text SET label = 'x'", []).unwrap_err();
    assert!(error.to_string().contains("locked:sealed_text"), "{error}");
}
