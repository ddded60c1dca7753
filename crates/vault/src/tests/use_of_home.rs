//! What a school does: first start, log in, people, recovery.

use tempfile::tempdir;

use super::*;
use crate::{BACKUP_FILE, KEYS_FILE, Purpose, UnlockedBy, set_aside_unfinished};

#[test]
fn password_and_code_open_the_same_keys_and_nothing_else_does() {
    let dir = tempdir().unwrap();
    let (keyring, code) = school(dir.path());
    let file = KeysFile::read(dir.path()).unwrap();
    let db = keyring.db_key().pragma_value();
    for with in [
        Unlock::Password { account: AccountNo::new(1).unwrap(), password: PASSWORD },
        Unlock::Password { account: AccountNo::new(2).unwrap(), password: SECOND },
        Unlock::Recovery(&code),
    ] {
        let opened = file.unlock(&with).ok().unwrap();
        assert_eq!(*opened.db_key().pragma_value(), *db, "every slot wraps one data key");
        assert!(!opened.is_tampered());
    }
    assert!(matches!(unlock(&file, 1, SECOND), Err(VaultError::WrongPassword)));
    assert!(matches!(unlock(&file, 2, PASSWORD), Err(VaultError::WrongPassword)));
    assert!(matches!(unlock(&file, 1, ""), Err(VaultError::WrongPassword)));
    assert!(matches!(unlock(&file, 3, PASSWORD), Err(VaultError::NoSuchAccount)));
    let other = RecoveryCode::make(&mut seeded(9));
    assert!(matches!(file.unlock(&Unlock::Recovery(&other)), Err(VaultError::WrongPassword)));
    let typed = RecoveryCode::parse(&code.to_text()).unwrap();
    let opened = file.unlock(&Unlock::Recovery(&typed)).ok().unwrap();
    assert!(opened.unlocked_by() == UnlockedBy::Recovery && opened.may_read_sealed());
}

#[test]
fn the_file_holds_no_secret() {
    let dir = tempdir().unwrap();
    let (keyring, code) = school(dir.path());
    let text = String::from_utf8(get(&dir.path().join(KEYS_FILE))).unwrap();
    let key = keyring.db_key().pragma_value();
    let (code, key) = (code.to_text(), key.trim_matches(['x', '\'']));
    for secret in [PASSWORD, SECOND, code.get(..6).unwrap(), key.get(..64).unwrap()] {
        assert!(!text.contains(secret));
    }
    assert!(text.contains("\"principal\""), "the login page reads the posts from here");
}

#[test]
fn accounts_are_listed_by_number_and_numbers_are_not_used_again() {
    let dir = tempdir().unwrap();
    let (mut keyring, _) = school(dir.path());
    keyring.set_posts(AccountNo::new(2).unwrap(), &["form-teacher".into(), "teacher".into()]).unwrap();
    keyring.remove_account(AccountNo::new(2).unwrap()).unwrap();
    let third = NewAccount { posts: &["counsellor".into()], may_read_sealed: true, password: &chosen(SECOND) };
    let number = keyring.add_account(&third, KdfCost::PARSE_FLOOR, &mut seeded(3)).unwrap();
    assert_eq!(number.number(), 3);
    let file = KeysFile::read(dir.path()).unwrap();
    let listed: Vec<_> =
        file.accounts().into_iter().map(|view| (view.account.to_string(), view.may_read_sealed)).collect();
    assert_eq!(listed, [("01".to_owned(), true), ("03".to_owned(), true)]);
    assert!(matches!(unlock(&file, 2, SECOND), Err(VaultError::NoSuchAccount)));
    keyring.remove_account(AccountNo::new(3).unwrap()).unwrap();
    assert!(matches!(keyring.remove_account(AccountNo::new(1).unwrap()), Err(VaultError::LastAccount)));
    assert!(unlock(&KeysFile::read(dir.path()).unwrap(), 1, PASSWORD).is_ok());
}

#[test]
fn a_new_password_and_a_new_code_replace_the_old() {
    let dir = tempdir().unwrap();
    let (mut keyring, old) = school(dir.path());
    let db = keyring.db_key().pragma_value();
    let first = AccountNo::new(1).unwrap();
    keyring.replace_password(first, &chosen("河边的水车转得很慢很慢"), KdfCost::PARSE_FLOOR, &mut seeded(4)).unwrap();
    let new = keyring.replace_recovery(KdfCost::PARSE_FLOOR, &mut seeded(5)).unwrap();
    let file = KeysFile::read(dir.path()).unwrap();
    assert!(matches!(unlock(&file, 1, PASSWORD), Err(VaultError::WrongPassword)));
    assert!(matches!(file.unlock(&Unlock::Recovery(&old)), Err(VaultError::WrongPassword)));
    let opened = unlock(&file, 1, "河边的水车转得很慢很慢").ok().unwrap();
    assert!(opened.may_read_sealed(), "the key of the sealed texts stays in the slot");
    assert_eq!(*opened.db_key().pragma_value(), *db, "the database is not encrypted anew");
    assert!(file.unlock(&Unlock::Recovery(&new)).is_ok());
}

