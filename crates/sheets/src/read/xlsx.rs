//! An .xlsx: a zip archive whose parts are found by their relations (ECMA-376 part 2).

use std::cell::Cell;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use domain::grid::{Grid, GridFormat};
use zip::ZipArchive;
use zip::read::ZipFile;
use zip::result::ZipError;

use super::build::Budget;
use super::error::{Foreign, ReadError};
use super::limits::Limits;
use super::xlsx_parts::{Relation, looks, relations, shared_texts, workbook};
use super::xlsx_sheet::{self, Shared};

/// Most members of an archive; a workbook with pictures has a few hundred.
const MEMBERS_MAX: usize = 20_000;

struct Archive<'b> {
    zip: ZipArchive<Cursor<&'b [u8]>>,
    /// Members by their names in lower case.
    names: HashMap<String, usize>,
}

impl<'b> Archive<'b> {
    fn open(bytes: &'b [u8]) -> Result<Self, ReadError> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| broken(bytes))?;
        if zip.len() > MEMBERS_MAX {
            return Err(ReadError::UnpacksTooMuch);
        }
        let names = (0..zip.len())
            .filter_map(|i| Some((zip.name_for_index(i)?.replace('\\', "/").trim_start_matches('/').to_lowercase(), i)))
            .collect();
        Ok(Self { zip, names })
    }
    fn has(&self, name: &str) -> bool {
        self.names.contains_key(name)
    }
    fn part(&mut self, name: &str) -> Result<Option<ZipFile<'_, Cursor<&'b [u8]>>>, ReadError> {
        let Some(index) = self.names.get(name).copied() else { return Ok(None) };
        match self.zip.by_index(index) {
            Ok(file) if file.encrypted() => Err(ReadError::PasswordProtected),
            Ok(file) => Ok(Some(file)),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => Err(ReadError::PasswordProtected),
            Err(_) => Err(ReadError::Damaged),
        }
    }
    fn needed(&mut self, name: &str) -> Result<ZipFile<'_, Cursor<&'b [u8]>>, ReadError> {
        self.part(name)?.ok_or(ReadError::Damaged)
    }
    /// What the archive is, when it is no workbook.
    fn foreign(&mut self, limits: &Limits) -> Result<Foreign, ReadError> {
        Ok(if self.names.keys().any(|n| n.starts_with("word/")) {
            Foreign::Document
        } else if self.names.keys().any(|n| n.starts_with("ppt/")) {
            Foreign::Slides
        } else if self.has("xl/workbook.bin") {
            Foreign::BinaryWorkbook
        } else if self.has("mimetype") {
            let mut kind = String::new();
            let part = self.needed("mimetype")?;
            let read = part.take(limits.unpacked.min(200)).read_to_string(&mut kind).is_ok();
            if read && kind.contains("opendocument") { Foreign::OpenDocument } else { Foreign::Archive }
        } else {
            Foreign::Archive
        })
    }
}

/// Why a zip archive could not be opened: without the record that ends one (APPNOTE 4.3.16) it was cut.
fn broken(bytes: &[u8]) -> ReadError {
    let tail = bytes.get(bytes.len().saturating_sub(65_557)..).unwrap_or(bytes);
    if tail.windows(4).any(|w| w == b"PK\x05\x06") { ReadError::Damaged } else { ReadError::Truncated }
}

pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Grid, ReadError> {
    let mut archive = Archive::open(bytes)?;
    let left = Cell::new(limits.unpacked);
    let mut budget = Budget::new(limits);
    let main = main_part(&mut archive, &left)?;
    if !archive.has(&main) || !main.ends_with(".xml") || main.starts_with("word/") || main.starts_with("ppt/") {
        return Err(ReadError::NotASpreadsheet { found: archive.foreign(limits)? });
    }
    let book = workbook(archive.needed(&main)?, &left)?;
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", &main));
    let (folder, beside) = (folder.to_owned(), format!("{folder}/_rels/{file}.rels"));
    let beside = beside.trim_start_matches('/').to_owned();
    let links = relations(archive.needed(&beside)?, &folder, &left)?;
    let by_kind = |kind: &str| links.values().find(|r| r.kind == kind).map(|r| r.target.clone());
    let texts = match by_kind("sharedStrings").map(|name| archive.part(&name)).transpose()?.flatten() {
        Some(part) => shared_texts(part, &left, &mut budget)?,
        None => Vec::new(),
    };
    let looks = match by_kind("styles").map(|name| archive.part(&name)).transpose()?.flatten() {
        Some(part) => looks(part, &left, &mut budget)?,
        None => Vec::new(),
    };
    let shared = Shared { texts: &texts, looks: &looks, date1904: book.date1904 };
    let mut sheets = Vec::new();
    for listed in &book.sheets {
        let Some(Relation { kind, target }) = links.get(&listed.relation) else { return Err(ReadError::Damaged) };
        // Charts and dialogs are sheets without cells.
        if kind == "worksheet" {
            let part = archive.needed(target)?;
            sheets.push(xlsx_sheet::read(part, listed, &shared, &left, &mut budget)?);
        }
    }
    Ok(Grid { format: GridFormat::Xlsx, date1904: book.date1904, sheets })
}

/// The part that the archive's own relations call the document; `xl/workbook.xml` where they are missing.
fn main_part(archive: &mut Archive<'_>, left: &Cell<u64>) -> Result<String, ReadError> {
    let usual = || "xl/workbook.xml".to_owned();
    let Some(part) = archive.part("_rels/.rels")? else { return Ok(usual()) };
    let links = relations(part, "", left)?;
    Ok(links.into_values().find(|r| r.kind == "officeDocument").map_or_else(usual, |r| r.target))
}
