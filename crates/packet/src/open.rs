//! Reading what somebody else packed: an unsealed ZIP, with hard limits and no hidden bytes.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::{CompressionMethod, ZipArchive};

use crate::manifest::is_file_name;
use crate::{Error, Result};

/// A file by its plain name, as it stands in a packet or in the folder of an opened one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFile {
    /// A plain file name without folders.
    pub name: String,
    /// Its content.
    pub bytes: Vec<u8>,
}

impl NamedFile {
    /// Puts name and content together.
    pub fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { name: name.into(), bytes: bytes.into() }
    }
}

/// What is read at most.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The number of files in a packet.
    pub files: usize,
    /// The length of one file in bytes.
    pub file_bytes: u64,
    /// The length of the ZIP, and of all its files together, in bytes.
    pub total_bytes: u64,
}

impl Limits {
    /// Far above what a school sends, far below what fills a machine with 4 GB.
    pub const PACKET: Self = Self { files: 64, file_bytes: 256 << 20, total_bytes: 384 << 20 };
}

/// Why a ZIP is not acceptable.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ZipFlaw {
    /// It cannot be read, or a checksum is wrong.
    #[error("it is broken")]
    Broken,
    /// It holds more, or larger, files than [`Limits`] allow.
    #[error("it is larger than allowed")]
    TooLarge,
    /// A name is a path, or uses characters that are not allowed.
    #[error("it holds a file name that is not allowed")]
    Name,
    /// Two files have the same name.
    #[error("it holds two files of the same name")]
    Duplicate,
    /// It holds bytes that belong to no file: comments, extra fields, gaps.
    #[error("it holds bytes that belong to no file")]
    Hidden,
}

/// Length of a local file header without its name (APPNOTE 4.3.7).
const LOCAL_HEADER: u64 = 30;
/// Length of a central directory entry without its name (APPNOTE 4.3.12).
const CENTRAL_HEADER: u64 = 46;
/// Length of the end of the central directory (APPNOTE 4.3.16).
const END_RECORD: u64 = 22;

