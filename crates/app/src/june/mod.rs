//! 六月汇报: the report, the ledger and the pacts, signed, bound into one packet and sealed.

mod blocked;
mod clear;
mod contents;
mod make;
mod names;
mod papers;
mod records_json;

pub use blocked::june_check;
pub use clear::{june_name_confirm, june_names};
pub use make::june_make;
pub(crate) use papers::{OpenPaper, Origin, open_in_window, open_made};
pub use papers::{paper_close, paper_open, paper_page, paper_print, paper_text};

pub(crate) use make::{make_packet, seal_to};
pub(crate) use records_json::records_json;
