//! records.json of the campaign packet: every number under its key, form 3.11, and the records without a name, a
//! narrative or any other free text about a pupil.

use domain::numbers::{Numbers, WorkStatistics};
use domain::{Records, Term as _, state_label};
use serde_json::{Value, json};

use crate::error::{Code, Result};

/// The version of this document's form.
const SCHEMA_VERSION: &str = "1.0.0";

/// The bytes of records.json.
///
/// # Errors
/// `Internal` when JSON cannot be written, which no record can cause.
pub(crate) fn records_json(records: &Records, numbers: &Numbers, statistics: &WorkStatistics) -> Result<Vec<u8>> {
    let document = json!({
        "schemaVersion": SCHEMA_VERSION,
        "numbers": numbers,
        "form_3_11": statistics,
        "concerns": records.concerns.iter().map(|c| concern(records, c)).collect::<Vec<_>>(),
        "ledger": records.ledger.iter().map(|l| ledger(records, l)).collect::<Vec<_>>(),
        "pacts": records.pacts.iter().map(pact).collect::<Vec<_>>(),
    });
    serde_json::to_vec(&document).map_err(|_| Code::Internal.into())
}

fn concern(records: &Records, c: &domain::noun::Concern) -> Value {
    json!({
        "id": c.id,
        "kind": c.kind.label(),
        "forms": c.forms.iter().map(|f| f.label()).collect::<Vec<_>>(),
        "state": state_label(c.kind, &c.status),
        "result": c.result.map(|r| r.label()),
        "severity": c.severity.map(|s| s.label()),
        "involved": c.involved.iter().map(|i| json!({
            "pseudonym": records.student(&i.student_id).map(|s| s.pseudonym.as_str()),
            "role": i.role.label(),
        })).collect::<Vec<_>>(),
        "discoveredOn": c.discovered_at.date(),
        "recordedOn": c.recorded_at.date(),
        "closedOn": c.closed_on,
    })
}

fn ledger(records: &Records, l: &domain::noun::LedgerItem) -> Value {
    json!({
        "id": l.id,
        "area": l.area.label(),
        "source": l.source,
        "level": l.level.label(),
        "problem": l.problem,
        "measures": l.measures,
        "leader": records.person_name(&l.leader_id),
        "owner": records.person_name(&l.owner_id),
        "foundOn": l.found_on,
        "deadline": l.deadline,
        "newDeadline": crate::ledger::approved_deadline(l),
        "status": l.status.label(),
        "completedOn": l.completed_on,
        "verifiedOn": l.verified_on,
        "closedOn": l.closed_on,
    })
}

fn pact(p: &domain::noun::Pact) -> Value {
    json!({
        "id": p.id,
        "level": p.level.label(),
        "scope": p.scope,
        "title": p.title,
        "version": p.version,
        "effectiveOn": p.effective_on,
        "status": p.status.label(),
        "articles": p.articles,
        "signed": crate::pact::pupils_signed(p),
        "guardianSigned": p.signatories.iter().filter(|s| s.guardian_signed == Some(true)).count(),
        "unsigned": p.unsigned.len(),
    })
}
