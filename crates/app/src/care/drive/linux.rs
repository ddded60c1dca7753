//! How Linux tells what a folder lies on: the table of mounts, the number of the file system, and what the kernel knows of
//! the disk below.

use std::path::{Path, PathBuf};

use super::Kind;
use super::mounts::{Mount, mount_of, of_name};

/// What kind of place a folder is on.
pub(super) fn kind(dir: &Path) -> Kind {
    let table = std::fs::read("/proc/self/mountinfo").unwrap_or_default();
    let table = String::from_utf8_lossy(&table);
    let mount = mount_of(&table, dir);
    // A table that lags behind, or one that cannot be read, does not open a way around the number.
    let by_number = rustix::fs::statfs(dir).map_or(Kind::Fixed, |found| {
        // The width of the field differs between machines; the numbers fit 32 bits (statfs(2)).
        of_magic((found.f_type as u64 & 0xffff_ffff) as u32)
    });
    match mount.as_ref().map_or(Kind::Fixed, |mount| of_name(&mount.system)) {
        Kind::Fixed => {}
        other => return other,
    }
    if by_number != Kind::Fixed {
        return by_number;
    }
    let disk = |mount: Option<Mount>| disk_of(Path::new("/sys"), &mount?.device);
    let Some(own) = disk(mount) else { return Kind::Fixed };
    // On a machine that runs from such a disk there is no other place.
    let of_system = disk(mount_of(&table, Path::new("/")));
    if can_be_pulled(&own) && of_system.as_ref() != Some(&own) { Kind::Removable } else { Kind::Fixed }
}

/// The file systems that are refused, by their number in statfs(2).
fn of_magic(magic: u32) -> Kind {
    match magic {
        // NFS, SMB, SMB2, CIFS, Coda, AFS, 9P, Ceph.
        0x6969 | 0x517b | 0xfe53_4d42 | 0xff53_4d42 | 0x7375_7245 | 0x5346_414f | 0x0102_1997 | 0x00c3_6400 => {
            Kind::Network
        }
        // MSDOS (FAT), exFAT, FUSE.
        0x4d44 | 0x2011_bab0 | 0x6573_5546 => Kind::Removable,
        _ => Kind::Fixed,
    }
}

/// The folder in which the kernel describes the disk of a device, `major:minor`; that of a partition lies inside that of
/// its disk.
fn disk_of(sys: &Path, device: &str) -> Option<PathBuf> {
    let own = std::fs::canonicalize(sys.join("dev/block").join(device)).ok()?;
    if own.join("partition").exists() { own.parent().map(Path::to_owned) } else { Some(own) }
}

/// Whether the disk can be pulled out while the machine runs: the kernel says so of sticks and cards; of a disk on a cable
/// it only says that it hangs on USB.
fn can_be_pulled(disk: &Path) -> bool {
    let removable = std::fs::read_to_string(disk.join("removable")).is_ok_and(|text| text.trim() == "1");
    let is_usb =
        |part: &str| part.strip_prefix("usb").is_some_and(|n| !n.is_empty() && n.bytes().all(|b| b.is_ascii_digit()));
    removable || disk.components().any(|part| part.as_os_str().to_str().is_some_and(is_usb))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_systems_are_told_apart_by_their_numbers() {
        for (magic, kind) in [
            (0x6969, Kind::Network),
            (0xff53_4d42, Kind::Network),
            (0xfe53_4d42, Kind::Network),
            (0x4d44, Kind::Removable),
            (0x2011_bab0, Kind::Removable),
            (0x6573_5546, Kind::Removable),
            (0xef53, Kind::Fixed),
            (0x9123_683e, Kind::Fixed),
            (0x5846_5342, Kind::Fixed),
            (0x794c_7630, Kind::Fixed),
            (0x0102_1994, Kind::Fixed),
        ] {
            assert_eq!(of_magic(magic), kind, "{magic:#x}");
        }
    }

    #[test]
    fn disks_that_can_be_pulled_out_are_known_by_what_the_kernel_says_of_them() {
        let sys = tempfile::tempdir().unwrap();
        let disks: [(&str, &str, &str, Option<&str>, bool); 5] = [
            (
                "8:1",
                "devices/pci0000:00/0000:00:17.0/ata1/host0/target0:0:0/0:0:0:0/block/sda",
                "0",
                Some("sda1"),
                false,
            ),
            ("259:2", "devices/pci0000:00/0000:00:1d.0/nvme/nvme0/nvme0n1", "0", Some("nvme0n1p2"), false),
            (
                "8:17",
                "devices/pci0000:00/0000:00:14.0/usb1/1-4/1-4:1.0/host6/target6:0:0/6:0:0:0/block/sdb",
                "1",
                Some("sdb1"),
                true,
            ),
            (
                "8:32",
                "devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host7/target7:0:0/7:0:0:0/block/sdc",
                "0",
                None,
                true,
            ),
            ("179:1", "devices/platform/soc/mmc_host/mmc0/mmc0:aaaa/block/mmcblk0", "1", Some("mmcblk0p1"), true),
        ];
        std::fs::create_dir_all(sys.path().join("dev/block")).unwrap();
        for (device, at, removable, partition, expected) in disks {
            let disk = sys.path().join(at);
            let own = partition.map_or(disk.clone(), |name| disk.join(name));
            std::fs::create_dir_all(&own).unwrap();
            crate::files::put(&disk.join("removable"), format!("{removable}\n").as_bytes()).unwrap();
            if partition.is_some() {
                crate::files::put(&own.join("partition"), b"1\n").unwrap();
            }
            std::os::unix::fs::symlink(&own, sys.path().join("dev/block").join(device)).unwrap();
            let found = disk_of(sys.path(), device).unwrap();
            assert_eq!(found, std::fs::canonicalize(&disk).unwrap(), "{device}");
            assert_eq!(can_be_pulled(&found), expected, "{device}");
        }
        assert_eq!(disk_of(sys.path(), "0:50"), None, "what is on no disk");
    }
}
