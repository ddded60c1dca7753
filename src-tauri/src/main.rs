//! The desktop shell: one window over the use cases of `app`, and one of the two places where the clock, randomness, the
//! key-derivation cost and paths enter.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod commands;
mod dialog;
mod idle;
mod roots;
mod window;

use tauri::Manager as _;

fn main() {
    quick_renderer();
    let built = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| window::show(app)))
        .plugin(tauri_plugin_dialog::init())
        .plugin(tauri_plugin_opener::init())
        .invoke_handler(commands::handler())
        .setup(|app| {
            let program = std::sync::Arc::new(app::App::new(roots::roots(app.handle())?));
            app::runtime::wipe(&program.roots.runtime);
            app.manage(program);
            app.manage(idle::Idle::new());
            idle::watch(app.handle().clone());
            window::open(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match built {
        Ok(app) => app.run(|handle, event| {
            if let tauri::RunEvent::Exit = event
                && let Some(program) = handle.try_state::<std::sync::Arc<app::App>>()
            {
                app::home::lock(&program);
                window::forget(handle);
            }
        }),
        Err(e) => {
            use std::io::Write as _;
            let _ = writeln!(std::io::stderr(), "{}", dialog::word("cannot_start").replace("{error}", &e.to_string()));
            std::process::exit(1);
        }
    }
}

/// Turns WebKit's DMABUF renderer off: on machines without a usable GPU it doubles the start-up time and takes some 80 MB
/// more. `ANMIAO_GPU=1` leaves it on.
fn quick_renderer() {
    #[cfg(target_os = "linux")]
    if std::env::var_os("ANMIAO_GPU").is_none() {
        #[expect(unsafe_code, reason = "set before any other thread exists; WebKit reads it when it starts")]
        unsafe {
            std::env::set_var("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
        }
    }
}
