//! The exit codes of `anmiao verify`: 0 genuine and complete, 1 not, 2 cannot be judged, 4 cannot be read.

use std::fs;
use std::path::{Path, PathBuf};

use domain::Random as _;
use packet::build::{self, Draft};
use packet::bureau::Bureau;
use packet::identity::{Certificate, Identity, Term};
use packet::manifest::{Audit, Edition, Kind};
use packet::open::NamedFile;
use packet::pades::{self, Signing};
use serde_json::Value;

use crate::shared::{Demo, Said, Seeded, anmiao_in, at, files_under, other, plain, put, root, sample, tool};

/// Options of `anmiao verify`, each with its value.
type Options<'a> = [(&'a str, &'a Path)];

/// Runs `anmiao verify`; checks that it says why in one plain line, on stdout when it judged and on stderr when it could not
/// even read.
fn verify(path: &Path, options: &Options<'_>) -> (i32, String) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = anmiao_in(folder.path());
    command.arg("verify").arg(path);
    for (option, value) in options {
        command.arg(option).arg(value);
    }
    let said = Said::run(&mut command);
    let code = said.code.unwrap_or_else(|| panic!("it was killed: {}", said.all()));
    if code == 4 {
        assert_eq!(said.out, "");
        return (code, said.refused(4).to_owned());
    }
    assert_eq!(said.err, "", "a judgement is no error");
    (code, plain(&said.out).to_owned())
}

