//! Profiles and receipts: whom a school believes, and whom not.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

mod common;

use common::*;
use packet::bureau::{self, Bureau};
use packet::encoding::sha256_hex;
use packet::identity::{Identity, Request, same_fingerprint};
use packet::profile;
use packet::receipt::{self, Expected, Flaw, Receipt, School, Verdict};
use packet::verify::{self, Class, JudgedBy, Question, Reason};
use packet::{Error, jws};

fn answered(world: &World) -> (Vec<u8>, Receipt, Vec<u8>, Expected) {
    let packet = packet_of(&world.school);
    let sealed = world.seal(&packet);
    let answer = bureau::answer(&world.bureau, &sealed, at("2026-06-27T08:00:00+08:00"), None, false).unwrap();
    let (receipt, signed) = answer.receipt.unwrap();
    let expected = Expected::of(&packet.manifest, Some(&sha256_hex(&sealed)));
    (sealed, receipt, signed, expected)
}

#[test]
fn a_genuine_packet_is_answered_and_the_answer_is_believed() {
    let world = world(31);
    let (sealed, receipt, signed, expected) = answered(&world);
    assert_eq!((receipt.verdict, receipt.school), (Verdict::Accepted, School::Confirmed));
    assert_eq!(receipt::check(&signed, world.bureau.profile(), &expected).unwrap(), receipt);
    let question = Question { receipt: Some(signed), at: Some(at("2020-06-27T08:00:00+08:00")), ..world.trusting() };
    let report = verify::file(&sealed, &question);
    assert_eq!(report.reason, Reason::Genuine);
    assert_eq!(report.judged, Some((at("2026-06-27T08:00:00+08:00"), JudgedBy::Receipt)));
    let without_profile = Question { profile: None, ..question };
    assert_eq!(verify::file(&sealed, &without_profile).reason, Reason::ReceiptWithoutProfile);
}

#[test]
fn the_answer_to_an_unconfirmed_school_says_so_and_a_false_packet_gets_none() {
    let world = world(32);
    let sealed = world.seal(&packet_of(&world.stage0));
    let answer = bureau::answer(&world.bureau, &sealed, now(), Some("缺少附件"), false).unwrap();
    let (receipt, _) = answer.receipt.unwrap();
    assert_eq!((receipt.verdict, receipt.school), (Verdict::Rejected, School::Unconfirmed));
    assert_eq!(receipt.reasons, ["缺少附件"]);
    let twice = bureau::answer(&world.bureau, &sealed, now(), None, true).unwrap();
    assert_eq!(twice.receipt.unwrap().0.verdict, Verdict::Duplicate);
    let mut broken = sealed;
    let last = broken.len() - 1;
    broken[last] ^= 1;
    let answer = bureau::answer(&world.bureau, &broken, now(), None, false).unwrap();
    assert!(answer.receipt.is_none() && answer.report.class() == Class::NotGenuine);
}

#[test]
fn receipts_of_others_do_not_count() {
    let world = world(33);
    let (_, receipt, signed, expected) = answered(&world);
    let profile = world.bureau.profile();
    let refused = |bytes: &[u8]| match receipt::check(bytes, profile, &expected) {
        Err(Error::Receipt(flaw)) => flaw,
        other => panic!("{other:?}"),
    };
    // A school of the same CA, another bureau, the CA itself.
    assert_eq!(refused(&receipt::issue(&receipt, &world.school).unwrap()), Flaw::Signer);
    assert_eq!(refused(&receipt::issue(&receipt, common::world(34).bureau.desk()).unwrap()), Flaw::Signer);
    let authority = world.bureau.authority().unwrap();
    let ca = Identity::from_pem(&authority.key_pem().unwrap(), &authority.certificate().to_pem().unwrap()).unwrap();
    assert_eq!(refused(&receipt::issue(&receipt, &ca).unwrap()), Flaw::Signer);
    // Another desk of the same CA that is not the one named in the profile.
    let term = bureau::demo_term().unwrap();
    let other = authority.issue_receipt_desk("青禾县教育局", term, &mut seeded(1)).unwrap();
    assert_eq!(refused(&receipt::issue(&receipt, &other).unwrap()), Flaw::Signer);
    // The right signer for another purpose.
    let payload = serde_json::to_vec(&receipt).unwrap();
    assert_eq!(refused(&jws::sign_carrying(jws::TYP_PACKET, &payload, world.bureau.desk())), Flaw::Signature);
    assert_eq!(refused(&jws::sign_carrying(jws::TYP_RECEIPT, b"{}", world.bureau.desk())), Flaw::Form);
    for place in 0..signed.len() {
        let mut changed = signed.clone();
        changed[place] ^= 1;
        assert!(receipt::check(&changed, profile, &expected).is_err(), "byte {place}");
    }
    let mut late = receipt.clone();
    late.received_at = at("2051-01-01T00:00:00+08:00");
    assert_eq!(refused(&receipt::issue(&late, world.bureau.desk()).unwrap()), Flaw::Certificate);
}

