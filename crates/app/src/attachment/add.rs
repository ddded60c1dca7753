//! Adds files that a person chose to a record. Each is on the disk, encrypted, before its row is, and each counts for itself:
//! one that is refused keeps none of the others back.

use std::fs::File;
use std::io::{Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::PoisonError;

use domain::noun::{FileKind, Measure, MeasureKind, SNIFFED};
use store::attachment::Attachment;

use super::limits::{AT_ONCE, OF_A_RECORD, megabytes, most};
use super::list::view_of;
use super::photo;
use super::record::Record;
use super::store_file::{Content, Kept, keep};
use crate::App;
use crate::error::{AppError, Code, Fields, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::text_rule::line;
use crate::view::{AttachmentAddedView, AttachmentPickRequest, RefusedFile};

/// Most code points of a name that is kept.
const NAME: usize = 200;

/// What is said of every file that is added at once.
struct Said {
    about: Option<String>,
    source: String,
    note: String,
    keep_original: bool,
    /// Whether the first of them is to be entered as secured evidence.
    secures: bool,
}

/// What became of one file.
enum Done {
    Added,
    /// The record has it already.
    Doubled,
}

/// Whether files may be added to the record, asked before anybody has to choose them.
///
/// # Errors
/// As [`attachment_add`].
pub fn attachment_may_add(app: &App, request: &AttachmentPickRequest) -> Result<()> {
    let home = app.home()?;
    home.require(Right::RecordConcern)?;
    said(&open_record(app, &home, request)?, request).map(drop)
}

/// The record, which must not be finished.
fn open_record(app: &App, home: &OpenHome, request: &AttachmentPickRequest) -> Result<Record> {
    let record = Record::seen(app, home, &request.kind, &request.id)?;
    if record.finished {
        return Err(AppError::new(Code::AttachmentFinished).with("id", record.id));
    }
    Ok(record)
}

/// Adds the files to the record.
///
/// # Errors
/// `NoRight`, `NotFound`, `AttachmentFinished`, `InvalidFields`; what is wrong with one file is told beside its name.
pub fn attachment_add(app: &App, request: &AttachmentPickRequest, paths: &[PathBuf]) -> Result<AttachmentAddedView> {
    let home = app.home()?;
    home.require(Right::RecordConcern)?;
    let record = open_record(app, &home, request)?;
    let mut said = said(&record, request)?;
    let _one_at_a_time = home.attaching.lock().unwrap_or_else(PoisonError::into_inner);
    let (mut added, mut doubled, mut refused) = (0, 0, Vec::new());
    for (number, path) in paths.iter().enumerate() {
        let name = name_of(path);
        let done = if number < AT_ONCE {
            take(app, &home, &record, &said, path, &name)
        } else {
            Err(AppError::new(Code::AttachmentMany).with("max", AT_ONCE))
        };
        match done {
            Ok(Done::Added) => {
                added += 1;
                // One entry says it for all of them.
                said.secures = false;
            }
            Ok(Done::Doubled) => doubled += 1,
            Err(error) => refused.push(RefusedFile { name, error }),
        }
    }
    Ok(AttachmentAddedView {
        added,
        doubled,
        refused,
        view: view_of(&home, &Record::seen(app, &home, &request.kind, &request.id)?)?,
    })
}

fn said(record: &Record, request: &AttachmentPickRequest) -> Result<Said> {
    let mut f = Fields::default();
    let about = request.about.trim();
    if !about.is_empty() && record.entries.iter().all(|entry| entry.id != about) {
        f.fault("about", "unknown");
    }
    let source = f.need("source", "too_long_100", line(&request.source, 0, 100));
    let note = f.need("note", "too_long_400", line(&request.note, 0, 400));
    f.done()?;
    Ok(Said {
        about: Some(about.to_owned()).filter(|about| !about.is_empty()),
        source: source.unwrap_or_default(),
        note: note.unwrap_or_default(),
        keep_original: request.keep_original,
        secures: request.secures && record.evidence_due,
    })
}

fn take(app: &App, home: &OpenHome, record: &Record, said: &Said, path: &Path, name: &str) -> Result<Done> {
    let present = home.read(|tx| store::attachment::of(tx, record.holder, &record.id))?;
    if present.len() >= OF_A_RECORD {
        return Err(AppError::new(Code::AttachmentMany).with("max", OF_A_RECORD));
    }
    let unreadable = |_| AppError::new(Code::AttachmentUnreadable);
    let meta = std::fs::metadata(path).map_err(unreadable)?;
    // Asked before it is opened: opening a pipe would wait for somebody to write into it.
    if !meta.is_file() {
        return Err(Code::AttachmentKind.into());
    }
    if meta.len() == 0 {
        return Err(Code::AttachmentEmpty.into());
    }
    let mut file = File::open(path).map_err(unreadable)?;
    let mut head = Vec::new();
    let sniffed = u64::try_from(SNIFFED).unwrap_or(0);
    std::io::Read::by_ref(&mut file).take(sniffed).read_to_end(&mut head).map_err(unreadable)?;
    let kind = FileKind::of(&head).ok_or_else(|| AppError::new(Code::AttachmentKind))?;
    if meta.len() > most(kind) {
        return Err(AppError::new(Code::AttachmentTooLarge)
            .with("size", megabytes(meta.len()))
            .with("max", megabytes(most(kind))));
    }
    crate::care::room_for(&home.dir, meta.len().saturating_mul(2))?;
    let (shown, original) = contents(app, home, &mut file, kind, said.keep_original)?;
    let same = |a: &&Attachment| a.file_id == shown.id && a.withdrawn.is_none() && a.about == said.about;
    if present.iter().any(|a| same(&a)) && original.as_ref().is_none_or(|o| o.new.is_none()) {
        return Ok(Done::Doubled);
    }
    let row = Attachment {
        id: app.roots.uuid().to_string(),
        holder: record.holder,
        record: record.id.clone(),
        about: said.about.clone(),
        file_id: shown.id.clone(),
        original_id: original.as_ref().map(|o| o.id.clone()),
        kind,
        scaled: kind.is_picture(),
        name: name.to_owned(),
        source: said.source.clone(),
        note: said.note.clone(),
        by: home.person_id().to_owned(),
        at: app.roots.now(),
        withdrawn: None,
    };
    let number = present.len() + 1;
    let secured = said.secures.then(|| secured(&row, number));
    commit(app, home, record, &row, number, secured.as_ref(), [Some(shown), original])?;
    Ok(Done::Added)
}

/// 证据固定: that the evidence lies in the file of the case, as the case's own entry.
fn secured(row: &Attachment, number: usize) -> Measure {
    let what = if row.note.is_empty() { &row.name } else { &row.note };
    let word = crate::audit::field_label;
    let source = if row.source.is_empty() { String::new() } else { format!("，{}：{}", word("source"), row.source) };
    Measure {
        kind: MeasureKind::Evidence,
        student_id: None,
        on: row.at.date(),
        by: row.by.clone(),
        text: format!("{}{number}：{what}{source}", word("attachment")),
        hours: None,
        from: None,
        to: None,
        school_days: None,
        guardian_notified_on: None,
        statement_heard_on: None,
        minutes_no: None,
        round: 1,
    }
}

/// Puts what is shown on the disk, and the original where it is another one and is to be kept.
fn contents(
    app: &App,
    home: &OpenHome,
    file: &mut File,
    kind: FileKind,
    keep_original: bool,
) -> Result<(Kept, Option<Kept>)> {
    if !kind.is_picture() {
        return Ok((keep(app, home, Content::File(file))?, None));
    }
    let mut bytes = Vec::new();
    let unreadable = |_| AppError::new(Code::AttachmentUnreadable);
    file.seek(SeekFrom::Start(0)).map_err(unreadable)?;
    // A file that grows while it is read is not read without end.
    std::io::Read::by_ref(file).take(most(kind)).read_to_end(&mut bytes).map_err(unreadable)?;
    let shown = keep(app, home, Content::Bytes(&photo::scaled(&bytes, kind)?))?;
    let original = keep_original.then(|| keep(app, home, Content::Bytes(&bytes))).transpose()?;
    let other = original.filter(|o| o.id != shown.id);
    Ok((shown, other))
}

/// Commits the rows, with the audit row, and moves the files to their place.
fn commit(
    app: &App,
    home: &OpenHome,
    record: &Record,
    row: &Attachment,
    number: usize,
    secured: Option<&Measure>,
    kept: [Option<Kept>; 2],
) -> Result<()> {
    let new: Vec<_> = kept.into_iter().flatten().filter_map(|kept| kept.new).collect();
    let place = format!("file_{number}");
    let original = row.original_id.as_ref().map(|_| "original");
    let measure = secured.map(|_| "measures");
    let fields: Vec<&str> = [Some(place.as_str()), original, measure].into_iter().flatten().collect();
    let (kind, id) = (record.holder.id(), record.id.as_str());
    home.record(app, "attachment.add", kind, id, &fields, |tx| {
        new.iter().try_for_each(|(file, _)| store::attachment::file(tx, file))?;
        store::attachment::add(tx, row)?;
        secured.map_or(Ok(()), |measure| store::table::concern::add_measure(tx, id, measure))
    })?;
    new.into_iter().for_each(|(_, incoming)| incoming.settle());
    Ok(())
}

/// The name that a file has, without its folder, as it is kept: no control characters, its end kept when it is cut.
fn name_of(path: &Path) -> String {
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let plain: Vec<char> = name.chars().filter(|c| !c.is_control()).collect();
    let cut: String = plain.iter().skip(plain.len().saturating_sub(NAME)).collect();
    let cut = cut.trim();
    if cut.is_empty() { "-".to_owned() } else { cut.to_owned() }
}
