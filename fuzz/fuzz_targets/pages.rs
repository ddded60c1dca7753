//! The pages of a paper, drawn as the window does.
#![no_main]

anmiao_fuzz::reader!("pages");
