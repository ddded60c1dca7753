//! Writing the ZIP of a packet: fixed times, fixed order, nothing but the files.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::open::{NamedFile, ZipFlaw};
use crate::{Error, Result};

/// Deflate level; 6 is what `zip` uses.
const LEVEL: i64 = 6;

/// Puts files into a ZIP in the order given, each dated 1980-01-01 with mode 0644.
pub(crate) fn write<'a>(files: impl Iterator<Item = (&'a str, &'a [u8])>) -> Result<Vec<u8>> {
    let broken = |_| Error::Zip(ZipFlaw::Broken);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .compression_level(Some(LEVEL))
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        writer.start_file(name, options).map_err(broken)?;
        writer.write_all(bytes).map_err(|_| Error::Zip(ZipFlaw::Broken))?;
    }
    Ok(writer.finish().map_err(broken)?.into_inner())
}

/// The same for named files.
pub(crate) fn write_files(files: &[NamedFile]) -> Result<Vec<u8>> {
    write(files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())))
}
