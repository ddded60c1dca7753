//! Programs that share no code with this one read what is written here: openssl, pdfsig, age, unzip, joserfc, pyHanko.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;

use common::*;
use packet::manifest::{MANIFEST_FILE, SIGNATURE_FILE};
use packet::verify::{self, Question, Reason};
use packet::{pades, seal};

fn run(program: impl AsRef<std::ffi::OsStr>, arguments: &[&str], folder: &Path) -> (bool, String) {
    let program = program.as_ref();
    let done = Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .env("LC_ALL", "C.UTF-8")
        .output()
        .unwrap_or_else(|error| panic!("{} is needed ({error}): run scripts/setup test", program.display()));
    let text = [done.stdout, done.stderr].concat();
    (done.status.success(), String::from_utf8_lossy(&text).into_owned())
}

fn good(program: &str, arguments: &[&str], folder: &Path) -> String {
    let (done, text) = run(program, arguments, folder);
    assert!(done, "{program} {arguments:?}: {text}");
    text
}

fn folder_with(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        #[expect(clippy::disallowed_methods, reason = "a test may write files directly")]
        std::fs::write(folder.path().join(name), bytes).unwrap();
    }
    folder
}

fn python() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/venv/bin/python")
}

fn checker(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/tools").join(name);
    path.to_str().unwrap().to_owned()
}

#[test]
fn openssl_reads_requests_certificates_and_signatures() {
    let world = world(61);
    let ca = world.bureau.certificate().to_pem().unwrap();
    let school = world.school.certificate().to_pem().unwrap();
    let own = world.stage0.certificate().to_pem().unwrap();
    let desk = world.bureau.desk().certificate().to_pem().unwrap();
    let paper = signed(&paper(Some(RECORDS), true), &world.school);
    let (content, cms) = taken_apart(&paper);
    let folder = folder_with(&[
        ("request.pem", world.stage0.request().unwrap().as_bytes()),
        ("ca.pem", ca.as_bytes()),
        ("school.pem", school.as_bytes()),
        ("own.pem", own.as_bytes()),
        ("desk.pem", desk.as_bytes()),
        ("content", &content),
        ("cms.der", &cms),
        ("school.key", world.school.key().to_pkcs8_pem().unwrap().as_bytes()),
    ]);
    let at = folder.path();
    assert!(good("openssl", &["req", "-in", "request.pem", "-verify", "-noout"], at).contains("OK"));
    good("openssl", &["verify", "-x509_strict", "-CAfile", "ca.pem", "school.pem", "desk.pem", "ca.pem"], at);
    let (trusted, _) = run("openssl", &["verify", "-CAfile", "ca.pem", "own.pem"], at);
    assert!(!trusted, "a certificate that the school made itself is not from the CA");
    let text =
        good("openssl", &["x509", "-in", "school.pem", "-noout", "-text", "-nameopt", "utf8,sep_comma_plus"], at);
    for part in [
        "CA:FALSE",
        "Digital Signature, Non Repudiation",
        "X509v3 Subject Key Identifier",
        "X509v3 Authority Key Identifier",
        "serialNumber=3552263001",
        "CN=青禾乡九年一贯制学校",
        "2.5.29.56",
    ] {
        assert!(
            text.contains(part) || part == "2.5.29.56" && text.contains("No Revocation Available"),
            "{part}\n{text}"
        );
    }
    assert!(!text.contains("Extended Key Usage"), "{text}");
    let text = good("openssl", &["x509", "-in", "ca.pem", "-noout", "-text"], at);
    for part in ["CA:TRUE, pathlen:0", "Certificate Sign, CRL Sign", "Not Before: Dec 31 16:00:00 2019 GMT"] {
        assert!(text.contains(part), "{part}\n{text}");
    }
    let cms = [
        "cms", "-verify", "-binary", "-inform", "DER", "-in", "cms.der", "-content", "content", "-CAfile", "ca.pem",
        "-purpose", "any", "-out", "out",
    ];
    good("openssl", &cms, at);
    let key = good("openssl", &["pkey", "-in", "school.key", "-noout", "-text"], at);
    assert!(key.contains("prime256v1"), "{key}");
}

