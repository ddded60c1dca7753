//! What kind of drive a folder lies on: built in, behind a network, or one that can be pulled out. Each system is asked in
//! its own way; what it answers is judged by tables that are tested everywhere.

#[cfg(target_os = "linux")]
mod linux;
#[cfg(any(target_os = "linux", test))]
mod mounts;
#[cfg(any(windows, test))]
mod windows;

use std::path::{Component, Path, Prefix};

/// What kind of place a folder is on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A disk of the machine, or something nobody can tell: nobody is locked out of that.
    Fixed,
    /// Another machine's disk.
    Network,
    /// A stick, a card, a disk on a cable, or a file system that only such ones have.
    Removable,
}

/// What kind of place a folder that is there is on, told by its path and by the system.
pub(crate) fn kind(dir: &Path) -> Kind {
    // A drive letter of Windows that stands for a share shows the share once it is followed.
    let followed = std::fs::canonicalize(dir).unwrap_or_else(|_| dir.to_owned());
    if is_unc(dir) || is_unc(&followed) { Kind::Network } else { of_system(&followed) }
}

/// Whether a Windows path leads to another machine: `\\server\share`.
fn is_unc(dir: &Path) -> bool {
    matches!(
        dir.components().next(),
        Some(Component::Prefix(p)) if matches!(p.kind(), Prefix::UNC(..) | Prefix::VerbatimUNC(..))
    )
}

#[cfg(target_os = "linux")]
fn of_system(dir: &Path) -> Kind {
    linux::kind(dir)
}

#[cfg(windows)]
fn of_system(dir: &Path) -> Kind {
    windows::kind(dir)
}

#[cfg(not(any(target_os = "linux", windows)))]
fn of_system(_dir: &Path) -> Kind {
    Kind::Fixed
}
