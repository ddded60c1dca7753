//! What a bureau does: issue certificates and profiles, open packets, answer them.
//!
//! `anmiao demo` makes a demo bureau with it, `anmiao receipt` answers with it; a real bureau may use openssl and age
//! instead, as nothing here is of a form of our own.

mod answer;
mod authority;
mod folder;

pub use answer::{Answer, answer};
pub use authority::Authority;
pub use folder::{
    AGE_KEY, Bureau, CA_CERTIFICATE, CA_KEY, PROFILE, RECEIPT_CERTIFICATE, RECEIPT_KEY, SecretFile, demo_term,
};
