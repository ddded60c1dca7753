//! The commands of the window, each of which unpacks, calls one use case and gives back its view.

mod attachment;
mod audit;
mod bureau;
mod care;
mod home;
mod june;
mod outbox;
mod papers;
mod people;
mod records;
mod roster;
mod safeguard;
mod search;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use app::{App, AppError, Code};
use tauri::ipc::Invoke;
use tauri::{AppHandle, Emitter as _, State};

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
        let done = catch_unwind(AssertUnwindSafe(|| work(&program))).unwrap_or_else(|_| Err(internal()));
        // A damaged page closes the home at once, whichever use case came upon it.
        done.inspect_err(|e| app::care::noticed(&program, e))
    })
    .await
    .unwrap_or_else(|_| Err(internal()))
}

/// Checks every page of the home beside the work; when one does not hold the home is closed and the pages hear of it.
pub fn check_pages(handle: AppHandle, program: &Arc<App>) {
    let program = program.clone();
    tauri::async_runtime::spawn_blocking(move || {
        if app::care::check(&program) {
            // A window that has just been closed hears nothing and shows the same at the next start.
            let _ = handle.emit("locked", serde_json::json!({ "reason": "damaged" }));
        }
    });
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
        home::alarms_seen,
        home::touch,
        home::settings_set,
        people::people_list,
        people::people_add,
        people::people_posts,
        people::people_disable,
        people::people_enable,
        people::people_reset,
        people::people_delegate,
        people::people_delegate_end,
        people::people_hand_over,
        people::people_removal_view,
        people::people_remove_for_cause,
        people::password_change,
        people::recovery_open,
        people::recovery_finish,
        people::recovery_code_renew,
        people::recovery_code_confirm,
        people::recovery_sheet_print,
        people::recovery_rehearse,
        people::recovery_rehearsals,
        roster::choices,
        roster::staff_list,
        roster::staff_add,
        roster::class_list,
        roster::class_add,
        roster::pupil_list,
        roster::pupil_add,
        roster::roster_pick,
        roster::roster_map,
        roster::roster_plan,
        roster::roster_apply,
        roster::roster_batches,
        roster::roster_undo,
        roster::roster_template,
        roster::rollover_view,
        roster::rollover_apply,
        roster::pupil_find,
        roster::pupil_get,
        roster::pupil_move,
        roster::pupil_leave,
        roster::pupil_return,
        records::concern_list,
        records::concern_check,
        search::search,
        search::view_list,
        search::view_save,
        search::view_drop,
        search::calendar_get,
        search::calendar_set,
        search::handling_settings_get,
        search::handling_settings_set,
        records::concern_get,
        records::concern_record,
        records::case_get,
        records::case_form,
        records::case_enter,
        attachment::attachment_list,
        attachment::attachment_pick,
        attachment::attachment_thumb,
        attachment::attachment_bytes,
        attachment::attachment_open,
        attachment::attachment_export,
        attachment::attachment_void,
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
        june::june_names,
        june::june_name_confirm,
        june::paper_open,
        june::paper_page,
        june::paper_text,
        june::paper_close,
        june::paper_print,
        papers::case_papers,
        papers::case_paper_open,
        papers::school_paper_open,
        papers::opened_paper_print,
        papers::missing_reports,
        outbox::outbox_list,
        outbox::packet_save,
        outbox::packet_send,
        outbox::receipt_import,
        audit::audit_page,
        audit::audit_choices,
        audit::audit_verify,
        audit::audit_compare,
        audit::audit_export,
        audit::draft_save,
        audit::draft_list,
        audit::draft_get,
        audit::draft_drop,
        audit::sealed_list,
        audit::sealed_write,
        audit::sealed_open,
        audit::correction_list,
        audit::correction_add,
        audit::record_void,
        safeguard::sensitive_open,
        safeguard::sensitive_mark,
        safeguard::privacy_get,
        safeguard::privacy_basis_set,
        safeguard::consent_add,
        safeguard::guardian_request_list,
        safeguard::guardian_request_add,
        safeguard::guardian_request_answer,
        care::backup_view,
        care::backup_local,
        care::backup_usb,
        care::backup_stop,
        care::backup_drill,
        care::drill_open,
        care::restore_pick,
        care::restore_local,
        care::restore_run,
        care::salvage_run,
        care::reserve_release,
    ]
}

#[cfg(test)]
mod tests {
    #[test]
    fn whatever_opens_a_home_has_its_pages_checked() {
        let sources = [include_str!("home.rs"), include_str!("people.rs")].concat();
        let mut opening = Vec::new();
        for command in sources.split("#[tauri::command]").skip(1) {
            let body = command.split("\n}").next().unwrap_or_default();
            let opens = ["app::home::login(", "app::home::practice_open(", "app::recovery::recovery_finish("];
            if opens.iter().any(|call| body.contains(call)) {
                assert!(body.contains("check_pages(handle, &program)"), "{body}");
                opening.push(body);
            }
        }
        assert_eq!(opening.len(), 3);
    }

    #[test]
    fn no_dialog_opens_for_somebody_who_may_not_go_on() {
        let sources = [
            include_str!("attachment.rs"),
            include_str!("audit.rs"),
            include_str!("bureau.rs"),
            include_str!("care.rs"),
            include_str!("outbox.rs"),
            include_str!("roster.rs"),
        ];
        let mut asking = 0;
        for command in sources.concat().split("#[tauri::command]").skip(1) {
            let body = command.split("\n}").next().unwrap_or_default();
            let Some((before, _)) = body.split_once("dialog::") else { continue };
            let name =
                body.split_once("pub async fn ").and_then(|(_, rest)| rest.split_once('(')).map(|(name, _)| name);
            let asked = format!("app::may_use(app, \"{}\")?", name.unwrap_or_default());
            assert!(before.contains(&asked), "{body}");
            asking += 1;
        }
        assert!(asking >= 12, "{asking}");
    }

    #[test]
    fn every_command_is_declared_registered_and_allowed() {
        let declared: Vec<&str> = include_str!("../../commands.txt").lines().collect();
        let registered = include_str!("mod.rs");
        let allowed: serde_json::Value = serde_json::from_str(include_str!("../../capabilities/main.json")).unwrap();
        let allowed = allowed["permissions"].as_array().unwrap().iter().filter_map(|p| p.as_str());
        // Besides the program's own commands the window may only hear events.
        let (allowed, others): (Vec<&str>, Vec<&str>) = allowed.partition(|p| p.starts_with("allow-"));
        assert_eq!(others, ["core:event:allow-listen", "core:event:allow-unlisten"]);
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
