//! Makes a home: keys that are not confirmed yet, the database with the school's first rows, the school's identity.

use std::path::Path;

use domain::noun::Post;
use domain::{Records, Term as _};
use packet::identity::{Identity, PRACTICE_YEARS, SCHOOL_YEARS, Term};
use packet::seal::AgeIdentity;
use store::Store;
use store::account::Account;
use store::audit::Entry;
use store::identity::{Issuer, RecoveryIdentity};
use vault::{AccountNo, ChosenPassword, FirstStart, Keyring, NewAccount, RecoveryCode};

use super::DATABASE_FILE;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::fault::{packet_error, store_error, vault_error};

/// What a new home begins with.
pub(crate) struct NewHome<'a> {
    /// The folder; its lock is held.
    pub(crate) dir: &'a Path,
    /// Everything that is loaded at once: the whole sample school, or one school and its first person.
    pub(crate) records: &'a Records,
    /// The person behind account 01.
    pub(crate) first_id: &'a str,
    /// That person's posts.
    pub(crate) posts: &'a [Post],
    pub(crate) password: &'a ChosenPassword,
    pub(crate) practice: bool,
    /// A practice home has no recovery code.
    pub(crate) recovery: bool,
    /// The span of the school's certificate, when it is not counted from now.
    pub(crate) term: Option<Term>,
}

/// Makes the home up to the point where only `Keyring::confirm` is missing.
///
/// # Errors
/// `HomeExists`, `DiskFull`, `CannotWrite`, `InvalidFields` for a school name that no certificate can carry.
pub(crate) fn make_home(app: &App, new: &NewHome<'_>) -> Result<(Keyring, Option<RecoveryCode>, Store)> {
    let school = new.records.school.as_ref().ok_or_else(|| AppError::new(Code::Internal))?;
    let now = app.roots.now();
    let home_id = app.roots.uuid();
    let post_ids: Vec<String> = new.posts.iter().map(|p| p.id().to_owned()).collect();
    let cost = app.roots.cost();
    let (keyring, code) = {
        let start = FirstStart {
            home: home_id,
            db_file: DATABASE_FILE,
            first: NewAccount {
                posts: &post_ids,
                may_read_sealed: new.posts.iter().any(|p| matches!(p, Post::Principal | Post::Counsellor)),
                password: new.password,
            },
            recovery: new.recovery,
            cost,
        };
        vault::create(new.dir, &start, app.roots.random().as_mut()).map_err(|e| vault_error(new.dir, &e))?
    };
    let database = new.dir.join(DATABASE_FILE);
    let birth = store::NewHome { home: home_id, practice: new.practice };
    let failed = |e: store::Error| store_error(&database, &e);
    let store = Store::create(&database, &keyring.db_key(), birth, app.roots.clock.as_ref()).map_err(failed)?;
    let years = if new.practice { PRACTICE_YEARS } else { SCHOOL_YEARS };
    let term = match new.term {
        Some(term) => term,
        None => Term::years(now.at(), years).map_err(packet_error)?,
    };
    let identity = Identity::self_signed(&school.name, &school.school_code, term, app.roots.random().as_mut())
        .map_err(packet_error)?;
    let recovery = AgeIdentity::generate(app.roots.random().as_mut()).map_err(packet_error)?;
    let recovery = RecoveryIdentity { secret: recovery.to_file(), recipient: recovery.recipient().to_string() };
    let key = identity.key_pkcs8().map_err(packet_error)?;
    let number = AccountNo::new(1).ok_or_else(|| AppError::new(Code::Internal))?;
    let account = Account {
        number,
        staff_id: new.first_id.to_owned(),
        posts: new.posts.to_vec(),
        disabled: false,
        created_at: now,
        must_change: false,
    };
    let entry = Entry {
        at: now,
        actor: new.first_id,
        action: "home.make",
        object_kind: "school",
        object_id: &school.school_code,
        fields: &["sealed_bound"],
    };
    store
        .write(|tx| {
            store::load(tx, new.records, app.roots.clock.as_ref(), app.roots.random().as_mut())?;
            store::account::insert(tx, &account)?;
            store::identity::put_key(tx, &key, now)?;
            store::identity::add_certificate(tx, identity.certificate().der(), Issuer::Itself, now)?;
            store::identity::put_recovery(tx, &recovery, now)?;
            store::audit::append(tx, &entry).map(drop)
        })
        .map_err(failed)?;
    Ok((keyring, code, store))
}
