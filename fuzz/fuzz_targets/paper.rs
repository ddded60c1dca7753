//! A signed paper.
#![no_main]

anmiao_fuzz::reader!("paper");
