//! 公约.

mod get;
mod list;
mod record;
mod templates;

pub use get::pact_get;
pub use list::pact_list;
pub use record::pact_record;
pub use templates::pact_templates;

/// How many pupils signed.
pub(crate) fn pupils_signed(pact: &domain::noun::Pact) -> u32 {
    let n = pact.signatories.iter().filter(|s| s.kind == domain::noun::SignatoryKind::Student).count();
    u32::try_from(n).unwrap_or(u32::MAX)
}
