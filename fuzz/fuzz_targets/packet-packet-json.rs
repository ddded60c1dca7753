//! An opened packet whose `packet.json` was changed.
#![no_main]

anmiao_fuzz::reader!("packet-packet-json");
