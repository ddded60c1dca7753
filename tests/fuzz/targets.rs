//! What is fed: each reader of `readers.rs` and each judgement that needs keys, with a good file of a demo to start from.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use chrono::{DateTime, FixedOffset};
use domain::Random;
use packet::bureau::{self, Bureau, demo_term};
use packet::identity::Identity;
use packet::jws::{TYP_CHECKPOINT, TYP_PROFILE, TYP_RECEIPT, sign_carrying};
use packet::manifest::Manifest;
use packet::open::NamedFile;
use packet::pades::{self, Signing};
use packet::receipt::{self, Expected};
use packet::verify::{self, Class, Question};
use packet::{build, encoding, profile};
use paper::content::{Align, Column, Meta, TableRow, TableSpec, Words};
use paper::fonts::Fonts;
use store::container;

use crate::readers::{self, Verdict};

/// Feeds one reader.
pub type Judge = Box<dyn Fn(&[u8]) -> Verdict>;

/// One reader.
pub struct Target {
    /// Short and plain, the name of a folder: of its kept inputs, and of its program in `fuzz/`.
    pub name: String,
    /// A file that it accepts.
    pub good: Vec<u8>,
    /// What keeps a changed file from being accepted.
    pub bound: Bound,
    /// The reader.
    pub judge: Judge,
}

/// What keeps a changed file from being accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// Nothing: a changed file may mean something else.
    Free,
    /// A hash in the file itself, which whoever can guess what is compared can make again.
    Hash,
    /// A signature: no other file may ever be accepted.
    Signature,
}

/// Every reader, with the files of the finished demo in `demo`. Readers that need a file on the disk use `demo`, too.
///
/// # Errors
/// What is missing in the demo.
pub fn all(demo: &Path) -> Result<Vec<Target>, Box<dyn Error>> {
    let ground = Ground::of(demo)?;
    let mut targets = ground.free()?;
    targets.extend(ground.judged()?);
    targets.extend(ground.signed_here()?);
    targets.extend(ground.packet_files());
    Ok(targets)
}

/// What the readers need to know, out of a finished demo.
struct Ground {
    demo: PathBuf,
    bureau: Bureau,
    question: Arc<Question>,
    files: Vec<NamedFile>,
    sealed: Vec<u8>,
    now: DateTime<FixedOffset>,
}

impl Ground {
    fn of(demo: &Path) -> Result<Self, Box<dyn Error>> {
        let bureau = Bureau::open(|name| fs::read(demo.join("bureau").join(name)).ok())?;
        let question = Question {
            key: Some(bureau.age().clone()),
            profile: Some(bureau.profile().clone()),
            ..Question::default()
        };
        Ok(Self {
            demo: demo.to_owned(),
            bureau,
            question: Arc::new(question),
            files: packet_files(&demo.join("packet"))?,
            sealed: fs::read(sealed_path(demo)?)?,
            now: DateTime::parse_from_rfc3339("2026-06-27T09:00:00+08:00")?,
        })
    }

    fn read(&self, name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        Ok(fs::read(self.demo.join(name)).map_err(|e| format!("{name}: {e}"))?)
    }

    fn file(&self, name: &str) -> Result<Vec<u8>, Box<dyn Error>> {
        let file = self.files.iter().find(|file| file.name == name);
        Ok(file.map(|file| file.bytes.clone()).ok_or_else(|| format!("the packet has no {name}"))?)
    }

