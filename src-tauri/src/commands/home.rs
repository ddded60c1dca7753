//! Home, session, first page.

use app::{Result, view};

use super::{Program, run};

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
pub async fn practice_open(program: Program<'_>, request: view::PasswordRequest) -> Result<view::SessionView> {
    run(&program, move |app| app::home::practice_open(app, &request)).await
}

/// Logs in.
#[tauri::command]
pub async fn login(program: Program<'_>, request: view::LoginRequest) -> Result<view::SessionView> {
    run(&program, move |app| app::home::login(app, &request)).await
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