#[test]
fn receipts_for_something_else_do_not_count() {
    let world = world(35);
    let (_, receipt, _, expected) = answered(&world);
    type Change = fn(&mut Receipt);
    let changes: [(Change, Flaw); 5] = [
        (|r| r.packet_id = uuid::Uuid::from_u128(1), Flaw::OtherPacket),
        (|r| r.school_code = "3552263002".into(), Flaw::OtherPacket),
        (|r| r.epoch = "20260626090001".into(), Flaw::OtherPacket),
        (|r| r.seq = 2, Flaw::OtherPacket),
        (|r| r.sha256 = "0".repeat(64), Flaw::OtherFile),
    ];
    for (change, flaw) in changes {
        let mut other = receipt.clone();
        change(&mut other);
        let signed = receipt::issue(&other, world.bureau.desk()).unwrap();
        assert_eq!(receipt::check(&signed, world.bureau.profile(), &expected), Err(Error::Receipt(flaw)));
    }
    let silent = Receipt { verdict: Verdict::Rejected, ..receipt };
    assert_eq!(receipt::issue(&silent, world.bureau.desk()), Err(Error::Receipt(Flaw::Form)));
}

#[test]
fn the_first_profile_is_believed_by_its_fingerprint_and_later_ones_by_the_same_authority() {
    let world = world(36);
    let bytes = world.bureau.profile_bytes();
    let fingerprint = world.bureau.profile().fingerprint().unwrap();
    let first = profile::accept_first(bytes, &fingerprint.replace(' ', "")).unwrap();
    assert!(same_fingerprint(&fingerprint, &first.authority.fingerprint().unwrap()));
    let mut wrong = fingerprint.clone();
    wrong.replace_range(0..1, if wrong.starts_with('1') { "2" } else { "1" });
    assert_eq!(profile::accept_first(bytes, &wrong), Err(Error::Profile(profile::Flaw::Fingerprint)));

    let second = world.bureau.with_url("https://bureau.example/am", now()).unwrap();
    let accepted = profile::accept_next(second.profile_bytes(), &first).unwrap();
    assert_eq!((accepted.profile.serial, accepted.profile.url.as_str()), (2, "https://bureau.example/am"));
    assert_eq!(second.with_url("https://bureau.example/am", now()).unwrap().profile_bytes(), second.profile_bytes());
    let old = profile::accept_next(bytes, &accepted);
    assert_eq!(old, Err(Error::Profile(profile::Flaw::NotNewer)), "an old profile cannot bring back what was revoked");
    let stranger = common::world(37).bureau.with_url("https://evil.example", now()).unwrap();
    assert_eq!(
        profile::accept_next(stranger.profile_bytes(), &first),
        Err(Error::Profile(profile::Flaw::OtherAuthority))
    );
    for place in 0..bytes.len() {
        let mut changed = bytes.to_vec();
        changed[place] ^= 1;
        assert!(profile::read(&changed).is_err(), "byte {place} of the profile");
    }
}

#[test]
fn a_profile_must_be_consistent() {
    let world = world(38);
    let authority = world.bureau.authority().unwrap();
    let issue = |change: fn(&mut profile::Profile, &World)| {
        let mut said = world.bureau.profile().profile.clone();
        change(&mut said, &world);
        profile::issue(&said, authority.key(), authority.certificate())
    };
    assert!(issue(|_, _| ()).is_ok());
    let school = issue(|said, world| said.receipt_cert_pem = world.school.certificate().to_pem().unwrap());
    assert_eq!(school, Err(Error::Profile(profile::Flaw::ReceiptCertificate)), "a school cannot be the receipt desk");
    let ca = issue(|said, _| said.receipt_cert_pem = said.ca_pem.clone());
    assert_eq!(ca, Err(Error::Profile(profile::Flaw::ReceiptCertificate)));
    let other = issue(|said, _| said.ca_pem = common::world(39).bureau.certificate().to_pem().unwrap());
    assert_eq!(other, Err(Error::Profile(profile::Flaw::Authority)));
    assert_eq!(issue(|said, _| said.age_recipient = "age1x".into()), Err(Error::Profile(profile::Flaw::Form)));
    assert_eq!(issue(|said, _| said.url = "http://a.example".into()), Err(Error::Profile(profile::Flaw::Form)));
    assert_eq!(issue(|said, _| said.revoked = vec!["AB".into()]), Err(Error::Profile(profile::Flaw::Form)));
}