/// Key and profile of the sample's own bureau.
fn own() -> [(&'static str, PathBuf); 2] {
    [("--key", sample().path("bureau/age.key")), ("--profile", sample().path("bureau/profile.jws"))]
}

/// Judges with the key and profile of the sample's bureau and more options.
fn judged(path: &Path, more: &Options<'_>) -> (i32, String) {
    let own = own();
    let mut options: Vec<(&str, &Path)> = own.iter().map(|(option, path)| (*option, path.as_path())).collect();
    options.extend_from_slice(more);
    verify(path, &options)
}

#[test]
fn the_demo_s_own_files_are_genuine() {
    let (ca, key) = (sample().path("bureau/ca.pem"), sample().path("bureau/age.key"));
    for path in [sample().sealed(), sample().path("packet"), sample().path("report.pdf"), sample().path("pacts.pdf")] {
        let (code, line) = judged(&path, &[]);
        assert_eq!(code, 0, "{}: {line}", path.display());
        assert_eq!(verify(&path, &[("--key", &key), ("--ca", &ca)]), (0, line), "{}", path.display());
    }
    let (_, line) = judged(&sample().sealed(), &[]);
    assert!(line.starts_with("【演练】"), "a practice packet says so: {line}");
}

#[test]
fn without_key_or_trust_it_cannot_be_judged() {
    let ca = sample().path("bureau/ca.pem");
    let key = sample().path("bureau/age.key");
    let sealed = sample().sealed();
    assert_eq!(verify(&sealed, &[("--ca", &ca)]).0, 2, "no key");
    assert_eq!(verify(&sealed, &[("--ca", &ca), ("--key", &other().path("bureau/age.key"))]).0, 2, "wrong key");
    assert_eq!(verify(&sealed, &[("--ca", &ca), ("--key", &ca)]).0, 2, "no key file at all");
    assert_eq!(verify(&sealed, &[("--key", &key)]).0, 2, "no trust");
    assert_eq!(verify(&sample().path("packet"), &[]).0, 2, "no trust");
    assert_eq!(verify(&sample().path("report.pdf"), &[]).0, 2, "no trust");
    assert_eq!(verify(&sealed, &[("--key", &key), ("--ca", &key)]).0, 2, "no certificate");
    assert_eq!(verify(&sealed, &[("--key", &key), ("--profile", &ca)]).0, 2, "no profile");
    let crl = sample().path("report.pdf");
    assert_eq!(verify(&sealed, &[("--key", &key), ("--ca", &ca), ("--crl", &crl)]).0, 2, "no revocation list");
}

#[test]
fn another_authority_did_not_issue_it() {
    for path in [sample().sealed(), sample().path("packet"), sample().path("ledger.pdf")] {
        for (option, file) in [("--ca", "bureau/ca.pem"), ("--profile", "bureau/profile.jws")] {
            let key = sample().path("bureau/age.key");
            assert_eq!(verify(&path, &[("--key", &key), (option, &other().path(file))]).0, 1, "{}", path.display());
        }
    }
}

fn leaf() -> Certificate {
    let files: Vec<NamedFile> = files_under(&sample().path("packet"))
        .into_iter()
        .map(|name| NamedFile::new(name.clone(), sample().read(&format!("packet/{name}"))))
        .collect();
    packet::verify::intact(&files).expect("an intact packet").certificate
}

fn bureau_of(demo: &Demo) -> Bureau {
    Bureau::open(|name| fs::read(demo.path("bureau").join(name)).ok()).expect("a bureau")
}

#[test]
fn a_certificate_counts_only_in_its_time_and_until_it_is_revoked() {
    let sealed = sample().sealed();
    for (time, code) in [
        ("2019-12-31T23:59:00+08:00", 1),
        ("2020-01-01T00:01:00+08:00", 0),
        ("2049-12-31T12:00:00+08:00", 0),
        ("2051-01-01T00:00:00+08:00", 1),
    ] {
        assert_eq!(judged(&sealed, &[("--at", Path::new(time))]).0, code, "{time}");
        assert_eq!(judged(&sample().path("report.pdf"), &[("--at", Path::new(time))]).0, code, "{time}");
    }
    let folder = tempfile::tempdir().expect("a temporary folder");
    let revoking = folder.path().join("profile.jws");
    let bureau = bureau_of(sample()).with_revoked(&leaf(), at("2026-06-27T08:00:00+08:00")).expect("a profile");
    put(&revoking, bureau.profile_bytes());
    let key = sample().path("bureau/age.key");
    for path in [sealed, sample().path("packet"), sample().path("report.pdf")] {
        assert_eq!(verify(&path, &[("--key", &key), ("--profile", &revoking)]).0, 1, "{}", path.display());
    }
}

#[test]
fn a_revocation_list_of_the_bureau_s_own_authority_is_obeyed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let list = |demo: &Demo, jws: &Path, name: &str| {
        let path = folder.path().join(name);
        let (ca, key) = (demo.path("bureau/ca.pem"), demo.path("bureau/ca.key"));
        tool("revoke.py", &[&ca, &key, jws, &path], &[]).succeeded();
        path
    };
    let jws = sample().path("packet/packet.jws");
    let (this, another) = (list(sample(), &jws, "this.crl"), list(sample(), "none".as_ref(), "another.crl"));
    let foreign = list(other(), &jws, "foreign.crl");
    for path in [sample().sealed(), sample().path("packet"), sample().path("ledger.pdf")] {
        assert_eq!(judged(&path, &[("--crl", &another)]).0, 0, "{}", path.display());
        assert_eq!(judged(&path, &[("--crl", &this)]).0, 1, "{}", path.display());
        assert_eq!(judged(&path, &[("--crl", &foreign)]).0, 2, "a list of another authority: {}", path.display());
    }
}

/// A school that signed its own certificate, and the same packet made by it.
fn unconfirmed(folder: &Path) -> Identity {
    let now = at("2026-06-26T17:00:00+08:00");
    let term = Term::years(now, 3).expect("a term");
    let mut random = Seeded::new(9);
    let school = Identity::self_signed("某某学校", "3114999901", term, &mut random).expect("an identity");
    let mut id = [0u8; 16];
    random.fill(&mut id);
    let draft = Draft {
        packet_id: uuid::Builder::from_unix_timestamp_millis(1_782_464_400_000, &id[..10].try_into().expect("ten"))
            .into_uuid(),
        kind: Kind::CampaignReport,
        school_code: "3114999901".into(),
        school_name: "某某学校".into(),
        epoch: "20260626090000".into(),
        seq: 1,
        prev_sha256: None,
        created_at: now,
        edition: Edition::Pseudonymous,
        test: false,
        audit: Audit { count: 1, head: "0".repeat(64) },
        period: None,
        campaign: Some("专项治理".into()),
    };
    let signing = Signing { at: now, name: "某某学校", reason: "签发" };
    let report = pades::sign(&unsigned_report(), &school, &signing).expect("signed");
    let records = NamedFile::new("records.json", sample().read("packet/records.json"));
    let packet = build::packet(draft, vec![records, NamedFile::new("report.pdf", report)], &school).expect("a packet");
    for file in &packet.files {
        put(&folder.join(&file.name), &file.bytes);
    }
    school
}

