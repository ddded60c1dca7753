//! Each reader of bytes that somebody else wrote, as one function from bytes to a verdict. Two fuzzers and the replay of
//! the kept inputs use them: the one of this folder, which needs nothing but a stable compiler, and libFuzzer in `fuzz/`.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Arc;

use domain::{Numbers, SchoolFile, report};
use packet::identity::{Certificate, Request};
use packet::open::{Limits, unzip};
use packet::seal::AgeIdentity;
use packet::{jws, manifest::Manifest, profile};
use paper::{preview::Preview, readback};
use store::container;
use vault::{KeysFile, RecoveryCode};

/// How a reader took its input.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Accepted: for a judgement that means genuine.
    Good,
    /// Refused with a reason.
    Refused,
}

impl Verdict {
    /// Whatever was read, and however it was refused.
    pub fn of<T, E>(result: Result<T, E>) -> Self {
        if result.is_ok() { Self::Good } else { Self::Refused }
    }
}

/// keys.json of a home, with what the login page asks of it before any password. What was read is written back as it was.
pub fn keys(bytes: &[u8]) -> Verdict {
    let read = KeysFile::from_bytes(Path::new("home"), bytes);
    if let Ok(keys) = &read {
        assert!(
            keys.accounts().iter().all(|account| keys.cost_of(account.account).is_ok()),
            "an account without a slot"
        );
        assert_eq!(keys.to_bytes(), bytes, "an accepted keys file is not written back as it was");
    }
    Verdict::of(read)
}

/// The head of a backup, as the list of backups reads it, and the keys file in it.
pub fn backup_head(bytes: &[u8]) -> Verdict {
    let read = container::parse_head(bytes);
    if let Ok((head, start)) = &read {
        assert!(*start <= bytes.len() as u64, "the database begins behind the end");
        keys(head.keys.as_bytes());
    }
    Verdict::of(read)
}

/// A whole backup on a stick: listed, hashed, unpacked. The two files lie in `folder`, which is the caller's own.
pub fn backup(folder: &Path, bytes: &[u8]) -> Verdict {
    let (place, unpacked) = (folder.join("fuzz.anmiaobak"), folder.join("fuzz.db"));
    let written = fs::File::create(&place).and_then(|mut file| file.write_all(bytes));
    // A disk that does not take the input is no verdict on it, and must not pass for one.
    assert!(written.is_ok(), "the input is not written");
    let checked = container::check(&place);
    let extracted = container::open(&place).and_then(|backup| {
        keys(&backup.keys_json);
        backup.extract(&unpacked)
    });
    assert_eq!(checked.is_ok(), extracted.is_ok(), "two readings of a backup disagree");
    if extracted.is_ok() {
        assert!(fs::remove_file(&unpacked).is_ok(), "the database is not removed");
    }
    assert!(!unpacked.exists(), "a backup that was refused left a database");
    Verdict::of(checked)
}

/// A school file, and what is computed from an accepted one: every number and the text of the report.
pub fn school(bytes: &[u8]) -> Verdict {
    let read = SchoolFile::parse(bytes);
    if let Ok(file) = &read {
        let today = file.as_of.date();
        let numbers = Numbers::compute(&file.records, today);
        let composed = report::compose(&file.records, &numbers, today);
        assert_eq!(composed.sections.len(), 9, "a report without one of its sections");
    }
    Verdict::of(read)
}

/// The ZIP of a packet, once it was unsealed.
pub fn zip(bytes: &[u8]) -> Verdict {
    Verdict::of(unzip(bytes, Limits::PACKET))
}

/// `packet.json`.
pub fn manifest(bytes: &[u8]) -> Verdict {
    Verdict::of(Manifest::read(bytes))
}

/// The profile of a bureau, before anybody compared its fingerprint.
pub fn bureau_profile(bytes: &[u8]) -> Verdict {
    Verdict::of(profile::read(bytes))
}

/// A JWS that carries a checkpoint of the audit log, as it stands in a backup.
pub fn checkpoint(bytes: &[u8]) -> Verdict {
    Verdict::of(jws::verify_carrying(jws::TYP_CHECKPOINT, bytes))
}

/// A certificate as the bureau hands it out, and every question that is asked of one.
pub fn certificate(bytes: &[u8]) -> Verdict {
    let read = std::str::from_utf8(bytes).map(Certificate::from_pem);
    let Ok(Ok(certificate)) = read else { return Verdict::Refused };
    let _ =
        (certificate.fingerprint(), certificate.school_code(), certificate.common_name(), certificate.organization());
    let _ = (certificate.is_authority(), certificate.is_signing_leaf(), certificate.is_self_signed());
    let _ = (certificate.not_after_unix(), certificate.not_before_unix(), certificate.is_signed_by(&certificate));
    Verdict::Good
}

/// A school's request for a certificate.
pub fn request(bytes: &[u8]) -> Verdict {
    let read = std::str::from_utf8(bytes).map(Request::from_pem);
    if matches!(read, Ok(Ok(_))) { Verdict::Good } else { Verdict::Refused }
}

/// A file with the bureau's age identity.
pub fn age_key(bytes: &[u8]) -> Verdict {
    let read = std::str::from_utf8(bytes).map(AgeIdentity::from_file);
    if matches!(read, Ok(Ok(_))) { Verdict::Good } else { Verdict::Refused }
}

/// A recovery code as somebody typed it.
pub fn recovery(bytes: &[u8]) -> Verdict {
    let read = std::str::from_utf8(bytes).map(RecoveryCode::parse);
    if matches!(read, Ok(Ok(_))) { Verdict::Good } else { Verdict::Refused }
}

/// The pages of a paper: the first is drawn as the window does.
pub fn pages(bytes: &[u8]) -> Verdict {
    Verdict::of(Preview::open(Arc::from(bytes)).and_then(|p| p.page_png(0, 40.0)))
}

/// The words of a paper, as they are searched for names before a packet leaves.
pub fn words(bytes: &[u8]) -> Verdict {
    Verdict::of(readback::texts(bytes))
}
