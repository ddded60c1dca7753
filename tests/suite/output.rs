//! What `anmiao demo` leaves in its folder, and that a seed makes it again to the byte.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::shared::{Demo, Said, anmiao, changed_school, demo_command, files_under, list, other, sample, school, text};

#[test]
fn the_folder_holds_exactly_what_the_contract_names() {
    let packet = sample().json("packet/packet.json");
    let sealed = format!(
        "AM-{}-{}-{:04}.anmiao",
        text(&packet, "schoolCode"),
        text(&packet, "epoch"),
        packet["seq"].as_u64().expect("a number")
    );
    let expected: BTreeSet<String> = [
        sealed.as_str(),
        "report.pdf",
        "ledger.pdf",
        "pacts.pdf",
        "packet/packet.json",
        "packet/packet.jws",
        "packet/records.json",
        "packet/report.pdf",
        "packet/ledger.pdf",
        "packet/pacts.pdf",
        "bureau/ca.pem",
        "bureau/ca.key",
        "bureau/age.key",
        "bureau/receipt.pem",
        "bureau/receipt.key",
        "bureau/profile.jws",
        "home/app.lock",
        "home/keys.json",
        "home/keys.json.bak",
        "home/school.db",
    ]
    .map(str::to_owned)
    .into();
    assert_eq!(files_under(&sample().out).into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(sealed, "AM-3114999901-20260626090000-0001.anmiao", "the epoch is the UTC time of the start");
}

#[test]
fn the_password_is_printed_once_and_kept_nowhere() {
    let said = &sample().said;
    assert_eq!(said.err, "", "nothing to complain of");
    let password = said.out.lines().find_map(|l| l.split_once("密码").and_then(|(_, p)| p.split_once('：')));
    let (_, password) = password.unwrap_or_else(|| panic!("a line with the password in: {}", said.out));
    assert!(password.len() >= 10 && password.is_ascii(), "a password: {password}");
    assert_eq!(said.out.matches(password).count(), 1);
    for name in files_under(&sample().out) {
        let bytes = sample().read(&name);
        assert!(!bytes.windows(password.len()).any(|w| w == password.as_bytes()), "the password is in {name}");
    }
}

#[test]
fn the_school_s_own_papers_are_those_of_the_packet_but_for_the_pacts() {
    for name in ["report.pdf", "ledger.pdf"] {
        assert_eq!(sample().read(name), sample().read(&format!("packet/{name}")), "{name}");
    }
    assert_ne!(sample().read("pacts.pdf"), sample().read("packet/pacts.pdf"), "one of the two has names");
}

#[test]
fn the_manifest_says_what_the_packet_is_and_binds_every_file() {
    let packet = sample().json("packet/packet.json");
    assert_eq!(text(&packet, "kind"), "campaign-report");
    assert_eq!(text(&packet, "edition"), "化名");
    assert_eq!(text(&packet, "schoolCode"), text(&school()["school"], "school_code"));
    assert_eq!(text(&packet, "schoolName"), text(&school()["school"], "name"));
    assert_eq!(text(&packet, "createdAt"), text(&school()["meta"], "as_of"), "the clock is the file's");
    assert_eq!(packet["test"], true, "a demo's home is a practice home");
    assert_eq!((&packet["seq"], &packet["prevSha256"]), (&Value::from(1), &Value::Null));
    let mut bound = BTreeSet::new();
    for item in list(&packet, "attachments") {
        let bytes = sample().read(&format!("packet/{}", text(item, "path")));
        assert_eq!(item["size"], bytes.len());
        let digest: String = Sha256::digest(&bytes).iter().map(|b| format!("{b:02x}")).collect();
        assert_eq!(text(item, "sha256"), digest);
        bound.insert(text(item, "path").to_owned());
    }
    let mut there: BTreeSet<_> = files_under(&sample().path("packet")).into_iter().collect();
    assert!(there.remove("packet.json") && there.remove("packet.jws"));
    assert_eq!(bound, there);
}

/// Whether two JSON values are equal where a number may be written 95 or 95.0.
fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len() && a.iter().all(|(key, value)| b.get(key).is_some_and(|other| same(value, other)))
        }
        (Value::Array(a), Value::Array(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => a == b,
    }
}

