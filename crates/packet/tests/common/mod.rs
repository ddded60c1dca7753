//! What the tests share: seeded randomness, a small paper, a bureau with a school, a whole packet.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "every test file uses another part")]

use chrono::{DateTime, FixedOffset};
use domain::Random;
use lopdf::{Document, Object, Stream, dictionary};
use packet::build::{Draft, Packet};
use packet::bureau::Bureau;
use packet::identity::{Identity, Request, Term};
use packet::manifest::{Audit, Edition, Kind};
use packet::open::NamedFile;
use packet::pades::{self, Signing};
use packet::seal::{self, AgeIdentity};
use packet::verify::Question;
use packet::{build, manifest};
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::{Rng, SeedableRng};

pub const SCHOOL_NAME: &str = "青禾乡九年一贯制学校";
pub const SCHOOL_CODE: &str = "3552263001";
pub const RECORDS: &[u8] = "{\"schemaVersion\":\"1.0.0\",\"numbers\":{\"students\":486}}\n".as_bytes();

pub struct Seeded(pub ChaCha20Rng);

impl Random for Seeded {
    fn fill(&mut self, out: &mut [u8]) {
        self.0.fill_bytes(out);
    }
}

pub fn seeded(seed: u64) -> Seeded {
    Seeded(ChaCha20Rng::seed_from_u64(seed))
}

pub fn at(text: &str) -> DateTime<FixedOffset> {
    DateTime::parse_from_rfc3339(text).unwrap()
}

pub fn now() -> DateTime<FixedOffset> {
    at("2026-06-26T17:00:00+08:00")
}

/// A paper of one page that carries `records` as its associated file.
pub fn paper(records: Option<&[u8]>, modern: bool) -> Vec<u8> {
    let mut document = Document::with_version("1.7");
    let pages = document.new_object_id();
    let font = document.add_object(dictionary! {
        "Type" => "Font", "Subtype" => "Type1", "BaseFont" => "Helvetica",
    });
    let content = document.add_object(Stream::new(
        dictionary! {},
        b"BT /F1 12 Tf 72 720 Td (A paper that will be signed) Tj ET".to_vec(),
    ));
    let page = document.add_object(dictionary! {
        "Type" => "Page", "Parent" => pages, "Contents" => content,
        "MediaBox" => vec![0.into(), 0.into(), 595.into(), 842.into()],
        "Resources" => dictionary! { "Font" => dictionary! { "F1" => font } },
    });
    document.objects.insert(
        pages,
        Object::Dictionary(dictionary! { "Type" => "Pages", "Kids" => vec![page.into()], "Count" => 1 }),
    );
    let mut catalog = dictionary! { "Type" => "Catalog", "Pages" => pages };
    if let Some(records) = records {
        let mut stream = Stream::new(
            dictionary! { "Type" => "EmbeddedFile", "Subtype" => Object::Name(b"application/json".to_vec()) },
            records.to_vec(),
        );
        stream.compress().unwrap();
        let file = document.add_object(stream);
        let spec = document.add_object(dictionary! {
            "Type" => "Filespec", "F" => Object::string_literal("records.json"),
            "UF" => Object::string_literal("records.json"), "AFRelationship" => "Source",
            "EF" => dictionary! { "F" => file },
        });
        catalog.set("AF", vec![spec.into()]);
        catalog.set(
            "Names",
            dictionary! { "EmbeddedFiles" => dictionary! {
            "Names" => vec![Object::string_literal("records.json"), spec.into()] } },
        );
    }
    let root = document.add_object(catalog);
    document.trailer.set("Root", root);
    document
        .trailer
        .set("ID", vec![Object::string_literal("0123456789abcdef"), Object::string_literal("0123456789abcdef")]);
    let mut bytes = Vec::new();
    if modern { document.save_modern(&mut bytes) } else { document.save_to(&mut bytes) }.unwrap();
    bytes
}

pub fn signed(pdf: &[u8], identity: &Identity) -> Vec<u8> {
    pades::sign(pdf, identity, &Signing { at: now(), name: SCHOOL_NAME, reason: "签发" }).unwrap()
}

/// A demo bureau, a school that signed its own certificate, and the same school with the bureau's certificate.
pub struct World {
    pub bureau: Bureau,
    pub stage0: Identity,
    pub school: Identity,
    pub recovery: AgeIdentity,
}

pub fn world(seed: u64) -> World {
    let mut random = seeded(seed);
    let bureau = Bureau::make_demo("青禾县教育局", "522630", "", now(), &mut random).unwrap();
    let stage0 = Identity::self_signed(SCHOOL_NAME, SCHOOL_CODE, Term::years(now(), 3).unwrap(), &mut random).unwrap();
    let request = Request::from_pem(&stage0.request().unwrap()).unwrap();
    let term = packet::bureau::demo_term().unwrap();
    let certificate = bureau.authority().unwrap().issue_school(&request, term, &mut random).unwrap();
    let school = stage0.import(&certificate.to_pem().unwrap(), Some(bureau.certificate()), now()).unwrap();
    let recovery = AgeIdentity::generate(&mut random).unwrap();
    World { bureau, stage0, school, recovery }
}

impl World {
    pub fn trusting(&self) -> Question {
        Question {
            key: Some(self.bureau.age().clone()),
            profile: Some(self.bureau.profile().clone()),
            ..Question::default()
        }
    }

    pub fn seal(&self, packet: &Packet) -> Vec<u8> {
        let mut out = Vec::new();
        let recipients = [self.bureau.profile().recipient.clone(), self.recovery.recipient()];
        seal::seal(&packet.zip().unwrap(), &recipients, &mut out).unwrap();
        out
    }
}

pub fn draft() -> Draft {
    Draft {
        packet_id: uuid::Uuid::from_u128(0x0190_a3f0_0000_7000_8000_0000_0000_0001),
        kind: Kind::CampaignReport,
        school_code: SCHOOL_CODE.into(),
        school_name: SCHOOL_NAME.into(),
        epoch: "20260626090000".into(),
        seq: 1,
        prev_sha256: None,
        created_at: now(),
        edition: Edition::Pseudonymous,
        test: false,
        audit: Audit { count: 12, head: "a".repeat(64) },
        period: None,
        campaign: Some("校园欺凌专项治理".into()),
    }
}

pub fn files(identity: &Identity) -> Vec<NamedFile> {
    vec![
        NamedFile::new(manifest::RECORDS_FILE, RECORDS),
        NamedFile::new(manifest::REPORT_FILE, signed(&paper(Some(RECORDS), true), identity)),
        NamedFile::new("ledger.pdf", signed(&paper(None, false), identity)),
    ]
}

pub fn packet_of(identity: &Identity) -> Packet {
    build::packet(draft(), files(identity), identity).unwrap()
}
