//! The one window: no navigation away, no storage of the web view's own on the disk.

use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder};

/// Opens it.
///
/// # Errors
/// What the system's web view says.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(crate::dialog::word("title"))
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 640.0)
        .incognito(true)
        .on_navigation(|url| {
            matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http", Some("tauri.localhost")))
        })
        .build()?;
    Ok(())
}

/// Brings it to the front, when the program is started a second time.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse either; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
