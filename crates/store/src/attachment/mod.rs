//! Attachments: their rows in the database, and the folder of encrypted files beside it.
//!
//! A file lies on the disk before its row is committed, so what was acknowledged is always there. Until the row is there the
//! file lies in the folder `new`, and only from there is one ever removed: when a crash left it without a row.

mod check;
mod folder;
mod row;

pub use check::{Fault, check, found_wrong, holders, quick};
pub use folder::{FOLDER, Files, Incoming};
pub use row::{Attachment, Holder, StoredFile, Withdrawn, add, all, by_content, file, files, get, of, total, withdraw};
