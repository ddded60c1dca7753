//! The folder of the local generations, and the names of backups: they say the school and the time and nothing else.

use std::path::{Path, PathBuf};

use chrono::NaiveDateTime;
use domain::Instant;

use crate::view::LocalBackup;

/// The local generations inside a home.
pub(crate) const FOLDER: &str = "backups";
/// The end of a backup's name.
pub(crate) const ENDING: &str = ".anmiaobak";
/// The time in a name, at +08:00.
const TIME: &str = "%Y%m%d-%H%M%S";

/// A backup in the home, known by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Generation {
    pub(crate) file_name: String,
    pub(crate) made: NaiveDateTime,
    pub(crate) size: u64,
}

/// The generations of a home, newest first. Other files are not ours and are left alone.
pub(crate) fn generations(dir: &Path) -> Vec<Generation> {
    let Ok(entries) = std::fs::read_dir(dir.join(FOLDER)) else { return Vec::new() };
    let mut found: Vec<Generation> = entries
        .flatten()
        .filter_map(|entry| {
            let file_name = entry.file_name().into_string().ok()?;
            let made = time_in(&file_name)?;
            let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            Some(Generation { file_name, made, size: meta.len() })
        })
        .collect();
    found.sort_by(|a, b| (b.made, &b.file_name).cmp(&(a.made, &a.file_name)));
    found
}

/// The generations as the page before the login shows them.
pub(crate) fn local_backups(dir: &Path) -> Vec<LocalBackup> {
    let shown = |g: Generation| LocalBackup { created_at: shown(g.made), file_name: g.file_name, size: g.size };
    generations(dir).into_iter().map(shown).collect()
}

/// Where the newest generation of a home lies.
pub(crate) fn newest_generation(dir: &Path) -> Option<PathBuf> {
    generations(dir).first().map(|g| dir.join(FOLDER).join(&g.file_name))
}

/// The time in a backup's name, `AM-<学校标识码>-YYYYMMDD-HHMMSS.anmiaobak`; `None` for any other name.
pub(crate) fn time_in(name: &str) -> Option<NaiveDateTime> {
    let (code, time) = name.strip_suffix(ENDING)?.strip_prefix("AM-")?.split_once('-')?;
    let plain = !code.is_empty() && code.len() <= 20 && code.bytes().all(|b| b.is_ascii_alphanumeric());
    let shaped =
        time.len() == 15 && time.bytes().enumerate().all(|(i, b)| if i == 8 { b == b'-' } else { b.is_ascii_digit() });
    if plain && shaped { NaiveDateTime::parse_from_str(time, TIME).ok() } else { None }
}

/// A name that nothing in `folder` has: that of the present second, or of the next free one. Two backups within a second
/// stay two.
pub(crate) fn free_name(folder: &Path, school_code: &str, at: Instant) -> String {
    let code: String = school_code.chars().filter(char::is_ascii_alphanumeric).take(20).collect();
    let code = if code.is_empty() { "0".to_owned() } else { code };
    let mut time = at.at().naive_local();
    loop {
        let name = format!("AM-{code}-{}{ENDING}", time.format(TIME));
        let taken = |name: &str| folder.join(name).symlink_metadata().is_ok();
        if !taken(&name) && !taken(&format!("{name}.part")) {
            return name;
        }
        time += chrono::Duration::seconds(1);
    }
}

/// An instant as views tell a time that stands in a name.
pub(crate) fn shown(made: NaiveDateTime) -> String {
    made.and_local_timezone(domain::beijing()).single().map(|t| Instant::new(t).to_string()).unwrap_or_default()
}

/// Whether a text names a file of this folder and nothing outside of it.
pub(crate) fn is_backup_name(name: &str) -> bool {
    time_in(name).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_of_ours_have_a_time() {
        let time = time_in("AM-2114999902-20260620-093001.anmiaobak").unwrap();
        assert_eq!(shown(time), "2026-06-20T09:30:01+08:00");
        for other in [
            "AM-2114999902-20260620-093001.anmiaobak.part",
            "AM-2114999902-20261340-093001.anmiaobak",
            "AM-2114999902-20260620-09300.anmiaobak",
            "AM--20260620-093001.anmiaobak",
            "AM-../../x-20260620-093001.anmiaobak",
            "AM-2114999902-20260620-093001.zip",
            "keys.json",
            "",
        ] {
            assert_eq!(time_in(other), None, "{other}");
        }
    }

    #[test]
    fn a_name_is_never_given_twice_and_fits_a_stick() {
        let folder = tempfile::tempdir().unwrap();
        let at = Instant::parse("2026-06-20T23:59:59+08:00").unwrap();
        let first = free_name(folder.path(), "2114999902", at);
        assert_eq!(first, "AM-2114999902-20260620-235959.anmiaobak");
        std::fs::File::create(folder.path().join(&first)).unwrap();
        let second = free_name(folder.path(), "2114999902", at);
        assert_eq!(second, "AM-2114999902-20260621-000000.anmiaobak");
        std::fs::File::create(folder.path().join(format!("{second}.part"))).unwrap();
        assert_eq!(free_name(folder.path(), "2114999902", at), "AM-2114999902-20260621-000001.anmiaobak");
        assert!(free_name(folder.path(), "a/b:c", at).len() < 60);
        assert_eq!(free_name(folder.path(), "../..", at), "AM-0-20260620-235959.anmiaobak");
    }
}
