//! The audit log, drafts, sealed texts, corrections.

use app::{Result, view};
use tauri::AppHandle;

use super::{Program, run};
use crate::dialog;

/// A page of the log.
#[tauri::command]
pub async fn audit_page(program: Program<'_>, request: view::AuditPageRequest) -> Result<view::AuditPageView> {
    run(&program, move |app| app::audit::audit_page(app, &request)).await
}

/// What the filters offer.
#[tauri::command]
pub async fn audit_choices(program: Program<'_>) -> Result<view::AuditChoicesView> {
    run(&program, app::audit::audit_choices).await
}

/// Recomputes the chain.
#[tauri::command]
pub async fn audit_verify(program: Program<'_>) -> Result<view::AuditVerifyView> {
    run(&program, app::audit::audit_verify).await
}

/// Asks for a packet or backup and holds it against the log.
#[tauri::command]
pub async fn audit_compare(handle: AppHandle, program: Program<'_>) -> Result<Option<view::AuditCompareView>> {
    run(&program, move |app| {
        app::may_use(app, "audit_compare")?;
        let Some(path) = dialog::open_file(&handle, "audit_compare") else { return Ok(None) };
        app::audit::audit_compare(app, &path).map(Some)
    })
    .await
}

/// Asks where to save and writes the log as a spreadsheet.
#[tauri::command]
pub async fn audit_export(
    handle: AppHandle,
    program: Program<'_>,
    request: view::AuditPageRequest,
) -> Result<Option<view::PathView>> {
    run(&program, move |app| {
        app::may_use(app, "audit_export")?;
        let name = app::audit::export_name(app)?;
        let Some(path) = dialog::save_file(&handle, "audit_export", &name) else { return Ok(None) };
        app::audit::audit_export(app, &request, &path).map(Some)
    })
    .await
}

/// Keeps a draft.
#[tauri::command]
pub async fn draft_save(program: Program<'_>, request: view::SaveDraftRequest) -> Result<view::DraftSavedView> {
    run(&program, move |app| app::draft::draft_save(app, &request)).await
}

/// The drafts.
#[tauri::command]
pub async fn draft_list(program: Program<'_>) -> Result<Vec<view::DraftRow>> {
    run(&program, app::draft::draft_list).await
}

/// One draft.
#[tauri::command]
pub async fn draft_get(program: Program<'_>, request: view::DraftRequest) -> Result<Option<view::DraftView>> {
    run(&program, move |app| app::draft::draft_get(app, &request)).await
}

/// Drops a draft.
#[tauri::command]
pub async fn draft_drop(program: Program<'_>, request: view::DraftRequest) -> Result<Vec<view::DraftRow>> {
    run(&program, move |app| app::draft::draft_drop(app, &request)).await
}

/// The sealed texts of a record.
#[tauri::command]
pub async fn sealed_list(program: Program<'_>, request: view::RecordRequest) -> Result<Vec<view::SealedRow>> {
    run(&program, move |app| app::sealed::sealed_list(app, &request)).await
}

/// Writes a sealed text.
#[tauri::command]
pub async fn sealed_write(program: Program<'_>, request: view::WriteSealedRequest) -> Result<Vec<view::SealedRow>> {
    run(&program, move |app| app::sealed::sealed_write(app, &request)).await
}

/// Opens a sealed text.
#[tauri::command]
pub async fn sealed_open(program: Program<'_>, request: view::OpenSealedRequest) -> Result<view::SealedTextView> {
    run(&program, move |app| app::sealed::sealed_open(app, &request)).await
}

/// What may be corrected, and what was.
#[tauri::command]
pub async fn correction_list(program: Program<'_>, request: view::RecordRequest) -> Result<view::CorrectionsView> {
    run(&program, move |app| app::correction::correction_list(app, &request)).await
}

/// Corrects a field.
#[tauri::command]
pub async fn correction_add(program: Program<'_>, request: view::CorrectRequest) -> Result<view::CorrectionsView> {
    run(&program, move |app| app::correction::correction_add(app, &request)).await
}

/// Voids a record.
#[tauri::command]
pub async fn record_void(program: Program<'_>, request: view::VoidRequest) -> Result<view::CorrectionsView> {
    run(&program, move |app| app::correction::record_void(app, &request)).await
}
