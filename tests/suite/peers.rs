//! The packet in the hands of other programs: a JOSE library, Debian's age, a ZIP reader.

use std::fs;
use std::process::Command;

use crate::shared::{Said, files_under, other, root, sample, tool};

#[test]
fn joserfc_verifies_the_packet_and_refuses_another_s_content() {
    let (jws, json) = (sample().path("packet/packet.jws"), sample().path("packet/packet.json"));
    tool("jose_verify.py", &[&jws, &json], &["--typ", "anmiao-packet+jws"]).succeeded();
    assert_eq!(tool("jose_verify.py", &[&jws, &other().path("packet/packet.json")], &[]).code, Some(1));
    let profile = sample().path("bureau/profile.jws");
    tool("jose_verify.py", &[&profile, "-".as_ref()], &["--typ", "anmiao-profile+jws"]).succeeded();
}

#[test]
fn age_opens_the_sealed_file_to_the_very_files_of_the_packet() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let zip = folder.path().join("packet.zip");
    let open = |key| {
        let mut age = Command::new("age");
        Said::run(age.arg("-d").arg("-i").arg(key).arg("-o").arg(&zip).arg(sample().sealed()))
    };
    assert_eq!(open(other().path("bureau/age.key")).code, Some(1), "another bureau's key does not open it");
    open(sample().path("bureau/age.key")).succeeded();
    let python = || Command::new(root().join("target/venv/bin/python"));
    Said::run(python().args(["-m", "zipfile", "-t"]).arg(&zip)).succeeded();
    let opened = folder.path().join("opened");
    Said::run(python().args(["-m", "zipfile", "-e"]).arg(&zip).arg(&opened)).succeeded();
    assert_eq!(files_under(&opened), files_under(&sample().path("packet")));
    for name in files_under(&opened) {
        assert!(fs::read(opened.join(&name)).expect("a file") == sample().read(&format!("packet/{name}")), "{name}");
    }
}

#[test]
fn the_sealed_file_has_two_recipients_the_bureau_and_the_school() {
    let sealed = fs::read(sample().sealed()).expect("the sealed file");
    let head = String::from_utf8_lossy(&sealed[..600]).into_owned();
    assert_eq!(head.matches("-> X25519 ").count(), 2, "{head}");
}

#[test]
fn openssl_finds_the_school_s_certificate_issued_by_the_bureau() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let jws = sample().json("packet/packet.jws");
    let header = packet::encoding::from_base64url(jws["protected"].as_str().expect("a header")).expect("base64url");
    let header: serde_json::Value = serde_json::from_slice(&header).expect("JSON");
    let chain = header["x5c"].as_array().expect("a chain");
    assert_eq!(chain.len(), 1, "exactly the leaf");
    let leaf = folder.path().join("leaf.pem");
    let body = chain[0].as_str().expect("base64");
    crate::shared::put(&leaf, format!("-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"));
    let verify = |ca| {
        let mut openssl = Command::new("openssl");
        Said::run(openssl.args(["verify", "-x509_strict", "-attime", "1782464400", "-CAfile"]).arg(ca).arg(&leaf))
    };
    verify(sample().path("bureau/ca.pem")).succeeded();
    assert_ne!(verify(other().path("bureau/ca.pem")).code, Some(0));
}