/// Reads every file of a ZIP. Sizes written in the ZIP are not believed: reading stops at the limits.
pub fn unzip(zip: &[u8], limits: Limits) -> Result<Vec<NamedFile>> {
    let flaw = |flaw| Error::Zip(flaw);
    let length = zip.len() as u64;
    if length > limits.total_bytes {
        return Err(flaw(ZipFlaw::TooLarge));
    }
    let mut archive = ZipArchive::new(Cursor::new(zip)).map_err(|_| flaw(ZipFlaw::Broken))?;
    if archive.len() > limits.files {
        return Err(flaw(ZipFlaw::TooLarge));
    }
    if !archive.comment().is_empty() || archive.offset() != 0 {
        return Err(flaw(ZipFlaw::Hidden));
    }
    let directory = archive.central_directory_start();
    let mut names = BTreeSet::new();
    let mut files = Vec::new();
    let mut left = limits.total_bytes;
    let mut local_end = 0u64;
    let mut directory_end = directory;
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(|_| flaw(ZipFlaw::Broken))?;
        let name = file.name().to_owned();
        if !is_file_name(&name) || file.is_dir() || file.is_symlink() {
            return Err(flaw(ZipFlaw::Name));
        }
        if !names.insert(name.to_ascii_lowercase()) {
            return Err(flaw(ZipFlaw::Duplicate));
        }
        if !matches!(file.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(flaw(ZipFlaw::Broken));
        }
        let name_length = name.len() as u64;
        let data = file.data_start().ok_or(flaw(ZipFlaw::Broken))?;
        if file.header_start() != local_end
            || data != local_end + LOCAL_HEADER + name_length
            || file.central_header_start() != directory_end
            || !file.comment().is_empty()
        {
            return Err(flaw(ZipFlaw::Hidden));
        }
        local_end = data.checked_add(file.compressed_size()).ok_or(flaw(ZipFlaw::Broken))?;
        directory_end += CENTRAL_HEADER + name_length;
        let declared = file.size();
        let most = limits.file_bytes.min(left);
        let mut bytes = Vec::new();
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| flaw(ZipFlaw::Broken))?;
        let read = bytes.len() as u64;
        if read > most {
            return Err(flaw(ZipFlaw::TooLarge));
        }
        if read != declared {
            return Err(flaw(ZipFlaw::Broken));
        }
        left -= read;
        files.push(NamedFile { name, bytes });
    }
    // Two entries of one name show up here too: the library keeps only one of them, so the lengths no longer add up.
    if local_end != directory || directory_end.checked_add(END_RECORD) != Some(length) {
        return Err(flaw(ZipFlaw::Hidden));
    }
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;
    use crate::zipfile;

    fn plain() -> Vec<NamedFile> {
        vec![NamedFile::new("packet.json", "{}"), NamedFile::new("report.pdf", vec![7u8; 5000])]
    }

    fn zipped(names: &[&str], bytes: &[u8]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for name in names {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn what_was_zipped_comes_back_and_twice_the_same() {
        let zip = zipfile::write_files(&plain()).unwrap();
        assert_eq!(zip, zipfile::write_files(&plain()).unwrap());
        assert_eq!(unzip(&zip, Limits::PACKET).unwrap(), plain());
    }

    #[test]
    fn names_that_are_paths_are_refused() {
        for name in ["../x", "/etc/x", "a/b", "C:\\x", ".x", "x/"] {
            assert_eq!(unzip(&zipped(&[name], b"1"), Limits::PACKET), Err(Error::Zip(ZipFlaw::Name)), "{name}");
        }
        assert_eq!(
            unzip(&zipped(&["a.pdf", "A.pdf"], b"1"), Limits::PACKET),
            Err(Error::Zip(ZipFlaw::Duplicate)),
            "a file system that ignores case would let one overwrite the other"
        );
    }

    #[test]
    fn two_entries_of_one_name_are_refused() {
        let mut zip = zipped(&["a.pdf", "b.pdf"], b"1");
        for at in 0..zip.len() - 5 {
            if &zip[at..at + 5] == b"b.pdf" {
                zip[at] = b'a';
            }
        }
        assert!(matches!(unzip(&zip, Limits::PACKET), Err(Error::Zip(_))));
    }

    #[test]
    fn a_bomb_is_not_unpacked() {
        let bomb = zipfile::write(std::iter::once(("a.json", vec![0u8; 8 << 20].as_slice()))).unwrap();
        assert!(bomb.len() < 64 << 10);
        let limits = Limits { file_bytes: 1 << 20, ..Limits::PACKET };
        assert_eq!(unzip(&bomb, limits), Err(Error::Zip(ZipFlaw::TooLarge)));
        let limits = Limits { total_bytes: 1 << 20, ..Limits::PACKET };
        assert_eq!(unzip(&bomb, limits), Err(Error::Zip(ZipFlaw::TooLarge)));
        let many = zipped(&["a", "b", "c"], b"1");
        assert_eq!(unzip(&many, Limits { files: 2, ..Limits::PACKET }), Err(Error::Zip(ZipFlaw::TooLarge)));
    }

    #[test]
    fn bytes_that_belong_to_no_file_are_refused() {
        let zip = zipfile::write_files(&plain()).unwrap();
        let mut before = b"junk".to_vec();
        before.extend_from_slice(&zip);
        assert!(matches!(unzip(&before, Limits::PACKET), Err(Error::Zip(_))));
        let mut after = zip.clone();
        after.extend_from_slice(b"junk");
        assert!(matches!(unzip(&after, Limits::PACKET), Err(Error::Zip(_))));
        let mut commented = zip.clone();
        let end = commented.len();
        commented[end - 2] = 4;
        commented.extend_from_slice(b"note");
        assert_eq!(unzip(&commented, Limits::PACKET), Err(Error::Zip(ZipFlaw::Hidden)));
    }

    #[test]
    fn any_changed_byte_gives_an_error_or_other_files_never_a_panic() {
        let zip = zipfile::write_files(&plain()).unwrap();
        for at in 0..zip.len() {
            let mut changed = zip.clone();
            changed[at] ^= 0x41;
            let _ = unzip(&changed, Limits::PACKET);
            let _ = unzip(&zip[..at], Limits::PACKET);
        }
    }
}
