//! The words of a paper, as they are searched for names.
#![no_main]

anmiao_fuzz::reader!("words");