    /// Readers that need nothing but the bytes.
    fn free(&self) -> Result<Vec<Target>, Box<dyn Error>> {
        let keys = self.read("home/keys.json")?;
        let backup = self.backup(&keys)?;
        let paper = small_paper(self.now)?;
        // The packet without its papers, which are a hundred times as long as the rest.
        let light = self.files.iter().filter(|file| !file.name.ends_with(".pdf")).cloned().collect::<Vec<_>>();
        let zip = build::zip(&light)?;
        let place = self.demo.clone();
        let at_place = Box::new(move |bytes: &[u8]| readers::backup(&place, bytes));
        let checkpoint = sign_carrying(TYP_CHECKPOINT, b"{\"seq\":1}", self.bureau.desk());
        let code = b"000000-000011-000022-000033-000044-000055-000066-000077".to_vec();
        Ok(vec![
            target("keys", keys, Bound::Hash, Box::new(readers::keys)),
            target("backup-head", head_of(&backup), Bound::Free, Box::new(readers::backup_head)),
            // Whoever makes a false backup makes its last hash too.
            target("backup-said", without_hash(&backup), Bound::Free, {
                let place = self.demo.clone();
                Box::new(move |bytes| readers::backup(&place, &[bytes, &encoding::sha256(bytes)].concat()))
            }),
            target("backup", backup, Bound::Hash, at_place),
            target("school", self.read("../school.json")?, Bound::Free, Box::new(readers::school)),
            target("zip", zip, Bound::Free, Box::new(readers::zip)),
            target("manifest", self.file("packet.json")?, Bound::Free, Box::new(readers::manifest)),
            target(
                "profile",
                self.bureau.profile_bytes().to_vec(),
                Bound::Signature,
                Box::new(readers::bureau_profile),
            ),
            target("checkpoint", checkpoint, Bound::Signature, Box::new(readers::checkpoint)),
            target("certificate", self.read("bureau/receipt.pem")?, Bound::Free, Box::new(readers::certificate)),
            target("request", school_of_its_own()?.request()?.into_bytes(), Bound::Free, Box::new(readers::request)),
            target("age-key", self.read("bureau/age.key")?, Bound::Free, Box::new(readers::age_key)),
            target("recovery", code, Bound::Free, Box::new(readers::recovery)),
            target("pages", paper.clone(), Bound::Free, Box::new(readers::pages)),
            target("words", paper, Bound::Free, Box::new(readers::words)),
        ])
    }

    /// Judgements of what was signed by somebody else: no changed byte is genuine.
    fn judged(&self) -> Result<Vec<Target>, Box<dyn Error>> {
        let judge = |question: &Arc<Question>| -> Judge {
            let question = Arc::clone(question);
            Box::new(move |bytes| judged(verify::file(bytes, &question).class()))
        };
        let answered = bureau::answer(&self.bureau, &self.sealed, self.now, None, false)?;
        let (_, receipt) = answered.receipt.ok_or("the demo's packet is not answered")?;
        Ok(vec![
            target("sealed", self.sealed.clone(), Bound::Signature, judge(&self.question)),
            target("paper", self.read("report.pdf")?, Bound::Signature, judge(&self.question)),
            target("receipt", receipt, Bound::Signature, self.check_receipt(None)?),
        ])
    }

    /// What somebody with a key of their own can put behind a right signature: it is signed here, whatever it is.
    fn signed_here(&self) -> Result<Vec<Target>, Box<dyn Error>> {
        let text = |name: &str| self.read(name).and_then(|bytes| Ok(String::from_utf8(bytes)?));
        let authority = Identity::from_pem(&text("bureau/ca.key")?, &text("bureau/ca.pem")?)?;
        let desk = self.bureau.desk().clone();
        let profile = profile::read(self.bureau.profile_bytes())?.profile;
        let answered = bureau::answer(&self.bureau, &self.sealed, self.now, None, false)?;
        let (receipt, _) = answered.receipt.ok_or("the demo's packet is not answered")?;
        let school = school_of_its_own()?;
        let at = self.now;
        Ok(vec![
            target("profile-said", serde_json::to_vec(&profile)?, Bound::Free, {
                Box::new(move |bytes| readers::bureau_profile(&sign_carrying(TYP_PROFILE, bytes, &authority)))
            }),
            target("receipt-said", serde_json::to_vec(&receipt)?, Bound::Free, self.check_receipt(Some(desk))?),
            target("paper-said", small_paper(at)?, Bound::Free, {
                Box::new(move |bytes| {
                    let signing = Signing { at, name: "甲", reason: "签发" };
                    let Ok(signed) = pades::sign(bytes, &school, &signing) else { return Verdict::Refused };
                    Verdict::of(pades::verify(&signed))
                })
            }),
        ])
    }

    /// The files of an opened packet, one of them changed.
    fn packet_files(&self) -> Vec<Target> {
        let each = self.files.iter().map(|named| {
            let (name, good) = (named.name.clone(), named.bytes.clone());
            let (files, question) = (self.files.clone(), Arc::clone(&self.question));
            let folder = format!("packet-{}", named.name.replace('.', "-"));
            target(&folder, good, Bound::Signature, {
                Box::new(move |bytes| {
                    let changed = files
                        .iter()
                        .map(|f| if f.name == name { NamedFile::new(name.as_str(), bytes) } else { f.clone() });
                    judged(verify::folder(&changed.collect::<Vec<_>>(), &question).class())
                })
            })
        });
        each.collect()
    }

