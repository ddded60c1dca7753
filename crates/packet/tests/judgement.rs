//! A packet is genuine exactly when every byte is the signer's and the signer is believed.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]

mod common;

use common::*;
use packet::identity::{Identity, Term};
use packet::manifest::{MANIFEST_FILE, Manifest, SIGNATURE_FILE};
use packet::open::NamedFile;
use packet::verify::{self, Class, JudgedBy, Question, Reason};
use packet::{Error, build, encoding, jws, pades, seal};

#[test]
fn a_packet_of_a_confirmed_school_is_genuine_in_every_shape() {
    let world = world(1);
    let packet = packet_of(&world.school);
    let question = world.trusting();
    let report = verify::folder(&packet.files, &question);
    assert_eq!(report.reason, Reason::Genuine);
    assert_eq!(report.exit_code(), 0);
    assert_eq!(report.judged, Some((now(), JudgedBy::CreatedAt)));
    assert_eq!(report.attachments.iter().filter(|file| file.signed).count(), 2);
    assert_eq!(report.line(), "真实、完整。青禾乡九年一贯制学校（3552263001）的专项治理汇报，第 1 号报送包。");
    let sealed = world.seal(&packet);
    let report = verify::file(&sealed, &question);
    assert_eq!(report.reason, Reason::Genuine);
    assert_eq!(report.sealed_sha256.as_deref(), Some(encoding::sha256_hex(&sealed).as_str()));
    let json = serde_json::to_value(&report).unwrap();
    assert_eq!(json["exit"], 0);
    assert_eq!(json["schoolCode"], SCHOOL_CODE);
    assert_eq!(json["judgedBy"], "createdAt");
    assert_eq!(json["attachments"][1]["path"], "report.pdf");
    let with_recovery = Question { key: Some(world.recovery.clone()), ..question.clone() };
    assert_eq!(verify::file(&sealed, &with_recovery).reason, Reason::Genuine, "the school can open its own packets");
    let ca_only = Question { authority: Some(world.bureau.certificate().clone()), ..Question::default() };
    assert_eq!(verify::folder(&packet.files, &ca_only).reason, Reason::Genuine);
    for name in ["report.pdf", "ledger.pdf"] {
        let report = verify::file(packet.file(name).unwrap(), &ca_only);
        assert_eq!((report.reason.clone(), report.judged), (Reason::Genuine, Some((now(), JudgedBy::SignedAt))));
        assert_eq!(report.line(), "真实、完整。由青禾乡九年一贯制学校（3552263001）签署。");
    }
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    let (one, two) = (world(7), world(7));
    assert_eq!(packet_of(&one.school).files, packet_of(&two.school).files);
    assert_eq!(packet_of(&one.school).zip().unwrap(), packet_of(&two.school).zip().unwrap());
    let files = |world: &World| -> Vec<Vec<u8>> {
        world.bureau.files().unwrap().into_iter().map(|file| file.1.to_vec()).collect()
    };
    assert_eq!(files(&one), files(&two));
    assert_ne!(files(&one), files(&world(8)));
}

#[test]
fn without_trust_or_key_it_cannot_be_judged() {
    let world = world(2);
    let packet = packet_of(&world.school);
    let sealed = world.seal(&packet);
    let nothing = Question::default();
    assert_eq!(verify::file(&sealed, &nothing).reason, Reason::NoKey);
    assert_eq!(verify::folder(&packet.files, &nothing).reason, Reason::NoTrust);
    let stranger = seal::AgeIdentity::from_secret(&[9; 32]).unwrap();
    let wrong = Question { key: Some(stranger), ..nothing.clone() };
    assert_eq!(verify::file(&sealed, &wrong).reason, Reason::WrongKey);
    assert_eq!(verify::file(b"hello", &nothing).reason, Reason::NotOurs);
    assert_eq!(verify::file(&paper(None, true), &nothing).reason, Reason::Unsigned);
    assert_eq!(verify::folder(&[NamedFile::new("a.txt", "x")], &nothing).reason, Reason::NotOurs);

    let own = packet_of(&world.stage0);
    let report = verify::folder(&own.files, &world.trusting());
    let fingerprint = world.stage0.fingerprint().unwrap();
    assert_eq!(report.reason, Reason::Unconfirmed { fingerprint: fingerprint.clone() });
    assert_eq!(report.exit_code(), 2);
    assert!(report.line().contains(&fingerprint));
    let pinned = Question { authority: Some(world.stage0.certificate().clone()), ..nothing };
    assert_eq!(
        verify::folder(&own.files, &pinned).reason,
        Reason::Genuine,
        "a certificate whose fingerprint was compared can be trusted itself"
    );
}

