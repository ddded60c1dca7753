//! The table of mounts of Linux, `/proc/self/mountinfo` (proc(5)), and what its file systems say of a place.

use std::path::{Path, PathBuf};

use super::Kind;

/// A line of the table.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mount {
    /// `major:minor` of the disk; `0:…` for what is on none.
    pub(super) device: String,
    /// Where it is mounted.
    at: PathBuf,
    /// The name of its file system; for FUSE with a dot and the program behind it.
    pub(super) system: String,
}

/// The mount that a folder lies in: of those above it the nearest, and of those in one place the last, which hides the
/// others.
pub(super) fn mount_of(table: &str, dir: &Path) -> Option<Mount> {
    let mounts = table.lines().filter_map(read).filter(|mount| dir.starts_with(&mount.at));
    mounts.fold(None, |best: Option<Mount>, next| match best {
        Some(best) if best.at.components().count() > next.at.components().count() => Some(best),
        _ => Some(next),
    })
}

/// `id parent major:minor root at options [optional fields …] - system source options`.
fn read(line: &str) -> Option<Mount> {
    let (before, behind) = line.split_once(" - ")?;
    let mut before = before.split(' ').skip(2);
    let device = before.next()?.to_owned();
    let at = unescaped(before.nth(1)?)?;
    let system = behind.split(' ').next()?.to_owned();
    Some(Mount { device, at, system })
}

/// Blanks, tabs, line ends and backslashes stand as three octal digits behind a backslash.
fn unescaped(text: &str) -> Option<PathBuf> {
    let mut parts = text.split('\\');
    let mut bytes = parts.next()?.as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(3)?;
        bytes.push(u8::from_str_radix(digits, 8).ok()?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStringExt as _;
        Some(PathBuf::from(std::ffi::OsString::from_vec(bytes)))
    }
    #[cfg(not(unix))]
    {
        String::from_utf8(bytes).ok().map(PathBuf::from)
    }
}

