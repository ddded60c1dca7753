//! A file with the bureau's age identity.
#![no_main]

anmiao_fuzz::reader!("age-key");