#[test]
fn other_authorities_and_other_schools_are_refused() {
    let (world, other) = (world(3), common::world(4));
    let packet = packet_of(&world.school);
    let foreign = Question { authority: Some(other.bureau.certificate().clone()), ..Question::default() };
    let reason = verify::folder(&packet.files, &foreign).reason;
    assert_eq!(reason, Reason::UntrustedIssuer, "the names of both CAs are the same, their keys are not");
    let leaf_as_ca = Question { authority: Some(world.stage0.certificate().clone()), ..Question::default() };
    assert_eq!(
        verify::folder(&packet_of(&other.school).files, &leaf_as_ca).class(),
        Class::CannotJudge,
        "a school's certificate is never a CA"
    );
    // The receipt desk has a certificate of the same CA, but is no school.
    let mut draft = draft();
    assert!(matches!(
        build::packet(draft.clone(), files(world.bureau.desk()), world.bureau.desk()),
        Err(Error::Manifest("schoolCode"))
    ));
    draft.school_code = "3552263002".into();
    assert!(matches!(build::packet(draft, files(&world.school), &world.school), Err(Error::Manifest("schoolCode"))));
    // A lone paper of the receipt desk is no school's paper.
    let paper = signed(&paper(None, true), world.bureau.desk());
    assert_eq!(verify::file(&paper, &world.trusting()).reason, Reason::NoSchool);
}

#[test]
fn a_packet_signed_for_another_school_is_refused() {
    let world = world(5);
    let mut random = seeded(50);
    let neighbour = Identity::self_signed("邻校", "3552263009", Term::years(now(), 3).unwrap(), &mut random).unwrap();
    let packet = packet_of(&world.school);
    let manifest = packet.file(MANIFEST_FILE).unwrap();
    let mut files = packet.files.clone();
    files[1] = NamedFile::new(SIGNATURE_FILE, jws::sign_detached(jws::TYP_PACKET, manifest, &neighbour));
    assert_eq!(verify::folder(&files, &world.trusting()).reason, Reason::OtherSchool);
}

#[test]
fn papers_must_be_signed_by_the_same_certificate() {
    let world = world(6);
    // Same key, other certificate.
    let mut mixed = files(&world.school);
    mixed[2] = NamedFile::new("ledger.pdf", signed(&paper(None, true), &world.stage0));
    assert!(matches!(build::packet(draft(), mixed.clone(), &world.school), Err(Error::Manifest("attachments"))));
    let packet = packet_of(&world.school);
    let remade = resigned(&packet.manifest, mixed, &world.school);
    assert_eq!(
        verify::folder(&remade, &world.trusting()).reason,
        Reason::PaperOtherSigner { path: "ledger.pdf".into() }
    );
    let mut unsigned = files(&world.school);
    unsigned[2] = NamedFile::new("ledger.pdf", paper(None, true));
    let remade = resigned(&packet.manifest, unsigned, &world.school);
    assert_eq!(verify::folder(&remade, &world.trusting()).reason, Reason::PaperUnsigned { path: "ledger.pdf".into() });
    let mut other_records = files(&world.school);
    other_records[0] = NamedFile::new("records.json", "{}");
    let remade = resigned(&packet.manifest, other_records, &world.school);
    assert_eq!(verify::folder(&remade, &world.trusting()).reason, Reason::RecordsDiffer);
    let mut bare = files(&world.school);
    bare[1] = NamedFile::new("report.pdf", signed(&paper(None, true), &world.school));
    let remade = resigned(&packet.manifest, bare, &world.school);
    assert_eq!(verify::folder(&remade, &world.trusting()).reason, Reason::RecordsDiffer);
}

/// Binds files that [`build::packet`] would refuse, with a right signature.
fn resigned(manifest: &Manifest, files: Vec<NamedFile>, identity: &Identity) -> Vec<NamedFile> {
    let mut manifest = manifest.clone();
    for (item, file) in manifest.attachments.iter_mut().zip(&files) {
        item.path = file.name.clone();
        item.size = file.bytes.len() as u64;
        item.sha256 = encoding::sha256_hex(&file.bytes);
    }
    let bytes = manifest.write().unwrap();
    let signature = jws::sign_detached(jws::TYP_PACKET, &bytes, identity);
    let mut all = vec![NamedFile::new(MANIFEST_FILE, bytes), NamedFile::new(SIGNATURE_FILE, signature)];
    all.extend(files);
    all
}

