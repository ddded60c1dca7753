//! What a bad disk or an attacker with write access does to the keys file.

use tempfile::tempdir;

use super::*;
use crate::file::MAX_BYTES;
use crate::{BACKUP_FILE, CopyFault, KEYS_FILE};

/// Both copies.
const COPIES: [&str; 2] = [KEYS_FILE, BACKUP_FILE];

#[test]
fn every_flipped_bit_of_one_copy_is_noticed_and_the_other_serves() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let good = get(&dir.path().join(KEYS_FILE));
    for at in 0..good.len() {
        for bit in 0..8 {
            let mut bytes = good.clone();
            bytes[at] ^= 1 << bit;
            let fault = KeysFile::from_bytes(dir.path(), &bytes).err();
            assert!(matches!(fault, Some(CopyFault::Damaged | CopyFault::Newer(_))), "byte {at} bit {bit}");
        }
    }
    for len in (0..good.len()).step_by(7) {
        assert!(matches!(KeysFile::from_bytes(dir.path(), &good[..len]), Err(CopyFault::Damaged)), "cut at {len}");
    }
}

#[test]
fn a_damaged_or_lost_copy_is_written_again_once_an_unlock_proved_the_other() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let good = get(&dir.path().join(KEYS_FILE));
    for name in COPIES {
        for bad in [Some(&b""[..]), Some(b"\0\0\0\0"), Some(&good[..good.len() - 1]), None] {
            let path = dir.path().join(name);
            match bad {
                Some(bytes) => put(&path, bytes),
                None => std::fs::remove_file(&path).unwrap(),
            }
            let file = KeysFile::read(dir.path()).unwrap();
            assert!(matches!(unlock(&file, 1, "不对的密码不对的密码"), Err(VaultError::WrongPassword)));
            assert_ne!(std::fs::read(&path).ok().as_deref(), Some(good.as_slice()), "a failed unlock writes nothing");
            assert!(unlock(&file, 1, PASSWORD).is_ok());
            assert_eq!(get(&path), good, "{name}");
        }
    }
}

#[test]
fn missing_and_damaged_are_told_apart_and_nothing_is_written_over() {
    let dir = tempdir().unwrap();
    assert!(matches!(KeysFile::read(dir.path()), Err(VaultError::Missing)));
    assert!(matches!(KeysFile::read(&dir.path().join("nowhere")), Err(VaultError::Missing)));
    drop(school(dir.path()));
    put(&dir.path().join(KEYS_FILE), b"{}");
    std::fs::remove_file(dir.path().join(BACKUP_FILE)).unwrap();
    let error = KeysFile::read(dir.path()).err();
    assert!(matches!(error, Some(VaultError::Damaged { main: CopyFault::Damaged, backup: CopyFault::Missing })));
    std::fs::create_dir(dir.path().join(BACKUP_FILE)).unwrap();
    let error = KeysFile::read(dir.path()).err();
    assert!(matches!(error, Some(VaultError::Damaged { backup: CopyFault::Unreadable(_), .. })));
    put(&dir.path().join(KEYS_FILE), &vec![b' '; MAX_BYTES as usize + 10]);
    assert!(matches!(KeysFile::read(dir.path()), Err(VaultError::Damaged { .. })));
}

#[test]
fn a_file_of_a_newer_program_is_named_as_such() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let text = String::from_utf8(get(&dir.path().join(KEYS_FILE))).unwrap();
    let newer = text.replace("\"v\": 1", "\"v\": 2");
    for name in COPIES {
        put(&dir.path().join(name), newer.as_bytes());
    }
    assert!(matches!(KeysFile::read(dir.path()), Err(VaultError::Newer(2))));
}

/// Rewrites both copies with a changed content, a right hash and the old MAC: all that an attacker without a key can do.
fn rewrite(dir: &Path, change: impl FnOnce(&mut KeysFile)) -> KeysFile {
    let mut file = KeysFile::read(dir).unwrap();
    change(&mut file);
    for name in COPIES {
        put(&dir.join(name), &file.to_bytes());
    }
    KeysFile::read(dir).unwrap()
}

