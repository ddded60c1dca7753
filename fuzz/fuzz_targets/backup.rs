//! A whole backup: listed, hashed, unpacked.
#![no_main]

anmiao_fuzz::reader!("backup");
