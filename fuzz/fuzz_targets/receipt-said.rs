//! What a receipt says behind a right signature.
#![no_main]

anmiao_fuzz::reader!("receipt-said");
