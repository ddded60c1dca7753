//! Packets on their way: what the outbox shows, sending, saving to a stick, receipts.

mod address;
mod kept;
mod list;
mod receipt;
mod save;
mod send;

pub(crate) use address::address_waiting;
pub(crate) use kept::StoreOutbox;
pub use list::outbox_list;
pub use receipt::receipt_import;
pub(crate) use receipt::{Judged, judge, keep};
pub use save::packet_save;
pub use send::packet_send;
pub(crate) use send::{SendEnd, SendJob, parcel, parcel_of, send_parcel};

use domain::Term as _;

use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::view::DeliveryView;

/// The row of a packet.
pub(crate) fn row(home: &OpenHome, packet_id: &str) -> Result<store::outbox::OutboxRow> {
    let not_found = || AppError::new(Code::NotFound).with("id", packet_id);
    let id = uuid::Uuid::parse_str(packet_id).map_err(|_| not_found())?;
    home.read(|tx| store::outbox::get(tx, id))?.ok_or_else(not_found)
}

/// The sealed bytes of a packet, for the courier.
///
/// # Errors
/// `NoProfile` for a packet that is addressed to nobody yet.
pub(crate) fn sealed(home: &OpenHome, p: &store::outbox::OutboxRow) -> Result<Vec<u8>> {
    if !p.addressed {
        return Err(Code::NoProfile.into());
    }
    home.read(|tx| store::outbox::file(tx, p.packet_id, &p.file_name))
}

/// How a packet stands now.
pub(crate) fn delivery(home: &OpenHome, packet_id: &str, message: Option<&str>) -> Result<DeliveryView> {
    let p = row(home, packet_id)?;
    Ok(DeliveryView {
        packet_id: packet_id.to_owned(),
        state: p.state.id().to_owned(),
        state_label: p.state.label().to_owned(),
        offset: p.upload_offset,
        message: message.map(str::to_owned),
        reason: p.reason,
        path: None,
    })
}
