//! A packet from files on the disk to a sealed file on the disk, the way a school makes it: every file hashed into
//! `packet.json`, that signed, all judged by the bureau's rules, zipped, and sealed with age.

use std::error::Error;
use std::fs;
use std::path::Path;

use packet::build::{self, Draft};
use packet::manifest::{Audit, Edition, Kind};
use packet::open::NamedFile;
use packet::seal::Recipient;
use uuid::Uuid;

use crate::{Done, signer};

/// Seals files to recipients, whose names are joined by a comma. A file keeps its own name.
pub fn seal(out: &Path, recipients: &str, files: &[&str]) -> Done {
    let recipients = recipients.split(',').map(str::parse).collect::<Result<Vec<Recipient>, _>>()?;
    let attachments = files.iter().map(|path| named(Path::new(path))).collect::<Result<Vec<_>, _>>()?;
    let packet = build::packet(draft()?, attachments, &signer::school()?)?;
    let zip = packet.zip()?;
    let mut sealed = Vec::with_capacity(zip.len() + 1024);
    packet::seal::seal(&zip, &recipients, &mut sealed)?;
    crate::table::put(out, &sealed)
}

fn named(path: &Path) -> Result<NamedFile, Box<dyn Error>> {
    let name = path.file_name().and_then(|n| n.to_str()).ok_or("a file has no name")?;
    Ok(NamedFile::new(name, fs::read(path)?))
}

fn draft() -> Result<Draft, Box<dyn Error>> {
    Ok(Draft {
        packet_id: Uuid::from_u128(0x019f_0328_4a80_7000_8000_0000_0000_0001),
        // The only kinds without files of their own that they cannot do without.
        kind: Kind::MonthlyReport,
        school_code: signer::CODE.to_owned(),
        school_name: signer::NAME.to_owned(),
        epoch: "20260626090000".to_owned(),
        seq: 1,
        prev_sha256: None,
        created_at: signer::now()?,
        edition: Edition::Statistics,
        test: true,
        audit: Audit { count: 1, head: "0".repeat(64) },
        period: None,
        campaign: None,
    })
}
