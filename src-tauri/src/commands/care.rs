//! Backups, drills, restores and repair. Paths come from the system's dialogs only.

use app::{Result, view};
use tauri::{AppHandle, Emitter as _};

use super::{Program, run};
use crate::dialog;

/// The page 备份.
#[tauri::command]
pub async fn backup_view(program: Program<'_>) -> Result<view::BackupView> {
    run(&program, app::care::backup_view).await
}

/// Makes a local backup now.
#[tauri::command]
pub async fn backup_local(program: Program<'_>) -> Result<view::BackupView> {
    run(&program, app::care::backup_local).await
}

/// Asks for a folder and makes a verified backup there. The pages hear `backup_progress` while it runs.
#[tauri::command]
pub async fn backup_usb(handle: AppHandle, program: Program<'_>) -> Result<Option<view::UsbBackupView>> {
    run(&program, move |app| {
        app::may_use(app, "backup_usb")?;
        let Some(folder) = dialog::folder(&handle, "backup_folder") else { return Ok(None) };
        let mut tell = |progress| {
            // A window that has just been closed hears nothing; the backup goes on.
            let _ = handle.emit("backup_progress", progress);
        };
        app::care::backup_usb_heard(app, &folder, &mut tell).map(Some)
    })
    .await
}

/// Stops the backup that [`backup_usb`] makes.
#[tauri::command]
pub async fn backup_stop(program: Program<'_>) -> Result<()> {
    run(&program, app::care::backup_stop).await
}

/// Asks for a backup and rehearses a restore of it.
#[tauri::command]
pub async fn backup_drill(handle: AppHandle, program: Program<'_>) -> Result<Option<view::DrillView>> {
    run(&program, move |app| {
        app::may_use(app, "backup_drill")?;
        let Some(path) = dialog::open_file(&handle, "backup_file") else { return Ok(None) };
        app::care::backup_drill(app, &path).map(Some)
    })
    .await
}

/// Goes on with the rehearsal with a password.
#[tauri::command]
pub async fn drill_open(program: Program<'_>, request: view::DrillOpenRequest) -> Result<view::DrillView> {
    run(&program, move |app| app::care::drill_open(app, &request)).await
}

/// Asks for a backup and reads its head.
#[tauri::command]
pub async fn restore_pick(handle: AppHandle, program: Program<'_>) -> Result<Option<view::PickedView>> {
    run(&program, move |app| {
        app::may_use(app, "restore_pick")?;
        let Some(path) = dialog::open_file(&handle, "backup_file") else { return Ok(None) };
        app::care::restore_pick(app, &path).map(Some)
    })
    .await
}

/// Reads the head of a local backup.
#[tauri::command]
pub async fn restore_local(program: Program<'_>, request: view::LocalBackupRequest) -> Result<view::PickedView> {
    run(&program, move |app| app::care::restore_local(app, &request)).await
}

/// Puts the chosen backup in place.
#[tauri::command]
pub async fn restore_run(program: Program<'_>, request: view::RestoreRequest) -> Result<view::RestoredView> {
    run(&program, move |app| app::care::restore_run(app, &request)).await
}

/// Repairs a damaged database.
#[tauri::command]
pub async fn salvage_run(program: Program<'_>, request: view::SalvageRequest) -> Result<view::SalvageView> {
    run(&program, move |app| app::care::salvage_run(app, &request)).await
}

/// Gives the reserve of a full disk up.
#[tauri::command]
pub async fn reserve_release(program: Program<'_>) -> Result<()> {
    run(&program, app::care::reserve_release).await
}
