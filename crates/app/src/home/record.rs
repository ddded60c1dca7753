//! A change and its row of the log in one transaction, and what goes with it: the digest of a record that is finished, the
//! school's signature under the log, and the note of how far it is.

use chrono::Datelike as _;
use store::WriteTx;
use store::audit::Entry;
use store::numbers::Series;

use super::OpenHome;
use crate::App;
use crate::error::Result;

/// What the log says of a change.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    pub(crate) action: &'a str,
    pub(crate) kind: &'a str,
    pub(crate) fields: &'a [&'a str],
    /// In the person's words, where one is asked for.
    pub(crate) reason: Option<&'a str>,
}

impl OpenHome {
    /// Writes with an audit row in the same transaction.
    pub(crate) fn record<T>(
        &self,
        app: &App,
        action: &str,
        kind: &str,
        id: &str,
        fields: &[&str],
        work: impl FnOnce(&mut WriteTx<'_>) -> store::Result<T>,
    ) -> Result<T> {
        let told = Told { action, kind, fields, reason: None };
        self.commit(app, &told, |tx| Ok((work(tx)?, id.to_owned())))
    }

    /// Writes a record under the next number of its kind, `GZ-2026-031`, and gives the number back.
    pub(crate) fn record_numbered(
        &self,
        app: &App,
        series: Series,
        action: &str,
        kind: &str,
        fields: &[&str],
        work: impl FnOnce(&mut WriteTx<'_>, &str, uuid::Uuid) -> store::Result<()>,
    ) -> Result<String> {
        let year = app.roots.now().date().year();
        let uuid = app.roots.uuid();
        self.commit(app, &Told { action, kind, fields, reason: None }, |tx| {
            let id = store::numbers::next(tx, series, year)?;
            work(tx, &id, uuid)?;
            Ok((id.clone(), id))
        })
    }

    /// Writes with a row about the record whose number the work answers.
    pub(crate) fn commit<T>(
        &self,
        app: &App,
        told: &Told<'_>,
        work: impl FnOnce(&mut WriteTx<'_>) -> store::Result<(T, String)>,
    ) -> Result<T> {
        let at = app.roots.now();
        let own = self.keyring().home();
        let (out, count) = self.write(|tx| {
            let (out, id) = work(tx)?;
            let digest = store::digest::word(tx, told.kind, &id, &mut || {
                let mut salt = [0u8; 32];
                app.roots.random().fill(&mut salt);
                salt
            })?;
            let fields: Vec<&str> = told.fields.iter().copied().chain(digest.as_deref()).collect();
            let (actor, action, object_kind) = (self.person_id(), told.action, told.kind);
            let entry = Entry { at, actor, action, object_kind, object_id: &id, fields: &fields };
            let head = match told.reason {
                Some(reason) => store::audit::append_with_reason(tx, &entry, reason)?,
                None => store::audit::append(tx, &entry)?,
            };
            crate::audit::stamp_when_due(tx, own, &head, at)?;
            Ok((out, head.count))
        })?;
        self.note_seen(app, Some(count));
        Ok(out)
    }
}
