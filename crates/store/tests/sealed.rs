//! Sealed texts and drafts in a real file: what somebody with the database key moves about opens nowhere, and what was
//! written in the first form is bound once.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that meets the unexpected shall fail on the spot")]

mod common;

use common::{Counting, Home, now};
use rusqlite::config::DbConfig;
use store::draft::Draft;
use store::sealed::{self, NewSealed, SealedText};
use uuid::Uuid;
use vault::VaultError;

fn new<'a>(id: u128, object_id: &'a str, content: &'a [u8]) -> NewSealed<'a> {
    NewSealed {
        id: Uuid::from_u128(id),
        object_kind: "concern",
        object_id,
        label: "辅导过程",
        supersedes: None,
        written_by: "t_xz",
        written_at: now(),
        content,
    }
}

fn draft(owner: &str, content: &str) -> Draft {
    Draft {
        form: "sealed:concern".to_owned(),
        object_id: "GZ-2026-001".to_owned(),
        owner: owner.to_owned(),
        content: content.to_owned(),
        begun_at: now(),
        saved_at: now(),
    }
}

#[test]
fn a_text_that_is_moved_to_another_case_or_person_opens_no_more() {
    let (home, store) = Home::with_sample();
    let place = new(77, "GZ-2026-001", &[]);
    let content = home.keyring.seal_text(&place.place(), "愿意说出名字", &mut Counting(3)).unwrap();
    store.write(|tx| sealed::put(tx, &NewSealed { content: &content, ..place })).unwrap();
    let there = |store: &store::Store| store.read(|tx| sealed::get(tx, Uuid::from_u128(77))).unwrap().unwrap();
    let open = |kept: &SealedText| home.keyring.open_text(&kept.head.place(), &kept.content).map(|t| t.to_string());
    assert_eq!(open(&there(&store)).unwrap(), "愿意说出名字");
    store.close().unwrap();
    let raw = home.raw();
    raw.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false).unwrap();
    for (change, back) in [
        ("object_id = 'GZ-2026-002'", "object_id = 'GZ-2026-001'"),
        ("object_kind = 'student'", "object_kind = 'concern'"),
        ("label = '自述'", "label = '辅导过程'"),
        ("written_by = 't_zz'", "written_by = 't_xz'"),
        ("written_ms = written_ms + 1", "written_ms = written_ms - 1"),
    ] {
        raw.execute_batch("PRAGMA foreign_keys = OFF").unwrap();
        raw.execute(&format!("UPDATE sealed_text SET {change}"), []).unwrap();
        let store = home.open().unwrap();
        assert!(matches!(open(&there(&store)), Err(VaultError::SealedTextDamaged)), "{change}");
        store.close().unwrap();
        raw.execute(&format!("UPDATE sealed_text SET {back}"), []).unwrap();
    }
    let store = home.open().unwrap();
    assert!(open(&there(&store)).is_ok());
}

#[test]
fn a_draft_that_is_given_to_another_owner_or_form_opens_no_more() {
    let (home, _store) = Home::with_sample();
    let mine = draft("t_xz", "");
    let bytes = home.keyring.seal_text(&mine.place(), "写到一半", &mut Counting(3)).unwrap();
    assert_eq!(home.keyring.open_text(&mine.place(), &bytes).unwrap().as_str(), "写到一半");
    for other in [
        draft("t_zz", ""),
        Draft { form: "sealed:student".to_owned(), ..mine.clone() },
        Draft { object_id: "GZ-2026-002".to_owned(), ..mine.clone() },
    ] {
        assert!(matches!(home.keyring.open_text(&other.place(), &bytes), Err(VaultError::SealedTextDamaged)));
    }
}

/// Binds what begins with a 7, and cannot open anything else.
struct Sevens(usize);

impl sealed::Reseal for Sevens {
    fn text(&mut self, text: &SealedText, bound: bool) -> Option<Vec<u8>> {
        assert!(!bound && !vault::is_bound(&text.content), "what is bound is left alone");
        self.0 += 1;
        (text.content.first() == Some(&7)).then(|| [b"AMSEAL2\n".as_slice(), &[8; 60]].concat())
    }
    fn draft(&mut self, draft: &Draft, _: bool) -> Option<String> {
        draft.content.ends_with("seven").then(|| "sealed-draft-v2:eight".to_owned())
    }
}

#[test]
fn texts_of_the_first_form_are_bound_once_and_the_lock_is_in_place_afterwards() {
    let (home, store) = Home::with_sample();
    let bound = [b"AMSEAL2\n".as_slice(), &[1; 60]].concat();
    store
        .write(|tx| -> store::Result<()> {
            sealed::put(tx, &new(1, "GZ-2026-001", &[7; 60]))?;
            sealed::put(tx, &new(2, "GZ-2026-001", &[9; 60]))?;
            sealed::put(tx, &new(3, "GZ-2026-001", &bound))?;
            store::draft::save(tx, &draft("t_xz", "sealed-draft-v1:seven"))?;
            store::draft::save(tx, &draft("t_zz", "sealed-draft-v1:nine"))
        })
        .unwrap();
    assert!(!store.read(sealed::all_bound).unwrap());
    let mut sevens = Sevens(0);
    let done = store
        .write(|tx| -> store::Result<_> {
            let done = sealed::bind_all(tx, &mut sevens)?;
            let (actor, action) = ("t_xz", sealed::BIND);
            let entry =
                store::audit::Entry { at: now(), actor, action, object_kind: "home", object_id: "", fields: &[] };
            store::audit::append(tx, &entry)?;
            Ok(done)
        })
        .unwrap();
    assert_eq!((done, sevens.0), (sealed::Bound { texts: 1, drafts: 1, left: 2 }, 2));
    assert!(store.read(sealed::all_bound).unwrap() && store.differences().unwrap().is_empty());
    let texts = store.read(sealed::all).unwrap();
    let bound: Vec<bool> = texts.iter().map(|t| vault::is_bound(&t.content)).collect();
    assert_eq!(bound, [true, false, true]);
    let drafts = store.read(|tx| store::draft::list(tx, "t_xz")).unwrap();
    assert_eq!(drafts.first().unwrap().content, "sealed-draft-v2:eight");
    store.close().unwrap();
    let refused = home.raw().execute("UPDATE sealed_text SET label = 'x'", []).unwrap_err();
    assert!(refused.to_string().contains("locked:sealed_text"), "{refused}");
}
