//! A certificate as the bureau hands it out.
#![no_main]

anmiao_fuzz::reader!("certificate");
