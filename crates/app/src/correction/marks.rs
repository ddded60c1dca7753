//! What stands beside a record on its page: its corrections with the old values, and that it is void.

use std::collections::HashSet;

use domain::Records;
use domain::correction::{Kind, fields};

use super::shown::shown;
use crate::audit::field_label;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::{CorrectionRow, VoidedView};

/// Corrections, oldest first, and the void mark of one record.
pub(crate) struct Marks {
    pub(crate) corrections: Vec<CorrectionRow>,
    pub(crate) voided: Option<VoidedView>,
}

impl Marks {
    /// The marks as somebody reads them who does not read every pupil's name.
    pub(crate) fn read_by(mut self, named: &crate::safeguard::Named) -> Self {
        for row in &mut self.corrections {
            for text in [&mut row.old, &mut row.new, &mut row.old_shown, &mut row.new_shown, &mut row.reason] {
                *text = named.text(text);
            }
        }
        if let Some(voided) = &mut self.voided {
            voided.reason = named.text(&voided.reason);
        }
        self
    }
}

/// The marks of a record.
pub(crate) fn marks(home: &OpenHome, records: &Records, kind: Kind, id: &str) -> Result<Marks> {
    let (rows, voided) =
        home.read(|tx| Ok((store::correction::about(tx, kind.id(), id)?, store::voiding::get(tx, kind.id(), id)?)))?;
    let name = |id: &str| records.person_name(id).unwrap_or_default().to_owned();
    let table = fields(kind);
    let corrections = rows.into_iter().map(|row| {
        let field = table.iter().find(|f| f.id == row.field);
        let read = |value: &str| field.map_or_else(|| value.to_owned(), |f| shown(records, f, value));
        CorrectionRow {
            label: field_label(&row.field),
            old_shown: read(&row.old),
            new_shown: read(&row.new),
            field: row.field,
            old: row.old,
            new: row.new,
            reason: row.reason,
            by: name(&row.by),
            at: row.at.to_string(),
        }
    });
    Ok(Marks {
        corrections: corrections.collect(),
        voided: voided.map(|v| VoidedView { reason: v.reason, by: name(&v.by), at: v.at.to_string() }),
    })
}

/// The numbers of the voided records of a kind.
pub(crate) fn voided_ids(home: &OpenHome, kind: Kind) -> Result<HashSet<String>> {
    let all = home.read(store::voiding::all)?;
    Ok(all.into_iter().filter(|v| v.object_kind == kind.id()).map(|v| v.object_id).collect())
}
