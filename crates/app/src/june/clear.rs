//! 这是普通词，不是姓名: what the search for names has found, and the confirmation of whoever signs.

use std::collections::BTreeSet;

use domain::Records;
use paper::readback::squeezed;
use store::audit::Entry;
use store::name_clearance::Clearance;

use super::make::drafted;
use super::names::{Cleared, Found, search};
use crate::App;
use crate::error::{AppError, Code, Result};
use crate::home::OpenHome;
use crate::rights::Right;
use crate::view::{NameConfirmRequest, NameFoundAt, NameWord, NamesView};

/// Makes the packet as it would be now, keeps nothing of it, and tells which pupils' names and numbers stand in it and were
/// not confirmed to be something else. With none, the packet can be made.
///
/// # Errors
/// `NoRight`, and those of making the papers.
pub fn june_names(app: &App) -> Result<NamesView> {
    let home = app.home()?;
    home.require(Right::SignPackets)?;
    let (records, found) = found(app, &home)?;
    Ok(NamesView { words: found.iter().map(|word| view(&records, word)).collect() })
}

/// Keeps that a word is no name in the texts that were shown. It holds for these texts only, as they stand, and for the
/// pupils who are called so today.
///
/// # Errors
/// `NoRight`, `ReasonTooShort`; `NotFound` for a word or a text that is not found now, when nothing is kept.
pub fn june_name_confirm(app: &App, request: &NameConfirmRequest) -> Result<NamesView> {
    let home = app.home()?;
    home.require(Right::SignPackets)?;
    let reason = crate::correction::reason(&request.reason)?;
    let not_found = || AppError::new(Code::NotFound).with("id", "name");
    let (_, found) = found(app, &home)?;
    let word = found.iter().find(|f| f.word == request.word && f.number == (request.kind == "number"));
    let word = word.ok_or_else(not_found)?;
    let wanted: BTreeSet<&str> = request.digests.iter().map(String::as_str).collect();
    let texts: Vec<[u8; 32]> =
        word.places.iter().map(|at| at.digest).filter(|d| wanted.contains(packet::encoding::hex(d).as_str())).collect();
    if texts.is_empty() || texts.len() != wanted.len() {
        return Err(not_found());
    }
    keep(app, &home, word, &texts, &reason)?;
    june_names(app)
}

/// One row for each pupil and text, and one of the log for each pupil: the log names the pupil by number only.
fn keep(app: &App, home: &OpenHome, word: &Found, texts: &[[u8; 32]], reason: &str) -> Result<()> {
    let at = app.roots.now();
    let own = home.keyring().home();
    let rows = format!("rows_{}", texts.len());
    let field = if word.number { "student_no" } else { "name" };
    home.write(|tx| {
        let kept = store::name_clearance::all(tx)?;
        for student in &word.students {
            for digest in texts {
                if kept.iter().any(|k| k.student_id == *student && k.digest == *digest) {
                    continue;
                }
                let row = Clearance {
                    student_id: student.clone(),
                    digest: *digest,
                    reason: reason.to_owned(),
                    by: home.person_id().to_owned(),
                    at,
                };
                store::name_clearance::add(tx, &row)?;
            }
            let entry = Entry {
                at,
                actor: home.person_id(),
                action: "june.name_cleared",
                object_kind: "student",
                object_id: student,
                fields: &[field, &rows],
            };
            let head = store::audit::append_with_reason(tx, &entry, reason)?;
            crate::audit::stamp_when_due(tx, own, &head, at)?;
        }
        Ok(())
    })
}

/// What was confirmed so far.
pub(super) fn cleared(home: &OpenHome) -> Result<Cleared> {
    let kept = home.read(store::name_clearance::all)?;
    Ok(kept.into_iter().map(|k| (k.student_id, k.digest)).collect())
}

fn found(app: &App, home: &OpenHome) -> Result<(Records, Vec<Found>)> {
    let drafted = drafted(app, home)?;
    let files = drafted.packet.files.iter().map(|f| (f.name.as_str(), f.bytes.as_slice()));
    let found = search(&drafted.records, files, &cleared(home)?)?;
    Ok((drafted.records, found.into_iter().map(|(_, found)| found).collect()))
}

fn view(records: &Records, word: &Found) -> NameWord {
    NameWord {
        student_ids: word.students.iter().cloned().collect(),
        word: word.word.clone(),
        kind: if word.number { "number" } else { "name" }.to_owned(),
        places: word
            .places
            .iter()
            .map(|at| {
                let (record, field) = source(records, &word.word, &at.text).unwrap_or_default();
                NameFoundAt {
                    file: at.file.clone(),
                    record,
                    field,
                    text: at.text.clone(),
                    digest: packet::encoding::hex(&at.digest),
                }
            })
            .collect(),
        may_confirm: !word.elsewhere && !word.places.is_empty(),
    }
}

/// The record and its field from which a line with the word comes, so that a person can find it: the id of the ledger item
/// or pact, and the id of the field.
fn source(records: &Records, word: &str, line: &str) -> Option<(String, String)> {
    let is_from = |text: &str| {
        let text = squeezed(text);
        text.contains(word) && line.contains(&text)
    };
    let ledger = records.ledger.iter().find_map(|l| {
        let steps = l.progress.iter().map(|p| ("state", p.text.as_str()));
        let evidence = l.evidence.iter().map(|e| ("evidence", e.name.as_str()));
        let own = [
            ("problem", l.problem.as_str()),
            ("source", l.source.as_str()),
            ("measures", l.measures.as_str()),
            ("remark", l.remark.as_str()),
        ];
        let found = own.into_iter().chain(steps).chain(evidence).find(|(_, text)| is_from(text));
        found.map(|(field, _)| (l.id.clone(), field.to_owned()))
    });
    let pact = || {
        records.pacts.iter().find_map(|p| {
            let articles = p.articles.iter().map(|a| ("articles", a.as_str()));
            let own = [
                ("title", p.title.as_str()),
                ("scope", p.scope.as_str()),
                ("preamble", p.preamble.as_str()),
                ("adoption", p.adoption.as_deref().unwrap_or_default()),
            ];
            let found = own.into_iter().chain(articles).find(|(_, text)| is_from(text));
            found.map(|(field, _)| (p.id.clone(), field.to_owned()))
        })
    };
    ledger.or_else(pact)
}
