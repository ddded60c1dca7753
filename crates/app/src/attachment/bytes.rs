//! The content of an attachment in memory or in a file that somebody asked for, decrypted and compared with its hash.

use std::io::Write;

use store::attachment::{Attachment, Fault, Files, StoredFile};
use vault::VaultError;
use zeroize::Zeroizing;

use super::{lost, not_found};
use crate::error::{Code, Result};
use crate::fault::store_error;
use crate::home::OpenHome;

/// The row of the file that is shown, or of the original where one was kept.
pub(super) fn file_of(home: &OpenHome, attachment: &Attachment, original: bool) -> Result<StoredFile> {
    let id = match &attachment.original_id {
        Some(id) if original => id,
        _ => &attachment.file_id,
    };
    home.read(|tx| store::attachment::files(tx, Some(id)))?.into_iter().next().ok_or_else(|| not_found("attachment"))
}

/// Decrypts a file.
///
/// # Errors
/// `AttachmentMissing`, `AttachmentDamaged` with the record as `id`; those of writing.
pub(super) fn write(home: &OpenHome, attachment: &Attachment, file: &StoredFile, to: &mut dyn Write) -> Result<()> {
    let files = Files::of(&home.dir);
    let mut from = files.open(&file.id).map_err(|e| match e {
        store::Error::Missing => lost(Fault::Missing, attachment),
        _ => lost(Fault::Damaged, attachment),
    })?;
    match file.key.decrypt(&mut from, to) {
        Ok(found) if found == (file.sha256, file.size) => Ok(()),
        Ok(_) | Err(VaultError::FileDamaged | VaultError::FileRead(_)) => Err(lost(Fault::Damaged, attachment)),
        Err(VaultError::FileWrite(e)) => Err(store_error(&home.dir, &store::Error::Io(e))),
        Err(_) => Err(Code::Internal.into()),
    }
}

/// The content in memory.
///
/// # Errors
/// As [`write`].
pub(super) fn read(home: &OpenHome, attachment: &Attachment, file: &StoredFile) -> Result<Zeroizing<Vec<u8>>> {
    // Its full length at once: a buffer that grows leaves copies behind.
    let mut out = Zeroizing::new(Vec::with_capacity(usize::try_from(file.size).unwrap_or(0)));
    write(home, attachment, file, &mut *out)?;
    Ok(out)
}
