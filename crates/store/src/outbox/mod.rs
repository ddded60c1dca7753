//! Packets on their way to the bureau, and their finished bytes.
//!
//! A packet is made once, sealed once, and then only its delivery state moves. A state is set when it is proved: uploaded
//! by the server's offset, receipted or returned by a verified receipt, whose bytes are kept. Nothing leaves these tables.

mod file;
mod read;
mod step;
mod write;

pub use file::{FileInfo, file, file_part, files};
pub use read::{Counts, OutboxRow, PacketStepRow, Place, counts, due, get, list, next_place};
pub use step::{Answer, advance, answer, progressed, put_off};
pub use write::{NewPacket, SealedFile, enqueue, seal};
