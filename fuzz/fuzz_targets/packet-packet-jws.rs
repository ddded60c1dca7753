//! An opened packet whose signature was changed.
#![no_main]

anmiao_fuzz::reader!("packet-packet-jws");
