//! People come, go and are removed; keys come out of a backup.

use super::{PASSWORD, SECOND, chosen, get, place, put, school, unlock};
use crate::create::tests::seeded;
use crate::{AccountNo, BACKUP_FILE, KEYS_FILE, KdfCost, KeysFile, NewAccount, Unlock, VaultError};

const COST: KdfCost = KdfCost::PARSE_FLOOR;
const THIRD: &str = "井台边的槐树年年开白花";

fn no(number: u16) -> AccountNo {
    AccountNo::new(number).unwrap()
}

#[test]
fn an_account_is_known_before_it_opens_anything_and_gets_its_slot_back() {
    let dir = tempfile::tempdir().unwrap();
    let (mut keyring, _) = school(dir.path());
    assert_eq!(keyring.reserve_account().unwrap(), no(3));
    assert_eq!(keyring.file().accounts().len(), 2);
    let posts = ["counsellor".to_owned()];
    let new = NewAccount { posts: &posts, may_read_sealed: true, password: &chosen(THIRD) };
    assert!(matches!(keyring.put_password(no(4), &new, COST, &mut seeded(3)), Err(VaultError::NoSuchAccount)));
    keyring.put_password(no(3), &new, COST, &mut seeded(3)).unwrap();
    keyring.opens(no(3), THIRD).unwrap();
    assert!(matches!(keyring.opens(no(3), SECOND), Err(VaultError::WrongPassword)));
    assert!(unlock(&KeysFile::read(dir.path()).unwrap(), 3, THIRD).unwrap().may_read_sealed());
    keyring.remove_account(no(2)).unwrap();
    assert!(matches!(unlock(keyring.file(), 2, SECOND), Err(VaultError::NoSuchAccount)));
    let again = NewAccount { posts: &posts, may_read_sealed: false, password: &chosen(SECOND) };
    keyring.put_password(no(2), &again, COST, &mut seeded(4)).unwrap();
    assert!(!unlock(keyring.file(), 2, SECOND).unwrap().may_read_sealed());
    assert_eq!(keyring.file().accounts().len(), 3);
}

#[test]
fn a_prepared_recovery_code_opens_nothing_before_it_is_committed() {
    let dir = tempfile::tempdir().unwrap();
    let (mut keyring, old) = school(dir.path());
    let code = keyring.prepare_recovery(&mut seeded(5)).unwrap();
    let opens =
        |with: &crate::RecoveryCode| KeysFile::read(dir.path()).unwrap().unlock(&Unlock::Recovery(with)).is_ok();
    assert!(opens(&old) && !opens(&code));
    keyring.commit_recovery(&code, COST, &mut seeded(6)).unwrap();
    assert!(!opens(&old) && opens(&code));
}

#[test]
fn removal_for_cause_leaves_the_old_keys_in_force_until_its_commit_and_worthless_after() {
    let dir = tempfile::tempdir().unwrap();
    let (keyring, old_code) = school(dir.path());
    let copied = get(&dir.path().join(KEYS_FILE));
    let old_key = keyring.db_key().pragma_value();
    assert!(matches!(
        keyring.rotate(no(1), SECOND, "school-2.db", COST, &mut seeded(7)),
        Err(VaultError::WrongPassword)
    ));
    assert!(matches!(keyring.rotate(no(1), PASSWORD, "school-1.db", COST, &mut seeded(7)), Err(VaultError::BadValue)));
    let rotation = keyring.rotate(no(1), PASSWORD, "school-2.db", COST, &mut seeded(7)).unwrap();
    assert_eq!(get(&dir.path().join(KEYS_FILE)), copied, "nothing is written before the commit");
    let new_key = rotation.db_key().pragma_value();
    assert_ne!(new_key.as_str(), old_key.as_str());
    let row = &place(1);
    let resealed = rotation.keyring().seal_text(row, "密", &mut seeded(8)).unwrap();
    let (new, code) = rotation.commit().unwrap();
    assert_eq!(new.file().db_file(), "school-2.db");
    assert_eq!(new.open_text(row, &resealed).unwrap().as_str(), "密");
    assert!(keyring.open_text(row, &resealed).is_err(), "the key of the sealed texts is another one");
    let now = KeysFile::read(dir.path()).unwrap();
    assert_eq!(unlock(&now, 1, PASSWORD).unwrap().db_key().pragma_value().as_str(), new_key.as_str());
    assert!(unlock(&now, 2, SECOND).is_err() && now.unlock(&Unlock::Recovery(&old_code)).is_err());
    assert!(now.unlock(&Unlock::Recovery(&code)).is_ok());
    // The copy that was taken earlier opens with its passwords, and what it opens is the old key.
    let stolen = KeysFile::from_bytes(dir.path(), &copied).unwrap();
    assert_eq!(unlock(&stolen, 2, SECOND).unwrap().db_key().pragma_value().as_str(), old_key.as_str());
    assert_eq!(KeysFile::read(dir.path()).unwrap().db_file(), "school-2.db", "reading the copy put nothing back");
}

