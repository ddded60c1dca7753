//! A whole backup whose last hash is right, whatever it says.
#![no_main]

anmiao_fuzz::reader!("backup-said");
