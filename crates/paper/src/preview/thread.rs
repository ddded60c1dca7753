//! The drawing thread. Parsed pages and the glyph cache borrow from each other and are not `Send`, so they live here
//! from the opening of a document to its end.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender};

use hayro::hayro_interpret::InterpreterSettings;
use hayro::hayro_syntax::Pdf;
use hayro::hayro_syntax::page::Page;
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings, render};

use super::{PreviewError, pixels};

/// A4 at 400 dpi has 15.5 million pixels, which take 62 MB while drawing.
const MAX_PIXELS: f32 = 16_000_000.0;

/// The renderer counts sides in 16 bits.
const MAX_SIDE: f32 = 32_000.0;

/// One page to be drawn.
pub(super) struct Job {
    pub(super) page: usize,
    pub(super) dpi: f32,
    pub(super) reply: SyncSender<Result<Vec<u8>, PreviewError>>,
}

/// What became of opening: the sizes of all pages in points.
pub(super) type Opened = Result<Vec<(f32, f32)>, PreviewError>;

/// Opens the document, reports, and draws until nobody can ask any more.
pub(super) fn serve(bytes: Arc<[u8]>, opened: &SyncSender<Opened>, inbox: &Receiver<Job>) {
    let Ok(pdf) = Pdf::new(Arc::new(bytes)) else {
        // Nobody listening means that the opener is gone, and so may this thread be.
        let _ = opened.send(Err(PreviewError::Unreadable));
        return;
    };
    let pages = pdf.pages();
    let sizes = pages.iter().map(Page::render_dimensions).collect();
    if opened.send(Ok(sizes)).is_err() {
        return;
    }
    let cache = RenderCache::new();
    let warned = Arc::new(AtomicBool::new(false));
    let sink = Arc::clone(&warned);
    let settings = InterpreterSettings {
        warning_sink: Arc::new(move |_| sink.store(true, Ordering::Relaxed)),
        ..InterpreterSettings::default()
    };
    while let Ok(job) = inbox.recv() {
        let image = match pages.get(job.page) {
            None => Err(PreviewError::NoSuchPage { page: job.page }),
            Some(page) => draw(page, &job, &cache, &settings, &warned),
        };
        let _ = job.reply.send(image);
    }
}

fn draw<'a>(
    page: &'a Page<'a>,
    job: &Job,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
    warned: &AtomicBool,
) -> Result<Vec<u8>, PreviewError> {
    let scale = job.dpi / 72.0;
    let (width, height) = page.render_dimensions();
    let (width, height) = (width * scale, height * scale);
    // Written so that a resolution that is not a number is refused too.
    let fits = width >= 1.0 && height >= 1.0 && width <= MAX_SIDE && height <= MAX_SIDE && width * height <= MAX_PIXELS;
    if !fits {
        return Err(PreviewError::Size { page: job.page });
    }
    let target = PixmapSettings { x_scale: scale, y_scale: scale, bg_color: WHITE };
    let pixmap = render(page, cache, settings, &RenderSettings::default(), &target);
    if warned.swap(false, Ordering::Relaxed) {
        return Err(PreviewError::Incomplete { page: job.page });
    }
    pixels::png(&pixmap).ok_or(PreviewError::Encoding { page: job.page })
}
