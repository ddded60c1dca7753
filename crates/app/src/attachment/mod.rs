//! Photographs, scans, recordings and documents of a concern or a ledger item: taken in by their bytes, never by their
//! names, encrypted beside the database, and locked with their record. Whoever sees the record sees them.

mod add;
mod bytes;
mod export;
mod limits;
mod list;
mod lost;
mod open;
mod photo;
mod record;
mod store_file;
mod withdraw;

pub use add::{attachment_add, attachment_may_add};
pub use export::{attachment_export, attachment_export_name};
pub use list::attachment_list;
pub(crate) use list::lines;
pub(crate) use lost::{Look, told as told_lost, warning as lost_warning};
pub use open::{attachment_bytes, attachment_open, attachment_thumb};
pub use withdraw::attachment_void;

use store::attachment::Attachment;

use crate::error::{AppError, Code};

fn not_found(id: &str) -> AppError {
    AppError::new(Code::NotFound).with("id", id.chars().take(40).collect::<String>())
}

/// What the window says of a file that is gone or was changed: the record and the place in it.
fn lost(fault: store::attachment::Fault, attachment: &Attachment) -> AppError {
    let code = match fault {
        store::attachment::Fault::Missing => Code::AttachmentMissing,
        store::attachment::Fault::Damaged => Code::AttachmentDamaged,
    };
    AppError::new(code).with("id", attachment.record.clone())
}
