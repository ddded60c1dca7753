//! The attachments in a backup: a local one lies beside them and only names them, one outside carries them all. A file that is
//! missing or damaged keeps nobody from backing up the rest; whose record it belongs to is told.

use std::io::sink;
use std::path::Path;

use store::attachment::{self, Attachment, Files, StoredFile};
use store::container::{Cargo, Container, InBackup, Listed};
use store::{Reading, Store};
use uuid::Uuid;
use vault::DbKey;

use super::watch::{Stage, Watch};
use crate::attachment::lost_warning;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::{DrillItem, FaultView};

/// The files of a home on their way into a backup.
pub(super) struct Packing {
    folder: Files,
    carried: Vec<StoredFile>,
    listed: Vec<StoredFile>,
    /// Which records have lost a file.
    pub(super) lost: Option<FaultView>,
}

impl Packing {
    /// The files that a copy of the home's database names. With `carry` every one of them is read and compared first.
    ///
    /// # Errors
    /// `BackupStopped`; those of reading the copy.
    pub(super) fn of(
        home: &OpenHome,
        copy: &Path,
        key: &DbKey,
        id: Uuid,
        carry: bool,
        watch: &mut Watch<'_>,
    ) -> Result<store::Result<Self>> {
        let folder = Files::of(&home.dir);
        let read = Reading::open(copy, key, id)
            .and_then(|copy| copy.read(|tx| Ok((attachment::files(tx, None)?, attachment::all(tx)?))));
        let (files, attachments) = match read {
            Ok(read) => read,
            Err(e) => return Ok(Err(e)),
        };
        let mut packing = Self { folder, carried: Vec::new(), listed: Vec::new(), lost: None };
        if !carry {
            packing.listed = files;
            return Ok(Ok(packing));
        }
        let mut wrong = std::collections::BTreeMap::new();
        for file in files {
            // A look at each byte takes as long as copying it: whoever waits may stop here too.
            watch.enter(Stage::Preparing, 0)?;
            match attachment::check(&packing.folder, &file) {
                None => packing.carried.push(file),
                Some(fault) => {
                    wrong.insert(file.id.clone(), fault);
                    packing.listed.push(file);
                }
            }
        }
        packing.lost = told(&wrong, &attachments);
        Ok(Ok(packing))
    }

    /// As the container takes it.
    pub(super) fn cargo(&self) -> Cargo<'_> {
        Cargo { folder: &self.folder, carried: &self.carried, listed: &self.listed }
    }
}

fn told(
    wrong: &std::collections::BTreeMap<String, attachment::Fault>,
    attachments: &[Attachment],
) -> Option<FaultView> {
    let records = attachment::holders(attachments, wrong);
    (!wrong.is_empty()).then(|| lost_warning(wrong.len(), records.into_iter().map(|(_, id)| id)))
}

/// Bytes of the files in a backup.
pub(super) fn carried_bytes(files: Option<Listed>) -> u64 {
    files.map_or(0, |files| files.bytes)
}

/// Brings the files that a restored database names into the folder of the home: those that are there whole stay, the others
/// come out of the backup. Nothing that is there goes, so this may be done before the restore counts. Answers which records
/// lack a file afterwards.
///
/// # Errors
/// Those of writing and of reading the backup.
pub(super) fn bring(dir: &Path, store: &Store, container: Option<&Container>) -> store::Result<Option<FaultView>> {
    let folder = Files::of(dir);
    // What lies there without a place belongs to the home that is set aside.
    folder.keep_new();
    let (files, attachments) =
        store.read(|tx| Ok::<_, store::Error>((attachment::files(tx, None)?, attachment::all(tx)?)))?;
    if files.is_empty() {
        return Ok(None);
    }
    let held = container.map(Container::files).transpose()?.unwrap_or_default();
    let mut wrong = std::collections::BTreeMap::new();
    for file in files {
        let Some(fault) = attachment::check(&folder, &file) else { continue };
        match (container, held_copy(&held, &file)) {
            (Some(container), Some(copy)) => {
                let mut from = container.file(copy)?;
                folder.take(&file.id, &file.stored_sha256, file.stored_size, &mut from)?;
            }
            _ => {
                wrong.insert(file.id, fault);
            }
        }
    }
    Ok(told(&wrong, &attachments))
}

/// The copy of a file in a backup.
fn held_copy<'h>(held: &'h [InBackup], file: &StoredFile) -> Option<&'h InBackup> {
    let same = |copy: &&InBackup| copy.id == file.id && copy.stored_sha256 == file.stored_sha256;
    held.iter().find(same).filter(|copy| copy.is_carried() && copy.stored_size == file.stored_size)
}

/// Opens every attachment that the database of a backup names: out of the backup, or from the home where the backup lies beside
/// it. Nothing for a database without any.
pub(super) fn drilled(copy: &Store, container: &Container, dir: &Path) -> Option<DrillItem> {
    let read = copy.read(|tx| Ok::<_, store::Error>((attachment::files(tx, None)?, attachment::all(tx)?)));
    let Ok((files, attachments)) = read else {
        return Some(DrillItem { code: "attachments_open".to_owned(), ok: false, args: serde_json::Map::new() });
    };
    if files.is_empty() {
        return None;
    }
    let (folder, of) = (Files::of(dir), files.len());
    let held = container.files().unwrap_or_default();
    let beside = container.manifest.files.is_none_or(|listed| listed.carried == 0);
    let mut wrong = std::collections::BTreeMap::new();
    for file in files {
        let opened = match held_copy(&held, &file) {
            Some(found) => {
                container.file(found).ok().and_then(|mut from| file.key.decrypt(&mut from, &mut sink()).ok())
            }
            None if beside => {
                folder.open(&file.id).ok().and_then(|mut from| file.key.decrypt(&mut from, &mut sink()).ok())
            }
            None => None,
        };
        if opened != Some((file.sha256, file.size)) {
            wrong.insert(file.id, attachment::Fault::Damaged);
        }
    }
    let mut args = serde_json::Map::new();
    args.insert("count".to_owned(), (of - wrong.len()).into());
    args.insert("of".to_owned(), of.into());
    if let Some(records) = told(&wrong, &attachments).and_then(|fault| fault.args.get("records").cloned()) {
        args.insert("records".to_owned(), records);
    }
    Some(DrillItem { code: "attachments_open".to_owned(), ok: wrong.is_empty(), args })
}
