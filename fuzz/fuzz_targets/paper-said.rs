//! A paper behind a right signature of somebody's own.
#![no_main]

anmiao_fuzz::reader!("paper-said");
