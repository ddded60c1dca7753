//! Ledger items and pacts that contain the words.

use domain::correction::Kind;
use domain::{Records, Term as _};

use super::{Hits, counted, shown};
use crate::App;
use crate::error::Result;
use crate::home::OpenHome;
use crate::view::SearchHit;

/// Those that the person may see.
pub(super) fn others(app: &App, home: &OpenHome, words: &str, limit: usize) -> Result<Vec<Hits>> {
    let found = home.read(|tx| store::search::others(tx, words))?;
    let mut records = Records::default();
    if !found.is_empty() {
        let today = app.roots.now().date();
        records = home.read(|tx| store::read_rules(tx, today))?;
        home.scope().retain(&mut records);
    }
    let voided = (crate::correction::voided_ids(home, Kind::Ledger)?, crate::correction::voided_ids(home, Kind::Pact)?);
    let named = crate::safeguard::Named::in_search(app, home)?;
    let read = |text: &str| named.as_ref().map_or_else(|| text.to_owned(), |named| named.text(text));
    let (mut ledger, mut pacts) = (Vec::new(), Vec::new());
    for other in found {
        let (place, mut snippet) = shown(&other.parts, words);
        if let Some(named) = &named {
            snippet = named.pieces(snippet);
        }
        if other.kind == "ledger" {
            let Some(item) = records.ledger.iter().find(|l| l.id == other.id) else { continue };
            ledger.push(SearchHit {
                kind: "ledger".to_owned(),
                title: read(&item.problem),
                meta: item.area.label().to_owned(),
                status: item.status.id().to_owned(),
                status_label: item.status.label().to_owned(),
                place,
                snippet,
                voided: voided.0.contains(&other.id),
                id: other.id,
            });
        } else {
            let Some(pact) = records.pacts.iter().find(|p| p.id == other.id) else { continue };
            pacts.push(SearchHit {
                kind: "pact".to_owned(),
                title: pact.title.clone(),
                meta: pact.level.label().to_owned(),
                status: pact.status.id().to_owned(),
                status_label: pact.status.label().to_owned(),
                place,
                snippet,
                voided: voided.1.contains(&other.id),
                id: other.id,
            });
        }
    }
    Ok(vec![counted("ledger", ledger, limit), counted("pact", pacts, limit)])
}
