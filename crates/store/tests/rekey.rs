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

/// Opens nothing.
struct Nothing;

impl sealed::Reseal for Nothing {
    fn text(&mut self, _: &sealed::SealedText, _: bool) -> Option<Vec<u8>> {
        None
    }
    fn draft(&mut self, _: &store::draft::Draft, _: bool) -> Option<String> {
        None
    }
}

/// Knows the one text and the one draft of these tests.
struct Again;

impl sealed::Reseal for Again {
    fn text(&mut self, text: &sealed::SealedText, bound: bool) -> Option<Vec<u8>> {
        assert_eq!((text.head.id, text.content.as_slice(), bound), (Uuid::from_u128(77), &[7; 60][..], false));
        Some(vec![8; 60])
    }
    fn draft(&mut self, draft: &store::draft::Draft, _: bool) -> Option<String> {
        (draft.content == "old seal").then(|| "new seal".to_owned())
    }
}

fn draft(form: &str, content: &str) -> store::draft::Draft {
    store::draft::Draft {
        form: form.into(),
        object_id: String::new(),
        owner: "t_xz".into(),
        content: content.into(),
        begun_at: now(),
        saved_at: now(),
    }
}

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
    let refused = rekey::export(&store, &to, &other.key(), home.id(), &mut Nothing);
    assert!(matches!(refused, Err(Error::Damaged)), "a text that cannot be sealed again stops it: {refused:?}");
    assert!(!to.exists() && !home.folder.path().join("school-2.db.part").exists());
    let census = rekey::export(&store, &to, &other.key(), home.id(), &mut Again).unwrap();
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

#[test]
fn sealed_drafts_are_sealed_again_and_others_stay() {
    let (home, store) = Home::with_sample();
    let drafts = [
        draft("sealed:concern", "old seal"),
        draft("sealed:counselling", "another seal"),
        draft("concern", "old seal"),
    ];
    store.write(|tx| drafts.iter().try_for_each(|d| store::draft::save(tx, d))).unwrap();
    let other = Home::bare(9);
    let to = home.folder.path().join("school-2.db");
    rekey::export(&store, &to, &other.key(), home.id(), &mut Again).unwrap();
    let new = Store::open(&to, &other.key(), home.id()).unwrap();
    let content = |form: &str| new.read(|tx| store::draft::get(tx, "t_xz", form, "")).unwrap().unwrap().content;
    assert_eq!(
        (content("sealed:concern").as_str(), content("sealed:counselling").as_str(), content("concern").as_str()),
        ("new seal", "another seal", "old seal")
    );
}

#[test]
fn a_closed_file_with_its_log_goes_under_the_other_key_and_a_damaged_one_does_not() {
    let (home, store) = Home::with_sample();
    let rows = store.census().unwrap();
    // A copy as a crash leaves one: the newest rows are only in the log beside it.
    store.write(|tx| store::draft::save(tx, &draft("concern", "typed last"))).unwrap();
    let from = home.folder.path().join("copy.db");
    for end in ["", "-wal"] {
        let name = |path: &std::path::Path| format!("{}{end}", path.display());
        std::fs::copy(name(store.path()), name(&from)).unwrap();
    }
    store.close().unwrap();
    let other = Home::bare(9);
    let to = home.folder.path().join("renewed.db");
    let wrong = rekey::export_file(&from, &other.key(), &to, &other.key(), home.id(), &mut Nothing);
    assert!(matches!(wrong, Err(Error::WrongKeyOrDamaged)), "{wrong:?}");
    let census = rekey::export_file(&from, &home.key(), &to, &other.key(), home.id(), &mut Nothing).unwrap();
    assert_eq!(census.rows(), rows.rows() + 1);
    let new = Store::open(&to, &other.key(), home.id()).unwrap();
    assert_eq!(new.read(|tx| store::draft::get(tx, "t_xz", "concern", "")).unwrap().unwrap().content, "typed last");

    let mut bytes = std::fs::read(&from).unwrap();
    let middle = bytes.len() / 2;
    if let Some(byte) = bytes.get_mut(middle) {
        *byte ^= 1;
    }
    #[allow(clippy::disallowed_methods, reason = "the damage is the test")]
    std::fs::write(&from, &bytes).unwrap();
    let nowhere = home.folder.path().join("x.db");
    let damaged = rekey::export_file(&from, &home.key(), &nowhere, &other.key(), home.id(), &mut Nothing);
    assert!(matches!(damaged, Err(Error::Damaged)), "{damaged:?}");
    assert!(!nowhere.exists() && !home.folder.path().join("x.db.part").exists());
}
