//! keys.json of a home.
#![no_main]

anmiao_fuzz::reader!("keys");