#[test]
fn a_school_that_signed_for_itself_is_unconfirmed_until_its_fingerprint_was_compared() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let packet = folder.path().join("packet");
    fs::create_dir(&packet).expect("a folder");
    let school = unconfirmed(&packet);
    let (code, line) = judged(&packet, &[]);
    assert_eq!(code, 2, "{line}");
    assert!(line.contains(&school.fingerprint().expect("a fingerprint")), "the fingerprint to compare: {line}");
    let pinned = folder.path().join("school.pem");
    put(&pinned, school.certificate().to_pem().expect("PEM"));
    assert_eq!(verify(&packet, &[("--ca", &pinned)]).0, 0, "compared by the person who asks");
    put(&packet.join("records.json"), sample().read("packet/packet.json"));
    assert_eq!(judged(&packet, &[]).0, 1, "a changed byte is worse than an unknown school");
}

#[test]
fn a_receipt_counts_only_for_its_own_packet() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let receipt = |demo: &Demo, name: &str| {
        let path = folder.path().join(name);
        let mut command = anmiao_in(folder.path());
        command.arg("receipt").arg(demo.sealed()).arg("--bureau").arg(demo.path("bureau")).arg("--out").arg(&path);
        Said::run(&mut command).succeeded();
        path
    };
    let (right, foreign) = (receipt(sample(), "right.jws"), receipt(other(), "foreign.jws"));
    let sealed = sample().sealed();
    assert_eq!(judged(&sealed, &[("--receipt", &right)]).0, 0);
    assert_eq!(judged(&sample().path("packet"), &[("--receipt", &right)]).0, 0);
    assert_eq!(judged(&sealed, &[("--receipt", &foreign)]).0, 1, "of another bureau");
    assert_eq!(judged(&sealed, &[("--receipt", &sample().path("packet/packet.jws"))]).0, 1, "no receipt at all");
    let (ca, key) = (sample().path("bureau/ca.pem"), sample().path("bureau/age.key"));
    let unknown = verify(&sealed, &[("--key", &key), ("--ca", &ca), ("--receipt", &right)]);
    assert_eq!(unknown.0, 2, "only a profile says whose receipts count: {}", unknown.1);
    // The same bureau's receipt for another packet: sealed anew, it is another file.
    let (_keep, copy) = sample().copy();
    let copied = Demo { out: copy, said: Said { code: None, out: String::new(), err: String::new() } };
    let bureau = bureau_of(sample());
    let zip = packet::seal::unseal(&fs::read(&sealed).expect("sealed"), bureau.age(), 1 << 30).expect("opened");
    let mut again = Vec::new();
    packet::seal::seal(&zip, &[bureau.profile().recipient.clone()], &mut again).expect("sealed");
    put(&copied.sealed(), again);
    let for_copy = receipt(&copied, "copy.jws");
    assert_eq!(judged(&copied.sealed(), &[("--receipt", &for_copy)]).0, 0);
    assert_eq!(judged(&sealed, &[("--receipt", &for_copy)]).0, 1, "for another sealed file");
    // The instant of judgement is the receipt's, whatever --at says.
    let expired = ("--at", Path::new("2051-01-01T00:00:00+08:00"));
    assert_eq!(judged(&sealed, &[("--receipt", &right), expired]).0, 0);
}

#[test]
fn a_paper_that_was_appended_to_or_signed_again_is_not_genuine() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let paper = folder.path().join("report.pdf");
    let mut longer = sample().read("report.pdf");
    longer.extend_from_slice(b"% more\n");
    put(&paper, &longer);
    assert_eq!(judged(&paper, &[]).0, 1, "bytes appended");
    tool("sign_again.py", &[&sample().path("report.pdf"), &paper], &[]).succeeded();
    assert_eq!(judged(&paper, &[]).0, 1, "a second, unknown signature");
    let (_keep, copy) = sample().copy();
    put(&copy.join("packet/report.pdf"), fs::read(&paper).expect("the paper"));
    assert_eq!(judged(&copy.join("packet"), &[]).0, 1, "in a packet too");
    // The stranger signs alone.
    let unsigned = root().join("tests/tools/controls.py");
    assert_eq!(judged(&unsigned, &[]).0, 2, "a text is not one of ours");
    let stranger = Identity::self_signed(
        "他人",
        "3114999902",
        Term::years(at("2026-06-26T17:00:00+08:00"), 3).expect("a term"),
        &mut Seeded::new(4),
    )
    .expect("an identity");
    let base = unsigned_report();
    let signing = Signing { at: at("2026-06-26T17:00:00+08:00"), name: "他人", reason: "签发" };
    put(&paper, pades::sign(&base, &stranger, &signing).expect("signed"));
    assert_eq!(judged(&paper, &[]).0, 2, "whole, by somebody unconfirmed");
    put(&paper, &base);
    assert_eq!(judged(&paper, &[]).0, 2, "a PDF without any signature");
}