/// What is signed, and the CMS, cut out by the byte range as any reader does.
fn taken_apart(paper: &[u8]) -> (Vec<u8>, Vec<u8>) {
    const KEY: &[u8] = b"/ByteRange[";
    let start = paper.windows(KEY.len()).rposition(|window| window == KEY).unwrap() + KEY.len();
    let text = String::from_utf8_lossy(&paper[start..start + 40]).into_owned();
    let numbers: Vec<usize> =
        text.split(']').next().unwrap().split_whitespace().map(|number| number.parse().unwrap()).collect();
    let content = [&paper[..numbers[1]], &paper[numbers[2]..]].concat();
    let hex = std::str::from_utf8(&paper[numbers[1] + 1..numbers[2] - 1]).unwrap();
    let bytes: Vec<u8> =
        (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect();
    let length = 4 + (usize::from(bytes[2]) << 8) + usize::from(bytes[3]);
    (content, bytes[..length].to_vec())
}

#[test]
fn pdfsig_and_pyhanko_accept_the_papers_and_refuse_changed_ones() {
    let world = world(62);
    for modern in [true, false] {
        let paper = signed(&paper(Some(RECORDS), modern), &world.school);
        let mut changed = paper.clone();
        let place = changed.windows(4).position(|window| window == b"/Pag").unwrap();
        changed[place + 1] = b'Q';
        let folder = folder_with(&[
            ("report.pdf", &paper),
            ("changed.pdf", &changed),
            ("ca.pem", world.bureau.certificate().to_pem().unwrap().as_bytes()),
        ]);
        let text = good("pdfsig", &["-nocert", "report.pdf"], folder.path());
        for part in ["Signature is Valid", "Total document signed", "ETSI.CAdES.detached", "青禾乡九年一贯制学校"]
        {
            assert!(text.contains(part), "{part}\n{text}");
        }
        assert!(!run("pdfsig", &["-nocert", "changed.pdf"], folder.path()).1.contains("Signature is Valid"));
        let pyhanko = checker("pyhanko_check.py");
        let (done, text) = run(python(), &[&pyhanko, "--ca", "ca.pem", "report.pdf"], folder.path());
        assert!(done, "{text}");
        let (done, _) = run(python(), &[&pyhanko, "--ca", "ca.pem", "changed.pdf"], folder.path());
        assert!(!done, "pyHanko accepts a changed paper");
        good("qpdf", &["--check", "report.pdf"], folder.path());
        let attached = Command::new("qpdf")
            .args(["--show-attachment=records.json", "report.pdf"])
            .current_dir(folder.path())
            .output()
            .unwrap();
        assert_eq!(attached.stdout, RECORDS);
    }
}

#[test]
fn age_and_unzip_open_the_sealed_file_and_joserfc_verifies_it() {
    let world = world(63);
    let packet = packet_of(&world.school);
    let folder = folder_with(&[
        ("packet.anmiao", &world.seal(&packet)),
        ("age.key", world.bureau.age().to_file().as_bytes()),
        ("recovery.key", world.recovery.to_file().as_bytes()),
    ]);
    let at = folder.path();
    for key in ["age.key", "recovery.key"] {
        good("age", &["-d", "-i", key, "-o", "packet.zip", "packet.anmiao"], at);
        assert_eq!(std::fs::read(at.join("packet.zip")).unwrap(), packet.zip().unwrap());
    }
    good("unzip", &["-q", "packet.zip"], at);
    for file in &packet.files {
        assert_eq!(std::fs::read(at.join(&file.name)).unwrap(), file.bytes, "{}", file.name);
    }
    let jose = checker("jose_verify.py");
    let arguments = [&jose, SIGNATURE_FILE, MANIFEST_FILE, "--typ", "anmiao-packet+jws"];
    let (done, text) = run(python(), &arguments, at);
    assert!(done && text.contains("PASS"), "{text}");
    let (done, _) = run(python(), &[&jose, SIGNATURE_FILE, "records.json"], at);
    assert!(!done, "joserfc accepts another payload");
}

#[test]
fn what_age_seals_is_opened_and_what_openssl_issues_is_trusted() {
    let world = world(64);
    let packet = packet_of(&world.school);
    let folder = folder_with(&[
        ("packet.zip", &packet.zip().unwrap()),
        ("request.pem", world.stage0.request().unwrap().as_bytes()),
        ("leaf.cnf", LEAF),
        ("ca.cnf", AUTHORITY),
        ("number", b"01\n"),
    ]);
    let at = folder.path();
    let recipient = world.bureau.age().recipient().to_string();
    good("age", &["-r", &recipient, "-o", "packet.anmiao", "packet.zip"], at);
    let sealed = std::fs::read(at.join("packet.anmiao")).unwrap();
    assert_eq!(verify::file(&sealed, &world.trusting()).reason, Reason::Genuine);

    // A bureau that works with openssl alone.
    let new_ca = [
        "req",
        "-x509",
        "-newkey",
        "ec",
        "-pkeyopt",
        "ec_paramgen_curve:P-256",
        "-nodes",
        "-keyout",
        "ca.key",
        "-out",
        "ca.pem",
        "-days",
        "3650",
        "-config",
        "ca.cnf",
        "-utf8",
    ];
    good("openssl", &new_ca, at);
    let issue = [
        "x509",
        "-req",
        "-in",
        "request.pem",
        "-CA",
        "ca.pem",
        "-CAkey",
        "ca.key",
        "-set_serial",
        "4660",
        "-days",
        "1000",
        "-extfile",
        "leaf.cnf",
        "-out",
        "school.pem",
    ];
    good("openssl", &issue, at);
    let pem = std::fs::read_to_string(at.join("school.pem")).unwrap();
    let ca = packet::identity::Certificate::from_pem(&std::fs::read_to_string(at.join("ca.pem")).unwrap()).unwrap();
    // openssl dates certificates by the machine's clock, so the instant is taken from the certificate.
    let leaf = packet::identity::Certificate::from_pem(&pem).unwrap();
    let valid = chrono::DateTime::from_timestamp(leaf.not_before_unix() + 60, 0).unwrap().fixed_offset();
    let school = world.stage0.import(&pem, Some(&ca), valid).unwrap();
    let paper =
        pades::sign(&paper(None, true), &school, &pades::Signing { at: valid, name: SCHOOL_NAME, reason: "签发" })
            .unwrap();
    let question = Question { authority: Some(ca), ..Question::default() };
    assert_eq!(verify::file(&paper, &question).reason, Reason::Genuine);

    // Its revocation list, before and after the school's certificate stands in it.
    for (index, expected) in [("", Reason::Genuine), (REVOKED, Reason::Revoked)] {
        #[expect(clippy::disallowed_methods, reason = "a test may write files directly")]
        std::fs::write(at.join("index.txt"), index).unwrap();
        let list = [
            "ca", "-gencrl", "-config", "ca.cnf", "-keyfile", "ca.key", "-cert", "ca.pem", "-out", "list.pem", "-batch",
        ];
        good("openssl", &list, at);
        let crl = verify::revocation_list(&std::fs::read(at.join("list.pem")).unwrap());
        assert!(crl.is_some());
        let question = Question { crl, ..question.clone() };
        assert_eq!(verify::file(&paper, &question).reason, expected);
        let other = Question { authority: Some(world.bureau.certificate().clone()), ..question };
        let foreign = signed(&common::paper(None, true), &world.school);
        assert_eq!(verify::file(&foreign, &other).reason, Reason::RevocationList, "a list of another CA");
    }
    assert!(seal::is_sealed(&sealed));
}

/// openssl's index: revoked, expiry, revocation date, serial 0x1234, file, subject.
const REVOKED: &str = "R\t350101000000Z\t260101000000Z\t1234\tunknown\t/CN=x\n";

const LEAF: &[u8] = b"basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature,nonRepudiation
subjectKeyIdentifier=hash
authorityKeyIdentifier=keyid
2.5.29.56=DER:05:00
";

const AUTHORITY: &[u8] = "[req]
distinguished_name=dn
x509_extensions=ext
prompt=no
[dn]
O=青禾县教育局
CN=青禾县教育局 CA
[ext]
basicConstraints=critical,CA:TRUE,pathlen:0
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[ca]
default_ca=this
[this]
database=index.txt
crlnumber=number
crl_extensions=crl
default_md=sha256
default_crl_days=3650
[crl]
authorityKeyIdentifier=keyid
"
.as_bytes();
