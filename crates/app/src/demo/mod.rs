//! `anmiao demo`: a school file into a new practice home, its June packet, and a demo bureau beside it.

mod bureau;
mod delivery;
mod folder;
mod run;

pub use run::{Delivery, DemoEnd, DemoRequest, demo};
