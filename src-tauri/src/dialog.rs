//! The system's file dialogs, opened from here so that no path ever comes from the web view.

use std::collections::BTreeMap;
use std::path::PathBuf;

use tauri::AppHandle;
use tauri_plugin_dialog::DialogExt as _;

const WORDS: &str = include_str!("../../assets/text/dialogs.json");

/// A word of the shell: dialog titles, the window's title.
pub fn word(key: &str) -> String {
    let table: BTreeMap<String, String> = serde_json::from_str(WORDS).unwrap_or_default();
    table.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// Asks for a file to read; `None` when the person thinks better of it. Blocks, so it is called on a worker thread.
pub fn open_file(app: &AppHandle, title: &str) -> Option<PathBuf> {
    app.dialog().file().set_title(word(title)).blocking_pick_file().and_then(|p| p.into_path().ok())
}

/// Asks where to save; `None` when the person thinks better of it.
pub fn save_file(app: &AppHandle, title: &str, name: &str) -> Option<PathBuf> {
    app.dialog().file().set_title(word(title)).set_file_name(name).blocking_save_file().and_then(|p| p.into_path().ok())
}

/// Asks for a folder; `None` when the person thinks better of it.
pub fn folder(app: &AppHandle, title: &str) -> Option<PathBuf> {
    app.dialog().file().set_title(word(title)).blocking_pick_folder().and_then(|p| p.into_path().ok())
}
