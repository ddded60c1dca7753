//! Packets on their way.

use app::{Result, view};
use tauri::AppHandle;

use super::{Program, run};
use crate::dialog;

/// The outbox.
#[tauri::command]
pub async fn outbox_list(program: Program<'_>) -> Result<Vec<view::OutboxRow>> {
    run(&program, app::outbox::outbox_list).await
}

/// Asks for a folder and saves the sealed packet there.
#[tauri::command]
pub async fn packet_save(
    handle: AppHandle,
    program: Program<'_>,
    request: view::PacketRequest,
) -> Result<Option<view::DeliveryView>> {
    run(&program, move |app| {
        app::may_use(app, "packet_save")?;
        let Some(folder) = dialog::folder(&handle, "folder") else { return Ok(None) };
        app::outbox::packet_save(app, &request, &folder).map(Some)
    })
    .await
}

/// Sends the sealed packet.
#[tauri::command]
pub async fn packet_send(program: Program<'_>, request: view::PacketRequest) -> Result<view::DeliveryView> {
    run(&program, move |app| app::outbox::packet_send(app, &request, &app::StopFlag::new())).await
}

/// Asks for a receipt file and takes it.
#[tauri::command]
pub async fn receipt_import(handle: AppHandle, program: Program<'_>) -> Result<Option<view::DeliveryView>> {
    run(&program, move |app| {
        app::may_use(app, "receipt_import")?;
        let Some(path) = dialog::open_file(&handle, "receipt") else { return Ok(None) };
        app::outbox::receipt_import(app, &app::files::read_small(&path)?).map(Some)
    })
    .await
}
