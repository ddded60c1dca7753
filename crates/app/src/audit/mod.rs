//! The audit log as people see it: pages, filters, what the log proves, and what others hold against it.

mod checkpoint;
mod choices;
mod compare;
mod export;
mod filter;
mod names;
mod outside;
mod page;
mod proof;
mod reason;
mod verify;
mod words;

pub(crate) use checkpoint::{checkpoint, stamp_when_due};
pub use choices::audit_choices;
pub use compare::audit_compare;
pub(crate) use compare::is_contradicted;
pub use export::{audit_export, export_name};
pub use outside::{Finding, OutsideRequest, OutsideVerdict, verify_outside};
pub use page::audit_page;
pub(crate) use reason::record_because;
pub use verify::audit_verify;
pub(crate) use words::field_label;
