//! What is fed: each reader of foreign bytes, with a good file of a demo to start from.

use std::error::Error;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use packet::open::{Limits, NamedFile, unzip};
use packet::seal::{AgeIdentity, unseal};
use packet::verify::{Class, Question, file, folder};
use packet::{manifest::Manifest, profile};

/// How a reader took its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Accepted: for a judgement that means genuine.
    Good,
    /// Refused with a reason.
    Refused,
}

impl Verdict {
    fn of<T, E>(result: Result<T, E>) -> Self {
        if result.is_ok() { Self::Good } else { Self::Refused }
    }
}

/// Feeds one reader.
pub type Judge = Box<dyn Fn(&[u8]) -> Verdict>;

/// One reader.
pub struct Target {
    pub name: &'static str,
    pub good: Vec<u8>,
    /// Whether every byte counts, so that no changed file may be accepted.
    pub binds_every_byte: bool,
    pub judge: Judge,
}

/// Every reader, with the files of the finished demo in `demo`.
pub fn all(demo: &Path) -> Result<Vec<Target>, Box<dyn Error>> {
    let read = |name: &str| fs::read(demo.join(name)).map_err(|e| format!("{name}: {e}"));
    let profile_bytes = read("bureau/profile.jws")?;
    let key = AgeIdentity::from_file(&String::from_utf8(read("bureau/age.key")?)?)?;
    let question = Arc::new(Question {
        key: Some(key.clone()),
        profile: Some(profile::read(&profile_bytes)?),
        ..Question::default()
    });
    let files = packet_files(&demo.join("packet"))?;
    let sealed = fs::read(sealed_path(demo)?)?;
    let zip = unseal(&sealed, &key, Limits::PACKET.total_bytes)?.to_vec();
    let school = read("../school.json")?;
    let keys = read("home/keys.json")?;
    let report = read("report.pdf")?;
    let backup = backup(demo, &keys)?;

    let judged = |question: &Arc<Question>| {
        let question = Arc::clone(question);
        Box::new(move |bytes: &[u8]| verdict(file(bytes, &question).class()))
    };
    let mut targets = vec![
        target("a sealed packet", sealed, true, judged(&question)),
        target("a signed paper", report.clone(), true, judged(&question)),
        target("the ZIP of a packet", zip, false, Box::new(|b| Verdict::of(unzip(b, Limits::PACKET)))),
        target("a bureau profile", profile_bytes, true, Box::new(|b| Verdict::of(profile::read(b)))),
        target("a school file", school, false, Box::new(|b| Verdict::of(domain::SchoolFile::parse(b)))),
        target("a keys file", keys, true, {
            let home = demo.join("home");
            Box::new(move |b| Verdict::of(vault::KeysFile::from_bytes(&home, b)))
        }),
        target("the pages of a paper", report, false, Box::new(pages)),
        target("the head of a backup", backup_head(&backup), false, {
            Box::new(|b| Verdict::of(store::container::parse_head(b)))
        }),
        target("a backup", backup, true, {
            let place = demo.join("fuzz.anmiaobak");
            Box::new(move |b| {
                let written = fs::File::create(&place).and_then(|mut file| file.write_all(b));
                // A disk that does not take the input is no verdict on it, and must not pass for one.
                if written.is_err() { Verdict::Good } else { Verdict::of(store::container::check(&place)) }
            })
        }),
    ];
    for named in &files {
        let (name, good) = (named.name.clone(), named.bytes.clone());
        let (files, question) = (files.clone(), Arc::clone(&question));
        targets.push(target("a file of an opened packet", good, true, {
            Box::new(move |bytes| {
                let changed =
                    files.iter().map(|f| if f.name == name { NamedFile::new(name.as_str(), bytes) } else { f.clone() });
                verdict(folder(&changed.collect::<Vec<_>>(), &question).class())
            })
        }));
        if named.name == "packet.json" {
            let good = named.bytes.clone();
            targets.push(target("a manifest", good, false, Box::new(|b| Verdict::of(Manifest::read(b)))));
        }
    }
    Ok(targets)
}

/// A backup of the demo's keys around a small file in the place of the database, which a container never looks into.
fn backup(demo: &Path, keys: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let manifest = store::container::Manifest {
        format: store::container::FORMAT,
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
        audit: store::container::AuditEnd { count: 3, head: "11".repeat(32) },
        checkpoint: None,
    };
    let place = demo.join("good.anmiaobak");
    store::container::pack(&demo.join("home/keys.json"), &manifest, keys, &place, &mut |_| {})?;
    let bytes = fs::read(&place)?;
    fs::remove_file(&place)?;
    Ok(bytes)
}

/// A backup without its database and its hash.
fn backup_head(backup: &[u8]) -> Vec<u8> {
    let start = store::container::parse_head(backup).ok().and_then(|(_, start)| usize::try_from(start).ok());
    backup.iter().take(start.unwrap_or(0)).copied().collect()
}

fn target(name: &'static str, good: Vec<u8>, binds_every_byte: bool, judge: Judge) -> Target {
    Target { name, good, binds_every_byte, judge }
}

fn verdict(class: Class) -> Verdict {
    if class == Class::Genuine { Verdict::Good } else { Verdict::Refused }
}

/// Opens a paper and draws its first page, as the window does.
fn pages(bytes: &[u8]) -> Verdict {
    let drawn = paper::preview::Preview::open(Arc::from(bytes)).and_then(|p| p.page_png(0, 40.0));
    Verdict::of(drawn)
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
