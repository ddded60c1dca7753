//! Concerns, ledger, pacts.

use app::{Result, view};

use super::{Program, run};

/// A page of the concerns.
#[tauri::command]
pub async fn concern_list(program: Program<'_>, request: view::ConcernListRequest) -> Result<view::ConcernListView> {
    run(&program, move |app| app::concern::concern_list(app, &request)).await
}

/// What to think of before a concern is recorded.
#[tauri::command]
pub async fn concern_check(program: Program<'_>, request: view::RecordConcernRequest) -> Result<view::IntakeCheckView> {
    run(&program, move |app| app::concern::concern_check(app, &request)).await
}

/// One concern.
#[tauri::command]
pub async fn concern_get(program: Program<'_>, request: view::IdRequest) -> Result<view::ConcernView> {
    run(&program, move |app| app::concern::concern_get(app, &request)).await
}

/// Records a concern.
#[tauri::command]
pub async fn concern_record(program: Program<'_>, request: view::RecordConcernRequest) -> Result<view::SavedView> {
    run(&program, move |app| app::concern::concern_record(app, &request)).await
}

/// What was done in a case, what is due and what may be done.
#[tauri::command]
pub async fn case_get(program: Program<'_>, request: view::IdRequest) -> Result<view::CaseView> {
    run(&program, move |app| app::handling::case_get(app, &request)).await
}

/// The form of one entry of a case.
#[tauri::command]
pub async fn case_form(program: Program<'_>, request: view::EntryFormRequest) -> Result<view::EntryForm> {
    run(&program, move |app| app::handling::case_form(app, &request)).await
}

/// Enters what was typed into a form of a case.
#[tauri::command]
pub async fn case_enter(program: Program<'_>, request: view::EntryRequest) -> Result<view::CaseView> {
    run(&program, move |app| app::handling::case_enter(app, &request)).await
}

/// The ledger.
#[tauri::command]
pub async fn ledger_list(program: Program<'_>, request: view::LedgerListRequest) -> Result<Vec<view::LedgerRow>> {
    run(&program, move |app| app::ledger::ledger_list(app, &request)).await
}

/// One ledger item.
#[tauri::command]
pub async fn ledger_get(program: Program<'_>, request: view::IdRequest) -> Result<view::LedgerView> {
    run(&program, move |app| app::ledger::ledger_get(app, &request)).await
}

/// Records a ledger item.
#[tauri::command]
pub async fn ledger_record(program: Program<'_>, request: view::RecordLedgerRequest) -> Result<view::SavedView> {
    run(&program, move |app| app::ledger::ledger_record(app, &request)).await
}

/// The pacts.
#[tauri::command]
pub async fn pact_list(program: Program<'_>) -> Result<Vec<view::PactRow>> {
    run(&program, app::pact::pact_list).await
}

/// One pact.
#[tauri::command]
pub async fn pact_get(program: Program<'_>, request: view::IdRequest) -> Result<view::PactView> {
    run(&program, move |app| app::pact::pact_get(app, &request)).await
}

/// Records a pact.
#[tauri::command]
pub async fn pact_record(program: Program<'_>, request: view::RecordPactRequest) -> Result<view::SavedView> {
    run(&program, move |app| app::pact::pact_record(app, &request)).await
}

/// Texts to start a pact from.
#[tauri::command]
pub async fn pact_templates(program: Program<'_>) -> Result<Vec<view::PactTemplate>> {
    run(&program, app::pact::pact_templates).await
}
