//! One bit of the database turned over: it is noticed, nothing is written for it, and the program shows the way out.

use std::fs;
use std::io::Write as _;
use std::path::Path;

use app::Code;
use app::view::HomeKind;
use serde_json::{Value, json};
use store::Error;

use crate::ground::{Answer, DATABASE, Dice, Ground, folder};
use crate::program;

/// Concerns in the database whose bits turn over.
const CONCERNS: usize = 30;
/// The first bytes of the file are the salt. It also stands in the keys, which is where it is read from.
const SALT: usize = 16;

/// Turns over `count` bits, one at a time.
pub fn flips(school: &Path, count: usize, seed: u64) -> Answer<Value> {
    let place = folder()?;
    let home = place.path().join("store");
    let ground = Ground::make(school, &home)?;
    let store = ground.open(&home)?;
    (0..CONCERNS).try_for_each(|n| ground.enter(&store, n))?;
    store.close()?;
    let school = place.path().join("app");
    program::Program::first_start(&school)?.lock();

    let mut dice = Dice::new(seed);
    let mut at_check = 0;
    let whole = fs::read(home.join(DATABASE))?;
    for _ in 0..count {
        let at = SALT + dice.below(whole.len() - SALT);
        let damaged = flipped(&whole, at, dice.below(8))?;
        laid(&home, &damaged)?;
        let found = ground.open(&home).and_then(|store| store.check().inspect_err(|_| at_check += 1));
        match found {
            Err(Error::Damaged | Error::WrongKeyOrDamaged) => {}
            Err(other) => return Err(format!("byte {at}: {other:?}").into()),
            Ok(()) => return Err(format!("byte {at}: a bit was turned over and nobody noticed").into()),
        }
        if fs::read(home.join(DATABASE))? != damaged {
            return Err(format!("byte {at}: the damaged file was written to").into());
        }
    }
    for bit in 0..SALT * 8 {
        laid(&home, &flipped(&whole, bit / 8, bit % 8)?)?;
        if ground.entered(&home)? != CONCERNS {
            return Err("the salt in the file was needed".into());
        }
    }
    let (refused, closed) = answers(&school, &mut dice, count)?;
    Ok(
        json!({ "flips": count, "atOpen": count - at_check, "atCheck": at_check, "loginRefused": refused, "closed": closed }),
    )
}

/// What the program says to each: the login is refused, or the check beside the work closes the home; either way the home
/// is shown as damaged or refused as such, and the file stays.
fn answers(home: &Path, dice: &mut Dice, count: usize) -> Answer<(usize, usize)> {
    let whole = fs::read(home.join(DATABASE))?;
    let (mut refused, mut closed) = (0, 0);
    for _ in 0..count {
        let at = SALT + dice.below(whole.len() - SALT);
        laid(home, &flipped(&whole, at, dice.below(8))?)?;
        let names = program::names(home)?;
        let program = program::Program::start(home, 2)?;
        match program.login(program::PASSWORD) {
            Err(e) if e.code == Code::DatabaseDamaged => refused += 1,
            Err(e) => return Err(format!("byte {at}: the login says {:?}", e.code).into()),
            Ok(_) => {
                app::care::check(&program.app);
                closed += 1;
            }
        }
        let state = app::home::home_state(&program.app);
        if state.kind != HomeKind::Damaged || !state.found.iter().any(|code| code == "database_damaged") {
            return Err(format!("byte {at}: the home is shown as {:?} {:?}", state.kind, state.found).into());
        }
        let left = program::names(home)?;
        if let Some(gone) = names.iter().find(|name| !left.contains(name)) {
            return Err(format!("byte {at}: {} is gone", gone.display()).into());
        }
    }
    Ok((refused, closed))
}

/// The bytes with one bit turned over.
fn flipped(whole: &[u8], at: usize, bit: usize) -> Answer<Vec<u8>> {
    let mut damaged = whole.to_vec();
    *damaged.get_mut(at).ok_or("behind the end")? ^= 1 << bit;
    Ok(damaged)
}

/// Puts a database in its place, without the log of another one.
fn laid(home: &Path, bytes: &[u8]) -> Answer<()> {
    for ending in ["", "-wal", "-shm"] {
        match fs::remove_file(home.join(format!("{DATABASE}{ending}"))) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    Ok(fs::File::create(home.join(DATABASE)).and_then(|mut file| file.write_all(bytes))?)
}
