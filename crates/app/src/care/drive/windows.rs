//! How Windows tells what a folder lies on: `GetDriveTypeW` for the drive or the folder that its volume is mounted at.

use super::Kind;

/// What kind of place a folder is on.
#[cfg(windows)]
pub(super) fn kind(dir: &std::path::Path) -> Kind {
    use std::os::windows::ffi::OsStrExt as _;

    use windows_sys::Win32::Storage::FileSystem::{GetDriveTypeW, GetVolumePathNameW};

    let mut path: Vec<u16> = dir.as_os_str().encode_wide().chain([0]).collect();
    // A path that was followed begins with `\\?\`, which not every call takes.
    let verbatim: Vec<u16> = r"\\?\".encode_utf16().collect();
    if path.starts_with(&verbatim) {
        path.drain(..verbatim.len());
    }
    // The path of the volume is a beginning of this one, with a stroke behind it at most.
    let mut volume = vec![0_u16; path.len() + 2];
    let room = u32::try_from(volume.len()).unwrap_or(u32::MAX);
    #[expect(unsafe_code, reason = "both pointers lead to texts that end with 0 and live through the calls")]
    let answer = unsafe {
        match GetVolumePathNameW(path.as_ptr(), volume.as_mut_ptr(), room) {
            0 => DRIVE_UNKNOWN,
            _ => GetDriveTypeW(volume.as_ptr()),
        }
    };
    of_drive_type(answer)
}

/// The drive type cannot be determined.
const DRIVE_UNKNOWN: u32 = 0;

/// The answers of `GetDriveTypeW` (learn.microsoft.com, "GetDriveTypeW function"). What Windows cannot tell locks nobody out.
fn of_drive_type(answer: u32) -> Kind {
    /// A stick, a card.
    const REMOVABLE: u32 = 2;
    /// A share under a letter.
    const REMOTE: u32 = 4;
    /// A disc in a drive.
    const CD_ROM: u32 = 5;
    match answer {
        REMOTE => Kind::Network,
        REMOVABLE | CD_ROM => Kind::Removable,
        _ => Kind::Fixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_answers_of_windows_are_told_apart() {
        for (answer, kind) in [
            (DRIVE_UNKNOWN, Kind::Fixed),
            // DRIVE_NO_ROOT_DIR, DRIVE_FIXED, DRIVE_RAMDISK.
            (1, Kind::Fixed),
            (3, Kind::Fixed),
            (6, Kind::Fixed),
            (2, Kind::Removable),
            (5, Kind::Removable),
            (4, Kind::Network),
        ] {
            assert_eq!(of_drive_type(answer), kind, "{answer}");
        }
    }
}
