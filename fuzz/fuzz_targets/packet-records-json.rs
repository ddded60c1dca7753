//! An opened packet whose records were changed.
#![no_main]

anmiao_fuzz::reader!("packet-records-json");
