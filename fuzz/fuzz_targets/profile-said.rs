//! What a profile says behind a right signature.
#![no_main]

anmiao_fuzz::reader!("profile-said");
