//! Whole-home tests: what a school does with its keys, and what an attacker or a bad disk does to them.

mod attack;
mod people;
mod use_of_home;

use std::fs::File;
use std::io::Write;
use std::path::Path;

use uuid::Uuid;

pub(crate) use crate::create::tests::seeded;
use crate::{
    AccountNo, ChosenPassword, Facts, FirstStart, KdfCost, Keyring, KeysFile, NewAccount, RecoveryCode, Unlock,
    VaultError, create,
};

/// The principal's password in every test.
pub(crate) const PASSWORD: &str = "春天的稻田里有青蛙叫";
/// The second person's.
const SECOND: &str = "山上有七棵老枫树在唱歌";

/// A place of a text.
pub(crate) fn place(id: u128) -> crate::SealedPlace<'static> {
    crate::SealedPlace::Text {
        id: Uuid::from_u128(id),
        object_kind: "concern",
        object_id: "GZ-2026-001",
        label: "第三次谈话",
        supersedes: None,
        written_by: "t-07",
        written_ms: 1_781_000_000_000,
    }
}

/// A password that passed the rules.
fn chosen(password: &str) -> ChosenPassword {
    ChosenPassword::new(password, &Facts::default()).unwrap()
}

/// A new, unconfirmed home with the principal and a recovery code.
fn new_home(dir: &Path) -> (Keyring, RecoveryCode) {
    let start = FirstStart {
        home: Uuid::from_u128(7),
        db_file: "school-1.db",
        first: NewAccount { posts: &["principal".into()], may_read_sealed: true, password: &chosen(PASSWORD) },
        recovery: true,
        cost: KdfCost::PARSE_FLOOR,
    };
    let (keyring, code) = create(dir, &start, &mut seeded(1)).ok().unwrap();
    (keyring, code.unwrap())
}

/// A confirmed home with the principal (01) and a teacher (02) who may not read sealed texts.
pub(crate) fn school(dir: &Path) -> (Keyring, RecoveryCode) {
    let (mut keyring, code) = new_home(dir);
    let teacher = NewAccount { posts: &["teacher".into()], may_read_sealed: false, password: &chosen(SECOND) };
    let number = keyring.add_account(&teacher, KdfCost::PARSE_FLOOR, &mut seeded(2)).unwrap();
    assert_eq!(number.to_string(), "02");
    keyring.confirm().unwrap();
    (keyring, code)
}

/// Unlocks with a password.
fn unlock(file: &KeysFile, account: u16, password: &str) -> Result<Keyring, VaultError> {
    file.unlock(&Unlock::Password { account: AccountNo::new(account).unwrap(), password })
}

/// Puts bytes at a place, the way another program would.
fn put(path: &Path, bytes: &[u8]) {
    File::create(path).unwrap().write_all(bytes).unwrap();
}

/// The bytes at a place.
fn get(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}
