//! The papers of a packet in the window: page images drawn from the very bytes that were signed.

use std::sync::Arc;

use paper::preview::Preview;
use paper::readback::Place;

use super::make::SCHOOL_PACTS;
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{PaperPageRequest, PaperRequest, PaperTextRequest, PaperView, PathView, TokenRequest};

/// The dots per inch a page may be drawn at.
const DPI: std::ops::RangeInclusive<u32> = 48..=300;
/// Most papers open at once; the oldest habit of a window is to forget closing.
const OPEN_MAX: usize = 8;

/// A paper open in the window.
pub(crate) struct OpenPaper {
    preview: Preview,
    bytes: Arc<[u8]>,
    origin: Option<Origin>,
}

/// What a paper that was made for the window is about: for the log, and for its name in the runtime folder.
#[derive(Debug, Clone)]
pub(crate) struct Origin {
    /// The kind of object that the log names.
    pub(crate) object_kind: &'static str,
    /// Its number.
    pub(crate) object_id: String,
    /// The file's name; no pupil's name is in it.
    pub(crate) file: String,
    /// The kind of paper, as the log has it.
    pub(crate) paper: &'static str,
}

impl OpenPaper {
    /// The bytes and what they are about, of a paper that was made for the window.
    pub(crate) fn made(&self) -> Option<(Arc<[u8]>, Origin)> {
        Some((self.bytes.clone(), self.origin.clone()?))
    }
}

fn bytes_of(app: &App, request: &PaperRequest) -> Result<Arc<[u8]>> {
    let home = app.home()?;
    home.require(Right::ReadRecords)?;
    let name = match request.paper.as_str() {
        "report" => "report.pdf",
        "ledger" => "ledger.pdf",
        "pacts" => SCHOOL_PACTS,
        _ => return Err(AppError::new(Code::NotFound).with("id", request.paper.clone())),
    };
    let not_found = || AppError::new(Code::NotFound).with("id", request.packet_id.clone());
    let packet_id = uuid::Uuid::parse_str(&request.packet_id).map_err(|_| not_found())?;
    if home.read(|tx| store::outbox::get(tx, packet_id))?.is_none() {
        return Err(not_found());
    }
    let bytes = home.read(|tx| store::outbox::file(tx, packet_id, name))?;
    Ok(bytes.into())
}

/// Opens a paper for reading.
///
/// # Errors
/// `NotFound`, `PaperFailed`.
pub fn paper_open(app: &App, request: &PaperRequest) -> Result<PaperView> {
    let bytes = bytes_of(app, request)?;
    let home = app.home()?;
    // The school's own pacts are signature sheets: who reads the names of pupils leaves a row.
    if request.paper == "pacts" {
        home.record(app, "paper.read", "packet", &request.packet_id, &["paper"], |_| Ok(()))?;
    }
    open_in_window(app, &home, bytes)
}

/// Opens the bytes of a PDF for the window, under a token.
///
/// # Errors
/// `PaperFailed`.
pub(crate) fn open_in_window(app: &App, home: &OpenHome, bytes: Arc<[u8]>) -> Result<PaperView> {
    keep_open(app, home, bytes, None)
}

/// Opens a paper that was made for the window, which may be printed from it.
///
/// # Errors
/// `PaperFailed`.
pub(crate) fn open_made(app: &App, home: &OpenHome, bytes: Arc<[u8]>, origin: Origin) -> Result<PaperView> {
    keep_open(app, home, bytes, Some(origin))
}

fn keep_open(app: &App, home: &OpenHome, bytes: Arc<[u8]>, origin: Option<Origin>) -> Result<PaperView> {
    let preview = Preview::open(bytes.clone()).map_err(|_| AppError::new(Code::PaperFailed))?;
    let (width, height) = preview.page_size_pt(0).unwrap_or((0.0, 0.0));
    let token = app.roots.uuid().to_string();
    let view = PaperView {
        token: token.clone(),
        pages: u32::try_from(preview.page_count()).unwrap_or(0),
        width_pt: f64::from(width),
        height_pt: f64::from(height),
        sha256: packet::encoding::sha256_hex(&bytes),
    };
    let mut open = home.papers();
    if open.len() >= OPEN_MAX
        && let Some(oldest) = open.keys().min().cloned()
    {
        // Tokens are UUIDv7, so the smallest is the oldest.
        open.remove(&oldest);
    }
    open.insert(token, OpenPaper { preview, bytes, origin });
    Ok(view)
}

/// One page (from 0) as PNG.
///
/// # Errors
/// `NotFound`, `PaperFailed`.
pub fn paper_page(app: &App, request: &PaperPageRequest) -> Result<Vec<u8>> {
    let home = app.home()?;
    let open = home.papers();
    let paper = open.get(&request.token).ok_or_else(|| AppError::new(Code::NotFound).with("id", "paper"))?;
    let dpi = request.dpi.clamp(*DPI.start(), *DPI.end());
    #[expect(clippy::cast_precision_loss, reason = "at most 300")]
    paper.preview.page_png(request.page as usize, dpi as f32).map_err(|_| Code::PaperFailed.into())
}

/// The text of one page, for copying.
///
/// # Errors
/// `NotFound`, `PaperFailed`.
pub fn paper_text(app: &App, request: &PaperTextRequest) -> Result<String> {
    let home = app.home()?;
    let bytes = {
        let open = home.papers();
        let paper = open.get(&request.token).ok_or_else(|| AppError::new(Code::NotFound).with("id", "paper"))?;
        paper.bytes.clone()
    };
    let found = paper::readback::texts(&bytes).map_err(|_| AppError::new(Code::PaperFailed))?;
    let page = request.page as usize + 1;
    let text = |place: Place| found.iter().find(|f| f.place == place).map(|f| f.text.clone());
    // The reading with ActualText stands apart only where it differs.
    Ok(text(Place::PageActual(page)).or_else(|| text(Place::Page(page))).unwrap_or_default())
}

/// Closes a paper.
///
/// # Errors
/// `NotLoggedIn`.
pub fn paper_close(app: &App, request: &TokenRequest) -> Result<()> {
    app.home()?.papers().remove(&request.token);
    Ok(())
}

/// Puts the paper in the runtime folder for the system viewer; the shell opens it. Logged, since it leaves the window.
///
/// # Errors
/// `NotFound`, `CannotWrite`, `DiskFull`.
pub fn paper_print(app: &App, request: &PaperRequest) -> Result<PathView> {
    let bytes = bytes_of(app, request)?;
    let home = app.home()?;
    let name = format!("{}.pdf", request.paper);
    let path = crate::runtime::put(&app.roots.runtime, &name, &bytes)?;
    home.record(app, "paper.view", "packet", &request.packet_id, &["paper"], |_| Ok(()))?;
    Ok(PathView { path: path.display().to_string() })
}
