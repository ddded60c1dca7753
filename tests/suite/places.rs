//! Places that cannot be written and disks that are full: said in one sentence, and nothing half-written at its final name.
//! Root may write almost everywhere, so the places are made of what root obeys: a full file system, a read-only one, a
//! limit on the size of a file.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::shared::{Said, beside, demo_command, files_under, sample, school_file};

/// Runs the demo on `out` inside `script`, which ends with the program's words as `"$@"`; `$0` is the output folder.
fn within(script: &str, wrapper: &[&str], out: &Path) -> Said {
    let demo = demo_command(&school_file(), out, 1);
    let mut words = wrapper.iter().copied();
    let mut command = match words.next() {
        None => Command::new("sh"),
        Some(first) => {
            let mut command = Command::new(first);
            command.args(words).arg("sh");
            command
        }
    };
    command.arg("-c").arg(script).arg(out).arg(demo.get_program()).args(demo.get_args());
    for (key, value) in demo.get_envs() {
        command.env(key, value.unwrap_or_default());
    }
    Said::run(&mut command)
}

/// A namespace of its own, in which anybody may mount; empty where the system allows none.
fn namespace() -> Option<&'static [&'static str]> {
    const OWN: &[&str] = &["unshare", "--map-root-user", "--mount"];
    let mut probe = Command::new(OWN[0]);
    probe.args(&OWN[1..]).args(["sh", "-c", "mount -t tmpfs tmpfs /mnt"]);
    let works = probe.output().is_ok_and(|o| o.status.success());
    if !works {
        eprintln!("no mounts here: only the limit on file sizes is tried");
    }
    works.then_some(OWN)
}

#[test]
fn places_that_no_one_can_write() {
    for place in ["/proc/anmiao", "/sys/anmiao", "/dev/null/anmiao"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let mut command = crate::shared::anmiao_in(folder.path());
        command.args(["demo", "--out", place, "--school"]).arg(school_file());
        let said = Said::run(&mut command);
        assert!(said.refused(4).contains(place), "{}", said.all());
    }
}

#[test]
fn a_file_that_may_not_grow() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    // In blocks of 512 bytes: the bureau's first file, the keys, the database while it is filled, the papers.
    let whole = fs::metadata(sample().path("home/school.db")).expect("the database").len() / 512;
    for blocks in [0, 1, 4, 64, 400, 1200, whole / 3] {
        let out = folder.path().join(format!("demo-{blocks}"));
        // A signal that is ignored stays ignored in the program: the write fails instead.
        let said = within(&format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\""), &[], &out);
        let line = said.refused(4);
        assert!(line.contains("写不") || line.contains("没有写成") || line.contains("没有保存"), "{line}");
        assert_eq!(files_under(&out), Vec::<String>::new(), "{blocks} blocks");
    }
}

#[test]
fn a_disk_that_fills_up() {
    let Some(own) = namespace() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut said_full = 0;
    let whole: u64 = files_under(&sample().out).iter().map(|name| sample().read(name).len() as u64 / 1024).sum();
    for size in [16, 64, 512, 2048, whole - 1500, whole - 500, whole - 50] {
        let out = folder.path().join(format!("demo-{size}"));
        fs::create_dir(&out).expect("a folder");
        let listing = beside(&out).with_extension("list");
        let script = format!(
            "mount -t tmpfs -o size={size}k tmpfs \"$0\" || exit 99; \"$@\"; code=$?; ls -A \"$0\" >{}; exit $code",
            listing.display()
        );
        let said = within(&script, own, &out);
        let line = said.refused(4);
        said_full += usize::from(line.contains("磁盘满了"));
        let left = fs::read_to_string(&listing).expect("the listing");
        assert_eq!(left, "", "what is left on a disk of {size} KiB");
    }
    assert!(said_full >= 6, "a full disk is called so: {said_full} of 7");
}

#[test]
fn a_disk_that_only_reads() {
    let Some(own) = namespace() else { return };
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("demo");
    fs::create_dir(&out).expect("a folder");
    let said = within("mount -t tmpfs -o ro tmpfs \"$0\" || exit 99; exec \"$@\"", own, &out);
    assert!(said.refused(4).contains("demo"), "{}", said.all());
}

#[test]
fn a_reader_that_goes_away_is_no_failure_of_the_work() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("demo");
    let said = within("\"$@\" >/dev/full; code=$?; exit $code", &[], &out);
    assert_eq!((said.code, said.err.as_str()), (Some(0), ""), "{}", said.all());
    assert!(files_under(&out).iter().any(|name| name.ends_with(".anmiao")));
}
