//! Shows an attachment in the window from decrypted bytes; nothing in the clear touches the disk. That it was opened stands in
//! the log before it is shown.

use domain::noun::FileKind;

use super::record::attachment;
use super::{bytes, photo};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{AttachmentRequest, PaperView};

/// The longest recording that is played in the window (bytes); a longer one is exported.
const PLAYED: u64 = 60 << 20;

/// A small picture for the list, as JPEG. It is not logged one by one: the page that shows it is.
///
/// # Errors
/// `NoRight`, `NotFound`, `AttachmentMissing`, `AttachmentDamaged`; `AttachmentNotShown` for what is no picture.
pub fn attachment_thumb(app: &App, request: &AttachmentRequest) -> Result<Vec<u8>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let (_, found) = attachment(app, &home, &request.id)?;
    if !found.scaled {
        return Err(Code::AttachmentNotShown.into());
    }
    let file = bytes::file_of(&home, &found, false)?;
    photo::thumb(&bytes::read(&home, &found, &file)?)
}

/// A picture in its kept size, or a recording.
///
/// # Errors
/// As [`attachment_thumb`]; `AttachmentNotShown` also for a recording that is too long for the window.
pub fn attachment_bytes(app: &App, request: &AttachmentRequest) -> Result<Vec<u8>> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let (record, found) = attachment(app, &home, &request.id)?;
    let file = bytes::file_of(&home, &found, false)?;
    if !(found.scaled || found.kind.is_sound()) || file.size > PLAYED {
        return Err(Code::AttachmentNotShown.into());
    }
    let content = bytes::read(&home, &found, &file)?;
    super::list::logged(app, &home, "attachment.open", &record, &found, &[])?;
    Ok(content.to_vec())
}

/// A PDF file, page by page as every paper of the window.
///
/// # Errors
/// As [`attachment_bytes`]; `PaperFailed` for a file that cannot be drawn.
pub fn attachment_open(app: &App, request: &AttachmentRequest) -> Result<PaperView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let (record, found) = attachment(app, &home, &request.id)?;
    if found.kind != FileKind::Pdf {
        return Err(AppError::new(Code::AttachmentNotShown));
    }
    let file = bytes::file_of(&home, &found, false)?;
    let content = bytes::read(&home, &found, &file)?;
    super::list::logged(app, &home, "attachment.open", &record, &found, &[])?;
    crate::june::open_in_window(app, &home, content.as_slice().into())
}
