//! Seals waiting packets to a bureau that became known after they were made.

use packet::build::Packet;
use packet::manifest::{MANIFEST_FILE, Manifest, SIGNATURE_FILE};
use packet::open::NamedFile;
use packet::profile::BureauProfile;
use store::outbox::SealedFile;

use crate::App;
use crate::error::Result;
use crate::fault::packet_error;
use crate::home::OpenHome;
use crate::june::seal_to;

/// Seals every packet that was made while there was no bureau. What it holds was signed then and is not touched.
pub(crate) fn address_waiting(app: &App, home: &OpenHome, profile: &BureauProfile) -> Result<()> {
    let all = home.read(store::outbox::list)?;
    for waiting in all.into_iter().filter(|p| !p.addressed) {
        let packet = kept_packet(home, waiting.packet_id)?;
        let sealed = seal_to(home, &packet, profile)?;
        home.record(app, "packet.address", "packet", &waiting.packet_id.to_string(), &["sealed"], |tx| {
            store::outbox::seal(tx, waiting.packet_id, SealedFile { bytes: &sealed })
        })?;
    }
    Ok(())
}

/// A packet as it was signed, its files in their order.
fn kept_packet(home: &OpenHome, packet_id: uuid::Uuid) -> Result<Packet> {
    let file = |name: &str| home.read(|tx| store::outbox::file(tx, packet_id, name));
    let manifest_bytes = file(MANIFEST_FILE)?;
    let manifest = Manifest::read(&manifest_bytes).map_err(packet_error)?;
    let mut files =
        vec![NamedFile::new(MANIFEST_FILE, manifest_bytes), NamedFile::new(SIGNATURE_FILE, file(SIGNATURE_FILE)?)];
    for attachment in &manifest.attachments {
        files.push(NamedFile::new(&attachment.path, file(&attachment.path)?));
    }
    Ok(Packet { manifest, files })
}
