//! A school file, and the numbers and the report of an accepted one.
#![no_main]

anmiao_fuzz::reader!("school");
