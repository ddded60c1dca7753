//! One change of the roster in one transaction: an import, the turn of the school year, or a step of one pupil. It is kept
//! value by value, so that it can be taken back.

use store::WriteTx;
use store::roster::{Batch, Change, ENTERED};

use super::values::Named;
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::RosterDoneView;

/// What a batch has changed so far.
#[derive(Default)]
pub(super) struct Changes(Vec<Change>);

impl Changes {
    /// A row that was not there before.
    pub(super) fn entered<T: Named>(&mut self, row: &T) {
        self.push::<T>(row.id(), ENTERED, None, None);
    }

    /// What differs between two states of a row; whether anything does.
    pub(super) fn changed<T: Named>(&mut self, old: &T, new: &T) -> bool {
        let before = self.0.len();
        for ((field, old), (_, new_value)) in old.values().into_iter().zip(new.values()) {
            if old != new_value {
                self.push::<T>(new.id(), field, old, new_value);
            }
        }
        self.0.len() > before
    }

    fn push<T: Named>(&mut self, id: &str, field: &str, old: Option<String>, new: Option<String>) {
        self.0.push(Change { object: T::OBJECT.to_owned(), id: id.to_owned(), field: field.to_owned(), old, new });
    }
}

/// Which batch this is.
pub(super) struct Kind<'a> {
    /// The id of the kind, as the database has it.
    pub(super) id: &'static str,
    /// What the audit log calls it.
    pub(super) action: &'static str,
    /// The file's name.
    pub(super) file: Option<&'a str>,
    /// The single row that it is about, where there is one.
    pub(super) about: Option<(&'static str, &'a str)>,
}

/// Writes what `work` does, keeps it as a batch and logs it: all of it or nothing.
pub(super) fn write(
    app: &App,
    home: &OpenHome,
    kind: &Kind<'_>,
    work: impl FnOnce(&mut WriteTx<'_>, &mut Changes) -> store::Result<()>,
) -> Result<RosterDoneView> {
    let batch = Batch {
        id: app.roots.uuid(),
        kind: kind.id.to_owned(),
        file: kind.file.filter(|f| !f.is_empty()).map(str::to_owned),
        by: home.person_id().to_owned(),
        at: app.roots.now(),
        undone_at: None,
    };
    let id = batch.id.to_string();
    let (object, about) = kind.about.unwrap_or(("roster", id.as_str()));
    let changes = home.record(app, kind.action, object, about, &[], |tx| {
        let mut changes = Changes::default();
        work(tx, &mut changes)?;
        store::roster::add(tx, &batch, &changes.0)?;
        Ok(changes.0)
    })?;
    Ok(done(&batch, &changes, 0))
}

/// A batch as the window shows it.
pub(super) fn done(batch: &Batch, changes: &[Change], kept: usize) -> RosterDoneView {
    let n = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    // A class's row beside its pupils' is no row of the table.
    let own = match batch.kind.as_str() {
        "classes" | "rollover" => "class",
        "staff" => "staff",
        _ => "student",
    };
    let mut ids: [Vec<&str>; 3] = Default::default();
    let [added, changed, left] = &mut ids;
    for change in changes {
        match change.field.as_str() {
            ENTERED if change.object == own => added.push(&change.id),
            "left_on" if change.new.is_some() => left.push(&change.id),
            ENTERED | "left_reason" => {}
            _ if change.object == own => changed.push(&change.id),
            _ => {}
        }
    }
    for list in &mut ids {
        list.sort_unstable();
        list.dedup();
    }
    let [added, changed, left] = ids;
    RosterDoneView {
        batch_id: batch.id.to_string(),
        kind: batch.kind.clone(),
        file: batch.file.clone(),
        at: batch.at.to_string(),
        added: n(added.len()),
        changed: n(changed.len()),
        left: n(left.len()),
        kept: n(kept),
    }
}
