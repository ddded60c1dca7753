//! A sealed packet.
#![no_main]

anmiao_fuzz::reader!("sealed");
