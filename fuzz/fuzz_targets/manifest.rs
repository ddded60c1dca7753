//! `packet.json`.
#![no_main]

anmiao_fuzz::reader!("manifest");
