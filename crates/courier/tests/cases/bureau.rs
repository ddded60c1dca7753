//! The courier against the npm package @tus/server, in the runner of tests/bureau. The program that makes receipts is
//! stood in for by a shell script here; the real one is tried by the workspace's own tests.
#![cfg(unix)]

use std::fs::{self, File};
use std::io::{BufRead, BufReader, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use courier::{Outcome, ReceiptOutcome, Refusal, Trouble};
use tempfile::{TempDir, tempdir};

use crate::support::*;

/// A running bureau; it ends when this is dropped.
struct Bureau {
    url: String,
    data: PathBuf,
    child: Child,
}

impl Bureau {
    fn start(dir: &Path, options: &[&str]) -> Self {
        let runner = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bureau");
        assert!(
            runner.join("node_modules/@tus/server").exists(),
            "@tus/server is not installed: run `npm ci --prefix tests/bureau` (make test does)"
        );
        let mut child = Command::new("node")
            .arg(runner.join("server.mjs"))
            .arg("--dir")
            .arg(dir)
            .arg("--anmiao")
            .arg(dir.join("anmiao.sh"))
            .arg("--with-parent")
            .arg("--data")
            .arg(dir.join("data"))
            .args(options)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let field = |name: &str| {
            let (_, rest) = line.split_once(&format!("\"{name}\":\"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        Self { url: field("url"), data: field("data").into(), child }
    }

    fn upload(&self, id: uuid::Uuid) -> Vec<u8> {
        fs::read(self.data.join("uploads").join(id.to_string())).unwrap()
    }
}

impl Drop for Bureau {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

/// A folder with a bureau's files in name only, and a script that answers as `anmiao receipt` does: it writes the hash of
/// the sealed file, and the reason when there is one.
fn folder() -> TempDir {
    let dir = tempdir().unwrap();
    fs::create_dir(dir.path().join("bureau")).unwrap();
    for name in ["profile.jws", "receipt.key", "age.key"] {
        File::create(dir.path().join("bureau").join(name)).unwrap();
    }
    let script = dir.path().join("anmiao.sh");
    let text = "#!/bin/sh\n[ \"$1\" = receipt ] && [ \"$3\" = --bureau ] && [ \"$5\" = --out ] || exit 64\n\
                { sha256sum < \"$2\" | cut -c1-64; echo \"$8 ${10}\"; } > \"$6\"\n";
    File::create(&script).unwrap().write_all(text.as_bytes()).unwrap();
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755)).unwrap();
    dir
}

/// What the script writes.
fn written(parcel: &courier::Parcel, tail: &str) -> Vec<u8> {
    format!("{}\n{tail}\n", parcel.sha256_hex()).into_bytes()
}

const SIZE: usize = 5 * 65536 + 321;

#[test]
fn a_packet_arrives_and_its_receipt_comes_back() {
    let dir = folder();
    let bureau = Bureau::start(dir.path(), &[]);
    let (parcel, bytes) = sealed(SIZE);
    assert_eq!(deliver(&bureau.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert_eq!(bureau.upload(parcel.packet_id), bytes);
    assert_eq!(receipt(&bureau.url, &parcel, &written(&parcel, " "), PATIENT).0, ReceiptOutcome::Accepted);
    // The same packet again, by a home that was restored: nothing is sent twice and the same receipt stands there.
    let outbox = MemoryOutbox::default();
    assert_eq!(deliver(&bureau.url, &outbox, &parcel, &bytes, ONCE).unwrap(), Outcome::Uploaded);
    assert_eq!(*outbox.offsets.borrow(), [SIZE as u64]);
}

#[test]
fn cut_connections_and_a_killed_server_lose_nothing() {
    let dir = folder();
    let (parcel, bytes) = sealed(SIZE);
    let outbox = MemoryOutbox::default();
    let port = {
        let bureau = Bureau::start(dir.path(), &["--cut-after", "100000", "--cuts", "1000"]);
        let outcome = deliver(&bureau.url, &outbox, &parcel, &bytes, ONCE).unwrap();
        assert!(matches!(outcome, Outcome::Waiting { trouble: Trouble::Interrupted, .. }), "{outcome:?}");
        bureau.url.rsplit(':').next().unwrap().to_owned()
    };
    let outcome = deliver(&format!("http://127.0.0.1:{port}"), &outbox, &parcel, &bytes, ONCE).unwrap();
    assert!(matches!(outcome, Outcome::Waiting { trouble: Trouble::Unreachable, .. }), "{outcome:?}");
    let reached = outbox.progress.borrow().offset;
    assert!(reached >= 65536, "the acknowledged part is remembered");
    let bureau = Bureau::start(dir.path(), &["--port", &port, "--cut-after", "150000", "--cuts", "1"]);
    assert_eq!(deliver(&bureau.url, &outbox, &parcel, &bytes, PATIENT).unwrap(), Outcome::Uploaded);
    assert_eq!(bureau.upload(parcel.packet_id), bytes);
    assert!(outbox.offsets.borrow().iter().filter(|offset| **offset == 0).count() == 1, "it never started over");
    assert_eq!(receipt(&bureau.url, &parcel, &written(&parcel, " "), PATIENT).0, ReceiptOutcome::Accepted);
}

#[test]
fn a_courier_killed_at_every_write_ends_with_one_whole_file() {
    let dir = folder();
    let bureau = Bureau::start(dir.path(), &[]);
    let (parcel, bytes) = sealed(SIZE);
    let outbox = MemoryOutbox::default();
    let mut lives = 0;
    loop {
        *outbox.budget.borrow_mut() = Some(lives % 5 + 2);
        match deliver(&bureau.url, &outbox, &parcel, &bytes, ONCE) {
            Ok(outcome) => break assert_eq!(outcome, Outcome::Uploaded),
            Err(_) => lives += 1,
        }
        assert!(lives < 30, "each life gets further");
    }
    assert!(lives >= 3);
    assert_eq!(bureau.upload(parcel.packet_id), bytes);
}

#[test]
fn another_file_under_a_known_packet_id_is_refused_for_good() {
    let dir = folder();
    let bureau = Bureau::start(dir.path(), &[]);
    let (parcel, bytes) = sealed(SIZE);
    deliver(&bureau.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap();
    let other = parcel_of(b"other");
    let outcome = deliver(&bureau.url, &MemoryOutbox::default(), &other, b"other", PATIENT).unwrap();
    assert_eq!(outcome, Outcome::Refused(Refusal::Rejected { status: 403 }));
    assert_eq!(bureau.upload(parcel.packet_id), bytes);
}

#[test]
fn misbehaving_bureaus_are_named() {
    let dir = folder();
    let (parcel, bytes) = sealed(1000);
    for (mode, expected) in
        [("html", Trouble::Portal), ("redirect=http://127.0.0.1:9/", Trouble::Portal), ("hangup", Trouble::Interrupted)]
    {
        let bureau = Bureau::start(dir.path(), &["--mode", mode]);
        let outcome = deliver(&bureau.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap();
        assert!(matches!(outcome, Outcome::Waiting { trouble, .. } if trouble == expected), "{mode}: {outcome:?}");
    }
    fs::rename(dir.path().join("bureau"), dir.path().join("elsewhere")).unwrap();
    let bureau = Bureau::start(dir.path(), &[]);
    let outcome = deliver(&bureau.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap();
    assert!(matches!(outcome, Outcome::Waiting { trouble: Trouble::Busy { status: 503 }, .. }), "{outcome:?}");
    fs::rename(dir.path().join("elsewhere"), dir.path().join("bureau")).unwrap();
    let outcome = deliver(&bureau.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap();
    assert_eq!(outcome, Outcome::Uploaded, "the bureau's folder is looked at when it is needed, not before");
}

#[test]
fn receipts_follow_the_option() {
    let elsewhere = tempdir().unwrap();
    let (parcel, bytes) = sealed(1000);
    let false_one = elsewhere.path().join("false.jws");
    File::create(&false_one).unwrap().write_all(b"false").unwrap();
    let from_file = format!("file={}", false_one.display());
    let rejected = written(&parcel, "rejected 缺页");
    for (option, genuine, expected) in [
        ("none", rejected.as_slice(), ReceiptOutcome::NotYet),
        ("rejected=缺页", &rejected, ReceiptOutcome::Accepted),
        (&from_file, b"true", ReceiptOutcome::False),
    ] {
        let dir = folder();
        let bureau = Bureau::start(dir.path(), &["--receipt", option]);
        deliver(&bureau.url, &MemoryOutbox::default(), &parcel, &bytes, ONCE).unwrap();
        let deadline = Duration::from_secs(if option == "none" { 1 } else { 10 });
        assert_eq!(receipt(&bureau.url, &parcel, genuine, deadline).0, expected, "{option}");
    }
}