#[test]
fn sealed_texts_open_only_with_the_second_key_and_in_their_row() {
    let dir = tempdir().unwrap();
    let (keyring, _) = school(dir.path());
    let row = &place(1);
    let bytes = keyring.seal_text(row, "第三次谈话：愿意说出名字", &mut seeded(6)).unwrap();
    assert_eq!(keyring.open_text(row, &bytes).unwrap().as_str(), "第三次谈话：愿意说出名字");
    assert!(matches!(keyring.open_text(&place(2), &bytes), Err(VaultError::SealedTextDamaged)));
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(matches!(keyring.open_text(row, &changed), Err(VaultError::SealedTextDamaged)), "byte {at}");
    }
    assert!(matches!(keyring.open_text(row, &bytes[..20]), Err(VaultError::SealedTextDamaged)));

    let file = KeysFile::read(dir.path()).unwrap();
    let mut teacher = unlock(&file, 2, SECOND).ok().unwrap();
    assert!(!teacher.may_read_sealed() && teacher.sub_key(Purpose::SealedTexts).is_none());
    assert!(matches!(teacher.open_text(row, &bytes), Err(VaultError::SealedKeyNotHeld)));
    let cost = KdfCost::PARSE_FLOOR;
    let counsellor = NewAccount { posts: &[], may_read_sealed: true, password: &chosen(SECOND) };
    assert!(matches!(teacher.add_account(&counsellor, cost, &mut seeded(7)), Err(VaultError::SealedKeyNotHeld)));
    let first = AccountNo::new(1).unwrap();
    assert!(
        matches!(
            teacher.replace_password(first, &chosen(SECOND), cost, &mut seeded(7)),
            Err(VaultError::SealedKeyNotHeld)
        ),
        "a teacher cannot take the principal's access to sealed texts away by accident"
    );
    let mut keyring = keyring;
    keyring.withdraw_sealed(first).unwrap();
    let principal = unlock(&KeysFile::read(dir.path()).unwrap(), 1, PASSWORD).ok().unwrap();
    assert!(!principal.may_read_sealed());
}

#[test]
fn an_unfinished_first_start_begins_again_and_a_finished_one_never_does() {
    let dir = tempdir().unwrap();
    let (keyring, _) = new_home(dir.path());
    put(&dir.path().join("school-1.db"), b"half a database");
    assert!(!KeysFile::read(dir.path()).unwrap().is_confirmed());
    drop(keyring);
    let start = FirstStart {
        home: Uuid::from_u128(8),
        db_file: "school-1.db",
        first: NewAccount { posts: &[], may_read_sealed: true, password: &chosen(PASSWORD) },
        recovery: false,
        cost: KdfCost::PARSE_FLOOR,
    };
    assert!(matches!(create(dir.path(), &start, &mut seeded(1)), Err(VaultError::AlreadyThere)));
    set_aside_unfinished(dir.path()).unwrap();
    let aside = dir.path().join(format!("unfinished-{}", Uuid::from_u128(7)));
    assert_eq!(get(&aside.join("school-1.db")), b"half a database");
    assert!(matches!(KeysFile::read(dir.path()), Err(VaultError::Missing)));

    let (mut keyring, code) = create(dir.path(), &start, &mut seeded(1)).ok().unwrap();
    assert!(code.is_none() && !keyring.file().has_recovery());
    keyring.confirm().unwrap();
    let generation = keyring.file().generation();
    keyring.confirm().unwrap();
    assert_eq!(keyring.file().generation(), generation, "confirming twice writes once");
    assert!(matches!(set_aside_unfinished(dir.path()), Err(VaultError::Finished)));
    assert!(dir.path().join(BACKUP_FILE).exists());
}

#[test]
fn a_crash_half_way_through_setting_aside_can_be_repeated() {
    let dir = tempdir().unwrap();
    drop(new_home(dir.path()));
    std::fs::rename(dir.path().join(KEYS_FILE), dir.path().join("elsewhere")).unwrap();
    set_aside_unfinished(dir.path()).unwrap();
    assert!(matches!(KeysFile::read(dir.path()), Err(VaultError::Missing)));
}

#[test]
fn values_the_file_could_not_read_back_are_refused() {
    let dir = tempdir().unwrap();
    for (db_file, post) in [("../x.db", "principal"), ("", "principal"), ("a/b", "principal"), ("a.db", "校长")] {
        let start = FirstStart {
            home: Uuid::from_u128(8),
            db_file,
            first: NewAccount { posts: &[post.into()], may_read_sealed: true, password: &chosen(PASSWORD) },
            recovery: false,
            cost: KdfCost::PARSE_FLOOR,
        };
        assert!(matches!(create(dir.path(), &start, &mut seeded(1)), Err(VaultError::BadValue)), "{db_file} {post}");
    }
    assert!(matches!(KeysFile::read(dir.path()), Err(VaultError::Missing)), "a refused start leaves nothing behind");
}

#[test]
fn a_seed_makes_the_same_home_twice() {
    let (one, two) = (tempdir().unwrap(), tempdir().unwrap());
    drop((new_home(one.path()), new_home(two.path())));
    assert_eq!(get(&one.path().join(KEYS_FILE)), get(&two.path().join(KEYS_FILE)));
}
