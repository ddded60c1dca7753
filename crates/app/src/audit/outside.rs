//! Judges the log of a home or of a backup from outside, without a window: reads only, takes no lock and leaves nothing
//! behind.

use std::path::{Path, PathBuf};

use store::Reading;
use vault::{AccountNo, KeysFile, Unlock, VaultError};

use super::proof::{self, Own};
use super::{compare, verify};
use crate::error::{AppError, Code, Result, write_failed};
use crate::fault::{store_error, vault_error};
use crate::view::{AuditCompareView, AuditVerifyView};

/// What is asked.
pub struct OutsideRequest<'a> {
    /// The folder of the home, or a backup.
    pub home: &'a Path,
    /// A folder that does not exist yet, for the database of a backup while it is judged; it stays encrypted there.
    pub scratch: &'a Path,
    /// The account that opens it; the first one when none is named.
    pub account: Option<&'a str>,
    /// Its password.
    pub password: &'a str,
    /// Packets and backups to hold against the log.
    pub against: &'a [PathBuf],
}

/// What the log and those who hold something against it say.
#[derive(Debug, Clone, PartialEq)]
pub struct OutsideVerdict {
    /// The log by itself.
    pub own: AuditVerifyView,
    /// Each packet and backup, in the order given.
    pub against: Vec<AuditCompareView>,
}

/// The first thing that is wrong.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Finding<'a> {
    /// Nothing.
    Whole,
    /// The chain is broken: the row's content, or the row, is not what the chain says.
    Broken(&'a AuditVerifyView),
    /// A packet or backup proves something else.
    Against(&'a AuditCompareView),
}

impl OutsideVerdict {
    /// The first thing that is wrong: a broken row tells most, then what others hold, then the kept checkpoints.
    pub fn finding(&self) -> Finding<'_> {
        let chain = matches!(self.own.state.as_str(), "changed" | "missing");
        match self.against.iter().find(|c| c.state != "extends") {
            _ if chain => Finding::Broken(&self.own),
            Some(other) => Finding::Against(other),
            None if self.own.state != "whole" => Finding::Broken(&self.own),
            None => Finding::Whole,
        }
    }
}

/// Opens the home for reading and judges.
///
/// # Errors
/// `WrongPassword`; `HomeDamaged`, `DatabaseDamaged`, `HomeNewer`, `HomeOlder`, `CannotRead` for a home that cannot be read;
/// `AuditOtherSchool`, `AuditProofUnreadable`, `AuditProofFalse` for what was to be held against it.
pub fn verify_outside(request: &OutsideRequest<'_>) -> Result<OutsideVerdict> {
    let place = request.home;
    let cannot = || AppError::new(Code::CannotRead).with("place", place.display().to_string());
    let mut scratch = None;
    let (keys, folder) = if place.is_dir() {
        let found = KeysFile::read(place).map_err(|e| match e {
            VaultError::Missing => cannot(),
            other => vault_error(place, &other),
        })?;
        // A copy of the bytes: the file in the home would be mended by unlocking, and a look leaves everything as it is.
        (KeysFile::from_bytes(place, &found.to_bytes()).map_err(|_| cannot())?, place)
    } else if place.is_file() {
        let container = store::container::open(place).map_err(|_| cannot())?;
        let keys = KeysFile::from_bytes(request.scratch, &container.keys_json).map_err(|_| cannot())?;
        scratch = Some(Scratch::make(request.scratch)?);
        container.extract(&request.scratch.join(keys.db_file())).map_err(|e| store_error(request.scratch, &e))?;
        (keys, request.scratch)
    } else {
        return Err(cannot());
    };
    let wrong = || AppError::new(Code::WrongPassword);
    let account = match request.account {
        Some(text) => AccountNo::parse(text).ok_or_else(wrong)?,
        None => keys.accounts().first().map(|a| a.account).ok_or_else(wrong)?,
    };
    let keyring =
        keys.unlock(&Unlock::Password { account, password: request.password }).map_err(|e| vault_error(place, &e))?;
    let database = folder.join(keys.db_file());
    let home = keyring.home();
    if scratch.is_some() {
        // The copy out of a backup is ours, and an older one is brought up to date to be read; the backup stays as it is.
        let whole = store::Store::open(&database, &keyring.db_key(), home).and_then(store::Store::close);
        whole.map_err(|e| store_error(&database, &e))?;
    }
    let reading = Reading::open(&database, &keyring.db_key(), home).map_err(|e| store_error(&database, &e))?;
    let read = |e: store::Error| store_error(&database, &e);
    let own = reading.read(|tx| verify::examined(tx, home)).map_err(read)?;
    let ours = reading.read(|tx| Own::read(tx, home)).map_err(read)?;
    let kept = |packet, name: &str| reading.read(|tx| store::outbox::file(tx, packet, name)).ok();
    let mut against = Vec::new();
    for path in request.against {
        let held = proof::read(path, &ours, &kept)?;
        let view = reading.read(|tx| compare::compared(tx, &held, path.display().to_string())).map_err(read)?;
        against.push(view);
    }
    Ok(OutsideVerdict { own, against })
}

/// A folder that goes when it is no longer needed.
struct Scratch(PathBuf);

impl Scratch {
    fn make(dir: &Path) -> Result<Self> {
        // One that is there already is somebody else's.
        std::fs::create_dir(dir).map_err(|e| write_failed(dir, &e))?;
        Ok(Self(dir.to_owned()))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        // What cannot be removed is encrypted, and lies where the system clears up.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