#[test]
fn a_removal_cut_off_between_the_two_copies_leaves_the_old_home() {
    let dir = tempfile::tempdir().unwrap();
    let (keyring, _) = school(dir.path());
    let old = get(&dir.path().join(KEYS_FILE));
    keyring.rotate(no(1), PASSWORD, "school-2.db", COST, &mut seeded(9)).unwrap().commit().unwrap();
    // The power went after the copy and before `keys.json`.
    put(&dir.path().join(KEYS_FILE), &old);
    put(&dir.path().join("school-1.db"), b"the database that is still in use");
    let read = KeysFile::read(dir.path()).unwrap();
    assert_eq!(read.db_file(), "school-1.db");
    unlock(&read, 2, SECOND).unwrap();
    assert_eq!(get(&dir.path().join(BACKUP_FILE)), old, "the copy of the change that never counted is put right");
}

#[test]
fn keys_of_a_backup_count_once_they_are_adopted() {
    let (from, to) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (_, code) = school(from.path());
    let bytes = get(&from.path().join(KEYS_FILE));
    let file = KeysFile::from_bytes(to.path(), &bytes).unwrap();
    let mut keyring = file.unlock(&Unlock::Recovery(&code)).unwrap();
    assert!(std::fs::read_dir(to.path()).unwrap().next().is_none(), "unlocking wrote nothing");
    assert!(matches!(keyring.set_posts(no(1), &[]), Err(VaultError::BadValue)));
    assert!(matches!(keyring.remove_account(no(2)), Err(VaultError::BadValue)));
    let keyring = keyring.adopt(to.path(), "school-9.db", 40).unwrap();
    assert_eq!((keyring.file().db_file(), keyring.file().generation()), ("school-9.db", 41));
    let read = KeysFile::read(to.path()).unwrap();
    assert!(!unlock(&read, 2, SECOND).unwrap().is_tampered());
    assert_eq!(get(&to.path().join(KEYS_FILE)), get(&to.path().join(BACKUP_FILE)));
}

#[test]
fn old_keys_put_back_after_a_removal_do_not_cost_the_new_ones() {
    let dir = tempfile::tempdir().unwrap();
    let (keyring, _) = school(dir.path());
    let old = get(&dir.path().join(KEYS_FILE));
    keyring.rotate(no(1), PASSWORD, "school-2.db", COST, &mut seeded(9)).unwrap().commit().unwrap();
    let new = get(&dir.path().join(BACKUP_FILE));
    // The old database is gone, and whoever was removed puts the keys back and opens them with the old password.
    put(&dir.path().join("school-2.db"), b"the database in use");
    put(&dir.path().join(KEYS_FILE), &old);
    unlock(&KeysFile::read(dir.path()).unwrap(), 2, SECOND).unwrap();
    assert_eq!(get(&dir.path().join(BACKUP_FILE)), new, "the only copy of the keys in use is still there");
}

#[test]
fn the_key_of_the_sealed_texts_is_handed_over_with_the_persons_own_password_only() {
    let dir = tempfile::tempdir().unwrap();
    let (mut keyring, _) = school(dir.path());
    let before = keyring.file().clone();
    let open = |keyring: &crate::Keyring| unlock(keyring.file(), 2, SECOND).unwrap();
    assert!(!open(&keyring).may_read_sealed());
    let mut random = seeded(5);
    let wrong = keyring.hand_over_sealed(no(2), PASSWORD, &mut random);
    assert!(matches!(wrong, Err(VaultError::WrongPassword)), "{wrong:?}");
    assert_eq!(keyring.file().generation(), before.generation(), "nothing was written");
    let mut teacher = open(&keyring);
    let cannot = teacher.hand_over_sealed(no(2), SECOND, &mut random);
    assert!(matches!(cannot, Err(VaultError::SealedKeyNotHeld)), "nobody hands on what they do not hold: {cannot:?}");
    keyring.hand_over_sealed(no(2), SECOND, &mut random).unwrap();
    let text = keyring.seal_text(&place(4), "辅导记录", &mut random).unwrap();
    let teacher = unlock(&KeysFile::read(dir.path()).unwrap(), 2, SECOND).unwrap();
    assert_eq!(teacher.open_text(&place(4), &text).unwrap().as_str(), "辅导记录");
    assert!(!teacher.is_tampered());
    keyring.withdraw_sealed(no(2)).unwrap();
    assert!(!open(&keyring).may_read_sealed());
}

#[test]
fn keys_of_an_older_copy_tell_whether_these_keys_open_it() {
    let dir = tempfile::tempdir().unwrap();
    let (keyring, _) = school(dir.path());
    assert!(keyring.db_key_of(keyring.file()).is_some());
    let rotation = keyring.rotate(no(1), PASSWORD, "school-2.db", COST, &mut seeded(77)).unwrap();
    let beside = rotation.file_beside("older.db").unwrap();
    assert!(keyring.db_key_of(&beside).is_none(), "new keys are not the old ones");
    assert_eq!(beside.db_file(), "older.db");
    let read = KeysFile::from_bytes(dir.path(), &beside.to_bytes()).unwrap();
    let opened = unlock(&read, 1, PASSWORD).unwrap();
    assert_eq!(opened.db_key().pragma_value().as_str(), rotation.db_key().pragma_value().as_str());
    assert!(!opened.is_tampered() && rotation.file_beside("../older.db").is_err());
}
