//! Writes a sealed text.

use store::sealed::NewSealed;
use uuid::Uuid;
use vault::VaultError;

use super::must_exist;
use crate::App;
use crate::draft::SEALED;
use crate::error::{AppError, Code, Fields, Result};
use crate::rights::Right;
use crate::text_rule::{line, lines};
use crate::view::{RecordRequest, SealedRow, WriteSealedRequest};

/// Most code points of a label.
const LABEL_MAX: usize = 40;
/// Most code points of a text.
const TEXT_MAX: usize = 20_000;

/// Seals the text and keeps it; its draft goes in the same transaction. Answers the record's texts.
///
/// # Errors
/// `NoRight`, `NotFound`, `InvalidFields`; `SealedNotHeld` when the slot of this account does not hold the second key.
pub fn sealed_write(app: &App, request: &WriteSealedRequest) -> Result<Vec<SealedRow>> {
    let home = app.home()?;
    home.require(Right::WriteSealed)?;
    let mut records = home.records(app)?;
    home.scope().retain(&mut records);
    must_exist(&records, &request.kind, &request.id)?;
    let mut f = Fields::default();
    // The label stands in the clear, so it must not name anybody.
    let label = f.need("label", "required_text_40", line(&request.label, 1, LABEL_MAX));
    if label.as_deref().is_some_and(|l| records.students.iter().any(|s| l.contains(&s.name))) {
        f.fault("label", "title_names_pupil");
    }
    let text = f.need("text", "required_text_20000", lines(&request.text, 1, TEXT_MAX));
    f.done()?;
    let (Some(label), Some(text)) = (label, text.map(zeroize::Zeroizing::new)) else {
        return Err(Code::Internal.into());
    };
    let supersedes = match request.supersedes.as_deref().filter(|s| !s.is_empty()) {
        Some(old) => Some(current(app, request, old)?),
        None => None,
    };
    let mut new = NewSealed {
        id: app.roots.uuid(),
        object_kind: &request.kind,
        object_id: &request.id,
        label: &label,
        supersedes,
        written_by: home.person_id(),
        written_at: app.roots.now(),
        content: &[],
    };
    let sealed = home.keyring().seal_text(&new.place(), &text, app.roots.random().as_mut());
    let content = sealed.map_err(|e| match e {
        VaultError::SealedKeyNotHeld => AppError::new(Code::SealedNotHeld),
        _ => Code::Internal.into(),
    })?;
    new.content = &content;
    let form = format!("{SEALED}{}", request.kind);
    home.record(app, "sealed.write", &request.kind, &request.id, &["label", "content"], |tx| {
        store::sealed::put(tx, &new)?;
        store::draft::drop(tx, home.person_id(), &form, &request.id).map(drop)
    })?;
    super::sealed_list(app, &RecordRequest { kind: request.kind.clone(), id: request.id.clone() })
}

/// The text that is replaced: of the same record, and not replaced already.
fn current(app: &App, request: &WriteSealedRequest, old: &str) -> Result<Uuid> {
    let home = app.home()?;
    let not_found = || AppError::new(Code::NotFound).with("id", "sealed");
    let old = Uuid::parse_str(old).map_err(|_| not_found())?;
    let heads = home.read(|tx| store::sealed::about(tx, &request.kind, &request.id))?;
    let there = heads.iter().any(|h| h.id == old) && heads.iter().all(|h| h.supersedes != Some(old));
    if there { Ok(old) } else { Err(not_found()) }
}
