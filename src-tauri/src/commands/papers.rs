//! The papers of a case and of the school.

use app::{Result, view};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt as _;

use super::{Program, run};

/// Which papers a case has.
#[tauri::command]
pub async fn case_papers(program: Program<'_>, request: view::IdRequest) -> Result<Vec<view::CasePaperRow>> {
    run(&program, move |app| app::papers::case_papers(app, &request)).await
}

/// Makes a paper of a case.
#[tauri::command]
pub async fn case_paper_open(program: Program<'_>, request: view::CasePaperRequest) -> Result<view::PaperView> {
    run(&program, move |app| app::papers::case_paper_open(app, &request)).await
}

/// Makes a paper of the school.
#[tauri::command]
pub async fn school_paper_open(program: Program<'_>, request: view::SchoolPaperRequest) -> Result<view::PaperView> {
    run(&program, move |app| app::papers::school_paper_open(app, &request)).await
}

/// Puts the paper that is open into the runtime folder and opens the system's viewer on it.
#[tauri::command]
pub async fn opened_paper_print(
    handle: AppHandle,
    program: Program<'_>,
    request: view::TokenRequest,
) -> Result<view::PathView> {
    let put = run(&program, move |app| app::papers::opened_paper_print(app, &request)).await?;
    // Without a viewer the path that the window shows is what helps.
    let _ = handle.opener().open_path(put.path.as_str(), None::<&str>);
    Ok(put)
}

/// The weekly list of reports that were not made.
#[tauri::command]
pub async fn missing_reports(
    program: Program<'_>,
    request: view::MissingReportsRequest,
) -> Result<view::MissingReportsView> {
    run(&program, move |app| app::papers::missing_reports(app, &request)).await
}