/// The report as it was before it was signed.
fn unsigned_report() -> Vec<u8> {
    let report = sample().read("report.pdf");
    let mark = report.windows(5).position(|w| w == b"%%EOF").expect("the end of the first revision");
    report[..mark + 6].to_vec()
}

#[test]
fn one_changed_byte_in_any_file_is_said() {
    let (_keep, copy) = sample().copy();
    let mut random = Seeded::new(5);
    for name in files_under(&copy.join("packet")) {
        let path = copy.join("packet").join(&name);
        let whole = fs::read(&path).expect("a file");
        for _ in 0..3 {
            let mut changed = whole.clone();
            let place = random.below(changed.len());
            changed[place] ^= 0x10;
            put(&path, &changed);
            let (code, line) = judged(&copy.join("packet"), &[]);
            assert_eq!(code, 1, "byte {place} of {name}: {line}");
        }
        fs::remove_file(&path).expect("removed");
        let (code, line) = judged(&copy.join("packet"), &[]);
        assert_eq!(code, 1, "without {name}: {line}");
        put(&path, &whole);
    }
    put(&copy.join("packet/note.txt"), "x");
    assert_eq!(judged(&copy.join("packet"), &[]).0, 1, "a file that nobody signed for");
    let sealed = crate::shared::sealed_in(&copy);
    let mut changed = fs::read(&sealed).expect("the sealed file");
    let middle = changed.len() / 2;
    changed[middle] ^= 1;
    put(&sealed, &changed);
    assert_eq!(judged(&sealed, &[]).0, 1);
}

#[test]
fn what_is_not_ours_cannot_be_judged_and_what_is_not_there_cannot_be_read() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let text = folder.path().join("letter.txt");
    put(&text, "您好\n");
    assert_eq!(judged(&text, &[]).0, 2, "a text");
    put(&text, "");
    assert_eq!(judged(&text, &[]).0, 2, "an empty file");
    let empty = folder.path().join("empty");
    fs::create_dir(&empty).expect("a folder");
    assert_eq!(judged(&empty, &[]).0, 2, "a folder without a packet");
    assert_eq!(judged(&sample().out, &[]).0, 2, "the folder above the packet");
    assert_eq!(judged(Path::new("/etc"), &[]).0, 2, "a folder of other things");
    assert_eq!(judged(Path::new("/dev/null"), &[]).0, 4, "no file");
    assert_eq!(judged(Path::new("/dev/zero"), &[]).0, 4, "a file without an end");
    let gone = folder.path().join("gone");
    let (code, line) = judged(&gone, &[]);
    assert_eq!(code, 4);
    assert!(line.contains("gone"), "what could not be read: {line}");
    for option in ["--key", "--ca", "--profile", "--receipt", "--crl"] {
        assert_eq!(verify(&sample().sealed(), &[(option, &gone)]).0, 4, "{option}");
    }
}

#[test]
fn json_says_the_same_to_programs() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut command = anmiao_in(folder.path());
    command.arg("verify").arg(sample().sealed()).arg("--json");
    for (option, path) in own() {
        command.arg(option).arg(path);
    }
    let said = Said::run(&mut command).succeeded();
    let report: Value = serde_json::from_str(&said.out).expect("JSON");
    assert_eq!((&report["exit"], &report["result"], &report["test"]), (&0.into(), &"genuine".into(), &true.into()));
    assert_eq!(report["judgedBy"], "createdAt");
    assert_eq!(report["packetId"], sample().json("packet/packet.json")["packetId"]);
    assert_eq!(report["attachments"].as_array().map(Vec::len), Some(4));
}
