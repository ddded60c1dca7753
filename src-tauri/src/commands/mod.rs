//! The commands of the window, each of which unpacks, calls one use case and gives back its view.

mod bureau;
mod home;
mod june;
mod outbox;
mod records;
mod roster;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use app::{App, AppError, Code};
use tauri::State;
use tauri::ipc::Invoke;

/// The program behind the window.
pub type Program<'a> = State<'a, Arc<App>>;

/// Runs a use case on a worker thread, so that the window never waits for disk or keys. A panic becomes `Internal`.
pub async fn run<T: Send + 'static>(
    program: &Arc<App>,
    work: impl FnOnce(&App) -> app::Result<T> + Send + 'static,
) -> app::Result<T> {
    let program = program.clone();
    let internal = || AppError::new(Code::Internal);
    tauri::async_runtime::spawn_blocking(move || {
        catch_unwind(AssertUnwindSafe(|| work(&program))).unwrap_or_else(|_| Err(internal()))
    })
    .await
    .unwrap_or_else(|_| Err(internal()))
}

/// Every command.
pub fn handler() -> impl Fn(Invoke<tauri::Wry>) -> bool + Send + Sync + 'static {
    tauri::generate_handler![
        home::home_state,
        home::first_start_begin,
        home::first_start_confirm,
        home::practice_open,
        home::login,
        home::lock,
        home::session,
        home::settings_get,
        home::today_board,
        roster::choices,
        roster::staff_list,
        roster::staff_add,
        roster::class_list,
        roster::class_add,
        roster::pupil_list,
        roster::pupil_add,
        records::concern_list,
        records::concern_get,
        records::concern_record,
        records::ledger_list,
        records::ledger_get,
        records::ledger_record,
        records::pact_list,
        records::pact_get,
        records::pact_record,
        records::pact_templates,
        bureau::bureau_get,
        bureau::bureau_profile_pick,
        bureau::bureau_profile_accept,
        bureau::certificate_request_export,
        bureau::certificate_import,
        june::june_check,
        june::june_make,
        june::paper_open,
        june::paper_page,
        june::paper_text,
        june::paper_close,
        june::paper_print,
        outbox::outbox_list,
        outbox::packet_save,
        outbox::packet_send,
        outbox::receipt_import,
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_command_is_declared_registered_and_allowed() {
        let declared: Vec<&str> = include_str!("../../commands.txt").lines().collect();
        let registered = include_str!("mod.rs");
        let allowed: serde_json::Value = serde_json::from_str(include_str!("../../capabilities/main.json")).unwrap();
        let allowed: Vec<&str> = allowed["permissions"].as_array().unwrap().iter().filter_map(|p| p.as_str()).collect();
        for command in &declared {
            assert!(registered.contains(&format!("::{command},")), "{command} is not registered");
            assert!(
                allowed.contains(&format!("allow-{}", command.replace('_', "-")).as_str()),
                "{command} is not allowed"
            );
        }
        let count = registered
            .lines()
            .filter(|l| {
                l.trim_start().contains("::")
                    && l.trim_end().ends_with(',')
                    && l.starts_with("        ")
                    && !l.contains('(')
            })
            .count();
        assert_eq!((count, allowed.len()), (declared.len(), declared.len()));
    }
}
