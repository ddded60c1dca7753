//! Errors of the crates below as codes: the one place where that is decided.

use std::path::Path;

use packet::Error as PacketError;
use paper::PaperError;
use vault::VaultError;

use crate::error::{AppError, Code, is_disk_full, write_failed};

/// A failure of the keys of the home at `dir`.
pub(crate) fn vault_error(dir: &Path, e: &VaultError) -> AppError {
    let at = |code: Code| AppError::new(code).with("place", dir.display().to_string());
    match e {
        VaultError::WrongPassword | VaultError::NoSuchAccount => Code::WrongPassword.into(),
        VaultError::AlreadyThere | VaultError::Finished => Code::HomeExists.into(),
        VaultError::Missing => AppError::new(Code::HomeDamaged).with("found", vec!["keys_missing"]),
        VaultError::Damaged { .. } => AppError::new(Code::HomeDamaged).with("found", vec!["keys_damaged"]),
        VaultError::Newer(_) => Code::HomeNewer.into(),
        VaultError::Write(e) if is_disk_full(e) => at(Code::DiskFull),
        VaultError::Write(_) => at(Code::HomeUnwritable),
        _ => Code::Internal.into(),
    }
}

/// A failure of the database at `place`.
pub(crate) fn store_error(place: &Path, e: &store::Error) -> AppError {
    use store::Error;
    let at = |code: Code| AppError::new(code).with("place", place.display().to_string());
    match e {
        Error::TooNew { .. } => Code::HomeNewer.into(),
        Error::NeedsUpgrade { .. } => at(Code::HomeOlder),
        Error::Missing | Error::Empty => AppError::new(Code::HomeDamaged).with("found", vec!["database_missing"]),
        Error::AlreadyThere => Code::HomeExists.into(),
        Error::WrongKeyOrDamaged | Error::Damaged | Error::OtherHome | Error::OtherFile => at(Code::DatabaseDamaged),
        Error::DiskFull => at(Code::DiskFull),
        Error::Io(e) if is_disk_full(e) => at(Code::DiskFull),
        Error::CannotOpen | Error::Io(_) => at(Code::HomeUnwritable),
        Error::Busy => Code::HomeBusy.into(),
        _ => Code::Internal.into(),
    }
}

/// A failure of signing, sealing or certificates where no person's file is to blame.
pub(crate) fn packet_error(e: PacketError) -> AppError {
    match e {
        PacketError::Write(kind) => write_failed(Path::new(""), &kind.into()),
        _ => Code::Internal.into(),
    }
}

/// A paper that cannot be made.
pub(crate) fn paper_error(e: PaperError) -> AppError {
    match e {
        PaperError::MissingGlyph { character, place } => AppError::new(Code::MissingGlyph)
            .with("character", character.to_string())
            .with("codepoint", format!("U+{:04X}", u32::from(character)))
            .with("record", place),
        PaperError::Fonts(_) => Code::FontsMissing.into(),
        _ => Code::PaperFailed.into(),
    }
}
