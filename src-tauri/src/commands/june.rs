//! The June packet and its papers.

use app::{Result, view};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt as _;

use super::{Program, run};

/// What is still missing.
#[tauri::command]
pub async fn june_check(program: Program<'_>) -> Result<Vec<view::MissingView>> {
    run(&program, app::june::june_check).await
}

/// Makes the packet.
#[tauri::command]
pub async fn june_make(program: Program<'_>) -> Result<view::JuneView> {
    run(&program, app::june::june_make).await
}

/// Which pupils' names and numbers stand in the packet.
#[tauri::command]
pub async fn june_names(program: Program<'_>) -> Result<view::NamesView> {
    run(&program, app::june::june_names).await
}

/// Keeps that a word is no name in the texts that were shown.
#[tauri::command]
pub async fn june_name_confirm(program: Program<'_>, request: view::NameConfirmRequest) -> Result<view::NamesView> {
    run(&program, move |app| app::june::june_name_confirm(app, &request)).await
}

/// Opens a paper.
#[tauri::command]
pub async fn paper_open(program: Program<'_>, request: view::PaperRequest) -> Result<view::PaperView> {
    run(&program, move |app| app::june::paper_open(app, &request)).await
}

/// One page as raw PNG bytes.
#[tauri::command]
pub async fn paper_page(program: Program<'_>, request: view::PaperPageRequest) -> Result<tauri::ipc::Response> {
    run(&program, move |app| app::june::paper_page(app, &request)).await.map(tauri::ipc::Response::new)
}

/// The text of a page.
#[tauri::command]
pub async fn paper_text(program: Program<'_>, request: view::PaperTextRequest) -> Result<String> {
    run(&program, move |app| app::june::paper_text(app, &request)).await
}

/// Closes a paper.
#[tauri::command]
pub async fn paper_close(program: Program<'_>, request: view::TokenRequest) -> Result<()> {
    run(&program, move |app| app::june::paper_close(app, &request)).await
}

/// Puts the paper into the runtime folder and opens the system's viewer on it.
#[tauri::command]
pub async fn paper_print(
    handle: AppHandle,
    program: Program<'_>,
    request: view::PaperRequest,
) -> Result<view::PathView> {
    let put = run(&program, move |app| app::june::paper_print(app, &request)).await?;
    // Without a viewer the path that the window shows is what helps.
    let _ = handle.opener().open_path(put.path.as_str(), None::<&str>);
    Ok(put)
}
