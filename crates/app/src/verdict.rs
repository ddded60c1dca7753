//! Judging packets and papers, and answering them: the bureau's side, for the command line.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use chrono::{DateTime, FixedOffset};
use packet::bureau::{Bureau, answer};
use packet::identity::Certificate;
use packet::manifest::{MANIFEST_FILE, SIGNATURE_FILE};
use packet::open::NamedFile;
use packet::receipt::{Expected, Receipt};
use packet::seal::AgeIdentity;
use packet::verify::{self, Question, Reason, Report, Subject};

use crate::error::{AppError, Code, Result};
use crate::files::put;

/// Larger files are not read: no packet of a school comes near (bytes).
const FILE_MAX: u64 = 512 << 20;

/// What is asked about a packet or paper; every path is where the person said.
#[derive(Debug, Default)]
pub struct VerifyRequest {
    /// A sealed packet, the folder of an opened one, or a signed PDF.
    pub path: PathBuf,
    /// An age identity file.
    pub key: Option<PathBuf>,
    /// A CA certificate, PEM.
    pub ca: Option<PathBuf>,
    /// A profile.
    pub profile: Option<PathBuf>,
    /// A revocation list, PEM or DER.
    pub crl: Option<PathBuf>,
    /// A receipt.
    pub receipt: Option<PathBuf>,
    /// The instant of judgement.
    pub at: Option<DateTime<FixedOffset>>,
}

/// The judgement: its line, its exit code, and everything for `--json`.
#[derive(Debug)]
pub struct Verdict {
    /// One plain Chinese line.
    pub line: String,
    /// 0 genuine and complete, 1 not, 2 cannot be judged.
    pub exit: u8,
    /// The whole report.
    pub json: serde_json::Value,
}

impl From<Report> for Verdict {
    fn from(report: Report) -> Self {
        Self { line: report.line(), exit: report.exit_code(), json: serde_json::to_value(&report).unwrap_or_default() }
    }
}

fn read(path: &Path) -> Result<Vec<u8>> {
    let cannot = || AppError::new(Code::CannotRead).with("place", path.display().to_string());
    // Opening a pipe would wait for somebody to write into it.
    if !std::fs::metadata(path).map_err(|_| cannot())?.is_file() {
        return Err(cannot());
    }
    let file = std::fs::File::open(path).map_err(|_| cannot())?;
    let mut bytes = Vec::new();
    // What a file says of its length is not believed: a device says nothing and never ends.
    let length = file.take(FILE_MAX + 1).read_to_end(&mut bytes).map_err(|_| cannot())?;
    if length as u64 > FILE_MAX { Err(cannot()) } else { Ok(bytes) }
}

fn text(path: &Path) -> Result<Option<String>> {
    Ok(String::from_utf8(read(path)?).ok())
}

/// Judges what stands at the path.
///
/// # Errors
/// `CannotRead` for a file that cannot be read; a file that is not in order is a verdict, not an error.
pub fn verify(request: &VerifyRequest) -> Result<Verdict> {
    let cannot_judge = |reason: Reason| Ok(Verdict::from(Report::of(Subject::Other, reason)));
    let mut question = Question { at: request.at, ..Question::default() };
    if let Some(path) = &request.key {
        match text(path)?.and_then(|t| AgeIdentity::from_file(&t).ok()) {
            Some(key) => question.key = Some(key),
            None => return cannot_judge(Reason::KeyUnreadable),
        }
    }
    if let Some(path) = &request.ca {
        match text(path)?.and_then(|t| Certificate::from_pem(&t).ok()) {
            Some(ca) => question.authority = Some(ca),
            None => return cannot_judge(Reason::AuthorityUnreadable),
        }
    }
    if let Some(path) = &request.profile {
        match packet::profile::read(&read(path)?) {
            Ok(profile) => question.profile = Some(profile),
            Err(_) => return cannot_judge(Reason::ProfileUnreadable),
        }
    }
    if let Some(path) = &request.crl {
        match verify::revocation_list(&read(path)?) {
            Some(crl) => question.crl = Some(crl),
            None => return cannot_judge(Reason::RevocationList),
        }
    }
    if let Some(path) = &request.receipt {
        question.receipt = Some(read(path)?);
    }
    let report = if request.path.is_dir() {
        verify::folder(&folder(&request.path)?, &question)
    } else {
        verify::file(&read(&request.path)?, &question)
    };
    Ok(report.into())
}