#[test]
fn the_set_of_files_must_be_exact() {
    let world = world(9);
    let packet = packet_of(&world.school);
    let question = world.trusting();
    let mut more = packet.files.clone();
    more.push(NamedFile::new("note.txt", "x"));
    assert_eq!(verify::folder(&more, &question).reason, Reason::Extra { path: "note.txt".into() });
    let mut sub = packet.files.clone();
    sub.push(NamedFile::new("sub/", ""));
    assert_eq!(verify::folder(&sub, &question).class(), Class::NotGenuine);
    for index in 0..packet.files.len() {
        let mut fewer = packet.files.clone();
        let gone = fewer.remove(index).name;
        assert_eq!(verify::folder(&fewer, &question).reason, Reason::Missing { path: gone });
        let mut twice = packet.files.clone();
        twice.push(packet.files[index].clone());
        assert_eq!(verify::folder(&twice, &question).class(), Class::NotGenuine);
    }
    let mut swapped = packet.files.clone();
    let (left, right) = swapped.split_at_mut(4);
    std::mem::swap(&mut left[3].bytes, &mut right[0].bytes);
    assert_eq!(verify::folder(&swapped, &question).class(), Class::NotGenuine);
}

#[test]
fn the_instant_of_judgement_decides_about_validity() {
    let world = world(10);
    let mut random = seeded(100);
    let term = Term::from(at("2026-06-01T00:00:00+08:00"), 3).unwrap();
    let request = packet::identity::Request::from_pem(&world.stage0.request().unwrap()).unwrap();
    let short = world.bureau.authority().unwrap().issue_school(&request, term, &mut random).unwrap();
    let school = world.stage0.import(&short.to_pem().unwrap(), None, now()).unwrap();
    let packet = packet_of(&school);
    let judged = |time: &str| {
        let question = Question { at: Some(at(time)), ..world.trusting() };
        verify::folder(&packet.files, &question).reason
    };
    assert_eq!(judged("2026-06-01T00:00:00+08:00"), Reason::Genuine);
    assert_eq!(judged("2029-06-01T00:00:00+08:00"), Reason::Genuine);
    assert!(matches!(judged("2026-05-31T23:59:59+08:00"), Reason::NotValidAt { .. }));
    assert!(matches!(judged("2029-06-01T00:00:01+08:00"), Reason::NotValidAt { .. }));
}

#[test]
fn revoked_certificates_are_refused() {
    let world = world(11);
    let packet = packet_of(&world.school);
    let bureau = world.bureau.with_revoked(world.school.certificate(), now()).unwrap();
    let question = Question { profile: Some(bureau.profile().clone()), ..Question::default() };
    assert_eq!(verify::folder(&packet.files, &question).reason, Reason::Revoked);
    assert_eq!(verify::paper(packet.file("report.pdf").unwrap(), &question).reason, Reason::Revoked);
}

#[test]
fn a_later_format_cannot_be_judged_and_a_practice_packet_says_so() {
    let world = world(12);
    let mut practice = draft();
    practice.test = true;
    let packet = build::packet(practice, files(&world.school), &world.school).unwrap();
    let report = verify::folder(&packet.files, &world.trusting());
    assert!(report.line().starts_with("【演练】真实、完整。"), "{}", report.line());
    assert_eq!(report.is_test(), Some(true));
    let later = String::from_utf8(packet.file(MANIFEST_FILE).unwrap().to_vec())
        .unwrap()
        .replace("\"schemaVersion\": \"1.0.0\"", "\"schemaVersion\": \"2.0.0\"");
    let mut files = packet.files.clone();
    let signature = jws::sign_detached(jws::TYP_PACKET, later.as_bytes(), &world.school);
    files[0] = NamedFile::new(MANIFEST_FILE, later);
    files[1] = NamedFile::new(SIGNATURE_FILE, signature);
    assert_eq!(verify::folder(&files, &world.trusting()).reason, Reason::NewerFormat);
}

#[test]
fn papers_with_something_appended_or_signed_twice_are_refused() {
    let world = world(13);
    let question = world.trusting();
    for modern in [true, false] {
        let paper = signed(&paper(Some(RECORDS), modern), &world.school);
        assert_eq!(verify::paper(&paper, &question).reason, Reason::Genuine);
        for tail in ["\n", " ", "x", "%", "\n%%EOF\n"] {
            let mut longer = paper.clone();
            longer.extend_from_slice(tail.as_bytes());
            assert_eq!(verify::paper(&longer, &question).reason, Reason::PaperExtended { path: String::new() });
        }
        let shorter = &paper[..paper.len() - 1];
        assert_eq!(verify::paper(shorter, &question).class(), Class::NotGenuine);
        assert_eq!(
            pades::sign(&paper, &world.school, &pades::Signing { at: now(), name: "", reason: "" }),
            Err(Error::PdfSigned)
        );
        // An update behind the signature that changes nothing visible.
        let base = lopdf::Document::load_mem(&paper).unwrap();
        let mut update = lopdf::IncrementalDocument::create_from(paper.clone(), base);
        update.new_document.add_object(lopdf::dictionary! { "Note" => 1 });
        let mut longer = Vec::new();
        update.save_to(&mut longer).unwrap();
        longer.push(b'\n');
        assert_eq!(verify::paper(&longer, &question).class(), Class::NotGenuine);
    }
}
