//! The ZIP of a packet, once it was unsealed.
#![no_main]

anmiao_fuzz::reader!("zip");
