//! One run of the demo.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use courier::StopFlag;
use domain::noun::PacketKind;
use domain::numbers::{Numbers, WorkStatistics};
use domain::{Records, SchoolFile, Term as _};
use packet::bureau::{Bureau, demo_term};
use packet::identity::Request;
use packet::manifest::{MANIFEST_FILE, Manifest, RECORDS_FILE};
use packet::receipt::Expected;
use store::identity::Issuer;

use super::delivery::RunOutbox;
use super::folder::{self, Before};
use crate::App;
use crate::error::{AppError, Code, Result, write_failed};
use crate::fault::packet_error;
use crate::files::put;
use crate::home::{HomeLock, OpenHome, login_to, make_practice_home};
use crate::outbox::{Judged, SendEnd, SendJob, StoreOutbox, judge, parcel, send_parcel};

/// The home's folder in the output folder.
const HOME: &str = "home";
/// The principal's account in a new home.
const ACCOUNT: &str = "01";
/// How long the upload goes on trying while nothing moves: the person waits at the command line.
const UPLOAD_PATIENCE: Duration = Duration::from_secs(10);

/// What the demo is asked for.
pub struct DemoRequest<'a> {
    /// The parsed school file; its `as_of` is the clock's time.
    pub file: &'a SchoolFile,
    /// The output folder.
    pub out: &'a Path,
    /// The address of a bureau's server, to send the packet to.
    pub bureau_url: Option<&'a str>,
}

/// How the demo ended.
pub struct DemoEnd {
    /// The password of the new home, to be printed once; `None` when a finished run only resumed delivery.
    pub password: Option<String>,
    /// The sealed packet.
    pub sealed: PathBuf,
    /// What came of sending; `None` when nothing was to be sent.
    pub delivery: Option<Delivery>,
}

/// What came of sending a packet, with the reasons of a rejection.
#[derive(Debug, Clone, PartialEq)]
pub enum Delivery {
    /// A genuine receipt took it.
    Receipted,
    /// A genuine receipt sent it back.
    Returned(Vec<String>),
    /// Sent, no receipt in time.
    NoReceipt,
    /// Sent, what came back was no receipt of the bureau.
    FalseReceipt,
    /// Not sent.
    NotSent(Code),
}

/// Makes everything in `out`, or resumes delivery of a finished run of the same file.
///
/// # Errors
/// The output place's, the papers' and the store's; a failed delivery is no error but part of the end.
pub fn demo(app: &App, request: &DemoRequest<'_>) -> Result<DemoEnd> {
    if let Some(url) = request.bureau_url
        && courier::BureauUrl::parse(url).is_err()
    {
        return Err(AppError::new(Code::BureauUrl).with("url", url));
    }
    let (password, sealed) = match folder::prepare(request.out)? {
        Before::Finished(sealed) => {
            same_file(app, request)?;
            (None, sealed)
        }
        Before::Fresh => {
            let password = make(app, request)?;
            match folder::prepare(request.out)? {
                Before::Finished(sealed) => (Some(password), sealed),
                Before::Fresh => return Err(Code::Internal.into()),
            }
        }
    };
    let delivery = match request.bureau_url {
        Some(url) => {
            // Whoever just made the home can still open it, so its own outbox tells the packet's way. A later run knows
            // no password: it asks the server and trusts only the receipt.
            let home = password.as_deref().map(|p| login_to(app, &request.out.join(HOME), ACCOUNT, p)).transpose()?;
            Some(deliver(app, request.out, &sealed, url, home.as_ref())?)
        }
        None => None,
    };
    Ok(DemoEnd { password, sealed, delivery })
}

/// Builds everything in `.part` and renames it into place.
fn make(app: &App, request: &DemoRequest<'_>) -> Result<String> {
    let part = request.out.join(folder::PART);
    std::fs::create_dir(&part).map_err(|e| write_failed(&part, &e))?;
    // Held until everything is in place, so that a second run of the same command does not take this for a leftover.
    let lock = HomeLock::take(&part)?;
    let built = build(app, request, &part);
    if built.is_err() {
        // What was built is of no use without the rest; when it cannot be removed now, the next run removes it first.
        let _ = std::fs::remove_dir_all(&part);
    }
    let password = built?;
    folder::settle(request.out)?;
    drop(lock);
    Ok(password)
}

fn build(app: &App, request: &DemoRequest<'_>, part: &Path) -> Result<String> {
    let records = &request.file.records;
    let bureau = super::bureau::bureau(app, records, request.out, part, request.bureau_url)?;
    let home_dir = part.join(HOME);
    let password = password(app);
    let lock = HomeLock::take(&home_dir)?;
    let term = demo_term().map_err(packet_error)?;
    make_practice_home(app, &home_dir, records, &password, Some(term))?;
    drop(lock);
    let home = Arc::new(login_to(app, &home_dir, ACCOUNT, &password)?);
    certify(app, &home, &bureau)?;
    crate::bureau::accept(app, &home, bureau.profile_bytes())?;
    let made = crate::june::make_packet(app, &home)?;
    let packet_dir = part.join("packet");
    std::fs::create_dir(&packet_dir).map_err(|e| write_failed(&packet_dir, &e))?;
    for file in &made.packet.files {
        put(&packet_dir.join(&file.name), &file.bytes)?;
    }
    for name in ["report.pdf", "ledger.pdf"] {
        put(&part.join(name), made.packet.file(name).unwrap_or_default())?;
    }
    put(&part.join("pacts.pdf"), &made.school_pacts)?;
    // Closing the home before the rename folds its journal back into the database.
    drop(home);
    let sealed = made.sealed.ok_or_else(|| AppError::new(Code::NoProfile))?;
    put(&part.join(&made.sealed_name), &sealed)?;
    Ok(password)
}