#[test]
fn swapped_accounts_open_nothing() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let file = rewrite(dir.path(), |file| {
        let (one, two) = (AccountNo::new(1), AccountNo::new(2));
        for slot in &mut file.body.slots {
            slot.account = if slot.account == one {
                two
            } else if slot.account == two {
                one
            } else {
                None
            };
        }
    });
    assert!(
        matches!(unlock(&file, 2, PASSWORD), Err(VaultError::WrongPassword)),
        "a teacher's number is not a principal's"
    );
    assert!(matches!(unlock(&file, 1, SECOND), Err(VaultError::WrongPassword)));
}

#[test]
fn a_weakened_slot_opens_nothing_or_is_not_even_read() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let file = rewrite(dir.path(), |file| file.body.slots[0].cost.t += 1);
    assert!(matches!(unlock(&file, 1, PASSWORD), Err(VaultError::WrongPassword)));

    let mut file = KeysFile::read(dir.path()).unwrap();
    file.body.slots[0].cost.m_kib = 8;
    assert!(matches!(KeysFile::from_bytes(dir.path(), &file.to_bytes()), Err(CopyFault::Damaged)));
}

#[test]
fn a_slot_of_another_home_opens_nothing() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let file = rewrite(dir.path(), |file| file.body.home = Uuid::from_u128(99));
    assert!(matches!(unlock(&file, 1, PASSWORD), Err(VaultError::WrongPassword)));
}

#[test]
fn a_removed_slot_and_a_changed_post_raise_the_alarm_and_the_home_still_opens() {
    let dir = tempdir().unwrap();
    drop(school(dir.path()));
    let before = KeysFile::read(dir.path()).unwrap();
    let changes: [fn(&mut KeysFile); 4] = [
        |file| file.body.slots.retain(|slot| slot.account != AccountNo::new(2)),
        |file| file.body.slots[0].posts = vec!["teacher".into()],
        |file| file.body.slots[0].sealed = None,
        |file| file.body.generation += 5,
    ];
    for (at, change) in changes.into_iter().enumerate() {
        let file = rewrite(dir.path(), change);
        let mut keyring = unlock(&file, 1, PASSWORD).ok().unwrap();
        assert!(keyring.is_tampered(), "change {at}");
        assert_ne!(keyring.file().digest(), before.digest(), "the database notices it too");
        keyring.set_posts(AccountNo::new(1).unwrap(), &["principal".into()]).unwrap();
        assert!(!keyring.is_tampered(), "a write by the key's holder makes the file whole");
        rewrite(dir.path(), |file| *file = before.clone());
    }
}

#[test]
fn an_older_file_put_back_opens_with_its_old_generation_and_spares_the_newer_copy() {
    let dir = tempdir().unwrap();
    let (mut keyring, _) = school(dir.path());
    let old = get(&dir.path().join(KEYS_FILE));
    keyring.set_posts(AccountNo::new(2).unwrap(), &["dean".into()]).unwrap();
    let newer = get(&dir.path().join(BACKUP_FILE));
    put(&dir.path().join(KEYS_FILE), &old);
    let file = KeysFile::read(dir.path()).unwrap();
    let opened = unlock(&file, 1, PASSWORD).ok().unwrap();
    assert!(opened.file().generation() < keyring.file().generation(), "which the database's own count shows");
    assert_eq!(get(&dir.path().join(BACKUP_FILE)), newer);
}

#[test]
fn a_write_that_fails_leaves_the_old_keys_in_force() {
    let dir = tempdir().unwrap();
    let (mut keyring, _) = school(dir.path());
    let before = get(&dir.path().join(KEYS_FILE));
    // A folder at the place of the next .part file refuses every user, root included.
    for name in COPIES {
        let part = dir.path().join(format!("{name}.part"));
        std::fs::create_dir(&part).unwrap();
        let generation = keyring.file().generation();
        let changed = keyring.set_posts(AccountNo::new(1).unwrap(), &["nobody".into()]);
        assert!(matches!(changed, Err(VaultError::Write(_))));
        assert_eq!(keyring.file().generation(), generation);
        for name in COPIES {
            assert_eq!(get(&dir.path().join(name)), before, "both copies agree after the failure");
        }
        std::fs::remove_dir(&part).unwrap();
    }
    assert!(unlock(&KeysFile::read(dir.path()).unwrap(), 1, PASSWORD).is_ok());
}
