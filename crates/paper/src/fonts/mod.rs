//! Type faces: finds the folder, checks each file against the sums compiled into the program, expands a face when it is
//! first used, and answers which glyph shows a character. `Fonts` is `Send + Sync`; share it behind an `Arc`.
//!
//! ```text
//! let fonts = Fonts::find(&folders)?;                      // looks at file names only, reads nothing
//! let g = fonts.glyph(Face::FangSong, '赟')?;               // Some(Glyph { face: Face::Rare, gid, advance })
//! let bytes: Arc<[u8]> = fonts.bytes(g.face)?;              // the font program to subset and embed
//! ```

mod face;
mod load;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

pub use face::Face;
use load::Loaded;
pub use load::Metrics;

/// A character's glyph after fallback.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Glyph {
    /// The face the glyph really comes from; it may differ from the one asked for.
    pub face: Face,
    /// Index of the glyph in that face's file, never 0.
    pub gid: u16,
    /// Advance width in 1/1000 em.
    pub advance: f32,
}

/// Why type faces cannot be had.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FontError {
    /// No folder of the list holds all font files.
    #[error("no font folder among {} candidates", .tried.len())]
    NotFound {
        /// The folders that were looked at, in order.
        tried: Vec<PathBuf>,
    },
    /// A font file could not be read.
    #[error("cannot read font file {}: {kind}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What the system said.
        kind: std::io::ErrorKind,
    },
    /// A font file is not the one this program was built with: damaged or exchanged.
    #[error("font file {} does not have the expected SHA-256", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
    },
    /// A font file has the right sum but cannot be expanded or parsed.
    #[error("font file {} cannot be used", .path.display())]
    Unusable {
        /// The file.
        path: PathBuf,
    },
}

/// The set of faces in one folder. Faces are read on first use and kept for the life of the value.
#[derive(Debug)]
pub struct Fonts {
    folder: PathBuf,
    faces: [OnceLock<Loaded>; Face::ALL.len()],
    // Two threads that meet at an unread face must not both pay for expanding it.
    loading: Mutex<()>,
}

impl Fonts {
    /// Takes the first folder that holds every font file. Nothing is read yet.
    ///
    /// # Errors
    /// [`FontError::NotFound`] when no folder is complete.
    pub fn find(candidates: &[PathBuf]) -> Result<Fonts, FontError> {
        let complete = |folder: &&PathBuf| Face::ALL.iter().all(|face| folder.join(face.file_name()).is_file());
        match candidates.iter().find(complete) {
            Some(folder) => Ok(Fonts { folder: folder.clone(), faces: Default::default(), loading: Mutex::new(()) }),
            None => Err(FontError::NotFound { tried: candidates.to_vec() }),
        }
    }

    /// The folder in use.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The glyph of a character, in `face` or in the face it falls back to; `None` when no face has it. A paper with
    /// such a character must be refused: an empty box would falsify a name, and PDF/A forbids it (ISO 19005-3, 6.2.11.8).
    ///
    /// # Errors
    /// Any [`FontError`] of a face that has to be read first.
    pub fn glyph(&self, face: Face, c: char) -> Result<Option<Glyph>, FontError> {
        for candidate in [face, Face::Song, Face::Rare] {
            if let Some((gid, advance)) = self.loaded(candidate)?.glyph(c) {
                return Ok(Some(Glyph { face: candidate, gid, advance }));
            }
        }
        Ok(None)
    }

    /// Whether a character can be printed at all.
    ///
    /// # Errors
    /// Any [`FontError`] of a face that has to be read first.
    pub fn covers(&self, c: char) -> Result<bool, FontError> {
        Ok(self.glyph(Face::FangSong, c)?.is_some())
    }

    /// The characters of a text that no face has, each once, in order of appearance. Line ends and tabs are no glyphs
    /// and are passed over.
    ///
    /// # Errors
    /// Any [`FontError`] of a face that has to be read first.
    pub fn missing(&self, text: &str) -> Result<Vec<char>, FontError> {
        let mut missing = Vec::new();
        for c in text.chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')) {
            if !missing.contains(&c) && !self.covers(c)? {
                missing.push(c);
            }
        }
        Ok(missing)
    }

    /// The whole font program of a face (OpenType, index 0), to be subset and embedded.
    ///
    /// # Errors
    /// Any [`FontError`] of reading the face.
    pub fn bytes(&self, face: Face) -> Result<Arc<[u8]>, FontError> {
        Ok(Arc::clone(&self.loaded(face)?.bytes))
    }

    /// Vertical measures of a face.
    ///
    /// # Errors
    /// Any [`FontError`] of reading the face.
    pub fn metrics(&self, face: Face) -> Result<Metrics, FontError> {
        Ok(self.loaded(face)?.metrics)
    }

    fn loaded(&self, face: Face) -> Result<&Loaded, FontError> {
        let [fang, kai, hei, bold, song, rare] = &self.faces;
        let slot = match face {
            Face::FangSong => fang,
            Face::Kai => kai,
            Face::Hei => hei,
            Face::SongBold => bold,
            Face::Song => song,
            Face::Rare => rare,
        };
        if let Some(loaded) = slot.get() {
            return Ok(loaded);
        }
        let _turn = self.loading.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(loaded) = slot.get() {
            return Ok(loaded);
        }
        let loaded = load::load(&self.folder, face)?;
        Ok(slot.get_or_init(|| loaded))
    }
}

#[cfg(test)]
mod tests;
