//! 教育局: the one profile that the school trusts, and the certificate that the bureau gave it.

mod certificate;
mod profile;

pub use certificate::{certificate_import, certificate_request};
pub(crate) use profile::{accept, current_profile};
pub use profile::{bureau_get, profile_accept, profile_read};