    /// Checks a receipt for the demo's packet, signed by `desk` first where the bytes are only what it says.
    fn check_receipt(&self, desk: Option<Identity>) -> Result<Judge, Box<dyn Error>> {
        let profile = self.bureau.profile().clone();
        let manifest = Manifest::read(&self.file("packet.json")?)?;
        let expected = Expected::of(&manifest, Some(&encoding::sha256_hex(&self.sealed)));
        Ok(Box::new(move |bytes| match &desk {
            Some(desk) => Verdict::of(receipt::check(&sign_carrying(TYP_RECEIPT, bytes, desk), &profile, &expected)),
            None => Verdict::of(receipt::check(bytes, &profile, &expected)),
        }))
    }

    /// A backup of the demo's keys around a small file in the place of the database, which a container never looks into.
    fn backup(&self, keys: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
        let manifest = container::Manifest {
            format: container::FORMAT,
            program: "0.1.0".into(),
            schema: store::SCHEMA_VERSION,
            home: uuid::Uuid::from_u128(7),
            practice: true,
            school_code: "3114999901".into(),
            created_at: domain::Instant::parse("2026-06-26T17:00:00+08:00").ok_or("no time")?,
            reason: "fuzz".into(),
            tables: [("staff".to_owned(), 12)].into(),
            db_size: 0,
            db_sha256: String::new(),
            audit: container::AuditEnd { count: 3, head: "11".repeat(32) },
            checkpoint: None,
            files: None,
        };
        let place = self.demo.join("good.anmiaobak");
        container::pack(&self.demo.join("home/keys.json"), &manifest, keys, &place, &mut |_| {})?;
        let bytes = fs::read(&place)?;
        fs::remove_file(&place)?;
        Ok(bytes)
    }
}

/// A backup without the hash at its end.
fn without_hash(backup: &[u8]) -> Vec<u8> {
    backup.iter().take(backup.len().saturating_sub(32)).copied().collect()
}

/// A backup without its database and its hash.
fn head_of(backup: &[u8]) -> Vec<u8> {
    let start = container::parse_head(backup).ok().and_then(|(_, start)| usize::try_from(start).ok());
    backup.iter().take(start.unwrap_or(0)).copied().collect()
}

/// What a judgement of a packet or a paper says.
fn judged(class: Class) -> Verdict {
    if class == Class::Genuine { Verdict::Good } else { Verdict::Refused }
}

fn target(name: &str, good: Vec<u8>, bound: Bound, judge: Judge) -> Target {
    Target { name: name.to_owned(), good, bound, judge }
}

/// Every byte is 7: keys that are made here sign nothing but what is thrown away.
struct Sevens;

impl Random for Sevens {
    fn fill(&mut self, out: &mut [u8]) {
        out.fill(7);
    }
}

/// A school that no bureau has seen.
fn school_of_its_own() -> Result<Identity, Box<dyn Error>> {
    Ok(Identity::self_signed("甲", "3114999901", demo_term()?, &mut Sevens)?)
}

/// One page with one line: what is fed to the readers of papers should be short.
fn small_paper(at: DateTime<FixedOffset>) -> Result<Vec<u8>, Box<dyn Error>> {
    let line = |text: &str| Words::new(text, "甲");
    let column = Column { heading: "一".into(), width_mm: 40.0, align: Align::Center, row_head: true };
    let spec = TableSpec {
        form: "recovery".into(),
        title: line("一"),
        notes: vec![line("二")],
        landscape: false,
        columns: vec![column],
        size: 16.0,
        leading: 24.0,
    };
    let meta = Meta {
        title: "一".into(),
        school: "二".into(),
        made_at: at,
        audit_head: [7; 32],
        practice: true,
        id_seed: "7".into(),
    };
    let fonts = Fonts::find(&[Path::new(env!("CARGO_MANIFEST_DIR")).join("../assets/fonts")])?;
    let row = TableRow { record: "一".into(), cells: vec!["二".into()] };
    Ok(paper::table_paper(&spec, [row], &meta, &fonts)?)
}

fn packet_files(folder: &Path) -> Result<Vec<NamedFile>, Box<dyn Error>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        files.push(NamedFile::new(name, fs::read(path)?));
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

fn sealed_path(demo: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let mut entries = fs::read_dir(demo)?.filter_map(|e| e.ok().map(|e| e.path()));
    let found = entries.find(|p| p.extension().is_some_and(|e| e == "anmiao"));
    Ok(found.ok_or("the demo has no sealed packet")?)
}
