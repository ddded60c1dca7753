//! 作废: a voided record stays in the database with its reason, and is left out of everything that is computed.

use std::collections::HashSet;

use super::Kind;
use crate::records::Records;

/// Leaves voided records out, with what hangs on them and every mention of them, so that no number counts them and no
/// paper names them.
pub fn leave_out<'a>(records: &mut Records, voided: impl IntoIterator<Item = (Kind, &'a str)>) {
    let mut concerns: HashSet<&str> = HashSet::new();
    let mut items: HashSet<&str> = HashSet::new();
    let mut pacts: HashSet<&str> = HashSet::new();
    for (kind, id) in voided {
        match kind {
            Kind::Concern => concerns.insert(id),
            Kind::Ledger => items.insert(id),
            Kind::Pact => pacts.insert(id),
        };
    }
    if !concerns.is_empty() {
        without_concerns(records, &concerns);
    }
    if !items.is_empty() {
        without_items(records, &items);
    }
    records.pacts.retain(|p| !pacts.contains(p.id.as_str()));
}

fn without_concerns(r: &mut Records, gone: &HashSet<&str>) {
    let there = |id: &String| !gone.contains(id.as_str());
    r.concerns.retain(|c| there(&c.id));
    r.sanctions.retain(|x| there(&x.concern_id));
    r.communications.retain(|x| there(&x.concern_id));
    r.talks.retain(|x| there(&x.concern_id));
    r.counselling.retain(|x| there(&x.concern_id));
    r.counselling_refusals.retain(|x| there(&x.concern_id));
    r.family_guidance.retain(|x| there(&x.concern_id));
    r.incident_reports.retain(|x| there(&x.concern_id));
    r.ledger.iter_mut().for_each(|l| l.concern_ids.retain(there));
    r.surveys.iter_mut().for_each(|s| s.concern_ids.retain(there));
    r.screenings.iter_mut().for_each(|s| s.concern_ids.retain(there));
    r.education_events.iter_mut().for_each(|e| e.concern_ids.retain(there));
    r.lookback.iter_mut().for_each(|l| l.related_concern_ids.retain(there));
}

fn without_items(r: &mut Records, gone: &HashSet<&str>) {
    let there = |id: &String| !gone.contains(id.as_str());
    r.ledger.retain(|l| there(&l.id));
    for c in &mut r.concerns {
        c.ledger_ids.retain(there);
        // A lesson whose every item is void is open again.
        if let Some(ids) = c.lesson.as_mut().and_then(|l| l.ledger_ids.as_mut()) {
            ids.retain(there);
            if ids.is_empty() {
                c.lesson = None;
            }
        }
    }
    r.policy_docs.iter_mut().for_each(|p| p.ledger_ids.retain(there));
    r.screenings.iter_mut().for_each(|s| s.ledger_ids.retain(there));
    for s in &mut r.self_checks {
        s.ledger_ids.retain(there);
        s.open_ledger_ids.retain(there);
    }
    for l in &mut r.lookback {
        l.new_ledger_ids.retain(there);
        l.related_ledger_ids.retain(there);
    }
    r.inspections.iter_mut().flat_map(|i| &mut i.findings).for_each(|f| f.ledger_ids.retain(there));
}
