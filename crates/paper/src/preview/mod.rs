//! PDF bytes → page images. One [`Preview`] per open document owns one thread, which keeps the parsed file and the
//! glyph cache: pages after the first cost a few milliseconds. `Preview` is `Send + Sync`; calls queue up, and the
//! thread ends when the value is dropped. The bytes are those that are hashed and signed, so what is seen is what is signed.

mod pixels;
mod thread;

use std::sync::Arc;
use std::sync::mpsc::{Sender, channel, sync_channel};

use thread::Job;

/// Why a page cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum PreviewError {
    /// The bytes are no PDF that can be read, or the file is encrypted.
    #[error("not a readable PDF")]
    Unreadable,
    /// There is no page of this number (counted from 0).
    #[error("no page {page}")]
    NoSuchPage {
        /// The number asked for.
        page: usize,
    },
    /// The resolution is not positive, or the image would have more than 16 million pixels.
    #[error("page {page} cannot be drawn in this size")]
    Size {
        /// The page, counted from 0.
        page: usize,
    },
    /// Something on the page, such as an unembedded font, cannot be drawn. A page with parts missing is not shown.
    #[error("page {page} cannot be drawn completely")]
    Incomplete {
        /// The page, counted from 0.
        page: usize,
    },
    /// The image could not be encoded.
    #[error("page {page} cannot be encoded")]
    Encoding {
        /// The page, counted from 0.
        page: usize,
    },
    /// The drawing thread could not be started or has ended; the document has to be opened again.
    #[error("the drawing thread has ended")]
    Stopped,
}

/// An open document whose pages can be drawn, from any thread.
#[derive(Debug)]
pub struct Preview {
    jobs: Sender<Job>,
    sizes: Vec<(f32, f32)>,
}

impl Preview {
    /// Reads a document. The bytes are shared, not copied.
    ///
    /// # Errors
    /// [`PreviewError::Unreadable`] or [`PreviewError::Stopped`].
    pub fn open(bytes: Arc<[u8]>) -> Result<Preview, PreviewError> {
        let (jobs, inbox) = channel();
        let (opened, outcome) = sync_channel(1);
        std::thread::Builder::new()
            .name("preview".into())
            .spawn(move || thread::serve(bytes, &opened, &inbox))
            .map_err(|_| PreviewError::Stopped)?;
        let sizes = outcome.recv().map_err(|_| PreviewError::Unreadable)??;
        Ok(Preview { jobs, sizes })
    }

    /// Number of pages.
    #[must_use]
    pub fn page_count(&self) -> usize {
        self.sizes.len()
    }

    /// Width and height of a page (counted from 0) as it is shown, in points.
    #[must_use]
    pub fn page_size_pt(&self, page: usize) -> Option<(f32, f32)> {
        self.sizes.get(page).copied()
    }

    /// A page (counted from 0) as PNG at a resolution in dots per inch: 8-bit grey when the page has no colour, else
    /// RGB. Same bytes and resolution, same PNG.
    ///
    /// # Errors
    /// Any [`PreviewError`] but `Unreadable`.
    pub fn page_png(&self, page: usize, dpi: f32) -> Result<Vec<u8>, PreviewError> {
        let (reply, answer) = sync_channel(1);
        self.jobs.send(Job { page, dpi, reply }).map_err(|_| PreviewError::Stopped)?;
        answer.recv().map_err(|_| PreviewError::Stopped)?
    }

    /// The first page (counted from 0) that looks different in another document, which also holds when one of them has
    /// fewer pages; `None` when both look the same. After signing this shows that the signature changed nothing visible.
    ///
    /// # Errors
    /// Any [`PreviewError`] of [`Preview::page_png`].
    pub fn first_difference(&self, other: &Preview, dpi: f32) -> Result<Option<usize>, PreviewError> {
        let common = self.page_count().min(other.page_count());
        for page in 0..common {
            if self.page_png(page, dpi)? != other.page_png(page, dpi)? {
                return Ok(Some(page));
            }
        }
        Ok((self.page_count() != other.page_count()).then_some(common))
    }
}
