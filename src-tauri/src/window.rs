//! The one window: no navigation away, and nothing of the web view's own kept from one start to the next.

use std::path::PathBuf;

use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder};

/// Opens it.
///
/// # Errors
/// What the system's web view says.
pub fn open(app: &AppHandle) -> tauri::Result<()> {
    let kept = kept_by_web_view(app)?;
    // What a power cut left behind; where there is nothing there is nothing to remove.
    let _ = std::fs::remove_dir_all(&kept);
    WebviewWindowBuilder::new(app, "main", WebviewUrl::App("index.html".into()))
        .title(crate::dialog::word("title"))
        .inner_size(1366.0, 768.0)
        .min_inner_size(1024.0, 640.0)
        // WebKitGTK's private mode cannot be driven from outside, so nobody could test the window in it. Its files lie in
        // the runtime folder instead, which is memory, and go at every start and end.
        .incognito(!cfg!(target_os = "linux"))
        .data_directory(kept)
        .on_navigation(|url| {
            matches!((url.scheme(), url.host_str()), ("tauri", Some("localhost")) | ("http", Some("tauri.localhost")))
        })
        .build()?;
    Ok(())
}

/// Removes what the web view wrote.
pub fn forget(app: &AppHandle) {
    if let Ok(kept) = kept_by_web_view(app) {
        // What the web view still holds open goes at the next start.
        let _ = std::fs::remove_dir_all(kept);
    }
}

/// The web view's folder: never in the data folder, nor in the one that is wiped at every lock.
fn kept_by_web_view(app: &AppHandle) -> tauri::Result<PathBuf> {
    Ok(app.path().runtime_dir().or_else(|_| app.path().cache_dir())?.join("anmiao-webview"))
}

/// Brings it to the front, when the program is started a second time.
pub fn show(app: &AppHandle) {
    if let Some(window) = app.get_webview_window("main") {
        // A window manager may refuse either; the window is there all the same.
        let _ = window.unminimize();
        let _ = window.set_focus();
    }
}
