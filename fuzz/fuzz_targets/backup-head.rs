//! The head of a backup.
#![no_main]

anmiao_fuzz::reader!("backup-head");
