//! The characters of a name that no font shows. A paper with one could not be made, so it is refused where it is typed.

use paper::fonts::Fonts;

use crate::App;
use crate::error::{AppError, Code, Fields, Result};

/// Refuses a name with a character that no font has.
///
/// # Errors
/// `FontsMissing`.
pub(super) fn printable(app: &App, name: Option<&str>, fields: &mut Fields) -> Result<()> {
    let missing = || AppError::new(Code::FontsMissing);
    let Some(name) = name else { return Ok(()) };
    let fonts = Fonts::find(&app.roots.assets).map_err(|_| missing())?;
    if !fonts.missing(name).map_err(|_| missing())?.is_empty() {
        fields.fault("name", "glyph_missing");
    }
    Ok(())
}
