//! The faces that a table is set in, read and unpacked and nothing else: a fixed cost of every paper, which the peer of
//! the bench is spared because its fonts are unpacked beforehand.

use paper::fonts::{Face, Fonts};

use crate::Done;

/// Reads the faces of body, head, title and page number.
pub fn fonts(fonts: &Fonts) -> Done {
    for face in [Face::FangSong, Face::Hei, Face::SongBold, Face::Song] {
        fonts.metrics(face)?;
    }
    Ok(())
}
