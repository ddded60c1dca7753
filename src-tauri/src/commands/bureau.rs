//! The bureau and the school's certificate.

use app::{Result, view};
use tauri::AppHandle;

use super::{Program, run};
use crate::dialog;

/// Profile and certificate.
#[tauri::command]
pub async fn bureau_get(program: Program<'_>) -> Result<view::BureauView> {
    run(&program, app::bureau::bureau_get).await
}

/// Asks for a profile file and reads it; nothing is trusted yet.
#[tauri::command]
pub async fn bureau_profile_pick(handle: AppHandle, program: Program<'_>) -> Result<Option<view::ProfileView>> {
    run(&program, move |app| {
        app::may_use(app, "bureau_profile_pick")?;
        let Some(path) = dialog::open_file(&handle, "profile") else { return Ok(None) };
        app::bureau::profile_read(app, &app::files::read_small(&path)?).map(Some)
    })
    .await
}

/// Trusts the profile that was read.
#[tauri::command]
pub async fn bureau_profile_accept(
    program: Program<'_>,
    request: view::AcceptProfileRequest,
) -> Result<view::BureauView> {
    run(&program, move |app| app::bureau::profile_accept(app, &request)).await
}

/// Asks where to save the certificate request and writes it there.
#[tauri::command]
pub async fn certificate_request_export(handle: AppHandle, program: Program<'_>) -> Result<Option<view::PathView>> {
    run(&program, move |app| {
        app::may_use(app, "certificate_request_export")?;
        let request = app::bureau::certificate_request(app)?;
        let Some(path) = dialog::save_file(&handle, "request", "anmiao-request.pem") else { return Ok(None) };
        app::files::put(&path, request.as_bytes())?;
        Ok(Some(view::PathView { path: path.display().to_string() }))
    })
    .await
}

/// Asks for the certificate file and takes it.
#[tauri::command]
pub async fn certificate_import(handle: AppHandle, program: Program<'_>) -> Result<Option<view::BureauView>> {
    run(&program, move |app| {
        app::may_use(app, "certificate_import")?;
        let Some(path) = dialog::open_file(&handle, "certificate") else { return Ok(None) };
        app::bureau::certificate_import(app, &app::files::read_small_text(&path)?).map(Some)
    })
    .await
}
