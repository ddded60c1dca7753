//! What the school sets for itself: its calendar of holidays, and the numbers of the handling that no statute fixes.

mod calendar;
mod handling;

pub use calendar::{calendar_get, calendar_set};
pub use handling::{handling_settings_get, handling_settings_set};
