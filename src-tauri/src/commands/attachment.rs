//! Photographs, scans, recordings and documents of a record. Paths come from the system's dialogs only.

use app::{Result, view};
use tauri::AppHandle;
use tauri::ipc::Response;

use super::{Program, run};
use crate::dialog;

/// The attachments of a record.
#[tauri::command]
pub async fn attachment_list(program: Program<'_>, request: view::RecordRequest) -> Result<view::AttachmentsView> {
    run(&program, move |app| app::attachment::attachment_list(app, &request)).await
}

/// Asks for files and adds them.
#[tauri::command]
pub async fn attachment_pick(
    handle: AppHandle,
    program: Program<'_>,
    request: view::AttachmentPickRequest,
) -> Result<Option<view::AttachmentAddedView>> {
    run(&program, move |app| {
        app::may_use(app, "attachment_pick")?;
        app::attachment::attachment_may_add(app, &request)?;
        let Some(paths) = dialog::open_files(&handle, "attachment") else { return Ok(None) };
        app::attachment::attachment_add(app, &request, &paths).map(Some)
    })
    .await
}

/// A small picture for the list, as raw JPEG bytes.
#[tauri::command]
pub async fn attachment_thumb(program: Program<'_>, request: view::AttachmentRequest) -> Result<Response> {
    run(&program, move |app| app::attachment::attachment_thumb(app, &request)).await.map(Response::new)
}

/// A picture or a recording as raw bytes.
#[tauri::command]
pub async fn attachment_bytes(program: Program<'_>, request: view::AttachmentRequest) -> Result<Response> {
    run(&program, move |app| app::attachment::attachment_bytes(app, &request)).await.map(Response::new)
}

/// Opens a PDF file page by page.
#[tauri::command]
pub async fn attachment_open(program: Program<'_>, request: view::AttachmentRequest) -> Result<view::PaperView> {
    run(&program, move |app| app::attachment::attachment_open(app, &request)).await
}

/// Asks where to save and writes the content there in the clear.
#[tauri::command]
pub async fn attachment_export(
    handle: AppHandle,
    program: Program<'_>,
    request: view::AttachmentExportRequest,
) -> Result<Option<view::PathView>> {
    run(&program, move |app| {
        app::may_use(app, "attachment_export")?;
        let name = app::attachment::attachment_export_name(app, &request)?;
        let Some(path) = dialog::save_file(&handle, "attachment_export", &name) else { return Ok(None) };
        app::attachment::attachment_export(app, &request, &path).map(Some)
    })
    .await
}

/// Withdraws an attachment.
#[tauri::command]
pub async fn attachment_void(
    program: Program<'_>,
    request: view::AttachmentVoidRequest,
) -> Result<view::AttachmentsView> {
    run(&program, move |app| app::attachment::attachment_void(app, &request)).await
}
