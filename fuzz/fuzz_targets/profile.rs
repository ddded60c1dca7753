//! The signed profile of a bureau.
#![no_main]

anmiao_fuzz::reader!("profile");
