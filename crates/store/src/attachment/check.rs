//! Whether the files beside the database are what its rows say, and whose record a lost one belongs to.

use std::collections::BTreeMap;

use super::folder::Files;
use super::row::{Attachment, Holder, StoredFile};
use crate::error::Error;

/// What is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    /// It is not there.
    Missing,
    /// Its bytes are not those that were written, or they cannot be read.
    Damaged,
}

/// Looks whether a file is there in its length.
pub fn quick(files: &Files, file: &StoredFile) -> Option<Fault> {
    match files.find(&file.id).map(|path| path.metadata()) {
        None => Some(Fault::Missing),
        Some(Ok(found)) if found.len() == file.stored_size => None,
        Some(_) => Some(Fault::Damaged),
    }
}

/// Reads a file to its end and compares its hash.
pub fn check(files: &Files, file: &StoredFile) -> Option<Fault> {
    match files.measure(&file.id) {
        Ok((hash, size)) if hash == file.stored_sha256 && size == file.stored_size => None,
        Err(Error::Missing) => Some(Fault::Missing),
        _ => Some(Fault::Damaged),
    }
}

/// The names of the files with which something is wrong.
pub fn found_wrong(
    files: &Files,
    all: &[StoredFile],
    look: fn(&Files, &StoredFile) -> Option<Fault>,
) -> BTreeMap<String, Fault> {
    all.iter().filter_map(|file| look(files, file).map(|fault| (file.id.clone(), fault))).collect()
}

/// The records to which these files belong, each once, in their order.
pub fn holders(all: &[Attachment], wrong: &BTreeMap<String, Fault>) -> Vec<(Holder, String)> {
    let lost = |id: &String| wrong.contains_key(id);
    let mut found: Vec<(Holder, String)> = all
        .iter()
        .filter(|a| lost(&a.file_id) || a.original_id.as_ref().is_some_and(lost))
        .map(|a| (a.holder, a.record.clone()))
        .collect();
    found.sort();
    found.dedup();
    found
}