/// What a file system says of the place by its name alone.
pub(super) fn of_name(system: &str) -> Kind {
    /// Of other machines, and of the machine around a virtual one.
    const NETWORK: &[&str] = &[
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "afs",
        "coda",
        "ceph",
        "9p",
        "virtiofs",
        "vboxsf",
        "prl_fs",
        "vmhgfs",
        "ocfs2",
        "gfs2",
        "lustre",
        "glusterfs",
        "davfs",
    ];
    /// Programs behind FUSE that bring files from elsewhere.
    const NETWORK_PROGRAMS: &[&str] = &[
        "sshfs",
        "rclone",
        "gvfsd-fuse",
        "kio-fuse",
        "davfs",
        "davfs2",
        "curlftpfs",
        "s3fs",
        "goofys",
        "glusterfs",
        "ceph",
        "cephfs",
        "vmhgfs-fuse",
        "smbnetfs",
        "afpfs",
        "google-drive-ocamlfuse",
        "onedriver",
        "juicefs",
    ];
    let (family, program) = system.split_once('.').unwrap_or((system, ""));
    match family {
        "fuse" if NETWORK_PROGRAMS.contains(&program) => Kind::Network,
        "msdos" | "vfat" | "exfat" | "fuse" | "fuseblk" | "iso9660" | "udf" => Kind::Removable,
        family if NETWORK.contains(&family) => Kind::Network,
        _ => Kind::Fixed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = r"21 26 0:20 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
26 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw,errors=remount-ro
31 26 0:27 / /run rw,nosuid,nodev shared:5 - tmpfs tmpfs rw,size=393216k,mode=755
98 26 259:1 / /boot/efi rw,relatime shared:32 - vfat /dev/nvme0n1p1 rw,fmask=0077
112 26 8:2 / /home rw,relatime shared:40 - xfs /dev/sda2 rw
140 31 8:17 / /media/li/KINGSTON rw,nosuid,nodev shared:60 - vfat /dev/sdb1 rw,uid=1000
141 31 8:33 / /media/li/U盘\040一 rw,nosuid,nodev shared:61 - exfat /dev/sdc1 rw
142 31 8:49 / /media/li/win rw,nosuid,nodev shared:62 - fuseblk /dev/sdd1 rw,user_id=0
150 26 0:50 / /mnt/office rw,relatime shared:70 - cifs //10.0.0.2/office rw,vers=3.1.1
151 26 0:51 /export /mnt/nas rw,relatime shared:71 - nfs4 10.0.0.3:/export rw,vers=4.2
152 112 0:52 / /home/li/far rw,nosuid,nodev,relatime shared:72 - fuse.sshfs li@10.0.0.4:/ rw,user_id=1000
153 31 0:53 / /run/user/1000/gvfs rw,nosuid,nodev - fuse.gvfsd-fuse gvfsd-fuse rw,user_id=1000
154 26 0:54 / /mnt/share rw,relatime - 9p share rw,trans=virtio
160 26 8:65 / /data rw,relatime shared:80 - ext4 /dev/sde1 rw
161 160 0:60 / /data rw,relatime shared:81 - cifs //10.0.0.2/data rw
170 26 0:61 / /var/lib/box rw,relatime - overlay overlay rw,lowerdir=/a:/b
half a line
171 26 0:62 / /mnt/bad\04 rw - nfs x rw
";

    #[test]
    fn the_nearest_mount_tells_what_a_folder_is_on() {
        for (dir, device, system, kind) in [
            ("/home/li/.local/share/anmiao", "8:2", "xfs", Kind::Fixed),
            ("/var/lib/anmiao", "259:2", "ext4", Kind::Fixed),
            ("/var/lib/box/anmiao", "0:61", "overlay", Kind::Fixed),
            ("/var/lib/boxes/anmiao", "259:2", "ext4", Kind::Fixed),
            ("/run/user/1000/anmiao", "0:27", "tmpfs", Kind::Fixed),
            ("/media/li/KINGSTON/安苗", "8:17", "vfat", Kind::Removable),
            ("/media/li/U盘 一/安苗", "8:33", "exfat", Kind::Removable),
            ("/media/li/win", "8:49", "fuseblk", Kind::Removable),
            ("/mnt/office/anmiao", "0:50", "cifs", Kind::Network),
            ("/mnt/nas", "0:51", "nfs4", Kind::Network),
            ("/home/li/far/anmiao", "0:52", "fuse.sshfs", Kind::Network),
            ("/run/user/1000/gvfs/smb-share:server=a,share=b", "0:53", "fuse.gvfsd-fuse", Kind::Network),
            ("/mnt/share", "0:54", "9p", Kind::Network),
            ("/data/anmiao", "0:60", "cifs", Kind::Network),
        ] {
            let mount = mount_of(TABLE, Path::new(dir)).unwrap();
            assert_eq!((mount.device.as_str(), mount.system.as_str()), (device, system), "{dir}");
            assert_eq!(of_name(&mount.system), kind, "{dir}");
        }
        assert_eq!(mount_of("half a line", Path::new("/")), None);
        assert_eq!(mount_of("", Path::new("/")), None);
    }

    #[test]
    fn file_systems_are_told_apart_by_their_names() {
        for system in ["nfs", "smb3", "ceph", "fuse.rclone", "fuse.davfs2", "virtiofs", "vboxsf"] {
            assert_eq!(of_name(system), Kind::Network, "{system}");
        }
        for system in ["msdos", "fuse", "fuse.exfat", "fuse.encfs", "iso9660"] {
            assert_eq!(of_name(system), Kind::Removable, "{system}");
        }
        for system in
            ["ext4", "ext3", "btrfs", "xfs", "f2fs", "zfs", "jfs", "ntfs3", "tmpfs", "ramfs", "overlay", "unheard"]
        {
            assert_eq!(of_name(system), Kind::Fixed, "{system}");
        }
    }
}
