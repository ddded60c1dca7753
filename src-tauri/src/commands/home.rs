//! Home, session, first page.

use app::{Result, view};

use tauri::{AppHandle, State};

use super::{Program, check_pages, run};
use crate::idle::Idle;

/// What stands at the home.
#[tauri::command]
pub async fn home_state(program: Program<'_>) -> Result<view::HomeState> {
    run(&program, |app| Ok(app::home::home_state(app))).await
}

/// Makes the home and shows its recovery code.
#[tauri::command]
pub async fn first_start_begin(program: Program<'_>, request: view::FirstStartRequest) -> Result<view::RecoveryView> {
    run(&program, move |app| app::home::first_start_begin(app, &request)).await
}

/// Takes two groups of the code back.
#[tauri::command]
pub async fn first_start_confirm(program: Program<'_>, request: view::ConfirmRequest) -> Result<view::SessionView> {
    run(&program, move |app| app::home::first_start_confirm(app, &request)).await
}

/// Opens the practice home.
#[tauri::command]
pub async fn practice_open(
    handle: AppHandle,
    program: Program<'_>,
    request: view::PasswordRequest,
) -> Result<view::SessionView> {
    let session = run(&program, move |app| app::home::practice_open(app, &request)).await?;
    check_pages(handle, &program);
    Ok(session)
}

/// Logs in.
#[tauri::command]
pub async fn login(handle: AppHandle, program: Program<'_>, request: view::LoginRequest) -> Result<view::SessionView> {
    let session = run(&program, move |app| app::home::login(app, &request)).await?;
    check_pages(handle, &program);
    Ok(session)
}

/// Locks.
#[tauri::command]
pub async fn lock(program: Program<'_>) -> Result<()> {
    run(&program, |app| {
        app::home::lock(app);
        Ok(())
    })
    .await
}

/// Who is logged in.
#[tauri::command]
pub async fn session(program: Program<'_>) -> Result<view::SessionView> {
    run(&program, app::home::session).await
}

/// The person has seen what was found wrong at a login.
#[tauri::command]
pub async fn alarms_seen(program: Program<'_>) -> Result<view::SessionView> {
    run(&program, app::home::alarms_seen).await
}

/// Somebody is at the desk.
#[tauri::command]
pub async fn touch(idle: State<'_, Idle>) -> Result<()> {
    idle.touched();
    Ok(())
}

/// Changes the settings.
#[tauri::command]
pub async fn settings_set(program: Program<'_>, request: view::SettingsRequest) -> Result<view::SettingsView> {
    run(&program, move |app| app::home::settings_set(app, &request)).await
}

/// Facts of the home.
#[tauri::command]
pub async fn settings_get(program: Program<'_>) -> Result<view::SettingsView> {
    run(&program, app::home::settings_get).await
}

/// Duties and counts.
#[tauri::command]
pub async fn today_board(program: Program<'_>) -> Result<view::BoardView> {
    run(&program, app::board::today_board).await
}