#[test]
fn every_number_is_the_one_that_the_sample_expects() {
    let records = sample().json("packet/records.json");
    for part in ["numbers", "form_3_11"] {
        let (got, want) = (&records[part], &school()["expected"][part]);
        for (key, value) in want.as_object().expect("an object") {
            assert!(same(&got[key], value), "{part}.{key}: {} and not {value}", got[key]);
        }
        assert!(same(got, want), "{part} holds more keys than expected");
    }
}

/// The files that a seed makes again.
const REPEATABLE: [&str; 15] = [
    "report.pdf",
    "ledger.pdf",
    "pacts.pdf",
    "packet/packet.json",
    "packet/packet.jws",
    "packet/records.json",
    "packet/report.pdf",
    "packet/ledger.pdf",
    "packet/pacts.pdf",
    "bureau/ca.pem",
    "bureau/ca.key",
    "bureau/age.key",
    "bureau/receipt.pem",
    "bureau/receipt.key",
    "bureau/profile.jws",
];

#[test]
fn a_seed_gives_the_same_bytes_elsewhere_in_another_zone_and_without_the_expected_numbers() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let school = changed_school(folder.path(), |school| {
        let school = school.as_object_mut().expect("an object");
        school.remove("expected").expect("the sample has expected numbers");
        school.remove("validation_vectors").expect("the sample has vectors");
    });
    let out = folder.path().join("another place");
    let said = Said::run(demo_command(&school, &out, 1).env("TZ", "America/Los_Angeles")).succeeded();
    let again = Demo { out, said };
    for name in REPEATABLE {
        assert!(sample().read(name) == again.read(name), "{name} is another one");
    }
    let sealed = |demo: &Demo| fs::read(demo.sealed()).expect("the sealed file");
    assert!(sealed(sample()) != sealed(&again), "age is random");
    assert_eq!(sample().sealed().file_name(), again.sealed().file_name());
}

#[test]
fn another_seed_gives_other_keys_and_the_same_numbers() {
    for name in ["packet/packet.json", "packet/packet.jws", "bureau/ca.pem", "bureau/age.key", "home/keys.json"] {
        assert!(sample().read(name) != other().read(name), "{name} is the same");
    }
    assert_eq!(sample().read("packet/records.json"), other().read("packet/records.json"));
    assert_ne!(sample().json("packet/packet.json")["packetId"], other().json("packet/packet.json")["packetId"]);
}

#[test]
fn the_command_line_is_understood_or_said_not_to_be() {
    let run = |arguments: &[&str]| Said::run(std::process::Command::new(anmiao()).args(arguments));
    for wrong in [
        &["demo"] as &[&str],
        &[],
        &["nothing"],
        &["demo", "--school", "x"],
        &["demo", "--school", "x", "--out", "y", "--seed", "-"],
        &["verify"],
        &["verify", "x", "--seed", "1"],
        &["verify", "x", "--at", "yesterday"],
        &["verify", "x", "--ca", "a", "--profile", "b"],
        &["receipt", "x", "--seed", "1", "--bureau", "b", "--out", "c"],
        &["receipt", "x", "--bureau", "b", "--out", "c", "--verdict", "rejected"],
        &["receipt", "x", "--bureau", "b", "--out", "c", "--verdict", "perhaps"],
    ] {
        let said = run(wrong);
        said.refused(64);
        assert_eq!(said.out, "");
    }
    for help in [&["--help"] as &[&str], &["demo", "--help"], &["verify", "--help"], &["receipt", "--help"]] {
        let said = run(help).succeeded();
        assert!(said.out.contains("--help") && said.err.is_empty(), "{}", said.all());
    }
    assert!(run(&["demo", "--help"]).out.contains("--seed"));
    assert!(!run(&["verify", "--help"]).out.contains("--seed"), "no other command knows --seed");
}
