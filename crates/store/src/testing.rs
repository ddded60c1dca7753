//! A new database in a temporary folder, for the tests inside this crate.

use domain::{FixedClock, Instant, Random};
use tempfile::TempDir;
use vault::{ChosenPassword, Facts, FirstStart, KdfCost, Keyring, NewAccount};

use crate::open::{NewHome, Store};

struct Counting(u8);

impl Random for Counting {
    fn fill(&mut self, out: &mut [u8]) {
        for byte in out {
            self.0 = self.0.wrapping_add(1);
            *byte = self.0;
        }
    }
}

/// The folder, its keys, and the open database in it.
pub(crate) fn home() -> (TempDir, Keyring, Store) {
    let folder = TempDir::new().unwrap();
    let password = ChosenPassword::new("青山绿水常相伴2026", &Facts::default()).unwrap();
    let start = FirstStart {
        home: uuid::Uuid::from_u128(1),
        db_file: "school.db",
        first: NewAccount { posts: &[], may_read_sealed: false, password: &password },
        recovery: false,
        cost: KdfCost::PARSE_FLOOR,
    };
    let (keyring, _) = vault::create(folder.path(), &start, &mut Counting(0)).unwrap();
    let clock = FixedClock(Instant::parse("2026-06-26T17:00:00+08:00").unwrap().at());
    let new = NewHome { home: keyring.home(), practice: true };
    let store = Store::create(&folder.path().join("school.db"), &keyring.db_key(), new, &clock).unwrap();
    (folder, keyring, store)
}