/// Gives the school's key a certificate of the demo bureau.
fn certify(app: &App, home: &OpenHome, bureau: &Bureau) -> Result<()> {
    let (identity, _) = crate::keys::identity(home)?;
    let request = Request::from_pem(&identity.request().map_err(packet_error)?).map_err(packet_error)?;
    let term = demo_term().map_err(packet_error)?;
    let authority = bureau.authority().map_err(packet_error)?;
    let certificate = authority.issue_school(&request, term, app.roots.random().as_mut()).map_err(packet_error)?;
    let now = app.roots.now();
    let pem = certificate.to_pem().map_err(packet_error)?;
    let taken = identity.import(&pem, Some(authority.certificate()), now.at()).map_err(packet_error)?;
    home.record(app, "certificate.import", "school", "", &["certificate"], |tx| {
        store::identity::add_certificate(tx, taken.certificate().der(), Issuer::Bureau, now)
    })
}

/// Four groups of four letters and digits that are not mistaken for each other: 80 bits.
fn password(app: &App) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz234567899";
    let mut bytes = [0u8; 16];
    app.roots.random().fill(&mut bytes);
    let letters: Vec<char> =
        bytes.iter().map(|b| ALPHABET.get(usize::from(b % 32)).map_or('a', |c| char::from(*c))).collect();
    letters.chunks(4).map(|c| c.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}

/// Refuses to go on with the work of another school file: the records of the packet must be those of this file.
fn same_file(app: &App, request: &DemoRequest<'_>) -> Result<()> {
    let other = || AppError::new(Code::OutputOtherSchool).with("place", request.out.display().to_string());
    let path = request.out.join("packet").join(RECORDS_FILE);
    let there = std::fs::read(&path).map_err(|_| other())?;
    let records: &Records = &request.file.records;
    let numbers = Numbers::compute(records, app.roots.now().date());
    let statistics = WorkStatistics::fill(records, &numbers);
    if crate::june::records_json(records, &numbers, &statistics)? == there { Ok(()) } else { Err(other()) }
}

/// Sends the sealed file, or goes on where an earlier run stopped.
fn deliver(app: &App, out: &Path, sealed: &Path, url: &str, home: Option<&OpenHome>) -> Result<Delivery> {
    let bureau = super::bureau::open(app, &out.join(folder::BUREAU), Some(url))?;
    let cannot = |path: &Path| AppError::new(Code::CannotRead).with("place", path.display().to_string());
    let bytes = std::fs::read(sealed).map_err(|_| cannot(sealed))?;
    let manifest_path = out.join("packet").join(MANIFEST_FILE);
    let manifest_bytes = std::fs::read(&manifest_path).map_err(|_| cannot(&manifest_path))?;
    let manifest = Manifest::read(&manifest_bytes).map_err(|_| cannot(&manifest_path))?;
    let sha256 = packet::encoding::sha256_hex(&bytes);
    let kind = PacketKind::from_id(manifest.kind.id()).ok_or_else(|| cannot(&manifest_path))?;
    let size = bytes.len() as u64;
    let parcel = parcel(manifest.packet_id, &sha256, size, &manifest.school_code, manifest.seq, kind)?;
    let expected = Expected::of(&manifest, Some(&sha256));
    let stop = StopFlag::new();
    let job = SendJob {
        app,
        profile: bureau.profile(),
        parcel: &parcel,
        expected: &expected,
        stop: &stop,
        patience: UPLOAD_PATIENCE,
        uploaded: false,
    };
    let receipt_path = out.join("receipt.jws");
    if let Ok(kept) = std::fs::read(&receipt_path)
        && let Ok(judged) = judge(&kept, bureau.profile(), &expected)
    {
        return Ok(if judged.accepted { Delivery::Receipted } else { Delivery::Returned(judged.reasons) });
    }
    let mut keep = |bytes: &[u8], judged: &Judged| {
        if let Some(home) = home {
            crate::outbox::keep(app, home, manifest.packet_id, bytes, judged)?;
        }
        put(&receipt_path, bytes)
    };
    let end = match home {
        Some(home) => send_parcel(&job, bytes, &StoreOutbox::new(app, home), &mut keep)?,
        None => send_parcel(&job, bytes, &RunOutbox::default(), &mut keep)?,
    };
    Ok(match end {
        SendEnd::Receipted => Delivery::Receipted,
        SendEnd::Returned(reasons) => Delivery::Returned(reasons),
        SendEnd::NoReceipt => Delivery::NoReceipt,
        SendEnd::FalseReceipt => Delivery::FalseReceipt,
        SendEnd::Stopped(code) => Delivery::NotSent(code),
    })
}
