//! The system's file dialogs, opened from here so that no path ever comes from the web view.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use tauri::{AppHandle, Manager as _};
use tauri_plugin_dialog::{DialogExt as _, FileDialogBuilder};

const WORDS: &str = include_str!("../../assets/text/dialogs.json");

/// A word of the shell: dialog titles, the window's title.
pub fn word(key: &str) -> String {
    let table: BTreeMap<String, String> = serde_json::from_str(WORDS).unwrap_or_default();
    table.get(key).cloned().unwrap_or_else(|| key.to_owned())
}

/// Asks for a file to read; `None` when the person thinks better of it. Blocks, so it is called on a worker thread.
pub fn open_file(app: &AppHandle, title: &str) -> Option<PathBuf> {
    dialog(app, title).blocking_pick_file().and_then(|p| p.into_path().ok())
}

/// Asks for one or several files to read; `None` when the person thinks better of it.
pub fn open_files(app: &AppHandle, title: &str) -> Option<Vec<PathBuf>> {
    let picked = dialog(app, title).blocking_pick_files()?;
    let paths: Vec<PathBuf> = picked.into_iter().filter_map(|p| p.into_path().ok()).collect();
    (!paths.is_empty()).then_some(paths)
}

/// Asks where to save; `None` when the person thinks better of it.
pub fn save_file(app: &AppHandle, title: &str, name: &str) -> Option<PathBuf> {
    app.dialog().file().set_title(word(title)).set_file_name(name).blocking_save_file().and_then(|p| p.into_path().ok())
}

/// Asks for a folder; `None` when the person thinks better of it.
pub fn folder(app: &AppHandle, title: &str) -> Option<PathBuf> {
    dialog(app, title).blocking_pick_folder().and_then(|p| p.into_path().ok())
}

/// A dialog that begins where the file most likely is. Without a place GTK begins with the files used last, where a typed
/// folder cannot be chosen with Enter.
fn dialog(app: &AppHandle, title: &str) -> FileDialogBuilder<tauri::Wry> {
    let dialog = app.dialog().file().set_title(word(title));
    match stick().or_else(|| app.path().home_dir().ok()) {
        Some(place) => dialog.set_directory(place),
        None => dialog,
    }
}

/// The folder of the sticks that are plugged in, or of the only one; Windows shows its drives by itself.
fn stick() -> Option<PathBuf> {
    let user = std::env::var_os("USER")?;
    let sticks =
        ["/run/media", "/media"].iter().map(|media| Path::new(media).join(&user)).find(|media| media.is_dir())?;
    let mut plugged = std::fs::read_dir(&sticks).ok()?.flatten().map(|entry| entry.path()).filter(|path| path.is_dir());
    match (plugged.next(), plugged.next()) {
        (Some(only), None) => Some(only),
        (Some(_), Some(_)) => Some(sticks),
        _ => None,
    }
}
