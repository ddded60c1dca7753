//! Sensitive cases, legal bases, consents and requests of guardians.

use app::{Result, view};

use super::{Program, run};

/// Opens a case marked as sensitive for a reason.
#[tauri::command]
pub async fn sensitive_open(program: Program<'_>, request: view::OpenSensitiveRequest) -> Result<()> {
    run(&program, move |app| app::safeguard::sensitive_open(app, &request)).await
}

/// Marks a case as sensitive, or takes the mark away.
#[tauri::command]
pub async fn sensitive_mark(program: Program<'_>, request: view::MarkSensitiveRequest) -> Result<view::SensitiveView> {
    run(&program, move |app| app::safeguard::sensitive_mark(app, &request)).await
}

/// Legal bases, and whose consent is missing.
#[tauri::command]
pub async fn privacy_get(program: Program<'_>) -> Result<view::PrivacyView> {
    run(&program, app::safeguard::privacy_get).await
}

/// Decides on what a purpose rests.
#[tauri::command]
pub async fn privacy_basis_set(program: Program<'_>, request: view::PrivacyBasisRequest) -> Result<view::PrivacyView> {
    run(&program, move |app| app::safeguard::privacy_basis_set(app, &request)).await
}

/// Keeps an answer of guardians.
#[tauri::command]
pub async fn consent_add(program: Program<'_>, request: view::ConsentRequest) -> Result<view::PrivacyView> {
    run(&program, move |app| app::safeguard::consent_add(app, &request)).await
}

/// What guardians asked for.
#[tauri::command]
pub async fn guardian_request_list(program: Program<'_>) -> Result<view::GuardianRequestsView> {
    run(&program, app::safeguard::guardian_request_list).await
}

/// Keeps a request of guardians.
#[tauri::command]
pub async fn guardian_request_add(
    program: Program<'_>,
    request: view::AddGuardianRequest,
) -> Result<view::GuardianRequestsView> {
    run(&program, move |app| app::safeguard::guardian_request_add(app, &request)).await
}

/// Keeps what became of it.
#[tauri::command]
pub async fn guardian_request_answer(
    program: Program<'_>,
    request: view::AnswerGuardianRequest,
) -> Result<view::GuardianRequestsView> {
    run(&program, move |app| app::safeguard::guardian_request_answer(app, &request)).await
}
