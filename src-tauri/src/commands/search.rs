//! Search, kept views, and what the school sets for itself.

use app::{Result, view};

use super::{Program, run};

/// Everything that contains the words.
#[tauri::command]
pub async fn search(program: Program<'_>, request: view::SearchRequest) -> Result<view::SearchView> {
    run(&program, move |app| app::search::search(app, &request)).await
}

/// The kept views of a page.
#[tauri::command]
pub async fn view_list(program: Program<'_>, request: view::ViewListRequest) -> Result<Vec<view::SavedListView>> {
    run(&program, move |app| app::search::view_list(app, &request)).await
}

/// Keeps a view.
#[tauri::command]
pub async fn view_save(program: Program<'_>, request: view::SaveViewRequest) -> Result<Vec<view::SavedListView>> {
    run(&program, move |app| app::search::view_save(app, &request)).await
}

/// Gives up a view.
#[tauri::command]
pub async fn view_drop(program: Program<'_>, request: view::IdRequest) -> Result<Vec<view::SavedListView>> {
    run(&program, move |app| app::search::view_drop(app, &request)).await
}

/// The holidays and makeup workdays of every year.
#[tauri::command]
pub async fn calendar_get(program: Program<'_>) -> Result<view::CalendarView> {
    run(&program, app::school::calendar_get).await
}

/// Sets those of one year.
#[tauri::command]
pub async fn calendar_set(program: Program<'_>, request: view::CalendarYearRequest) -> Result<view::CalendarView> {
    run(&program, move |app| app::school::calendar_set(app, &request)).await
}

/// The numbers of the handling that no statute fixes.
#[tauri::command]
pub async fn handling_settings_get(program: Program<'_>) -> Result<view::HandlingSettingsView> {
    run(&program, app::school::handling_settings_get).await
}

/// Changes them.
#[tauri::command]
pub async fn handling_settings_set(
    program: Program<'_>,
    request: view::HandlingSettingsRequest,
) -> Result<view::HandlingSettingsView> {
    run(&program, move |app| app::school::handling_settings_set(app, &request)).await
}