#[test]
fn a_bureau_folder_is_written_and_opened_again() {
    let world = world(40);
    let files = world.bureau.files().unwrap();
    let names: Vec<&str> = files.iter().map(|file| file.0).collect();
    assert_eq!(names, ["ca.pem", "ca.key", "age.key", "receipt.pem", "receipt.key", "profile.jws"]);
    let get = |name: &str| files.iter().find(|file| file.0 == name).map(|file| file.1.to_vec());
    let opened = Bureau::open(get).unwrap();
    assert_eq!(opened.profile(), world.bureau.profile());
    assert_eq!(opened.age().recipient(), world.bureau.age().recipient());
    let without_ca = Bureau::open(|name| get(name).filter(|_| name != "ca.key")).unwrap();
    assert!(matches!(without_ca.authority(), Err(Error::BureauFile("ca.key"))));
    for name in ["ca.pem", "age.key", "receipt.pem", "receipt.key", "profile.jws"] {
        assert!(Bureau::open(|asked| get(asked).filter(|_| asked != name)).is_err(), "{name} is missing");
        assert!(Bureau::open(|asked| if asked == name { Some(b"x".to_vec()) } else { get(asked) }).is_err());
    }
    let other = common::world(41).bureau.files().unwrap();
    let mixed = Bureau::open(|name| {
        let from = if name == "age.key" { &other } else { &files };
        from.iter().find(|file| file.0 == name).map(|file| file.1.to_vec())
    });
    assert!(matches!(mixed, Err(Error::BureauFile("profile.jws"))));
}

#[test]
fn certificates_are_imported_only_for_the_own_key_and_school() {
    use packet::identity::Term;
    let world = world(42);
    let mut random = seeded(420);
    let authority = world.bureau.authority().unwrap();
    let term = bureau::demo_term().unwrap();
    let pem = |certificate: packet::identity::Certificate| certificate.to_pem().unwrap();
    let flaw = |result: packet::Result<Identity>| match result {
        Err(Error::CertificateUse(flaw)) => flaw.to_string(),
        other => panic!("{other:?}"),
    };
    let stranger = Identity::self_signed(SCHOOL_NAME, SCHOOL_CODE, term, &mut random).unwrap();
    let request = Request::from_pem(&stranger.request().unwrap()).unwrap();
    let theirs = authority.issue_school(&request, term, &mut random).unwrap();
    assert!(flaw(world.stage0.import(&pem(theirs), None, now())).contains("another key"));
    let renamed = Identity::self_signed_with(world.stage0.key().clone(), "x", "3552263002", term, &mut random).unwrap();
    let request = Request::from_pem(&renamed.request().unwrap()).unwrap();
    let other_code = authority.issue_school(&request, term, &mut random).unwrap();
    assert!(flaw(world.stage0.import(&pem(other_code), None, now())).contains("another school"));
    let own = Request::from_pem(&world.stage0.request().unwrap()).unwrap();
    let old = Term { from: at("2020-01-01T00:00:00+08:00"), to: at("2021-01-01T00:00:00+08:00") };
    let expired = authority.issue_school(&own, old, &mut random).unwrap();
    assert!(flaw(world.stage0.import(&pem(expired), None, now())).contains("not valid"));
    let good = authority.issue_school(&own, term, &mut random).unwrap();
    let wrong_ca = common::world(43);
    assert!(
        flaw(world.stage0.import(&pem(good.clone()), Some(wrong_ca.bureau.certificate()), now()))
            .contains("did not issue")
    );
    let imported = world.stage0.import(&pem(good), Some(world.bureau.certificate()), now()).unwrap();
    assert_eq!(imported.fingerprint(), world.stage0.fingerprint(), "the key, and so the fingerprint, stays");
    let again = Identity::from_der(&imported.key_pkcs8().unwrap(), imported.certificate().der()).unwrap();
    assert_eq!(again.certificate(), imported.certificate());
    assert!(Identity::from_der(&stranger.key_pkcs8().unwrap(), imported.certificate().der()).is_err());
}
