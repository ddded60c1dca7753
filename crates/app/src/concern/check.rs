//! What to think of while a concern is typed: numbers that do not belong into a text, forbidden punishments, late times, and
//! whether the matter is on record already. Nothing of it stops anybody.

use std::collections::HashSet;

use domain::handling::intake::{self, NewConcern};
use domain::noun::{ConcernKind, Involved, Occurred, Reporter, ReporterKind, Role};
use domain::{Records, Term as _, state_label};
use store::Alike;

use super::facts::judge;
use crate::App;
use crate::error::Result;
use crate::rights::Right;
use crate::text_rule::{instant, when};
use crate::view::{DuplicateRow, FieldWarning, IntakeCheckView, RecordConcernRequest};

/// Fields whose warnings are told although other fields are empty.
const SAID: &[&str] = &["title", "narrative", "immediateAction", "internalReportedAt", "learnedAt"];

/// Looks at what is typed so far. Only the doubles that the person may see are named.
///
/// # Errors
/// Those of the store.
pub fn concern_check(app: &App, request: &RecordConcernRequest) -> Result<IntakeCheckView> {
    let home = app.home()?;
    home.require(Right::RecordConcern)?;
    let now = app.roots.now();
    let from = when(&request.occurred_from);
    let learned = instant(&request.learned_at).filter(|at| *at <= now);
    let told = request.internal_reported_at.as_deref().and_then(instant).unwrap_or(now);
    let involved: Vec<Involved> = request
        .involved
        .iter()
        .filter_map(|i| Some(Involved { student_id: i.student_id.clone(), role: Role::from_id(&i.role)? }))
        .collect();
    let class = request.class_id.as_deref().filter(|id| !id.is_empty());
    let happened = from.map(|from| (from, request.occurred_to.as_deref().and_then(when)));
    let (records, settings, alike) = home.read(|tx| {
        let records = store::read_ground(tx, now.date())?;
        let settings = store::setting::handling(tx)?;
        let alike = match happened {
            Some((from, to)) => {
                let days = chrono::Days::new(u64::try_from(settings.duplicate_days).unwrap_or_default());
                let last = to.map_or_else(|| learned.unwrap_or(now).date(), |to| to.date()).max(from.date());
                let first = from.date().checked_sub_days(days).unwrap_or(from.date());
                let last = last.checked_add_days(days).unwrap_or(last);
                let students: Vec<&str> = involved.iter().map(|i| i.student_id.as_str()).collect();
                let like = Alike {
                    students: &students,
                    class_id: class,
                    place_type: &request.place_type,
                    days: (first, last),
                };
                store::read_alike(tx, &like)?
            }
            None => Records::default(),
        };
        Ok((records, settings, alike))
    })?;
    let reporter = Reporter {
        kind: ReporterKind::Staff,
        staff_id: Some(home.person_id().to_owned()),
        student_id: None,
        relation: None,
    };
    // What is not typed yet stands here as something that warns of nothing.
    let learned_at = learned.unwrap_or(now);
    let new = NewConcern {
        kind: ConcernKind::from_id(&request.kind).unwrap_or(ConcernKind::Sign),
        title: request.title.as_deref().unwrap_or_default(),
        forms: &[],
        class_id: class,
        occurred: Occurred { from: from.unwrap_or(domain::When::At(learned_at)), to: happened.and_then(|(_, to)| to) },
        discovered_at: learned_at,
        internal_reported_at: told,
        recorded_at: now,
        place: request.place.trim(),
        place_type: &request.place_type,
        channel: &request.channel,
        reporter: &reporter,
        received_by_id: home.person_id(),
        owner_id: home.person_id(),
        involved: &involved,
        outsiders: &[],
        narrative: &request.narrative,
        immediate_action: &request.immediate_action,
    };
    let judged = judge(&new, &records, settings, &alike.concerns);
    let mut warnings: Vec<FieldWarning> = judged
        .warnings
        .into_iter()
        .filter(|(field, _)| SAID.contains(field))
        .map(|(field, text)| FieldWarning { field: field.to_owned(), text })
        .collect();
    warnings.extend(outsiders(request, &records));
    let doubles: HashSet<&str> = judged.doubles.iter().map(String::as_str).collect();
    let mut seen = Records { concerns: alike.concerns, ..records };
    home.scope().retain(&mut seen);
    let duplicates = seen
        .concerns
        .iter()
        .filter(|c| doubles.contains(c.id.as_str()))
        .map(|c| DuplicateRow {
            id: c.id.clone(),
            title: c.title.clone(),
            kind_label: c.kind.label().to_owned(),
            occurred_from: c.occurred.from.to_string(),
            place: c.place.clone(),
            status_label: state_label(c.kind, &c.status).unwrap_or_default().to_owned(),
            owner: seen.person_name(&c.owner_id).unwrap_or_default().to_owned(),
        })
        .collect();
    Ok(IntakeCheckView { warnings, duplicates })
}

/// Numbers in what is said about outsiders.
fn outsiders(request: &RecordConcernRequest, records: &Records) -> Vec<FieldWarning> {
    use domain::handling::Warning;
    let say = crate::handling::Say::new(records);
    let mut found: Vec<Warning> = Vec::new();
    for text in request.outsiders.iter().flat_map(|o| [&o.description, &o.identity]) {
        let id = intake::has_identity_number(text).then_some(Warning::IdNumberInText);
        let phone = intake::has_phone_number(text).then_some(Warning::PhoneInText);
        for warning in id.into_iter().chain(phone) {
            if !found.contains(&warning) {
                found.push(warning);
            }
        }
    }
    let said = |w: &Warning| say.sentence("warnings", w.code(), &w.args());
    found.iter().map(|w| FieldWarning { field: "outsiders".to_owned(), text: said(w) }).collect()
}
