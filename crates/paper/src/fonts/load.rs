//! Reads one font file: checks its SHA-256, expands it, and keeps the few tables that typesetting asks for.

use std::path::Path;
use std::sync::Arc;

use sha2::{Digest, Sha256};
use ttf_parser::PlatformId;

use super::{Face, FontError};

/// The sums of the committed files. They are compiled in, so that a paper never depends on an exchanged font.
const SUMS: &str = include_str!("../../../../assets/fonts/SHA256SUMS");

/// Vertical measures of a face, in 1/1000 em.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Metrics {
    /// Font units per em of the file itself.
    pub units_per_em: u16,
    /// Height of the typographic ascender above the base line.
    pub ascent: f32,
    /// Depth of the typographic descender, negative below the base line.
    pub descent: f32,
    /// Height of a Latin capital letter.
    pub cap_height: f32,
}

/// A face in memory.
#[derive(Debug)]
pub(super) struct Loaded {
    /// The expanded font program.
    pub(super) bytes: Arc<[u8]>,
    /// Vertical measures.
    pub(super) metrics: Metrics,
    // A sorted list instead of a parsed face, which would borrow from `bytes`; building it costs under 2 ms.
    chars: Vec<(char, u16, f32)>,
}

impl Loaded {
    /// Glyph and advance (1/1000 em) of a character that the face has itself.
    pub(super) fn glyph(&self, c: char) -> Option<(u16, f32)> {
        let at = self.chars.binary_search_by_key(&c, |entry| entry.0).ok()?;
        self.chars.get(at).map(|&(_, gid, advance)| (gid, advance))
    }
}

/// Reads, checks and expands the file of a face in `folder`.
pub(super) fn load(folder: &Path, face: Face) -> Result<Loaded, FontError> {
    let name = face.file_name();
    let path = folder.join(name);
    let packed = std::fs::read(&path).map_err(|e| FontError::Read { path: path.clone(), kind: e.kind() })?;
    if expected_sum(name) != Some(hex(&Sha256::digest(&packed)).as_str()) {
        return Err(FontError::Damaged { path });
    }
    // The sum has vouched for the file, so the decoder only ever meets bytes made by `assets/fonts/make.py`.
    wuff::decompress_woff2(&packed).ok().and_then(parse).ok_or(FontError::Unusable { path })
}

fn expected_sum(name: &str) -> Option<&'static str> {
    SUMS.lines().filter_map(|line| line.split_once("  ")).find(|(_, file)| *file == name).map(|(sum, _)| sum)
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn parse(bytes: Vec<u8>) -> Option<Loaded> {
    let face = ttf_parser::Face::parse(&bytes, 0).ok()?;
    let upem = face.units_per_em();
    let scale = |units: f32| units * 1000.0 / f32::from(upem);
    let mut chars = Vec::with_capacity(usize::from(face.number_of_glyphs()));
    let unicode = |platform| matches!(platform, PlatformId::Unicode | PlatformId::Windows);
    let tables = face.tables().cmap.into_iter().flat_map(|c| c.subtables);
    for table in tables.filter(|table| unicode(table.platform_id)) {
        table.codepoints(|code| {
            let (Some(c), Some(gid)) = (char::from_u32(code), table.glyph_index(code)) else {
                return;
            };
            if let Some(advance) = face.glyph_hor_advance(gid).filter(|_| gid.0 != 0) {
                chars.push((c, gid.0, scale(f32::from(advance))));
            }
        });
    }
    chars.sort_unstable_by_key(|entry| entry.0);
    chars.dedup_by_key(|entry| entry.0);
    let metrics = Metrics {
        units_per_em: upem,
        ascent: scale(f32::from(face.ascender())),
        descent: scale(f32::from(face.descender())),
        cap_height: scale(f32::from(face.capital_height().unwrap_or(0))),
    };
    Some(Loaded { bytes: bytes.into(), metrics, chars })
}
