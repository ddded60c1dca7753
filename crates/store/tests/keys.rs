//! Accounts, the school's identity, accepted profiles, settings, the keys file seen last.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    reason = "a test that meets the unexpected shall fail on the spot"
)]

mod common;

use common::{Home, at, now, teacher};
use domain::noun::Post;
use store::account::{self, Account};
use store::identity::{self, Issuer, RecoveryIdentity};
use store::meta::KeysSeen;
use store::profile::{self, AcceptedProfile};
use store::setting::Settings;
use store::{Error, Rule, meta, setting, table};
use vault::AccountNo;
use zeroize::Zeroizing;

fn number(n: u16) -> AccountNo {
    AccountNo::new(n).unwrap()
}

#[test]
fn an_account_has_a_person_and_posts_that_are_given_and_taken() {
    let (_home, store) = Home::new();
    let made = Account {
        number: number(1),
        staff_id: "t-1".to_owned(),
        posts: vec![Post::Principal, Post::Counsellor],
        disabled: false,
        created_at: now(),
        must_change: false,
    };
    let nobody = store.write(|tx| account::insert(tx, &made));
    assert!(matches!(nobody, Err(Error::Constraint { kind: Rule::Reference, .. })), "{nobody:?}");
    store.write(|tx| table::staff::insert(tx, &teacher("t-1", "金墨白"))).unwrap();
    store.write(|tx| account::insert(tx, &made)).unwrap();
    assert_eq!(store.read(account::list).unwrap(), std::slice::from_ref(&made));
    let twice = store.write(|tx| account::give(tx, number(1), Post::Principal, now()));
    assert!(matches!(twice, Err(Error::Constraint { kind: Rule::Unique, .. })), "{twice:?}");
    let later = at("2026-09-01T08:00:00+08:00");
    store.write(|tx| account::take(tx, number(1), Post::Counsellor, later)).unwrap();
    let gone = store.write(|tx| account::take(tx, number(1), Post::Counsellor, later));
    assert!(matches!(gone, Err(Error::NotFound { table: "account_post" })));
    store.write(|tx| account::give(tx, number(1), Post::Counsellor, later)).unwrap();
    store.write(|tx| account::set_disabled(tx, number(1), true)).unwrap();
    let found = store.read(|tx| account::get(tx, number(1))).unwrap().unwrap();
    assert_eq!((found.disabled, found.posts), (true, vec![Post::Principal, Post::Counsellor]));
    assert_eq!(store.read(|tx| account::get(tx, number(2))).unwrap(), None);
}

#[test]
fn the_newest_key_and_certificate_are_in_use_and_the_old_ones_stay() {
    let (home, store) = Home::new();
    assert!(store.read(identity::key).unwrap().is_none());
    assert!(store.read(identity::certificate).unwrap().is_none());
    assert!(store.read(identity::recovery).unwrap().is_none());
    store
        .write(|tx| -> store::Result<()> {
            identity::put_key(tx, &[1; 138], now())?;
            identity::put_key(tx, &[2; 138], now())?;
            identity::add_certificate(tx, &[3; 500], Issuer::Itself, now())?;
            identity::add_certificate(tx, &[4; 600], Issuer::Bureau, now())?;
            let recovery = RecoveryIdentity {
                secret: Zeroizing::new("AGE-SECRET-KEY-1TEST".to_owned()),
                recipient: "age1test".to_owned(),
            };
            identity::put_recovery(tx, &recovery, now())
        })
        .unwrap();
    assert_eq!(store.read(identity::key).unwrap().unwrap().as_slice(), [2; 138]);
    let used = store.read(identity::certificate).unwrap().unwrap();
    assert_eq!((used.issuer, used.der), (Issuer::Bureau, vec![4; 600]));
    assert_eq!(store.read(identity::certificates).unwrap().len(), 2);
    assert_eq!(store.read(identity::recovery).unwrap().unwrap().recipient, "age1test");
    for table in ["school_key", "certificate", "recovery_identity"] {
        let sql = format!("DELETE FROM {table}");
        assert!(home.raw().execute(&sql, []).expect_err(&sql).to_string().contains("locked:"), "{table}");
    }
}

#[test]
fn only_a_newer_profile_of_the_same_bureau_is_accepted() {
    let (_home, store) = Home::new();
    let profile = |serial, groups: &str| AcceptedProfile {
        serial,
        fingerprint: [groups; 8].join(" "),
        jws: format!("{{\"serial\":{serial}}}").into_bytes(),
        accepted_at: now(),
        accepted_by: None,
    };
    assert!(store.read(profile::current).unwrap().is_none());
    let accept = |new: AcceptedProfile| store.write(|tx| profile::accept(tx, &new));
    accept(profile(3, "11111")).unwrap();
    for old in [3, 2] {
        let refused = accept(profile(old, "11111"));
        let stopped = matches!(refused, Err(Error::Locked { .. } | Error::Constraint { kind: Rule::Unique, .. }));
        assert!(stopped, "{old}: {refused:?}");
    }
    accept(profile(4, "11111")).unwrap();
    accept(profile(1, "22222")).unwrap();
    assert_eq!(store.read(profile::current).unwrap(), Some(profile(1, "22222")));
    assert_eq!(store.read(profile::list).unwrap().len(), 3);
}

#[test]
fn settings_and_the_keys_file_are_remembered() {
    let (home, store) = Home::new();
    assert_eq!(store.read(setting::get).unwrap(), Settings { send_automatically: true, lock_after_minutes: 10 });
    let changed = Settings { send_automatically: false, lock_after_minutes: 5 };
    store.write(|tx| setting::set(tx, &changed)).unwrap();
    let never = store.write(|tx| setting::set(tx, &Settings { lock_after_minutes: 0, ..changed }));
    assert!(matches!(never, Err(Error::Constraint { kind: Rule::Check, .. })));
    assert_eq!(store.read(meta::keys_seen).unwrap(), None);
    for generation in [1, 2] {
        let seen = KeysSeen { generation, digest: [generation as u8; 32] };
        store.write(|tx| meta::see_keys(tx, seen, now())).unwrap();
        assert_eq!(store.read(meta::keys_seen).unwrap(), Some(seen));
    }
    store.close().unwrap();
    assert_eq!(home.open().unwrap().read(setting::get).unwrap(), changed);
}
