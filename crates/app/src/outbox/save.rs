//! Saves the sealed packet to a folder, usually a USB stick, and reads it back before saying so.

use std::io::Cursor;
use std::path::Path;

use courier::CarryError;
use domain::noun::PacketState;

use super::{delivery, parcel_of, row, sealed};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::rights::Right;
use crate::view::{DeliveryView, PacketRequest};

/// Copies the packet to the folder that the person chose in the system's dialog.
///
/// # Errors
/// `NoProfile` for a packet that is addressed to nobody yet, `UsbNotFolder`, `UsbReadOnly`, `UsbNoSpace`,
/// `UsbOtherFile`, `UsbReadBack`, `CannotWrite`.
pub fn packet_save(app: &App, request: &PacketRequest, folder: &Path) -> Result<DeliveryView> {
    let home = app.home()?;
    home.require(Right::DeliverPackets)?;
    let p = row(&home, &request.packet_id)?;
    let sealed = sealed(&home, &p)?;
    let parcel = parcel_of(&home, &p)?;
    let carried =
        courier::carry(&parcel, &mut Cursor::new(sealed), &p.file_name, folder).map_err(|e| carry_error(&e, folder))?;
    let at = app.roots.now();
    home.record(app, "packet.save", "packet", &request.packet_id, &[], |tx| match p.state {
        // A packet that the bureau has, or has answered, is no longer only on the stick.
        PacketState::Queued | PacketState::Carried | PacketState::Quarantined => {
            store::outbox::advance(tx, p.packet_id, PacketState::Carried, at, None)
        }
        _ => Ok(()),
    })?;
    let view = delivery(&home, &request.packet_id, None)?;
    Ok(DeliveryView { path: Some(carried.path.display().to_string()), ..view })
}

fn carry_error(e: &CarryError, folder: &Path) -> AppError {
    let at = |code: Code| AppError::new(code).with("place", folder.display().to_string());
    match e {
        CarryError::NoFolder | CarryError::NotAFolder => at(Code::UsbNotFolder),
        CarryError::ReadOnly => at(Code::UsbReadOnly),
        CarryError::Full { needed, .. } => at(Code::UsbNoSpace).with("needed", *needed),
        CarryError::Occupied => at(Code::UsbOtherFile),
        CarryError::BadCopy => at(Code::UsbReadBack),
        _ => at(Code::CannotWrite),
    }
}
