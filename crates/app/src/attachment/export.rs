//! Writes an attachment in the clear to where somebody asked for it. It leaves the protection of the home, so it stands in the
//! log before it is written.

use std::fs::File;
use std::path::Path;

use super::bytes;
use super::record::attachment;
use crate::App;
use crate::error::{Result, write_failed};
use crate::files::sync_dir;
use crate::rights::Right;
use crate::view::{AttachmentExportRequest, PathView};

/// The name that the dialog proposes: that of the chosen file, with the end of what is written.
///
/// # Errors
/// `NoRight`, `NotFound`.
pub fn attachment_export_name(app: &App, request: &AttachmentExportRequest) -> Result<String> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let (record, found) = attachment(app, &home, &request.id)?;
    let name = record.named.text(&found.name);
    // What Windows and FAT32 do not take in a name, besides the separators of folders.
    let plain: String = name.chars().map(|c| if "/\\:*?\"<>|".contains(c) { '_' } else { c }).collect();
    if !found.scaled || (request.original && found.original_id.is_some()) {
        return Ok(plain);
    }
    let stem = plain.rsplit_once('.').map_or(plain.as_str(), |(stem, _)| stem);
    Ok(format!("{stem}.jpg"))
}

/// Writes the content.
///
/// # Errors
/// `NoRight`, `NotFound`, `AttachmentMissing`, `AttachmentDamaged`, `DiskFull`, `CannotWrite`; then nothing of that name was
/// made.
pub fn attachment_export(app: &App, request: &AttachmentExportRequest, path: &Path) -> Result<PathView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    let (record, found) = attachment(app, &home, &request.id)?;
    let file = bytes::file_of(&home, &found, request.original)?;
    let original = request.original && found.original_id.is_some();
    let more: &[&str] = if original { &["original"] } else { &[] };
    super::list::logged(app, &home, "attachment.export", &record, &found, more)?;
    let mut part = path.as_os_str().to_owned();
    part.push(".part");
    let part = std::path::PathBuf::from(part);
    let written = File::create(&part).map_err(|e| write_failed(path, &e)).and_then(|mut out| {
        bytes::write(&home, &found, &file, &mut out)?;
        out.sync_all()
            .and_then(|()| std::fs::rename(&part, path))
            .and_then(|()| sync_dir(path.parent()))
            .map_err(|e| write_failed(path, &e))
    });
    if written.is_err() {
        // Half a content in the clear helps nobody.
        let _ = std::fs::remove_file(&part);
    }
    written?;
    Ok(PathView { path: path.display().to_string() })
}
