//! Says which column of the chosen table means what; remembered by the headings.

use super::table::{field_of, kind_of, with_table};
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::view::{RosterFileView, RosterMapRequest};

/// Takes sheet, kind and the meaning of the columns. For another sheet the headings are looked for anew. A meaning
/// without faults is remembered for the next table with the same headings.
///
/// # Errors
/// `RosterExpired`.
pub fn roster_map(app: &App, request: &RosterMapRequest) -> Result<RosterFileView> {
    let home = app.home()?;
    home.require(Right::EditRoster)?;
    with_table(&home, &request.token, |table| {
        let sheet = usize::try_from(request.sheet).unwrap_or_default();
        if sheet != table.sheet {
            table.turn_to(&home, sheet)?;
            return Ok(table.view());
        }
        if let Some(header) = &mut table.header {
            header.mapping.kind = kind_of(&request.kind).unwrap_or(header.mapping.kind);
            for column in &mut header.mapping.columns {
                if let Some(said) = request.columns.iter().find(|c| c.column == column.column) {
                    column.field = said.field.as_deref().and_then(field_of);
                }
            }
            table.remembered = false;
        }
        if let Some(header) = table.header.as_ref().filter(|_| table.faults().is_empty()) {
            let fields: Vec<Option<String>> =
                header.mapping.columns.iter().map(|c| c.field.map(|f| f.id().to_owned())).collect();
            let headings = header.mapping.signature();
            home.write(|tx| store::roster::remember(tx, header.mapping.kind.id(), &headings, &fields))?;
        }
        Ok(table.view())
    })
}
