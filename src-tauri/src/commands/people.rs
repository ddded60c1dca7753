//! Accounts, passwords, the recovery code.

use app::{Result, view};
use tauri::AppHandle;
use tauri_plugin_opener::OpenerExt as _;

use super::{Program, check_pages, run};

/// 人员与权限.
#[tauri::command]
pub async fn people_list(program: Program<'_>) -> Result<view::PeopleView> {
    run(&program, app::people::people_list).await
}

/// Adds an account.
#[tauri::command]
pub async fn people_add(program: Program<'_>, request: view::AddAccountRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_add(app, &request)).await
}

/// Changes posts.
#[tauri::command]
pub async fn people_posts(program: Program<'_>, request: view::PostsRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_posts(app, &request)).await
}

/// Disables an account.
#[tauri::command]
pub async fn people_disable(program: Program<'_>, request: view::DisableRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_disable(app, &request)).await
}

/// Enables an account again.
#[tauri::command]
pub async fn people_enable(program: Program<'_>, request: view::AccountPasswordRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_enable(app, &request)).await
}

/// Gives somebody else a new password.
#[tauri::command]
pub async fn people_reset(program: Program<'_>, request: view::AccountPasswordRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_reset(app, &request)).await
}

/// Lends a right.
#[tauri::command]
pub async fn people_delegate(program: Program<'_>, request: view::DelegateRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_delegate(app, &request)).await
}

/// Ends a loan.
#[tauri::command]
pub async fn people_delegate_end(program: Program<'_>, request: view::DelegationRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_delegate_end(app, &request)).await
}

/// Hands the key of the sealed texts to somebody who types the own password.
#[tauri::command]
pub async fn people_hand_over(program: Program<'_>, request: view::AccountPasswordRequest) -> Result<view::PeopleView> {
    run(&program, move |app| app::people::people_hand_over(app, &request)).await
}

/// What a removal for cause does and cannot do.
#[tauri::command]
pub async fn people_removal_view(program: Program<'_>, request: view::RemovalRequest) -> Result<view::RemovalView> {
    run(&program, move |app| app::people::people_removal_view(app, &request)).await
}

/// Removes somebody for cause.
#[tauri::command]
pub async fn people_remove_for_cause(program: Program<'_>, request: view::RemoveRequest) -> Result<view::RecoveryView> {
    run(&program, move |app| app::people::people_remove_for_cause(app, &request)).await
}

/// Changes the own password.
#[tauri::command]
pub async fn password_change(program: Program<'_>, request: view::ChangePasswordRequest) -> Result<view::SessionView> {
    run(&program, move |app| app::people::password_change(app, &request)).await
}

/// Opens the home with the recovery code.
#[tauri::command]
pub async fn recovery_open(program: Program<'_>, request: view::GroupsRequest) -> Result<view::RecoveryAccounts> {
    run(&program, move |app| app::recovery::recovery_open(app, &request)).await
}

/// Sets the new password.
#[tauri::command]
pub async fn recovery_finish(
    handle: AppHandle,
    program: Program<'_>,
    request: view::AccountPasswordRequest,
) -> Result<view::RecoveryView> {
    let shown = run(&program, move |app| app::recovery::recovery_finish(app, &request)).await?;
    check_pages(handle, &program);
    Ok(shown)
}

/// Makes a new code.
#[tauri::command]
pub async fn recovery_code_renew(program: Program<'_>, request: view::PasswordRequest) -> Result<view::RecoveryView> {
    run(&program, move |app| app::recovery::recovery_code_renew(app, &request)).await
}

/// Takes two groups of the code back.
#[tauri::command]
pub async fn recovery_code_confirm(program: Program<'_>, request: view::GroupsRequest) -> Result<view::SessionView> {
    run(&program, move |app| app::recovery::recovery_code_confirm(app, &request)).await
}

/// Opens the sheet of the code in the system's viewer.
#[tauri::command]
pub async fn recovery_sheet_print(handle: AppHandle, program: Program<'_>) -> Result<view::PathView> {
    let shown = run(&program, app::recovery::recovery_sheet_print).await?;
    // Without a viewer the path that the window shows is what helps.
    let _ = handle.opener().open_path(shown.path.as_str(), None::<&str>);
    Ok(shown)
}

/// Tries the code on a copy.
#[tauri::command]
pub async fn recovery_rehearse(program: Program<'_>, request: view::GroupsRequest) -> Result<view::RehearsalView> {
    run(&program, move |app| app::recovery::recovery_rehearse(app, &request)).await
}

/// The rehearsals of the code.
#[tauri::command]
pub async fn recovery_rehearsals(program: Program<'_>) -> Result<view::RehearsalsView> {
    run(&program, app::recovery::recovery_rehearsals).await
}
