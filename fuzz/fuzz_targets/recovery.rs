//! A recovery code as somebody typed it.
#![no_main]

anmiao_fuzz::reader!("recovery");
