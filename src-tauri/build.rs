//! Declares every command of the window, so that one which the capability file does not name is refused.

/// The commands, one per line; `commands/mod.rs` registers the same and a test holds both against the capability file.
const COMMANDS: &str = include_str!("commands.txt");

fn main() {
    let commands: Vec<&'static str> = COMMANDS.lines().filter(|l| !l.is_empty()).collect();
    let commands: &'static [&'static str] = commands.leak();
    let manifest = tauri_build::AppManifest::new().commands(commands);
    if let Err(e) = tauri_build::try_build(tauri_build::Attributes::new().app_manifest(manifest)) {
        println!("cargo::error={e:#}");
    }
    println!("cargo::rerun-if-changed=commands.txt");
    println!("cargo::rerun-if-changed=../ui/dist");
}
