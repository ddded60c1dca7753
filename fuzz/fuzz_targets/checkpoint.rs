//! A signed checkpoint of the audit log.
#![no_main]

anmiao_fuzz::reader!("checkpoint");
