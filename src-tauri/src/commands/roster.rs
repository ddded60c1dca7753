//! The roster.

use app::{Result, view};
use tauri::AppHandle;

use super::{Program, run};
use crate::dialog;

/// Every fixed set.
#[tauri::command]
pub async fn choices(program: Program<'_>) -> Result<view::ChoicesView> {
    run(&program, app::roster::choices).await
}

/// The staff.
#[tauri::command]
pub async fn staff_list(program: Program<'_>) -> Result<Vec<view::StaffRow>> {
    run(&program, app::roster::staff_list).await
}

/// Adds a staff member.
#[tauri::command]
pub async fn staff_add(program: Program<'_>, request: view::AddStaffRequest) -> Result<view::StaffRow> {
    run(&program, move |app| app::roster::add_staff(app, &request)).await
}

/// The classes.
#[tauri::command]
pub async fn class_list(program: Program<'_>) -> Result<Vec<view::ClassRow>> {
    run(&program, app::roster::class_list).await
}

/// Adds a class.
#[tauri::command]
pub async fn class_add(program: Program<'_>, request: view::AddClassRequest) -> Result<view::ClassRow> {
    run(&program, move |app| app::roster::add_class(app, &request)).await
}

/// The pupils.
#[tauri::command]
pub async fn pupil_list(program: Program<'_>, request: view::PupilListRequest) -> Result<Vec<view::PupilRow>> {
    run(&program, move |app| app::roster::pupil_list(app, &request)).await
}

/// Adds a pupil.
#[tauri::command]
pub async fn pupil_add(program: Program<'_>, request: view::AddPupilRequest) -> Result<view::PupilRow> {
    run(&program, move |app| app::roster::add_pupil(app, &request)).await
}

/// Asks for a table and reads it; nothing is imported.
#[tauri::command]
pub async fn roster_pick(handle: AppHandle, program: Program<'_>) -> Result<Option<view::RosterFileView>> {
    run(&program, move |app| {
        app::may_use(app, "roster_pick")?;
        app::roster::roster_allowed(app)?;
        let Some(path) = dialog::open_file(&handle, "roster") else { return Ok(None) };
        app::roster::roster_pick(app, &path).map(Some)
    })
    .await
}

/// Takes what the columns mean.
#[tauri::command]
pub async fn roster_map(program: Program<'_>, request: view::RosterMapRequest) -> Result<view::RosterFileView> {
    run(&program, move |app| app::roster::roster_map(app, &request)).await
}

/// The dry run.
#[tauri::command]
pub async fn roster_plan(program: Program<'_>, request: view::RosterPlanRequest) -> Result<view::RosterPlanView> {
    run(&program, move |app| app::roster::roster_plan(app, &request)).await
}

/// Carries the dry run out.
#[tauri::command]
pub async fn roster_apply(program: Program<'_>, request: view::RosterApplyRequest) -> Result<view::RosterDoneView> {
    run(&program, move |app| app::roster::roster_apply(app, &request)).await
}

/// The newest imports.
#[tauri::command]
pub async fn roster_batches(program: Program<'_>) -> Result<Vec<view::RosterBatchView>> {
    run(&program, app::roster::roster_batches).await
}

/// Takes the newest import back.
#[tauri::command]
pub async fn roster_undo(program: Program<'_>, request: view::RosterBatchRequest) -> Result<view::RosterDoneView> {
    run(&program, move |app| app::roster::roster_undo(app, &request)).await
}

/// Asks where to save a template and writes it there.
#[tauri::command]
pub async fn roster_template(
    handle: AppHandle,
    program: Program<'_>,
    request: view::RosterTemplateRequest,
) -> Result<Option<view::PathView>> {
    run(&program, move |app| {
        app::may_use(app, "roster_template")?;
        app::roster::roster_allowed(app)?;
        let name = app::roster::template_name(&request)?;
        let Some(path) = dialog::save_file(&handle, "roster_template", &name) else { return Ok(None) };
        app::roster::roster_template(app, &request, &path).map(Some)
    })
    .await
}

/// What 1 September does.
#[tauri::command]
pub async fn rollover_view(program: Program<'_>) -> Result<view::RolloverView> {
    run(&program, app::roster::rollover_view).await
}

/// Does it.
#[tauri::command]
pub async fn rollover_apply(program: Program<'_>, request: view::RolloverRequest) -> Result<view::RosterDoneView> {
    run(&program, move |app| app::roster::rollover_apply(app, &request)).await
}

/// Pupils by a few letters.
#[tauri::command]
pub async fn pupil_find(program: Program<'_>, request: view::PupilFindRequest) -> Result<Vec<view::PupilRow>> {
    run(&program, move |app| app::roster::pupil_find(app, &request)).await
}

/// One pupil.
#[tauri::command]
pub async fn pupil_get(program: Program<'_>, request: view::IdRequest) -> Result<view::PupilView> {
    run(&program, move |app| app::roster::pupil_get(app, &request)).await
}

/// Another class.
#[tauri::command]
pub async fn pupil_move(program: Program<'_>, request: view::PupilMoveRequest) -> Result<view::PupilView> {
    run(&program, move |app| app::roster::pupil_move(app, &request)).await
}

/// Marks a pupil as left.
#[tauri::command]
pub async fn pupil_leave(program: Program<'_>, request: view::PupilLeaveRequest) -> Result<view::PupilView> {
    run(&program, move |app| app::roster::pupil_leave(app, &request)).await
}

/// Takes a pupil back.
#[tauri::command]
pub async fn pupil_return(program: Program<'_>, request: view::PupilReturnRequest) -> Result<view::PupilView> {
    run(&program, move |app| app::roster::pupil_return(app, &request)).await
}
