//! The signed receipt of a bureau.
#![no_main]

anmiao_fuzz::reader!("receipt");
