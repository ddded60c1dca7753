//! The roster.

use app::{Result, view};

use super::{Program, run};

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
