//! The attachments of a record: in their list, in the chronology of a case, and by their place in the log.

use domain::Term as _;
use domain::noun::FileKind;
use store::attachment::{Attachment, Fault, Files, Holder, StoredFile};

use super::limits::MANY;
use super::record::Record;
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::rights::Right;
use crate::safeguard::Named;
use crate::view::{AttachmentRow, AttachmentsView, CaseFact, CaseLine, FaultView, RecordRequest, VoidedView};

/// The list of one record.
///
/// # Errors
/// `NoRight`, `NotFound`.
pub fn attachment_list(app: &App, request: &RecordRequest) -> Result<AttachmentsView> {
    let home = app.home()?;
    home.require(Right::ReadOwn)?;
    view_of(&home, &Record::seen(app, &home, &request.kind, &request.id)?)
}

/// The same for whoever was let in.
pub(super) fn view_of(home: &OpenHome, record: &Record) -> Result<AttachmentsView> {
    let files = Files::of(&home.dir);
    let (all, (_, bytes)) = home.read(|tx| {
        let mut all = Vec::new();
        for attachment in store::attachment::of(tx, record.holder, &record.id)? {
            let shown = store::attachment::files(tx, Some(&attachment.file_id))?.into_iter().next();
            let original = match &attachment.original_id {
                Some(id) => store::attachment::files(tx, Some(id))?.into_iter().next(),
                None => None,
            };
            all.push((attachment, shown, original));
        }
        Ok((all, store::attachment::total(tx)?))
    })?;
    let rows = (1u32..)
        .zip(&all)
        .map(|(number, (attachment, shown, original))| {
            row(home, &files, record, number, attachment, shown.as_ref(), original.as_ref())
        })
        .collect();
    let mut warnings = Vec::new();
    if bytes > MANY {
        warnings.push(FaultView::new("attachments_many").with("size", super::limits::megabytes(bytes)));
    }
    Ok(AttachmentsView {
        rows,
        may_add: !record.finished && home.holds(Right::RecordConcern),
        finished: record.finished,
        evidence_due: record.evidence_due,
        entries: record.entries.clone(),
        warnings,
    })
}

fn row(
    home: &OpenHome,
    files: &Files,
    record: &Record,
    number: u32,
    a: &Attachment,
    shown: Option<&StoredFile>,
    original: Option<&StoredFile>,
) -> AttachmentRow {
    let fault = [shown, original].into_iter().flatten().find_map(|file| store::attachment::quick(files, file));
    AttachmentRow {
        id: a.id.clone(),
        number,
        name: record.named.text(&a.name),
        kind_label: a.kind.label().to_owned(),
        shown: how_shown(a.kind).to_owned(),
        size: shown.map_or(0, |file| file.size),
        scaled: a.scaled,
        original_size: original.map(|file| file.size),
        source: record.named.text(&a.source),
        note: record.named.text(&a.note),
        about: a.about.clone().unwrap_or_default(),
        added_by: record.name(&a.by),
        added_at: a.at.to_string(),
        state: match fault {
            None => "whole",
            Some(Fault::Missing) => "missing",
            Some(Fault::Damaged) => "damaged",
        }
        .to_owned(),
        voided: a.withdrawn.as_ref().map(|w| VoidedView {
            reason: record.named.text(&w.reason),
            by: record.name(&w.by),
            at: w.at.to_string(),
        }),
        may_void: record.may_withdraw(home, a),
    }
}

fn how_shown(kind: FileKind) -> &'static str {
    match kind {
        kind if kind.is_picture() => "picture",
        FileKind::Pdf => "paper",
        kind if kind.is_sound() => "sound",
        _ => "none",
    }
}

/// The attachments of a case as lines of its chronology.
///
/// # Errors
/// Those of the store.
pub(crate) fn lines(home: &OpenHome, records: &domain::Records, named: &Named, concern: &str) -> Result<Vec<CaseLine>> {
    let all = home.read(|tx| store::attachment::of(tx, Holder::Concern, concern))?;
    let words = crate::audit::field_label;
    let fact = |label: &str, value: &str| {
        (!value.is_empty()).then(|| CaseFact { label: words(label), value: named.text(value) })
    };
    Ok(all
        .into_iter()
        .map(|a| {
            let withdrawn = a.withdrawn.as_ref().map(|w| w.reason.clone()).unwrap_or_default();
            CaseLine {
                at: a.at.to_string(),
                kind: "attachment".to_owned(),
                label: words("attachment"),
                no: a.about.clone().unwrap_or_default(),
                text: named.text(&if a.note.is_empty() { a.name } else { format!("{}（{}）", a.note, a.name) }),
                facts: [fact("source", &a.source), fact("withdrawn", &withdrawn)].into_iter().flatten().collect(),
                actor: records.person_name(&a.by).unwrap_or_default().to_owned(),
            }
        })
        .collect())
}

/// The place of an attachment in its record, for the log: `file_3`.
pub(super) fn place(home: &OpenHome, attachment: &Attachment) -> Result<String> {
    let all = home.read(|tx| store::attachment::of(tx, attachment.holder, &attachment.record))?;
    let number = all.iter().position(|a| a.id == attachment.id).map_or(0, |n| n + 1);
    Ok(format!("file_{number}"))
}

/// Puts into the log what is about to be done with an attachment.
pub(super) fn logged(
    app: &App,
    home: &OpenHome,
    action: &str,
    record: &Record,
    attachment: &Attachment,
    more: &[&str],
) -> Result<()> {
    let place = place(home, attachment)?;
    let fields: Vec<&str> = [place.as_str()].into_iter().chain(more.iter().copied()).collect();
    home.record(app, action, record.holder.id(), &record.id, &fields, |_| Ok(()))
}