/// Every file of a folder by name; a sub-folder as a name that ends with `/`. A folder without anything of a packet is
/// not read, and once the files are more than a packet may hold, the rest is told by name only.
fn folder(dir: &Path) -> Result<Vec<NamedFile>> {
    let cannot = |_| AppError::new(Code::CannotRead).with("place", dir.display().to_string());
    let mut files = Vec::new();
    if ![MANIFEST_FILE, SIGNATURE_FILE].iter().any(|name| dir.join(name).exists()) {
        return Ok(files);
    }
    let mut left = FILE_MAX;
    for entry in std::fs::read_dir(dir).map_err(cannot)? {
        let entry = entry.map_err(cannot)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_dir() {
            files.push(NamedFile::new(format!("{name}/"), Vec::new()));
        } else {
            let size = entry.metadata().map_err(cannot)?.len();
            let bytes = if size <= left { read(&entry.path())? } else { Vec::new() };
            left = left.saturating_sub(size);
            files.push(NamedFile::new(name, bytes));
        }
    }
    files.sort_by(|a, b| a.name.cmp(&b.name));
    Ok(files)
}

/// The bureau's answer to one packet.
#[derive(Debug)]
pub struct ReceiptRequest {
    /// The sealed packet.
    pub sealed: PathBuf,
    /// The bureau's folder.
    pub bureau: PathBuf,
    /// The reason of a rejection.
    pub rejection: Option<String>,
    /// Where the receipt goes.
    pub out: PathBuf,
}

/// Judges the packet and writes the receipt when it is genuine. A receipt of the same decision that already stands there
/// for this packet is left as it is, so that asking twice gives the same answer.
///
/// # Errors
/// `CannotRead`, `CannotWrite`, `DiskFull`; a packet that is not genuine is a verdict with exit 1.
pub fn receipt(request: &ReceiptRequest, now: DateTime<FixedOffset>) -> Result<Verdict> {
    let bureau = Bureau::open(|name| std::fs::read(request.bureau.join(name)).ok())
        .map_err(|_| AppError::new(Code::CannotRead).with("place", request.bureau.display().to_string()))?;
    let sealed = read(&request.sealed)?;
    let answered = answer(&bureau, &sealed, now, request.rejection.as_deref(), false)
        .map_err(|_| AppError::new(Code::Internal))?;
    let mut verdict = Verdict::from(answered.report);
    let Some((receipt, bytes)) = answered.receipt else {
        verdict.exit = 1;
        return Ok(verdict);
    };
    let before = std::fs::read(&request.out).ok();
    if !before.is_some_and(|before| says_the_same(&before, &receipt, &bureau)) {
        put(&request.out, &bytes)?;
    }
    verdict.exit = 0;
    Ok(verdict)
}

/// Whether bytes are a receipt of this bureau for the same packet with the same decision.
fn says_the_same(before: &[u8], now: &Receipt, bureau: &Bureau) -> bool {
    let expected = Expected {
        packet_id: now.packet_id,
        school_code: now.school_code.clone(),
        epoch: now.epoch.clone(),
        seq: now.seq,
        sha256: Some(now.sha256.clone()),
    };
    packet::receipt::check(before, bureau.profile(), &expected)
        .is_ok_and(|kept| kept.verdict == now.verdict && kept.reasons == now.reasons && kept.school == now.school)
}
