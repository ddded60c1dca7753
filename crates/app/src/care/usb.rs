//! One press: a backup on a stick, read back from there and opened. Only then may it be pulled.

use std::fs::{File, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;
use std::sync::atomic::Ordering;

use store::care::Place;

use super::folder::is_backup_name;
use super::watch::Watch;
use super::write::write;
use super::{backup_view, drive, generation, place, room};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{BackupProgress, FaultView, UsbBackupView};

/// The longest file of FAT32 (bytes).
const FAT32_MAX: u64 = u32::MAX as u64;

/// Writes a backup into `folder`, proves it and logs it as one outside. What else is there is left alone, but for parts of
/// backups that were never finished.
///
/// # Errors
/// `NoRight`, `UsbNotFolder`, `UsbReadOnly`, `UsbFat32Limit`, `UsbGone`, `UsbReadBack`, `BackupNoRoom` (on this machine or
/// the stick), `BackupInsideHome`, `BackupStopped`; then nothing was logged.
pub fn backup_usb(app: &App, folder: &Path) -> Result<UsbBackupView> {
    backup_usb_heard(app, folder, &mut |_| {})
}

/// Like [`backup_usb`], and `hear` is told how far it is. [`backup_stop`] stops it.
///
/// # Errors
/// As [`backup_usb`].
pub fn backup_usb_heard(app: &App, folder: &Path, hear: &mut dyn FnMut(BackupProgress)) -> Result<UsbBackupView> {
    let home = app.home()?;
    home.require(Right::MakeBackup)?;
    app.care.stop.store(false, Ordering::Relaxed);
    look_at(&home, folder)?;
    remove_parts(folder);
    let mut watch = Watch::somebody(hear, &app.care.stop);
    let made = write(app, &home, folder, "usb", true, &mut watch).map_err(|e| as_of_stick(e, folder))?;
    let row = generation::log(app, &home, &made, Place::Outside, "usb")?;
    let mut warnings: Vec<FaultView> = made.lost.clone().into_iter().collect();
    if same_disk(&home.dir, folder) {
        warnings.push(FaultView::new("same_disk"));
    }
    if place::kind(folder) == drive::Kind::Network {
        warnings.push(FaultView::new("network_folder"));
    }
    Ok(UsbBackupView {
        file_name: row.file_name,
        size: row.size,
        sha256: packet::encoding::hex(&row.sha256),
        rows: made.census.rows(),
        at: row.verified_at.to_string(),
        warnings,
        view: backup_view::view_of(app, &home)?,
    })
}

/// Stops the backup to a stick that runs now, if one does: it ends with `BackupStopped` and leaves nothing on the stick.
///
/// # Errors
/// `NoRight`.
pub fn backup_stop(app: &App) -> Result<()> {
    app.home()?.require(Right::MakeBackup)?;
    app.care.stop.store(true, Ordering::Relaxed);
    Ok(())
}

/// Removes what earlier backups left that were cut off, such as by a stick that was pulled out: only they end like this.
fn remove_parts(folder: &Path) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_part = name.to_str().and_then(|n| n.strip_suffix(".part")).is_some_and(is_backup_name);
        if is_part && entry.file_type().is_ok_and(|t| t.is_file()) {
            super::write::remove(&entry.path());
        }
    }
}

/// Finds out what is wrong with the folder before minutes are spent on it.
fn look_at(home: &OpenHome, folder: &Path) -> Result<()> {
    match std::fs::metadata(folder) {
        Ok(meta) if meta.is_dir() => {}
        Ok(_) => return Err(Code::UsbNotFolder.into()),
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(Code::UsbGone.into()),
        Err(_) => return Err(Code::UsbNotFolder.into()),
    }
    let (own, chosen) = (std::fs::canonicalize(&home.dir), std::fs::canonicalize(folder));
    if let (Ok(own), Ok(chosen)) = (own, chosen)
        && chosen.starts_with(own)
    {
        return Err(Code::BackupInsideHome.into());
    }
    let probe = folder.join("anmiao.part");
    match OpenOptions::new().write(true).create(true).truncate(true).open(&probe) {
        Ok(file) => {
            drop(file);
            super::write::remove(&probe);
        }
        Err(e) if e.kind() == ErrorKind::StorageFull => {}
        Err(e) if e.kind() == ErrorKind::NotFound => return Err(Code::UsbGone.into()),
        Err(_) => return Err(Code::UsbReadOnly.into()),
    }
    let attached = home.read(store::attachment::total)?.1;
    let size = room::size_of(home.store.path()).saturating_add(attached);
    if size >= FAT32_MAX && is_fat(folder) {
        return Err(AppError::new(Code::UsbFat32Limit).with("size", size));
    }
    Ok(())
}

/// The failure of a stick in the words for sticks.
fn as_of_stick(e: AppError, folder: &Path) -> AppError {
    match e.code {
        _ if File::open(folder).is_err() => Code::UsbGone.into(),
        Code::BackupDiffers | Code::BackupDamaged | Code::BackupUnreadable => Code::UsbReadBack.into(),
        _ => e,
    }
}

/// Whether both lie on one disk, where one fault takes both.
fn same_disk(home: &Path, folder: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt as _;
        let device = |path: &Path| std::fs::metadata(path).ok().map(|m| m.dev());
        device(home).is_some() && device(home) == device(folder)
    }
    #[cfg(not(unix))]
    {
        let drive = |path: &Path| {
            std::fs::canonicalize(path).ok().and_then(|p| p.components().next().map(|c| c.as_os_str().to_owned()))
        };
        drive(home).is_some() && drive(home) == drive(folder)
    }
}

#[cfg(target_os = "linux")]
fn is_fat(folder: &Path) -> bool {
    // MSDOS_SUPER_MAGIC of statfs(2).
    rustix::fs::statfs(folder).is_ok_and(|found| found.f_type == 0x4d44)
}

/// Where the system is not asked, a write past the limit fails as too large and is told then.
#[cfg(not(target_os = "linux"))]
fn is_fat(_folder: &Path) -> bool {
    false
}
