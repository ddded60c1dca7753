//! A school's request for a certificate.
#![no_main]

anmiao_fuzz::reader!("request");
