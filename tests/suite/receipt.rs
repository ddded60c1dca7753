//! The bureau's answer to one packet by `anmiao receipt`: what it says, what it is refused for, where it cannot be written.

use std::fs;
use std::path::Path;

use packet::manifest::Manifest;
use packet::profile;
use packet::receipt::{self, Expected, School, Verdict};

use crate::shared::{Demo, Said, anmiao_in, names_in, other, put, sample, tool};

/// Runs `anmiao receipt` in the sample's bureau.
fn answer(sealed: &Path, out: &Path, more: &[&str]) -> Said {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = anmiao_in(folder.path());
    command.arg("receipt").arg(sealed).arg("--bureau").arg(sample().path("bureau")).arg("--out").arg(out);
    Said::run(command.args(more))
}

/// Reads a receipt as the school would.
fn believed(out: &Path, demo: &Demo) -> receipt::Receipt {
    let profile = profile::read(&demo.read("bureau/profile.jws")).expect("a profile");
    let manifest = Manifest::read(&demo.read("packet/packet.json")).expect("a manifest");
    let sealed = packet::encoding::sha256_hex(&fs::read(demo.sealed()).expect("the sealed file"));
    let bytes = fs::read(out).expect("the receipt");
    receipt::check(&bytes, &profile, &Expected::of(&manifest, Some(&sealed))).expect("a genuine receipt")
}

#[test]
fn a_genuine_packet_is_accepted_and_joserfc_reads_the_receipt() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("receipt.jws");
    let said = answer(&sample().sealed(), &out, &[]).succeeded();
    assert!(said.err.is_empty() && said.out.lines().count() == 1, "{}", said.all());
    let receipt = believed(&out, sample());
    assert_eq!((receipt.verdict, receipt.school), (Verdict::Accepted, School::Confirmed));
    assert!(receipt.reasons.is_empty());
    let typ = ["--typ", "anmiao-receipt+jws", "--cert"];
    let cert = sample().path("bureau/receipt.pem");
    let cert = cert.to_string_lossy();
    tool("jose_verify.py", &[&out, "-".as_ref()], &[&typ[..], &[&cert]].concat()).succeeded();
    assert_eq!(names_in(folder.path()), ["receipt.jws"], "and nothing else");
}

#[test]
fn a_rejection_carries_its_reason() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("receipt.jws");
    answer(&sample().sealed(), &out, &["--verdict", "rejected", "--reason", "缺少“签发”页\n第二行"]).succeeded();
    let receipt = believed(&out, sample());
    assert_eq!(receipt.verdict, Verdict::Rejected);
    assert_eq!(receipt.reasons, ["缺少“签发”页\n第二行"]);
}

#[test]
fn asking_twice_gives_the_same_answer_and_another_decision_another_one() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("receipt.jws");
    let read = || fs::read(&out).expect("the receipt");
    answer(&sample().sealed(), &out, &[]).succeeded();
    let first = read();
    answer(&sample().sealed(), &out, &[]).succeeded();
    assert!(read() == first, "the same receipt");
    answer(&sample().sealed(), &out, &["--verdict", "rejected", "--reason", "缺页"]).succeeded();
    assert_eq!(believed(&out, sample()).verdict, Verdict::Rejected);
    put(&out, "not a receipt");
    answer(&sample().sealed(), &out, &[]).succeeded();
    assert_eq!(believed(&out, sample()).verdict, Verdict::Accepted);
}

#[test]
fn only_a_genuine_packet_of_this_bureau_is_answered() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("receipt.jws");
    let mut changed = fs::read(sample().sealed()).expect("the sealed file");
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    let broken = folder.path().join("broken.anmiao");
    put(&broken, &changed);
    let text = folder.path().join("text.anmiao");
    put(&text, "x");
    for sealed in [&broken, &text, &other().sealed(), &sample().path("report.pdf")] {
        answer(sealed, &out, &[]).refused(1);
        assert!(!out.exists(), "no receipt for {}", sealed.display());
    }
}

#[test]
fn what_cannot_be_read_or_written_is_said() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let out = folder.path().join("receipt.jws");
    answer(&folder.path().join("gone.anmiao"), &out, &[]).refused(4);
    // Places where not even root can make a file.
    for place in ["/proc/receipt.jws", "/sys/receipt.jws"] {
        let said = answer(&sample().sealed(), Path::new(place), &[]);
        assert!(said.refused(4).contains(place), "{}", said.all());
    }
    let below = folder.path().join("missing/receipt.jws");
    answer(&sample().sealed(), &below, &[]).refused(4);
    answer(&sample().sealed(), folder.path(), &[]).refused(4);
    let mut command = anmiao_in(folder.path());
    command.arg("receipt").arg(sample().sealed()).arg("--bureau").arg(sample().path("packet")).arg("--out").arg(&out);
    Said::run(&mut command).refused(4);
    assert!(!out.exists());
}
